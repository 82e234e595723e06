"""The copy with pseudonyms: what is replaced, withheld, asked about, and found again."""

import io
import zipfile
from pathlib import Path

import pytest

from imr_tui.checklist.model import Checklist
from imr_tui.data.loader import load_schema
from imr_tui.document.parse import parse
from imr_tui.errors import RefusedError
from imr_tui.word.export import export_docx
from imr_tui.word.options import ExportOptions
from imr_tui.word.package import read_package, write_package
from imr_tui.word.pseudonyms.copying import copy_of, forms_of, review_names
from imr_tui.word.pseudonyms.runs import Kind
from imr_tui.word.pseudonyms.terms import What

SAMPLE = Path(__file__).parents[2] / "samples" / "dhr-complete.md"
PEOPLE = """\
# People

## P1: Zoë Hartley

- Role: Victim
- Name and aliases: Zoë Anne Hartley, also called Zo
- Pseudonym: Naomi
- Address: Flat 2, 11 Mill Lane, Oldbury, OB1 2CD
- Date of birth: 3 September 1987
- Gender reassignment: Not applicable
- Disability: Epilepsy since childhood
  - Restriction: not known to the family
- Publication restrictions: None known

## P2: James Fox

- Role: Suspect
- Name and aliases: James Fox
- Pseudonym: Peter
- Date of birth: 21/12/1983

# Account

"""


def pseudonyms(**names):
    return "\n[pseudonyms]\n" + "".join(f'"{name}" = "{to}"\n' for name, to in names.items())


SETTLED = '\n[pseudonyms]\nOldbury = "the town"\n'


@pytest.fixture
def copied(export):
    def make(text, more=SETTLED, **options):
        return export(PEOPLE + text, more=more, profile="pseudonyms", leave_names=True, **options)

    return make


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("Zoë came.", "Naomi came."),
        ("Zoe came.", "Naomi came."),
        ("Zoë Anne Hartley came.", "Naomi came."),
        ("Z Hartley and Z.A. Hartley came.", "Naomi and Naomi came."),
        ("HARTLEY, Zoë came.", "Naomi came."),
        ("Ms Hartley came.", "Naomi came."),
        ("ZOË HARTLEY came.", "NAOMI came."),
        ("She is called zoë by them.", "She is called Naomi by them."),
        ("Zo's book and Zoë’s book.", "Naomi’s book and Naomi’s book."),
        ("James' car was there.", "Peter’s car was there."),
        ("Z*o*ë **Hart**ley came.", "Naomi came."),
        ("Zoë\nHartley came.", "Naomi came."),
        ("Zo\u00adë Hart\u200bley came.", "Naomi came."),
        ("Zoë&nbsp;Hartley came.", "Naomi came."),
        ("She lived at 11 Mill Lane.", "She lived at [address withheld]."),
        ("She left Mill Lane, OB1 2CD.", "She left [address withheld], [address withheld]."),
        ("Born on 3rd September 1987.", "Born on [date of birth withheld]."),
        ("Born 03/09/87 and 3.9.1987 and 1987-09-03.", "Born " + " and ".join(["[date of birth withheld]"] * 3) + "."),
        ("Born on Monday 3 Sept 1987.", "Born on [date of birth withheld]."),
        ("Oldbury is small. In Oldbury she was known.", "The town is small. In the town she was known."),
        ("The Oldbury fair.", "The town fair."),
        ("Foxes are no names, and no fox is.", "Foxes are no names, and no fox is."),
    ],
)
def test_names_addresses_and_birthdays_are_replaced(copied, written, printed):
    assert printed in copied(written, more=SETTLED + 'Foxes = "Foxes"\n').words()


def test_a_decision_of_the_author_goes_ahead_of_everything(copied):
    more = SETTLED + '"PC Tom Ellery" = "Officer A"\n"Mill Lane" = "her home"\n"Fox" = "Fox"\n'

    words = copied("PC Tom Ellery came to Mill Lane and met Mr Fox of Fox Brothers.", more=more).words()
    assert "Officer A came to her home and met Mr Fox of Fox Brothers." in words


