"""What the tests share: a parser of text, and the real documents, where they are at hand."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def corpus() -> Path:
    """Return the folder of real documents; tests that read them are skipped, and say so, where it is absent."""
    if not SHARED.is_dir():
        pytest.skip(f"no real documents here ({SHARED})")
    return SHARED / "corpus"


@pytest.fixture(scope="session")
def facts() -> Path:
    """Return the folder of collected facts, as above."""
    if not SHARED.is_dir():
        pytest.skip(f"no collected facts here ({SHARED})")
    return SHARED
