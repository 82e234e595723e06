"""By what a Word file's headings, tables and labels are recognised."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field
from functools import cached_property

from imr_tui.dataclass import dataclass
from imr_tui.document.schema import fold_name

PERIOD = "review.period"
"""The label of both ends of the timescale in one cell."""

_NUMBER = re.compile(
    r"^(?:(?:section|part|chapter|appendix)\s+)?(?:\d+(?:\.\d+)*|[a-z]|[ivx]+)[.):]?\s+", re.IGNORECASE
)
_TYPED = re.compile(r"^(?:\d+(?:\.\d+)+\.?|\d+\.)\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class HeadingRule:
    """Headings in these words (`*` for any) answer what `covers` names."""

    covers: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableRule:
    """A table whose rows are records of a kind. Names of columns are folded; `columns` gives a column's field."""

    kind: str
    needs: tuple[frozenset[str], ...]
    text: tuple[str, ...]
    ref: frozenset[str]
    time: frozenset[str] = frozenset()
    unless: frozenset[str] = frozenset()
    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class IncomingRules:
    """Everything by which a Word file is recognised; names and words folded."""

    headings: tuple[HeadingRule, ...]
    made: frozenset[str]
    numbered: Mapping[str, tuple[str, ...]]
    tables: tuple[TableRule, ...]
    labels: Mapping[str, str]
    abbreviation: frozenset[str]
    meaning: frozenset[str]
    restriction: frozenset[str]
    blank: frozenset[str]

    @cached_property
    def _patterns(self) -> tuple[tuple[re.Pattern[str], str], ...]:
        return tuple(
            (re.compile(".*".join(re.escape(piece) for piece in word.split("*"))), rule.covers)
            for rule in self.headings
            for word in rule.words
        )

    @cached_property
    def _numbered(self) -> re.Pattern[str]:
        words = sorted((word for names in self.numbered.values() for word in names), key=len, reverse=True)
        named = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in words)
        return re.compile(
            rf"(?P<word>{named})\s+(?P<letter>[a-z])?(?P<number>\d{{1,3}})(?!\.?\d)\s*(?:[:.–—-]\s*|\s|$)",
            re.IGNORECASE,
        )

    def covers(self, heading: str) -> str:
        """What a heading answers: names of areas or questions; empty where it is not recognised."""
        folded = fold_name(bare_heading(heading))
        return next((covers for pattern, covers in self._patterns if pattern.fullmatch(folded)), "")

    def record(self, heading: str) -> tuple[str, int, str] | None:
        """The kind letter, number and title of a heading such as `Finding F3: …` or `Recommendation 2`."""
        match = self._numbered.match(bare_heading(heading)) or self._numbered.match(heading.strip())
        if match is None:
            return None
        word = " ".join(match["word"].casefold().split())
        letter = next(letter for letter, names in self.numbered.items() if word in names)
        if match["letter"] and match["letter"].upper() != letter:
            return None
        return letter, int(match["number"]), heading.strip()[_end(heading, match) :].strip()

    def is_blank(self, text: str) -> bool:
        """Whether a cell or paragraph says that nothing was written."""
        return not text.strip() or fold_name(text) in self.blank


def bare_heading(text: str) -> str:
    """A heading without a number typed ahead of it."""
    stripped = " ".join(text.split())
    match = _NUMBER.match(stripped)
    # "A good day" is words; "A. Findings" and "3 Findings" are numbered.
    if (
        match is None
        or (match[0].strip().isalpha() and not match[0].strip().isupper())
        or match[0].strip() in ("A", "I")
    ):
        return stripped
    return stripped[match.end() :]


def typed_number(text: str) -> int:
    """The length of a paragraph number typed at the head of a text, such as `4.12 `; 0 where there is none."""
    match = _TYPED.match(text)
    return match.end() if match is not None else 0


def _end(heading: str, match: re.Match[str]) -> int:
    return len(heading.strip()) - len(match.string) + match.end()