def test_names_are_replaced_wherever_a_text_is_printed(copied):
    front = '[document]\ntitle = "Zoë Hartley: a review"\nmarking = "OFFICIAL"\nhandling = "Not for James."\nstatus = "For Zoë"\n'
    front += (
        '[agency]\nname = "The Hartley force"\nauthor = "Zoe Hartley"\n[review]\nreference = "Hartley-1"\ntype = "Zo"\n'
    )
    front += '[glossary]\nZH = "Zoë Hartley"\n[pseudonyms]\nOldbury = "the town"\n'
    made = Exported(
        f"+++\nimr = 1\n{front}+++\n\n{PEOPLE}"
        "## A day with Zoë {#zoe-hartley}\n\n> Zoë said[^zoe]\n\n| Zoë | b |\n| - | - |\n| 1 | James |\n\n"
        "[her page](https://example.org/zoe-hartley) [there](#zoe-hartley) ![Zoë at home](zoe.png)\n\n```\nZoë\n```\n\n- `James`\n\n"
        "[^zoe]: James was not Zoë.\n\n## E1: Zoë rings\n\n- Contact with: James\n- Zoë's wish: none\n\nZoë rang.\n\n"
        "## R1: Zoë's rule\n\n- Owner: James\n\n### A1: James\n\n- Owner: Zoë\n"
    )
    found = made.found(made.parts, "copy.docx")
    assert found == []
    document = made.parts["word/document.xml"].decode()
    assert "Naomi" in document
    assert "Picture left out of this copy: Naomi at home" in document
    assert "example.org" not in made.parts["word/_rels/document.xml.rels"].decode()
    assert b"Naomi: a review" in made.parts["docProps/core.xml"]


class Exported:
    """A document, its copy, and the search of a package for what the document must not show."""

    def __init__(self, text, **options):
        self.report = parse(text, load_schema())
        self.copy = copy_of(self.report)
        wanted = ExportOptions(**{"profile": "pseudonyms", "leave_names": True, **options})
        self.parts = read_package(export_docx(self.report, Checklist(()), load_schema(), wanted))

    def found(self, parts, name=""):
        return sorted({(hit.owner, hit.what, hit.place) for hit in self.copy.find(parts, name)})


def test_withheld_fields_say_so_and_the_restrictions_stay_behind(copied):
    table = dict(row[:2] for row in copied("Text.").table("Characteristics of the victim and suspect"))

    withheld = "Withheld from this copy"
    for name in ("Name and aliases", "Address", "Date of birth", "Gender reassignment", "Disability"):
        assert table[name] == withheld
    assert table["Pseudonym"] == "Naomi"
    assert table["Ethnicity"] == "Not stated"
    made = copied("Text.")
    assert "Epilepsy" not in made.words()
    assert "not known to the family" not in made.words()


def test_everything_but_role_and_pseudonym_is_withheld_of_somebody_restricted_as_a_whole(export):
    text = (
        PEOPLE
        + "# Others\n\n## P3: Ed Moor\n\n- Role: Child\n- Pseudonym: Sam\n- Sex: Male\n- Publication restrictions: No detail at all\n"
    )
    table = export(text, more=SETTLED, profile="pseudonyms", leave_names=True).table("Characteristics of other people")

    assert ["Sex", "Withheld from this copy"] in table
    assert ["Pseudonym", "Sam"] in table


def test_pictures_stay_behind(copied):
    made = copied("![A plan](plan.png)", images={"plan.png": b"\x89PNG\r\n\x1a\n"})

    assert not [name for name in made.parts if name.startswith("word/media")]


# What is asked


