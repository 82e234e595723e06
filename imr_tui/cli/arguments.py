"""The commands and their arguments: a parser whose help starts with examples and whose refusals say what to do."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NoReturn, Protocol, cast

from imr_tui.cli.nearest import did_you_mean
from imr_tui.cli.plainly import PROGRAM
from imr_tui.dataclass import dataclass
from imr_tui.errors import ExitStatus, InputError

if TYPE_CHECKING:
    from imr_tui.cli.console import Console
    from imr_tui.cli.site import Site
    from imr_tui.storage.policy import PolicyPlace

_UNREAD = frozenset(map(chr, range(0xDC80, 0xDD00)))


class Siteless(Protocol):
    """What the module of a command offers that works whatever the site's policy holds."""

    def add_arguments(self, parser: argparse.ArgumentParser, name: str, /) -> None:
        """Declare the arguments of the command `name`."""

    def run(self, arguments: argparse.Namespace, console: Console, policy: PolicyPlace, /) -> ExitStatus:
        """Do what `arguments` ask; ImrError where it cannot be done."""


class Runnable(Protocol):
    """What the module of a command offers: its arguments, and the work."""

    def add_arguments(self, parser: argparse.ArgumentParser, name: str, /) -> None:
        """Declare the arguments of the command `name`."""

    def run(self, arguments: argparse.Namespace, console: Console, site: Site, /) -> ExitStatus:
        """Do what `arguments` ask; ImrError where it cannot be done."""


@dataclass(frozen=True, slots=True)
class Command:
    """A command: its name, the module that does it, one line on what it does, and examples for its help.

    One that needs no site is given the place where a policy is looked for, and works whatever that holds.
    """

    name: str
    module: str
    summary: str
    examples: tuple[str, ...]
    needs_site: bool = True


