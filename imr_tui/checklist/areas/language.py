"""Respectful and clear language (practice advice 2b): what questions 1 to 3 rest on."""

from __future__ import annotations

from imr_tui.checklist.lines import document_prose, no_findings
from imr_tui.checklist.model import Evidence
from imr_tui.checklist.reading import Reading

_WORDS = 150


def neutral(reading: Reading) -> tuple[Evidence, ...]:
    """language.1: there is a text to judge, and no wording finding is open."""
    text = document_prose(reading, _WORDS)
    wording = no_findings(
        reading.open_findings("wording", "language.1"),
        "wording finding to change or keep",
        "wording findings to change or keep",
        none="No wording finding is open",
        ready=text.holds,
    )
    return text, wording


def clear(reading: Reading) -> tuple[Evidence, ...]:
    """language.2: there is a text, every acronym in it is explained, and no jargon finding is open."""
    text = document_prose(reading, _WORDS)
    acronyms = no_findings(
        reading.open_findings("acronym"),
        "acronym not explained",
        "acronyms not explained",
        none="Every acronym is explained",
        ready=text.holds,
    )
    jargon = no_findings(
        reading.open_findings("jargon", "language.2"),
        "jargon finding to change or keep",
        "jargon findings to change or keep",
        none="No jargon finding is open",
        ready=text.holds,
    )
    return text, acronyms, jargon


def received(reading: Reading) -> tuple[Evidence, ...]:
    """language.3: there is a text, and every quotation in it says whose words it gives or where they stand."""
    text = document_prose(reading, _WORDS)
    quotations = no_findings(
        reading.open_findings("quotation", "language.3"),
        "quotation without its source",
        "quotations without their source",
        none="Every quotation has its source",
        ready=text.holds,
    )
    return text, quotations
