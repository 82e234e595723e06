"""What stays off the start path, and that it is there when it is wanted."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest
import textual

from imr_tui.tui.spared import LATER, STAND_IN, TAKEN

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
print("textual.command" in sys.modules, "textual.widgets._option_list" in sys.modules)
from textual.command import Provider
print(Provider.__module__)
"""


def test_what_the_first_screen_does_not_need_is_imported_later() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", FROM_THE_START],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    assert ran.stdout.splitlines() == ["[]", "[] False", "False False", "textual.command"]


ALL_OF_OURS = """
import gc, importlib, pkgutil, sys
import imr_tui
for module in pkgutil.walk_packages(imr_tui.__path__, "imr_tui."):
    importlib.import_module(module.name)
import hashlib, ipaddress, ssl
from imr_tui.sparing import Later
print(hashlib._hashlib.__name__, ssl.create_default_context().check_hostname, ipaddress.__file__ is not None, gc.isenabled())
print([name for name, module in sys.modules.items() if isinstance(module, Later) or module is None])
"""


def test_whoever_imports_anything_of_ours_has_all_that_python_has() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", ALL_OF_OURS], capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2]
    )
    assert ran.stdout.splitlines() == ["_hashlib True True True", "[]"]


STOOD_IN_FOR = """
import sys
from imr_tui.sparing import spare_at_start
spare_at_start()
import hashlib, urllib.parse
from imr_tui.tui.spared import LATER, spared_imports
with spared_imports():
    import textual.app, textual.notifications
    import asyncio
late = ("ipaddress", "bz2", "lzma", "html.entities", *LATER)
files = [getattr(sys.modules.get(name), "__file__", None) for name in late]
print(files, "_hashlib" in vars(hashlib) and hashlib._hashlib, hashlib.sha256(b"").hexdigest()[:8])
print(urllib.parse.ipaddress.ip_address("127.0.0.1"), "__file__" in vars(sys.modules["ipaddress"]))
print(len(textual.app.uuid.uuid4().hex), len(str(textual.notifications.uuid4())), textual.app.mimetypes.guess_type("a.txt")[0])
import difflib, uuid, platformdirs
print(difflib.SequenceMatcher.__module__, uuid.UUID.__module__, platformdirs.user_downloads_path() == textual.app.user_downloads_path())
from typing_extensions import Final, Sentinel
import typing
print(Final is typing.Final, Sentinel.__module__)
import bz2, lzma, pickle, subprocess
from decimal import Decimal
from fractions import Fraction
from rich.style import Style
print(lzma.decompress(lzma.compress(b"a")), bz2.decompress(bz2.compress(b"b")), pickle.loads(pickle.dumps(1)), Decimal("1.5"), Fraction(3, 6), Fraction(0.5))
print(Style.from_meta({"a": 1}).meta, Style.from_meta({"a": len}).meta, Style(link="x").link_id != "", subprocess.PIPE, subprocess.run((sys.executable, "-c", "print(1)"), capture_output=True).stdout, asyncio.subprocess.DEVNULL)
async def said():
    return await (await asyncio.create_subprocess_exec(sys.executable, "-c", "print(2)", stdout=subprocess.PIPE)).communicate()
print(asyncio.run(said()))
import inspect, ast, random, datetime, pickle
print(str(inspect.signature(inspect.getsource))[:7], ast.dump(ast.parse("1"))[:6], ast.literal_eval("(1, 'a')"), 0 <= random.random() < 1)
print(pickle.loads(pickle.dumps(datetime.datetime(2025, 3, 9, tzinfo=datetime.UTC))).isoformat(), datetime.date.__module__)
from textual.pilot import Pilot
from textual.css._help_text import integer_help_text
from rich.table import Table
print(integer_help_text("x").summary != "", len(Table("a", "b").columns), type(Pilot(None)).__module__)
from markdown_it import MarkdownIt
print(MarkdownIt().render("&eacute; &amp; &odd;").strip(), "&eacute;" in sys.modules["markdown_it.common.utils"].unescapeAll("&eacute;"))
"""


def test_what_stands_for_a_module_gives_what_it_has() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", STOOD_IN_FOR], capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2]
    )
    assert ran.stdout.splitlines() == [
        f"{[None] * 13} None e3b0c442",
        "127.0.0.1 True",
        "32 36 text/plain",
        "difflib uuid True",
        "True typing_extensions",
        "b'a' b'b' 1 1.5 1/2 1/2",
        "{'a': 1} {'a': <built-in function len>} True -1 b'1\\n' -3",
        "(b'2\\n', None)",
        "(object Module (1, 'a') True",
        "2025-03-09T00:00:00+00:00 datetime",
        "True 2 textual.pilot",
        "<p>é &amp; &amp;odd;</p> False",
    ]


def taken_by(module: str, source: str = STAND_IN) -> set[str]:
    """The names that a module of Textual's takes from another, by default that of its command palette, when it is imported."""
    tree = ast.parse((Path(textual.__file__).parent / f"{module}.py").read_text("utf-8"))
    return {
        alias.name
        for node in tree.body
        if isinstance(node, ast.ImportFrom) and node.module == source
        for alias in node.names
    }


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("app", "platformdirs"),
        ("design", "rich.table"),
        ("notifications", "uuid"),
        ("style", "pickle"),
        ("suggestions", "difflib"),
    ],
)
def test_what_textual_takes_by_name_can_be_taken_without_the_module(module: str, source: str) -> None:
    assert taken_by(module, source) == set(LATER[source])


def test_the_stand_in_has_what_textual_takes_from_it() -> None:
    assert taken_by("app") | taken_by("theme") == set(TAKEN)
    assert taken_by("screen") == set()
