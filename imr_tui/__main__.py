"""The way in: `imr-tui` and `python -m imr_tui`.

Whoever only imports this changes nothing in their process: that is for `main` to do, and all else is imported there.
"""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import TextIO

# ruff: noqa: PLC0415 - what is left out has to be left out before paths and the command line are imported


def main() -> int:
    """Run the command line with the process's own arguments and streams; the exit status."""
    # Collecting garbage while modules are imported finds none and takes its time; what is run turns it on again.
    gc.disable()
    from imr_tui.sparing import spare_at_start

    spare_at_start()
    import os
    import resource
    import threading

    from imr_tui.cli.run import run, unexpected

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
    if stream is not None:
        return stream
    import os
    from io import TextIOWrapper
    from pathlib import Path

    return TextIOWrapper(Path(os.devnull).open("wb"))


if __name__ == "__main__":
    sys.exit(main())
