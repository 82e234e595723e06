"""What is a quotation, and whether it says whose words it gives."""

from __future__ import annotations

import pytest

from imr_tui.document.passages import fold
from imr_tui.document.text import Span
from imr_tui.prose.quotations import may_quote, quotations

ATTRIBUTED = [
    "PC Dale told the author, “I took her signing for anger.”",
    "The victim said: 'he will kill me one day'.",
    "'I cannot go back there,' Anna told the officer.",
    "“I cannot go back there,” said her mother.",
    "“He hits me every day,” she said.",
    "Anna described that night. “He held my wrists and laughed.”",
    "The log reads “both parties drunk and shouting”.",
    "According to her mother, “she never slept at home that month”.",
    "In his words, 'she was always like that with me'.",
    "The custody record notes that he was “calm and polite throughout”.",
    "Her statement of 3 May says: “I have no voice.”",
    "The officer wrote “suspect left before police arrived” in the log.",
    "“She is always like this” was how PC Dale put it.",
    "It was recorded in log 1102 as “male shouting at female”.",
    "Mark: “I never touched her in my life.”",
    "She was described by her sister as “the kindest person I knew”.",
    "“I was afraid of him” (Anna's statement, [S1]).",
    "His reply was “it is none of your business”.",
    "The call handler recorded 'caller states he has a knife'.",
    "She texted her friend “please come and get me”.",
    "A neighbour said that there was ‘a lot of shouting and then nothing’.",
    "> I have no voice when he holds my wrists.\n>\n> Anna Holt, statement of 12 May 2023",
    "> I have no voice when he holds my wrists.\n> — Joan Holt",
    "Anna wrote in her diary:\n\n> I have no voice when he holds my wrists.",
    "Anna told officers:\n\n- “he has a knife”\n- “he will use the knife”",
    "| Who | Words |\n| --- | --- |\n| Joan Holt | “I told them he would do it” |",
    "Anna said:\n\n“He came in at the back.\n\n“He had the knife with him.”",
    "The fourth action, that the force “consider a stalking protection order” (conference minutes, 18 April 2023), had no name.",
]
UNATTRIBUTED = [
    "PC Doyle called at the house. In the village it was said that “they never come when you ring them”.",
    "Sergeant Amin wrote to the family. There was talk on the estate that “they had given up on her”.",
    "Anna told the officers. Many were of the opinion that “he would do it in the end”.",
    "PC Doyle called at the house. “They never come when you ring them.”",
    "It was said that “she brought it all on herself”.",
    "“She is always like this, officer.”",
    "“She is always like this.” Anna said this later.",
    "There was a feeling that 'they never come when you ring'.",
    "It was recorded that she was 'drunk and very abusive'.",
    "Someone said “he has done it before”.",
    "The visit lasted ten minutes. ‘She was calm and all was well.’",
    "He was described as “a bit of a nuisance”.",
    "“They never come when you ring them” was the view.",
    "It said “no further action is needed here”.",
    "The house was dark. «He will come back tonight.»",
    "The house was dark. „He will come back tonight.“",
    "> I have no voice when he holds my wrists.",
    "The following was recorded:\n\n> She is always like this.",
    "There “was nothing to be done” (ten minutes, 18 April 2023), and no more.",
]
NONE = [
    "The policy “Responding to Domestic Abuse” was read.",
    "The guidance 'Keeping Children Safe in Education' applies.",
    "The course, called “Seeing the whole child at home”, was cancelled.",
    "The leaflet “what happens when you call us” was given.",
    "The term “person at high risk” is used here.",
    "The “was not brought” policy applies.",
    "He was known as 'the man with the dog'.",
    "It was a 'rough' night, and 'think family' is the approach.",
    "The officers' notes and the families' letters were read.",
    "Officers don't know; the girls' mother won't say what the boys' father did.",
    "He lived at Peter's house, near Anna's.",
    "In the '90s the beat was walked.",
    'She wore size 10 jeans, was 5\'6" tall, and the 6" knife was found by it.',
]


@pytest.mark.parametrize("text", ATTRIBUTED)
def test_an_attributed_quotation_is_no_finding(text: str, check, review) -> None:
    assert check(review(f"# Part {{covers=analysis}}\n\n{text}\n"), "quotation.unattributed") == ()


@pytest.mark.parametrize("text", UNATTRIBUTED)
def test_a_quotation_of_nobody_is_a_finding(text: str, check, review) -> None:
    (finding,) = check(review(f"# Part {{covers=analysis}}\n\n{text}\n"), "quotation.unattributed")
    assert finding.opens == finding.items == ("language.3",)


@pytest.mark.parametrize("text", NONE)
def test_titles_terms_nicknames_and_apostrophes_are_no_quotations(text: str, check, review) -> None:
    assert check(review(f"# Part {{covers=analysis}}\n\n{text}\n"), "quotation.") == ()


def test_the_finding_spans_the_quotation_with_its_marks(check, review) -> None:
    text = review("# Part {covers=analysis}\n\nThere was a view that “they *never* come”, and no more.\n")
    (finding,) = check(text, "quotation.")
    assert text[finding.span.start : finding.span.end] == finding.text == "“they *never* come”"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PC Dale wrote, “She committed suicide and it was her own fault.”", ["wording.quoted", "wording.quoted"]),
        ("It was said that “she committed suicide and left no note”.", ["quotation.unattributed", "wording.suicide"]),
        ("The log called her 'attention seeking'.", ["wording.quoted"]),
        ("She was 'attention seeking'.", ["wording.attention-seeking"]),
        ("PC Dale wrote, “The misper was NFA'd by the sergeant.”", []),
        ("Anna wrote:\n\n> He never committed suicide, they said.", ["wording.quoted"]),
    ],
)
def test_wording_in_an_attributed_quotation_is_only_noted(text: str, expected: list[str], check, review) -> None:
    found = check(review(f"# Part {{covers=analysis}}\n\n{text}\n"), "wording.", "jargon.", "quotation.")
    assert [finding.rule for finding in found] == expected
    for finding in found:
        if finding.rule == "wording.quoted":
            assert (finding.opens, finding.items, finding.fixes) == ((), ("language.1",), ())


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("a “b c” d", [(2, 7)]),
        ('a "b c" d "e"', [(2, 7), (10, 13)]),
        ("a 'b c' d", [(2, 7)]),
        ("a ‘b ’twas c’ d", [(2, 13)]),
        ("a “b ‘c’ d” e", [(2, 11)]),
        ("“never closed", []),
        ("don't and won't", []),
    ],
)
def test_the_outermost_marks_bound_a_quotation(text: str, spans: list[tuple[int, int]]) -> None:
    found = [quotation.span for quotation in quotations(text, fold(text))]
    assert found == [Span(*span) for span in spans]
    assert may_quote(fold(text)) or not spans


def test_a_quotation_goes_on_where_the_next_passage_opens_one() -> None:
    (found,) = quotations("“He came in.", '"He came in.', goes_on=True)
    assert found.span == Span(0, 12)
