"""`words`: the officer's own list of words, the site's, and the words of a review that are not known."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

from imr_tui.cli.arguments import as_typed, json_argument
from imr_tui.cli.console import Console, Ink, one_line
from imr_tui.cli.site import Site
from imr_tui.errors import ExitStatus, InputError

_DEEDS = ("list", "add", "remove", "check")


def add_arguments(parser: argparse.ArgumentParser, _name: str) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "deed", metavar="DEED", nargs="?", default="list", choices=_DEEDS, help="list, add, remove or check"
    )
    parser.add_argument("words", metavar="WORD", nargs="*", help="the words; for check, one review")
    parser.add_argument("--suggest", action="store_true", help="with check: say what may be meant instead")
    json_argument(parser)


def run(arguments: argparse.Namespace, console: Console, site: Site) -> ExitStatus:
    """Do what was asked for; with check, FINE only where every word is known."""
    words = [as_typed(word) for word in arguments.words]
    if arguments.deed == "list":
        _refuse(bool(words), "“list” takes no words.")
        _list(arguments, console, site)
        return ExitStatus.FINE
    _refuse(not words, f"“{arguments.deed}” needs {'a review' if arguments.deed == 'check' else 'a word'}.")
    if arguments.deed == "check":
        _refuse(len(words) > 1, "“check” takes one review.")
        return _check(words[0], arguments, console, site)
    _change(words, arguments, console, site)
    return ExitStatus.FINE


def _refuse(wrong: bool, detail: str) -> None:  # noqa: FBT001 - what is wrong and what is said of it
    if wrong:
        raise InputError("The command cannot be read", detail, "See imr-tui words --help.")


def _list(arguments: argparse.Namespace, console: Console, site: Site) -> None:
    from imr_tui.storage.word_lists import site_words  # noqa: PLC0415 - only where they are listed

    own, force = site.own_words().words(), site_words(site.settings().word_lists)
    if arguments.json:
        console.json({"own": list(own), "site": list(force), "file": str(site.own_words().file)})
        return
    _lines("Your own words", own, console)
    if force:
        _lines("Words of the site", force, console)


def _lines(title: str, words: Iterable[str], console: Console) -> None:
    console.line(console.ink(title, Ink.STRONG))
    listed = list(words)
    for word in listed:
        console.line(f"  {one_line(word)}")
    if not listed:
        console.line("  none yet")


def _change(words: list[str], arguments: argparse.Namespace, console: Console, site: Site) -> None:
    own = site.own_words()
    deed = own.add if arguments.deed == "add" else own.remove
    changed = [word for word in words if deed(word)]
    if arguments.json:
        console.json({"changed": changed, "own": list(own.words())})
        return
    said = "Added" if arguments.deed == "add" else "Removed"
    console.line(f"{said}: {one_line(', '.join(changed)) if changed else 'nothing'}.")
    for word in words:
        if word not in changed:
            there = "is on your list already" if arguments.deed == "add" else "is not on your list"
            console.tell(f"“{one_line(word)}” {there}.")


def _check(name: str, arguments: argparse.Namespace, console: Console, site: Site) -> ExitStatus:
    from imr_tui.cli.review import open_review  # noqa: PLC0415 - only where a review is read

    review = open_review(str(Path(name)), console, site, spelling=True)
    speller = review.rules.speller
    _refuse(speller is None, "Spelling is switched off in the settings.")
    found = [one for one in review.analysis.findings if one.rule == "spelling" and not one.kept]
    style = review.report.front.text("language", "spelling").strip().lower()
    told = [
        {
            "line": review.report.position(one.span.start).line,
            "word": one.text,
            "suggestions": list(speller.near(one.text, style))
            if arguments.suggest and speller
            else list(one.suggestions),
        }
        for one in found
    ]
    if arguments.json:
        console.json({"file": name, "words": told})
    else:
        for entry in told:
            instead = f": {one_line(', '.join(map(str, entry['suggestions'])))}" if entry["suggestions"] else ""  # type: ignore[call-overload]  # a list of texts
            console.line(f"line {entry['line']}: {console.ink(one_line(str(entry['word'])), Ink.STRONG)}{instead}")
        if not told:
            console.line("Every word is known.")
    return ExitStatus.NOT_SETTLED if told else ExitStatus.FINE
