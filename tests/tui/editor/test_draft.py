"""The draft against a plain string: whatever is typed, deleted, pasted, selected, undone or redone."""

import re
import unicodedata
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from imr_tui.document.buffer import Buffer
from imr_tui.document.findings import Severity
from imr_tui.document.text import Span, TextEdit, apply_edits
from imr_tui.tui.editor.cursor import Motion
from imr_tui.tui.editor.draft import Draft
from imr_tui.tui.editor.lists import wants_blank
from imr_tui.tui.editor.states import TEXT, LineStates, state_after
from imr_tui.tui.editor.underlines import Mark, Within

PIECES = st.sampled_from(
    [
        *("word", "a", " ", "  ", "\n", "\r\n", "\r", "\n\n", "漢字", "é", "e\u0301", "👩\u200d👧", "\u202e"),
        *("# Heading", "<!--", "-->", "- Date: x", "\u2028", "```", "+++", "\t", "."),
    ]
)
TEXTS = st.lists(PIECES, max_size=25).map("".join)
MOTIONS = st.sampled_from(list(Motion))


class DraftAgainstString(RuleBasedStateMachine):
    """A draft, and beside it the string that it should be."""

    @initialize(text=TEXTS, width=st.integers(3, 30))
    def begin(self, text: str, width: int) -> None:
        self.draft = Draft(text, width)
        self.first = self.text = text
        self.visited = [text]
        self.revision = self.draft.revision

    def expect(self, text: str) -> None:
        self.text = text
        assert self.draft.buffer.text == text
        if text != self.visited[-1]:
            self.visited.append(text)

    def span(self) -> Span:
        return self.draft.selection or Span(self.draft.cursor, self.draft.cursor)

    def behind_a_name(self, span: Span, text: str) -> str:
        """What is put there: a value that begins directly behind the name of a field is given its blank."""
        line = re.split("\r\n|[\r\n]", self.text[: span.start])[-1]
        return f" {text}" if span.start == span.end and wants_blank(line, text) else text

    @rule(text=st.text(st.sampled_from("ab ,漢\u0301"), min_size=1, max_size=3))
    def types(self, text: str) -> None:
        for character in text:
            span = self.span()
            self.draft.type_text(character)
            put = self.behind_a_name(span, character)
            self.expect(self.text[: span.start] + put + self.text[span.end :])
            assert self.draft.selection is None

    @rule(text=TEXTS)
    def pastes(self, text: str) -> None:
        span = self.span()
        end = self.draft.buffer.line_end_in_use(self.draft.place[0])
        lines = re.split("\r\n|[\r\n\u2028]", text)
        before = self.text
        changed = self.draft.paste(text)
        put = self.behind_a_name(span, end.join(lines))
        self.expect(before[: span.start] + put + before[span.end :] if text else before)
        assert changed is bool(text)

    @rule()
    def presses_enter(self) -> None:
        self.draft.new_line()
        self.expect(self.draft.buffer.text)

    @rule(motion=st.sampled_from([Motion.LEFT, Motion.RIGHT, Motion.WORD_LEFT, Motion.WORD_RIGHT]))
    def erases(self, motion: Motion) -> None:
        span = self.draft.selection
        if span is None:
            twin = Draft(self.text, self.draft.wrapper.width)
            twin.place_cursor(self.draft.cursor)
            twin.move(motion)
            span = Span(*sorted((self.draft.cursor, twin.cursor)))
        self.draft.erase(motion)
        self.expect(self.text[: span.start] + self.text[span.end :])

    @rule(motion=MOTIONS, extend=st.booleans())
    def moves(self, motion: Motion, extend: bool) -> None:
        before = self.draft.selection.start if self.draft.selection and not extend else None
        self.draft.move(motion, extend=extend, page=3)
        if not extend:
            assert self.draft.selection is None or self.draft.marking
        if motion is Motion.LEFT and before is not None and not self.draft.marking:
            assert self.draft.cursor == before

    @rule(data=st.data())
    def places(self, data: st.DataObject) -> None:
        length = len(self.text)
        self.draft.place_cursor(data.draw(st.integers(0, length)), data.draw(st.none() | st.integers(0, length)))

    @rule(data=st.data(), text=TEXTS)
    def is_edited_from_outside(self, data: st.DataObject, text: str) -> None:
        start = data.draw(st.integers(0, len(self.text)))
        end = data.draw(st.integers(start, len(self.text)))
        edits = [TextEdit(start, end, text)]
        self.draft.edit(edits, label="Form")
        self.expect(apply_edits(self.text, edits))

    @rule()
    def nests(self) -> None:
        self.draft.nest()
        self.expect(self.draft.buffer.text)

    @rule()
    def takes_out(self) -> None:
        self.draft.take_out()
        self.expect(self.draft.buffer.text)

    @rule()
    def undoes(self) -> None:
        step = self.draft.undo()
        assert self.draft.buffer.text in self.visited
        assert step is not None or self.draft.buffer.text == self.text
        self.text = self.draft.buffer.text

    @rule()
    def redoes(self) -> None:
        step = self.draft.redo()
        assert self.draft.buffer.text in self.visited
        assert step is not None or self.draft.buffer.text == self.text
        self.text = self.draft.buffer.text

    @rule()
    def undoes_everything_and_makes_it_again(self) -> None:
        while self.draft.undo() is not None:
            pass
        assert self.draft.buffer.text == self.first
        while self.draft.redo() is not None:
            pass
        while self.draft.undo() is not None:
            pass
        assert self.draft.buffer.text == self.first
        self.text = self.first

    @rule(width=st.integers(3, 30))
    def is_laid_out_anew(self, width: int) -> None:
        self.draft.set_width(width)

    @invariant()
    def the_cursor_stands_where_a_cursor_can(self) -> None:
        if not hasattr(self, "draft"):
            return
        text, cursor = self.draft.buffer.text, self.draft.cursor
        assert text == self.text
        assert 0 <= cursor <= len(text)
        assert text[cursor - 1 : cursor + 1] != "\r\n" or cursor == 0
        row, column = self.draft.place
        assert self.draft.navigator.layout(row).stop_at(column) == column
        assert not (column and unicodedata.combining(text[cursor : cursor + 1] or "x"))
        assert self.draft.revision >= self.revision
        self.revision = self.draft.revision

    @invariant()
    def what_is_kept_by_row_is_as_if_read_anew(self) -> None:
        if not hasattr(self, "draft"):
            return
        states = LineStates(Buffer(self.text))
        for row in range(self.draft.buffer.line_count):
            assert self.draft.states.at(row) == states.at(row)


