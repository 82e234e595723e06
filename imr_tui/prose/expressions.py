"""Regular expressions parsed, for those who ask what a match may hold: the one place that reads what `re` keeps to itself."""

from __future__ import annotations

import re
from importlib import import_module
from typing import Any


def parsed(written: str) -> Any:
    """What `re` makes of an expression that is matched in either case: pairs of a sign and what it is of.

    Raises `re.error` where it cannot be read.
    """
    return import_module("re._parser").parse(written, re.IGNORECASE)
