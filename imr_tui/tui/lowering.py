"""The question that a lower protective marking raises, wherever it was lowered."""

from __future__ import annotations

from imr_tui.tui.desk import Desk
from imr_tui.tui.keeper import Lowered
from imr_tui.tui.screens.dialog import Ask, Choice


async def ask_marking(desk: Desk, lowered: Lowered) -> str | None:
    """Ask whether a lower marking is meant: `lower`, `back`, or None or `later` for leaving that open."""
    after = f"would be {lowered.after}" if lowered.after else "would have none"
    return await desk.ask(
        Ask(
            "The protective marking is lower than before",
            f"The review is marked {lowered.before} and {after}. A lower marking lets more people handle it. That it was "
            "lowered is recorded in the audit trail.",
            (Choice("back", "Put it back", "p"), Choice("lower", "Lower it", "l"), Choice("later", "Decide later")),
        )
    )
