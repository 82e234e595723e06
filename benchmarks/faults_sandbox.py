"""A folder of its own for one editor and one fault: document, home, state, and small disks that can be filled."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from benchmarks.faults_editors import Editor
from benchmarks.faults_session import Session

ROOT = Path(__file__).resolve().parents[1]
DISK_KIBIBYTES = 2048
NOBODY = 65_534

_FILLER = ".filler"


@dataclass(frozen=True, slots=True)
class Survivor:
    """Where the most of what was typed still stands: how many characters of it from its beginning, and in which file."""

    characters: int
    file: Path | None


class Sandbox:
    """The folders. `small` names those that lie on a small disk of their own: `work`, `home`, or `box` for all of them."""

    def __init__(self, editor: Editor, document: str, *, small: tuple[str, ...] = ()) -> None:
        self.editor = editor
        self.box = Path(tempfile.mkdtemp(prefix="imr-tui-faults-"))
        self.box.chmod(0o755)
        self._disks: list[Path] = []
        self.work, self.home = self.box / "work", self.box / "home"
        if "box" in small:
            self._mount(self.box)
        for name in ("work", "home"):
            (self.box / name).mkdir()
            if name in small:
                self._mount(self.box / name)
        self.file = self.work / "review.md"
        self.recovered = self.box / "recovered.md"
        self.document = document
        self.opening = document.rstrip("\n").rpartition("\n")[2]
        self.file.write_text(document, encoding="utf-8")

    def environment(self) -> dict[str, str]:
        """What the editor gets: nothing of the user's."""
        folders = {f"XDG_{kind}_HOME": str(self.home / kind.lower()) for kind in ("STATE", "CONFIG", "DATA", "CACHE")}
        return {
            **folders,
            "PATH": os.environ.get("PATH", ""),
            "HOME": str(self.home),
            "TMPDIR": str(self.home),
            "PYTHONPATH": os.pathsep.join((str(ROOT), *dict.fromkeys(map(sysconfig.get_path, ("purelib", "platlib"))))),
            "PYTHONDONTWRITEBYTECODE": "1",
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
            "LC_ALL": "C.UTF-8",
        }

    def start(self, *, user: int | None = None, deaf: bool = False) -> Session:
        """The editor on the document, ready to write."""
        session = Session(self.editor.command(self.file), self.environment(), self.work, user=user, deaf=deaf)
        session.wait_for(self.opening)
        session.press(self.editor.to_write)
        session.rest(0.2, 2.0)
        return session

    def give_away(self, user: int) -> None:
        """Make home and document another user's, and the document's folder one that he can only read."""
        for path in (self.home, self.file):
            os.chown(path, user, user)
        self.work.chmod(0o555)

    def fill(self) -> None:
        """Use up every byte of the small disks."""
        for disk in self._disks:
            with (disk / _FILLER).open("ab", buffering=0) as filler:
                for size in (65_536, 4096, 512, 64, 1):
                    with suppress(OSError):
                        while filler.write(b"\0" * size):
                            pass

    def make_room(self) -> None:
        """Give the space back."""
        for disk in self._disks:
            (disk / _FILLER).unlink()

    def text(self) -> str:
        """What the document holds; empty where it is gone."""
        return _text(self.file)

    def survivor(self, typed: str, *, user: int | None = None) -> Survivor:
        """The most of `typed` that can be had back: from the document, and from what the editor gives or left."""
        found = [Survivor(_prefix(typed, self.text()), self.file)]
        if self.editor.recovery is not None:
            self._recover(user)
            found.append(Survivor(_prefix(typed, _text(self.recovered)), self.recovered))
        if not self.editor.recovery_alone:
            found += [Survivor(_prefix(typed, _text(file)), file) for file in self.files()]
        return max(found, key=lambda survivor: survivor.characters)

    def files(self) -> Iterator[Path]:
        """Every ordinary file but what fills the disks."""
        for path in sorted(self.box.rglob("*")):
            with suppress(OSError):
                if stat.S_ISREG(path.lstat().st_mode) and path.name != _FILLER:
                    yield path

    def remove(self) -> None:
        """Take everything away."""
        for disk in reversed(self._disks):
            for _ in range(50):
                if subprocess.run(["umount", str(disk)], capture_output=True, check=False).returncode == 0:
                    break
                time.sleep(0.1)
        shutil.rmtree(self.box, ignore_errors=True)

    def _recover(self, user: int | None) -> None:
        assert self.editor.recovery is not None
        if user is not None:
            self.box.chmod(0o777)
        command = self.editor.recovery(self.file, self.recovered)
        session = Session(command, self.environment(), self.box, user=user)
        session.gone_in(60.0)
        session.end()

    def _mount(self, folder: Path) -> None:
        options = f"size={DISK_KIBIBYTES}k,mode=755"
        subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)], check=True)
        self._disks.append(folder)


def is_root() -> bool:
    """Whether small disks can be mounted and rights dropped."""
    return sys.platform == "linux" and os.geteuid() == 0


def _text(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8", "replace").replace("\r\n", "\n")
    except OSError:
        return ""


def _prefix(typed: str, text: str) -> int:
    """The length of the longest beginning of `typed` that stands in `text`."""
    low, high = 0, len(typed)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if typed[:middle] in text else (low, middle - 1)
    return low