COMMANDS = (
    Command(
        "new",
        "imr_tui.cli.templates",
        "Start a review from a template.",
        (
            "imr-tui new review.md",
            "imr-tui new review.md --template dhr",
            "imr-tui new look.md --sample dhr-complete",
        ),
    ),
    Command(
        "check",
        "imr_tui.cli.check",
        "Show where each question of the checklist stands, and every finding.",
        ("imr-tui check review.md", "imr-tui check review.md --json"),
    ),
    Command(
        "next",
        "imr_tui.cli.standing",
        "Show the next thing to do.",
        ("imr-tui next review.md", "imr-tui next review.md --after 120"),
    ),
    Command(
        "status",
        "imr_tui.cli.standing",
        "List the reviews in a folder with their count.",
        ("imr-tui status", "imr-tui status ~/reviews"),
    ),
    Command(
        "thread",
        "imr_tui.cli.threads",
        "Show how the records hang together, from event to action, and what is missing between them.",
        ("imr-tui thread review.md", "imr-tui thread review.md --gaps", "imr-tui thread review.md --json"),
    ),
    Command(
        "confirm",
        "imr_tui.cli.questions",
        "Confirm a question that is yours to judge.",
        ("imr-tui confirm review.md language.3", 'imr-tui confirm review.md language.3 --by "Priya Nair"'),
    ),
    Command(
        "not-applicable",
        "imr_tui.cli.questions",
        "Set a question aside, with the reason.",
        ('imr-tui not-applicable review.md feedback.3 --reason "The force has no strategy of its own yet."',),
    ),
    Command(
        "reopen",
        "imr_tui.cli.questions",
        "Take back a confirmation or a not applicable.",
        ("imr-tui reopen review.md language.3",),
    ),
    Command(
        "keep",
        "imr_tui.cli.settling",
        "Keep a finding about the wording, or switch its rule off for this review, with the reason.",
        (
            'imr-tui keep review.md wording.domestic-abuse 120 --reason "The unit\'s proper name."',
            'imr-tui keep review.md jargon.custody --off --reason "Every reader works in custody."',
        ),
    ),
    Command(
        "set",
        "imr_tui.cli.records",
        "Set a field of a record, or a value of the front matter.",
        (
            'imr-tui set review.md E3.Date "14 March 2023"',
            'imr-tui set review.md F2.Practice "Good practice"',
            "imr-tui set review.md dates.requested 2025-05-01",
        ),
    ),
    Command(
        "add",
        "imr_tui.cli.records",
        "Add a record, with its fields empty; or import a chronology from a table, terms of reference from a list.",
        (
            'imr-tui add review.md event --title "999 call from a neighbour"',
            "imr-tui add review.md action --under R1",
            "imr-tui add review.md events --from chronology.csv --dry-run",
            'imr-tui add review.md events --from chronology.csv --map "Officer=Leave out"',
            "imr-tui add review.md terms-of-reference --from terms.txt",
        ),
    ),
    Command(
        "renumber",
        "imr_tui.cli.renumbering",
        "Give a record another number, or all of a kind theirs in order; every reference follows.",
        ("imr-tui renumber review.md E3 E7", "imr-tui renumber review.md events"),
    ),
    Command(
        "export",
        "imr_tui.cli.export",
        "Make the Word document, or a table of it as CSV.",
        (
            "imr-tui export review.md",
            "imr-tui export review.md -o to-send.docx --force",
            "imr-tui export review.md --profile pseudonyms -o for-publication.docx",
            "imr-tui export review.md --profile chronology -o chronology.csv",
            "imr-tui export review.md --answers -o second-round.docx",
        ),
    ),
    Command(
        "import",
        "imr_tui.cli.importing",
        "Make a review from a Word file.",
        ("imr-tui import earlier.docx -o review.md", "imr-tui import their-template.docx"),
    ),
    Command(
        "dialogue",
        "imr_tui.cli.dialogue",
        "List the remarks on a copy that was sent, take in those of one that came back, answer them.",
        (
            "imr-tui dialogue review.md --from returned.docx",
            "imr-tui dialogue review.md --open",
            'imr-tui dialogue review.md --answer 3 "The log was found; see E4."',
            "imr-tui dialogue review.md --apply 4",
        ),
    ),
    Command(
        "names",
        "imr_tui.cli.names",
        "List the names that a copy for publication still needs a decision on, and decide.",
        (
            "imr-tui names review.md",
            'imr-tui names review.md --replace "PC Tom Ellery" "Officer A"',
            'imr-tui names review.md --keep "Northshire Police"',
            "imr-tui names review.md --in for-publication.docx",
        ),
    ),
    Command(
        "snapshot",
        "imr_tui.cli.snapshots",
        "Keep a version of a review under a name, list the versions, take one back.",
        (
            'imr-tui snapshot review.md --name "before the panel"',
            "imr-tui snapshot review.md --list",
            'imr-tui snapshot review.md --restore "before the panel" --to earlier.md',
        ),
    ),
    Command(
        "compare",
        "imr_tui.cli.comparing",
        "Say in words what changed between two reviews, or since a version.",
        ("imr-tui compare draft-1.md draft-2.md", 'imr-tui compare review.md "before the panel"'),
    ),
    Command(
        "recover",
        "imr_tui.cli.recovering",
        "Show or write what was typed and not saved.",
        ("imr-tui recover", "imr-tui recover review.md", "imr-tui recover review.md --to recovered.md"),
    ),
    Command(
        "where",
        "imr_tui.cli.keeping",
        "Name every place that holds text of a review.",
        ("imr-tui where review.md",),
    ),
    Command(
        "purge",
        "imr_tui.cli.keeping",
        "Remove what is kept of a review beside the review itself.",
        ("imr-tui purge review.md", "imr-tui purge review.md --yes"),
    ),
    Command(
        "rules",
        "imr_tui.cli.rules",
        "List the rules that a review is checked by, or explain one.",
        (
            "imr-tui rules",
            "imr-tui rules wording.suicide",
            "imr-tui rules --json",
            "imr-tui rules --check force.toml",
        ),
    ),
    Command(
        "words",
        "imr_tui.cli.words",
        "List, add or remove words of your own; list the words of a review that are not known.",
        ("imr-tui words", "imr-tui words add cuckooing Linwick", "imr-tui words check review.md --suggest"),
    ),
    Command(
        "templates",
        "imr_tui.cli.templates",
        "List the templates that a review can be started from; check one, make one, change that of a review.",
        (
            "imr-tui templates",
            "imr-tui templates check ours.md",
            'imr-tui templates make review.md -o ours.md --name "Northshire SAR"',
            "imr-tui templates change review.md sar",
            "imr-tui templates change review.md sar --write",
        ),
    ),
    Command(
        "keys",
        "imr_tui.cli.key_trial",
        "Show what each key press arrives as in this terminal, and what it does.",
        ("imr-tui keys",),
    ),
    Command(
        "doctor",
        "imr_tui.cli.doctor",
        "Say whether this terminal and machine have what the program needs, and what to do where they have not.",
        ("imr-tui doctor", "imr-tui doctor --json"),
        needs_site=False,
    ),
    Command(
        "audit",
        "imr_tui.cli.trail",
        "Say whether the audit trail is whole.",
        ("imr-tui audit", "imr-tui audit collected/audit.log", "imr-tui audit --json"),
    ),
    Command(
        "completion",
        "imr_tui.cli.completion",
        "Print a script that completes commands, options and file names in a shell.",
        (
            "imr-tui completion bash > ~/.local/share/bash-completion/completions/imr-tui",
            "imr-tui completion zsh > ~/.zfunc/_imr-tui",
            "imr-tui completion fish > ~/.config/fish/completions/imr-tui.fish",
        ),
        needs_site=False,
    ),
)

