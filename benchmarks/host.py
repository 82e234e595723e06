"""What a table of figures was measured on."""

from __future__ import annotations

import os
import platform
from typing import Any


def host() -> dict[str, Any]:
    """The machine, and how busy it is at this moment."""
    return {
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.release()}",
        "processors": os.cpu_count(),
        "load_before": os.getloadavg()[0],
    }


def described(told: dict[str, Any]) -> str:
    """The same in a line."""
    return "Python {python}, {system}, {processors} processors, load at the start {load_before:.1f}".format(**told)
