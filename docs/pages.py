"""Make the pictures of printed pages that the user guide shows: `python docs/pages.py`.

Needs LibreOffice (soffice), pdftoppm and ImageMagick's montage on the PATH. The complete sample is exported whole and as a copy
with pseudonyms, printed to PDF, and some of its pages are laid side by side.
"""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

from imr_tui.analysis.analyse import analyse
from imr_tui.data.loader import load_rules
from imr_tui.word.export import export_docx
from imr_tui.word.options import PSEUDONYMS, ExportOptions

HERE = Path(__file__).parent
SAMPLE = HERE.parent / "samples" / "dhr-complete.md"
# The picture, the export it shows, its pages.
PICTURES = (
    ("word-front", ExportOptions(), (1, 2, 4)),
    ("word-tables", ExportOptions(), (10, 23)),
    ("word-blocks", ExportOptions(), (14, 18, 20)),
    ("word-pseudonyms", ExportOptions(profile=PSEUDONYMS, name="copy.docx"), (1, 4, 6)),
)
DOTS_PER_INCH = 66


def pages(options: ExportOptions, folder: Path) -> Path:
    """The sample as PDF."""
    rules = load_rules()
    analysis = analyse(SAMPLE.read_text("utf-8"), rules)
    made = folder / "made.docx"
    made.write_bytes(export_docx(analysis.report, analysis.checklist, rules.schema, options))
    run(
        "soffice",
        "--headless",
        f"-env:UserInstallation=file://{folder}/office",
        "--convert-to",
        "pdf",
        "--outdir",
        folder,
        made,
    )
    return made.with_suffix(".pdf")


def draw(name: str, options: ExportOptions, wanted: tuple[int, ...], folder: Path) -> Path:
    """One picture."""
    pdf = pages(options, folder)
    shots: list[Path] = []
    for page in wanted:
        shot = folder / f"page{page}"
        run("pdftoppm", "-r", DOTS_PER_INCH, "-f", page, "-l", page, "-singlefile", "-png", pdf, shot)
        shots.append(shot.with_suffix(".png"))
    target = HERE / "pictures" / f"{name}.webp"
    frame = ("-geometry", "+6+6", "-background", "#d8dbe0", "-strip", "-quality", "50", "-define", "webp:method=6")
    run("montage", *shots, "-tile", f"{len(shots)}x1", *frame, target)
    return target


def run(*command: object) -> None:
    """Run a program, quietly; CalledProcessError where it fails."""
    subprocess.run([str(word) for word in command], check=True, capture_output=True, timeout=300)  # noqa: S603  fixed programs


def main() -> None:
    """Make every picture."""
    for name, options, wanted in PICTURES:
        with tempfile.TemporaryDirectory() as folder:
            print(draw(name, options, wanted, Path(folder)).name)


if __name__ == "__main__":
    main()
