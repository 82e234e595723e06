import json

from imr_tui.document.tree import ListItem, ListNode, Note, NoteMark, Paragraph, Text
from imr_tui.word.blocks import BlockWriter, Setting
from imr_tui.word.nodes import plain_text
from imr_tui.word.tables import TableWriter


def paragraph(text, *, tight=False):
    return Paragraph((Text(text, 0, len(text)),), 0, len(text), tight=tight)


def nested(depth, ordered=False):
    """A list in a list, so deep."""
    inner = (nested(depth - 1, ordered),) if depth > 1 else ()
    return ListNode(ordered, (ListItem((paragraph(f"level {depth}", tight=True), *inner), 0, 0),), 1, True, 0, 0)


def writer(read, text="Text."):
    return BlockWriter(read(text), frozenset(), {}, {}, TableWriter())


def list_depth(nodes):
    """How deep lists stand in lists."""
    deepest = 0
    for node in nodes:
        if isinstance(node, list):
            deepest = max(deepest, list_depth(node))
        elif isinstance(node, dict) and isinstance(node.get("c"), list):
            deepest = max(deepest, list_depth(node["c"]) + (node["t"] in ("BulletList", "OrderedList")))
    return deepest


def test_lists_deeper_than_word_can_show_go_on_at_its_last_level(read):
    nodes = writer(read).write((nested(40),), Setting.BODY)

    assert list_depth(nodes) == 9
    assert all(f"level {n}" in plain_text(nodes) for n in range(1, 41))


def test_a_note_inside_a_note_stands_in_brackets_and_ends(read):
    report = read("Text[^a].\n\n[^a]: A note with itself[^a] and another[^b].\n\n[^b]: Other.\n")
    nodes = BlockWriter(report, frozenset(), {}, {}, TableWriter()).write(
        (Paragraph((NoteMark("a", 0),), 0, 0),), Setting.BODY
    )

    (mark,) = nodes[0]["c"]
    assert mark["t"] == "Note"
    assert plain_text(mark["c"]) == "A note with itself[a] and another [Other.]."


def test_the_first_of_two_notes_of_a_label_is_printed(read):
    report = read("# One\n\nText[^a].\n\n[^a]: First.\n\n# Two\n\n[^a]: Second.\n")
    nodes = BlockWriter(report, frozenset(), {}, {}, TableWriter()).write(
        (Paragraph((NoteMark("a", 0),), 0, 0),), Setting.BODY
    )

    assert "First" in json.dumps(nodes)
    assert "Second" not in json.dumps(nodes)


def test_notes_are_printed_at_their_marks_alone(read):
    assert writer(read).write((Note("a", (paragraph("Text"),), 0, 0),), Setting.BODY) == []


def test_only_a_list_under_a_paragraph_is_lettered(read):
    ordered = ListNode(True, (ListItem((paragraph("one", tight=True),), 0, 0),), 1, True, 0, 0)
    made = writer(read)

    alone = made.write((ordered,), Setting.NUMBERED)
    after = made.write((paragraph("As follows"), ordered, ordered), Setting.NUMBERED)

    assert [node["t"] for node in alone] == ["OrderedList"]
    assert [node["t"] for node in after] == ["Div", "Div", "OrderedList"]
    assert after[1]["c"][0][2] == [["custom-style", "Numbered Subpara"]]


def test_paragraphs_inside_a_cell_or_block_are_never_numbered(read):
    assert [node["t"] for node in writer(read).write((paragraph("a"),), Setting.INSIDE)] == ["Para"]
