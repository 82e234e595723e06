"""Leaving at once when the system says so: the connection is lost, the machine shuts down, an administrator ends us.

The handlers are plain ones. Those of an event loop never run while the loop waits for a terminal that takes no more.
"""

from __future__ import annotations

import os
import select
import signal
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from threading import Event, Thread, Timer, main_thread
from types import FrameType

LEAVE_ON = (signal.SIGHUP, signal.SIGTERM, signal.SIGQUIT)
PATIENCE_SECONDS = 1.5
_OFFSET = 128
_LOOK_SECONDS = 0.5


class Departure:
    """What is done on a signal that ends the session, in this order and whatever fails on the way.

    `rescue` writes the last text, `unlock` gives the lock up, `restore` gives the terminal back without waiting for it.
    The process then ends with 128 and the number of the signal, after `patience` seconds at the latest.
    """

    def __init__(
        self,
        rescue: Callable[[], object],
        unlock: Callable[[], object],
        restore: Callable[[], object],
        *,
        patience: float = PATIENCE_SECONDS,
    ) -> None:
        self._rescue = rescue
        self._unlock = unlock
        self._restore = restore
        self._patience = patience
        self._before: dict[int, Callable[[int, FrameType | None], object] | int | None] = {}

    def install(self, signals: Iterable[signal.Signals] = LEAVE_ON) -> None:
        """Answer these signals from now on; only from the main thread."""
        for number in signals:
            before = signal.signal(number, self._leave)
            self._before.setdefault(number, before)

    def uninstall(self) -> None:
        """Give the signals back to whoever had them."""
        while self._before:
            number, before = self._before.popitem()
            signal.signal(number, signal.SIG_DFL if before is None else before)

    def _leave(self, number: int, _frame: FrameType | None) -> None:
        # A hang-up is often followed by a TERM: the first has begun what the second wants.
        for other in self._before:
            signal.signal(other, signal.SIG_IGN)
        status = _OFFSET + number
        guard = Timer(self._patience, os._exit, (status,))
        guard.daemon = True
        with ExitStack() as steps:
            # Run from the last to the first, each whatever became of the one before.
            steps.callback(os._exit, status)
            steps.callback(self._restore)
            steps.callback(self._unlock)
            steps.callback(self._rescue)
            guard.start()


class HangUpWatch:
    """A thread that looks whether the terminal at `descriptor` is still there, and sends us SIGHUP when it is not.

    The system itself sends none to a session whose parent ignored it.
    """

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._stop = Event()
        self._thread = Thread(target=self._watch, name="hang-up watch", daemon=True)

    def start(self) -> None:
        """Begin to look, twice a second."""
        self._thread.start()

    def stop(self) -> None:
        """Look no more."""
        self._stop.set()

    def _watch(self) -> None:
        poll = select.poll()
        poll.register(self._descriptor, 0)
        while not self._stop.wait(_LOOK_SECONDS):
            if any(events & (select.POLLHUP | select.POLLERR | select.POLLNVAL) for _, events in poll.poll(0)):
                identity = main_thread().ident
                if identity is not None:
                    signal.pthread_kill(identity, signal.SIGHUP)
                return
