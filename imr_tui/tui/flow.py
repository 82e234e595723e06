"""How much may be on its way to the terminal before the next picture of the screen waits for the last to arrive.

A slow line takes whatever it is given and shows it late. So the terminal is asked every now and then where its cursor
is: its answer says that all that was sent before has arrived, and how long that took. While more is on its way than the
line carries in a moment, no picture is sent; when it has arrived, the newest is. None piles up.
"""

from __future__ import annotations

from collections import deque

from imr_tui.dataclass import dataclass

_ASK_EVERY = 2048
_LEAST = 4096
_UNTRIED = 32768
_MOST = 1 << 20
_ACCEPTED_DELAY = 0.15


@dataclass(frozen=True, slots=True)
class _Question:
    at: float
    sent: int
    on_the_way: int


class Flow:
    """The account of what was sent and what has arrived, in characters; times in seconds of any clock.

    Until the terminal has answered once a whole screen or two may be on its way; after `give_up` anything may.
    """

    def __init__(self) -> None:
        self._sent = 0
        self._arrived = 0
        self._asked = 0
        self._questions: deque[_Question] = deque()
        self._window = _UNTRIED
        self._quickest = float("inf")
        self._silent = False

    @property
    def waits(self) -> bool:
        """Whether answers are still to come."""
        return bool(self._questions)

    @property
    def is_behind(self) -> bool:
        """Whether the next picture should wait for an answer."""
        return self.waits and self._sent - self._arrived > self._window

    def sending(self, count: int, now: float) -> bool:
        """Take account of `count` characters sent, and say whether to ask the terminal behind them."""
        self._sent += count
        if self._silent or self._sent - self._asked < _ASK_EVERY:
            return False
        self._asked = self._sent
        self._questions.append(_Question(now, self._sent, self._sent - self._arrived))
        return True

    def answered(self, now: float) -> None:
        """Take account of an answer; answers come in the order of the questions."""
        if not self._questions:
            return
        question = self._questions.popleft()
        delay = max(now - question.at, 1e-4)
        self._arrived = question.sent
        self._quickest = min(self._quickest, delay)
        carried = question.on_the_way / delay
        self._window = int(max(_LEAST, min(_MOST, carried * (self._quickest + _ACCEPTED_DELAY))))

    def give_up(self) -> None:
        """Hold nothing up any more: this terminal does not answer."""
        self._silent = True
        self._questions.clear()
