from __future__ import annotations

import pytest

from imr_tui.data.loader import load_schema
from imr_tui.document.schema import Schema


@pytest.fixture(scope="session")
def schema() -> Schema:
    return load_schema()
