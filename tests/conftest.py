"""Shared by all tests: helpers beside them, and a cache of their own."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from hypothesis import settings

# No test is timed: the first example of a property may have to read a schema or a dictionary.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

sys.path.insert(0, str(Path(__file__).parent / "unit"))


def pytest_configure() -> None:
    """Keep compiled policies of tests apart from the user's, and warm across tests."""
    os.environ.setdefault("POSTLINT_CACHE", str(Path(__file__).parent.parent / ".pytest_cache" / "postlint"))
