"""What `imr-tui doctor` says of files: settings and policy, the folders that are written to, pandoc, the dictionary."""

from __future__ import annotations

import importlib
import os
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

from imr_tui.cli.doctor_model import Finding, Verdict
from imr_tui.cli.doctor_terminal import mouse_finding, versions
from imr_tui.errors import ExitStatus, ImrError
from imr_tui.storage.places import settings_folder
from imr_tui.storage.policy import NO_POLICY, Policy, PolicyPlace, load_policy
from imr_tui.storage.settings import Settings, load_settings, settings_file
from imr_tui.word.options import PROFILES

_PRIVATE = 0o700


def file_findings(place: PolicyPlace) -> tuple[Finding, ...]:
    """What is found of programs, settings and folders; nothing is made or changed on the way."""
    policy, ruled = _policy(place)
    settings, read = _settings(policy)
    return (
        *versions(),
        _pandoc(),
        _dictionary(settings),
        ruled,
        read,
        _locked(settings),
        mouse_finding(settings.mouse),
        _copying(settings),
        _looks(settings),
        *_folders(policy),
    )


def _policy(place: PolicyPlace) -> tuple[Policy, Finding]:
    try:
        policy = load_policy(place, profiles=PROFILES)
    except ImrError as error:
        return NO_POLICY, Finding("policy", "Policy", f"{error.title}. {error.detail}", Verdict.WRONG, error.hint)
    said = f"none; {place.file} is not there" if policy is NO_POLICY else f"{place.file}"
    return policy, Finding("policy", "Policy", said)


def _settings(policy: Policy) -> tuple[Settings, Finding]:
    file = settings_file()
    try:
        actions = importlib.import_module("imr_tui.tui.actions")
        settings = load_settings(actions=actions.KEYS, policy=policy)
    except ImrError as error:
        return Settings(), Finding("settings", "Settings", error.detail, Verdict.WRONG, error.hint)
    said = str(file) if file.exists() else f"the defaults; {file} is not there"
    return settings, Finding("settings", "Settings", said)


def _locked(settings: Settings) -> Finding:
    if not settings.locked:
        return Finding("locked", "Locked", "nothing: every setting is yours to choose")
    return Finding("locked", "Locked", f"by the site's policy: {', '.join(sorted(settings.locked))}")


def _copying(settings: Settings) -> Finding:
    said = "goes to your desktop's clipboard too" if settings.desktop_copy else "stays in the program"
    return Finding("copying", "Copied text", said)


def _looks(settings: Settings) -> Finding:
    accessible = "on" if settings.accessible else "off"
    return Finding("looks", "Looks", f"colours {settings.theme}; accessible mode {accessible}")


def _pandoc() -> Finding:
    pandoc = importlib.import_module("imr_tui.word.pandoc")
    try:
        program = pandoc.find_pandoc()
        return Finding("pandoc", "pandoc", f"{pandoc.program_version(program)}, {program}")
    except ImrError as error:
        return Finding("pandoc", "pandoc", error.detail, Verdict.WRONG, error.hint, status=ExitStatus.MISSING_PROGRAM)


def _dictionary(settings: Settings) -> Finding:
    if not settings.spelling:
        return Finding("dictionary", "Spelling", "off, as the settings say")
    try:
        found = importlib.import_module("imr_tui.data.dictionary").load_dictionary()
    except (ImportError, OSError) as error:
        hint = "Spelling is not checked until it is there; everything else works. Install imr-tui again."
        return Finding("dictionary", "Spelling", f"no dictionary: {type(error).__name__}", Verdict.LOOK, hint)
    return Finding("dictionary", "Spelling", f"British dictionary in {found.folder}")


def _folders(policy: Policy) -> Iterator[Finding]:
    yield _folder("state", "State folder", policy.state_folder(), private=True)
    yield _folder("settings-folder", "Settings in", settings_folder(), private=False)
    yield _folder("here", "This folder", Path.cwd(), private=False)
    yield _folder("temporary", "Temporary", Path(tempfile.gettempdir()), private=False)


def _folder(ident: str, name: str, folder: Path, *, private: bool) -> Finding:
    there = folder
    while not there.exists() and there != there.parent:
        there = there.parent
    try:
        status = there.stat()
    except OSError:
        return Finding(
            ident, name, f"{folder}: cannot be looked at", Verdict.WRONG, "Ask the administrator to let you in."
        )
    mode = stat.S_IMODE(status.st_mode)
    missing = there != folder
    said = f"{folder}: " + ("not there yet" if missing else f"mode {mode:04o}")
    if not os.access(there, os.W_OK | os.X_OK):
        verdict = Verdict.WRONG if private else Verdict.LOOK
        hint = "Nothing can be kept for recovery." if private else "Nothing can be saved in it."
        return Finding(
            ident,
            name,
            f"{said}, cannot be written",
            verdict,
            f"{hint} Ask the administrator for a folder of your own.",
        )
    if private and not missing and mode != _PRIVATE:
        hint = "It is set to 0700 the next time the program writes to it."
        return Finding(ident, name, f"{said}, open to others", Verdict.LOOK, hint)
    return Finding(ident, name, f"{said}, can be written")
