"""The phrase rules made ready ahead of their files, so that nothing has to be worked out of these at each start.

`rules.ready` is made by `docs/generate.py`. Its first line has a digest of what it was made of, the files in `MADE_OF`, and one of
itself: where either does not fit, as after a change to a rule, it is left alone and the files themselves are read.
"""

from __future__ import annotations

import zlib
from binascii import a2b_base64
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path

from imr_tui.data.ready_tables import DIGEST, NAME, TABLES, digest
from imr_tui.prose.ready import LookedFor, ReadyRule, ReadyRules, unpacked

_END = b"\n\n"  # ahead of the table of triggers, which goes up to the last line's end
WORDING = (
    "wording.toml",
    "wording_structures.toml",
    "wording_everyday.toml",
    "wording_groups.toml",
    "wording_judgements.toml",
    "wording_agency.toml",
    "wording_doubt.toml",
    "wording_judged.toml",
    "wording_minimising.toml",
    "wording_people.toml",
    "wording_harm.toml",
    "wording_children.toml",
    "wording_minds.toml",
    "wording_communities.toml",
    "wording_lives.toml",
    "wording_turned.toml",
    "wording_consequences.toml",
    "wording_jargon.toml",
    "wording_home.toml",
    "wording_idioms.toml",
    "wording_doubt_idioms.toml",
    "wording_small_idioms.toml",
    "wording_quarrel_idioms.toml",
    "wording_engaging.toml",
    "wording_made_cause.toml",
    "wording_disbelief.toml",
    "wording_made_less.toml",
    "wording_spoken_well_of.toml",
    "wording_should_have.toml",
    "wording_advice_given.toml",
    "wording_one_officer.toml",
    "wording_turned_away.toml",
    "wording_went_along.toml",
    "wording_poor_choices.toml",
    "wording_had_it_coming.toml",
    "wording_hindsight.toml",
    "wording_pinch_of_salt.toml",
    "wording_telling_that.toml",
    "wording_bumps.toml",
    "wording_gone_sour.toml",
    "wording_easy_prey.toml",
)
"""The files with wording rules, in the order in which these are tried."""
PHRASES = ("stock_phrases.txt", "connecting_phrases.txt")
MADE_OF = (
    *TABLES,
    *WORDING,
    *PHRASES,
    "../prose/needed.py",
    "../prose/clauses.py",
    "../prose/patterns.py",
    "../prose/lexicon.py",
    "../prose/ready.py",
    "../prose/triggers.py",
)
"""What it is made of, beside the data folder: the data, and the modules that work out of it what is kept ready."""


def read_ready(folder: Path, looked_for: LookedFor) -> ReadyRules | None:
    """The phrase rules as they were made ready in a folder, `looked_for` what `PHRASES` hold; None where they are not, or do not fit."""
    try:
        data = (folder / NAME).read_bytes()
        start = data.find(b"\n") + 1
        fits = data[:start] == head_of(folder, memoryview(data)[start:])
    except OSError:
        return None
    if not fits:
        return None
    lines = _lines(data, start)
    for _ in TABLES:
        next(lines)
    triggers = data[data.index(_END, start) + len(_END) : -1].decode()
    return ReadyRules(
        tuple([_rule(*line) for line in lines]), _Texts(folder / NAME, data[:start]), triggers, looked_for
    )


def head_of(folder: Path, body: bytes | memoryview) -> bytes:
    """The first line of what was made ready in a folder, with the line's end; OSError where a file of it cannot be read."""
    return f"{_made_of(folder)} {digest(body)}\n".encode()


def _made_of(folder: Path) -> str:
    """A digest of all that it is made of."""
    found = blake2b(digest_size=DIGEST)
    for name in MADE_OF:
        data = (folder / name).read_bytes()
        found.update(f"{name} {len(data)}\n".encode())
        found.update(data)
    return found.hexdigest()


def _lines(data: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """The lines up to the first that is blank, each with its place, one after the other, so that they are not all there twice."""
    while (end := data.index(b"\n", start)) > start:
        yield start, data[start:end]
        start = end + 1


def _rule(place: int, line: bytes) -> ReadyRule:
    ident, key, limited, units, engine, _ = line.split(b"\t")
    return ReadyRule(ident.decode(), key.decode(), limited == b"1", int(units), a2b_base64(engine), place)


class _Texts:
    """The texts of rules, which few ever ask for: each is read from its line of the file as that was when its `head` was read.

    Where the program has been replaced since by another, there is none any more.
    """

    def __init__(self, file: Path, head: bytes) -> None:
        self._file = file
        self._head = head

    def __call__(self, place: int) -> str:
        try:
            with self._file.open("rb") as file:
                if file.readline() != self._head:
                    return ""
                file.seek(place)
                return unpacked(a2b_base64(file.readline().rpartition(b"\t")[2]))
        except (OSError, ValueError, zlib.error):
            return ""
