"""One run of the command line: which command, its errors in plain words, its exit status."""

from __future__ import annotations

import gc
import importlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TextIO, cast

from imr_tui import __version__
from imr_tui.cli.console import Console
from imr_tui.cli.nearest import did_you_mean
from imr_tui.cli.plainly import PROGRAM, Opening, plain_opening
from imr_tui.cli.site import site_of
from imr_tui.errors import ExitStatus, ImrError, InputError
from imr_tui.storage.faults import words
from imr_tui.storage.policy import POLICY_PLACE, PolicyPlace

if TYPE_CHECKING:
    from imr_tui.cli.arguments import Parser, Runnable, Siteless

INTERRUPTED = 130
UNEXPECTED = 70


def run(
    arguments: Sequence[str],
    out: TextIO,
    err: TextIO,
    *,
    keyboard: TextIO | None = None,
    policy: PolicyPlace = POLICY_PLACE,
) -> int:
    """Do what the arguments ask and return the exit status; nothing but a fault of ours is raised.

    Questions are asked where `keyboard` is a terminal; `policy` is where the site's policy is looked for.
    """
    console = Console(out, err, os.environ, keyboard)
    try:
        status = int(_dispatch(arguments, console, policy))
    except ImrError as error:
        _tell(error, console)
        return int(error.exit_status)
    except OSError as error:
        _tell(InputError("The system refused it", *words(error)), console)
        return int(ExitStatus.UNUSABLE)
    except KeyboardInterrupt:
        return INTERRUPTED
    try:
        console.flush()
    except BrokenPipeError:
        _discard(out)
    except OSError as error:
        _discard(out)
        _tell(InputError("The output could not be written", *words(error)), console)
        return int(ExitStatus.UNUSABLE)
    return status


def unexpected(kind: type[BaseException], _fault: BaseException, trace: object) -> NoReturn:
    """End the process on a fault of ours with one line that holds no text of a document; for `sys.excepthook`."""
    frame = getattr(trace, "tb_next", None)
    place = ""
    while frame is not None:
        place = f" at {Path(frame.tb_frame.f_code.co_filename).name}:{frame.tb_lineno}"
        frame = frame.tb_next
    if sys.stderr is not None:
        sys.stderr.write(
            f"{PROGRAM} met a fault of its own ({kind.__name__}{place}) and stopped. "
            "A review is only ever written whole, so the one on disk is sound. Please report this line.\n"
        )
        sys.stderr.flush()
    os._exit(UNEXPECTED)


def _dispatch(arguments: Sequence[str], console: Console, policy: PolicyPlace) -> ExitStatus:
    plain = plain_opening(arguments)
    if plain is not None:
        return _open(plain, policy)
    from imr_tui.cli.arguments import command_named, command_parser, open_parser  # noqa: PLC0415 - to open a review takes none of it

    command = command_named(arguments[0]) if arguments else None
    if command is not None:
        module = importlib.import_module(command.module)
        parser = command_parser(command, cast("Runnable", module).add_arguments)
        if _asks_help(arguments):
            return _help(parser, console)
        namespace = parser.read(arguments[1:])
        namespace.command = command.name
        gc.enable()
        if not command.needs_site:
            return cast("Siteless", module).run(namespace, console, policy)
        return cast("Runnable", module).run(namespace, console, site_of(policy))
    parser = open_parser()
    if _asks_help(arguments):
        return _help(parser, console)
    namespace = parser.read(arguments)
    if namespace.version:
        console.line(f"{PROGRAM} {__version__}")
        return ExitStatus.FINE
    _refuse_unknown_command(namespace.file)
    return _open(Opening(namespace.file, namespace.at, namespace.accessible), policy)


def _open(wish: Opening, policy: PolicyPlace) -> ExitStatus:
    opening = importlib.import_module("imr_tui.cli.opening")
    return ExitStatus(opening.open_editor(wish.file, wish.at, site_of(policy), accessible=wish.accessible))


def _asks_help(arguments: Sequence[str]) -> bool:
    before = arguments[: arguments.index("--")] if "--" in arguments else arguments
    return "-h" in before or "--help" in before


def _help(parser: Parser, console: Console) -> ExitStatus:
    console.line(parser.format_help().rstrip("\n"))
    return ExitStatus.FINE


def _refuse_unknown_command(word: str | None) -> None:
    if word is None or "." in word or os.sep in word or Path(word).exists():
        return
    from imr_tui.cli.arguments import COMMANDS  # noqa: PLC0415 - as above

    names = [command.name for command in COMMANDS]
    raise InputError(
        "There is no such command or file",
        f'Nothing here is called "{word}".',
        did_you_mean(word, names, f"See {PROGRAM} --help for the commands."),
    )


def _tell(error: ImrError, console: Console) -> None:
    console.tell(f"{error.title}.")
    for text in (error.detail, error.hint):
        if text:
            console.tell(f"  {text}")


def _discard(out: TextIO) -> None:
    """Nobody reads standard output any more: let the interpreter flush what is left into nowhere."""
    try:
        descriptor = out.fileno()
    except OSError:
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, descriptor)
    os.close(nowhere)
