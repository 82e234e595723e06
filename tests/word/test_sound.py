"""What holds of every export: samples, profiles, hard texts and a long document."""

import io
import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from openxml_audit import OpenXmlValidator

from benchmarks.documents import SIZES, make_document
from imr_tui.checklist.evaluate import evaluate
from imr_tui.checklist.model import Checklist
from imr_tui.data.loader import load_questions, load_schema
from imr_tui.document.front_edits import set_values
from imr_tui.document.model import Report
from imr_tui.document.parse import parse
from imr_tui.document.steps import at_one_go
from imr_tui.document.text import apply_edits
from imr_tui.errors import RefusedError
from imr_tui.word.checks import find_faults
from imr_tui.word.columns import COLUMN_SETS
from imr_tui.word.export import export_docx
from imr_tui.word.options import ExportOptions
from imr_tui.word.package import read_package, write_package
from imr_tui.word.pseudonyms.copying import copy_of, review_names

SAMPLES = Path(__file__).parents[2] / "samples"
TEMPLATES = SAMPLES.parent / "templates"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

HARD = (
    """\
+++
imr = 1
[document]
title = "Review <b>& \\"more\\"</b> ]]> \\u0007"
marking = "OFFICIAL-SENSITIVE & <LOCAL>"
[review]
subjects = ["Victim", "Suspect", "Victim"]
[glossary]
"A<B" = "&lt;w:p/&gt;"
[word]
chronology = ["<w:tbl>", "Ref", "Ref", ""]
+++

Ahead <w:p/> of all.

# One <script>alert(1)</script>[^n]

<w:p><w:r><w:t>raw block</w:t></w:r></w:p>

```{=openxml}
<w:p><w:r><w:t>fenced</w:t></w:r></w:p>
```

`<w:br/>`{=openxml} [js](javascript:alert(1)) [file](file:///etc/passwd) [unc](file://server/share) <javascript:x>
![up](../../etc/passwd) ![abs](/etc/passwd) ![net](https://example.org/a.png) ![data](data:image/png;base64,AAAA)

Control \x07\x1b[31m and turned \u202etxet\u202c text\u2066.\u00ad

| a | b |
| --- | :-: |
| """
    + "x" * 300
    + """ | ![p](plan.png) |
| only one |

| next |
| --- |

> > > - 1. > deep
> ### a heading in a quotation

1. a
   - b
     1. c

       | t |
       | - |
       | u |

7. seven

***

[^n]: Note <w:p/> with | a table

    | a |
    | - |
    | b |

    - list

## P1: Ann

- Role: Victim

## P1: Ann again

- Role: Victim

## E1: <w:p/>

- Date: 1/2/23
- Sources: S9, E1–E400

### F1: Nested & <b>

- Practice: Good practice
- Why:
  - nested
  - > quoted

Text.

```
code
```

> quote

### E2:

# Actions

## A1:

- Recommendation: R9
"""
)


def markings(parts):
    """What each section shows at head and foot, those taken over from the section before included."""
    relations = {node.get("Id"): node.get("Target") for node in etree.fromstring(parts["word/_rels/document.xml.rels"])}
    body = etree.fromstring(parts["word/document.xml"])
    shown, found = {}, []
    for section in body.iter(f"{W}sectPr"):
        for node in section:
            if node.tag in (f"{W}headerReference", f"{W}footerReference"):
                root = etree.fromstring(parts[f"word/{relations[node.get(f'{R}id')]}"])
                kind = (etree.QName(node).localname, node.get(f"{W}type"))
                shown[kind] = ["".join(p.itertext(f"{W}t")) for p in root.iter(f"{W}p")]
        pages = ["default"] + (["first"] if section.find(f"{W}titlePg") is not None else [])
        found.append([shown[kind, page] for kind in ("headerReference", "footerReference") for page in pages])
    return found


def audit(data, path):
    path.write_bytes(data)
    result = OpenXmlValidator().validate(path)
    return [error.description for error in result.errors]


@dataclass(frozen=True)
class Sample:
    report: Report
    checklist: Checklist


@pytest.fixture(scope="module")
def analysed():
    schema = load_schema()
    areas, questions = load_questions()
    found = {}
    for name in ("dhr-complete", "sar-in-progress"):
        report = parse((SAMPLES / f"{name}.md").read_text(), schema)
        found[name] = Sample(report, at_one_go(evaluate(report, schema, areas, questions, ())))
    return found


