import base64

import pytest

from imr_tui.errors import ExportError
from imr_tui.word.checks import check, find_faults

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)
MARKING = "OFFICIAL-SENSITIVE"
DOCUMENT, STYLES = "word/document.xml", "word/styles.xml"
BODY = """\
# One

Text with a link to [E1] and a note[^1].

[^1]: Note.

![Plan](plan.png)

| a | b |
| --- | --- |
| 1 | 2 |

## E1: Call

Shouting was heard.
"""


@pytest.fixture(scope="module")
def parts(export):
    return export(BODY).parts


def changed(parts, name, old, new, count=-1):
    assert old in parts[name]
    return {**parts, name: parts[name].replace(old, new, count)}


def test_a_finished_file_has_no_faults(parts):
    assert find_faults(parts, MARKING) == []
    check(parts, MARKING)


@pytest.mark.parametrize(
    ("name", "old", "new", "fault"),
    [
        (DOCUMENT, b'w:name="section_1"', b'w:name="record_E1"', "a bookmark stands twice"),
        (DOCUMENT, b'w:name="section_1"', b'w:name="1x"', "a bookmark has a name that Word does not take"),
        (DOCUMENT, b'w:anchor="record_E1"', b'w:anchor="record_E7"', "a link leads nowhere"),
        (DOCUMENT, b"PAGEREF section_1", b"PAGEREF section_9", "a link leads nowhere"),
        (DOCUMENT, b'<w:pStyle w:val="NumberedPara"/>', b'<w:pStyle w:val="Gone"/>', "a style is missing"),
        (STYLES, b'<w:numId w:val="1"/>', b'<w:numId w:val="77"/>', "a list's numbering is missing"),
        (STYLES, b'w:val="en-GB"', b'w:val="en-US"', "the language is not set"),
        (DOCUMENT, b'<w:fldChar w:fldCharType="end"/>', b"", "a field is not closed"),
        (DOCUMENT, b'<w:pStyle w:val="Heading1"/>', b'<w:pStyle w:val="Heading2"/>', "the headings leave out a level"),
        (DOCUMENT, b"<w:tblHeader/>", b"", "a table has no header row"),
        (DOCUMENT, b"<w:tblCaption ", b"<w:x ", "a table has no title"),
        (DOCUMENT, b"<w:cantSplit/>", b"", "a table's row may be split"),
        ("word/header1.xml", b"OFFICIAL-SENSITIVE", b"OFFICIAL", "the protective marking is missing on a page"),
        ("word/footer2.xml", b"OFFICIAL-SENSITIVE", b"", "the protective marking is missing on a page"),
        (
            DOCUMENT,
            b'<w:headerReference w:type="default" r:id="header1"/>',
            b"",
            "the protective marking is missing on a page",
        ),
        (
            "[Content_Types].xml",
            b'PartName="/word/header1.xml"',
            b'PartName="/word/header9.xml"',
            "a part has no content type",
        ),
    ],
)
def test_each_fault_is_found(parts, name, old, new, fault):
    broken = changed(parts, name, old, new)

    assert fault in find_faults(broken, MARKING)
    with pytest.raises(ExportError) as caught:
        check(broken, MARKING)
    assert "Shouting" not in str(caught.value)


def test_a_picture_without_words_is_found(export):
    made = export(BODY, images={"plan.png": PNG})
    assert find_faults(made.parts, MARKING) == []
    assert find_faults(changed(made.parts, DOCUMENT, b'descr="Plan"', b'descr=""'), MARKING) == [
        "a picture has no alternative text"
    ]
