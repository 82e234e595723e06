"""Opening the editor: only on a terminal that can show it, and only here is the interface imported."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from imr_tui.cli.site import Site
from imr_tui.errors import InputError
from imr_tui.storage.ageing import forget_old
from imr_tui.storage.settings import load_settings

UNABLE = {"", "dumb", "unknown"}


def open_editor(file: str | None, at: str | None, site: Site, *, accessible: bool = False) -> int:
    """Open the review called `file`, or the start screen, and return the exit status when it is closed.

    `accessible` is for a screen reader, whatever the settings say.
    What the site keeps for a while only is removed first, where its time is over.
    """
    refuse_without_terminal(os.environ, on_terminal=is_on_terminal(), file=file)
    forget_old(site.state, site.policy.keeping)
    app = importlib.import_module("imr_tui.tui.app")
    settings = load_settings(actions=importlib.import_module("imr_tui.tui.actions").KEYS, policy=site.policy)
    if accessible:
        settings = replace(settings, accessible=True)
    return int(app.run(None if file is None else Path(file), at, settings=settings, policy=site.policy))


def refuse_without_terminal(environment: Mapping[str, str], *, on_terminal: bool, file: str | None) -> None:
    """InputError where there is no terminal, or one that cannot place text on its screen."""
    if on_terminal and environment.get("TERM", "") not in UNABLE:
        return
    why = (
        f'This terminal (TERM is "{environment.get("TERM", "")}") cannot show it.'
        if on_terminal
        else "Input and output are not a terminal here."
    )
    raise InputError(
        "The editor needs a terminal", why, f"To see where a review stands: imr-tui check {file or 'FILE'}"
    )


def is_on_terminal() -> bool:
    """Whether all three streams are a terminal."""
    # Textual draws on standard error, so that has to be the terminal too.
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))
