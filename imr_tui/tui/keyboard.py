"""What the bytes of a terminal mean as keys: the one decoding, for the application and for the command that shows keys.

Textual's own parser knows what each whole sequence means; where a sequence begins and ends, what was held with Alt, and
what became of the rest of one whose bytes came late, is settled here, so that no part of a key is ever typed as text.
"""

from __future__ import annotations

import codecs
import os
import re
import select
import time
from collections.abc import Callable, Sequence

from textual import constants, events
from textual._xterm_parser import XTermParser
from textual.message import Message

ESCAPE = "\x1b"
PASTE_BEGINS = "\x1b[200~"
PASTE_ENDS = "\x1b[201~"
_ANSWERED = re.compile(r"\x1b\[\d{1,5};\d{1,5}R")

LATE = 0.5
"""For how many seconds after Escape the rest of a key that began with it is still taken for that."""
BEGUN = 1.0
SURELY_BEGUN = 5.0
"""For how many seconds the rest of a sequence is waited for: behind its first two bytes, which are also Alt+[, and behind more."""

_LONGEST = 128
_LONGEST_KNOWN = 32
_LONGEST_ANSWER = 4096
_READ_BYTES = 65_536
_LOOK_SECONDS = 0.1
_ODD_BYTES = "imr-tui.odd-bytes"

_WHOLE = re.compile(
    "\x1b\x1b?(?:"
    r"\[\[.|\[M...|\[\d+\$|\[(?!\[)(?!M)[0-?]*[ -/]*[@-~]|O[0-9;]*[A-Za-z@]|[\]P_^X][^\x07\x1b]+(?:\x07|\x1b\\)"
    ")",
    re.DOTALL,
)
_BEGUN = re.compile(
    "\x1b\x1b?(?:"
    r"\[\[?|\[M.{0,2}|\[[0-?]*[ -/]*|O[0-9;]*|[\]P_^X][^\x07\x1b]*\x1b?"
    ")?",
    re.DOTALL,
)
_PARAMETERS = re.compile("\x1b" r"\[[0-?]*[ -/]*")
_LATE_KEY = re.compile("\x1b" r"(?:\[[0-9;?<]*[A-Za-z~]|\[\d+\$|\[\[[A-E]|O[A-DFHPQRS])")
_STRINGS = frozenset("]P_^X")
_OTHER_KEY = re.compile("\x1b" r"\[27;(?P<chords>\d+);(?P<code>\d+)~")
_KEY_WITH_TEXT = re.compile("\x1b" r"\[(?P<code>\d+)[\d:]*;(?P<chords>\d+)[\d:]*;(?P<text>\d+)u")
_SHIFT, _ALT = 1, 2
_LARGEST_CODE = 0x10FFFF