TestDraftAgainstString = DraftAgainstString.TestCase
TestDraftAgainstString.settings = settings(max_examples=150, stateful_step_count=40, deadline=None)


def typed(draft: Draft, text: str) -> Draft:
    for character in text:
        if character == "\n":
            draft.new_line()
        else:
            draft.type_text(character)
    return draft


def test_a_few_words_are_one_step() -> None:
    draft = typed(Draft(), "The call was graded as immediate by the call taker.")
    steps = []
    while draft.undo() is not None:
        steps.append(draft.buffer.text)
    assert steps == ["The call was graded as immediate ", ""]


def test_moving_away_ends_a_run_of_typing() -> None:
    draft = typed(Draft("abc"), "x")
    draft.move(Motion.RIGHT)
    typed(draft, "y")
    draft.undo()
    assert draft.buffer.text == "xabc"
    draft.undo()
    assert draft.buffer.text == "abc"


def test_erasing_is_one_step_and_brings_all_back() -> None:
    draft = Draft("a word more")
    draft.move(Motion.DOCUMENT_END)
    for _ in range(4):
        draft.erase(Motion.LEFT)
    assert draft.buffer.text == "a word "
    draft.undo()
    assert (draft.buffer.text, draft.cursor) == ("a word more", 11)
    draft.move(Motion.DOCUMENT_START)
    for _ in range(3):
        draft.erase(Motion.RIGHT)
    draft.undo()
    assert (draft.buffer.text, draft.cursor) == ("a word more", 0)


def test_undo_reaches_back_over_a_form() -> None:
    draft = typed(Draft("- Date: \n- Agencies: \n"), "")
    draft.place_cursor(8)
    typed(draft, "14 March")
    draft.edit([TextEdit(29, 29, "Northshire Police")], label="Edit event")
    assert draft.buffer.text == "- Date: 14 March\n- Agencies: Northshire Police\n"
    step = draft.undo()
    assert step is not None
    assert step.label == "Edit event"
    assert draft.buffer.text == "- Date: 14 March\n- Agencies: \n"
    assert draft.cursor == 16
    draft.undo()
    assert draft.buffer.text == "- Date: \n- Agencies: \n"


def test_a_new_change_ends_what_could_be_made_again() -> None:
    draft = typed(Draft(), "one")
    draft.undo()
    typed(draft, "two")
    assert draft.redo() is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- Date: 14 March\n", "- Date: 14 March\n- "),
        ("- Date:\n", "- Date:\n- "),
        ("- one\n\n", "- one\n\n"),
        ("9. nine\n", "9. nine\n10. "),
        ("- one\n\ntext\n", "- one\n\ntext\n"),
        ("> said\n", "> said\n> "),
        ("plain\nmore", "plain\nmore"),
        ("  going on\n", "  going on\n  "),
    ],
)
def test_enter_goes_on_with_a_list_and_ends_it(text: str, expected: str) -> None:
    assert typed(Draft(), text).buffer.text == expected


