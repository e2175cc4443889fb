"""The collections of a library: named filters. Each change is one command of the journal."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Connection, select

from reader.domain.browsing import ListFilter
from reader.domain.change import Change
from reader.domain.collecting import Collection, filter_of, plain_filter
from reader.errors import NotFoundError, ReaderError
from reader.library.collection_rows import id_of_name, next_collection_id, read_collection
from reader.library.connections import Connections
from reader.library.journal import perform
from reader.library.steps import collection_step
from reader.library.storing import now, storable
from reader.library.tables import collections

SAVE_COLLECTION = "save_collection"
RENAME_COLLECTION = "rename_collection"
UPDATE_COLLECTION = "update_collection"
DELETE_COLLECTION = "delete_collection"


class Collections:
    """Listing and writing them. May be used from any thread."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def all(self) -> list[Collection]:
        """Every collection, by name."""
        query = select(collections.c.id, collections.c.name, collections.c.filter, collections.c.made)
        with self._connections.read() as connection:
            found = [Collection(row[0], row[1], _filter(row[2]), row[3]) for row in connection.execute(query)]
        return sorted(found, key=lambda one: one.name.casefold())

    def save(self, name: str, chosen: ListFilter) -> Change:
        """Keep a filter under a new name. Raises ReaderError where the name is taken."""

        def save(connection: Connection) -> Change:
            _require_free(connection, name)
            row = {"name": storable(name), "filter": _stored(chosen), "made": now()}
            step = collection_step(next_collection_id(connection), None, row)
            return perform(connection, SAVE_COLLECTION, f"Save collection “{name}”", [step])

        return self._connections.write(save)

    def rename(self, collection_id: int, name: str) -> Change:
        """Give a collection another name. Raises NotFoundError, and ReaderError where the name is taken."""

        def rename(connection: Connection) -> Change:
            before = _row(connection, collection_id)
            _require_free(connection, name, collection_id)
            after = before | {"name": storable(name)}
            made = [collection_step(collection_id, before, after)] if after != before else []
            return perform(connection, RENAME_COLLECTION, f"Rename collection “{before['name']}”", made)

        return self._connections.write(rename)

    def update(self, collection_id: int, chosen: ListFilter) -> Change:
        """Let a collection hold another filter. Raises NotFoundError."""

        def update(connection: Connection) -> Change:
            before = _row(connection, collection_id)
            after = before | {"filter": _stored(chosen)}
            made = [collection_step(collection_id, before, after)] if after != before else []
            return perform(connection, UPDATE_COLLECTION, f"Update collection “{before['name']}”", made)

        return self._connections.write(update)

    def delete(self, collection_id: int) -> Change:
        """Remove a collection; its items stay. Raises NotFoundError."""

        def delete(connection: Connection) -> Change:
            before = _row(connection, collection_id)
            label = f"Delete collection “{before['name']}”"
            return perform(connection, DELETE_COLLECTION, label, [collection_step(collection_id, before, None)])

        return self._connections.write(delete)


def _row(connection: Connection, collection_id: int) -> dict[str, Any]:
    row = read_collection(connection, collection_id)
    if row is None:
        raise NotFoundError("This collection is not in the library any more.", "Undo brings back what was deleted.")
    return row


def _require_free(connection: Connection, name: str, own: int | None = None) -> None:
    if id_of_name(connection, name) not in (None, own):
        raise ReaderError(f"There is a collection “{name}” already.", "Choose another name, or update that one.")


def _stored(chosen: ListFilter) -> str:
    return storable(json.dumps(plain_filter(chosen), ensure_ascii=False))


def _filter(stored: str) -> ListFilter:
    return filter_of(json.loads(stored))
