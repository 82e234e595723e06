"""The templates and samples that come along, and the template folders a force adds."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from pathlib import Path

from imr_tui.dataclass import dataclass
from imr_tui.document.front import read_front
from imr_tui.document.front_matter import FrontMatter
from imr_tui.document.schema import Schema
from imr_tui.errors import InputError
from imr_tui.storage.faults import printable
from imr_tui.storage.files import load

_PACKAGE = Path(__file__).resolve().parent.parent
_SAMPLES = {
    "dhr-complete": "a Domestic Homicide Review, ready for your judgement",
    "sar-in-progress": "a Safeguarding Adult Review, half written",
    "planted-faults": "a review with a fault for each rule",
}
_NO_SCHEMA = Schema(kinds={}, section_fields=(), front_keys=(), areas=(), items=())


@dataclass(frozen=True, slots=True)
class Template:
    """A template: `name` is what one asks for it by, `title` what it is called, `for_` the kinds of review it serves.

    `problem` is a plain sentence where its file cannot be used, otherwise empty.
    """

    name: str
    title: str
    for_: tuple[str, ...]
    path: Path
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Sample:
    """A filled-in review to look at: `name` is what one asks for it by, `title` says what it is."""

    name: str
    title: str
    path: Path


def templates(folders: Iterable[Path] = ()) -> tuple[Template, ...]:
    """Every template in `folders` and those that come along, by name.

    Where two have one name, the first folder's counts, before those that come along. Files without a `[template]`
    table are none; a folder that cannot be read has none.
    """
    found: dict[str, Template] = {}
    for folder in (*folders, *_come_along("templates")):
        for path in _documents(folder):
            template = _template(path)
            if template is not None:
                found.setdefault(template.name.casefold(), template)
    return tuple(sorted(found.values(), key=lambda template: template.name.casefold()))


def find_template(name: str, folders: Iterable[Path] = ()) -> Template:
    """The template of that name or title; `InputError` with the nearest name where there is none."""
    known = templates(folders)
    wanted = " ".join(name.casefold().split())
    for template in known:
        if wanted in (template.name.casefold(), template.title.casefold()):
            return template
    raise _unknown("template", name, [template.name for template in known])


def template_text(name: str, folders: Iterable[Path] = ()) -> str:
    """The text of a template, its `[template]` table included.

    Raises `InputError` for a name that is none, with the nearest that is one, and for a file that cannot be used.
    """
    template = find_template(name, folders)
    if template.problem:
        raise InputError(
            "The template cannot be used", template.problem, "Correct the file, or choose another template."
        )
    return load(template.path).text


def samples() -> tuple[Sample, ...]:
    """The samples that come along, those first that an author looks at for an example."""
    found = {path.stem: path for folder in _come_along("samples") for path in _documents(folder)}
    names = sorted(found, key=lambda name: (list(_SAMPLES).index(name) if name in _SAMPLES else len(_SAMPLES), name))
    return tuple(Sample(name, _SAMPLES.get(name, name), found[name]) for name in names)


def sample_text(name: str) -> str:
    """The text of a sample; `InputError` with the nearest name where there is none."""
    known = {sample.name: sample for sample in samples()}
    if name not in known:
        raise _unknown("sample", name, list(known))
    return load(known[name].path).text


def _come_along(what: str) -> tuple[Path, ...]:
    """The folder in the installed package, else the one beside it in a checkout."""
    places = (_PACKAGE / what, _PACKAGE.parent / what)
    return next(((place,) for place in places if place.is_dir()), ())


def _documents(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if path.suffix == ".md" and not path.name.startswith("."))
    except OSError:
        return []


def _template(path: Path) -> Template | None:
    try:
        text = load(path).text
    except InputError as error:
        return Template(path.stem, path.stem, (), path, str(error))
    front = read_front(text, _NO_SCHEMA)
    if not front.readable:
        return Template(path.stem, path.stem, (), path, _problem(path, front))
    table = front.values.get("template")
    if not isinstance(table, Mapping):
        return None
    title = table.get("name")
    serves = table.get("for", ())
    serves = (serves,) if isinstance(serves, str) else serves
    return Template(
        name=path.stem,
        title=title.strip() if isinstance(title, str) and title.strip() else path.stem,
        for_=tuple(kind for kind in serves if isinstance(kind, str)) if isinstance(serves, list | tuple) else (),
        path=path,
    )


def _problem(path: Path, front: FrontMatter) -> str:
    return " ".join((f"{printable(path)}:", *(finding.message for finding in front.findings)))


def _unknown(kind: str, name: str, known: list[str]) -> InputError:
    near = difflib.get_close_matches(name.casefold(), known, n=1, cutoff=0.4)
    hint = f"Did you mean “{near[0]}”? " if near else ""
    there = f"There are: {', '.join(known)}." if known else f"No {kind}s were found."
    return InputError(f"Unknown {kind}", f"There is no {kind} “{printable(name, 40)}”.", hint + there)