@pytest.mark.parametrize(
    "text", ["- a\n- b\n  - c\n- d", "1. a\n2. b\n7. c", "- Date: 1 May\n- Role: Victim\n\ntext", "> a\n> b"]
)
def test_a_list_that_comes_letter_by_letter_stays_as_it_is(text: str) -> None:
    assert typed(Draft(), text).buffer.text == text


def test_enter_in_an_empty_nested_item_moves_it_out() -> None:
    draft = Draft("- one\n  - ")
    draft.move(Motion.DOCUMENT_END)
    draft.new_line()
    assert draft.buffer.text == "- one\n- "
    assert draft.cursor == len("- one\n- ")


def test_enter_ahead_of_an_item_puts_no_second_marker() -> None:
    draft = Draft("- one")
    draft.new_line()
    assert draft.buffer.text == "\n- one"


def test_a_marker_that_is_only_passed_takes_no_other_s_place() -> None:
    draft = Draft("  a- Date: x", 40)
    draft.place_cursor(3)
    draft.new_line()
    draft.move(Motion.RIGHT)
    draft.type_text(" ")
    assert draft.buffer.text == "  a\n  -  Date: x"


def test_enter_in_a_comment_is_a_plain_new_line() -> None:
    draft = Draft("<!-- say:\n- who")
    draft.move(Motion.DOCUMENT_END)
    draft.new_line()
    assert draft.buffer.text == "<!-- say:\n- who\n"


def test_enter_takes_the_line_end_of_its_place() -> None:
    draft = Draft("one\r\ntwo\nthree")
    draft.place_cursor(3)
    draft.new_line()
    assert draft.buffer.text == "one\r\n\r\ntwo\nthree"
    draft.move(Motion.DOCUMENT_END)
    draft.new_line()
    assert draft.buffer.text == "one\r\n\r\ntwo\nthree\n"


def test_tab_nests_items_and_shift_tab_takes_them_out() -> None:
    draft = Draft("- Disability: Yes\n- Restriction: none\n1. first\ntext")
    draft.select_all()
    assert draft.nest()
    assert draft.buffer.text == "  - Disability: Yes\n  - Restriction: none\n   1. first\ntext"
    assert draft.selected_text == draft.buffer.text.removeprefix("  ")
    assert draft.take_out()
    assert draft.buffer.text == "- Disability: Yes\n- Restriction: none\n1. first\ntext"
    draft.place_cursor(len(draft.buffer.text))
    assert not draft.nest()


def test_pasted_text_takes_the_line_ends_and_keeps_control_characters() -> None:
    draft = Draft("one\r\n")
    draft.paste("a\x1b[31mb\nc\rd\r\ne\x0bf\x0cg\x85h\u2028i\u2029j\x00\x7f\x9bk\tl")
    assert draft.buffer.text == "\r\n".join(["a\x1b[31mb", *"cdefghi", "j\x7f\x9bk\tlone", ""])
    draft.undo()
    assert draft.buffer.text == "one\r\n"


def test_the_byte_order_mark_stays_first() -> None:
    draft = Draft("\ufefftext")
    typed(draft, "x")
    draft.move(Motion.DOCUMENT_START)
    draft.erase(Motion.LEFT)
    assert draft.buffer.text == "\ufeffxtext"
    draft.select_all()
    assert draft.cut() == "xtext"
    assert draft.buffer.text == "\ufeff"


FRONT = "+++\nimr = 1\n+++\n"


def folded(body: str = "# One\ntext\n") -> Draft:
    draft = Draft(FRONT + body)
    draft.fold_span(Span(0, len(FRONT)), "Details")
    return draft


def test_the_cursor_steps_over_a_fold_and_nothing_deletes_it() -> None:
    draft = folded()
    start = len(FRONT)
    assert draft.cursor == start
    for motion in Motion:
        draft.move(motion, page=5)
        assert draft.cursor >= start
    draft.move(Motion.DOCUMENT_START)
    assert not draft.erase(Motion.LEFT)
    assert not draft.erase(Motion.WORD_LEFT)
    draft.select_all()
    assert draft.selected_text == "# One\ntext\n"
    draft.erase(Motion.LEFT)
    assert draft.buffer.text == FRONT


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_fold_follows_edits_inside_and_beside_it(end: str) -> None:
    front = FRONT.replace("\n", end)
    draft = Draft(front + "# One" + end)
    draft.fold_span(Span(0, len(front)), "Details")
    draft.new_line()
    assert draft.fold is not None
    assert (draft.fold.first, draft.fold.last) == (0, 2)
    draft.edit([TextEdit(3 + len(end), 3 + len(end), f"[document]{end}x = 1{end}")], label="Details")
    assert (draft.fold.first, draft.fold.last) == (0, 4)
    assert draft.place == (6, 0)
    draft.undo()
    assert (draft.fold.first, draft.fold.last) == (0, 2)


