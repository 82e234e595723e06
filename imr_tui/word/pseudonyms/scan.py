"""The search of a finished Word file, part by part, for what must not be left in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePath
from urllib.parse import unquote

from lxml import etree

from imr_tui.dataclass import dataclass
from imr_tui.errors import RefusedError
from imr_tui.word.pseudonyms.folding import fold_text, folded
from imr_tui.word.pseudonyms.lexicon import ALSO_WORDS
from imr_tui.word.pseudonyms.terms import Trace, What, pattern_of, spellings
from imr_tui.word.wordxml import Element, P, W, parse

_SHORT = 40
_APART = re.compile(r"[\W_]+")
_SPOKEN = (f"{W}t", f"{W}delText", f"{W}instrText")
_TEXTS = (".xml", ".rels", ".vml")
_PLACES = (
    ("word/document", "the text"),
    ("word/header", "the page heads"),
    ("word/footer", "the page feet"),
    ("word/footnotes", "the footnotes"),
    ("word/endnotes", "the footnotes"),
    ("word/comments", "the comments"),
    ("word/media", "a picture"),
    ("docProps", "the document's properties"),
)
_LINKS, _ELSEWHERE, FILE_NAME = "a link", "another part", "the file's name"


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that was found: whose it is, what it is, the part it stands in, in words, and how often."""

    owner: str
    what: What
    words: str
    place: str
    count: int


def find_traces(
    parts: Mapping[str, bytes], traces: Sequence[Trace], *, kept: Iterable[str] = (), name: str = ""
) -> tuple[Hit, ...]:
    """Everything of `traces` that stands in the parts of a package or in the file's `name`; `kept` names are passed over."""
    search = _Search(traces, kept)
    counted: Counter[tuple[Trace, str]] = Counter()
    for part, data in sorted(parts.items()):
        place = _place_of(part)
        for text in (part, *_texts(part, data)):
            for trace in search.read(text):
                counted[trace, place] += 1
    for trace in search.read(PurePath(name).name):
        counted[trace, FILE_NAME] += 1
    return tuple(Hit(trace.owner, trace.what, trace.words, place, count) for (trace, place), count in counted.items())


def refuse_traces(hits: Sequence[Hit]) -> None:
    """RefusedError that says whose name is left where, and quotes nothing."""
    if not hits:
        return
    grouped: dict[tuple[str, What], dict[str, int]] = {}
    for hit in hits:
        places = grouped.setdefault((hit.owner, hit.what), {})
        places[hit.place] = places.get(hit.place, 0) + hit.count
    said = []
    for (owner, what), places in grouped.items():
        whose = f"{what} of {owner}" if owner else what.value
        said.append(f"{whose} in {', '.join(f'{place} ({count})' for place, count in places.items())}")
    raise RefusedError(
        "A name is still in the copy",
        f"The finished copy was searched and was not written. Left in it: {'; '.join(said)}.",
        "See what the review says with `imr-tui names FILE`, decide on those names, then export again.",
    )


class _Search:
    def __init__(self, traces: Sequence[Trace], kept: Iterable[str]) -> None:
        self._traces: dict[str, Trace] = {}
        for trace in traces:
            words = spellings(trace.day) if trace.day is not None else (trace.words,)
            for spelling in words:
                self._traces.setdefault(" ".join(spelling.split()).casefold(), trace)
        self._pattern = _pattern(tuple(self._traces))
        self._kept = _pattern(tuple({folded(entry).casefold() for entry in kept} - {""}))
        self._read: dict[str, tuple[Trace, ...]] = {}

    def read(self, text: str) -> tuple[Trace, ...]:
        """What is found in a text, as it stands and with everything but letters and digits taken for blanks.

        Most texts of a package are its attributes, a few of them again and again: those are read once.
        """
        if len(text) > _SHORT:
            return tuple(self._found(text))
        if text not in self._read:
            self._read[text] = tuple(self._found(text))
        return self._read[text]

    def _found(self, text: str) -> Iterator[Trace]:
        if self._pattern is None or not text.strip():
            return
        plain = fold_text(text).text
        seen: Counter[Trace] = Counter()
        for form in dict.fromkeys((plain, _APART.sub(" ", plain))):
            now: Counter[Trace] = Counter()
            bare = self._kept.sub(" ", form) if self._kept is not None else form
            for match in self._pattern.finditer(bare):
                words = " ".join(match["words"].split())
                trace = self._traces[words.casefold()]
                # A date is looked for as it is written: numbers side by side are none.
                if (form is not plain and trace.day) or (words.casefold() in ALSO_WORDS and words[:1].islower()):
                    continue
                now[trace] += 1
            seen |= now
        yield from seen.elements()


def _pattern(choices: Sequence[str]) -> re.Pattern[str] | None:
    if not choices:
        return None
    return re.compile(rf"(?<![^\W_])(?P<words>{pattern_of(choices)})(?:es|s)?(?![^\W_])", re.IGNORECASE)


def _place_of(part: str) -> str:
    if part.endswith(".rels"):
        return _LINKS
    return next((place for start, place in _PLACES if part.startswith(start)), _ELSEWHERE)


def _texts(part: str, data: bytes) -> Iterator[str]:
    """Every text in a part: paragraph by paragraph, every other element's, every attribute's; bytes as they may be read."""
    if not part.endswith(_TEXTS):
        yield data.decode("latin-1")
        yield data.decode("utf-8", "ignore")
        yield data[: len(data) // 2 * 2].decode("utf-16-le", "ignore")
        return
    try:
        root = parse(data)
    except etree.XMLSyntaxError:
        yield data.decode("utf-8", "replace")
        return
    for node in root.iter():
        if not isinstance(node.tag, str):
            yield str(node.text or "")
            continue
        if node.tag == P:
            yield _paragraph(node)
        elif node.tag not in _SPOKEN and node.text and node.text.strip():
            yield node.text
        for value in node.attrib.values():
            yield value
            if "%" in value:
                yield unquote(value)


def _paragraph(paragraph: Element) -> str:
    found: list[str] = []
    for node in paragraph.iter(*_SPOKEN, f"{W}br", f"{W}tab", f"{W}noBreakHyphen", f"{W}cr"):
        if node.tag in _SPOKEN:
            found.append(node.text or "")
        else:
            found.append("-" if node.tag == f"{W}noBreakHyphen" else " ")
    return "".join(found)
