"""A real process is killed while it saves, again and again; IMR_TUI_KILLS says how often."""

import os
import random
import time

from imr_tui.storage.files import load, save
from imr_tui.storage.recovery import RecoveryStore

KILLS = int(os.environ.get("IMR_TUI_KILLS", "30"))
LINE = "A line of the review that must never be half written.\n"

SAVING = """
import sys
from pathlib import Path
from imr_tui.storage.files import load, save
from imr_tui.storage.recovery import RecoveryStore

path, state, line = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
store = RecoveryStore(state)
stamp = load(path).stamp
print("ready", flush=True)
n = 0
while True:
    n += 1
    text = f"{n}\\n" + line * (2_000 + n % 7) + f"{n}\\n"
    store.snapshot(path, text)
    stamp = save(path, text, stamp, state=state)
"""


def names(folder):
    return sorted(entry.name for entry in folder.iterdir())


def whole(text):
    """Whether a text is one that was saved, from its first line to its last."""
    first, _, _ = text.partition("\n")
    n = int(first) if first.isdecimal() else -1
    return n > 0 and text == f"{n}\n" + LINE * (2_000 + n % 7) + f"{n}\n"


def killed_while_saving(path, state, run, wait):
    process = run(SAVING, path, state, LINE)
    assert process.stdout.readline() == "ready\n", process.stderr.read()
    time.sleep(wait)
    process.kill()
    process.communicate()


def first_text(path):
    text = "7\n" + LINE * 2_000 + "7\n"
    assert whole(text)
    save(path, text, None)


def test_a_kill_in_the_middle_of_a_save_leaves_a_whole_document(folder, state, run):
    path = folder / "review.md"
    first_text(path)
    moments = random.Random(20250309)  # noqa: S311 - chance that can be repeated
    for _ in range(KILLS):
        killed_while_saving(path, state, run, moments.random() * 0.06)
        assert whole(load(path).text)
        assert whole(RecoveryStore(state).newest(path).text)
        assert path.stat().st_mode & 0o777 == 0o600
        assert all(name == "review.md" or name.endswith(".tmp") for name in names(folder))


def test_a_kill_while_writing_in_place_leaves_the_document_or_the_copy_whole(folder, state, run):
    path = folder / "review.md"
    first_text(path)
    os.link(path, folder / "other.md")
    moments = random.Random(1)  # noqa: S311 - chance that can be repeated
    for _ in range(max(3, KILLS // 5)):
        killed_while_saving(path, state, run, moments.random() * 0.06)
        text = load(path).text
        kept = RecoveryStore(state).newest(path)
        if not whole(text):
            assert whole(kept.text)
            save(path, kept.text, None, force=True, state=state)
        RecoveryStore(state).clear(path)