def test_a_fold_leaves_a_row_for_the_cursor() -> None:
    draft = Draft("+++\n+++")
    draft.fold_span(Span(0, 7), "Details")
    assert draft.fold is None


def test_a_fold_in_the_middle_is_not_joined_to_what_is_around_it() -> None:
    draft = Draft("one\nhidden\ntwo")
    draft.fold_span(Span(4, 10), "")
    draft.place_cursor(3)
    assert not draft.erase(Motion.RIGHT)
    draft.move(Motion.RIGHT)
    assert draft.cursor == 11
    assert not draft.erase(Motion.LEFT)


def listed(*marks: Mark) -> Within:
    return lambda start, end: [mark for mark in marks if mark[0] < end and mark[1] > start]


def marks(draft: Draft) -> list[str]:
    found = []
    for row in range(draft.buffer.line_count):
        line = draft.buffer.line(row)
        found += [line[start:end] for start, end, _ in draft.underlines.row(row)]
    return found


def test_underlines_stay_with_their_words() -> None:
    text = "The alleged victim\nwas spoken to.\n"
    draft = Draft(text)
    spans = [Span(4, 18), Span(text.index("spoken"), text.index(" to."))]
    draft.show_findings(listed(*((span.start, span.end, Severity.WARNING) for span in spans)))
    assert marks(draft) == ["alleged victim", "spoken"]
    draft.edit([TextEdit(0, 0, "Again:\n\n"), TextEdit(22, 22, "also\n")], label="Form")
    assert marks(draft) == ["alleged victim", "spoken"]
    draft.place_cursor(draft.buffer.text.index("victim"))
    typed(draft, "the ")
    assert marks(draft) == ["alleged the victim", "spoken"]
    draft.new_line()
    assert marks(draft) == ["alleged the ", "victim", "spoken"]
    draft.undo()
    assert marks(draft) == ["alleged the ", "victim", "spoken"]
    draft.select_all()
    draft.erase(Motion.LEFT)
    assert marks(draft) == []


def test_an_underline_past_the_text_is_drawn_in() -> None:
    draft = Draft("short")
    draft.show_findings(listed((2, 99, Severity.ERROR)))
    assert marks(draft) == ["ort"]


def test_mark_mode_lets_every_motion_grow_the_selection() -> None:
    draft = Draft("one two three")
    draft.toggle_mark()
    draft.move(Motion.WORD_RIGHT)
    draft.move(Motion.WORD_RIGHT)
    assert draft.selected_text == "one two "
    draft.toggle_mark()
    assert draft.selection is None


def test_words_and_lines_are_selected_whole() -> None:
    draft = Draft("Mr O’Neill said\r\nno")
    draft.place_cursor(5)
    draft.select_word()
    assert draft.selected_text == "O’Neill"
    draft.select_line()
    assert draft.selected_text == "Mr O’Neill said\r\n"


@pytest.mark.parametrize(
    ("motion", "expected"),
    [
        (Motion.SECTION_START, "# Two"),
        (Motion.SECTION_END, "\n# Three"),
        (Motion.PARAGRAPH_UP, "para two"),
        (Motion.PARAGRAPH_DOWN, "para three"),
        (Motion.ROW_START, "para two"),
        (Motion.WORD_LEFT, "two"),
        (Motion.WORD_RIGHT, "goes"),
        (Motion.DOCUMENT_END, ""),
    ],
)
def test_where_motions_lead(motion: Motion, expected: str) -> None:
    text = "# One\n\n# Two\n\npara two goes on\nand on\n\npara three\n# Three\nmore"
    draft = Draft(text)
    draft.place_cursor(text.index("wo goes"))
    draft.move(motion)
    assert text[draft.cursor :].startswith(expected)
    assert expected or draft.cursor == len(text)


def test_up_and_down_keep_their_column_over_short_lines() -> None:
    draft = Draft("a long line\nx\nanother line")
    draft.place_cursor(8)
    draft.move(Motion.DOWN)
    assert draft.place == (1, 1)
    draft.move(Motion.DOWN)
    assert draft.place == (2, 8)


@pytest.mark.parametrize("rows", [1, 2, 256])
@given(text=TEXTS, data=st.data())
def test_rows_that_are_read_many_at_once_stand_in_what_they_stand_in_one_by_one(
    rows: int, text: str, data: st.DataObject
) -> None:
    buffer = Buffer(text)
    right = [TEXT]
    for row in range(buffer.line_count):
        right.append(state_after(right[-1], buffer.line(row), row))
    with patch("imr_tui.tui.editor.states._ROWS", rows):
        states = LineStates(buffer)
        for row in data.draw(st.lists(st.integers(0, buffer.line_count - 1), max_size=3)):
            assert states.at(row) == right[row]
        assert [states.at(row) for row in range(buffer.line_count)] == right[:-1]
