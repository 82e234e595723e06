"""What the prose rules cost a paragraph and a large review, in processor time; run as `python -m benchmarks.wording.speed`."""

from __future__ import annotations

import time
from statistics import median

from benchmarks.documents import SIZES, make_document
from imr_tui.data.loader import load_prose_rules, load_schema
from imr_tui.document.parse import parse
from imr_tui.prose.scan import scanner

_PARAGRAPH = 40  # words that a passage has to have to count as a paragraph
_RUNS = 3


def main() -> None:
    """Print the median for a paragraph, and the whole, of the phrases, quotations and acronyms of a review of 60,000 words."""
    engines = scanner(load_prose_rules())
    size = SIZES["large"]
    report = parse(make_document(size.words, size.events).text, load_schema())
    passages = [
        passage
        for section in report.sections
        for passage in section.part.passages
        if passage.field_is_text and not passage.placeholder
    ]
    for passage in passages:
        engines.scan(passage, goes_on=False)  # patterns are compiled when they are first wanted
    whole = []
    for _ in range(_RUNS):
        begin = time.process_time()
        for passage in passages:
            engines.scan(passage, goes_on=False)
        whole.append(time.process_time() - begin)
    single = []
    for passage in passages:
        if passage.words >= _PARAGRAPH:
            begin = time.perf_counter()
            engines.scan(passage, goes_on=False)
            single.append(time.perf_counter() - begin)
    words = sum(passage.words for passage in passages)
    print(f"a paragraph, p50: {1000 * median(single):.2f} ms ({len(single)} of {_PARAGRAPH} words and more)")
    print(f"{words} words in {len(passages)} passages: {1000 * min(whole):.0f} ms")


if __name__ == "__main__":
    main()
