"""The terminal as it was found, to be given back at once when a signal ends the session."""

from __future__ import annotations

import os
import sys
import termios
from contextlib import suppress

_GIVE_BACK = (
    b"\x1b[?2004l"  # no bracketed paste
    b"\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l"  # no mouse
    b"\x1b[?1004l\x1b[?2048l"  # no reports of focus or size
    b"\x1b[<u"  # plain keys
    b"\x1b[?1049l\x1b[?7h\x1b[?25h\x1b[0m"  # the shell's screen, wrapping, cursor, colours
)


class TerminalState:
    """Remembers how the terminal on standard input is set; `restore` brings that back without waiting for it."""

    def __init__(self) -> None:
        stream = sys.__stdin__
        self.descriptor = stream.fileno() if stream is not None else -1
        self.is_terminal = self.descriptor >= 0 and os.isatty(self.descriptor)
        self._attributes = termios.tcgetattr(self.descriptor) if self.is_terminal else None

    def restore(self) -> None:
        """Give the terminal back; what it does not take at once is not waited for."""
        if self._attributes is None:
            return
        with suppress(OSError, termios.error):
            os.set_blocking(self.descriptor, False)
            os.write(self.descriptor, _GIVE_BACK)
        with suppress(OSError, termios.error):
            os.set_blocking(self.descriptor, True)
            termios.tcsetattr(self.descriptor, termios.TCSANOW, self._attributes)
