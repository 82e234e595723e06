"""`names`: what a copy for publication still needs a decision on; decisions; and the search of a finished Word file."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from imr_tui.cli.arguments import as_typed, file_argument, json_argument
from imr_tui.cli.console import Console, Ink, one_line
from imr_tui.cli.review import changing, open_review, write_review
from imr_tui.cli.site import Site
from imr_tui.document import front_edits
from imr_tui.errors import ExitStatus, InputError
from imr_tui.storage.faults import words
from imr_tui.word.package import read_package
from imr_tui.word.pseudonyms.candidates import Candidate, Context
from imr_tui.word.pseudonyms.copying import NameReview, copy_of, forms_of, review_names
from imr_tui.word.pseudonyms.scan import Hit

_TABLE = "pseudonyms"
_MOST_BYTES = 100_000_000


def add_arguments(parser: argparse.ArgumentParser, _name: str) -> None:
    """Declare the arguments."""
    file_argument(parser)
    parser.add_argument(
        "--replace",
        nargs=2,
        action="append",
        default=[],
        metavar=("NAME", "INSTEAD"),
        help="what stands for a name in a copy with pseudonyms, in all its forms; may be given again",
    )
    parser.add_argument(
        "--keep", action="append", default=[], metavar="NAME", help="a name that stays as it is; may be given again"
    )
    parser.add_argument(
        "--in", dest="searched", metavar="DOCX", help="search a Word file for names that must not be in it"
    )
    json_argument(parser)


def run(arguments: argparse.Namespace, console: Console, site: Site) -> ExitStatus:
    """List, decide or search."""
    if arguments.searched:
        return _search(arguments, console, site)
    if arguments.replace or arguments.keep:
        review = _decide(arguments, console, site)
    else:
        review = review_names(open_review(arguments.file, console, site).report)
    if arguments.json:
        console.json(_as_json(arguments.file, review))
    else:
        _list(console, arguments.file, review)
    return ExitStatus.NOT_SETTLED if review.candidates or review.unnamed else ExitStatus.FINE


def _decide(arguments: argparse.Namespace, console: Console, site: Site) -> NameReview:
    """Write the decisions into the front matter."""
    with changing(arguments.file, console, site) as review:
        found = review_names(review.report)
        decided: dict[str, str] = {}
        for name, instead in arguments.replace:
            if not as_typed(instead).strip():
                raise InputError(
                    "Something has to stand for a name", "The words given are empty.", "Give some, or --keep the name."
                )
            decided.update(dict.fromkeys(forms_of(found, as_typed(name)), " ".join(as_typed(instead).split())))
        for name in arguments.keep:
            decided.update({form: form for form in forms_of(found, as_typed(name))})
        edits = front_edits.set_values(review.report, {(_TABLE, name): to for name, to in decided.items()})
        changed = review.after(edits)
        write_review(changed, console, site)
    return review_names(changed.report)


def _list(console: Console, file: str, review: NameReview) -> None:
    if review.unnamed:
        console.line(console.ink(f"No pseudonym yet: {', '.join(review.unnamed)}", Ink.BAD))
    for ident in review.restricted:
        console.line(f"Publication is restricted for {ident} as a whole: read what the text says of this person.")
    kind = None
    for candidate in review.candidates:
        if candidate.kind is not kind:
            kind = candidate.kind
            console.line()
            tail = ", to be decided in any case" if kind.must else ""
            console.line(console.ink(f"{kind.value.capitalize()}{tail}", Ink.STRONG))
        _show(console, candidate)
    if review.candidates or review.unnamed:
        console.line()
        console.line(f"{len(review.candidates)} names to decide, {len(review.decided)} decided.")
        if review.candidates:
            name = one_line(review.candidates[0].name)
            instead = one_line(review.candidates[0].suggestion) or "…"
            console.line(f'Next: imr-tui names {one_line(file)} --replace "{name}" "{instead}"   or   --keep "{name}"')
    else:
        console.line(f"Every name has a decision ({len(review.decided)} beside the people of the records).")
        console.line(f"Next: imr-tui export {one_line(file)} --profile pseudonyms")


def _show(console: Console, candidate: Candidate) -> None:
    others = [form for form in candidate.forms if form != candidate.name]
    also = f", also {', '.join(others)}" if others else ""
    times = "once" if candidate.count == 1 else f"{candidate.count} times"
    console.line(f"  {console.ink(candidate.name, Ink.WAITING)}{one_line(also)} ({times})")
    for context in candidate.contexts:
        console.line(console.ink(f"      {one_line(_in_context(context))}", Ink.FAINT))


def _in_context(context: Context) -> str:
    return f"{context.where}: …{context.before}{context.name}{context.after}…"


def _as_json(file: str, review: NameReview) -> Mapping[str, Any]:
    return {
        "file": file,
        "without_pseudonym": review.unnamed,
        "restricted": review.restricted,
        "decided": dict(review.decided),
        "candidates": [
            {
                "name": candidate.name,
                "forms": candidate.forms,
                "kind": candidate.kind.name.casefold(),
                "must": candidate.must,
                "count": candidate.count,
                "suggestion": candidate.suggestion,
                "contexts": [
                    {"where": one.where, "text": f"{one.before}{one.name}{one.after}"} for one in candidate.contexts
                ],
            }
            for candidate in review.candidates
        ],
    }


def _search(arguments: argparse.Namespace, console: Console, site: Site) -> ExitStatus:
    """Look through a Word file, as it may have been worked on since, for what must not be in it."""
    path = Path(as_typed(arguments.searched))
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except OSError as error:
        detail, hint = words(error)
        raise InputError("The Word file cannot be read", f"{one_line(str(path))}: {detail}", hint) from error
    if len(data) > _MOST_BYTES:
        raise InputError("The Word file cannot be read", f"{one_line(str(path))} is larger than 100 MB.", "Check it.")
    report = open_review(arguments.file, console, site).report
    hits = copy_of(report).find(read_package(data), path.name)
    if arguments.json:
        console.json({"file": arguments.file, "searched": str(path), "found": [_hit(hit) for hit in hits]})
    else:
        for line in _found(hits):
            console.line(one_line(line))
        console.line(
            f"{len(hits)} found." if hits else "No name, date of birth or address of the review was found in it."
        )
        if hits:
            console.line("Next: replace them in Word, then search the file again.")
    return ExitStatus.NOT_SETTLED if hits else ExitStatus.FINE


def _hit(hit: Hit) -> Mapping[str, object]:
    return {"whose": hit.owner, "what": hit.what.value, "words": hit.words, "where": hit.place, "count": hit.count}


def _found(hits: Iterable[Hit]) -> Iterable[str]:
    for hit in hits:
        whose = f" of {hit.owner}" if hit.owner else ""
        yield f"{hit.words}: {hit.what.value}{whose}, in {hit.place} ({hit.count})"
