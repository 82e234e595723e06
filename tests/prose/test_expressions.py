"""What others ask of a parsed expression is what `re` still gives."""

from __future__ import annotations

import re

import pytest

from imr_tui.prose.expressions import parsed


def test_an_expression_is_parsed_into_the_signs_that_are_asked_for() -> None:
    tree = parsed(r"a(?:b|c)(d)[e-g\w]h{2,3}.*?(?=i)(?!j)\bk++(?>l)")
    assert [str(sign) for sign, _ in tree] == [
        "LITERAL", "IN", "SUBPATTERN", "IN", "MAX_REPEAT", "MIN_REPEAT", "ASSERT", "ASSERT_NOT", "AT", "POSSESSIVE_REPEAT", "ATOMIC_GROUP",
    ]  # fmt: skip
    assert [str(sign) for sign, _ in tree[3][1]] == ["RANGE", "CATEGORY"]
    assert tree[4][1][:2] == (2, 3)
    assert [str(sign) for sign, _ in parsed("one|two")] == ["BRANCH"]
    assert parsed("ab?").getwidth() == (1, 2)


def test_what_cannot_be_read_is_refused() -> None:
    with pytest.raises(re.error):
        parsed("(a")
