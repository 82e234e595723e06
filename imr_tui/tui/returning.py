"""Coming back to a review: where one left, what has changed since, what is outstanding; and what is kept for that on leaving."""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from imr_tui.storage.faults import NotSavedError
from imr_tui.storage.remembered import RememberedReviews, Standing, Whereabouts
from imr_tui.tui.first_look import first_look
from imr_tui.tui.opening import OpenReview
from imr_tui.tui.outstanding import label_of, step_after
from imr_tui.tui.places import place_named
from imr_tui.tui.shown import one_line
from imr_tui.tui.widgets.welcome import Told, Welcome

if TYPE_CHECKING:
    from imr_tui.analysis.model import Analysis
    from imr_tui.document.model import Report
    from imr_tui.tui.screens.document import DocumentScreen


class Returning:
    """Brings the officer back to where they left, and keeps where that is."""

    def __init__(self, screen: DocumentScreen, review: OpenReview) -> None:
        self._screen = screen
        self._review = review
        self._remembered = RememberedReviews(screen.services.state)

    def arrive(self, analysis: Analysis, at: str | None) -> None:
        """The first analysis: go where one was asked to go, or where one left; offer what was recovered."""
        screen, review = self._screen, self._review
        offset = place_named(at, analysis.report) if at else None
        if offset is not None and at and not at.isdecimal():
            screen.editor.go_to(offset)
        elif offset is None and at:
            screen.tell(f"There is no {one_line(at)} in this review.")
        if review.recovered is not None:
            screen.flow(screen.flows.recovering.offer(review.recovered))
        elif not at and review.path is not None and not self._is_under_way():
            left = self._remembered.whereabouts(review.path)
            if left is not None:
                self._land(analysis, left)

    def leave(self) -> None:
        """Keep where the cursor is, and how far the review is; what goes wrong in that costs nothing else."""
        screen, keeper = self._screen, self._screen.keeper
        stamp, analysis = keeper.stamp, screen.live.latest
        if keeper.path is None or stamp is None or analysis is None:
            return
        cursor = screen.editor.cursor
        section = analysis.report.section_at(min(cursor, analysis.report.source.length))
        place = Whereabouts(
            screen.editor.draft.place[0] + 1,
            cursor,
            (section.owner or "") if section else "",
            stamp.sha256,
            time.time(),
        )
        standing = None
        if not keeper.unsaved and screen.live.revision == screen.editor.revision:
            checklist = analysis.checklist
            standing = Standing(checklist.settled, checklist.total, stamp.size, stamp.modified)
        with suppress(NotSavedError):
            self._remembered.remember(keeper.path, whereabouts=place, standing=standing)

    def dismiss(self) -> None:
        """Take the summary away."""
        for welcome in self._screen.query(Welcome):
            welcome.remove()

    def _is_under_way(self) -> bool:
        """Whether something was typed, or the cursor moved, before the review was read as a whole."""
        screen = self._screen
        look = first_look(self._review.text)
        return screen.editor.revision > 0 or screen.editor.cursor != (look.details.end if look.details else 0)

    def _land(self, analysis: Analysis, left: Whereabouts) -> None:
        screen = self._screen
        same = self._review.stamp is not None and self._review.stamp.sha256 == left.sha256
        screen.editor.go_to(place_left(analysis.report, left, same=same))
        step = step_after(screen.steps, screen.editor.cursor, screen.last_visit)
        told = Told(
            where=_where(analysis.report, left),
            changed="" if same else "The file is another than the one you left: it was changed by something else.",
            outstanding=_outstanding(analysis),
            next=label_of(step) if step is not None else "",
        )
        welcome = Welcome(told, screen.glyphs, screen.services.settings.keys)
        screen.mount(welcome, before="#desk")
        Follower(screen, welcome).begin()
        screen.run_worker(self._compare(analysis.report, welcome), group="welcome")

    async def _compare(self, report: Report, welcome: Welcome) -> None:
        """Say what changed since the last version that differs; in a thread, for a long review takes its time."""
        said = await asyncio.to_thread(self._changed, report)
        if said and welcome.is_attached:
            welcome.say_changed(said)

    def _changed(self, report: Report) -> str:
        from imr_tui.analysis.since import changed_names, shortened  # noqa: PLC0415 - needed on coming back alone
        from imr_tui.document.parse import parse  # noqa: PLC0415 - as above
        from imr_tui.errors import InputError  # noqa: PLC0415 - as above

        path, stamp = self._review.path, self._review.stamp
        if path is None:
            return ""
        store = self._screen.services.versions
        versions = [one for one in store.listing(path) if stamp is None or one.sha256 != stamp.sha256]
        if not versions:
            return ""
        try:
            old = parse(store.text(versions[0]), self._screen.services.rules.schema)
        except InputError:
            return ""
        names = changed_names(old, report)
        since = "you opened it" if versions[0].at_opening else f"the version “{one_line(versions[0].name)}”"
        when = f"{versions[0].when.astimezone():%d %B, %H:%M}".lstrip("0")
        return one_line(f"Since {since} on {when}: {shortened(names)}.") if names else ""


class Follower:
    """Takes the summary away as soon as the text or the cursor moves; nothing is left that any later key would pay for."""

    def __init__(self, screen: DocumentScreen, welcome: Welcome) -> None:
        self._screen = screen
        self._welcome = welcome
        self._before = screen.editor.follower
        self._place = (screen.editor.revision, screen.editor.cursor)

    def begin(self) -> None:
        """Follow the editor."""
        self._screen.editor.follower = self._follow

    def _follow(self) -> None:
        if self._before is not None:
            self._before()
        editor = self._screen.editor
        if (editor.revision, editor.cursor) != self._place:
            editor.follower = self._before
            if self._welcome.is_attached:
                self._welcome.remove()


def place_left(report: Report, left: Whereabouts, *, same: bool) -> int:
    """Where to go: exactly where one left in the `same` text; else the record one was in, else that line."""
    if same:
        return min(left.offset, report.source.length)
    record = report.records.get(left.record)
    if record is not None:
        return report.section_of(record).start
    return report.lines.line_start(left.line)


def _where(report: Report, left: Whereabouts) -> str:
    record = report.records.get(left.record)
    day = f"{left.when.astimezone():%d %B %Y, %H:%M}".lstrip("0")
    at = f"{record.id}: {one_line(record.title)}, line {left.line}" if record is not None else f"line {left.line}"
    return f"You left on {day}, at {at}."


def _outstanding(analysis: Analysis) -> str:
    from imr_tui.analysis.since import outstanding  # noqa: PLC0415 - needed on coming back alone

    return outstanding(analysis)
