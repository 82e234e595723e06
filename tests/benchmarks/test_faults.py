"""What the fault harness counts, and how it tells it."""

from __future__ import annotations

import pytest

from benchmarks.faults import PAGE, _read, main
from benchmarks.faults_cases import FAULTS, PER_SECOND, Effort, Outcome, numbered
from benchmarks.faults_editors import EDITORS, Editor
from benchmarks.faults_page import page, table
from benchmarks.faults_sandbox import Sandbox

PLAIN = Editor("plain", lambda path: ["true", str(path)])


def test_what_is_typed_is_nowhere_the_same() -> None:
    text = numbered(300)
    assert 295 <= len(text) <= 301
    pieces = text.split()
    assert len(set(pieces)) == len(pieces)


def test_the_longest_beginning_in_any_file_survives() -> None:
    sandbox = Sandbox(PLAIN, "It stood here.\n")
    try:
        typed = numbered(120)
        assert sandbox.survivor(typed).characters == 0
        (sandbox.home / "left").write_text("head " + typed[:40] + typed[60:])
        sandbox.file.write_text("It stood here.\n" + typed[:25])
        survivor = sandbox.survivor(typed)
        assert (survivor.characters, survivor.file) == (40, sandbox.home / "left")
    finally:
        sandbox.remove()
    assert not sandbox.box.exists()


@pytest.mark.parametrize(
    ("fault", "outcome", "cell"),
    [
        ("kill", Outcome(300, 12), "12 of 300 lost"),
        ("kill", Outcome(300, 299), "**299 of 300 lost**"),
        ("term", Outcome(300, 0, 0.1), "nothing lost, gone at once"),
        ("stalled", Outcome(300, 0, 1.26), "nothing lost, gone in 1.3 s"),
        ("closed", Outcome(300, 300, -1.0), "**300 of 300 lost**, **still running after 5 s**"),
        ("full-save", Outcome(300, file="HALF WRITTEN"), "**silent**, **file half written**"),
        ("full-save", Outcome(300, file="old", said="Disk full"), "told, old file whole"),
        ("changed", Outcome(file="OVERWRITTEN", said="changed"), "told, **their text overwritten**"),
        ("second", Outcome(), "**silent**"),
        ("kill-saving", Outcome(25, 0, more=("20 old, 5 new", "")), "0 of 25 damaged (20 old, 5 new)"),
        ("modes", Outcome(more=("0600 in 0700",)), "0600 in 0700"),
    ],
)
def test_an_outcome_as_a_cell(fault: str, outcome: Outcome, cell: str) -> None:
    lines = table({fault: {"vim": outcome}}).splitlines()
    assert lines[0] == "| fault | vim |"
    assert lines[2] == f"| {FAULTS[fault].title} | {cell} |"


def test_an_editor_that_is_not_there_has_a_dash() -> None:
    outcomes = {"kill": {"vim": Outcome(300, 0)}, "second": {"nano": Outcome(said="x")}}
    assert table(outcomes).splitlines()[2].endswith("| nothing lost | – |")


def test_the_page_says_how_it_was_made() -> None:
    text = page({"second": {"vim": Outcome(said="Found a swap file")}}, Effort(120, 3))
    assert "about 120 numbered characters" in text
    assert "`Found a swap file`" in text


def test_an_earlier_run_is_added_to(tmp_path, capsys: pytest.CaptureFixture[str]) -> None:
    kept = tmp_path / "kept.json"
    kept.write_text(
        '{"second": {"vim": {"typed": 0, "lost": null, "gone": null, "file": "", "said": "x", "more": []}}}'
    )
    assert main(["--fault", "--add", str(kept), "--json", str(tmp_path / "again.json")]) == 0
    assert "| told |" in capsys.readouterr().out
    assert (tmp_path / "again.json").read_text().count("vim") == 1


def test_every_editor_says_how_it_saves() -> None:
    assert all(editor.save for editor in EDITORS.values())
    assert EDITORS["imr-tui"].recovery_alone


def test_the_page_has_what_was_found() -> None:
    found = _read(str(PAGE.parents[1] / "benchmarks" / "faults.json"))
    assert table(found) in PAGE.read_text("utf-8")
    assert set(found) == set(FAULTS)
    ours = {name: row["imr-tui"] for name, row in found.items()}
    assert all((outcome.lost or 0) <= PER_SECOND for outcome in ours.values()), "no more than the last second"
    assert [name for name, outcome in ours.items() if outcome.lost] in (["kill"], [])
