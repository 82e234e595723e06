"""What is shown in a window that has no room for anything else."""

from __future__ import annotations

from imr_tui.tui.widgets.plain import Plain

LEAST_COLUMNS, LEAST_ROWS = 20, 5
"""What a window needs for a row of text between marking and hints."""


class TooSmall(Plain):
    """Covers the screen while the window is too small to write in; what stands below it stays as it is."""

    DEFAULT_CSS = """
    TooSmall { layer: over; dock: top; width: 100%; height: 100%; background: $background; visibility: hidden; }
    """

    def __init__(self) -> None:
        super().__init__(f"Make the window larger: {LEAST_COLUMNS} columns and {LEAST_ROWS} rows at least.")
