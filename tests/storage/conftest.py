"""File operations that fail, write short or crash, and other things the storage tests share."""

from __future__ import annotations

import errno
import os
import random
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from imr_tui.errors import ImrError
from imr_tui.storage.operations import FileOperations

REPOSITORY = Path(__file__).parents[2]
CALLS = [name for name in vars(FileOperations) if not name.startswith("_")]
REASONS = [errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EROFS, errno.ESTALE]


class Faulty(FileOperations):
    """Counts its calls; the `nth` fails with `reason`, and with `for_good` every one after it. It never waits for a disk."""

    def __init__(self, nth: int = 0, reason: int = errno.EIO, *, for_good: bool = False, short: bool = False) -> None:
        self.nth, self.reason, self.for_good, self.short = nth, reason, for_good, short
        self.calls: list[str] = []

    def tick(self, name: str) -> bool:
        """Count a call; whether it is one that is to fail."""
        self.calls.append(name)
        return bool(self.nth) and (len(self.calls) == self.nth or (self.for_good and len(self.calls) > self.nth))

    @property
    def reached(self) -> bool:
        """Whether the call that was to fail was made."""
        return len(self.calls) >= self.nth


def _counted(name: str) -> Callable[..., Any]:
    real = getattr(FileOperations, name)

    def call(self: Faulty, *args: Any, **named: Any) -> Any:
        fails = self.tick(name)
        if name == "close":
            real(self, *args, **named)  # a descriptor is gone even where closing it fails
        if name == "write" and (fails or self.short):
            descriptor, data, *place = args
            if self.short or len(data) > 1:
                taken = real(self, descriptor, data[: max(1, len(data) // 2)], *place)
                if not fails:
                    return taken
        if fails:
            raise OSError(self.reason, os.strerror(self.reason))
        if name in ("close", "fsync"):
            return None
        return real(self, *args, **named)

    return call


for _name in CALLS:
    setattr(Faulty, _name, _counted(_name))


class Crash(BaseException):
    """The machine went down."""


class Crashing(FileOperations):
    """Goes down at the `nth` call, and what was not synced until then is kept in part, torn, or not at all."""

    def __init__(self, nth: int, graveyard: Path, seed: int, *, sync_counts: bool = True) -> None:
        self.nth, self.graveyard, self.sync_counts = nth, graveyard, sync_counts
        self.count = 0
        self._random = random.Random(seed)  # noqa: S311 - chance that can be repeated
        self._opened: dict[int, tuple[int, int]] = {}
        self._synced: dict[tuple[int, int], tuple[int, bytes]] = {}
        self._undo: list[Callable[[], None]] = []
        self._folders: set[int] = set()

    def tick(self) -> None:
        self.count += 1
        if self.count == self.nth:
            self._go_down()
            raise Crash
        if self.nth and self.count > self.nth:
            raise Crash  # nothing runs on a machine that is down

    def _go_down(self) -> None:
        for keeper, before in self._synced.values():
            now = os.pread(keeper, 1 << 30, 0)
            kept = self._torn(before, now)
            os.ftruncate(keeper, 0)
            os.pwrite(keeper, kept, 0)
        for undo in reversed(self._undo[self._random.randint(0, len(self._undo)) :]):
            undo()

    def _torn(self, before: bytes, now: bytes) -> bytes:
        cut = self._random.randint(0, len(now))
        zeros = b"\0" * (len(now) - cut)
        return (
            self._random.choice([before, now, now[:cut], now[:cut] + zeros, zeros + now[len(zeros) :], b""])
            if before != now
            else now
        )

    def open(self, path: Path | str, flags: int, mode: int = 0o600, *, folder: int | None = None) -> int:
        self.tick()
        before = b""
        there = folder is not None or Path(path).exists()
        descriptor = super().open(path, flags, mode, folder=folder)
        status = os.fstat(descriptor)
        identity = (status.st_dev, status.st_ino)
        self._opened[descriptor] = identity
        if stat.S_ISREG(status.st_mode) and flags & (os.O_WRONLY | os.O_RDWR) and identity not in self._synced:
            keeper = os.open(f"/proc/self/fd/{descriptor}", os.O_RDWR)
            before = os.pread(keeper, 1 << 30, 0)
            self._synced[identity] = (keeper, before)
            if not there:
                self._undo.append(Path(path).unlink)
        return descriptor

    def write(self, descriptor: int, data: memoryview, at: int | None = None) -> int:
        self.tick()
        return super().write(descriptor, data[: max(1, len(data) // 2)], at)

    def truncate(self, descriptor: int, size: int) -> None:
        self.tick()
        super().truncate(descriptor, size)

    def fsync(self, descriptor: int) -> None:
        self.tick()
        if not self.sync_counts:
            return
        identity = self._opened[descriptor]
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            self._undo.clear()
        elif identity in self._synced:
            keeper = self._synced[identity][0]
            self._synced[identity] = (keeper, os.pread(keeper, 1 << 30, 0))

    def rename(self, old: str, new: str, *, folder: int) -> None:
        self.tick()
        place = Path(f"/proc/self/fd/{folder}").resolve()
        grave = self._bury(place / new)
        super().rename(old, new, folder=folder)

        def undo() -> None:
            (place / new).rename(place / old)
            if grave:
                os.link(grave, place / new)

        self._undo.append(undo)

    def link(self, old: str, new: str, *, folder: int) -> None:
        self.tick()
        super().link(old, new, folder=folder)
        place = Path(f"/proc/self/fd/{folder}").resolve()
        self._undo.append((place / new).unlink)

    def unlink(self, path: Path | str, *, folder: int | None = None) -> None:
        self.tick()
        place = Path(path) if folder is None else Path(f"/proc/self/fd/{folder}").resolve() / path
        grave = self._bury(place)
        super().unlink(path, folder=folder)
        self._undo.append(lambda: os.link(grave, place) if grave else None)

    def _bury(self, path: Path) -> Path | None:
        if not path.exists():
            return None
        grave = self.graveyard / f"{len(list(self.graveyard.iterdir()))}"
        os.link(path, grave)
        return grave

    def finish(self) -> None:
        for keeper, _ in self._synced.values():
            os.close(keeper)


@pytest.fixture
def failure_of() -> Callable[..., ImrError | None]:
    """Call something that may fail; the error it failed with, None where it did not."""

    def call(function: Callable[..., object], *args: Any, **named: Any) -> ImrError | None:
        try:
            function(*args, **named)
        except ImrError as error:
            return error
        return None

    return call


@pytest.fixture
def faulty() -> type[Faulty]:
    return Faulty


@pytest.fixture
def crashing() -> type[Crashing]:
    return Crashing


@pytest.fixture
def crash() -> type[Crash]:
    return Crash


@pytest.fixture(params=REASONS, ids=errno.errorcode.__getitem__)
def reason(request: pytest.FixtureRequest) -> int:
    return int(request.param)


@pytest.fixture(params=[0o000, 0o022, 0o077], ids=oct)
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "state" / "imr-tui"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the document lies; the state folder lies elsewhere."""
    place = tmp_path / "reviews"
    place.mkdir()
    return place


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user may reach, unlike pytest's own."""
    with tempfile.TemporaryDirectory(prefix="imr-tui-test-") as name:
        Path(name).chmod(0o755)
        yield Path(name)


# Python itself may lie where only root can read it, so all that is needed is imported first.
_DROP_RIGHTS = """
import os
from imr_tui.storage import files, lock, recovery, recovery_writer, signals, recent, audit
if os.geteuid() == 0:
    os.setgroups([])
    os.setresgid(65534, 65534, 65534)
    os.setresuid(65534, 65534, 65534)
"""
Run = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def run() -> Iterator[Run]:
    """Start a Python program of these lines in a process of its own; `ordinary` without the rights of root."""
    started: list[subprocess.Popen[str]] = []

    def start(lines: str, *args: object, ordinary: bool = False, **named: Any) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-c", (_DROP_RIGHTS if ordinary else "") + lines, *map(str, args)],
            env={**os.environ, "PYTHONPATH": str(REPOSITORY), "PYTHONDONTWRITEBYTECODE": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            **named,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()
