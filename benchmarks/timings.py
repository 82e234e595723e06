"""Numbers from what was seen and when. Times are seconds of one clock; what is reported is milliseconds."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Chunk:
    """Bytes that reached the user's end at a time."""

    at: float
    data: bytes


@dataclass(frozen=True, slots=True)
class Press:
    """A key that was pressed at a time; `word` is what it makes of the word being typed, empty where it types none."""

    at: float
    word: str = ""


@dataclass(frozen=True, slots=True)
class Spread:
    """How values lie: their number, the middle, the slow ends and the mean."""

    count: int
    p50: float
    p95: float
    p99: float
    most: float
    mean: float


def percentile(values: Sequence[float], share: float) -> float:
    """The value that `share` (0 to 1) of the sorted `values` do not exceed, between two of them in proportion.

    ValueError where there is none.
    """
    if not values:
        raise ValueError("no values")
    place = share * (len(values) - 1)
    below = int(place)
    above = min(below + 1, len(values) - 1)
    return values[below] + (values[above] - values[below]) * (place - below)


def spread(values: Iterable[float]) -> Spread | None:
    """How the values lie; None where there is none."""
    ordered = sorted(values)
    if not ordered:
        return None
    middle, late, latest = (percentile(ordered, share) for share in (0.5, 0.95, 0.99))
    return Spread(len(ordered), middle, late, latest, ordered[-1], sum(ordered) / len(ordered))


def milliseconds(seconds: float) -> float:
    """Seconds as milliseconds."""
    return seconds * 1000


def bytes_by_press(chunks: Sequence[Chunk], presses: Sequence[Press], soonest: float = 0.0) -> list[int]:
    """How many bytes came after each press and before the next; nothing answers sooner than `soonest` seconds."""
    starts = [press.at + soonest for press in presses]
    sizes = [0] * len(starts)
    for chunk in chunks:
        slot = _slot(starts, chunk.at)
        if slot >= 0:
            sizes[slot] += len(chunk.data)
    return sizes


def nearly_all(chunks: Sequence[Chunk], share: float = 0.9) -> float:
    """The time at which `share` of all the chunks' bytes had come; ValueError where there are none."""
    wanted = share * sum(len(chunk.data) for chunk in chunks)
    for chunk in chunks:
        wanted -= len(chunk.data)
        if wanted <= 0:
            return chunk.at
    raise ValueError("no chunks")


def _slot(starts: Sequence[float], at: float) -> int:
    slot = bisect_left(starts, at)
    return slot if slot < len(starts) and starts[slot] == at else slot - 1


class WordWatch:
    """When each typed letter was first seen.

    A letter is on the screen when the word as far as it makes it stands there in one place more than when its key was
    pressed: `pressed` and `seen` are told of keys and of screens, in the order of time. Letters that come with one frame
    are all seen with it. Where a letter cannot be made out although a later one was seen, it is `unsure` and not timed.
    """

    def __init__(self) -> None:
        self._waiting: list[tuple[Press, int]] = []
        self.delays: list[float] = []
        self.letters = 0
        self.unsure = 0

    def pressed(self, press: Press, screen: str) -> None:
        """A key was pressed while the screen showed `screen`."""
        if press.word:
            self.letters += 1
            self._waiting.append((press, screen.count(press.word)))

    def seen(self, at: float, screen: str) -> None:
        """The screen became `screen`."""
        shown = [screen.count(press.word) > before for press, before in self._waiting]
        passed = len(shown) - shown[::-1].index(True) if True in shown else 0
        for (press, _), is_shown in zip(self._waiting[:passed], shown, strict=False):
            if is_shown:
                self.delays.append(at - press.at)
            else:
                self.unsure += 1
        del self._waiting[:passed]

    @property
    def missed(self) -> int:
        """Letters that were never seen."""
        return len(self._waiting)
