"""The outcomes as a Markdown table, and the page around it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from benchmarks.faults_cases import FAULTS, PER_SECOND, Effort, Outcome
from benchmarks.faults_editors import EDITORS

Outcomes = Mapping[str, Mapping[str, Outcome]]
NOTHING = "–"
_LONGEST = 90
_FOLDER = re.compile(r"/\S*/imr-tui-faults-\w+/(?:work/)?")

_FILES = {
    "old": "old file whole",
    "new": "saved",
    "HALF WRITTEN": "**file half written**",
    "EMPTY": "**file empty**",
    "MISSING": "**file missing**",
    "their text kept": "their text kept",
    "OVERWRITTEN": "**their text overwritten**",
}


def table(outcomes: Outcomes) -> str:
    """A row for each fault, a column for each editor."""
    editors = [name for name in EDITORS if any(name in row for row in outcomes.values())]
    lines = [f"| fault | {' | '.join(editors)} |", f"| --- |{' --- |' * len(editors)}"]
    for name, fault in FAULTS.items():
        if name in outcomes:
            cells = [_cell(name, outcomes[name].get(editor)) for editor in editors]
            lines.append(f"| {fault.title} | {' | '.join(cells)} |")
    return "\n".join(lines)


def page(outcomes: Outcomes, effort: Effort) -> str:
    """The page of the documentation."""
    named = [EDITORS[name] for name in EDITORS if any(name in row for row in outcomes.values())]
    return _PAGE.format(
        characters=effort.characters,
        kills=effort.kills,
        editors=", ".join(f"{editor.name} {editor.version()}".strip() for editor in named),
        per_second=f"{PER_SECOND:.0f}",
        table=table(outcomes),
        words="\n".join(_words(outcomes)),
    )


def _cell(fault: str, outcome: Outcome | None) -> str:
    if outcome is None:
        return NOTHING
    if fault == "kill-saving":
        states, *_ = outcome.more
        return f"{'**' if outcome.lost else ''}{outcome.lost} of {outcome.typed} damaged{'**' if outcome.lost else ''} ({states})"
    if fault == "modes":
        return "; ".join(outcome.more)
    if fault == "second":
        return "told" if outcome.said else "**silent**"
    parts = []
    if outcome.lost is not None:
        lost = f"{outcome.lost} of {outcome.typed} lost" if outcome.lost else "nothing lost"
        parts.append(f"**{lost}**" if outcome.lost > PER_SECOND else lost)
    if outcome.gone is not None and fault not in ("kill", "kill-idle"):
        parts.append("gone at once" if 0 <= outcome.gone < 0.5 else _gone(outcome.gone))
    if fault in ("full-save", "full-home", "full-all", "read-only", "changed"):
        # Where all is kept and nothing was asked for, there is nothing to tell.
        fine = outcome.file == "new" or (fault.startswith("full-") and fault != "full-save" and outcome.lost == 0)
        parts.append("told" if outcome.said else "" if fine else "**silent**")
    if fault in ("full-save", "read-only", "changed"):
        parts.append(_FILES[outcome.file])
    parts += [_marked(more) for more in outcome.more]
    return ", ".join(part for part in parts if part)


def _marked(more: str) -> str:
    head, colon, state = more.partition(": ")
    return f"{head}: {_FILES.get(state, state)}" if colon else f"**{more}**"


def _gone(seconds: float) -> str:
    return f"gone in {seconds:.1f} s" if seconds >= 0 else "**still running after 5 s**"


def _words(outcomes: Outcomes) -> list[str]:
    """What each editor said, a line each."""
    return [
        f"- {FAULTS[name].title}, {editor}: `{_quoted(outcome.said)}`"
        for name, row in outcomes.items()
        for editor, outcome in row.items()
        if outcome.said
    ]


def _quoted(said: str) -> str:
    shown = _FOLDER.sub("", said.replace("`", "'"))
    return shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST - 1]}…"


_PAGE = """\
# What happens when something breaks

Made by a script of the project's own, which anybody can run (see [below](#how-to-repeat-it)). Each editor runs in a pseudo-terminal, in
folders of its own and without settings; about {characters} numbered characters are typed at {per_second} a second, and one fault is made, once. Only the
kill in the middle of a save is repeated, {kills} times at moments left to chance. A character counts as lost if it cannot be had back: of
imr-tui, from the document or from `imr-tui recover FILE --to OUT`; of the others, from the document, from vim's own recovery, or from
any file at all that the editor left.

The editors: {editors}.

{table}

## How to read it

- **Lost**: how many of the characters typed are gone. At {per_second} characters a second, one second of typing is {per_second} characters;
  more than that is set in bold.
- **Gone**: how soon the process ended. One that goes on running without a terminal holds the lock and may use a
  processor for ever.
- **Told**: whether a line about the trouble stood on the screen within two seconds; the lines are below.
- **Old file whole, saved**: the document is, byte for byte, what it was before or what was to be saved.

## How to repeat it

```sh
python benchmarks/faults.py --json benchmarks/faults.json  # all of it; as root, for the full disks and the read-only folder
python benchmarks/faults.py --only imr-tui --fault kill    # one editor, one fault
python benchmarks/faults.py --add benchmarks/faults.json --fault --write   # this page, from what was found
IMR_TUI_KILLS=1000 pytest tests/reliability/test_kills.py   # a thousand kills while saving two megabytes
```

Editors that are not installed are left out. All of it takes about half an hour. What is typed, when a kill comes and how loaded the machine is
differ from run to run: a loss of a few characters more or less says nothing.

## Why nothing is lost

- A second thread writes the whole text to the recovery folder a quarter of a second after a change and at most
  a second apart, in turns to two files with a hash, so that one is always whole. A `kill -9` costs what was typed since.
- SIGHUP, SIGTERM and SIGQUIT are answered by plain signal handlers: they write the text as it is at that moment, give up the lock and
  the terminal, and end the process. They do not wait for the terminal, which may take no more; a second thread notices
  a terminal that is gone without a signal.
- A save writes a new file beside the document, waits until it is on the disk, and only then gives it the document's name. A reader
  of the document, at whatever moment, sees the old text or the new one. Where only the file itself can be written (its folder is
  read-only, it has a second name), a whole copy comes first.
- Before a save the file is compared with what was read. If somebody else changed it, nothing is written; the difference is
  shown and the officer chooses.
- Where the recovery folder cannot be written, a hidden file beside the document takes its place and a banner says so; where neither
  can, the banner says that work is not protected, until it is. Each session has taken room on the disk beforehand, so that what is typed into
  a disk that has just become full is kept all the same.
- While a terminal takes no more output, nothing is drawn; what is typed meanwhile is taken up and kept.

## What was said

{words}
"""
