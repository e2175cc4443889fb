"""A library of its own for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.library.database import Library


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the library of the test stands."""
    return tmp_path / "library.sqlite"


@pytest.fixture
def library(path: Path) -> Iterator[Library]:
    """A new library, closed after the test."""
    with Library.open(path, busy_timeout_ms=300) as opened:
        yield opened