def _read_as_western(error: UnicodeError) -> tuple[str, int]:
    """What a terminal that is not set to UTF-8 means by a byte: a pound sign or a letter with its accent."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error(_ODD_BYTES, _read_as_western)


class Keyboard:
    """Turns what comes in into messages; `patience` is how many seconds tell Escape from a key that begins with it.

    Times are seconds of one clock that never goes back. A key held with Alt has no character, so it types nothing.
    """

    def __init__(self, patience: float = constants.ESCAPE_DELAY) -> None:
        self._patience = patience
        self._parser = XTermParser()
        self._held = ""
        self._is_late = False
        self._until = 0.0
        self._late_until = float("-inf")
        self._paste: list[str] | None = None

    @property
    def is_waiting(self) -> bool:
        """Whether a key or a paste has begun and is not whole yet."""
        return bool(self._held) or self._paste is not None

    def wait(self, now: float) -> float | None:
        """In how many seconds `tick` has something to settle; None where nothing is open."""
        return max(0.0, self._until - now) if self._held and self._paste is None else None

    def tick(self, now: float) -> list[Message]:
        """What the wait for more has settled."""
        if not self._held or now < self._until or self._paste is not None:
            return []
        held, late = self._held, self._is_late
        self._held, self._is_late = "", False
        if late:
            return self._plain(held[1:])
        if held == ESCAPE:
            self._late_until = now + LATE
            return [_escape()]
        if held == ESCAPE * 2:
            return [_escape(), _escape()]
        if len(held) == len(ESCAPE) + 1:
            return self._with_alt(held[1])
        return []

    def feed(self, data: str, now: float) -> list[Message]:
        """What `data` means, with what was begun before."""
        if not self._held and self._paste is None and now < self._late_until and data[:1] in {"[", "O"}:
            return self._rest(ESCAPE + data, now)
        if self._is_late:
            return self._rest(self._held + data, now)
        self._late_until = float("-inf")
        data, self._held = self._held + data, ""
        made: list[Message] = []
        at = 0
        while at < len(data):
            at = self._pasted(data, at, made) if self._paste is not None else self._next(data, at, now, made)
        return made

    def _rest(self, data: str, now: float) -> list[Message]:
        """What came soon after Escape: the rest of one key whose first byte that was or, if it fits none, plain text."""
        self._held, self._is_late, self._late_until = "", False, float("-inf")
        if data.startswith(PASTE_BEGINS):
            return self.feed(data, now)
        key = _LATE_KEY.match(data)
        if key is not None and data[key.end() : key.end() + 1] in {"", ESCAPE}:
            known = self._known(key[0])
            if known:
                return known + self.feed(data[key.end() :], now)
        elif _BEGUN.fullmatch(data):
            self._held, self._is_late, self._until = data, True, now + LATE
            return []
        made = self._plain(data[1:2])
        return made + self.feed(data[2:], now)

    def _next(self, data: str, at: int, now: float, made: list[Message]) -> int:
        """Take one stretch of text or one sequence from `at`; where it ends."""
        if data[at] != ESCAPE:
            end = data.find(ESCAPE, at)
            end = end if end >= 0 else len(data)
            made += self._plain(data[at:end])
            return end
        whole = _WHOLE.match(data, at)
        if whole is not None:
            if whole[0] == PASTE_BEGINS:
                self._paste = []
            else:
                made += self._sequence(whole[0])
            return whole.end()
        begun = _BEGUN.fullmatch(data, at)
        if begun is not None and len(begun[0]) <= (_LONGEST_ANSWER if begun[0][1:2] in _STRINGS else _LONGEST):
            self._held = begun[0]
            if len(begun[0]) > len(ESCAPE) + 1 and begun[0] != ESCAPE * 2:
                self._until = now + SURELY_BEGUN
            else:
                self._until = now + (BEGUN if begun[0][1:] == "[" else self._patience)
            return len(data)
        return self._broken(data, at, made)

    def _broken(self, data: str, at: int, made: list[Message]) -> int:
        """Take what begins with Escape and is no sequence: a key with Alt, or a sequence that breaks off."""
        second = data[at + 1]
        if second == ESCAPE:
            made.append(_escape())
            return at + 1
        if second == "[":
            broken = _PARAMETERS.match(data, at)
            return broken.end() if broken is not None else at + 2
        made += self._with_alt(second)
        return at + 2

    def _pasted(self, data: str, at: int, made: list[Message]) -> int:
        """Take pasted text up to its end, whatever stands in it; where it ends."""
        paste = self._paste
        assert paste is not None  # noqa: S101 - as the one caller has it
        end = data.find(PASTE_ENDS, at)
        if end >= 0:
            paste.append(data[at:end])
            # Where the cursor is may be answered amid a long paste: that is none of the text.
            made.append(events.Paste(_ANSWERED.sub("", "".join(paste))))
            self._paste = None
            return end + len(PASTE_ENDS)
        keep = next((size for size in range(len(PASTE_ENDS) - 1, 0, -1) if data.endswith(PASTE_ENDS[:size], at)), 0)
        paste.append(data[at : len(data) - keep])
        self._held = data[len(data) - keep :]
        return len(data)

    def _plain(self, text: str) -> list[Message]:
        return list(self._parser.feed(text)) if text else []

    def _sequence(self, sequence: str) -> list[Message]:
        """What a whole sequence means; nothing where it is none that is known."""
        if sequence.startswith(ESCAPE * 2) and _ANSWERED.fullmatch(sequence, 1):
            return [_escape(), *self._plain(sequence[1:])]
        if sequence.startswith(ESCAPE * 2):
            return [_held_with_alt(key) for key in self._known(sequence[1:]) if isinstance(key, events.Key)]
        if sequence[1] in _STRINGS or len(sequence) > _LONGEST_KNOWN:
            return []
        other = _OTHER_KEY.fullmatch(sequence)
        if other is not None and int(other["code"]) <= _LARGEST_CODE:
            if int(other["chords"]) - 1 in {0, _SHIFT}:
                return self._plain(chr(int(other["code"])))
            return self._known(f"{ESCAPE}[{other['code']};{other['chords']}u")
        texted = _KEY_WITH_TEXT.fullmatch(sequence)
        if texted is not None and (int(texted["chords"]) - 1) & _ALT and _is_same(texted["code"], texted["text"]):
            return self._known(f"{ESCAPE}[{texted['code']};{texted['chords']}u")
        return self._known(sequence)

    def _known(self, sequence: str) -> list[Message]:
        made = list(self._parser.feed(sequence))
        if not made:
            # The parser may still wait for more of what it does not know.
            old, self._parser = self._parser, XTermParser()
            self._parser.mouse_pixels = old.mouse_pixels
            self._parser.terminal_size = old.terminal_size
            self._parser.terminal_pixel_size = old.terminal_pixel_size
            self._parser.last_x, self._parser.last_y = old.last_x, old.last_y
        if len(made) > 1 and isinstance(made[0], events.Key) and made[0].key == "escape":
            # So the parser gives keys that are held with Alt.
            return [_held_with_alt(key) for key in made[1:] if isinstance(key, events.Key)]
        return made

    def _with_alt(self, character: str) -> list[Message]:
        return [_held_with_alt(key) for key in self._plain(character) if isinstance(key, events.Key)]


def _is_same(code: str, text: str) -> bool:
    """Whether two numbers of characters are those of one letter, small or capital."""
    pair = int(code), int(text)
    return max(pair) <= _LARGEST_CODE and len({chr(number).casefold() for number in pair}) == 1


def _escape() -> events.Key:
    return events.Key("escape", ESCAPE)


def _held_with_alt(key: events.Key) -> events.Key:
    name = key.key.removeprefix("upper_")
    if len(name) == 1 and name.isupper():
        name = f"shift+{name.lower()}"
    return events.Key(name if "alt+" in name else f"alt+{name}", None)


def listen(
    descriptor: int,
    stopped: Callable[[], bool],
    take: Callable[[Message], None],
    heard: Callable[[str, Sequence[Message], bool], None] | None = None,
) -> None:
    """Read keys from a terminal until `stopped` says so, and give each message to `take`; `OSError` where it has gone.

    A byte that is no UTF-8 is read as the letter that a terminal set to a western code page means. `heard` is given all
    that came, character by character, with what was settled by it and whether more is waited for; what came is empty
    where the wait for more has settled something.
    """
    keyboard = Keyboard()
    decode = codecs.getincrementaldecoder("utf-8")(_ODD_BYTES).decode
    poll = select.poll()
    poll.register(descriptor, select.POLLIN)
    while not stopped():
        wait = keyboard.wait(time.monotonic())
        ready = poll.poll(1000 * min(_LOOK_SECONDS, _LOOK_SECONDS if wait is None else wait))
        data = os.read(descriptor, _READ_BYTES) if ready else b""
        if ready and not data:
            time.sleep(_LOOK_SECONDS)
        text = decode(data)
        for piece in (text if heard is not None else (text,)) if text else ("",):
            messages = keyboard.feed(piece, time.monotonic()) if piece else keyboard.tick(time.monotonic())
            if heard is not None and (piece or messages):
                heard(piece, messages, keyboard.is_waiting)
            for message in messages:
                take(message)
