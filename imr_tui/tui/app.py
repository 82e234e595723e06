"""Where the interface is put together and run: services, settings, terminal, signals."""

from __future__ import annotations

import gc
import logging
import os
import resource
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from imr_tui.sparing import share_memory
from imr_tui.storage.lock import LockedError
from imr_tui.storage.policy import NO_POLICY, Policy
from imr_tui.storage.settings import Settings, load_settings
from imr_tui.storage.signals import Departure, HangUpWatch
from imr_tui.tui import late
from imr_tui.tui.actions import KEYS
from imr_tui.tui.leaving import TerminalState
from imr_tui.tui.spared import spared_imports

if TYPE_CHECKING:
    from imr_tui.analysis.model import Rules
    from imr_tui.tui.application import ImrApp
    from imr_tui.tui.opening import OpenReview

_ESCAPE_MILLISECONDS = "250"
WORD_ENDING = ".docx"


def run(
    path: Path | None,
    at: str | None = None,
    *,
    rules: Rules | None = None,
    settings: Settings | None = None,
    policy: Policy = NO_POLICY,
) -> int:
    """Open the review at `path`, or the start screen, and return the exit status when the interface is closed.

    `at` is a line or a record to begin at; `policy` is what the site rules. Raises `InputError` for a file or settings that cannot be used.
    """
    prepare_process(os.environ)
    # Collecting garbage while modules are imported finds none and takes a quarter of the time.
    gc.disable()
    try:
        held = settings or load_settings(actions=KEYS, policy=policy)
        read_rules = (lambda: late.load_rules(held.rule_files)) if rules is None else lambda: rules
        _refuse_unusable(held, read_rules)
        app = build(path, at, read_rules, held, policy)
    finally:
        gc.freeze()
        gc.enable()
    return _run(app, mouse=mouse_wanted(app.services.settings.mouse, os.environ))


def _refuse_unusable(settings: Settings, read_rules: Callable[[], Rules]) -> None:
    """`InputError` for rule files and lists of words that cannot be used; who has none does not wait for it."""
    if settings.rule_files:
        read_rules()
    if settings.word_lists:
        from imr_tui.storage.word_lists import site_words  # noqa: PLC0415 - most have none

        site_words(settings.word_lists)


def build(
    path: Path | None,
    at: str | None,
    read_rules: Callable[[], Rules],
    settings: Settings,
    policy: Policy = NO_POLICY,
) -> ImrApp:
    """The application with everything it works with; the review is read, and refused, before a screen is drawn."""
    with spared_imports():
        from imr_tui.tui.application import ImrApp  # noqa: PLC0415 - Textual reads the environment when it is imported
    from imr_tui.tui import last_filter  # noqa: PLC0415 - as above
    from imr_tui.tui.letters import terminal_encoding  # noqa: PLC0415 - as above
    from imr_tui.tui.opening import open_review  # noqa: PLC0415 - as above
    from imr_tui.tui.services import services_in  # noqa: PLC0415 - as above

    last_filter.install()
    services = services_in(policy.state_folder(), read_rules, settings, policy)
    review: OpenReview | None = None
    locked: Path | None = None
    if path is not None and path.suffix.casefold() == WORD_ENDING:
        locked = path  # it is asked about first, as one that is open elsewhere
    elif path is not None:
        try:
            review = open_review(path, services)
        except LockedError:
            locked = path
    encoding = terminal_encoding(os.environ, sys.stdout.encoding)
    return ImrApp(services, review=review, locked=locked, at=at, no_color="NO_COLOR" in os.environ, encoding=encoding)


def prepare_process(environment: dict[str, str] | os._Environ[str]) -> None:
    """Make the process fit for a sensitive document: no debugging output of Textual's, no core dump, private files.

    Over SSH the bytes of one key may arrive apart: more time is given to tell Escape from a key that begins with it.
    """
    for name in [name for name in environment if name.startswith("TEXTUAL")]:
        del environment[name]
    if "SSH_CONNECTION" in environment:
        environment.setdefault("ESCDELAY", _ESCAPE_MILLISECONDS)
    # What a library warns of would be written over the screen, and may quote the review.
    logging.lastResort = None
    os.umask(0o077)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def mouse_wanted(setting: bool | None, environment: Mapping[str, str]) -> bool:  # noqa: FBT001 - the setting as it is
    """Whether the mouse is used: as set, else everywhere but in GNU screen, which garbles it."""
    if setting is not None:
        return setting
    return "STY" not in environment


def _run(app: ImrApp, *, mouse: bool) -> int:
    share_memory()
    terminal = TerminalState()
    departure = Departure(app.rescue, app.unlock, terminal.restore)
    watch = HangUpWatch(terminal.descriptor) if terminal.is_terminal else None
    departure.install()
    if watch is not None:
        watch.start()
    try:
        status = app.run(mouse=mouse)
    finally:
        if watch is not None:
            watch.stop()
        departure.uninstall()
    if app.fault:
        sys.stderr.write(f"{app.fault}\n")
        sys.stderr.flush()
    return status if status is not None else int(app.return_code or 0)
