"""Acronyms: what explains one, what needs no explaining, where the finding stands and how it is put right."""

from __future__ import annotations

import pytest

from imr_tui.document.text import apply_edits

CASES = [
    ("The case was heard at MARAC.", ["MARAC"]),
    ("Two MARACs were held, and a MARAC's chair rang.", ["MARACs"]),
    ("A Multi-Agency Risk Assessment Conference (MARAC) was held. The MARAC met.", []),
    ("A Multi\u00a0Agency Risk\nAssessment **Conference** (*MARAC*) was held. The MARACs met.", []),
    ("The MARAC met. A Multi-Agency Risk Assessment Conference (MARAC) was held.", ["MARAC"]),
    ("The MARAC (Multi-Agency Risk Assessment Conference) met.", []),
    ("The MARAC (held on 3 May) met.", ["MARAC"]),
    ("Officers attended the meeting (MARAC) late.", ["MARAC"]),
    ("Police National Computer (the “PNC”) was read, and PNC again.", []),
    ("Body-worn video (BWV) was kept. The BWV shows it.", []),
    ("The domestic abuse, stalking and honour-based violence risk assessment (DASH) was done.", []),
    ("The Dangerous Persons Database (ViSOR) was checked.", []),
    ("The NVPU (Northshire Vulnerable People Unit) was told. NVPU.", []),
    ("The NVPU was told.", ["NVPU"]),
    ("The ToR were agreed; the IoPC was told.", ["ToR", "IoPC"]),
    ("The M.A.R.A.C. met.", ["M.A.R.A.C."]),
    ("MARAC, MAPPA, MASH and NRM met.", ["MARAC", "MAPPA", "MASH", "NRM"]),
    ("The IDVA/ISVA service rang.", ["IDVA", "ISVA"]),
    ("The case was NFA'd and PNC'd.", ["NFA", "PNC"]),
    ("CAD 1234 of 3 May was opened.", ["CAD"]),
    ("The DCI agreed.", ["DCI"]),
    ("<!-- Multi-Agency Risk Assessment Conference (MARAC) --> The MARAC met.", ["MARAC"]),
    ("PC Dale, DC 4471 Khan, DCI J. Smith, DS Anne Moor and T/DI Hale went.", []),
    ("The NHS, the GP, CCTV, A&E and a PDF were used in the UK.", []),
    ("He was seen in Part II and chapter XIV, on the M25 near the A1(M).", []),
    ("The flat is at LS1 4AB; the car AB12 CDE was seen; its old plate was K123 ABC.", []),
    ("Crime CR/1234/22, NPX-2023-0012 and DHR/2025/014 were read; see R1, E3 and S4.", []),
    ("He drove a BMW and filled in form MG11.", []),
    ("The note read DO NOT OPEN THE DOOR in red.", []),
    ("STOP was written on the door, HELP on the wall, and IMPORTANT on the form.", []),
    ("The surname was given as ASHGROVE, and Katherine JAMES came.", []),
    ("Operation FALCON began. McDonald and O'BRIEN used WhatsApp.", []),
    ("DNA evidence was found, and his IP address.", []),
    ("HOLT was written on the form.", []),
    ("TBC", []),
    ("TBC – MARAC minutes", []),
    ("The chair is [insert MARAC chair].", []),
    ("The `MARAC` code and [a link](http://MARAC.example/DASH) are here.", []),
]


@pytest.mark.parametrize(("text", "found"), CASES)
def test_what_has_to_be_explained(text: str, found: list[str], check, review) -> None:
    findings = check(review(f"# Part {{covers=analysis}}\n\n{text}\n"), "acronym.undefined")
    assert [finding.text for finding in findings] == found
    assert all(finding.opens == finding.items == ("language.2",) for finding in findings)


def test_a_heading_in_capitals_uses_no_acronym(check, review) -> None:
    assert check(review("# ANNUAL REVIEW OF MARAC\n"), "acronym.") == ()
    assert [finding.text for finding in check(review("# What MARAC did\n"), "acronym.")] == ["MARAC"]


