"""A review that a command works on: read, analysed, and written again after edits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from imr_tui.analysis.analyse import analyse
from imr_tui.analysis.model import Analysis, Rules
from imr_tui.cli.console import Console
from imr_tui.data.loader import load_rules
from imr_tui.document.model import Report
from imr_tui.document.text import TextEdit, apply_edits
from imr_tui.storage.files import load, save
from imr_tui.storage.lock import acquire
from imr_tui.storage.stamp import Stamp


@dataclass(frozen=True, slots=True)
class Review:
    """A review as it stands on disk, and what the analysis says of it."""

    path: Path
    stamp: Stamp
    rules: Rules
    analysis: Analysis

    @property
    def report(self) -> Report:
        """The document as read."""
        return self.analysis.report

    def after(self, edits: Iterable[TextEdit]) -> Review:
        """The review as it would stand after `edits`; nothing is written."""
        text = apply_edits(self.report.text, edits)
        return replace(self, analysis=analyse(text, self.rules, self.analysis))


def open_review(name: str, console: Console) -> Review:
    """Read the review called `name`; InputError where it cannot be used."""
    loaded = load(Path(name))
    if loaded.warning:
        console.tell(loaded.warning)
    rules = load_rules()
    return Review(Path(name), loaded.stamp, rules, analyse(loaded.text, rules))


@contextmanager
def changing(name: str) -> Iterator[None]:
    """Hold the lock on the review called `name` while it is read, changed and written; ConflictError where it is open elsewhere."""
    path = Path(name)
    if not path.is_file():
        yield  # reading it says what is wrong
        return
    lock = acquire(path)
    try:
        yield
    finally:
        lock.release()


def write_review(review: Review, console: Console) -> None:
    """Write the review over the file it was read from; ConflictError where that is another by now."""
    stamp = save(review.path, review.report.text, review.stamp)
    for note in stamp.notes:
        console.tell(note)
