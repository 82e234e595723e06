import json
import stat

import pytest

from imr_tui.storage.faults import NotSavedError
from imr_tui.storage.remembered import MOST, RememberedReviews, Standing, Whereabouts

PLACE = Whereabouts(12, 340, "E3", "ab" * 32, 1_758_000_000.5)
STANDING = Standing(14, 24, 1234, 5678)


@pytest.fixture
def review(tmp_path):
    path = tmp_path / "Alina's review.md"
    path.write_text("A word of the review")
    return path


def test_what_is_remembered_is_read_back_and_each_part_stays_by_itself(tmp_path, review):
    store = RememberedReviews(tmp_path / "state")
    assert store.whereabouts(review) is None
    assert store.standing(review) is None
    store.remember(review, whereabouts=PLACE)
    store.remember(review, standing=STANDING)
    again = RememberedReviews(tmp_path / "state")
    assert again.whereabouts(review) == PLACE
    assert again.standing(review) == STANDING
    assert again.whereabouts(review).when.timestamp() == PLACE.left


def test_the_file_is_private_and_names_neither_the_review_nor_a_word_of_it(tmp_path, review):
    RememberedReviews(tmp_path / "state").remember(review, whereabouts=PLACE, standing=STANDING)
    file = tmp_path / "state" / "reviews.json"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert "Alina" not in file.read_text()
    assert "word" not in file.read_text()


def test_a_review_is_forgotten(tmp_path, review):
    store = RememberedReviews(tmp_path / "state")
    store.remember(review, whereabouts=PLACE)
    store.forget(review)
    assert store.whereabouts(review) is None
    store.forget(review)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not json",
        b"[1]",
        b'{"x": 3}',
        b'{"NAME": {"whereabouts": {"line": "1"}}}',
        b'{"NAME": {"whereabouts": {"line": true, "offset": 1, "record": "", "sha256": "", "left": 1}}}',
        b'{"NAME": {"whereabouts": 3, "standing": []}}',
        b"[" * 100_000,
    ],
)
def test_a_damaged_file_remembers_nothing_and_is_written_anew(tmp_path, review, data):
    store = RememberedReviews(tmp_path / "state")
    store.remember(review, whereabouts=PLACE)
    file = tmp_path / "state" / "reviews.json"
    (name,) = json.loads(file.read_text())
    file.write_bytes(data.replace(b"NAME", name.encode()))
    assert store.whereabouts(review) is None
    assert store.standing(review) is None
    store.remember(review, whereabouts=PLACE)
    assert store.whereabouts(review) == PLACE


def test_the_oldest_are_forgotten(tmp_path):
    store = RememberedReviews(tmp_path / "state")
    for number in range(MOST + 2):
        store.remember(tmp_path / f"{number}.md", standing=STANDING)
    assert store.standing(tmp_path / "1.md") is None
    assert store.standing(tmp_path / "2.md") == STANDING


def test_a_folder_that_cannot_be_written_is_told(tmp_path, review):
    (tmp_path / "state").write_text("in the way")
    with pytest.raises(NotSavedError):
        RememberedReviews(tmp_path / "state").remember(review, whereabouts=PLACE)