def test_only_the_first_use_is_a_finding_wherever_it_stands(check, review) -> None:
    text = review("# One {covers=overview}\n\n## E1: The MARAC meets\n\n- Action taken: MARAC told\n\nThe MARAC met.\n")
    (finding,) = check(text, "acronym.")
    assert finding.span.start == text.index("MARAC")
    assert (finding.record, finding.sentence) == ("E1", "E1: The MARAC meets")


def test_the_front_matter_explains_but_not_with_a_placeholder(check, review) -> None:
    front = '\n[glossary]\nmarac = "Multi-Agency Risk Assessment Conference"\nDASH = ""\nIDVA = "TBC"\n'
    text = review("# Part {covers=analysis}\n\nThe MARAC, the MARACs, the DASH and the IDVA.\n", front)
    assert [finding.text for finding in check(text, "acronym.")] == ["DASH", "IDVA"]


@pytest.mark.parametrize(
    "listing",
    [
        "| Short | Long |\n| --- | --- |\n| MARAC | Multi-Agency Risk Assessment Conference |\n| MAPPA | |\n",
        "- MARAC: Multi-Agency Risk Assessment Conference\n- MAPPA: TBC\n",
        "- **MARAC** – Multi-Agency Risk Assessment Conference\n",
        "- Multi-Agency Risk Assessment Conference (MARAC)\n",
        "## More\n\n| Long | Short |\n| --- | --- |\n| Multi-Agency Risk Assessment Conference | MARAC |\n",
    ],
)
@pytest.mark.parametrize("title", ["Glossary", "List of abbreviations", "Acronyms used"])
def test_a_glossary_section_explains_wherever_it_stands(listing: str, title: str, check, review) -> None:
    text = review(f"# Part {{covers=analysis}}\n\nThe MARAC and the MAPPA panel met.\n\n# {title}\n\n{listing}")
    assert [finding.text for finding in check(text, "acronym.")] == ["MAPPA"]


def test_a_list_elsewhere_explains_nothing(check, review) -> None:
    text = review("# Part {covers=analysis}\n\n- MARAC: a meeting\n")
    assert [finding.text for finding in check(text, "acronym.")] == ["MARAC"]


def test_one_key_explains_an_acronym(check, review) -> None:
    for front in ("", '\n[glossary]\nBSL = "British Sign Language"\n'):
        text = review("# Part {covers=analysis}\n\nThe MARACs met.\n", front)
        (finding,) = check(text, "acronym.")
        assert [fix.label for fix in finding.fixes] == [
            "Add MARAC to the glossary: Multi-Agency Risk Assessment Conference",
            "Write it out here: Multi-Agency Risk Assessment Conference",
        ]
        for fix in finding.fixes:
            assert check(apply_edits(text, fix.edits), "acronym.", "frontmatter.") == ()
        assert "The Multi-Agency Risk Assessment Conferences (MARACs) met." in apply_edits(text, finding.fixes[1].edits)


def test_of_an_ambiguous_acronym_all_meanings_are_offered(check, review) -> None:
    (finding,) = check(review("# Part {covers=analysis}\n\nThe SAR was read.\n"), "acronym.")
    assert len(finding.suggestions) == 3
    assert "more than one meaning" in finding.message


@pytest.mark.parametrize(
    ("sentence", "labels"),
    [
        ("PC Dale wrote, “the MARAC was told of it”.", 1),
        ("It was an MDT decision.", 1),
        ("The MARAC's chair rang.", 1),
        ("The NVPU was told.", 0),
    ],
)
def test_a_fix_that_would_not_read_well_is_not_offered(sentence: str, labels: int, check, review) -> None:
    (finding,) = check(review(f"# Part {{covers=analysis}}\n\n{sentence}\n"), "acronym.")
    assert len(finding.fixes) == labels
    assert all("glossary" in fix.label for fix in finding.fixes)