def test_the_audit_would_find_what_is_wrong(analysed, tmp_path):
    """The control: a file with a property out of its place is not passed."""
    data = export_docx(analysed["sar-in-progress"].report, Checklist(()), load_schema(), ExportOptions())
    parts = read_package(data)
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"<w:tblPr>", b"<w:tblPr><w:nonsense/>", 1)

    assert audit(write_package(parts), tmp_path / "broken.docx")


@pytest.mark.parametrize("name", ["dhr-complete", "sar-in-progress"])
@pytest.mark.parametrize(
    "options",
    [
        {"checklist_appendix": True},
        {"numbered": False, "draft": True},
        {"profile": "chronology"},
        {"profile": "action-plan"},
        {"profile": "action-plan", "columns": COLUMN_SETS["mappa"]},
        {"profile": "chronology", "columns": COLUMN_SETS["chronolator"]},
    ],
    ids=["full", "unnumbered", "chronology", "action plan", "blocks", "chronolator"],
)
def test_samples_are_sound_in_every_form(analysed, tmp_path, name, options):
    analysis = analysed[name]
    data = export_docx(analysis.report, analysis.checklist, load_schema(), ExportOptions(**options))

    assert audit(data, tmp_path / "made.docx") == []
    for section in markings(read_package(data)):
        assert all("OFFICIAL-SENSITIVE" in lines for lines in section)
    document = Document(io.BytesIO(data))
    assert document.core_properties.language == "en-GB"
    again = export_docx(analysis.report, analysis.checklist, load_schema(), ExportOptions(**options))
    assert again == data


def test_a_copy_with_pseudonyms_is_sound(analysed, tmp_path):
    analysis = analysed["dhr-complete"]
    options = ExportOptions(profile="pseudonyms", name="copy.docx", draft=True, checklist_appendix=True)
    data = export_docx(analysis.report, analysis.checklist, load_schema(), options)

    assert audit(data, tmp_path / "made.docx") == []
    assert all("OFFICIAL-SENSITIVE" in lines for section in markings(read_package(data)) for lines in section)
    assert find_faults(read_package(data), "OFFICIAL-SENSITIVE") == []


@pytest.mark.parametrize("name", sorted(path.stem for path in TEMPLATES.glob("*.md")))
def test_a_template_as_it_comes_is_sound(tmp_path, name):
    report = parse((TEMPLATES / f"{name}.md").read_text(), load_schema())
    data = export_docx(report, Checklist(()), load_schema(), ExportOptions())

    assert audit(data, tmp_path / "made.docx") == []
    marking = report.front.text("document", "marking") or "PROTECTIVE MARKING NOT STATED"
    assert all(marking in lines for section in markings(read_package(data)) for lines in section)


def test_sixty_thousand_words_are_sound_named_and_with_pseudonyms(tmp_path):
    schema = load_schema()
    text = make_document(60_000, events=SIZES["large"].events).text
    report = parse(text, schema)
    named = export_docx(report, Checklist(()), schema, ExportOptions())
    parts = read_package(named)
    marking = report.front.text("document", "marking")

    assert audit(named, tmp_path / "named.docx") == []
    assert find_faults(parts, marking) == []
    assert all(marking in lines for section in markings(parts) for lines in section)

    decided = {
        ("pseudonyms", form): f"Name {n}" if one.must else form
        for n, one in enumerate(review_names(report).candidates)
        for form in one.forms
    }
    report = parse(apply_edits(text, set_values(report, decided)), schema)
    options = ExportOptions(profile="pseudonyms", name="copy.docx")
    copy = read_package(export_docx(report, Checklist(()), schema, options))
    wanted = copy_of(report)
    assert find_faults(copy, marking) == []
    assert wanted.find(copy, "copy.docx") == ()
    assert {hit.owner for hit in wanted.find(parts, "named.docx")} >= {"P1", "P2"}


