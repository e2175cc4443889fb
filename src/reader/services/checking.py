"""Looking a library through from end to end."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.library.database import Library


def check(library: Library) -> list[str]:
    """What is wrong with a library, one sentence each; empty for a sound one. Reads everything, changes nothing."""
    from reader.library.checking import check as check_library

    return check_library(library)
