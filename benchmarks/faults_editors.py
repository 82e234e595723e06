"""The editors that are put to the test: how each is started, how it comes to write, saves, and gives back lost text."""

from __future__ import annotations

import re
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from imr_tui import __version__

Command = Callable[[Path], list[str]]
Recovery = Callable[[Path, Path], list[str]]


@dataclass(frozen=True, slots=True)
class Editor:
    """An editor as it comes, without settings of anybody's.

    `to_write` are the keys after which typing writes text, `save` those that save, `dismiss` those that close a message.
    `recovery` is the command that writes recovered text of a document to another file; without one, every file that the
    editor left counts as it is.
    """

    name: str
    command: Command
    to_write: bytes = b""
    save: bytes = b"\x13"
    dismiss: bytes = b""
    recovery: Recovery | None = None
    recovery_alone: bool = False
    needs: str = ""

    @property
    def is_there(self) -> bool:
        """Whether it is installed."""
        return not self.needs or shutil.which(self.needs) is not None

    def version(self) -> str:
        """The number it gives as its version; empty where it gives none."""
        if not self.needs:
            return __version__
        said = subprocess.run([self.needs, "--version"], capture_output=True, text=True, check=False, timeout=60).stdout
        found = re.search(r"\d+(?:\.\d+)+", said)
        return found[0] if found else ""


def _python() -> str:
    """A Python that every user of the machine can run; this one, where there is none."""
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    for name in (sys.executable, *(f"{folder}/{version}" for folder in ("/usr/local/bin", "/usr/bin"))):
        real = Path(name).resolve()
        if real.exists() and all(folder.stat().st_mode & stat.S_IXOTH for folder in real.parents):
            return name
    return sys.executable


PYTHON = _python()


def _imr_tui(path: Path) -> list[str]:
    return [PYTHON, "-m", "imr_tui", str(path)]


def _imr_tui_recovers(path: Path, target: Path) -> list[str]:
    return [PYTHON, "-m", "imr_tui", "recover", str(path), "--to", str(target)]


def _vim_recovers(path: Path, target: Path) -> list[str]:
    # By the swap file's own name: by the document's, vim asks which where other sessions have left some elsewhere.
    swap = path.with_name(f".{path.name}.swp")
    return ["vim", "-e", "-s", "-r", str(swap if swap.exists() else path), "-c", f"w! {target}", "-c", "qa!"]


EDITORS = {
    editor.name: editor
    for editor in (
        Editor("imr-tui", _imr_tui, dismiss=b"\x1b", recovery=_imr_tui_recovers, recovery_alone=True),
        Editor(
            "vim",
            lambda path: ["vim", str(path)],
            to_write=b"i",
            save=b"\x1b:w\r",
            dismiss=b"\r",
            recovery=_vim_recovers,
            needs="vim",
        ),
        Editor("nano", lambda path: ["nano", str(path)], save=b"\x0f\r", dismiss=b"\x03", needs="nano"),
        Editor("micro", lambda path: ["micro", str(path)], dismiss=b"\x1b", needs="micro"),
        Editor("emacs", lambda path: ["emacs", "-nw", str(path)], save=b"\x18\x13", dismiss=b"\x07", needs="emacs"),
    )
}
