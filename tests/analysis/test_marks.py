"""Where findings stand, looked for in a stretch of the text alone: the same as looking through all of them."""

import pytest

from imr_tui.analysis.analyse import analyse
from imr_tui.data.loader import load_rules
from imr_tui.document.found import Findings, marks_within

TEXT = """+++
[document]
template = "imr"
+++

# Events

The alleged victim committed suicide, the MARAC was told.

## E1: A call

- Date: not a date
- Odd: field

The alleged victim was told that the DASH had been done.

## E1: The same again

She failed to engage. See [E9].

<!-- a note that
is never closed
# Findings
"""


@pytest.mark.parametrize("text", [TEXT, TEXT.replace("<!--", "")])
def test_marks_within_a_stretch_are_those_that_touch_it(text: str) -> None:
    findings = analyse(text, load_rules()).findings
    marks = [(*one.span, one.severity) for one in findings if not one.kept]
    assert len(marks) > 5
    for start in range(0, len(text), 7):
        for end in (start + 1, start + 20, start + 90, len(text)):
            wanted = sorted(mark for mark in marks if mark[0] < end and mark[1] > start)
            assert sorted(mark[:3] for mark in marks_within(findings, start, end)) == wanted
            assert sorted(mark[:3] for mark in marks_within(tuple(findings), start, end)) == wanted


@pytest.mark.parametrize("text", [TEXT, TEXT.replace("<!--", "")])
def test_open_findings_stand_in_the_order_of_their_places(text: str) -> None:
    findings = analyse(text, load_rules()).findings
    assert isinstance(findings, Findings)
    wanted = [one for one in findings if one.is_open]
    found = findings.made_open()
    assert len(wanted) > 5
    assert list(found) == wanted
    assert found[-1] == wanted[-1]
    for offset in range(-1, len(text) + 2):
        assert found.up_to(offset) == sum(one.span.start <= offset for one in wanted)
        assert found.begins_at(offset) is any(one.span.start == offset for one in wanted)
