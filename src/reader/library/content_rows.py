"""Rows of the content folder, within the caller's transaction: the folder, and what file and library agreed on."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert

from reader.errors import ReaderError
from reader.library.tables import choices, content_files, items

CONTENT_FOLDER = "content_folder"
RESOURCE = "resource"


@dataclass(frozen=True, slots=True)
class ContentRow:
    """The resource file of an item. ``agreed`` are the fields that file and library last had in common, as plain
    values that JSON knows; ``sha256`` is that of the file when it was last read or written whole.
    """

    path: str
    sha256: str = ""
    agreed: Mapping[str, Any] = field(default_factory=dict)


def tied_folder(connection: Connection) -> str:
    """The folder that the library is tied to; empty where it is to none."""
    return connection.execute(select(choices.c.value).where(choices.c.name == CONTENT_FOLDER)).scalar() or ""


def tie_folder(connection: Connection, folder: str) -> None:
    """Tie the library to a folder. What was agreed with another one is forgotten."""
    if tied_folder(connection) != folder:
        connection.execute(delete(content_files))
    row = insert(choices).values(name=CONTENT_FOLDER, value=folder)
    connection.execute(row.on_conflict_do_update(index_elements=["name"], set_={"value": folder}))


def untie_folder(connection: Connection) -> None:
    """Tie the library to no folder, and forget what was agreed."""
    connection.execute(delete(choices).where(choices.c.name == CONTENT_FOLDER))
    connection.execute(delete(content_files))


def content_rows(connection: Connection) -> dict[int, ContentRow]:
    """The rows of all items that have one, those of deleted ones too."""
    query = select(content_files.c.item_id, content_files.c.path, content_files.c.sha256, content_files.c.agreed).where(
        content_files.c.kind == RESOURCE
    )
    return {row[0]: ContentRow(row[1], row[2], json.loads(row[3])) for row in connection.execute(query)}


def content_row(connection: Connection, item_id: int) -> ContentRow | None:
    """The row of one item."""
    query = select(content_files.c.path, content_files.c.sha256, content_files.c.agreed).where(
        content_files.c.item_id == item_id, content_files.c.kind == RESOURCE
    )
    found = connection.execute(query).one_or_none()
    return None if found is None else ContentRow(found[0], found[1], json.loads(found[2]))


def put_content_row(connection: Connection, item_id: int, row: ContentRow | None) -> None:
    """Keep a row in the place of the one that is there; None takes it away."""
    if row is None:
        connection.execute(
            delete(content_files).where(content_files.c.item_id == item_id, content_files.c.kind == RESOURCE)
        )
        return
    values = {"path": row.path, "sha256": row.sha256, "agreed": json.dumps(dict(row.agreed))}
    statement = insert(content_files).values(item_id=item_id, kind=RESOURCE, **values)
    connection.execute(statement.on_conflict_do_update(index_elements=["item_id", "kind"], set_=values))


# ------------------------------------------------------------------------------------- states for the journal


def apply_agreement(connection: Connection, item_id: int, state: dict[str, Any]) -> None:
    """Set what was agreed on: ``path`` (None: there is no row), and fields by name (None: never agreed on).

    Fields that the state does not name stay: what was written back since is no business of this command.
    """
    if state["path"] is None:
        put_content_row(connection, item_id, None)
        return
    row = content_row(connection, item_id)
    agreed = dict(row.agreed if row else {}) | state["agreed"]
    kept = {name: value for name, value in agreed.items() if value is not None}
    put_content_row(connection, item_id, ContentRow(state["path"], row.sha256 if row else "", kept))


def agreement_state(row: ContentRow | None, names: Mapping[str, Any]) -> dict[str, Any]:
    """The state of before a change of these fields."""
    agreed = row.agreed if row else {}
    return {"path": row.path if row else None, "agreed": {name: agreed.get(name) for name in names}}


def current_slug(connection: Connection, item_id: int) -> str:
    """The slug of an item, deleted or not."""
    return str(connection.execute(select(items.c.slug).where(items.c.id == item_id)).scalar_one())


def apply_slug(connection: Connection, item_id: int, slug: str) -> None:
    """Give an item another slug. Raises ReaderError where another item has it."""
    holder = connection.execute(select(items.c.id, items.c.title).where(items.c.slug == slug)).one_or_none()
    if holder is not None and holder[0] != item_id:
        raise ReaderError(
            f"“{holder[1]}” has the slug {slug}.", "Choose another one; it may be that of a deleted conversation."
        )
    connection.execute(items.update().where(items.c.id == item_id).values(slug=slug))
