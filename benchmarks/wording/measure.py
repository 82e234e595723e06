"""How well the wording rules tell what a colleague would speak up about: precision and recall on labelled sentences.

Usage: python -m benchmarks.wording.measure [FILE …] [--misses]

Each file holds sentences as `held_out.txt` describes them. A sentence with marked words counts as found when a finding
overlaps the marked words; a finding anywhere else, and any in a sentence without a mark, is a false one. Findings of any
severity count. Jargon is looked at in the family `register` and on marked words alone, acronyms and repetition nowhere; a quotation may
hold more than one thing worth a comment.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from imr_tui.analysis.analyse import analyse
from imr_tui.data.loader import load_rules
from imr_tui.document.findings import Finding

HERE = Path(__file__).parent
_ONLY = {"quoted": ("wording.quoted",), "unattributed": ("quotation.unattributed",)}
_OPEN, _CLOSE = "[[", "]]"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A labelled sentence: its text without the brackets, and where the marked stretches stand in it."""

    wanted: bool
    family: str
    text: str
    marks: tuple[tuple[int, int], ...]


@dataclass(slots=True)
class Tally:
    """What was found in one family, and which sentences went wrong."""

    found: int = 0
    missed: int = 0
    false: int = 0
    clean: int = 0
    misses: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """The share of the findings that are right; 1 where there are none."""
        return self.found / (self.found + self.false) if self.found + self.false else 1.0

    @property
    def recall(self) -> float:
        """The share of the marked stretches that are found; 1 where there are none."""
        return self.found / (self.found + self.missed) if self.found + self.missed else 1.0


def sentences(text: str) -> Iterator[Sentence]:
    """The labelled sentences of a file."""
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        head, _, body = line.partition(" | ")
        sign, _, family = head.partition(" ")
        plain, marks = _unmarked(body.replace("\\n", "\n"))
        if sign not in {"+", "-"} or (sign == "+") != bool(marks):
            raise SystemExit(f"This line is neither marked nor a near miss: {line}")
        yield Sentence(sign == "+", family.strip(), plain, marks)


def _unmarked(body: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    plain, marks = "", []
    for number, piece in enumerate(body.replace(_CLOSE, _OPEN).split(_OPEN)):
        if number % 2:
            marks.append((len(plain), len(plain) + len(piece)))
        plain += piece
    return plain, tuple(marks)


def measured(labelled: list[Sentence]) -> dict[str, Tally]:
    """The tally of each family: all sentences stand, each a paragraph, in the analysis of one review."""
    text = (HERE / "cast.md").read_text(encoding="utf-8")
    starts = []
    for sentence in labelled:
        text += "\n"
        starts.append(len(text))
        text += sentence.text + "\n"
    findings = analyse(text, load_rules()).findings
    tallies: dict[str, Tally] = defaultdict(Tally)
    for sentence, start in zip(labelled, starts, strict=True):
        inside = [
            finding
            for finding in findings
            if start <= finding.span.start < start + len(sentence.text) and _looked_at(finding, sentence.family)
        ]
        _count(sentence, start, inside, tallies[sentence.family])
    return tallies


def _looked_at(finding: Finding, family: str) -> bool:
    if family in _ONLY:
        return finding.rule in _ONLY[family] or finding.rule.startswith("wording.")
    return finding.rule.startswith(("wording.", "jargon.", "advice.", "quotation."))


def _count(sentence: Sentence, start: int, findings: list[Finding], tally: Tally) -> None:
    right: set[int] = set()
    for begin, end in sentence.marks:
        hits = [
            number
            for number, one in enumerate(findings)
            if one.span.start < start + end
            and start + begin < one.span.end
            and one.rule in _ONLY.get(sentence.family, (one.rule,))
        ]
        right.update(hits)
        if hits:
            tally.found += 1
        else:
            tally.missed += 1
            tally.misses.append(f"missed: {sentence.text[begin:end]!r} in {sentence.text!r}")
    for number, one in enumerate(findings):
        if number not in right and not _let_pass(one, sentence.family):
            tally.false += 1
            tally.misses.append(f"false:  {one.rule} on {one.text!r} in {sentence.text!r}")
    tally.clean += not sentence.wanted and all(_let_pass(one, sentence.family) for one in findings)


def _let_pass(finding: Finding, family: str) -> bool:
    """Whether a finding outside the marked words is none of the set's concern."""
    if finding.rule.startswith("jargon."):
        return family != "register"
    return family == "quoted" and finding.rule == "wording.quoted"


def main() -> None:
    """Print the table, and with --misses each sentence that went wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, default=[HERE / "held_out.txt"])
    parser.add_argument("--misses", action="store_true", help="name each sentence that went wrong")
    asked = parser.parse_args()
    labelled = [one for path in asked.files for one in sentences(path.read_text(encoding="utf-8"))]
    tallies = measured(labelled)
    whole = Tally()
    print("| family | marked | found | missed | near misses | left alone | false | precision | recall |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    near = {name: sum(not one.wanted and one.family == name for one in labelled) for name in tallies}
    for name, tally in tallies.items():
        _row(name, tally, near[name])
        whole.found += tally.found
        whole.missed += tally.missed
        whole.false += tally.false
        whole.clean += tally.clean
    _row("**all**", whole, sum(near.values()))
    if asked.misses:
        for name, tally in tallies.items():
            for miss in tally.misses:
                print(f"{name}: {miss}")


def _row(name: str, tally: Tally, near: int) -> None:
    cells = (tally.found + tally.missed, tally.found, tally.missed, near, tally.clean, tally.false)
    print(f"| {name} | {' | '.join(map(str, cells))} | {tally.precision:.3f} | {tally.recall:.3f} |")


if __name__ == "__main__":
    main()
