"""Rows of the collections, within the caller's transaction."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, delete, insert, select, text

from reader.library.tables import collections

COLUMNS = ("name", "filter", "made")


def next_collection_id(connection: Connection) -> int:
    """An id that no collection had yet, not even one that is gone."""
    last = connection.execute(text("SELECT seq FROM sqlite_sequence WHERE name = 'collections'")).scalar()
    return int(last or 0) + 1


def read_collection(connection: Connection, collection_id: int) -> dict[str, Any] | None:
    """The row of a collection as plain values that JSON knows; None where it is not there."""
    query = select(*(collections.c[name] for name in COLUMNS)).where(collections.c.id == collection_id)
    row = connection.execute(query).one_or_none()
    return None if row is None else dict(zip(COLUMNS, row, strict=True))


def write_collection(connection: Connection, collection_id: int, row: dict[str, Any] | None) -> None:
    """Make a collection be there with these values, or (None) not be there."""
    connection.execute(delete(collections).where(collections.c.id == collection_id))
    if row is not None:
        connection.execute(insert(collections).values(id=collection_id, **row))


def id_of_name(connection: Connection, name: str) -> int | None:
    """Id of the collection that has this name, in whatever letters; None where none has."""
    rows = connection.execute(select(collections.c.id, collections.c.name))
    return next((row[0] for row in rows if row[1].casefold() == name.casefold()), None)
