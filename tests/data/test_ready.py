"""What is made ready of the data says what the data says, and is left alone where it does not."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
import zlib
from binascii import a2b_base64, b2a_base64
from dataclasses import fields, replace
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

import imr_tui
from imr_tui.analysis.analyse import analyse
from imr_tui.analysis.explain import explained
from imr_tui.analysis.model import Rules
from imr_tui.data.loader import FOLDER, data_text, load_questions, load_rules, load_schema, read_wording, ready_rules
from imr_tui.data.questions_reader import read_questions
from imr_tui.data.ready import MADE_OF
from imr_tui.data.ready import read_ready as read_ready_of
from imr_tui.data.ready_making import is_current, made_ready
from imr_tui.data.ready_tables import NAME, TABLES, read_table
from imr_tui.data.schema_reader import read_schema
from imr_tui.prose.model import PhraseRule, Written
from imr_tui.prose.needed import branches
from imr_tui.prose.patterns import squeezed
from imr_tui.prose.phrases import Phrasebook
from imr_tui.prose.ready import ReadyRules, alternatives_of, ids_of, rule_of
from imr_tui.prose.words_in import WordsIn

ROOT = Path(__file__).parents[2]
PACKAGE = Path(imr_tui.__file__).parent
OWN = """
[[rule]]
id = "wording.the-patch"
severity = "warning"
patterns = ['on (?:the|his|her) patch']
triggers = ["patch", " committed suicide"]
message = "Name the area."
suggestions = ["in the area"]
source = "Force style guide, 2025"
catches = ["It happened on the patch.", "She was new on her patch."]
leaves = ["The patch of grass was searched."]
"""


def read_ready(folder: Path) -> ReadyRules | None:
    return read_ready_of(folder, ((), ()))


@pytest.fixture(scope="module")
def written() -> tuple[PhraseRule, ...]:
    return read_wording(load_schema())


@pytest.fixture(scope="module")
def made() -> ReadyRules:
    phrases = load_rules().prose.phrases
    assert isinstance(phrases, ReadyRules), "run python docs/generate.py"
    return phrases


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The data folder of a copy of the program."""
    shutil.copytree(PACKAGE, tmp_path / "imr_tui", ignore=shutil.ignore_patterns("__pycache__", "dictionaries"))
    return tmp_path / "imr_tui" / "data"


def test_it_was_made_of_what_lies_beside_it() -> None:
    assert is_current(FOLDER), "run python docs/generate.py"
    assert {path.name for path in FOLDER.glob("wording*.toml")} <= set(MADE_OF)


def test_rules_are_the_same_in_every_field(made: ReadyRules, written: tuple[PhraseRule, ...]) -> None:
    assert len(made) == len(written)
    for ours, theirs in zip(made, written, strict=True):
        for one in (*fields(PhraseRule), *fields(Written)):
            found, told = getattr(ours, one.name), getattr(theirs, one.name)
            assert found == told
            assert told == found
        assert ours.severity is theirs.severity
        assert all(
            type(found) is type(getattr(theirs, one.name))
            for one in fields(Written)
            for found in [getattr(ours, one.name)]
        )
        assert ours == theirs
        assert hash(ours) == hash(theirs)
    assert made[0].written != made[1].written


def test_schema_and_questions_are_the_same() -> None:
    schema = read_schema(data_text("schema.toml"))
    assert load_schema() == schema
    assert load_questions() == read_questions(data_text("questions.toml"), schema)
    for name in TABLES:
        table = read_table(FOLDER, name)
        assert table is not None
        assert {key: table._values[key] for key in table.keys} == tomllib.loads(data_text(name))


def test_a_table_is_left_alone_once_its_file_changed_and_where_it_is_damaged(copy: Path) -> None:
    schema, questions = TABLES
    with (copy / schema).open("a", encoding="utf-8") as file:
        file.write("# A word more.\n")
    assert read_table(copy, schema) is None
    assert read_table(copy, questions) is not None
    data = (copy / NAME).read_bytes()
    for other in (b"", data.replace(b"question", b"quest"), data.partition(b"\n")[2], b"x\n" + data):
        (copy / NAME).write_bytes(other)
        assert read_table(copy, questions) is None
    (copy / NAME).unlink()
    assert read_table(copy, questions) is None


