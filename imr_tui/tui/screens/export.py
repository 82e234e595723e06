"""The export to Word: what is still open, where the file goes, and afterwards how to bring it to one's desktop."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from pathlib import Path

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import Input

from imr_tui.checklist.model import Checklist, State
from imr_tui.errors import ImrError
from imr_tui.tui.export_wish import LABELS, TABLES, ExportWish, profile_of, usual_target
from imr_tui.tui.glyphs import Glyphs, state_word
from imr_tui.tui.opening import named_path
from imr_tui.tui.outstanding import gap
from imr_tui.tui.screens.dialog import ButtonRow, Choice, Dialog
from imr_tui.tui.shown import one_line
from imr_tui.tui.widgets.chooser import Chooser
from imr_tui.tui.widgets.line_input import LineInput
from imr_tui.tui.widgets.lines import Lines
from imr_tui.tui.widgets.plain import Plain

_READ_IN_QUOTES = '"$`\\!%'
_HOW = "Tab goes to a line; Left and Right change what is chosen."
_UNDER_WAY = "Writing it. You can close this and go on writing."
_SHOWN, _ADDED = "as comments for a supervisor, marked as a draft", "as an appendix"


def unsettled_lines(checklist: Checklist, glyphs: Glyphs) -> tuple[str, ...]:
    """What is still open, one line a question; and the reasons of those set aside."""
    lines: list[str] = []
    for number, area in enumerate(checklist.areas, 1):
        for item in area.items:
            name = f"{glyphs.states[item.state]} {number} {item.question.short}"
            if not item.state.settled:
                wanted = "" if item.state is State.CONFIRM else gap(item)
                lines.append(
                    one_line("; ".join(part for part in (f"{name}: {state_word(item).casefold()}", wanted) if part))
                )
            elif item.state is State.NOT_APPLICABLE:
                lines.append(one_line(f"{name}: not applicable; {item.reason}"))
    return tuple(lines)


def copy_lines(target: Path, user: str, host: str) -> str:
    """The two ways to bring the file to one's own desktop."""
    return f"scp {_quoted(f'{user}@{host}:{target}')} .\nor in sftp:  get {_quoted(str(target))}"


def _quoted(name: str) -> str:
    """For the command window of Windows as well as for a shell: in double quotes, where nothing in it would be read inside them."""
    if shlex.quote(name) == name or any(sign in name for sign in _READ_IN_QUOTES):
        return shlex.quote(name)
    return f'"{name}"'