OPEN_EXAMPLES = (
    "imr-tui review.md",
    "imr-tui review.md --at E3",
    "imr-tui review.md --at 120",
    "imr-tui check review.md",
)


def command_named(name: str) -> Command | None:
    """The command of that name; None where there is none."""
    return next((command for command in COMMANDS if command.name == name), None)


class Parser(argparse.ArgumentParser):
    """An argument parser that shows examples first and raises `InputError` instead of ending the process."""

    def __init__(self, name: str, summary: str, examples: Sequence[str], *, ending: str = "") -> None:
        super().__init__(
            prog=f"{PROGRAM} {name}".strip(),
            description=summary,
            epilog=ending,
            allow_abbrev=False,
            add_help=False,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        self._examples = examples
        self.add_argument("-h", "--help", action="store_true", help="show this help")

    def format_help(self) -> str:
        """The help: what the command does and examples, then how it is written and its options."""
        shown = "".join(f"  {example}\n" for example in self._examples)
        rest = super().format_help().replace(f"{self.description}\n\n", "", 1)
        return f"{self.description}\n\nexamples:\n{shown}\n{rest}"

    def error(self, message: str) -> NoReturn:
        """Refuse the arguments."""
        raise InputError(
            "The command cannot be read", f"{message[:1].upper()}{message[1:]}.", f"See {self.prog} --help."
        )

    def read(self, arguments: Sequence[str]) -> argparse.Namespace:
        """The arguments as a namespace; InputError with the nearest option where one is not known."""
        namespace, unknown = self.parse_known_args(arguments)
        if unknown:
            option = unknown[0].partition("=")[0]
            if option.startswith("-"):
                hint = did_you_mean(option, self._option_string_actions, f"See {self.prog} --help.")
                raise InputError("The command cannot be read", f"There is no option {option}.", hint)
            if self.prog == PROGRAM and getattr(namespace, "file", None):
                word = as_typed(namespace.file)
                names = [command.name for command in COMMANDS]
                raise InputError(
                    "There is no such command",
                    f"{PROGRAM} has no command {word}.",
                    did_you_mean(word, names, f"It has {', '.join(names)}."),
                )
            self.error(f"there is one word too many: {unknown[0]}")
        return namespace


def command_parser(command: Command, add_arguments: Callable[[argparse.ArgumentParser, str], None]) -> Parser:
    """The parser of one command."""
    parser = Parser(command.name, command.summary, command.examples)
    add_arguments(parser, command.name)
    return parser


def open_parser() -> Parser:
    """The parser for opening the editor, whose help is that of the whole program."""
    width = max(len(command.name) for command in COMMANDS)
    listed = "\n".join(f"  {command.name:<{width}}  {command.summary}" for command in COMMANDS)
    parser = Parser(
        "",
        "Write, check and send the police part of a statutory review: the Individual Management Review.",
        OPEN_EXAMPLES,
        ending=f"commands:\n{listed}\n\nEach command has a help of its own: {PROGRAM} check --help",
    )
    parser.add_argument("file", nargs="?", metavar="FILE", help="the review to open; without one, the start screen")
    parser.add_argument("--at", metavar="PLACE", help="open at a line (120) or at a record (E3)")
    parser.add_argument("--accessible", action="store_true", help="for a screen reader: one column of words, no signs")
    parser.add_argument("--version", action="store_true", help="say which version this is")
    return parser


def file_argument(parser: argparse.ArgumentParser) -> None:
    """Add the review that the command is about."""
    parser.add_argument("file", metavar="FILE", help="the review")


def json_argument(parser: argparse.ArgumentParser) -> None:
    """Add the choice of JSON."""
    parser.add_argument("--json", action="store_true", help="print JSON, for programs")


def text_of(arguments: argparse.Namespace, name: str) -> str:
    """A text argument; empty where it was not given."""
    return as_typed(cast("str | None", getattr(arguments, name)) or "")


def as_typed(text: str) -> str:
    """Text of an argument as it was typed, also where the locale does not say what the terminal sends.

    Bytes that the locale could not read stand as lone surrogates: they are read as UTF-8, else as Windows-1252.
    """
    if text.isascii() or not any(character in _UNREAD for character in text):
        return text
    data = os.fsencode(text)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")
