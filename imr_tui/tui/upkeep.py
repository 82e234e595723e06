"""What is seen to once the text is on the screen: the audit trail, recent reviews, left-overs, the version at opening."""

from __future__ import annotations

import asyncio

from imr_tui.errors import ImrError
from imr_tui.storage.atomic import sweep
from imr_tui.storage.audit import Event
from imr_tui.storage.places import resolved
from imr_tui.tui.desk import Desk
from imr_tui.tui.first_look import marking_in
from imr_tui.tui.opening import OpenReview
from imr_tui.tui.services import Services


class Upkeep:
    """Sees to it for the review on the desk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def begin(self, review: OpenReview) -> None:
        """Do all of it in a thread; typing waits for none of it."""
        said = await asyncio.to_thread(see_to, review, self._desk.services)
        if said:
            self._desk.tell(said)


def see_to(review: OpenReview, services: Services) -> str:
    """Do it for a review that was just opened; a sentence on what could not be done, empty where all could."""
    path, stamp = review.path, review.stamp
    if path is None:
        return ""
    services.record(
        Event.OPEN,
        path,
        size=stamp.size if stamp else None,
        sha256=stamp.sha256 if stamp else "",
        marking=marking_in(review.text) or "",
    )
    services.remember(path)
    sweep(resolved(path).parent)
    if review.read_only:
        return ""
    try:
        services.versions.keep_opening(path, review.text)
    except ImrError as error:
        return f"The text as it was opened could not be kept as a version: {error.detail}"
    return ""
