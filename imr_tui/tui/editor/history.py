"""Undo and redo: steps of edits, with runs of typing and of deleting joined into one."""

from __future__ import annotations

from enum import Enum

from imr_tui.dataclass import dataclass
from imr_tui.document.text import TextEdit

_KEPT_CHARACTERS = 16_000_000
_RUN = 24
_OVERHEAD = 64


class Kind(Enum):
    """How a step came about: those of one kind that follow each other are joined, OTHER never."""

    TYPING = "typing"
    ERASING_BACK = "erasing back"
    ERASING_ON = "erasing on"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Caret:
    """Where the cursor is, and where the selection it ends began; offsets. No selection where `anchor` is None."""

    cursor: int
    anchor: int | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what it did, how to take it back, and where the cursor was before and after."""

    label: str
    kind: Kind
    edits: tuple[TextEdit, ...]
    undo: tuple[TextEdit, ...]
    before: Caret
    after: Caret

    @property
    def size(self) -> int:
        """How many characters it keeps."""
        return sum(len(edit.text) + _OVERHEAD for edit in self.edits + self.undo)


class History:
    """The steps that can be taken back and those that can be made again."""

    def __init__(self) -> None:
        self._done: list[Step] = []
        self._undone: list[Step] = []
        self._open = False
        self._size = 0

    def clear(self) -> None:
        """Forget everything."""
        self._done.clear()
        self._undone.clear()
        self._open = False
        self._size = 0

    def close(self) -> None:
        """End the run: what comes next is a step of its own."""
        self._open = False

    def add(self, step: Step) -> None:
        """Keep a step that was made; nothing can be made again after it."""
        self._undone.clear()
        joined = _joined(self._done[-1], step) if self._open and self._done else None
        if joined is not None:
            self._size -= self._done.pop().size
            step = joined
        self._done.append(step)
        self._size += step.size
        self._open = step.kind is not Kind.OTHER
        while self._size > _KEPT_CHARACTERS and len(self._done) > 1:
            self._size -= self._done.pop(0).size

    def take_back(self) -> Step | None:
        """The step to take back; None where there is none. It can then be made again."""
        self._open = False
        if not self._done:
            return None
        step = self._done.pop()
        self._size -= step.size
        self._undone.append(step)
        return step

    def make_again(self) -> Step | None:
        """The step to make again; None where there is none."""
        self._open = False
        if not self._undone:
            return None
        step = self._undone.pop()
        self._done.append(step)
        self._size += step.size
        return step


def _joined(last: Step, step: Step) -> Step | None:
    """Both steps as one; None where they do not belong together."""
    if step.kind is not last.kind or len(last.edits) != 1 or len(step.edits) != 1:
        return None
    old, new = last.edits[0], step.edits[0]
    old_removed, new_removed = last.undo[0].text, step.undo[0].text
    if step.kind is Kind.TYPING:
        if new.start != old.start + len(old.text) or new.end != new.start or _ends_run(old.text, new.text):
            return None
        edit = TextEdit(old.start, old.end, old.text + new.text)
        removed = old_removed
    elif step.kind is Kind.ERASING_BACK:
        if new.end != old.start or old.text or new.text:
            return None
        edit = TextEdit(new.start, old.end, "")
        removed = new_removed + old_removed
    else:
        if new.start != old.start or old.text or new.text:
            return None
        edit = TextEdit(old.start, old.end + new.end - new.start, "")
        removed = old_removed + new_removed
    undo = TextEdit(edit.start, edit.start + len(edit.text), removed)
    return Step(step.label, step.kind, (edit,), (undo,), last.before, step.after)


def _ends_run(typed: str, text: str) -> bool:
    """Whether a run of typing ends ahead of `text`: with a new word, once it is a few words long."""
    return len(typed) >= _RUN and typed[-1].isspace() and not text.isspace()
