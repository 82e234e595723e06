"""The site's policy: what the administrator of a machine rules for everybody who works on it.

[locked]                              # holds whatever anybody else says
state_folder = "/srv/imr/{user}"      # also: "~/…"; recovery, versions, locks and the audit trail lie in it
autosave_seconds = 15                 # any of the settings

[defaults]                            # holds where nobody else says anything
theme = "contrast"
template_folders = ["/srv/imr/templates"]

[allowed]                             # what may be chosen; by default anything
markings = ["OFFICIAL-SENSITIVE"]
export_profiles = ["full", "pseudonyms"]

[keep]                                # days after which what was kept is removed at the next start
recovery_days = 30
versions_days = 365

It is looked for in one place alone, which no variable and no option can change: who may not write that file may not
choose another. A link in its place may lead elsewhere, as long as everything on the way belongs to the administrator.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Collection, Iterator, Mapping
from dataclasses import field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from imr_tui.dataclass import dataclass
from imr_tui.errors import InputError
from imr_tui.storage.faults import printable, words
from imr_tui.storage.operations import DISK, READ, FileOperations, close_quietly, read_fully
from imr_tui.storage.person import user_name
from imr_tui.storage.places import home_of_user, state_folder
from imr_tui.storage.setting_values import read_settings, setting_names
from imr_tui.storage.toml_tables import LARGEST_BYTES, Table, WrongValueError, read_toml

POLICY_FILE = Path("/etc/imr-tui/policy.toml")

_USER = "{user}"
_MOST_DAYS = 36_500
_MOST_STEPS = 200
_OTHERS_MAY_WRITE = stat.S_IWGRP | stat.S_IWOTH
_HINT = "This is for the administrator of the machine; the program does not start without it."


@dataclass(frozen=True, slots=True)
class Keeping:
    """After how many days recovered text and versions are removed; None for never."""

    recovery_days: int | None = None
    versions_days: int | None = None


@dataclass(frozen=True, slots=True)
class Policy:
    """What the site rules.

    `locked` and `defaults` map the names of settings to values as `Settings` has them. `markings` and
    `export_profiles` are what may be chosen, empty for anything. `locked_state_folder` and `default_state_folder` are
    as they were written.
    """

    locked: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    defaults: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    markings: tuple[str, ...] = ()
    export_profiles: tuple[str, ...] = ()
    keeping: Keeping = Keeping()
    locked_state_folder: str = ""
    default_state_folder: str = ""

    def allows_marking(self, marking: str) -> bool:
        """Whether a document may be marked so; case and blanks do not count."""
        return not self.markings or _folded(marking) in map(_folded, self.markings)

    def allows_profile(self, profile: str) -> bool:
        """Whether that may be exported."""
        return not self.export_profiles or profile in self.export_profiles

    def profile(self, usual: str) -> str:
        """What is exported where nobody says: the usual, or the first that is allowed."""
        return usual if self.allows_profile(usual) else self.export_profiles[0]

    def state_folder(self, environ: Mapping[str, str] = os.environ) -> Path:
        """Where this user's state lies: as locked, else as the environment says, else as the site proposes."""
        if self.locked_state_folder:
            return _expanded(self.locked_state_folder)
        if self.default_state_folder and not Path(environ.get("XDG_STATE_HOME", "")).is_absolute():
            return _expanded(self.default_state_folder)
        return state_folder(environ)


NO_POLICY = Policy()
"""The policy of a site without one: nothing is ruled."""


@dataclass(frozen=True, slots=True)
class PolicyPlace:
    """Where the policy is looked for, and whose it has to be.

    The file and every folder on the way to it, links followed, up to `top` itself have to belong to `owner`
    (a user's number) and be writable to nobody else.
    """

    file: Path = POLICY_FILE
    owner: int = 0
    top: Path = Path("/")


POLICY_PLACE = PolicyPlace()
"""Where a machine has its policy; only tests look elsewhere."""


def load_policy(
    place: PolicyPlace = POLICY_PLACE, *, profiles: Collection[str], operations: FileOperations = DISK
) -> Policy:
    """The policy of this machine; `NO_POLICY` where there is none. `profiles` are the exports there are.

    Raises `InputError` for one that cannot be read, that is wrong in any way, or that others than the administrator
    could have written.
    """
    try:
        descriptor = operations.open(place.file, READ | os.O_NONBLOCK)
    except FileNotFoundError:
        if place.file.is_symlink():
            raise _unusable(place.file, "The link leads to a file that is not there.") from None
        return NO_POLICY
    except OSError as error:
        raise _unusable(place.file, words(error)[0]) from error
    try:
        _refuse_untrusted(place, operations.status(descriptor), operations)
        data = read_fully(operations, descriptor, LARGEST_BYTES)
    except OSError as error:
        raise _unusable(place.file, words(error)[0]) from error
    finally:
        close_quietly(operations, descriptor)
    return _policy(
        read_toml(data, lambda detail, _hint: _unusable(place.file, detail)),
        place.file,
        profiles,
        data.decode("utf-8", "replace"),
    )


