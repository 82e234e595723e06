"""What a line looks like, judged by itself and by the state it begins in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.style import Style

from imr_tui.document.findings import Severity
from imr_tui.document.text import Span
from imr_tui.tui.editor.cursor import Motion
from imr_tui.tui.editor.draft import Draft
from imr_tui.tui.editor.painting import Look, stretches
from imr_tui.tui.editor.prompts import next_prompt, previous_prompt
from imr_tui.tui.editor.rows import RowPainter
from imr_tui.tui.editor.states import COMMENT, FRONT, TEXT, comments, state_after
from imr_tui.tui.editor.viewport import Viewport
from imr_tui.tui.editor.wrapping import Layout

LINES = st.lists(
    st.sampled_from(
        [
            "#",
            "##",
            " ",
            "- ",
            "Date",
            ":",
            "E3",
            "[",
            "]",
            "*",
            "_",
            "`",
            "<!--",
            "-->",
            "a",
            "漢",
            "\u0301",
            "\x07",
            "+++",
        ]
    ),
    max_size=14,
).map("".join)
STATES = st.sampled_from([TEXT, COMMENT, FRONT, "```"])


def looks(line: str, state: str = TEXT, row: int = 5) -> dict[str, Look]:
    found: dict[str, Look] = {}
    for start, end, look in stretches(line, state, row):
        found[line[start:end]] = found.get(line[start:end], Look.PLAIN) | look
    return found


@pytest.mark.parametrize(
    ("line", "part", "look"),
    [
        ("# Overview {covers=overview}", "# Overview {covers=overview}", Look.HEADING),
        ("# Overview {covers=overview}", "{covers=overview}", Look.QUIET),
        ("### E3: 999 call", "E3", Look.RECORD),
        ("- Date: 14 March", "Date:", Look.FIELD),
        ("  - **Contact with**: Victim", "**Contact with**:", Look.FIELD),
        ("See [E3, E4] and [L1 to L3].", "[E3, E4]", Look.REFERENCE),
        ("See [E3, E4] and [L1 to L3].", "[L1 to L3]", Look.REFERENCE),
        ("a *few* **strong** words", "*few*", Look.EMPHASIS),
        ("a *few* **strong** words", "**strong**", Look.STRONG),
        ("by [insert name] of", "[insert name]", Look.PROMPT),
        ("run `code [E3]` now", "`code [E3]`", Look.CODE),
        ("say <!-- who? --> now", "<!-- who? -->", Look.COMMENT),
        ("odd \u202e here", "\u202e", Look.PICTURE),
    ],
)
def test_looks(line: str, part: str, look: Look) -> None:
    assert looks(line)[part] & look


@pytest.mark.parametrize(
    "line",
    [
        "the A1 road",
        "[sic]",
        "[REDACTED]",
        "2 * 3 * 4",
        "snake_case_name",
        r"\*not\* it",
        "- no field here",
        "#5 of them",
    ],
)
def test_ordinary_text_stays_plain(line: str) -> None:
    assert set(looks(line).values()) <= {Look.QUIET}


def test_what_stands_in_a_comment_is_only_a_comment() -> None:
    assert looks("- Date: [E3]", COMMENT) == {"- Date: [E3]": Look.COMMENT}
    assert looks("*a* --> *b*", COMMENT) == {"*a* -->": Look.COMMENT, "*b*": Look.EMPHASIS}


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["+++", "imr = 1", "+++", "text"], [TEXT, FRONT, FRONT, TEXT]),
        (["\ufeff+++", "x", "+++"], [TEXT, FRONT, FRONT]),
        (["text", "+++", "text"], [TEXT, TEXT, TEXT]),
        (["a <!-- b", "c", "d --> e", "f"], [TEXT, COMMENT, COMMENT, TEXT]),
        (["`<!--` is text", "f"], [TEXT, TEXT]),
        (["<!--> is whole", "f"], [TEXT, TEXT]),
        ([r"\<!-- is text", "f"], [TEXT, TEXT]),
        (["```toml", "<!--", "```", "f"], [TEXT, "```", "```", TEXT]),
        (["````", "```", "````", "f"], [TEXT, "````", "````", TEXT]),
        (["- ~~~", "  x", "  ~~~", "f"], [TEXT, "~~~", "~~~", TEXT]),
    ],
)
def test_states_of_lines(lines: list[str], expected: list[str]) -> None:
    found = [TEXT]
    for row, line in enumerate(lines[:-1]):
        found.append(state_after(found[-1], line, row))
    assert found == expected


@given(LINES, STATES)
def test_stretches_lie_within_the_line(line: str, state: str) -> None:
    for start, end, look in stretches(line, state, 1):
        assert 0 <= start <= end <= len(line)
        assert look


@given(LINES)
def test_comments_are_what_their_marks_enclose(line: str) -> None:
    for start, end, closed in comments(line, TEXT):
        assert line[start:end].startswith("<!--")
        assert closed is (line[start:end].endswith("-->") or line[start:end] == "<!-->") or not closed


STYLES = {look: Style(bold=True, color=f"color({number})") for number, look in enumerate(Look)}


def style_of(look: Look) -> Style:
    return Style.combine([Style(italic=True), *(STYLES[part] for part in Look if part and part in look)])


@given(LINES, STATES, st.integers(2, 30), st.data())
def test_painted_rows_say_what_the_layout_says(line: str, state: str, width: int, data: st.DataObject) -> None:
    layout = Layout(line, width)
    start = data.draw(st.integers(0, len(line)))
    end = data.draw(st.integers(start, len(line)))
    marks = ((start, end, Severity.ERROR),) if end > start else ()
    chosen = data.draw(st.none() | st.just((start, end)))
    strips = RowPainter(style_of).rows(layout, state, 1, marks, chosen)
    assert len(strips) == layout.row_count
    for row, strip in enumerate(strips):
        first, last = layout.row_span(row)
        shown = layout.shown(first, min(last, layout.seen_end(row)))
        assert strip.text == (" " * layout.row_left(row) + shown if shown else "")
        assert strip.cell_length <= max(width, 4)


def test_the_same_line_is_the_same_strips() -> None:
    painter = RowPainter(style_of)
    layout = Layout("one line", 20)
    assert painter.rows(layout, TEXT, 1, (), None) is painter.rows(Layout("one line", 20), TEXT, 9, (), None)
    assert painter.rows(layout, TEXT, 1, (), (0, 2)) is not painter.rows(layout, TEXT, 1, (), None)


def test_what_is_shown_is_kept_and_what_was_typed_over_goes() -> None:
    painter = RowPainter(style_of)
    shown = [Layout(f"a line, number {number}", 40) for number in range(40)]
    first = [painter.rows(layout, TEXT, 1, (), None) for layout in shown]
    over = Layout("typed " * 60, 40)
    strips = painter.rows(over, TEXT, 1, (), None)
    for number in range(300):
        painter.rows(Layout("typed " * 60 + str(number), 40), TEXT, 1, (), None)
        assert [painter.rows(layout, TEXT, 1, (), None) for layout in shown] == first
    assert all(painter.rows(layout, TEXT, 1, (), None) is rows for layout, rows in zip(shown, first, strict=True))
    assert painter.rows(over, TEXT, 1, (), None) is not strips


def test_a_fold_says_its_label_in_one_row() -> None:
    strip = RowPainter(style_of).fold_row("Details\x1b[2J of the review", 12)
    assert strip.text == "Details␛[2J"
    assert strip.cell_length <= 12


TEMPLATE = "# A\n<!-- say who -->\n- Date:\n- Role: [insert role]\nTBC – later\n"


def test_prompts_are_found_one_after_the_other_and_round_again() -> None:
    found, at = [], -1
    for _ in range(5):
        span = next_prompt(TEMPLATE, at)
        assert span is not None
        found.append(TEMPLATE[span.start : span.end] or TEMPLATE[: span.start].splitlines()[-1])
        at = span.start
    assert found == ["# A", "- Date:", "[insert role]", "TBC", "# A"]
    before = previous_prompt(TEMPLATE, 0)
    assert before is not None
    assert TEMPLATE[before.start :].startswith("TBC")
    assert next_prompt("nothing here", 0) is None


@given(
    st.lists(st.sampled_from(["word ", "\n", "a long line of several words "]), max_size=60).map("".join),
    st.integers(3, 12),
    st.data(),
)
def test_the_cursor_is_always_in_view(text: str, height: int, data: st.DataObject) -> None:
    draft = Draft(text, 12)
    if draft.buffer.line_count > 4 and data.draw(st.booleans()):
        draft.fold_span(Span(0, draft.buffer.row_start(3)), "fold")
    viewport = Viewport(draft)
    viewport.height = height
    for motion in data.draw(st.lists(st.sampled_from(list(Motion)), max_size=12)):
        if motion in {Motion.PAGE_DOWN, Motion.PAGE_UP}:
            viewport.scroll(height if motion is Motion.PAGE_DOWN else -height)
        draft.move(motion, page=height)
        viewport.show(draft.navigator.sub_row(draft.place), anew=data.draw(st.booleans()))
        rows = viewport.rows()
        assert draft.navigator.sub_row(draft.place) in rows
        assert len(rows) >= min(height - height // 3, 1)
        assert rows == sorted(set(rows))
