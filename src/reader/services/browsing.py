"""What lists show."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.services.framework_choice import choice_of

if TYPE_CHECKING:
    from reader.domain.item_summary import ItemSummary
    from reader.domain.item_table import ItemTable
    from reader.library.database import Library


def list_items(library: Library) -> list[ItemSummary]:
    """All items, in the order in which they were added; ``domain.browsing`` filters and sorts them."""
    return library.items.summaries(choice_of(library).in_force)


def listed(library: Library, bands: Sequence[str], key: str, descending: bool) -> ItemTable:
    """All items as columns, prepared for a list in this order; ``bands`` are the ids of the axis' bands in order."""
    from reader.domain.item_table import ItemTable

    table = ItemTable(list_items(library), tuple(bands))
    table.prepare(key, descending)
    return table


def item_count(library: Library) -> int:
    """Number of items."""
    return library.items.count()
