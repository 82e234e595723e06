import os
import stat
from pathlib import Path

import pypandoc
import pytest

from imr_tui.errors import ExitStatus, ExportError, MissingProgramError
from imr_tui.word import pandoc

OF_THE_DOCUMENT = "Simone Baptiste of Weir Street"


def script(folder: Path, lines: str) -> Path:
    """A program that stands in for pandoc."""
    path = folder / "pandoc"
    path.write_text(f"#!/bin/sh\n{lines}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def test_it_is_the_packaged_program_whatever_the_environment_says(tmp_path, monkeypatch):
    other = script(tmp_path, "exit 9")
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("PYPANDOC_PANDOC", str(other))

    assert pandoc.find_pandoc() == Path(pypandoc.__file__).parent / "files" / "pandoc"


def test_the_version_of_the_tree_comes_from_the_program():
    version = pandoc.api_version(pandoc.find_pandoc())

    assert version[0] == 1
    assert len(version) >= 3


@pytest.mark.parametrize("origin", [None, "elsewhere"])
def test_without_the_package_or_its_binary_it_says_what_to_install(tmp_path, monkeypatch, origin):
    class Spec:
        def __init__(self):
            self.origin = str(tmp_path / "__init__.py") if origin else None

    monkeypatch.setattr(pandoc.importlib.util, "find_spec", lambda _: Spec() if origin else None)

    with pytest.raises(MissingProgramError) as caught:
        pandoc.find_pandoc()

    assert caught.value.exit_status is ExitStatus.MISSING_PROGRAM
    assert "pypandoc_binary" in caught.value.hint


@pytest.mark.parametrize(
    "lines",
    [
        f"cat >/dev/null; echo '{OF_THE_DOCUMENT}' >&2; exit 64",
        f"cat >/dev/null; echo PK; echo '[WARNING] {OF_THE_DOCUMENT}' >&2",
        "kill -9 $$",
        "exit 1",
    ],
    ids=["it fails", "it warns", "it is killed", "it does not read"],
)
def test_when_it_fails_or_warns_nothing_is_handed_over_and_nothing_quoted(tmp_path, lines):
    program = script(tmp_path, lines)

    with pytest.raises(ExportError) as caught:
        pandoc.to_docx(OF_THE_DOCUMENT.encode() * 50_000, b"", program=program)

    assert caught.value.exit_status is ExitStatus.EXPORT_FAILED
    assert OF_THE_DOCUMENT not in str(caught.value)
    assert caught.value.hint


def test_it_is_stopped_when_it_takes_too_long(tmp_path):
    with pytest.raises(ExportError, match=r"0\.2 seconds"):
        pandoc.to_docx(b"{}", b"", program=script(tmp_path, "exec sleep 30"), timeout=0.2)


def test_a_file_that_is_no_program_is_a_missing_program(tmp_path):
    path = tmp_path / "pandoc"
    path.write_text("no program")

    with pytest.raises(MissingProgramError):
        pandoc.to_docx(b"{}", b"", program=path)


def test_it_runs_in_an_empty_folder_with_a_clean_environment_and_limits(tmp_path, monkeypatch):
    monkeypatch.setenv("SECRET_TOKEN", "x")
    program = script(
        tmp_path, 'cat >/dev/null; pwd; ls -A; echo "$@"; echo "LIMITS=$(ulimit -t) $(ulimit -c)" >&1; env'
    )

    said = pandoc.to_docx(b"{}", b"reference", program=program).decode()

    folder, arguments, limits, *environment = said.splitlines()
    assert limits == "LIMITS=120 0"
    assert folder.endswith("/work")
    assert not Path(folder).exists()
    assert "SECRET_TOKEN" not in said
    assert {line.partition("=")[0] for line in environment} <= {"LANG", "HOME", "PWD", "OLDPWD", "SHLVL", "_"}
    for wanted in ("+RTS -M512M -RTS", "--sandbox", "-f json -t docx", "--data-dir=", "--reference-doc="):
        assert wanted in arguments


def test_a_broken_answer_about_the_version_is_an_export_error(tmp_path):
    with pytest.raises(ExportError):
        pandoc.api_version(script(tmp_path, "cat >/dev/null; echo nonsense"))
