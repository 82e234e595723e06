"""The errors a person may meet: each has a title, a plain sentence and a next step.

What is wrong *inside* a document is a finding, never an error; these are for files,
programs and refusals. No message holds document text.
"""

from __future__ import annotations

from enum import IntEnum


class ExitStatus(IntEnum):
    """What the command line answers with."""

    FINE = 0
    NOT_SETTLED = 1
    UNUSABLE = 2
    MISSING_PROGRAM = 3
    LOCKED_OR_CHANGED = 4
    EXPORT_FAILED = 5


class ImrError(Exception):
    """Something a person has to know: `title`, one plain `detail` sentence, and a `hint`, the next step."""

    exit_status = ExitStatus.UNUSABLE

    def __init__(self, title: str, detail: str, hint: str = "") -> None:
        super().__init__(title)
        self.title = title
        self.detail = detail
        self.hint = hint

    def __str__(self) -> str:
        return " ".join(part for part in (f"{self.title}.", self.detail, self.hint) if part)


class InputError(ImrError):
    """A file or an argument that cannot be used."""


class RefusedError(ImrError):
    """The document does not allow what was asked."""

    exit_status = ExitStatus.NOT_SETTLED


class MissingProgramError(ImrError):
    """A program that is needed is not there."""

    exit_status = ExitStatus.MISSING_PROGRAM


class ConflictError(ImrError):
    """The file is locked, or was changed on disk since it was read."""

    exit_status = ExitStatus.LOCKED_OR_CHANGED


class ExportError(ImrError):
    """The export could not be made."""

    exit_status = ExitStatus.EXPORT_FAILED