def candidates(read, text, more=SETTLED):
    return {one.name: one for one in review_names(read(PEOPLE + text, more=more)).candidates}


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Her mother, Carol Hartley, rang.", "Carol Hartley", Kind.RELATIVE),
        ("The Hartleys rang.", "Hartleys", Kind.PLURAL),
        ("They came to OB.", "", None),
        ("Then Anne rang.", "Anne", Kind.ALONE),
        ("He wrote Z.H. in the log.", "Z.H.", Kind.INITIALS),
        ("He wrote that ZH was there.", "ZH", Kind.INITIALS),
        ("They said that Jim was there.", "Jim", Kind.LIKE),
        ("They wrote Hartly in the log.", "Hartly", Kind.LIKE),
        ("They met PC Tom Ellery.", "PC Tom Ellery", Kind.OFFICER),
        ("They met Kezia Strand.", "Kezia Strand", Kind.PERSON),
        ("They went to Weir Street.", "Weir Street", Kind.PLACE),
        ("They asked Northshire Police.", "Northshire Police", Kind.BODY),
        ("The disability, epilepsy since childhood, was known.", "epilepsy since childhood", Kind.RESTRICTED),
        ("On Monday in March the British officer came. She said: Please go.", "", None),
    ],
)
def test_names_in_no_record_are_asked_about(read, text, name, kind):
    found = candidates(read, text)

    if kind is None:
        assert found.keys() <= {"Northshire Community Safety Partnership", "Northshire Police", "Priya Nair"}
    else:
        assert found[name].kind is kind
        assert found[name].contexts[0].name in text


def test_forms_of_one_name_are_asked_about_once_and_decided_together(read):
    report = read(PEOPLE + "PC Tom Ellery came. Tom Ellery left. PC Ellery wrote. They asked Ellery.", more=SETTLED)
    review = review_names(report)

    (one,) = [one for one in review.candidates if one.kind is Kind.OFFICER]
    assert set(one.forms) == {"PC Tom Ellery", "Tom Ellery", "PC Ellery", "Ellery"}
    assert one.count == 4
    assert one.suggestion == "Officer A"
    assert set(forms_of(review, "tom ellery")) == set(one.forms)


def test_a_town_of_an_address_has_to_be_decided(read):
    review = review_names(read(PEOPLE + "She liked Oldbury.", more=""))

    assert [one.name for one in review.musts] == ["Oldbury"]


@pytest.mark.parametrize(
    ("text", "more", "leave", "title"),
    [
        ("Her mother, Carol Hartley, rang.", SETTLED, True, "Names are not decided yet"),
        ("They met PC Tom Ellery.", SETTLED, False, "Names are not decided yet"),
        ("## P3: Ed Moor\n\n- Role: Child\n", SETTLED, True, "A pseudonym is missing"),
        ("## P3: Ed Moor\n\n- Role: Child\n- Pseudonym: TBC\n", SETTLED, True, "A pseudonym is missing"),
        ("## P3: Ed Moor\n\n- Role: Child\n- Pseudonym: James\n", SETTLED, True, "A pseudonym is a real name"),
    ],
)
def test_no_copy_is_made_before_what_must_be_decided_is(export, text, more, leave, title):
    with pytest.raises(RefusedError) as refused:
        export(PEOPLE + text, more=more, profile="pseudonyms", leave_names=leave)

    assert refused.value.title == title
    for name in ("Hartley", "Carol", "Ellery", "Ed Moor", "James"):
        assert name not in str(refused.value)


def test_somebody_called_by_what_they_are_needs_no_pseudonym(export):
    text = "## P3: Parent or carer\n\n- Role: Carer\n\n## P4: Neighbour\n\n- Role: Witness\n\nA parent rang."

    assert "A parent rang." in export(PEOPLE + text, more=SETTLED, profile="pseudonyms", leave_names=True).words()


def test_names_of_officers_may_be_left_when_asked(copied):
    assert "They met PC Tom Ellery." in copied("They met PC Tom Ellery.").words()


# The search of the finished file

