"""Keys one after the other: what a Tab or an Enter does is done before the next key is read, however many come at once.

Textual hands all keys that came together to the widget that has the focus, and does what their bindings say when they come
back from there: letters typed behind a Tab would land in the field before it. On a slow line keys do come together.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable

from textual.events import Key

_TURNS = 60
"""So many turns of the event loop are more than a key needs to pass through a widget and all that it stands in."""


class KeyOrder:
    """Hands keys on to `take` one by one; `failed` is told of what goes wrong on the way."""

    def __init__(self, take: Callable[[Key], Awaitable[None]], failed: Callable[[BaseException], None]) -> None:
        self._take = take
        self._failed = failed
        self._waiting: deque[Key] = deque()
        self._task: asyncio.Task[None] | None = None

    @property
    def is_busy(self) -> bool:
        """Whether keys are waiting, or one is not done with yet."""
        return self._task is not None

    def add(self, key: Key) -> None:
        """Take a key after those that came before it."""
        self._waiting.append(key)
        if self._task is None:
            self._task = asyncio.create_task(self._work_off())
            self._task.add_done_callback(self._ended)

    async def _work_off(self) -> None:
        while self._waiting:
            await self._take(self._waiting.popleft())
            for _ in range(_TURNS):
                await asyncio.sleep(0)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._task = None
        error = None if task.cancelled() else task.exception()
        if error is not None:
            self._failed(error)
