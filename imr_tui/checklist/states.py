"""From evidence and the author's word to the state of a question."""

from __future__ import annotations

from collections.abc import Sequence

from imr_tui.checklist.confirmations import CONFIRMED, NOT_APPLICABLE, Word
from imr_tui.checklist.model import Evidence, ReadPart, State


def state_of(
    evidence: Sequence[Evidence], parts: Sequence[ReadPart], word: Word | None, *, judge: bool
) -> tuple[State, tuple[str, ...]]:
    """The state, and the names of the parts that changed since the author confirmed."""
    if word is not None and word.state == NOT_APPLICABLE and word.has_reason:
        return State.NOT_APPLICABLE, ()
    if not all(line.holds for line in evidence):
        started = any(line.holds and not line.absence for line in evidence)
        return (State.STARTED if started else State.TODO), ()
    if not judge:
        return State.DONE, ()
    if word is None or word.state != CONFIRMED:
        return State.CONFIRM, ()
    changed = changed_parts(parts, word)
    return (State.LOOK_AGAIN if changed else State.DONE), changed


def changed_parts(parts: Sequence[ReadPart], word: Word) -> tuple[str, ...]:
    """The names of the parts that changed, came or went since they were seen; those that went stand last."""
    now = {part.name for part in parts}
    changed = tuple(part.name for part in parts if word.seen.get(part.name) != part.digest)
    return changed + tuple(name for name in word.seen if name not in now)
