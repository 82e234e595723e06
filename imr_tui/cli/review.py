"""A review that a command works on: read, analysed, and written again after edits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from pathlib import Path

from imr_tui.analysis.analyse import analyse
from imr_tui.analysis.model import Analysis, Rules
from imr_tui.cli.console import Console
from imr_tui.cli.site import Site
from imr_tui.dataclass import dataclass
from imr_tui.document.model import Report
from imr_tui.document.text import TextEdit, apply_edits
from imr_tui.storage.audit import Event
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


def open_review(name: str, console: Console, site: Site, *, spelling: bool = False, packs: bool = True) -> Review:
    """Read the review called `name`, with `spelling` its words too, packed or all at hand; InputError where it cannot be used."""
    loaded = load(Path(name))
    if loaded.warning:
        console.tell(loaded.warning)
    rules = site.rules()
    if spelling:
        rules = replace(rules, speller=site.speller())
    return Review(Path(name), loaded.stamp, rules, analyse(loaded.text, rules, packs=packs))


@contextmanager
def changing(name: str, console: Console, site: Site) -> Iterator[Review]:
    """The review called `name`, locked while it is changed and written; ConflictError where it is open elsewhere."""
    path = Path(name)
    with nullcontext() if not path.is_file() else holding_lock(path, site):
        review = open_review(name, console, site)
        site.record(
            Event.OPEN,
            path,
            console,
            size=review.stamp.size,
            sha256=review.stamp.sha256,
            marking=marking_of(review.report),
        )
        yield review


@contextmanager
def holding_lock(path: Path, site: Site) -> Iterator[None]:
    """Hold the lock on the document at `path`; ConflictError where it is open elsewhere."""
    lock = acquire(path, state=site.state)
    try:
        yield
    finally:
        lock.release()


def write_review(review: Review, console: Console, site: Site) -> None:
    """Write the review over the file it was read from; ConflictError where that is another by now."""
    stamp = save(review.path, review.report.text, review.stamp, state=site.state)
    for note in stamp.notes:
        console.tell(note)
    site.record(
        Event.SAVE, review.path, console, size=stamp.size, sha256=stamp.sha256, marking=marking_of(review.report)
    )


def marking_of(report: Report) -> str:
    """The protective marking of a document; empty where it has none."""
    return report.front.text("document", "marking")
