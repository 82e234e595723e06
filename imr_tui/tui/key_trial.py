"""Trying the keys: what each press arrives as, read by the decoding that the application reads by."""

from __future__ import annotations

import signal
import sys
import termios
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from textual import events
from textual.drivers.linux_driver import (
    KITTY_DISAMBIGUATE_ESCAPE_CODES,
    KITTY_REPORT_ALL_KEYS,
    KITTY_REPORT_ASSOCIATED_TEXT,
    LinuxDriver,
)
from textual.message import Message

from imr_tui.tui.actions import ACTIONS, key_name, keys_of
from imr_tui.tui.editor.keys import FIXED, typed_text
from imr_tui.tui.keyboard import listen

PATIENCE = 30.0
"""After how many seconds without a key the trial ends by itself."""

END = "q"
_REMIND_AFTER = 12
_NAME, _BYTES = 17, 15
_KEYS = KITTY_DISAMBIGUATE_ESCAPE_CODES | KITTY_REPORT_ALL_KEYS | KITTY_REPORT_ASSOCIATED_TEXT
_FIXED = {
    "new_line": "a new line",
    "erase_back": "deletes backwards",
    "erase_on": "deletes forwards",
    "cut": "Cut",
    "copy": "Copy",
    "paste": "Paste",
}
REMINDER = f"Press {END} to end. Without a key for {PATIENCE:.0f} seconds it ends by itself."
ENDED = "The trial of the keys has ended. Nothing was changed."
_HEAD = f"{'the key':<{_NAME}}{'sent as':<{_BYTES}}what it does"


def try_keys(say: Callable[[str], None], keymap: Mapping[str, str]) -> None:
    """Say what each key press arrives as, until `q` is pressed or nothing comes for a while; only on a terminal.

    `keymap` are the keys of the settings, by an action's id.
    """
    say("Press the keys you want to try. Each is shown as the program reads it.")
    say(REMINDER)
    say("")
    say(_HEAD)
    trial = _Trial(say, keymap)
    with _keys_as_they_come():
        listen(sys.stdin.fileno(), trial.is_over, lambda _message: None, trial.heard)
    say("")
    say(ENDED)


class _Trial:
    """What came so far, and whether it is over."""

    def __init__(self, say: Callable[[str], None], keymap: Mapping[str, str]) -> None:
        self._say = say
        self._bound = meanings(keymap)
        self._last = time.monotonic()
        self._raw = ""
        self._shown = 0
        self._ended = False

    def is_over(self) -> bool:
        """Whether `q` was pressed, or nothing for a while."""
        return self._ended or time.monotonic() - self._last > PATIENCE

    def heard(self, text: str, messages: Sequence[Message], waiting: bool) -> None:  # noqa: FBT001 - as it is told
        """Show what came; where that is nothing yet, its beginning is kept for what comes next."""
        if self._ended:
            return
        self._last = time.monotonic()
        self._raw += text
        told = [line for message in messages for line in self._lines(message)]
        if not messages and not waiting:
            told = [_row("no key", self._raw, "nothing: the program does not know it")]
        for line in told:
            self._say(line)
        if messages or told:
            self._raw = ""
        self._shown += len(told)
        if self._shown >= _REMIND_AFTER and not self._ended:
            self._shown = 0
            self._say(f"    {REMINDER}")

    def _lines(self, message: Message) -> Iterator[str]:
        if isinstance(message, events.Paste):
            yield _row("a paste", "", f"puts {len(message.text):,} characters into the text, as one step")
        elif isinstance(message, events.Key):
            self._ended |= message.key == END
            yield _row(_name(message), self._raw, self._meaning(message))

    def _meaning(self, key: events.Key) -> str:
        said = [self._bound[key.key]] if key.key in self._bound else []
        typed = typed_text(key)
        if typed and key.key not in self._bound:
            said.append(f"types {typed}" if typed != " " else "types a blank")
        letter = next((action.label for action in ACTIONS if key.key in action.sidebar), "")
        if letter:
            said.append(f"in the checklist: {letter}")
        return "; ".join(said) or "nothing"


def meanings(keymap: Mapping[str, str]) -> dict[str, str]:
    """What each key does beside the text, by its name."""
    found = {key: _FIXED[command.action] for key, command in FIXED.items()}
    found["escape"] = "back to the text"
    for action in ACTIONS:
        found.update(dict.fromkeys(keys_of(action, keymap), f"{action.label} ({action.id})"))
    return found


def _name(key: events.Key) -> str:
    return typed_text(key).strip() or key_name(key.key)


def _row(name: str, raw: str, said: str) -> str:
    return f"{name:<{_NAME - 1}} {_visible(raw):<{_BYTES - 1}} {said}"


def _visible(raw: str) -> str:
    return "".join(
        "ESC " if character == "\x1b" else f"^{chr(ord(character) + 64)}" if character < " " else character
        for character in raw
    ).replace("\x7f", "DEL")[: _BYTES - 2]


@contextmanager
def _keys_as_they_come() -> Iterator[None]:
    """The terminal as the application sets it, for keys alone; as it was found afterwards, whatever happens."""
    descriptor = sys.stdin.fileno()
    before = termios.tcgetattr(descriptor)
    during = termios.tcgetattr(descriptor)
    # What the application's own driver does to the terminal.
    during[0] = LinuxDriver._patch_iflag(during[0])  # noqa: SLF001 - as the driver itself sets the terminal
    during[3] = LinuxDriver._patch_lflag(during[3])  # noqa: SLF001 - as the driver itself sets the terminal
    during[6][termios.VMIN] = 1
    old = {number: signal.signal(number, _leave) for number in (signal.SIGTERM, signal.SIGHUP)}
    termios.tcsetattr(descriptor, termios.TCSADRAIN, during)
    sys.stdout.write(f"\x1b[?2004h\x1b[>{_KEYS}u")
    sys.stdout.flush()
    try:
        yield
    finally:
        sys.stdout.write("\x1b[<u\x1b[?2004l")
        sys.stdout.flush()
        termios.tcsetattr(descriptor, termios.TCSADRAIN, before)
        for number, handler in old.items():
            signal.signal(number, handler)


def _leave(number: int, _frame: object) -> None:
    raise SystemExit(128 + number)
