"""What `imr-tui doctor` says of the terminal: its kind, colours, letters, size, mouse, and what stands between."""

from __future__ import annotations

import importlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping

from imr_tui.cli.doctor_model import Finding, Verdict
from imr_tui.cli.opening import UNABLE, is_on_terminal

_LEAST, _USUAL_WIDTH, _USUAL_HEIGHT = 20, 80, 24
_PATIENCE = 3.0
_UTF8 = {"utf8"}
_BETWEEN = (
    ("TMUX", "tmux", ("tmux", "-V")),
    ("STY", "GNU screen", ("screen", "-v")),
    ("ZELLIJ", "Zellij", ("zellij", "-V")),
)


def terminal_findings() -> tuple[Finding, ...]:
    """What is found of the terminal that the process was started on."""
    environment = os.environ
    return (
        _terminal(environment, on_terminal=is_on_terminal()),
        _colours(environment),
        _letters(environment),
        _size(),
        _multiplexer(environment),
        _connection(environment),
    )


def _terminal(environment: Mapping[str, str], *, on_terminal: bool) -> Finding:
    term = environment.get("TERM", "")
    name = f"TERM is {term}" if term else "TERM is not set"
    if not on_terminal:
        value = f"input or output is not a terminal here; {name}"
        hint = (
            "The editor needs one; every other command works without. imr-tui check FILE shows where a review stands."
        )
        return Finding("terminal", "Terminal", value, Verdict.LOOK, hint)
    if term in UNABLE:
        hint = "The editor cannot be shown on it. Choose a terminal such as xterm-256color in your program's settings."
        return Finding("terminal", "Terminal", name, Verdict.WRONG, hint)
    return Finding("terminal", "Terminal", name)


def _colours(environment: Mapping[str, str]) -> Finding:
    term = environment.get("TERM", "").casefold()
    if environment.get("NO_COLOR") is not None:
        return Finding("colours", "Colours", "none, as NO_COLOR asks")
    if environment.get("COLORTERM", "").strip().casefold() in {"truecolor", "24bit"} or term.endswith("-direct"):
        return Finding("colours", "Colours", "16 million")
    if "256color" in term or term.endswith("kitty"):
        return Finding("colours", "Colours", "256")
    return Finding("colours", "Colours", "16, the terminal's own")


def _letters(environment: Mapping[str, str]) -> Finding:
    letters = importlib.import_module("imr_tui.tui.letters")
    encoding = letters.terminal_encoding(environment, sys.stdout.encoding if sys.stdout is not None else None)
    named = next((environment[name] for name in ("LC_ALL", "LC_CTYPE", "LANG") if environment.get(name)), "not set")
    value = f"{encoding.upper()}; the locale is {named}"
    if encoding.casefold().replace("-", "").replace("_", "") in _UTF8:
        return Finding("letters", "Letters", value)
    hint = "Signs are drawn with plain letters. For all letters, set a UTF-8 locale: export LANG=C.UTF-8"
    return Finding("letters", "Letters", value, Verdict.LOOK, hint)


def _size() -> Finding:
    try:
        columns, lines = os.get_terminal_size(sys.__stdout__.fileno() if sys.__stdout__ is not None else 1)
    except (OSError, ValueError):
        return Finding("size", "Size", "not known, as output is not a terminal")
    value = f"{columns} columns, {lines} rows"
    if columns < _USUAL_WIDTH or lines < _USUAL_HEIGHT:
        hint = f"It works, but {_USUAL_WIDTH} columns and {_USUAL_HEIGHT} rows or more are better to work in."
        return Finding("size", "Size", value, Verdict.LOOK, hint)
    return Finding("size", "Size", value)


def _multiplexer(environment: Mapping[str, str]) -> Finding:
    found = [
        f"{name} ({version_of(command) or 'version not known'})"
        for variable, name, command in _BETWEEN
        if environment.get(variable)
    ]
    if not found:
        return Finding("multiplexer", "Between", "neither tmux nor GNU screen")
    if environment.get("STY"):
        hint = "The mouse is off in GNU screen unless the settings say mouse = true."
        return Finding("multiplexer", "Between", ", ".join(found), Verdict.FINE, hint)
    return Finding("multiplexer", "Between", ", ".join(found))


def version_of(command: tuple[str, ...]) -> str:
    """What a program says of its version, its first line; empty where it is not there or does not say."""
    program = shutil.which(command[0])
    if program is None:
        return ""
    try:
        done = subprocess.run(  # noqa: S603 - a fixed list, no shell
            [program, *command[1:]],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_PATIENCE,
            text=True,
            errors="replace",
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return (done.stdout or done.stderr).strip().partition("\n")[0]


def _connection(environment: Mapping[str, str]) -> Finding:
    if "SSH_CONNECTION" in environment:
        delay = environment.get("ESCDELAY", "250")
        return Finding("connection", "Connection", f"SSH; Escape is told from other keys after {delay} milliseconds")
    return Finding("connection", "Connection", "this machine itself")


def mouse_finding(setting: bool | None) -> Finding:  # noqa: FBT001 - the setting as it is
    """Whether the mouse is used, and why."""
    if setting is not None:
        return Finding("mouse", "Mouse", f"{'on' if setting else 'off'}, as the settings say")
    if "STY" in os.environ:
        return Finding("mouse", "Mouse", "off, because GNU screen garbles it")
    return Finding("mouse", "Mouse", "on where the terminal sends it; nothing needs it")


def versions() -> Iterator[Finding]:
    """The versions of the program and what it runs on."""
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 - needed here alone

    from imr_tui import __version__  # noqa: PLC0415 - as above

    try:
        textual = version("textual")
    except PackageNotFoundError:
        textual = "not found"
    python = ".".join(map(str, sys.version_info[:3]))
    yield Finding("program", "Program", f"imr-tui {__version__}, Python {python}, Textual {textual}")
