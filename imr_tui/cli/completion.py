"""`imr-tui completion`: a script for the shell, made from the table of commands and their arguments."""

from __future__ import annotations

import argparse
import importlib
from collections.abc import Callable, Mapping

from imr_tui.cli.arguments import COMMANDS, command_parser, open_parser
from imr_tui.cli.console import Console
from imr_tui.cli.plainly import PROGRAM
from imr_tui.data.loader import load_schema
from imr_tui.dataclass import dataclass
from imr_tui.errors import ExitStatus
from imr_tui.storage.policy import PolicyPlace

_FILES = frozenset({"FILE", "DIR", "OUT", "PATH", "FOLDER", "DOCX"})


@dataclass(frozen=True, slots=True)
class Option:
    """An option: how it is written, what it does, and what follows it.

    `takes` says whether a value follows; `choices` what it may be; `file` whether it is a file's name.
    """

    names: tuple[str, ...]
    said: str
    takes: bool = False
    choices: tuple[str, ...] = ()
    file: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """What can be written behind a command: its options, and the words that are its arguments one by one.

    `places` are the choices of each argument in order; None stands for a file's name, empty for anything.
    """

    name: str
    said: str
    options: tuple[Option, ...]
    places: tuple[tuple[str, ...] | None, ...]


def add_arguments(parser: argparse.ArgumentParser, _name: str, /) -> None:
    """Declare the argument of `completion`."""
    parser.add_argument("shell", metavar="SHELL", choices=tuple(SCRIPTS), help=f"one of {', '.join(SCRIPTS)}")


def run(arguments: argparse.Namespace, console: Console, _policy: PolicyPlace, /) -> ExitStatus:
    """Print the script."""
    console.line(SCRIPTS[arguments.shell](table()).rstrip("\n"))
    return ExitStatus.FINE


def table() -> tuple[Words, ...]:
    """Every command with its words; first, without a name, what opens the editor."""
    schema = load_schema()
    known = {"ITEM": schema.items, "KIND": tuple(kind.name.replace(" ", "-") for kind in schema.kinds.values())}
    found = [_words("", "", open_parser(), known)]
    for command in COMMANDS:
        module = importlib.import_module(command.module)
        found.append(_words(command.name, command.summary, command_parser(command, module.add_arguments), known))
    return tuple(found)


def _words(name: str, said: str, parser: argparse.ArgumentParser, known: Mapping[str, tuple[str, ...]]) -> Words:
    options: list[Option] = []
    places: list[tuple[str, ...] | None] = []
    # A parser gives what it was told in no other way.
    for action in parser._actions:  # noqa: SLF001 - as above
        called = str(action.metavar or action.dest).upper()
        choices = tuple(map(str, action.choices)) if action.choices is not None else known.get(called, ())
        file = called in _FILES
        if action.option_strings:
            takes = action.nargs != 0
            options.append(
                Option(tuple(action.option_strings), action.help or "", takes, choices, file and not choices)
            )
        else:
            places.append(None if file and not choices else choices)
    return Words(name, said, tuple(options), tuple(places))


def bash(commands: tuple[Words, ...]) -> str:
    """The script for bash; it needs nothing but bash 4."""
    opening, *named = commands
    names = " ".join(words.name for words in named)
    lines = [
        f"# Completion of {PROGRAM} for bash, made by: {PROGRAM} completion bash",
        "_imr_tui() {",
        '    local cur="${COMP_WORDS[COMP_CWORD]}" prev="${COMP_WORDS[COMP_CWORD-1]}" command="" place=0 word index',
        "    COMPREPLY=()",
        "    for ((index = 1; index < COMP_CWORD; index++)); do",
        '        word="${COMP_WORDS[index]}"',
        '        case "$word" in',
        f"            {'|'.join(_with_value(commands))}) index=$((index + 1)) ;;",
        "            -*) ;;",
        '            *) if [ -z "$command" ]; then command="$word"; else place=$((place + 1)); fi ;;',
        "        esac",
        "    done",
        f'    case " {names} " in *" $command "*) ;; *) [ -n "$command" ] && command="-" ;; esac',
        '    case "$command:$prev" in',
    ]
    for words in commands:
        lines += _bash_values(words)
    lines += ["    esac", '    case "$command:$cur" in']
    for words in commands:
        told = " ".join(name for option in words.options for name in option.names)
        pattern = f"{words.name}:-*" if words.name else ":-*|-:-*"
        lines.append(f'        {pattern}) _imr_tui_words "{told}"; return ;;')
    lines += ["    esac", '    case "$command:$place" in', f'        :0) _imr_tui_words "{names}"; _imr_tui_files ;;']
    for words in named:
        for index, place in enumerate(words.places):
            if place is None:
                lines.append(f"        {words.name}:{index}) _imr_tui_files ;;")
            elif place:
                lines.append(f'        {words.name}:{index}) _imr_tui_words "{" ".join(place)}" ;;')
    del opening
    lines += ["    esac", "}", *_BASH_PARTS, f"complete -F _imr_tui {PROGRAM}"]
    return "\n".join(lines) + "\n"


