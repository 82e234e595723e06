"""What every rule says and where it comes from: the rules that are data, and those that are worked out in other ways."""

from __future__ import annotations

from imr_tui.dataclass import dataclass
from imr_tui.document.findings import Severity
from imr_tui.prose.model import PhraseRule, ProseRules
from imr_tui.prose.phrases import questions
from imr_tui.prose.ready import rule_of


@dataclass(frozen=True, slots=True)
class RuleTold:
    """A rule as it is told to its readers. `severity` is in words; `opens` the question that waits for it, empty for none."""

    id: str
    family: str
    severity: str
    says: str
    opens: str = ""
    suggestions: tuple[str, ...] = ()
    source: str = ""
    catches: tuple[str, ...] = ()
    leaves: tuple[str, ...] = ()


_STRUCTURE = "Structure, dates, acronyms, quotations, repetition, spelling"
_FORMAT = "The document format, docs/document-format.md"


def _other(
    ident: str, severity: str, opens: str, says: str, source: str = _FORMAT, suggestions: tuple[str, ...] = ()
) -> RuleTold:
    return RuleTold(ident, _STRUCTURE, severity, says, opens, suggestions, source)


OTHER_RULES: tuple[RuleTold, ...] = (
    _other("frontmatter.syntax", "error", "", "The details at the head of the document cannot be read, are not closed, or are larger than 64 kB."),
    _other("frontmatter.type", "error", "", "A known detail holds the wrong kind of value."),
    _other("record.duplicate-id", "error", "", "Two records have the same number; the first counts."),
    _other("record.unknown-reference", "error", "", "A number that is no record is named in a link field or in brackets."),
    _other("record.wrong-kind", "error", "", "A link field names a record of the wrong kind."),
    _other("comment.unclosed", "error", "", "A comment never closes; export waits for it."),
    _other("text.vanishes", "error", "", "A line would be missing in the Word file: a link definition labelled as a record, or text nested too deep."),
    _other("text.control", "warning", "", "A character that cannot be seen and may hide or reorder text."),
    _other("date.order", "error or warning", "", "The review's dates are out of order (error), or events stand out of order (warning)."),
    _other("date.invalid", "warning", "", "A date field holds what is no date."),
    _other("event.outside-timescale", "warning", "", "An event lies outside the timescale and gives no reason for inclusion."),
    _other("field.choice", "warning", "", "A field takes one of a few answers and holds another."),
    _other("field.duplicate", "warning", "", "A field is given twice; the first counts."),
    _other("field.position", "warning", "", "A known field stands where it is read as text."),
    _other("field.unknown", "info", "", "A record has a field that the format does not know; it is kept."),
    _other("record.heading", "warning", "", "A heading is nearly a record's."),
    _other("covers.unknown", "warning", "", "A heading says that it covers what is no area or question."),
    _other("checklist.no-reason", "warning", "", "A question is set aside without a reason, which counts for nothing."),
    _other("kept.no-reason", "warning", "", "A finding is kept, or a rule switched off, without a reason, which counts for nothing."),
    _other("source.no-link", "info", "", "A policy or guidance has no link."),
    _other("wording.quoted", "info", "", "A wording rule matches inside an attributed quotation: has the report commented on it?", "Practice advice 2b, on language in records"),
    _other("acronym.undefined", "warning", "language.2", "An acronym is neither spelt out at first use nor in the glossary.", "Practice advice 2b, question 2"),
    _other("quotation.unattributed", "warning", "language.3", "A quotation does not say whose words it is or where they stand.", "Practice advice 2b, on quotations"),
    _other("repetition", "warning", "overview.2", "A passage comes again in nearly the same words.", "Practice advice 2d"),
    _other("spelling", "info", "", "A word is not in the dictionary, in your own words or among the names of the review, or is spelt with -ise where the review writes -ize, or the other way round.", "British English dictionary made from SCOWL"),
    _other("advice.unconnected-findings", "info", "", "Three findings or more stand side by side, and nothing says how they hang together.", "Practice advice 2e, on how issues are linked"),
    _other("advice.readability", "info", "", "A learning point is very hard to read: Flesch's reading ease is below 30.", "Practice advice 2f, on plain English; R. Flesch, A new readability yardstick (1948)"),
)  # fmt: skip
"""The rules that are no phrase rules."""


def all_rules(rules: ProseRules) -> tuple[RuleTold, ...]:
    """Every rule there is, those that are no data first, then the others in the order of their files."""
    return (*OTHER_RULES, *(told(rule) for rule in rules.phrases))


def told(rule: PhraseRule) -> RuleTold:
    """A phrase rule as it is told."""
    opens, _ = questions(rule)
    written = rule.written.opened()
    return RuleTold(
        rule.id,
        rule.family,
        Severity(rule.severity).value,
        rule.message,
        ", ".join(opens),
        rule.suggestions,
        written.source,
        written.catches,
        written.leaves,
    )


def explained(ident: str, rules: ProseRules) -> RuleTold | None:
    """The rule of that id; None where there is none."""
    other = next((rule for rule in OTHER_RULES if rule.id == ident), None)
    phrase = rule_of(rules, ident) if other is None else None
    return told(phrase) if phrase is not None else other
