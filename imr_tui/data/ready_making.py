"""Making ready what the data files say: run by `docs/generate.py` when they are changed, never by the program itself."""

from __future__ import annotations

import json
import tomllib
import zlib
from binascii import a2b_base64, b2a_base64
from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path

from imr_tui.data.prose_reader import read_phrases, read_words
from imr_tui.data.ready import PHRASES, WORDING, head_of
from imr_tui.data.ready_tables import NAME, TABLES, table_line
from imr_tui.data.schema_reader import read_schema
from imr_tui.prose.model import PhraseRule
from imr_tui.prose.phrases import looked_for
from imr_tui.prose.ready import KEY, pack, packed, unpacked
from imr_tui.prose.triggers import table_of, triggers_for

_DIGITS = "abcdefghijklmnopqrstuvwxyz234567"
_PACKS = 2  # of each rule


def made_ready(folder: Path, before: bytes = b"") -> bytes:
    """The file that has ready what the data files in a folder say.

    `before` is such a file as it was: what says the same in it stays as it is, however zlib packs by now.
    """
    known = dict(_by_rule(before))
    data = {name: (folder / name).read_bytes().decode() for name in (*TABLES, *WORDING, *PHRASES)}
    schema = read_schema(data["schema.toml"])
    rules = tuple(rule for name in WORDING for rule in read_phrases(data[name], schema, name))
    keys = _keys([rule.id for rule in rules])
    lines = [
        table_line(data[name].encode(), json.dumps(tomllib.loads(data[name]), ensure_ascii=False)) for name in TABLES
    ]
    for rule, key in zip(rules, keys, strict=True):
        made, engine, text = packed(rule, key, 0)
        head = f"{made.id}\t{key}\t{int(made.limited)}\t{made.units}"
        line = "\t".join((head, _written(made.engine), _written(pack(text))))
        old = known.get(made.id, "")
        lines.append(old if _says(old, head, (engine, text)) else line)
    stock, connecting = (read_words(data[name], name) for name in PHRASES)
    body = "\n".join((*lines, "", *_triggers(rules, keys, looked_for(stock, connecting)), "")).encode()
    return head_of(folder, body) + body


def is_current(folder: Path) -> bool:
    """Whether what lies made ready in a folder says what the data files there say."""
    file = folder / NAME
    data = file.read_bytes() if file.exists() else b""
    return data == made_ready(folder, data)


def _by_rule(data: bytes) -> Iterator[tuple[str, str]]:
    for line in data.decode("utf-8", "replace").partition("\n\n")[0].split("\n"):
        yield line.partition("\t")[0], line


def _says(line: str, head: str, texts: tuple[str, ...]) -> bool:
    """Whether a line has those texts packed."""
    *start, engine, text = ["", *line.split("\t")] if line.count("\t") > _PACKS else ["", "", ""]
    if "\t".join(start[1:]) != head:
        return False
    try:
        return tuple(unpacked(a2b_base64(one)) for one in (engine, text)) == texts
    except (ValueError, zlib.error):
        return False


def _written(pack: bytes) -> str:
    return b2a_base64(pack, newline=False).decode()


def _keys(ids: Sequence[str]) -> list[str]:
    """A key for each rule that says nothing of its place, so that a rule more or less changes no other's."""
    taken: dict[str, str] = {}
    for ident in ids:
        letters = [_DIGITS[byte % len(_DIGITS)] for byte in blake2b(ident.encode(), digest_size=32).digest()]
        found = ("".join(letters[at : at + KEY]) for at in range(len(letters) - KEY))
        taken[next(key for key in found if key not in taken)] = ident
    return list(taken)


def _triggers(
    rules: Sequence[PhraseRule], keys: Sequence[str], looked_for: Mapping[str, Sequence[str]]
) -> Iterator[str]:
    """The table of all triggers, with those that are looked for beside the rules'."""
    numbers: dict[str, list[str]] = {}
    for rule, key in zip(rules, keys, strict=True):
        for unit, (patterns, triggers) in enumerate(rule.written.opened().units):
            for trigger in triggers_for(patterns, triggers):
                numbers.setdefault(trigger, []).append(f"{key}{unit}")
    for key, phrases in looked_for.items():
        for phrase in phrases:
            numbers.setdefault(phrase, []).append(key)
    return table_of(numbers)
