"""Each setting in words: what it takes, what holds without it, what it does. The page of the documentation is made from this."""

from __future__ import annotations

from imr_tui.dataclass import dataclass
from imr_tui.storage.setting_values import AUTOSAVE_SECONDS, FOCUS_PLACES, KEYS, MEASURES, THEMES


@dataclass(frozen=True, slots=True)
class Description:
    """One setting: `example` is its value as it is written in the file."""

    name: str
    takes: str
    default: str
    said: str
    example: str


_SWITCH = "`true` or `false`"

DESCRIPTIONS: tuple[Description, ...] = (
    Description(
        "theme",
        ", ".join(f"`{theme}`" for theme in THEMES),
        "`auto`",
        "The colours. `auto` is dark where the terminal has 256 colours or more, else the terminal's own sixteen. "
        "NO_COLOR in the environment takes all colours away.",
        '"light"',
    ),
    Description(
        "ascii",
        _SWITCH,
        "as the terminal's letters allow",
        "Plain signs such as [x] and [~] in place of ✓ and ◐, and frames of plain characters.",
        "true",
    ),
    Description(
        "mouse",
        _SWITCH,
        "on, but off in GNU screen",
        "Whether the mouse is used. Nothing needs it.",
        "false",
    ),
    Description(
        "autosave_seconds",
        f"`0`, or {AUTOSAVE_SECONDS[0]} to {AUTOSAVE_SECONDS[-1]}",
        "`30`",
        "After how many seconds without a key the review is saved by itself; 0 saves only when you ask.",
        "60",
    ),
    Description(
        "record_forms",
        _SWITCH,
        "`true`",
        "Whether a new record is filled in as a form; without, it is put in as lines of text.",
        "false",
    ),
    Description(
        "template_folders",
        "a list of folders",
        "none",
        "Where templates of the force's own lie. Relative folders start from the folder of the settings file.",
        '["~/templates"]',
    ),
    Description("name", "text", "empty", "Who you are, for the questions that you confirm.", '"Priya Nair"'),
    Description("spelling", _SWITCH, "`true`", "Whether spelling is checked.", "false"),
    Description(
        "word_lists",
        "a list of files",
        "none",
        "Lists of words that are spelt rightly, one word a line.",
        '["force.txt"]',
    ),
    Description(
        "rule_files",
        "a list of files",
        "none",
        "Wording rules of the force's own.",
        '["force.toml"]',
    ),
    Description(
        "accessible",
        _SWITCH,
        "`false`",
        "For a screen reader: one column of words without frames and signs, the terminal's cursor at what has the focus, "
        "changes told in the status row. `imr-tui --accessible` turns it on for once.",
        "true",
    ),
    Description(
        "measure",
        f"{MEASURES[0]} to {MEASURES[-1]}",
        "`72`",
        "How many characters a row has in focus mode.",
        "66",
    ),
    Description(
        "focus_place",
        " or ".join(f"`{place}`" for place in FOCUS_PLACES),
        "`centre`",
        "Where the text stands in focus mode.",
        '"left"',
    ),
    Description(
        "desktop_copy",
        _SWITCH,
        "`false`",
        "Whether what you copy also goes to the clipboard of your own desktop, through the terminal. It is off because a "
        "review is confidential: a desktop may keep a history of what was copied, share it with other machines, or show it.",
        "false",
    ),
    Description(
        "house_style",
        "the name of a Word file",
        "none",
        "A Word document of the force's whose styles the export takes.",
        '"force.docx"',
    ),
    Description(
        KEYS,
        "a table",
        "as in [keys.md](keys.md)",
        "Other keys for actions, by the action's id: a key or a list of keys. They take the place of the usual ones.",
        '{ export = "f11", next = ["f8", "ctrl+n"] }',
    ),
)