_BASH_PARTS = (
    "_imr_tui_words() {",
    "    local found",
    '    mapfile -t found < <(compgen -W "$1" -- "$cur")',
    '    COMPREPLY+=("${found[@]}")',
    "}",
    "_imr_tui_files() {",
    "    local found",
    "    compopt -o filenames 2>/dev/null",
    '    mapfile -t found < <(compgen -f -- "$cur")',
    '    COMPREPLY+=("${found[@]}")',
    "}",
)


def _with_value(commands: tuple[Words, ...]) -> tuple[str, ...]:
    """Every option that a value follows."""
    found = (name for words in commands for option in words.options if option.takes for name in option.names)
    return tuple(sorted(set(found)))


def _bash_values(words: Words) -> list[str]:
    lines: list[str] = []
    for option in words.options:
        if not option.takes:
            continue
        does = ":"
        if option.choices:
            does = f'_imr_tui_words "{" ".join(option.choices)}"'
        elif option.file:
            does = "_imr_tui_files"
        patterns = "|".join(
            f"{prefix}:{name}" for name in option.names for prefix in ([words.name] if words.name else ["", "-"])
        )
        lines.append(f"        {patterns}) {does}; return ;;")
    return lines


def zsh(commands: tuple[Words, ...]) -> str:
    """The script for zsh, to be put in a folder of `fpath` as `_imr-tui`."""
    opening, *named = commands
    lines = [
        f"#compdef {PROGRAM}",
        f"# Completion of {PROGRAM} for zsh, made by: {PROGRAM} completion zsh",
        "_imr_tui() {",
        "    local -a commands",
        "    commands=(",
        *(f"        {_quoted(f'{words.name}:{words.said}')}" for words in named),
        "    )",
        "    if (( CURRENT == 2 )) && [[ $words[2] != -* ]]; then",
        "        _describe command commands",
        "        _files",
        "        return",
        "    fi",
        "    case $words[2] in",
    ]
    for words in named:
        lines.append(f"        {words.name})")
        lines.append("            shift words; (( CURRENT-- ))")
        lines.append(f"            _arguments {_zsh_arguments(words)} ;;")
    lines += [f"        *) _arguments {_zsh_arguments(opening)} ;;", "    esac", "}", "compdef _imr_tui imr-tui"]
    return "\n".join(lines) + "\n"


def _zsh_arguments(words: Words) -> str:
    parts: list[str] = []
    for option in words.options:
        for name in option.names:
            value = f":value:{_zsh_values(option.choices, file=option.file)}" if option.takes else ""
            parts.append(_quoted(f"{name}[{_bracketless(option.said)}]{value}"))
    for index, place in enumerate(words.places, start=1):
        parts.append(_quoted(f"{index}:word:{_zsh_values(place or (), file=place is None)}"))
    return " ".join(parts)


def _zsh_values(choices: tuple[str, ...], *, file: bool) -> str:
    return "_files" if file else f"({' '.join(choices)})" if choices else ""


def fish(commands: tuple[Words, ...]) -> str:
    """The script for fish."""
    opening, *named = commands
    names = " ".join(words.name for words in named)
    none_yet = f"not __fish_seen_subcommand_from {names}"
    lines = [f"# Completion of {PROGRAM} for fish, made by: {PROGRAM} completion fish"]
    lines += [
        f"complete -c {PROGRAM} -n {_quoted(none_yet)} -a {words.name} -d {_quoted(words.said)}" for words in named
    ]
    for words in commands:
        when = f"__fish_seen_subcommand_from {words.name}" if words.name else none_yet
        lines += [_fish_option(option, when) for option in words.options]
        for place in words.places:
            if place:
                lines.append(f"complete -c {PROGRAM} -n {_quoted(when)} -f -a {_quoted(' '.join(place))}")
    del opening
    return "\n".join(lines) + "\n"


def _fish_option(option: Option, when: str) -> str:
    parts = [f"complete -c {PROGRAM} -n {_quoted(when)}"]
    parts += [f"-l {name[2:]}" if name.startswith("--") else f"-s {name[1:]}" for name in option.names]
    if option.choices:
        parts.append(f"-x -a {_quoted(' '.join(option.choices))}")
    elif option.takes:
        parts.append("-r" if option.file else "-x")
    return f"{' '.join(parts)} -d {_quoted(option.said)}"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"


def _bracketless(text: str) -> str:
    return text.replace("[", "(").replace("]", ")").replace(":", "\\:")


SCRIPTS: Mapping[str, Callable[[tuple[Words, ...]], str]] = {"bash": bash, "zsh": zsh, "fish": fish}
