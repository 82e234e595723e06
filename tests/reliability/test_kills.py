"""A real process is killed while it saves two megabytes, again and again; IMR_TUI_KILLS says how often."""

import os
import random
import subprocess
import sys
import time

from imr_tui.storage.files import load, save

from .conftest import PACKAGE

KILLS = int(os.environ.get("IMR_TUI_KILLS", "12"))
SIZE = 2_000_000
LINE = "A line of the review that must never be half written, come what may.\n"

SAVING = """
import sys
from pathlib import Path
from imr_tui.storage.files import load, save

path, state, line, lines = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], int(sys.argv[4])
loaded = load(path)
number = int(loaded.text.partition("\\n")[0])
stamp = loaded.stamp
print("ready", flush=True)
while True:
    number += 1
    stamp = save(path, f"{number}\\n" + line * (lines + number % 7) + f"{number}\\n", stamp, state=state)
"""


def text_of(number):
    return f"{number}\n" + LINE * (SIZE // len(LINE) + number % 7) + f"{number}\n"


def test_a_kill_in_the_middle_of_a_save_of_two_megabytes_damages_nothing(place):
    path = place.work / "review.md"
    save(path, text_of(1), None)
    moments = random.Random(20250309)  # noqa: S311 - chance that can be repeated
    last = 1
    for _ in range(KILLS):
        process = subprocess.Popen(
            [sys.executable, "-c", SAVING, str(path), str(place.state), LINE, str(SIZE // len(LINE))],
            env={**os.environ, "PYTHONPATH": str(PACKAGE.parent)},
            stdout=subprocess.PIPE,
        )
        try:
            assert process.stdout.readline() == b"ready\n"
            time.sleep(moments.random() * 0.05)
        finally:
            process.kill()
            process.communicate()
        text = load(path).text
        number = int(text.partition("\n")[0])
        assert text == text_of(number)
        assert number >= last
        last = number
        assert all(
            name == "review.md" or name.endswith(".tmp") for name in (entry.name for entry in place.work.iterdir())
        )
    assert last > 1, "some of them saved"