LEAKS = {
    "a text in pieces": (
        "word/document.xml",
        "<w:p><w:r><w:t>Zo</w:t></w:r><w:r><w:t>e\u0301 Hart</w:t></w:r><w:r><w:t>\u00adley</w:t></w:r></w:p>",
    ),
    "deleted text": (
        "word/document.xml",
        '<w:p><w:del w:id="900"><w:r><w:delText>Hartley</w:delText></w:r></w:del></w:p>',
    ),
    "a field": ("word/document.xml", "<w:p><w:r><w:instrText>REF Hartley</w:instrText></w:r></w:p>"),
    "a bookmark": (
        "word/document.xml",
        '<w:p><w:bookmarkStart w:id="901" w:name="hartley_1"/><w:bookmarkEnd w:id="901"/></w:p>',
    ),
    "a plural": ("word/document.xml", "<w:p><w:r><w:t>the Hartleys</w:t></w:r></w:p>"),
    "a birthday": ("word/footnotes.xml", "<w:p><w:r><w:t>b. 03.09.87</w:t></w:r></w:p>"),
    "a street": ("word/header1.xml", "<w:p><w:r><w:t>Mill  Lane</w:t></w:r></w:p>"),
}


@pytest.mark.parametrize("leak", LEAKS)
def test_the_search_finds_what_is_left(copied, leak):
    part, xml = LEAKS[leak]
    made = copied("Text with a note.[^1]\n\n[^1]: Note.")
    parts = dict(made.parts)
    closing = {"document": b"<w:sectPr", "footnotes": b"</w:footnotes>", "header1": b"</w:hdr>"}[Path(part).stem]
    parts[part] = parts[part].replace(closing, xml.encode() + closing, 1)
    control = copy_of(made_report(PEOPLE))

    assert not control.find(made.parts, "copy.docx")
    assert control.find(parts, "copy.docx")


def made_report(text):
    return parse(f"+++\nimr = 1\n{SETTLED}+++\n\n{text}", load_schema())


@pytest.mark.parametrize(
    ("part", "data"),
    [
        (
            "word/_rels/extra.rels",
            b'<Relationships xmlns="a"><Relationship Target="https://x.example/z%6F%C3%AB_hartley"/></Relationships>',
        ),
        ("docProps/core.xml", b"<x><creator>J. Fox Zoe Hartley</creator></x>"),
        ("word/comments.xml", b'<x><y author="Hartley"/></x>'),
        ("word/media/zoe-hartley.png", b"\x89PNG"),
        ("word/media/image1.png", b"\x89PNG tEXt Zo\xc3\xab"),
        ("word/media/image1.jpg", "Hartley".encode("utf-16-le")),
    ],
)
def test_every_part_is_searched(part, data):
    assert copy_of(made_report(PEOPLE)).find({part: data}, "copy.docx")


def test_the_files_own_name_is_searched(copied):
    with pytest.raises(RefusedError) as refused:
        copied("Text.", name="review-zoe-hartley.docx")

    assert refused.value.title == "A name is still in the copy"
    assert "the file's name" in refused.value.detail
    assert "artley" not in str(refused.value)


def test_the_complete_sample_keeps_nothing_of_anybody_and_the_named_one_everything():
    text = SAMPLE.read_text()
    copy = Exported(text, leave_names=False, name="copy.docx")
    named = Exported(text, profile="full")

    assert copy.found(copy.parts, "copy.docx") == []
    words = {hit.words for hit in copy.copy.find(named.parts, "named.docx")}
    assert words >= {"Simone", "Baptiste", "Gareth", "Lowe", "Esme", "Linwick", "Weir Street", "7 Carder Court"}
    assert {"17 June 1987", "2 December 1983", "4 May 2016"} <= words
    kinds = {(owner, what) for owner, what, _ in copy.found(named.parts)}
    assert kinds >= {(person, what) for person in ("P1", "P2", "P3") for what in (What.NAME, What.BIRTH)}
    assert review_names(copy.report).candidates == ()


def test_a_copy_is_the_same_every_time():
    with zipfile.ZipFile(io.BytesIO(write_package(Exported(SAMPLE.read_text()).parts))) as package:
        first = {name: package.read(name) for name in package.namelist()}

    assert Exported(SAMPLE.read_text()).parts == first
