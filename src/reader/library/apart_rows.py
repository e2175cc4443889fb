"""Rows of pairs that a person said are not the same conversation, within the caller's transaction."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select

from reader.library.tables import apart, items


def is_apart(connection: Connection, item_id: int, other_id: int) -> bool:
    """Whether somebody said that these two are not the same."""
    query = select(func.count()).where(*_pair(item_id, other_id))
    return connection.execute(query).scalar_one() > 0


def put_apart(connection: Connection, item_id: int, other_id: int, wanted: bool) -> None:
    """Say, or say no longer, that these two are not the same. Of what is gone for good nothing is said."""
    first, second = sorted((item_id, other_id))
    connection.execute(delete(apart).where(*_pair(first, second)))
    if wanted and exists_for_good(connection, second) and exists_for_good(connection, first):
        connection.execute(insert(apart).values(item_id=first, other_id=second))


def exists_for_good(connection: Connection, item_id: int) -> bool:
    """Whether an item is there, or at least in the bin."""
    return connection.execute(select(items.c.id).where(items.c.id == item_id)).scalar() is not None


def _pair(item_id: int, other_id: int) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    first, second = sorted((item_id, other_id))
    return apart.c.item_id == first, apart.c.other_id == second