def test_the_wide_tables_lie_landscape_between_upright_pages(analysed):
    analysis = analysed["dhr-complete"]
    data = export_docx(analysis.report, analysis.checklist, load_schema(), ExportOptions())
    sections = Document(io.BytesIO(data)).sections

    turned = [section.orientation is WD_ORIENT.LANDSCAPE for section in sections]
    assert turned == [False, False, True, False, True, False]
    assert len(markings(read_package(data))) == 6
    assert [section.different_first_page_header_footer for section in sections] == [True] + [False] * 5


def test_every_page_after_the_cover_says_which_it_is_of_how_many(analysed):
    analysis = analysed["dhr-complete"]
    parts = read_package(export_docx(analysis.report, analysis.checklist, load_schema(), ExportOptions()))
    footer = parts["word/footer1.xml"].decode()

    assert re.findall(r"> (PAGE|NUMPAGES) <", footer) == ["PAGE", "NUMPAGES"]
    assert "DHR/2025/014" in footer
    assert "Final" in footer
    assert "NUMPAGES" not in parts["word/footer2.xml"].decode()


def test_the_checklist_appendix_gives_every_question_with_its_state(analysed):
    analysis = analysed["sar-in-progress"]
    data = export_docx(analysis.report, analysis.checklist, load_schema(), ExportOptions(checklist_appendix=True))
    words = "\n".join(
        cell.text for table in Document(io.BytesIO(data)).tables for row in table.rows for cell in row.cells
    )

    for item in analysis.checklist.items:
        assert item.question.text in words
    assert "Changed since it was confirmed" in words or "To do" in words


def test_hard_text_stays_text(tmp_path):
    report = parse(HARD, load_schema())
    data = export_docx(report, Checklist(()), load_schema(), ExportOptions())
    parts = read_package(data)
    words = "".join(etree.fromstring(parts["word/document.xml"]).itertext(f"{W}t"))

    assert audit(data, tmp_path / "hard.docx") == []
    for wanted in (
        "<w:p/>",
        "<script>alert(1)</script>",
        "<w:p><w:r><w:t>raw block",
        "fenced",
        "[up]",
        "[abs]",
        "[net]",
    ):
        assert wanted in words
    targets = [node.get("Target") for name in parts if name.endswith(".rels") for node in etree.fromstring(parts[name])]
    assert not [target for target in targets if re.match(r"(?i)javascript|file|data|https?:", target)]
    assert not [name for name in parts if name.startswith("word/media")]
    assert all("OFFICIAL-SENSITIVE & <LOCAL>" in lines for section in markings(parts) for lines in section)
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", words)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.text(alphabet=st.sampled_from(list("ab #*_-`~[]()<>!|:{}=\\\n\t1.^&\"'E\u00e9\u202e\x07\u2028")), max_size=300)
)
def test_any_text_gives_a_sound_file_or_a_plain_refusal(text):
    report = parse(f"# One\n\n{text}\n\n## F1: Found\n\n{text}\n\n## E1: Call\n\n{text}\n", load_schema())
    if {finding.rule for finding in report.findings} & {"comment.unclosed", "text.vanishes"}:
        with pytest.raises(RefusedError):
            export_docx(report, Checklist(()), load_schema(), ExportOptions())
        return
    data = export_docx(report, Checklist(()), load_schema(), ExportOptions())
    assert Document(io.BytesIO(data)).paragraphs


def long_document(events):
    """A review of many events, findings and pages of text."""
    lines = ["# Overview\n\nAn outline of all contact.\n"]
    for n in range(1, events + 1):
        lines.append(
            f"## E{n}: Call {n}\n\n- Date: {n % 27 + 1} March 2023\n- Contact with: Victim\n\n"
            + "Officers came to the flat. " * 30
            + "\n"
        )
    lines.append("# Analysis\n")
    for n in range(1, events + 1):
        lines.append(
            f"## F{n}: Finding {n}\n\n- Events: E{n}\n- Why: demand\n\n"
            + "The log was not read by anybody. " * 40
            + f"See [E{n}].\n"
        )
    return '+++\nimr = 1\n[document]\nmarking = "OFFICIAL"\n+++\n\n' + "\n".join(lines)


def test_a_long_document_is_sound(tmp_path):
    report = parse(long_document(150), load_schema())
    data = export_docx(report, Checklist(()), load_schema(), ExportOptions())

    assert audit(data, tmp_path / "long.docx") == []
    assert len(Document(io.BytesIO(data)).tables[1].rows) == 151