class ExportDialog(Dialog[ExportWish]):
    """Asks what is exported and where to; the caller writes. A file that exists is replaced only by a second, plain yes.

    `profiles` are the exports that the site allows, the usual one first.
    """

    DEFAULT_CSS = """
    ExportDialog .body { max-height: 8; margin-bottom: 1; }
    ExportDialog .line { height: 1; }
    ExportDialog .line > Plain { width: 20; }
    ExportDialog #complaint { margin-top: 1; }
    """

    def __init__(
        self, checklist: Checklist, source: Path | None, glyphs: Glyphs, profiles: Sequence[str] = tuple(LABELS)
    ) -> None:
        super().__init__()
        self._checklist = checklist
        self._source = source
        self._glyphs = glyphs
        self._profiles = tuple(profiles)
        self._target = usual_target(source, self._profiles[0])
        self._confirmed: Path | None = None

    def compose(self) -> ComposeResult:
        """What is open, what is exported, the target, buttons."""
        checklist = self._checklist
        waiting = checklist.total - checklist.settled
        said = (
            f"{waiting} of {checklist.total} questions are not settled. You can export all the same:"
            if waiting
            else f"All {checklist.total} questions are settled."
        )
        first, *others = (LABELS[profile] for profile in self._profiles)
        with Vertical(classes="box"):
            yield Plain("Export to Word", classes="title")
            yield Plain(said, classes="said")
            lines = unsettled_lines(checklist, self._glyphs)
            if lines:
                yield Lines("\n".join(lines), classes="body")
            yield _line("What", Chooser(tuple(others), "", nothing=first, id="profile"))
            yield _line("What is open", Chooser((_SHOWN,), "", nothing="not shown", id="draft"))
            yield _line("Checklist", Chooser((_ADDED,), "", nothing="not added", id="appendix"))
            yield _line("Write it to", LineInput(str(self._target), id="target"))
            yield Plain(_HOW, id="complaint")
            yield ButtonRow((Choice("go", "Export"), Choice("leave", "Cancel")))

    def on_mount(self) -> None:
        """Begin at the button: what is suggested is mostly right."""
        super().on_mount()
        self.buttons.focus_on("go")

    def on_chooser_changed(self, event: Chooser.Changed) -> None:
        """What is exported gives the file its name, unless another was written."""
        event.stop()
        if event.chooser.id != "profile":
            return
        profile = self._profile()
        for name in ("draft", "appendix"):
            self.query_one(f"#{name}", Chooser).disabled = profile in TABLES
        target = self.query_one("#target", Input)
        if target.value == str(self._target):
            self._target = usual_target(self._source, profile)
            target.value = str(self._target)
        said = "A name that ends in .csv gives a table for a spreadsheet." if profile in TABLES else _HOW
        self.query_one("#complaint", Plain).show(said)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter exports."""
        event.stop()
        self._answer()

    def pressed(self, choice: str) -> None:
        """Export or leave."""
        if choice == "go":
            self._answer()
        else:
            self.dismiss(None)

    def _profile(self) -> str:
        label = self.query_one("#profile", Chooser).value
        return profile_of(label) if label else self._profiles[0]

    def _answer(self) -> None:
        named = self.query_one("#target", Input).value.strip()
        complaint = self.query_one("#complaint", Plain)
        if not named:
            complaint.show("Write where the file is to go.")
            return
        profile = self._profile()
        is_table = profile in TABLES and named.casefold().endswith(".csv")
        target = named_path(named, ".csv" if is_table else ".docx")
        if self._source is not None and target.resolve() == self._source.resolve():
            complaint.show("That is the review itself. The export needs another name.")
        elif target.exists() and self._confirmed != target:
            self._confirmed = target
            complaint.show(
                "There is a file of that name already. Press Export again to replace it, or change the name."
            )
            self.buttons.focus_on("go")
        else:
            draft, appendix = (bool(self.query_one(f"#{name}", Chooser).value) for name in ("draft", "appendix"))
            self.dismiss(
                ExportWish(
                    target,
                    target.exists(),
                    profile,
                    draft and profile not in TABLES,
                    appendix and profile not in TABLES,
                )
            )


def _line(label: str, widget: Widget) -> Horizontal:
    return Horizontal(Plain(label), widget, classes="line")


class Exported(Dialog[None]):
    """The export under way and what came of it. It can be closed at any time; the export goes on."""

    def compose(self) -> ComposeResult:
        """What is said, and a button."""
        with Vertical(classes="box"):
            yield Plain("Export to Word", id="head", classes="title")
            yield Plain(_UNDER_WAY, id="said")
            yield ButtonRow((Choice("leave", "Close"),))

    def on_mount(self) -> None:
        """Begin at the button; say from time to time that the work goes on."""
        super().on_mount()
        self.buttons.focus()
        self._seconds = 0
        self._clock = self.set_interval(1, self._tick)

    def _tick(self) -> None:
        self._seconds += 1
        self.query_one("#said", Plain).show(f"{_UNDER_WAY}\n\n{self._seconds} s so far")

    def show_done(self, target: Path, copy: str, notes: tuple[str, ...] = ()) -> None:
        """Say where the file is and how to bring it to one's desktop, and what else there is to say."""
        self._clock.stop()
        self.query_one("#head", Plain).show(
            "The file is written" if target.suffix == ".csv" else "The Word document is written"
        )
        said = (f"{target}", f"To copy it to your own desktop, type there:\n\n{copy}", *notes)
        self.query_one("#said", Plain).show("\n\n".join(said))

    def show_failed(self, error: ImrError) -> None:
        """Say what went wrong."""
        self._clock.stop()
        self.query_one("#head", Plain).show(error.title)
        self.query_one("#said", Plain).show("\n\n".join(part for part in (error.detail, error.hint) if part))
