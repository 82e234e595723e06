"""Draw the picture of the editor that the README shows: `python docs/pictures.py`."""

from __future__ import annotations

import asyncio
import re
import tempfile
from pathlib import Path

from imr_tui.data.loader import load_rules
from imr_tui.storage.settings import Settings
from imr_tui.tui.application import ImrApp
from imr_tui.tui.opening import open_review
from imr_tui.tui.services import services_in

HERE = Path(__file__).parent
SAMPLE = HERE.parent / "samples" / "sar-in-progress.md"
SIZE = (120, 36)
# The picture names no address: a reader's own fixed-width font serves.
# A blank at the end of a run would be dropped by some viewers.
_TEXT = re.compile(r"(?<=>)[^<>]*(?=</text>)")
_COMMENTS = re.compile(r"<!--.*?-->\s*", re.DOTALL)
_FONT_FACES = re.compile(r"@font-face\s*\{[^}]*\}\s*")


async def draw() -> str:
    """The half-written sample in the editor, as SVG."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "review.md"
        copy.write_bytes(SAMPLE.read_bytes())
        services = services_in(Path(folder) / "state", load_rules, Settings(theme="dark"))
        app = ImrApp(services, review=open_review(copy, services), encoding="utf-8")
        async with app.run_test(size=SIZE) as pilot:
            await pilot.pause(1.5)
            await pilot.press("f8")
            await pilot.pause(0.5)
            return app.export_screenshot(title="imr-tui")


def main() -> None:
    """Write the picture."""
    drawn = asyncio.run(draw()).replace("Fira Code", "monospace")
    svg = _COMMENTS.sub("", _FONT_FACES.sub("", drawn))
    svg = _TEXT.sub(lambda match: match.group().replace(" ", "\u00a0"), svg)
    target = HERE / "pictures" / "editor.svg"
    target.write_text(svg, "utf-8")
    print(target.name)


if __name__ == "__main__":
    main()
