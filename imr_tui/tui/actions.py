"""The one table of actions: it drives key bindings, hint row, command palette and the help screen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Group(StrEnum):
    """Where an action stands in the help screen."""

    REVIEW = "Your review"
    CHECKLIST = "Checklist"
    WRITING = "Writing"
    EDITING = "Editing the text"
    FINDING = "Finding your way"
    SCREEN = "Screen"


class Scope(StrEnum):
    """Where an action can be asked for: anywhere, or in an open document."""

    APP = "app"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Action:
    """One thing the interface can be asked to do.

    `id` names the handler, `action_<id>`. `keys` are the primary keys as Textual names them, `fallback`
    those for terminals that keep the first from arriving, `sidebar` the keys while the checklist has the focus;
    `spoken` says in words how it is reached where no single key does it. `hint` is its place in the hint row beside the
    text, `sidebar_hint` that beside the checklist; 0 leaves it out.
    """

    id: str
    label: str
    help: str
    group: Group
    keys: tuple[str, ...] = ()
    fallback: tuple[str, ...] = ()
    sidebar: tuple[str, ...] = ()
    spoken: str = ""
    short: str = ""
    hint: int = 0
    sidebar_hint: int = 0
    scope: Scope = Scope.DOCUMENT

    @property
    def all_keys(self) -> tuple[str, ...]:
        """The keys that work while the text has the focus, the primary one first."""
        return self.keys + self.fallback


ACTIONS: tuple[Action, ...] = (
    Action(
        "help",
        "Help",
        "Every key and command, and how the review is put together.",
        Group.SCREEN,
        keys=("f1",),
        fallback=("ctrl+underscore",),
        sidebar=("question_mark",),
        short="Help",
        hint=1,
        sidebar_hint=9,
        scope=Scope.APP,
    ),
    Action(
        "commands",
        "Commands",
        "Search everything the program can do by its name.",
        Group.SCREEN,
        keys=("ctrl+p",),
        fallback=("f2",),
        sidebar=("colon",),
        short="Commands",
        hint=7,
        scope=Scope.APP,
    ),
    Action(
        "save",
        "Save",
        "Save the review now. It is also saved by itself half a minute after the last key, and on leaving.",
        Group.REVIEW,
        keys=("ctrl+s",),
        sidebar=("s",),
        short="Save",
        hint=8,
    ),
    Action(
        "save_copy",
        "Save a copy under another name",
        "Write the text as it stands to a new file and go on in that one.",
        Group.REVIEW,
    ),
    Action(
        "details",
        "Details of the review",
        "Title, marking, reference, force, dates and subjects, as a form.",
        Group.REVIEW,
        sidebar=("d",),
    ),
    Action(
        "export",
        "Export to Word",
        "Check what is still open, then write the review as a Word document.",
        Group.REVIEW,
        keys=("ctrl+e",),
        sidebar=("w",),
        short="Export",
        hint=6,
    ),
    Action(
        "quit",
        "Quit",
        "Save and leave.",
        Group.REVIEW,
        keys=("ctrl+q",),
        sidebar=("q",),
        scope=Scope.APP,
    ),
    Action(
        "next",
        "Next unsettled",
        "Go to the next unsettled question or open problem after the cursor.",
        Group.CHECKLIST,
        keys=("f8",),
        fallback=("ctrl+n",),
        sidebar=("n",),
        short="Next",
        hint=2,
        sidebar_hint=5,
    ),
    Action(
        "previous",
        "Previous unsettled",
        "Go to the unsettled question or open problem before the cursor.",
        Group.CHECKLIST,
        keys=("shift+f8", "f20"),
        fallback=("ctrl+r",),
        sidebar=("p",),
    ),
    Action(
        "confirm",
        "Confirm a question",
        "Confirm the question at hand as your own judgement. Nothing is ever confirmed for you.",
        Group.CHECKLIST,
        keys=("f9",),
        fallback=("ctrl+right_square_bracket",),
        sidebar=("space",),
        short="Confirm",
        hint=3,
        sidebar_hint=2,
    ),
    Action(
        "not_applicable",
        "Set a question aside as not applicable",
        "Set the question at hand aside, with a reason that stays in the review.",
        Group.CHECKLIST,
        sidebar=("x",),
        spoken="F9, then x",
        short="Not applicable",
        sidebar_hint=3,
    ),
    Action(
        "reopen",
        "Reopen a question",
        "Take back a confirmation or a not applicable.",
        Group.CHECKLIST,
        sidebar=("r",),
    ),
    Action(
        "switch",
        "Between text and checklist",
        "Move between the text and the checklist; on a narrow screen the checklist opens over the text.",
        Group.CHECKLIST,
        keys=("f6",),
        fallback=("ctrl+o",),
        sidebar=("tab",),
        short="Checklist",
        hint=4,
        sidebar_hint=8,
    ),
    Action(
        "checklist",
        "Show or hide the checklist",
        "Give the whole width to the text, or bring the checklist back.",
        Group.CHECKLIST,
        keys=("f4",),
        fallback=("ctrl+k",),
        sidebar=("h",),
    ),
    Action(
        "problems",
        "Problems",
        "List everything found in the review; Enter goes to the place.",
        Group.CHECKLIST,
        sidebar=("f",),
    ),
    Action(
        "wording",
        "Wording and spelling",
        "List what was found in the wording: language, jargon, abbreviations, quotations and repetition.",
        Group.CHECKLIST,
        keys=("f7",),
        sidebar=("l",),
    ),
    Action(
        "insert",
        "New record",
        "Insert an event, finding, learning point or another record at the cursor.",
        Group.WRITING,
        keys=("ctrl+t",),
        sidebar=("a",),
        short="Record",
        hint=5,
    ),
    Action(
        "edit_record",
        "Edit the record under the cursor",
        "Go to the first field of the record under the cursor that is still empty.",
        Group.WRITING,
        keys=("f12",),
        sidebar=("e",),
    ),
    Action(
        "undo",
        "Undo",
        "Take back the last change, whether it was typed or made by a form.",
        Group.EDITING,
        keys=("ctrl+z",),
    ),
    Action("redo", "Redo", "Make a change again that was undone.", Group.EDITING, keys=("ctrl+y",)),
    Action(
        "cut",
        "Cut",
        "Cut the marked text, or the line where nothing is marked.",
        Group.EDITING,
        keys=("ctrl+x",),
    ),
    Action("copy", "Copy", "Copy the marked text.", Group.EDITING, keys=("ctrl+c",)),
    Action(
        "paste",
        "Paste",
        "Paste what was cut or copied here. To paste from your own desktop, use the terminal's paste "
        "(Shift+Insert, or a right click in PuTTY).",
        Group.EDITING,
        keys=("ctrl+v",),
    ),
    Action("select_all", "Select all", "Mark the whole text.", Group.EDITING, keys=("ctrl+a",)),
    Action(
        "mark",
        "Start or end marking text",
        "Mark text with the arrow keys alone, for terminals where Shift and arrows do not arrive.",
        Group.EDITING,
        keys=("ctrl+@", "ctrl+space"),
        fallback=("ctrl+backslash",),
    ),
    Action(
        "date",
        "Insert today's date",
        "Type today's date at the cursor, day first.",
        Group.WRITING,
    ),
    Action(
        "find",
        "Find and replace",
        "Find a word in the review; Tab goes on to replacing it.",
        Group.FINDING,
        keys=("ctrl+f",),
        sidebar=("slash",),
    ),
    Action(
        "goto",
        "Go to",
        "Go to a heading, record or question by typing a part of its name.",
        Group.FINDING,
        keys=("ctrl+g",),
        fallback=("f5",),
        sidebar=("g",),
    ),
    Action(
        "front",
        "Show or fold the front matter",
        "Show the review's details as they stand at the top of the file, or fold them to one line again.",
        Group.FINDING,
        keys=("ctrl+u",),
        sidebar=("u",),
    ),
    Action(
        "theme",
        "Change colours",
        "Go round the colour themes: dark, light, high contrast, and the terminal's own sixteen colours.",
        Group.SCREEN,
        scope=Scope.APP,
    ),
    Action(
        "redraw",
        "Redraw the screen",
        "Draw everything again, after something else has written on the terminal.",
        Group.SCREEN,
        keys=("ctrl+l",),
        scope=Scope.APP,
    ),
)

SIDEBAR_ONLY: tuple[tuple[str, str], ...] = (
    ("Enter", "Open the question, or fold and unfold an area"),
    ("1-8", "Go to an area"),
    ("Left, Right", "Fold or unfold the area"),
)
"""Keys of the checklist that are not actions of the table, for the help screen."""

BY_ID: Mapping[str, Action] = {action.id: action for action in ACTIONS}

_NAMES = {
    "underscore": "_",
    "right_square_bracket": "]",
    "backslash": "\\",
    "question_mark": "?",
    "colon": ":",
    "slash": "/",
    "space": "Space",
    "tab": "Tab",
    "@": "Space",
    "enter": "Enter",
    "escape": "Esc",
}
_HIDDEN = frozenset({"f20", "ctrl+space"})
"""Other names under which a terminal sends a key of the table; not shown twice."""

_SHORTEST_NAMED = 2


def key_name(key: str) -> str:
    """A key as people call it: `Ctrl+E`, `F8`, `?`."""
    *modifiers, last = key.split("+")
    name = _NAMES.get(last, last.upper() if modifiers or _is_function_key(last) else last)
    return "+".join([*(modifier.capitalize() for modifier in modifiers), name])


def short_key(key: str) -> str:
    """A key for the hint row: `^E` for Ctrl+E, else as `key_name` has it."""
    return key_name(key).replace("Ctrl+", "^")


def key_names(keys: Iterable[str]) -> tuple[str, ...]:
    """The names of `keys`, each once, without second names for the same key."""
    return tuple(dict.fromkeys(key_name(key) for key in keys if key not in _HIDDEN))


def keys_of(action: Action, keymap: Mapping[str, str]) -> tuple[str, ...]:
    """The keys of an action while the text has the focus, as the settings have them."""
    remapped = keymap.get(action.id)
    if remapped is None:
        return action.all_keys
    return tuple(key.strip() for key in remapped.split(",") if key.strip())


def _is_function_key(key: str) -> bool:
    return len(key) >= _SHORTEST_NAMED and key[0] == "f" and key[1:].isdigit()
