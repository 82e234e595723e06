"""The way in: `imr-tui` and `python -m imr_tui`."""

from __future__ import annotations

import gc

# Collecting garbage while modules are imported finds none and takes its time; what is run turns it on again.
gc.disable()

from imr_tui.sparing import spare_at_start  # noqa: E402 - as above

spare_at_start()

import os  # noqa: E402 - as above
import resource  # noqa: E402
import sys  # noqa: E402
import threading  # noqa: E402
from io import TextIOWrapper  # noqa: E402
from pathlib import Path  # noqa: E402
from typing import TextIO  # noqa: E402

from imr_tui.cli.run import run, unexpected  # noqa: E402


def main() -> int:
    """Run the command line with the process's own arguments and streams; the exit status."""
    sys.excepthook = unexpected
    # What Python itself would print of these may quote the review; whoever waits for a thread learns of its fault.
    threading.excepthook = sys.unraisablehook = _unsaid
    os.umask(0o077)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    return run(sys.argv[1:], _stream(sys.stdout), _stream(sys.stderr), keyboard=sys.stdin)


def _unsaid(_fault: object) -> None:
    """Print nothing."""


def _stream(stream: TextIO | None) -> TextIO:
    """A stream of the process, or one into nowhere where the process was started without it."""
    return stream if stream is not None else TextIOWrapper(Path(os.devnull).open("wb"))


if __name__ == "__main__":
    sys.exit(main())
