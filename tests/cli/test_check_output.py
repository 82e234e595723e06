"""The check as JSON, to the letter, and as text for a person; from an analysis put together by hand."""

import io
import json

import pytest

from imr_tui.analysis.model import Analysis, Counts
from imr_tui.checklist.model import Area, AreaTitle, Checklist, Evidence, Item, Question, State
from imr_tui.cli.check_json import check_json
from imr_tui.cli.check_text import check_lines, counts
from imr_tui.cli.console import Console
from imr_tui.data.loader import load_schema
from imr_tui.document.findings import Finding, Severity
from imr_tui.document.parse import parse
from imr_tui.document.text import Span

TEXT = "\ufeff+++\r\nimr = 1\r\n+++\r\n# Zoë \U0001f600 committed suicide\r\n\r\nSecond\x1b line.\r\n"


def question(ident, *, judge=False):
    area = ident.partition(".")[0]
    return Question(ident, area, f"Is {ident} answered?", f"Short {ident}", "2e, question 1", judge, "Why.", "Do it.")


def analysis(text=TEXT, findings=(), states=(State.DONE, State.STARTED)):
    report = parse(text, load_schema())
    place = Span(text.index("Second"), text.index("Second") + 6)
    evidence = (Evidence(holds=True, text="1 finding recorded"), Evidence(holds=False, text="a\x1b open", place=place))
    items = tuple(
        Item(question(f"analysis.{number}", judge=number == 2), state, evidence, reason="because", by="Priya Nair")
        for number, state in enumerate(states, 1)
    )
    area = Area(AreaTitle("analysis", "Analysis of police practice", "Analysis", "2e"), items)
    return Analysis(report, Checklist((area,)), tuple(findings), Counts(4, {}))


def finding(**changes):
    start = TEXT.index("committed")
    values = {
        "rule": "wording.suicide",
        "severity": Severity.WARNING,
        "span": Span(start, start + len("committed suicide")),
        "message": "Say that the person died.",
        "text": "committed suicide",
        "suggestions": ("died by suicide",),
        "items": ("language.1",),
    } | changes
    return Finding(**values)


def test_the_json_is_that_of_the_contract():
    value = check_json(analysis(findings=[finding()]), "../review.md")
    assert value == {
        "schema": "imr-check/1",
        "imr": 1,
        "file": "../review.md",
        "done": 1,
        "not_applicable": 0,
        "settled": 1,
        "total": 2,
        "areas": [
            {
                "id": "analysis",
                "title": "Analysis of police practice",
                "done": 1,
                "not_applicable": 0,
                "total": 2,
                "items": [
                    {
                        "id": f"analysis.{number}",
                        "question": f"Is analysis.{number} answered?",
                        "reference": "2e, question 1",
                        "judge": number == 2,
                        "state": state,
                        "evidence": [
                            {"holds": True, "text": "1 finding recorded", "line": None},
                            {"holds": False, "text": "a\x1b open", "line": 6},
                        ],
                    }
                    for number, state in ((1, "done"), (2, "started"))
                ],
            }
        ],
        "findings": [
            {
                "rule": "wording.suicide",
                "severity": "warning",
                "line": 4,
                "column": 9,
                "end_line": 4,
                "end_column": 26,
                "text": "committed suicide",
                "message": "Say that the person died.",
                "suggestions": ["died by suicide"],
                "items": ["language.1"],
                "kept": False,
            }
        ],
    }


@pytest.mark.parametrize(
    ("front", "version"),
    [("imr = 1", 1), ("imr = 'one'", None), ("imr = true", None), ("title = 1", None), ("imr = = 1", None)],
)
def test_the_format_version_is_null_where_it_cannot_be_read(front, version):
    assert check_json(analysis(f"+++\n{front}\n+++\nSecond.\n"), "a")["imr"] == version


def test_counts_of_questions_and_of_findings_that_are_not_kept():
    found = [finding(), finding(kept=True), finding(severity=Severity.ERROR), finding(severity=Severity.ERROR)]
    assert counts(analysis(findings=found)) == "1 of 2 done, 2 errors, 1 warning"
    assert counts(analysis(states=(State.NOT_APPLICABLE, State.DONE))) == "1 of 2 done, 1 not applicable"


def lines_for(given, encoding="utf-8"):
    console = Console(io.TextIOWrapper(io.BytesIO(), encoding=encoding), io.StringIO(), {})
    return list(check_lines(given, "review.md", console))


def test_a_person_reads_states_in_words_with_the_line_to_go_to():
    text = "\n".join(lines_for(analysis(findings=[finding(opens=("language.1",))])))
    assert text.startswith("review.md: 1 of 2 done, 1 warning\n")
    assert "◐ 1 Analysis of police practice: 1 of 2" in text
    assert "✓ Done: analysis.1, Short analysis.1" in text
    assert "◐ In progress: analysis.2" in text
    assert "holds  1 finding recorded\n" in text
    assert "open   a\N{REPLACEMENT CHARACTER} open (line 6)" in text
    assert "line 4, column 9: warning, wording.suicide, keeps language.1 open" in text
    assert "committed suicide\n      Say that the person died.\n      Instead: died by suicide" in text
    assert "\x1b" not in text


def test_what_is_set_aside_says_why_and_by_whom():
    text = "\n".join(lines_for(analysis(states=(State.NOT_APPLICABLE, State.DONE))))
    assert "– Not applicable: analysis.1" in text
    assert "reason: because" in text
    assert "by Priya Nair" in text
    assert "✓ Confirmed: analysis.2" in text


def test_plain_signs_where_the_terminal_has_no_others():
    assert "  [x] Done: analysis.1, Short analysis.1" in lines_for(analysis(), "ascii")


def test_what_keeps_no_question_open_names_those_alone_that_read_its_place(tmp_path, answer):
    review = tmp_path / "review.md"
    review.write_text(
        "# Text\n\nPC Dale was negligent. Sergeant Holt wrote in the log: “She committed suicide at home.”\n\n"
        "# Recommendations {covers=recommendations}\n\n### R1: One\n\n- Scope: Local\n\nThe force should consider more training.\n"
    )
    found = {
        finding["rule"]: finding["items"] for finding in json.loads(answer("check", review, "--json")[1])["findings"]
    }
    assert found["advice.blame-of-individuals"] == []
    assert found["wording.quoted"] == []
    assert found["advice.vague-verb"] == ["recommendations.2"]
