"""The program never reaches for a network: nowhere in its source, and not when it runs."""

import ast
from pathlib import Path

import pytest

from .conftest import PACKAGE

NETWORK = {
    "socket", "ssl", "socketserver", "http", "urllib", "urllib2", "urllib3", "requests", "httpx", "aiohttp", "ftplib",
    "smtplib", "poplib", "imaplib", "nntplib", "telnetlib", "xmlrpc", "webbrowser", "wsgiref", "websockets", "paramiko",
    "asyncssh", "grpc", "multiprocessing", "textual_serve",
}  # fmt: skip
HARMLESS = {"urllib.parse"}
CALLS = {
    "open_connection", "start_server", "create_connection", "create_server", "create_datagram_endpoint",
    "open_unix_connection", "start_unix_server", "open_url", "deliver_binary", "deliver_text",
}  # fmt: skip
SOURCES = sorted(PACKAGE.rglob("*.py"))

# Whatever opens a socket other than the pair by which an event loop wakes itself, or asks for an address, is an error.
NO_NETWORK = """
import socket
def refuse(event, arguments):
    harmless = event == "socket.__new__" and arguments[1] == socket.AF_UNIX
    if event.startswith("socket.") and not harmless:
        raise PermissionError(f"the network was reached for: {event}")
sys.addaudithook(refuse)
"""
REVIEW = """+++
imr = 1

[document]
marking = "OFFICIAL-SENSITIVE"
+++

# Overview {covers=overview}

See https://example.org/policy and ![plan](https://example.org/plan.png).
"""


def test_there_is_source_to_look_at():
    assert len(SOURCES) > 100


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_module_of_ours_names_the_network(path: Path):
    named = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Import():
                named |= {alias.name for alias in node.names}
            case ast.ImportFrom(module=str(module), level=0):
                named.add(module)
            case ast.Call(func=ast.Attribute(attr="import_module"), args=[ast.Constant(value=str(module)), *_]):
                named.add(module)
            case ast.Attribute(attr=attribute):
                assert attribute not in CALLS, f"line {node.lineno}"
    assert not {name for name in named - HARMLESS if name.partition(".")[0] in NETWORK}


def test_the_hook_notices(place):
    done = place.run("--version", before=NO_NETWORK + "\nsocket.create_connection(('127.0.0.1', 9))")
    assert b"the network was reached for" in done.stderr


@pytest.fixture
def review(place):
    path = place.work / "review.md"
    path.write_text(REVIEW)
    return path


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "review.md", "--json"],
        ["export", "review.md"],
        ["snapshot", "review.md"],
        ["recover"],
        ["where", "review.md"],
        ["new", "fresh.md"],
        ["set", "review.md", "document.status", "Draft 1"],
    ],
    ids=lambda arguments: arguments[0],
)
def test_no_command_reaches_for_the_network(place, review, arguments):
    done = place.run(*arguments, before=NO_NETWORK)
    assert done.returncode in (0, 1), done.stderr
    assert done.stderr == b"" or arguments[0] in ("recover", "where", "new")
    assert b"reached for" not in done.stderr


def test_every_module_can_be_imported_without_the_network(place):
    everything = (
        "import importlib, pkgutil, imr_tui\n"
        "for module in pkgutil.walk_packages(imr_tui.__path__, 'imr_tui.'):\n"
        "    if not module.name.endswith('__main__'): importlib.import_module(module.name)\n"
    )
    done = place.run("--version", before=NO_NETWORK + everything)
    assert (done.returncode, done.stderr) == (0, b"")


def test_the_interface_does_not_reach_for_the_network(place, review):
    program = """
import asyncio
from pathlib import Path
from imr_tui.data.loader import load_rules
from imr_tui.storage.settings import Settings
from imr_tui.tui.app import build

async def work():
    app = build(Path("review.md"), None, load_rules(), Settings())
    async with app.run_test() as pilot:
        await pilot.press("x", "ctrl+s")
        await pilot.pause()
        app.exit(0)

asyncio.run(work())
"""
    done = place.run("--version", before=NO_NETWORK + program)
    assert (done.returncode, done.stderr) == (0, b"")
    assert "x" in review.read_text()[:60]
