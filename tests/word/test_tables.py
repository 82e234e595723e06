import pytest
from hypothesis import given
from hypothesis import strategies as st

from imr_tui.word.metrics import line_count, text_width
from imr_tui.word.nodes import plain, string
from imr_tui.word.tables import TABLE_SIZE, TableWriter, column_widths, fits_portrait

WIDTH = 9298


def cell(text):
    return [plain((string(text),))]


def row(*texts):
    return [cell(text) for text in texts]


@given(st.lists(st.lists(st.text("abcdefgh ij", max_size=200), min_size=4, max_size=4), max_size=6))
def test_columns_fill_the_width_and_none_vanishes(rows):
    shares = column_widths(row("Ref", "Date", "What happened", "Sources"), [row(*texts) for texts in rows], WIDTH)

    assert sum(shares) == pytest.approx(1)
    assert min(shares) > 0.02


@given(
    st.lists(
        st.lists(st.sampled_from(["E1", "19 February 2022, 21:40", "word " * 80, "Victim"]), min_size=5, max_size=5),
        min_size=1,
        max_size=5,
    )
)
def test_no_word_is_broken_where_there_is_room_for_all(rows):
    shares = column_widths(row("a", "b", "c", "d", "e"), [row(*texts) for texts in rows], WIDTH)

    for column, share in enumerate(shares):
        for texts in rows:
            for word in texts[column].split():
                assert text_width(word, TABLE_SIZE) < share * WIDTH


def test_a_date_and_time_take_two_lines_at_most():
    rows = [row("E1", "19 February 2022, 21:40", "word " * 120, "word " * 60)]
    shares = column_widths(row("Ref", "Date", "What happened", "Action taken"), rows, 14570)

    assert line_count("19 February 2022, 21:40", shares[1] * 14570 - 190, TABLE_SIZE) <= 2


def test_only_short_tables_stay_upright():
    head = row("Ref", "Date", "What happened", "Action taken")
    short = row("E1", "14 March 2023", "A call.", "Officers attended.")

    assert fits_portrait(head, [short, short])
    assert not fits_portrait(head, [short] * 12)
    assert not fits_portrait(head, [row("E1", "14 March 2023", "word " * 400, "x")])


def test_captions_are_numbered_and_tables_without_one_are_not_counted():
    writer = TableWriter()
    first = writer.table("People", "Each row is a person.", row("a"), [])
    writer.author_table("Mine", "a", row("a"), [], ())
    second = writer.table("Events", "Each row is an event.", row("a"), [])

    assert "<w:t>1</w:t>" in str(first[0])
    assert "<w:t>2</w:t>" in str(second[0])
    assert [facts.title for facts in writer.facts.values()] == ["People", "Mine", "Events"]


@given(st.text("abc def", max_size=400), st.integers(300, 9000))
def test_a_wider_column_never_takes_more_lines(text, width):
    assert line_count(text, width, 11) >= line_count(text, width * 4, 11) >= 1
