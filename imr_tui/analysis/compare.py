"""What changed between two states of a review: by detail, by section, by record and its fields. No word of the text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from enum import StrEnum

from imr_tui.analysis.units import Pair, Unit, pair_units
from imr_tui.dataclass import dataclass
from imr_tui.document.front_matter import FrontMatter
from imr_tui.document.model import Field, Report, ValueState
from imr_tui.document.schema import fold_name
from imr_tui.document.text import Span


class What(StrEnum):
    """What kind of thing changed."""

    DETAIL = "detail"
    SECTION = "section"
    RECORD = "record"
    FIELD = "field"


class How(StrEnum):
    """What became of it."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    RENAMED = "renamed"
    MOVED = "moved"


class Presence(StrEnum):
    """What a field or a detail amounts to on one of the two sides."""

    ABSENT = "absent"
    EMPTY = "empty"
    PLACEHOLDER = "placeholder"
    NOT_KNOWN = "not-known"
    NONE = "none"
    GIVEN = "given"


@dataclass(frozen=True, slots=True)
class Change:
    """One change.

    `name` is a record's id, a section's heading (empty for the text ahead of the first one) or a detail's key
    (`dates.requested`; empty where the details cannot be read); `field` the name of a field in it. `before` and
    `after` say of fields and details what they amounted to. `old` and `new` are its places in the two texts, None
    where it is not there. `former` is the heading or title it had. `words_before` and `words_after` count the prose
    of a section or a record's narrative.
    """

    what: What
    how: How
    name: str
    field: str = ""
    before: Presence = Presence.ABSENT
    after: Presence = Presence.ABSENT
    old: Span | None = None
    new: Span | None = None
    former: str = ""
    words_before: int = 0
    words_after: int = 0


@dataclass(frozen=True, slots=True)
class Comparison:
    """The changes in the order of the new text, details first; `same_text` where not a character differs.

    Without a change and yet not the same text: comments, blank space or the like differ.
    """

    changes: tuple[Change, ...]
    same_text: bool


def compare(old: Report, new: Report) -> Comparison:
    """What changed from `old` to `new`."""
    if old.text == new.text:
        return Comparison((), same_text=True)
    changes = list(_details(old.front, new.front))
    for pair in pair_units(old, new):
        changes.extend(_unit(pair))
    return Comparison(tuple(changes), same_text=False)


def _details(old: FrontMatter, new: FrontMatter) -> Iterator[Change]:
    if not (old.readable and new.readable):
        # What cannot be read has changed in some way, or the other side could not be read either.
        yield Change(What.DETAIL, How.CHANGED, "", old=old.inner, new=new.inner)
        return
    before, after = dict(_flat(old.values)), dict(_flat(new.values))
    for name in (*after, *(name for name in before if name not in after)):
        was, now = _detail_presence(name, before), _detail_presence(name, after)
        if name not in before or name not in after or before[name] != after[name]:
            yield Change(What.DETAIL, _how(was, now), name, before=was, after=now)


def _flat(values: Mapping[str, object], head: str = "") -> Iterator[tuple[str, object]]:
    for name, value in values.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{head}{name}.")
        else:
            yield f"{head}{name}", value


def _detail_presence(name: str, values: Mapping[str, object]) -> Presence:
    if name not in values:
        return Presence.ABSENT
    value = values[name]
    empty = not value.strip() if isinstance(value, str) else value == []
    return Presence.EMPTY if empty else Presence.GIVEN


def _how(was: Presence, now: Presence) -> How:
    if was is Presence.ABSENT:
        return How.ADDED
    return How.REMOVED if now is Presence.ABSENT else How.CHANGED


def _unit(pair: Pair) -> Iterator[Change]:
    """The changes of a section or record, the one of its name and place ahead of those inside it."""
    old, new = pair.old, pair.new
    if old is None or new is None:
        yield _whole(old, new)
        return
    same = Change(What.RECORD if new.record else What.SECTION, How.CHANGED, new.name, old=old.span, new=new.span)
    renamed = old.title != new.title
    fields = tuple(_fields(old, new))
    if renamed:
        yield replace(same, how=How.RENAMED, former=old.title)
    if pair.moved:
        yield replace(same, how=How.MOVED)
    yield from fields
    # Whatever else differs: marks of emphasis, what a heading covers, its level.
    unexplained = (old.bare != new.bare and not (renamed or fields)) or (
        old.section.level != new.section.level and not pair.moved
    )
    if old.narrative != new.narrative or unexplained:
        yield replace(same, words_before=old.words, words_after=new.words)


def _whole(old: Unit | None, new: Unit | None) -> Change:
    unit = new or old
    assert unit is not None  # noqa: S101 - a pair has at least one side
    return Change(
        What.RECORD if unit.record else What.SECTION,
        How.REMOVED if new is None else How.ADDED,
        unit.name,
        old=None if old is None else old.span,
        new=None if new is None else new.span,
        words_before=0 if old is None else old.words,
        words_after=0 if new is None else new.words,
    )


def _fields(old: Unit, new: Unit) -> Iterator[Change]:
    before, after = _by_name(old), _by_name(new)
    for key in (*after, *(key for key in before if key not in after)):
        was, now = before.get(key), after.get(key)
        if was is not None and now is not None and _said(was) == _said(now):
            continue
        presence = _presence(was), _presence(now)
        shown = now or was
        if shown is not None:
            yield Change(
                What.FIELD,
                _how(*presence),
                new.name,
                shown.name,
                *presence,
                old=None if was is None else was.item.shift(old.start),
                new=None if now is None else now.item.shift(new.start),
            )


def _by_name(unit: Unit) -> dict[tuple[str, int], Field]:
    """The fields of a section or record by name, a second one of a name apart from the first."""
    found: dict[tuple[str, int], Field] = {}
    for entry in unit.fields:
        name = fold_name(entry.name)
        number = 0
        while (name, number) in found:
            number += 1
        found[name, number] = entry
    return found


def _said(entry: Field) -> tuple[str, ...]:
    """What a field says, blank space folded; its restriction with it."""
    lines = [" ".join(line.split()) for line in entry.value.lines]
    if entry.restriction is not None:
        lines.append(" ".join(entry.restriction.text.split()))
    return tuple(lines)


_PRESENCE = {
    ValueState.EMPTY: Presence.EMPTY,
    ValueState.PLACEHOLDER: Presence.PLACEHOLDER,
    ValueState.NOT_KNOWN: Presence.NOT_KNOWN,
    ValueState.NONE: Presence.NONE,
    ValueState.GIVEN: Presence.GIVEN,
}


def _presence(entry: Field | None) -> Presence:
    return Presence.ABSENT if entry is None else _PRESENCE[entry.value.state]
