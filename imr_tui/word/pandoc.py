"""pandoc, the program that writes the Word file: where it is and how it is run.

Always the binary that the pypandoc package carries, by its absolute path. pypandoc's own look-up would take any
`pandoc` on PATH, or the one PYPANDOC_PANDOC names, ahead of it: another version, or another program.
"""

from __future__ import annotations

import importlib.util
import json
import resource
import subprocess
import tempfile
from contextlib import suppress
from functools import lru_cache
from math import ceil
from pathlib import Path

from imr_tui.errors import ExportError, MissingProgramError

TIMEOUT = 120.0
_MEMORY = "-M512M"
_NEXT_STEP = "Your document is unchanged. Try again; if it happens again, tell whoever looks after this program."


def find_pandoc() -> Path:
    """The packaged pandoc.

    Raises MissingProgramError where the package or its binary is not there.
    """
    spec = importlib.util.find_spec("pypandoc")
    if spec is not None and spec.origin is not None:
        folder = Path(spec.origin).parent / "files"
        for name in ("pandoc", "pandoc.exe"):
            if (folder / name).is_file():
                return folder / name
    raise _missing()


@lru_cache(maxsize=4)
def api_version(program: Path, timeout: float = TIMEOUT) -> tuple[int, ...]:
    """The version of the tree that this pandoc reads, such as (1, 23, 1).

    Raises MissingProgramError or ExportError.
    """
    answer = _run(program, ("-f", "native", "-t", "json"), b"[]", timeout=timeout)
    try:
        return tuple(int(number) for number in json.loads(answer)["pandoc-api-version"])
    except (ValueError, KeyError, TypeError) as error:
        raise _failed("pandoc gave an answer that could not be read.") from error


def program_version(program: Path) -> str:
    """What this pandoc calls itself, such as `3.6`; MissingProgramError or ExportError where it cannot be asked."""
    first = _run(program, ("--version",), b"", timeout=TIMEOUT).decode("utf-8", "replace").partition("\n")[0]
    return first.removeprefix("pandoc").strip()


def to_docx(tree: bytes, reference: bytes, *, program: Path, timeout: float = TIMEOUT) -> bytes:
    """The Word file that pandoc makes of a tree (JSON) with the styles of `reference` (a Word file).

    `timeout` in seconds. Raises MissingProgramError, or ExportError where pandoc fails, warns or takes too long.
    """
    arguments = ("-f", "json", "-t", "docx", "--output", "-")
    return _run(program, arguments, tree, timeout=timeout, reference=reference)


def _run(
    program: Path, arguments: tuple[str, ...], given: bytes, *, timeout: float, reference: bytes | None = None
) -> bytes:
    """What pandoc writes, run in an empty folder with a clean environment."""
    with tempfile.TemporaryDirectory(prefix="imr-tui-word-") as name:
        folder = Path(name)
        work, data = folder / "work", folder / "data"
        work.mkdir()
        data.mkdir()
        command = [
            str(program),
            "+RTS",
            _MEMORY,
            "-RTS",
            "--sandbox",
            "--fail-if-warnings",
            f"--data-dir={data}",
            *arguments,
        ]
        if reference is not None:
            (folder / "reference.docx").write_bytes(reference)
            command.append(f"--reference-doc={folder / 'reference.docx'}")
        try:
            done = _ended(command, given, work, timeout)
        except subprocess.TimeoutExpired as error:
            raise _failed(f"pandoc was stopped because it had not finished after {timeout:g} seconds.") from error
        except OSError as error:
            raise _missing() from error
    if done.returncode < 0:
        raise _failed("pandoc was stopped by the system, perhaps for want of memory.")
    if done.returncode != 0 or done.stderr.strip():
        # What pandoc says may quote the document, so it is not passed on.
        raise _failed(f"pandoc ended with status {done.returncode} and its output was not used.")
    return done.stdout


def _ended(command: list[str], given: bytes, work: Path, timeout: float) -> subprocess.CompletedProcess[bytes]:
    """The command run to its end: with no more time on the processor than it has by the clock, and no core dump."""
    with subprocess.Popen(  # noqa: S603  an absolute path, a fixed list, no shell
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=work,
        env={"LANG": "C.UTF-8", "HOME": str(work)},
        start_new_session=True,
    ) as process:
        try:
            for limit, most in ((resource.RLIMIT_CPU, ceil(timeout)), (resource.RLIMIT_CORE, 0)):
                with suppress(OSError):
                    resource.prlimit(process.pid, limit, (most, most))
            out, err = process.communicate(given, timeout)
        except BaseException:
            process.kill()
            raise
    return subprocess.CompletedProcess(command, process.returncode, out, err)


def _missing() -> MissingProgramError:
    return MissingProgramError(
        "pandoc is missing",
        "The Word file is written by pandoc, which comes with the pypandoc_binary package, and it could not be started.",
        "Install imr-tui again, or install the package pypandoc_binary.",
    )


def _failed(detail: str) -> ExportError:
    return ExportError("The Word file was not made", detail, _NEXT_STEP)