def _refuse_untrusted(place: PolicyPlace, status: os.stat_result, operations: FileOperations) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise _unusable(place.file, "It is no ordinary file.")
    for step in _steps(place.file, operations):
        if step.path != place.top and place.top not in step.path.parents:
            continue
        if step.status.st_uid != place.owner or (step.status.st_mode & _OTHERS_MAY_WRITE and not step.is_link):
            raise _unusable(place.file, _untrusted(printable(step.path)))


def _untrusted(what: str) -> str:
    return f"{what} has to belong to the administrator (root) and be writable to nobody else."


@dataclass(frozen=True, slots=True)
class _Step:
    """A folder, a link or the file itself on the way to the policy."""

    path: Path
    status: os.stat_result

    @property
    def is_link(self) -> bool:
        return stat.S_ISLNK(self.status.st_mode)


def _steps(file: Path, operations: FileOperations) -> Iterator[_Step]:
    """Everything that decides which file is opened by that name, in the order in which the system walks it."""
    here = Path("/")
    yield _Step(here, operations.stat(here, follow=False))
    todo = list(reversed(file.absolute().parts[1:]))
    for _ in range(_MOST_STEPS):
        if not todo:
            return
        part = todo.pop()
        if part == "..":
            here = here.parent
            continue
        step = _Step(here / part, operations.stat(here / part, follow=False))
        yield step
        if not step.is_link:
            here = step.path
            continue
        target = step.path.readlink()
        todo.extend(reversed(target.parts[1:] if target.is_absolute() else target.parts))
        here = Path("/") if target.is_absolute() else here
    raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))


def _policy(values: Mapping[str, object], file: Path, profiles: Collection[str], text: str) -> Policy:
    wrong: list[str] = []
    top = Table(values, ("locked", "defaults", "allowed", "keep"), wrong, text=text)
    names = (*setting_names(), "state_folder")
    locked = top.below("locked", names)
    defaults = top.below("defaults", names)
    allowed = top.below("allowed", ("markings", "export_profiles"))
    keep = top.below("keep", ("recovery_days", "versions_days"))
    policy = Policy(
        locked=read_settings(locked, file.parent),
        defaults=read_settings(defaults, file.parent),
        markings=allowed.take("markings", _texts, ()),
        export_profiles=allowed.take("export_profiles", lambda value: _profiles(value, profiles), ()),
        keeping=Keeping(keep.take("recovery_days", _days, None), keep.take("versions_days", _days, None)),
        locked_state_folder=locked.take("state_folder", _folder_of_each, ""),
        default_state_folder=defaults.take("state_folder", _folder_of_each, ""),
    )
    if wrong:
        raise _unusable(file, " ".join(wrong))
    return policy


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not value or not all(isinstance(entry, str) and entry.strip() for entry in value):
        raise WrongValueError("a list of texts in square brackets, each in quotation marks, with one at least")
    return tuple(entry.strip() for entry in value)


def _profiles(value: object, known: Collection[str]) -> tuple[str, ...]:
    given = _texts(value)
    if not set(given) <= set(known):
        raise WrongValueError(f"a list of exports; there are {', '.join(known)}")
    return given


def _days(value: object) -> int | None:
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= _MOST_DAYS:
        raise WrongValueError(f"a whole number of days from 1 to {_MOST_DAYS}")
    return value


def _folder_of_each(value: object) -> str:
    if not isinstance(value, str) or not (value.startswith("~/") or (value.startswith("/") and _USER in value)):
        raise WrongValueError(f"a folder of each user's own: one with {_USER} in it, or one that begins with ~/")
    return value


def _expanded(folder: str) -> Path:
    named = folder.replace(_USER, user_name())
    return home_of_user() / named.removeprefix("~/") if named.startswith("~/") else Path(named)


def _folded(marking: str) -> str:
    dashes = str.maketrans("\N{EN DASH}\N{EM DASH}\N{NON-BREAKING HYPHEN}", "---")
    return " ".join(marking.translate(dashes).casefold().split())


def _unusable(file: Path, detail: str) -> InputError:
    return InputError("The site's policy cannot be used", f"{printable(file)}: {detail}", _HINT)
