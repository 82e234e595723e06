"""Text that means harm: it stays text, or is refused with a next step; nothing of it acts in Word."""

import re
import struct
import zlib

import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator

from imr_tui.checklist.model import Checklist
from imr_tui.document.parse import parse
from imr_tui.errors import RefusedError
from imr_tui.storage.pictures import read_pictures
from imr_tui.word.checks import find_faults
from imr_tui.word.export import export_docx
from imr_tui.word.options import ExportOptions
from imr_tui.word.package import read_package
from imr_tui.word.plain_tables import export_csv

from .conftest import FRONT, W

EVERYWHERE = """\
# One {text}

{text}

- {text}

> {text}

| {text} | b |
| --- | --- |
| {text} | c |

Note.[^n]

[^n]: {text}

## P1: {text}

- Role: Victim
- Sex: {text}

## E1: {text}

- Date: {text}
- Action taken: {text}

{text}

## F1: {text}

- Why: {text}

{text}
"""


def outward(parts):
    return [
        node.get("Target")
        for name in parts
        if name.endswith(".rels")
        for node in etree.fromstring(parts[name])
        if node.get("TargetMode") == "External"
    ]


def instructions(body):
    simple = [node.get(f"{W}instr") for node in body.iter(f"{W}fldSimple")]
    return [node.text for node in body.iter(f"{W}instrText")] + simple


def audited(data, path):
    path.write_bytes(data)
    return [error.description for error in OpenXmlValidator().validate(path).errors]


OPENXML = "<w:p><w:r><w:instrText>DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe</w:instrText></w:r></w:p>"
FIELDS = '{ INCLUDEPICTURE "http://evil.example/a.png" } { DDEAUTO cmd "/c calc" } =cmd|calc!A0 { TOC }'
TEXTS = {
    "raw OpenXML": OPENXML,
    "raw OpenXML with an attribute": "`<w:br w:type='page'/>`{=openxml}",
    "HTML": '<script>alert(1)</script><img src="x" onerror="y"><a href="javascript:z">t</a>',
    "field codes": FIELDS,
    "end of a section of text": "]]> <![CDATA[ &amp; &#x0; &lt;w:t&gt;",
    "XML entities": '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]> &e;',
    "a formula": "$\\input{/etc/passwd}$ \\include{x}",
    "a citation": "@{file:///etc/passwd} [@key] ::: {custom-style=Title}",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=list(TEXTS))
def test_it_stays_text_wherever_it_stands(export, tmp_path, text):
    made = export(EVERYWHERE.format(text=text.replace("|", "\\|")))

    assert audited(made.data, tmp_path / "made.docx") == []
    assert outward(made.parts) == []
    assert {words.split()[0] for words in instructions(made.body)} == {"TOC", "PAGEREF", "SEQ"}
    assert not [name for name in made.parts if name.startswith(("word/media", "word/embeddings"))]
    marked = re.sub(r"[`*_\\\s&#;]|amp|x0", "", text)[:10]
    assert re.sub(r"\s", "", made.words()).replace("\\", "").count(marked[:6]) >= 5 or marked[:6] == "]]>"


def test_field_codes_in_the_details_stay_text(export):
    front = FRONT.replace('"OFFICIAL-SENSITIVE"', "'{ DDEAUTO cmd }'").replace('"Draft 2"', "'{ INCLUDETEXT x }'")
    made = export("# One\n\nText.", front=front)

    head = made.parts["word/header1.xml"].decode()
    assert "{ DDEAUTO cmd }" in head
    assert "instrText" not in head
    footer = made.parts["word/footer1.xml"].decode()
    assert re.findall(r"<w:instrText[^>]*> (\w+)", footer) == ["PAGE", "NUMPAGES"]


@pytest.mark.parametrize(
    "address",
    [
        *(
            "javascript:alert(1)",
            "JaVaScRiPt:x",
            "vbscript:x",
            "file:///etc/passwd",
            "file://server/share",
            "data:text/html,x",
        ),
        *(
            "\\\\\\\\server\\\\share",
            "//server/share",
            "ms-word:ofe|u|http://x",
            "smb://x/y",
            "ftp://x/y",
            "mhtml:x",
            "../x.docm",
        ),
        *("http:///etc", "&#106;avascript:x", "java&#10;script:x", "#nowhere", " "),
    ],
)
def test_a_link_leads_nowhere_but_to_the_web_or_into_the_file(export, address):
    made = export(f"# One\n\n[shown](<{address}>) and <{address}>.\n\n## S1: A policy\n\n- Link: {address}\n")

    assert outward(made.parts) == []
    assert "shown" in made.words()


def test_ordinary_links_are_kept(export):
    made = export("# One\n\n[a](https://example.org/a?b=c&d) [b](mailto:a@example.org)")

    assert set(outward(made.parts)) == {"https://example.org/a?b=c&d", "mailto:a@example.org"}


