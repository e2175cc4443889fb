"""What lists show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.services.framework_choice import choice_of

if TYPE_CHECKING:
    from reader.domain.browsing import ItemSummary
    from reader.library.database import Library


def list_items(library: Library) -> list[ItemSummary]:
    """All items, in the order in which they were added; ``domain.browsing`` filters and sorts them."""
    return library.items.summaries(choice_of(library).in_force)


def item_count(library: Library) -> int:
    """Number of items."""
    return library.items.count()
