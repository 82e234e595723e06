"""`imr-tui keys`: what each key press arrives as in this terminal."""

from __future__ import annotations

import argparse
import importlib
import os

from imr_tui.cli.console import Console
from imr_tui.cli.opening import is_on_terminal
from imr_tui.cli.site import Site
from imr_tui.errors import ExitStatus, InputError
from imr_tui.storage.settings import load_settings


def add_arguments(_parser: argparse.ArgumentParser, _name: str, /) -> None:
    """It takes none."""


def run(_arguments: argparse.Namespace, console: Console, site: Site, /) -> ExitStatus:
    """Show the keys until the person ends it; `InputError` where there is no terminal."""
    if not is_on_terminal():
        raise InputError(
            "The keys can only be tried at a terminal",
            "Input and output are not a terminal here.",
            "Run imr-tui keys by itself, with nothing led into it or out of it. docs/keys.md lists the keys.",
        )
    app = importlib.import_module("imr_tui.tui.app")
    app.prepare_process(os.environ)
    actions = importlib.import_module("imr_tui.tui.actions")
    settings = load_settings(actions=actions.KEYS, policy=site.policy)

    def say(text: str) -> None:
        console.line(text)
        console.flush()

    importlib.import_module("imr_tui.tui.key_trial").try_keys(say, settings.keys)
    return ExitStatus.FINE
