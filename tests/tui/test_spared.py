"""What stays off the start path, and that it is there when it is wanted."""

import ast
import subprocess
import sys
from pathlib import Path

import textual

from imr_tui.tui.spared import STAND_IN, TAKEN

FROM_THE_START = """
import sys
import imr_tui.tui.app
print([name for name in sys.modules if name.partition(".")[0] == "textual"])
from imr_tui.tui.spared import spared_imports
with spared_imports():
    from imr_tui.tui.application import ImrApp
late = ("textual.command", "textual.widgets._input", "textual.widgets._select", "markdown_it", "tomlkit", "pypandoc",
        "docx", "imr_tui.analysis.analyse", "imr_tui.prose.check", "imr_tui.document.parse", "imr_tui.document.model", "imr_tui.checklist.model", "imr_tui.prose.model", "imr_tui.word.export",
        "imr_tui.tui.screens.details", "imr_tui.tui.widgets.find_bar")
print([name for name in late if name in sys.modules], bool(sys.modules["ssl"]))
from imr_tui.tui.commands import ActionPalette
from textual.command import CommandPalette, Provider
print(issubclass(ActionPalette, CommandPalette), Provider.__module__)
"""


def test_what_the_first_screen_does_not_need_is_imported_later() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", FROM_THE_START],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    assert ran.stdout.splitlines() == ["[]", "[] False", "True textual.command"]


def taken_by(module: str) -> set[str]:
    """The names that a module of Textual's takes from that of its command palette when it is imported."""
    tree = ast.parse((Path(textual.__file__).parent / f"{module}.py").read_text("utf-8"))
    return {
        alias.name
        for node in tree.body
        if isinstance(node, ast.ImportFrom) and node.module == STAND_IN
        for alias in node.names
    }


def test_the_stand_in_has_what_textual_takes_from_it() -> None:
    assert taken_by("app") | taken_by("theme") == set(TAKEN)
    assert taken_by("screen") == set()
