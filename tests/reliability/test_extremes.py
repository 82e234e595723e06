"""Details and text of every extreme kind are checked, or refused in plain words; never a fault, never without an end."""

import io
import json

import pytest

from imr_tui.cli.run import run
from imr_tui.storage.files import REFUSED_BYTES


def headed(details):
    return f"+++\n{details}\n+++\n\n# Overview {{covers=overview}}\n\nText.\n"


DETAILS = {
    "nested lists": "a = " + "[" * 4000 + "]" * 4000,
    "lists never closed": "a = " + "[" * 30_000,
    "nested tables": "a = " + "{b=" * 4000 + "1" + "}" * 4000,
    "dotted key": ".".join(["a"] * 2000) + " = 1",
    "dotted heading": "[" + ".".join(["a"] * 30_000) + "]",
    "huge key": '"' + "k" * 60_000 + '" = 1',
    "many keys": "\n".join(f"k{number} = {number}" for number in range(5000)),
    "just 64 kB": "a = '" + "x" * (65_536 - 7) + "'",
    "more than 64 kB": "a = '" + "x" * 65_536 + "'",
    "huge number": "a = " + "9" * 5000,
    "last of all days": "[dates]\nincident = 9999-12-31\nrequested = 0001-01-01",
    "wrong types": 'review = 3\ndates = "x"\nkept = 3\nrules_off = "x"\nglossary = [1]\nchecklist = [[1]]',
    "wrong confirmations": '[checklist."language.3"]\nstate = [1]\nseen = 3\non = {a = 1}\nby = 1979-05-27',
    "comments alone": "# x\n" * 10_000,
    "a control character": 'a = "\x01"',
}
TEXTS = {
    "nothing": "",
    "blank lines": "\n" * 300_000,
    "quotations in quotations": "> " * 10_000 + "x\n",
    "lists in lists": "".join("  " * depth + "- x\n" for depth in range(400)),
    "lists in one line": "- " * 5000 + "x\n",
    "brackets": "[" * 30_000 + "\n",
    "links never closed": "[a](" * 10_000 + "\n",
    "pictures never closed": "![a](" * 8000 + "\n",
    "emphasis": "*a **b _c __d " * 5000 + "\n",
    "code of every length": "".join("`" * length + " " for length in range(1, 300)) + "\n",
    "tags": "<a " * 20_000 + "\n",
    "comments in comments": "<!-- " * 20_000 + "\n",
    "comments": "<!-- x -->" * 10_000 + "\n",
    "definitions": "\n".join(f"[l{number}]: /x" for number in range(4000)) + "\n",
    "footnotes in footnotes": "".join(f"[^{number}]: [^{number + 1}]\n\n" for number in range(1000)),
    "a wide table": "|" + "a|" * 2000 + "\n|" + "-|" * 2000 + "\n|" + "b|" * 2000 + "\n",
    "a long table": "|a|b|\n|-|-|\n" + "|x|y|\n" * 3000,
    "headings": "".join("#" * (number % 6 + 1) + " h\n\n" for number in range(3000)),
    "one area again and again": '# a {covers="' + "overview " * 5000 + '"}\n',
    "one id again and again": "### E1: t\n\n" * 3000,
    "fields": "### E1: t\n\n" + "".join(f"- Field{chr(97 + number % 26)} name: v\n" for number in range(3000)),
    "ranges of ids": "### F1: t\n\n- Events: "
    + ", ".join(f"E{number}-E{number + 900_000}" for number in range(50))
    + "\n",
    "ids in brackets": "# a\n\n" + "[E1] " * 10_000 + "\n",
    "one word of a megabyte": "# a\n\n" + "w" * 1_000_000 + "\n",
    "one line of a megabyte": "# a\n\n" + "word " * 200_000 + "\n",
    "quotation marks": "# a\n\n" + '“a ‘b "c ' * 8000 + "\n",
    "carriage returns": "# a\r\r" + "x\r" * 20_000,
    "tabs": "\t" * 20_000 + "x\n",
    "characters that turn the text round": "# a\n\n" + "\u202e\u2066x" * 10_000 + "\n",
    "line ends of other worlds": "# a\x0b\x0c\x85\u2028\u2029" * 5000,
    "setext": "a\n" * 20_000 + "===\n",
}


@pytest.fixture
def checked(place, monkeypatch):
    for name, value in place.environment.items():
        monkeypatch.setenv(name, value)

    def check(data):
        path = place.work / "review.md"
        path.write_bytes(data)
        out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
        status = run(["check", str(path), "--json"], out, err)
        return status, out.buffer.getvalue(), err.buffer.getvalue().decode()

    return check


def outcome(answer):
    """The exit status, how many questions were looked at, and what was said beside a word on the size."""
    status, out, err = answer
    return status, json.loads(out)["total"], [line for line in err.splitlines() if "file is large" not in line]


@pytest.mark.parametrize("name", DETAILS)
def test_extreme_details(checked, name):
    assert outcome(checked(headed(DETAILS[name]).encode())) == (1, 24, [])


@pytest.mark.parametrize("name", TEXTS)
def test_extreme_text(checked, name):
    assert outcome(checked(TEXTS[name].encode())) == (1, 24, [])


def test_details_larger_than_64_kb_are_a_finding(checked):
    rules = [
        finding["rule"] for finding in json.loads(checked(headed(DETAILS["more than 64 kB"]).encode())[1])["findings"]
    ]
    assert "frontmatter.syntax" in rules


@pytest.mark.parametrize("size", [REFUSED_BYTES, REFUSED_BYTES + 1])
def test_five_megabytes_are_the_limit(checked, size):
    line = b"The officers came, and wrote down what they saw.\n\n"
    status, out, err = checked((line * (size // len(line) + 1))[:size])
    if size <= REFUSED_BYTES:
        assert status == 1
        assert json.loads(out)["total"] == 24
        assert "large" in err
    else:
        assert (status, out) == (2, b"")
        assert "larger than 5 MB" in err