def test_what_patterns_need_is_what_would_be_worked_out(made: ReadyRules, written: tuple[PhraseRule, ...]) -> None:
    for rule, plain in zip(made.ready, written, strict=True):
        found = [pattern for unit in range(rule.units) for pattern in alternatives_of(rule, unit)]
        assert found == [branches(pattern) for pattern in plain.patterns]
        for pattern in found:
            for _, needs in pattern:
                assert all((own is needs.first) is (own == needs.first) for own in needs.sets)


def test_the_same_rules_are_worth_trying(written: tuple[PhraseRule, ...]) -> None:
    prose = load_rules().prose
    ready_book, plain_book = Phrasebook(prose), Phrasebook(replace(prose, phrases=written))
    texts = [squeezed(sentence) for rule in written for sentence in (*rule.catches, *rule.leaves)]
    texts += [*prose.stock_phrases, *(f"this {phrase}" for phrase in prose.connecting_phrases)]
    assert any(ready_book.hits(WordsIn(text)).stock for text in texts)
    assert any(ready_book.hits(WordsIn(text)).connects for text in texts)
    for text in texts:
        for own in (text, f"{text} {'and then ' * 40}"):
            assert ready_book.hits(WordsIn(own)) == plain_book.hits(WordsIn(own))


def test_other_stock_formulas_are_looked_for_instead(made: ReadyRules) -> None:
    prose = replace(load_rules().prose, stock_phrases=("for the sake of example",))
    book = Phrasebook(prose)
    assert book.hits(WordsIn("It was for the sake of example.")).stock
    assert not book.hits(WordsIn(load_rules().prose.stock_phrases[0])).stock
    assert (
        book.hits(WordsIn("She committed suicide.")).rules
        == Phrasebook(load_rules().prose).hits(WordsIn("She committed suicide.")).rules
    )


def test_they_are_a_sequence_like_any_other(made: ReadyRules) -> None:
    assert made[-1] is made[len(made) - 1]
    assert [rule.id for rule in made[3:6]] == made.ids[3:6]
    assert made[0] in made
    with pytest.raises(IndexError):
        made[len(made)]


def test_a_forces_own_rules_lie_over_them(tmp_path: Path, made: ReadyRules) -> None:
    file = tmp_path / "force.toml"
    file.write_text(OWN, encoding="utf-8")
    rules = load_rules((file,))
    phrases = rules.prose.phrases
    assert isinstance(phrases, ReadyRules)
    assert len(phrases) == len(made) + 1
    assert phrases[-1].id == phrases.ids[-1] == "wording.the-patch"
    assert phrases[len(made) - 1] == made[-1]
    assert ids_of(rules.prose) == {*made.ids, "wording.the-patch"}
    assert rule_of(rules.prose, "wording.the-patch") is phrases[-1]
    told = explained("wording.the-patch", rules.prose)
    assert told is not None
    assert told.source == "Force style guide, 2025"
    assert _found(rules) == ["wording.suicide", "wording.the-patch"]
    assert _found(load_rules()) == ["wording.suicide"]
    plain = replace(rules, prose=replace(rules.prose, phrases=tuple(phrases)))
    assert _found(plain) == _found(rules)


def _found(rules: Rules) -> list[str]:
    text = "# Part {covers=analysis}\n\nShe committed suicide. It happened on the patch.\n"
    return [one.rule for one in analyse(text, rules).findings if one.rule.startswith("wording.")]


def test_a_rule_is_explained_by_its_own_words(written: tuple[PhraseRule, ...]) -> None:
    told = explained("wording.suicide", load_rules().prose)
    (rule,) = (one for one in written if one.id == "wording.suicide")
    assert told is not None
    assert (told.says, told.source, told.catches, told.leaves) == (rule.message, rule.source, rule.catches, rule.leaves)
    assert explained("wording.nothing", load_rules().prose) is None


@pytest.mark.parametrize("name", ["wording_home.toml", "schema.toml", "stock_phrases.txt", "../prose/patterns.py"])
def test_it_is_left_alone_once_what_it_was_made_of_changed(copy: Path, name: str) -> None:
    assert read_ready(copy) is not None
    with (copy / name).open("a", encoding="utf-8") as file:
        file.write("# A word more.\n")
    assert read_ready(copy) is None


