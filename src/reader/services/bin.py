"""The bin: what was deleted, bringing it back, and removing it for good."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reader.domain.record import record
from reader.services.editing import restore_items as restore_items

if TYPE_CHECKING:
    from reader.library.bin import Deleted as Deleted
    from reader.library.database import Library


@record
class Purged:
    """What was removed for good: how many items, and the backup that was made first and still has them."""

    count: int
    backup: Path | None


def bin_contents(library: Library) -> list[Deleted]:
    """Everything that was deleted and can be brought back, the last deleted first."""
    return library.bin.contents()


def bin_count(library: Library) -> int:
    """How many items are in the bin."""
    return library.bin.count()


def purge(library: Library, item_ids: Sequence[int]) -> Purged:
    """Remove items in the bin for good; a backup is made first. Undo goes on with what is left.

    Raises NotFoundError where one is not in the bin any more; nothing is removed then.
    """
    ids = list(dict.fromkeys(item_ids))
    return Purged(len(ids), library.edits.purge(ids))