def test_pictures_from_outside_the_folder_are_not_printed(schema, tmp_path):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    png = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")
    folder = tmp_path / "review"
    folder.mkdir()
    (tmp_path / "secret.png").write_bytes(png)
    (folder / "own.png").write_bytes(png)
    (folder / "linked.png").symlink_to(tmp_path / "secret.png")
    (folder / "up").symlink_to(tmp_path)
    (folder / "device.png").symlink_to("/dev/zero")
    names = [
        "../secret.png",
        "linked.png",
        "up/secret.png",
        str(tmp_path / "secret.png"),
        "%2e%2e/secret.png",
        "device.png",
    ]
    text = "# One\n\n" + "\n\n".join(f"![{n}]({name})" for n, name in enumerate([*names, "own.png"]))
    report = parse(f"{FRONT}+++\n\n{text}", schema)
    images = read_pictures(report, folder / "review.md")
    data = export_docx(report, Checklist(()), schema, ExportOptions(images=images))

    assert list(images) == ["own.png"]
    assert len([name for name in read_package(data) if name.startswith("word/media")]) == 1


@pytest.mark.parametrize(
    "text",
    [
        "\n".join("  " * n + "- deep" for n in range(300)),
        "> " * 300 + "deep",
        "*" * 5000 + "deep" + "*" * 5000,
        "[" * 5000 + "deep" + "]" * 5000,
        "![" * 2000 + "deep" + "](x)" * 2000,
        "<div>" * 3000 + "deep",
        "x " + "`" * 5000 + "deep",
        "\n".join(f"{'#' * 6} {n}" for n in range(300)) + "\n\ndeep",
    ],
    ids=["lists", "quotations", "emphasis", "brackets", "pictures", "HTML", "backticks", "headings"],
)
def test_huge_nesting_is_printed_or_plainly_refused(export, read, tmp_path, text):
    body = f"# One\n\n{text}\n\nAfter."
    if any(finding.rule == "text.vanishes" for finding in read(body).findings):
        with pytest.raises(RefusedError, match="Some of the text would be missing") as refused:
            export(body)
        assert refused.value.hint
        return
    made = export(body)
    assert "deep" in made.words()
    assert "After." in made.words()
    assert audited(made.data, tmp_path / "made.docx") == []


def test_control_and_direction_characters_are_left_out(export, tmp_path):
    hidden = "\x00\x07\x08\x0b\x1b\x7f\x85\u202a\u202d\u202e\u2066\u2069\ufffe\uffff"
    made = export(EVERYWHERE.format(text=f"be{hidden}fore"), front=FRONT.replace("Draft 2", "Dr\u202eaft"))

    assert audited(made.data, tmp_path / "made.docx") == []
    for name, part in made.parts.items():
        assert not re.search("[\u202a-\u202e\u2066-\u2069\ufffe\uffff]", part.decode("utf-8", "replace")), name
        assert not re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]", part if name.endswith(".xml") else b""), name


def test_words_of_any_length_stay_on_the_page(export, tmp_path):
    made = export(EVERYWHERE.format(text="x" * 20_000))

    assert audited(made.data, tmp_path / "made.docx") == []
    for table in made.body.iter(f"{W}tbl"):
        widths = [int(column.get(f"{W}w")) for column in table.iter(f"{W}gridCol")]
        assert sum(widths) <= 14_570
        assert min(widths) > 0


def test_a_table_of_very_many_columns_stays_on_the_page(export, tmp_path):
    row = "|".join("x" for _ in range(60))
    made = export(f"# One\n\n|{row}|\n|{'|'.join('-' for _ in range(60))}|\n|{row}|\n")

    assert audited(made.data, tmp_path / "made.docx") == []
    assert sum(int(column.get(f"{W}w")) for column in made.body.iter(f"{W}gridCol")) <= 3 * 14_570


def test_footnotes_that_name_each_other_end(export):
    assert (
        "deep"
        in export("# One\n\nText[^a].\n\n[^a]: deep[^b]\n\n[^b]: more[^a]\n").parts["word/footnotes.xml"].decode()
    )


def test_formulas_stay_text_in_a_spreadsheet(schema):
    text = f'{FRONT}+++\n\n# One\n\n## E1: =WEBSERVICE("http://evil.example")\n\n- Contact with: @SUM(1)\n- Action taken: =cmd|calc!A0\n'
    data = export_csv(parse(text, schema), schema, ExportOptions(profile="chronology")).decode("utf-8-sig")

    assert not re.search(r'(?m)(^|,)"?[=+@-]', data)
    assert "'=cmd|calc!A0" in data


@pytest.mark.parametrize(
    ("part", "old", "new", "fault"),
    [
        ("word/document.xml", b" SEQ Table", b" DDEAUTO Table", "a field is of a kind that is not used here"),
        ("word/document.xml", b"> TOC ", b"> INCLUDETEXT ", "a field is of a kind that is not used here"),
        (
            "word/_rels/document.xml.rels",
            b"</Relationships>",
            b'<Relationship Id="x" Type="a/attachedTemplate" Target="http://x" TargetMode="External"/></Relationships>',
            "a part leads outside the file",
        ),
    ],
)
def test_the_checks_would_find_it(export, part, old, new, fault):
    made = export("# One\n\n## E1: A call\n")
    parts = dict(made.parts)
    assert find_faults(parts, "OFFICIAL-SENSITIVE") == []
    parts[part] = parts[part].replace(old, new, 1)

    assert fault in find_faults(parts, "OFFICIAL-SENSITIVE")