def test_it_is_left_alone_where_something_of_it_is_missing_or_another(copy: Path) -> None:
    file = copy / NAME
    data = file.read_bytes()
    head, body = data.split(b"\n", 1)
    for other in (
        b"",
        head,
        data[:-1],
        data[:-40] + b"x" + data[-39:],
        head + b"\n" + head + b"\n" + body,
        b"<<<<<<< HEAD\n" + data,
        b"\xff" + data,
    ):
        file.write_bytes(other)
        assert read_ready(copy) is None
    file.unlink()
    assert read_ready(copy) is None
    file.write_bytes(data)
    assert read_ready(copy) is not None
    (copy / "wording.toml").unlink()
    assert read_ready(copy) is None


def test_where_another_program_came_under_a_session_rules_still_run_and_tell_no_source(copy: Path) -> None:
    rules = read_ready(copy)
    assert rules is not None
    rule, plain = rules[0], read_wording(load_schema())[0]
    assert rule.source == plain.source
    file = copy / NAME
    data = file.read_bytes()
    place = rules.ready[0].place
    for other in (b"another\n" + data, data[: place + 4], data[:place] + b"!" * (len(data) - place), None):
        file.unlink()
        if other is not None:
            file.write_bytes(other)
        assert (rule.patterns, rule.source, rule.catches) == (plain.patterns, "", ())
    file.write_bytes(data)
    assert rule.source == plain.source


_ASK = """
from imr_tui.data.loader import load_rules, ready_rules
rules = load_rules()
print(ready_rules() is not None, len(rules.prose.phrases), rules.prose.phrases[0].message)
"""


def _asked(copy: Path) -> str:
    command = [sys.executable, "-B", "-c", _ASK]
    return subprocess.run(command, cwd=copy.parents[1], check=True, capture_output=True, text=True).stdout.strip()


def test_a_rule_changed_in_its_file_counts_at_once_and_is_made_ready_again(copy: Path) -> None:
    before = (copy / NAME).read_bytes()
    rule = load_rules().prose.phrases[0]
    count = len(load_rules().prose.phrases)
    assert _asked(copy) == f"True {count} {rule.message}"
    file = copy / "wording.toml"
    file.write_text(file.read_text("utf-8").replace(rule.message, "Other words.", 1) + OWN, encoding="utf-8")
    assert _asked(copy) == f"False {count + 1} Other words."
    after = made_ready(copy, before)
    changed = set(after.splitlines()) - set(before.splitlines())
    assert len(changed) < 8
    assert not is_current(copy)
    (copy / NAME).write_bytes(after)
    assert is_current(copy)
    assert _asked(copy) == f"True {count + 1} Other words."


def test_what_says_the_same_stays_however_it_is_packed(copy: Path) -> None:
    before = (copy / NAME).read_bytes()
    assert made_ready(copy, before) == before
    lines = before.split(b"\n")
    at = next(number for number, line in enumerate(lines) if line.startswith(b"wording.suicide\t"))
    *head, engine, text = lines[at].split(b"\t")
    other = zlib.compress(zlib.decompress(a2b_base64(engine)), 1)
    lines[at] = b"\t".join((*head, b2a_base64(other, newline=False), text))
    after = made_ready(copy, b"\n".join(lines))
    assert after != before
    assert after.split(b"\n")[1:] == lines[1:]
    (copy / NAME).write_bytes(after)
    assert is_current(copy)
    assert _asked(copy).startswith("True ")


@pytest.mark.parametrize(
    ("old", "new"), [(b"\t0\t", b"\t1\t"), (b"\tj", b"\tk"), (b"\teN", b"\t!"), (b"=", b""), (b"\n", b"\xff\n")]
)
def test_what_says_another_thing_is_made_again(copy: Path, old: bytes, new: bytes) -> None:
    before = (copy / NAME).read_bytes()
    (copy / NAME).write_bytes(made_ready(copy, before.replace(old, new)))
    assert is_current(copy)
    assert _asked(copy).startswith("True ")


def test_nothing_is_written_where_it_is_read(copy: Path) -> None:
    listed = {path: path.stat().st_mtime_ns for path in copy.parent.rglob("*")}
    for path in [*listed, copy.parent]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        assert _asked(copy).startswith("True ")
        assert {path: path.stat().st_mtime_ns for path in copy.parent.rglob("*")} == listed
    finally:
        for path in [copy.parent, *listed]:
            if path.is_dir():
                path.chmod(0o755)


def test_the_wheel_has_it() -> None:
    listed = {file.distribution_path for file in WheelBuilder(str(ROOT)).recurse_included_files()}
    assert f"imr_tui/data/{NAME}" in listed
    assert {f"imr_tui/data/{name}" for name in MADE_OF if "/" not in name} <= listed
    assert ready_rules() is not None
