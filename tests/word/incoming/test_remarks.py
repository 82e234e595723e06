"""There and back: a copy goes out, comes back with comments and tracked changes, is answered and goes out again."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
from openxml_audit import OpenXmlValidator

from imr_tui.analysis.analyse import analyse
from imr_tui.data.loader import load_incoming, load_rules, load_schema
from imr_tui.document.dialogue import Change, Stand, locate, settle, take_remarks
from imr_tui.document.text import apply_edits
from imr_tui.word.export import export_docx
from imr_tui.word.incoming.remarks import read_remarks
from imr_tui.word.options import ExportOptions

SAMPLE = (Path(__file__).parents[3] / "samples" / "dhr-complete.md").read_text(encoding="utf-8")
TRACKED = "<w:p><w:r><w:t>The call was </w:t></w:r>{}<w:r><w:t> by four.</w:t></w:r></w:p>"


def out(text: str, *, answers: bool = False) -> bytes:
    analysis = analyse(text, load_rules())
    return export_docx(analysis.report, analysis.checklist, load_schema(), ExportOptions(answers=answers))


def commented(data: bytes) -> bytes:
    """The copy as a review author sends it back."""
    document = docx.Document(io.BytesIO(data))
    block = next(para for para in document.paragraphs if para.text.startswith("Missed opportunity: Simone could"))
    document.add_comment(
        block.runs, text="Was a supervisor told?\nIf so, when?", author="Dr Helen Marsh", initials="HM"
    )
    section = next(para for para in document.paragraphs if para.text.startswith("Three threads run"))
    document.add_comment(section.runs[0], text="Very clear.", author="Dr Helen Marsh", initials="HM")
    chronology = next(table for table in document.tables if table.rows[0].cells[1].text == "Date")
    document.add_comment(
        chronology.rows[3].cells[4].paragraphs[0].runs, text="By whom?", author="K. Osei", initials="KO"
    )
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


@pytest.fixture(scope="module")
def returned() -> bytes:
    return commented(out(SAMPLE))


def test_each_comment_stands_at_its_record_or_section(returned: bytes) -> None:
    remarks = read_remarks(returned, load_incoming())
    # In the order of the document: the chronology comes ahead of the findings.
    assert [(remark.who, remark.where, remark.text) for remark in remarks] == [
        ("K. Osei", "E3", "By whom?"),
        ("Dr Helen Marsh", "F2", "Was a supervisor told?\nIf so, when?"),
        ("Dr Helen Marsh", "How the findings connect", "Very clear."),
    ]
    assert remarks[1].quote.startswith("Missed opportunity: Simone could")
    assert all(remark.when for remark in remarks)
    report = analyse(SAMPLE, load_rules()).report
    for remark in remarks:
        span = locate(report, remark)
        assert span is not None
        home = report.records.get(remark.where)
        section = report.section_at(span.start)
        assert section is not None
        assert section.owner == (home.id if home is not None else None)


def test_a_second_round_works(returned: bytes) -> None:
    report = analyse(SAMPLE, load_rules()).report
    text = apply_edits(SAMPLE, take_remarks(report, read_remarks(returned, load_incoming())).edits)
    answered = analyse(text, load_rules()).report
    text = apply_edits(text, settle(answered, 2, state=Stand.ANSWERED, answer="Yes: the duty inspector, at 22:10."))
    again = analyse(text, load_rules()).report
    text = apply_edits(text, settle(again, 3, state=Stand.DONE))
    second = out(text, answers=True)
    come = read_remarks(second, load_incoming())
    assert [(remark.who, remark.where, remark.state) for remark in come] == [
        ("K. Osei", "E3", Stand.OPEN),
        ("Dr Helen Marsh", "F2", Stand.OPEN),
        ("Dr Helen Marsh", "How the findings connect", Stand.DONE),
    ]
    assert [(reply.who, reply.text) for reply in come[1].replies] == [
        ("Priya Nair", "Yes: the duty inspector, at 22:10.")
    ]
    # Come back untouched, it brings nothing new.
    final = analyse(text, load_rules()).report
    taken = take_remarks(final, come)
    assert (taken.new, taken.replied, taken.edits) == ((), (), ())


def test_a_copy_to_send_has_no_remark_in_it_unless_asked_for(returned: bytes) -> None:
    report = analyse(SAMPLE, load_rules()).report
    text = apply_edits(SAMPLE, take_remarks(report, read_remarks(returned, load_incoming())).edits)
    with zipfile.ZipFile(io.BytesIO(out(text))) as package:
        assert "word/comments.xml" not in package.namelist()
    assert out(text) == out(SAMPLE)


@pytest.mark.parametrize(
    ("xml", "change", "quote", "text"),
    [
        ('<w:del w:author="HM" w:date="2025-10-02T09:14:00Z" w:id="7"><w:r><w:delText>graded</w:delText></w:r></w:del>', Change.DELETED, "graded", ""),
        ('<w:ins w:author="HM" w:id="7"><w:r><w:t>answered</w:t></w:r></w:ins>', Change.INSERTED, "The call was", "answered"),
        (
            '<w:del w:author="HM" w:id="7"><w:r><w:delText>graded</w:delText></w:r></w:del><w:ins w:author="HM" w:id="8"><w:r><w:t>answered</w:t></w:r></w:ins>',
            Change.REPLACED,
            "graded",
            "answered",
        ),
    ],
)  # fmt: skip
def test_tracked_changes(document, make, xml: str, change: Change, quote: str, text: str) -> None:
    document.add_heading("Analysis", 1)
    make.insert(document, TRACKED.format(xml))
    (remark,) = read_remarks(make.saved(document), load_incoming())
    assert (remark.who, remark.where, remark.change, remark.quote, remark.text) == (
        "HM",
        "Analysis",
        change,
        quote,
        text,
    )


def test_two_peoples_changes_stay_two(document, make) -> None:
    make.insert(
        document,
        TRACKED.format(
            '<w:del w:author="HM" w:id="7"><w:r><w:delText>graded</w:delText></w:r></w:del><w:ins w:author="KO" w:id="8"><w:r><w:t>answered</w:t></w:r></w:ins>'
        ),
    )
    assert [(remark.who, remark.change) for remark in read_remarks(make.saved(document), load_incoming())] == [
        ("HM", Change.DELETED),
        ("KO", Change.INSERTED),
    ]


def test_hidden_words_are_in_no_quotation(document, make) -> None:
    make.insert(
        document,
        '<w:p><w:commentRangeStart w:id="0"/><w:r><w:t>Seen </w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>Rowan</w:t></w:r><w:commentRangeEnd w:id="0"/>'
        '<w:r><w:commentReference w:id="0"/></w:r></w:p>',
    )
    rels = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
    comments = '<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:comment w:id="0" w:author="HM"><w:p><w:r><w:t>Why?</w:t></w:r></w:p></w:comment></w:comments>'
    data = make.repacked(
        make.saved(document),
        lambda name, content: content.replace(b"</Relationships>", f'<Relationship Id="rC" Type="{rels}" Target="comments.xml"/></Relationships>'.encode()) if name == "word/_rels/document.xml.rels" else content,
        {"word/comments.xml": comments.encode()},
    )  # fmt: skip
    (remark,) = read_remarks(data, load_incoming())
    assert (remark.text, remark.quote) == ("Why?", "Seen")


def test_what_an_export_of_ours_noted_comes_back_as_nothing() -> None:
    analysis = analyse(SAMPLE.replace('state = "confirmed"', 'state = "x"'), load_rules())
    options = ExportOptions(draft=True, findings=analysis.findings)
    draft = export_docx(analysis.report, analysis.checklist, load_schema(), options)
    with zipfile.ZipFile(io.BytesIO(draft)) as package:
        assert "word/comments.xml" in package.namelist()
    assert read_remarks(draft, load_incoming()) == ()


def test_the_package_with_answers_is_sound(returned: bytes, tmp_path: Path) -> None:
    report = analyse(SAMPLE, load_rules()).report
    text = apply_edits(SAMPLE, take_remarks(report, read_remarks(returned, load_incoming())).edits)
    text = apply_edits(text, settle(analyse(text, load_rules()).report, 2, state=Stand.ANSWERED, answer="Yes."))
    file = tmp_path / "answers.docx"
    file.write_bytes(out(text, answers=True))
    assert [str(error) for error in OpenXmlValidator().validate(file).errors] == []
    comments = list(docx.Document(str(file)).comments)
    assert [comment.author for comment in comments] == ["K. Osei", "Dr Helen Marsh", "Priya Nair", "Dr Helen Marsh"]
