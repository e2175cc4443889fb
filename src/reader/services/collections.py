"""Collections: filters of the library that are kept under a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.errors import ReaderError

if TYPE_CHECKING:
    from reader.domain.browsing import ListFilter
    from reader.domain.change import Change
    from reader.domain.collecting import Collection
    from reader.library.database import Library

LONGEST = 80
"""Characters of a name."""


def list_collections(library: Library) -> list[Collection]:
    """Every collection, by name."""
    return library.collections.all()


def save_collection(library: Library, name: str, chosen: ListFilter) -> Change:
    """Keep a filter under a new name. Raises ReaderError where that is taken or empty."""
    return library.collections.save(_checked(name), chosen)


def rename_collection(library: Library, collection_id: int, name: str) -> Change:
    """Give a collection another name. Raises ReaderError, and NotFoundError where it is gone."""
    return library.collections.rename(collection_id, _checked(name))


def update_collection(library: Library, collection_id: int, chosen: ListFilter) -> Change:
    """Let a collection hold another filter. Raises NotFoundError."""
    return library.collections.update(collection_id, chosen)


def delete_collection(library: Library, collection_id: int) -> Change:
    """Remove a collection, not what is in it. Raises NotFoundError."""
    return library.collections.delete(collection_id)


def _checked(name: str) -> str:
    text = " ".join(name.split())
    if not text:
        raise ReaderError("A collection needs a name.", "Enter one.")
    if len(text) > LONGEST:
        raise ReaderError(f"The name is longer than {LONGEST} characters.", "Enter a shorter one.")
    return text
