import struct
import zlib

import pytest

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def png():
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 40, 20, 8, 2, 0, 0, 0)
    lines = b"".join(b"\0" + b"\x88" * 120 for _ in range(20))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(lines)) + chunk(b"IEND", b"")


def styled(made):
    """Style and words of each paragraph of the body itself, front pages left out."""
    found = []
    for node in made.body.iterchildren(f"{W}p"):
        style = node.find(f"{W}pPr/{W}pStyle")
        name = "" if style is None else style.get(f"{W}val")
        found.append((name, "".join(piece.text or "" for piece in node.iter(f"{W}t"))))
    start = next(n for n, (name, _) in enumerate(found) if name == "SectionEnd")
    return found[start + 1 :]


def test_paragraphs_are_numbered_by_style_from_the_first_chapter_on(export):
    made = export("Ahead.\n\n# One\n\nFirst.\n\n## Part\n\nSecond.\n\n# Two\n\nThird.")

    assert [entry for entry in styled(made) if entry[0] != "Caption"][:7] == [
        ("BodyText", "Ahead."),
        ("Heading1", "One"),
        ("NumberedPara", "First."),
        ("Heading2", "Part"),
        ("NumberedPara", "Second."),
        ("Heading1", "Two"),
        ("NumberedPara", "Third."),
    ]
    assert not [node for node in made.body.iter(f"{W}numId") if int(node.get(f"{W}val")) < 1000]


def test_a_numbered_list_under_a_numbered_paragraph_becomes_lettered(export):
    made = export("# One\n\nAs follows:\n\n1. first\n2. second\n\n   More of it.\n\nThen:\n\n5. fifth\n")

    assert styled(made)[1:4] == [
        ("NumberedPara", "As follows:"),
        ("NumberedSubpara", "first"),
        ("NumberedSubpara", "second"),
    ]
    assert ("ContinuedSubpara", "More of it.") in styled(made)
    assert ("Compact", "fifth") in styled(made)


def test_without_numbers_nothing_is_numbered(export):
    made = export("# One\n\nFirst.\n\n1. item\n", numbered=False)

    assert ("FirstParagraph", "First.") in styled(made)
    assert "NumberedPara" not in {name for name, _ in styled(made)}
    heading = made.parts["word/styles.xml"].partition(b'w:styleId="Heading1"')[2].partition(b"</w:style>")[0]
    assert b"numPr" not in heading
    assert made.paragraphs("TOC1")[0] == "One\t3"


def test_headings_never_leave_out_a_level(export):
    made = export("# One\n\n#### Deep\n\nText.\n\n### F1: Found\n\n- Why: so\n\nText.\n\n# Two\n\nText.")
    names = [name for name, _ in styled(made) if "Heading" in name and name != "AppendixHeading"]

    assert names == ["Heading1", "Heading2", "RecordHeading2", "Heading1"]


def test_a_single_top_heading_is_the_title_and_its_parts_are_the_chapters(export):
    made = export("# Individual management review\n\n## One\n\nText.\n\n## Two\n\nText.")
    other = export("# The death of Ann\n\n## One\n\nText.\n\n## Two\n\nText.")

    assert made.paragraphs("Heading1") == other.paragraphs("Heading1") == ["One", "Two"]
    assert "The death of Ann" in other.paragraphs("FrontHeading")
    assert "Individual management review" not in made.words()


def test_comments_are_in_no_export(export):
    made = export(
        "# One\n\n<!-- a secret prompt -->\n\nText <!-- another --> goes on.\n\n- Why: no\n\n  <!-- third -->"
    )

    for name, part in made.parts.items():
        assert b"prompt" not in part, name
        assert b"another" not in part, name
    assert "Text  goes on." in made.words() or "Text goes on." in made.words()


def test_empty_sections_say_that_nothing_is_stated(export):
    made = export("# One\n\n# Two\n\nText.\n\n## Three {covers=feedback.3}\n\n<!-- prompt -->\n")

    assert made.paragraphs("NumberedPara") == ["Not stated", "Text.", "Not stated"]


def test_section_fields_are_labelled_lines(export):
    made = export(
        "# Method {covers=methodology}\n\n- Methodological approach: None used\n- Quality assurance:\n\nProse."
    )

    assert made.paragraphs("NumberedPara") == [
        "Methodological approach: None used",
        "Quality assurance: Not stated",
        "Prose.",
    ]


def test_the_text_keeps_its_emphasis_links_notes_and_code(export):
    made = export(
        "# One\n\n**Bold** *it* ~~gone~~ `x = 1` [site](https://example.org/a) and a note[^1].\n\n[^1]: The *note* of [E1].\n\n## E1: Call\n"
    )
    xml = made.parts["word/document.xml"]

    for wanted in (b"<w:b/>", b"<w:i/>", b"<w:strike/>", b"VerbatimChar", b"footnoteReference"):
        assert wanted in xml
    assert b"https://example.org/a" in made.parts["word/_rels/document.xml.rels"]
    assert b"The " in made.parts["word/footnotes.xml"]
    assert b'w:anchor="record_E1"' in made.parts["word/footnotes.xml"]


def test_quotations_tables_and_literal_text(export):
    made = export(
        "# One\n\nText.\n\n> Her words.\n\n| Who | When |\n| --- | ---: |\n| Ann | 1 May |\n\n```\n<w:p/>\n```\n"
    )

    assert made.paragraphs("BlockText") == ["Her words."]
    assert made.table("One") == [["Who", "When"], ["Ann", "1 May"]]
    assert made.paragraphs("SourceCode") == ["<w:p/>"]
    aligned = [node.get(f"{W}val") for node in made.body.iter(f"{W}jc")]
    assert aligned == ["right", "right"]


def test_two_tables_in_a_row_stay_two(export):
    table = "| a |\n| --- |\n| 1 |\n"
    made = export(f"# One\n\n{table}\n<!-- between -->\n\n{table}")

    for node in made.body.iterchildren(f"{W}tbl"):
        assert node.getnext().tag != f"{W}tbl"
    assert made.titles().count("One") == 2


def test_a_table_inside_a_cell_is_no_wider_than_the_cell(export):
    made = export("# One\n\n## E1: Call\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n")
    inner = made.body.find(f".//{W}tc/{W}tbl")
    room = int(inner.getparent().find(f"{W}tcPr/{W}tcW").get(f"{W}w"))

    assert sum(int(node.get(f"{W}w")) for node in inner.iter(f"{W}gridCol")) < room


def test_pictures_of_the_folder_are_printed_with_their_alternative_text(export):
    made = export("# One\n\n![A plan of the flat](plan.png)\n\nGone: ![The yard](yard.png)", images={"plan.png": png()})

    described = [
        node.get("descr")
        for node in made.body.iter("{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr")
    ]
    assert described == ["A plan of the flat"]
    assert "Gone: [The yard]" in made.words()
    assert [name for name in made.parts if name.startswith("word/media/")]


@pytest.mark.parametrize("depth", [1, 4, 9])
def test_deep_lists_stay_within_the_levels_that_word_has(export, depth):
    lines = "\n".join("  " * level + f"- level {level}" for level in range(depth))
    made = export(f"# One\n\nText.\n\n{lines}\n")

    assert f"level {depth - 1}" in made.words()
    assert max(int(node.get(f"{W}val")) for node in made.body.iter(f"{W}ilvl")) == min(depth - 1, 8)
