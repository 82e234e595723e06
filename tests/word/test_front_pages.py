from lxml import etree

FRONT = "+++\nimr = 1\n"


def core(made):
    root = etree.fromstring(made.parts["docProps/core.xml"])
    return {etree.QName(node).localname: node.text for node in root}


def test_the_cover_says_what_the_front_matter_says(export):
    made = export("# One\n\nText.")

    assert made.paragraphs("CoverTitle") == ["Individual Management Review"]
    assert made.paragraphs("CoverSubtitle") == ["Domestic Homicide Review"]
    assert made.paragraphs("CoverDetail") == [
        "Reference\tDHR/2025/014",
        "Force\tNorthshire Police",
        "Timescale\t1 January 2022 to 9 March 2025",
        "Author\tPriya Nair",
        "Status\tDraft 2",
        "Date completed\t26 September 2025",
    ]
    assert made.paragraphs("CoverHandling") == ["Handling: Share with the panel only."]


def test_document_control_gives_dates_and_reasons_and_says_what_is_not_stated(export):
    control = dict(row for row in export("# One\n\nText.").table("Document control") if len(row) == 2)

    assert control["Date of the incident"] == "9 March 2025"
    assert control["Reason for delay, request to completion"] == "Two officers were on leave."
    assert control["Reason for delay, incident to request"] == "Not stated"
    assert control["Date signed off"] == "Not stated"
    assert control["Review author"] == "Not stated"


def test_a_document_without_front_matter_asserts_nothing(export):
    made = export("Text.", front=FRONT)
    details = [row[1] for row in made.table("Document control")[1:]]

    assert set(details) == {"Not stated"}
    assert set(core(made)) == {"title", "language"}
    assert b"PROTECTIVE MARKING NOT STATED" in made.parts["word/header1.xml"]


def test_placeholders_are_not_printed_as_facts(export):
    front = '+++\nimr = 1\n[document]\nmarking = "TBC"\nstatus = "[insert status]"\n[agency]\nname = "TBC – being renamed"\n'
    made = export("Text.", front=front)

    assert "Status\tNot stated" in made.paragraphs("CoverDetail")
    assert "Force\tTBC – being renamed" in made.paragraphs("CoverDetail")
    assert b"PROTECTIVE MARKING NOT STATED" in made.parts["word/footer2.xml"]


def test_properties_hold_the_front_matter_and_nothing_else(export):
    made = export("# One\n\nText.")

    assert core(made) == {
        "title": "Individual Management Review",
        "subject": "Domestic Homicide Review, DHR/2025/014",
        "creator": "Priya Nair",
        "lastModifiedBy": "Priya Nair",
        "language": "en-GB",
        "created": "2025-09-26T00:00:00Z",
        "modified": "2025-09-26T00:00:00Z",
    }
    app = etree.fromstring(made.parts["docProps/app.xml"])
    assert [(etree.QName(node).localname, node.text) for node in app] == [("Company", "Northshire Police")]
    assert "docProps/custom.xml" not in made.parts


def test_a_draft_says_so_on_the_cover_and_in_the_footer(export):
    made = export("Text.", front='+++\nimr = 1\n[document]\nstatus = "For the panel"\n', draft=True)

    assert "Status\tFor the panel (draft)" in made.paragraphs("CoverDetail")
    assert b"For the panel (draft)" in made.parts["word/footer1.xml"]


def test_the_contents_are_written_out_with_numbers_pages_and_links(export):
    made = export(
        "# Introduction\n\nText.\n\n## Background\n\nText.\n\n# Overview\n\nText.\n\n# Learning\n\n## L1: Listen\n\nHear."
    )

    assert made.paragraphs("TOC1") == [
        "1\tIntroduction\t3",
        "2\tOverview\t3",
        "3\tLearning\t3",
        "Appendix A: Abbreviations and terms\t4",
    ]
    assert made.paragraphs("TOC2") == ["Background\t3", "Learning point L1: Listen\t3"]
    fields = [
        node.text for node in made.body.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}instrText")
    ]
    assert fields[0].strip() == 'TOC \\o "1-2" \\h \\z \\t "Appendix Heading,1,Record Heading 2,2"'
    assert [field.split()[0] for field in fields[1:]] == ["PAGEREF"] * 6
    assert {field.split()[1] for field in fields[1:]} <= set(made.bookmarks())
    assert b"w:dirty" not in made.parts["word/document.xml"]
    assert b"updateFields" not in made.parts["word/settings.xml"]


def test_a_page_later_is_a_page_later_in_the_contents(export):
    long = "\n\n".join(["Twelve words that stand in a line of their own, more or less."] * 200)
    made = export(f"# First\n\n{long}\n\n# Second\n\nText.")
    pages = [int(line.rpartition("\t")[2]) for line in made.paragraphs("TOC1")]

    assert pages[0] == 3
    assert 6 <= pages[1] <= 10
    assert pages[2] == pages[1] + 1
