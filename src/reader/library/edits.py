"""Commands on items that are there: each is one transaction and one entry of the journal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, delete, select

from reader.domain.change import Change
from reader.domain.item import Metadata
from reader.library.connections import Connections
from reader.library.items import not_found, read_metadata
from reader.library.journal import drop_without_steps, perform
from reader.library.search_index import forget_items
from reader.library.steps import Step, arrival_step, metadata_step, removal_step
from reader.library.storing import metadata_state, now
from reader.library.tables import items

BULK_EDIT = 20
"""Metadata edits of more items than this are preceded by a backup."""

EDIT_METADATA = "edit_metadata"
ADD_TAGS = "add_tags"
REMOVE_TAGS = "remove_tags"
DELETE_ITEMS = "delete_items"
RESTORE_ITEMS = "restore_items"
REMOVE_DEMO = "remove_demo"

FIELD_NAMES = {"why_it_matters": "why this matters", "editor_note": "editor note", "evidence_mode": "evidence mode"}
"""Fields whose name for a person is not that of the column."""


class Edits:
    """Writes to items. ``backup(reason)`` is called before every bulk change."""

    def __init__(self, connections: Connections, backup: Callable[[str], Path | None]) -> None:
        self._connections = connections
        self._backup = backup

    def edit_metadata(
        self, item_ids: Iterable[int], *, add_tags: Sequence[str] = (), remove_tags: Sequence[str] = (), **changes: Any
    ) -> Change:
        """Set these fields of :class:`Metadata` on each of the items; they are no drafts any more. Tags may also be
        added to those that each item has, and taken off.

        Raises NotFoundError for an id that is not there, TypeError for a field that does not exist.
        """
        names = dict.fromkeys((*changes, *(["tags"] if add_tags or remove_tags else [])))

        def edited(metadata: Metadata) -> Metadata:
            changed = metadata.edited(**changes) if changes else metadata
            kept = tuple(tag for tag in changed.tags if tag not in remove_tags)
            tags = tuple(dict.fromkeys((*kept, *add_tags)))
            return changed.edited(tags=tags) if tags != changed.tags else changed

        return self._edit(EDIT_METADATA, f"Edit {_fields(tuple(names))}", item_ids, edited)

    def add_tags(self, item_ids: Iterable[int], tags: Sequence[str]) -> Change:
        """Add these tags behind those that each item has. Raises NotFoundError."""

        def added(metadata: Metadata) -> Metadata:
            return metadata.edited(tags=tuple(dict.fromkeys((*metadata.tags, *tags))))

        return self._edit(ADD_TAGS, f"Add {_tags(tags)}", item_ids, added)

    def remove_tags(self, item_ids: Iterable[int], tags: Sequence[str]) -> Change:
        """Take these tags off each item that has them. Raises NotFoundError."""

        def removed(metadata: Metadata) -> Metadata:
            kept = tuple(tag for tag in metadata.tags if tag not in tags)
            return metadata.edited(tags=kept) if kept != metadata.tags else metadata

        return self._edit(REMOVE_TAGS, f"Remove {_tags(tags)}", item_ids, removed)

    def delete_items(self, item_ids: Iterable[int]) -> Change:
        """Make tombstones of the items: they leave every list, and undo brings them back. Raises NotFoundError."""
        return self._remove(DELETE_ITEMS, "Delete", item_ids)

    def remove_samples(self, label: str = "Remove the sample conversations") -> Change:
        """Make tombstones of all items of the demo library that are there."""
        with self._connections.read() as connection:
            samples = select(items.c.id).where(items.c.sample == 1, items.c.deleted.is_(None))
            ids = list(connection.execute(samples).scalars())
        return self._remove(REMOVE_DEMO, "", ids, label)

    def restore_items(self, item_ids: Iterable[int]) -> Change:
        """Bring tombstones back without undoing what came after. Raises NotFoundError where one is not there."""
        ids = _distinct(item_ids)

        def restore(connection: Connection) -> Change:
            found = _rows(connection, ids, deleted=True)
            made = [arrival_step(item_id, found[item_id][1]) for item_id in ids]
            return perform(connection, RESTORE_ITEMS, f"Restore {_named(ids, found)}", made)

        return self._connections.write(restore)

    def purge(self, item_ids: Iterable[int]) -> Path | None:
        """Remove tombstones for good, with all their versions; return the backup that was made first.

        No undo brings these back: only that backup. Raises NotFoundError where there is no such tombstone.
        """
        ids = _distinct(item_ids)
        if not ids:
            return None

        def purge(connection: Connection) -> None:
            _rows(connection, ids, deleted=True)
            forget_items(connection, ids)
            for item_id in ids:
                connection.execute(delete(items).where(items.c.id == item_id))
            drop_without_steps(connection)

        with self._connections.read() as connection:
            _rows(connection, ids, deleted=True)
        kept = self._backup(f"before removing {_count(len(ids))} for good")
        self._connections.write(purge)
        return kept

    def _edit(
        self, kind: str, label: str, item_ids: Iterable[int], edited: Callable[[Metadata], Metadata]
    ) -> Change:  # fmt: skip
        ids = _distinct(item_ids)
        if len(ids) > BULK_EDIT:
            self._backup(f"before an edit of {_count(len(ids))}")

        def edit(connection: Connection) -> Change:
            made: list[Step] = []
            for item_id in ids:
                metadata = read_metadata(connection, item_id)
                step = metadata_step(item_id, metadata_state(metadata), metadata_state(edited(metadata)))
                if step is not None:
                    made.append(step)
            whole = label if len(made) < 2 else f"{label} of {_count(len(made))}"
            return perform(connection, kind, whole, made)

        return self._connections.write(edit)

    def _remove(self, kind: str, verb: str, item_ids: Iterable[int], label: str = "") -> Change:
        ids = _distinct(item_ids)
        if len(ids) > 1:
            self._backup(f"before removing {_count(len(ids))}")

        def remove(connection: Connection) -> Change:
            found = _rows(connection, ids, deleted=False)
            time = now()
            made = [removal_step(item_id, time) for item_id in ids]
            return perform(connection, kind, label or f"{verb} {_named(ids, found)}", made)

        return self._connections.write(remove)


def _rows(connection: Connection, ids: Sequence[int], *, deleted: bool) -> dict[int, tuple[str, str]]:
    """Title and time of deletion of each item. Raises NotFoundError where one is not there, or no tombstone."""
    found: dict[int, tuple[str, str]] = {}
    for item_id in ids:
        row = connection.execute(select(items.c.title, items.c.deleted).where(items.c.id == item_id)).one_or_none()
        if row is None or (row[1] is not None) != deleted:
            raise not_found(item_id)
        found[item_id] = (row[0], row[1])
    return found


def _distinct(item_ids: Iterable[int]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(int(item_id) for item_id in item_ids))


def _named(ids: Sequence[int], found: dict[int, tuple[str, str]]) -> str:
    return f"“{found[ids[0]][0]}”" if len(ids) == 1 else _count(len(ids))


def _count(number: int) -> str:
    return "1 item" if number == 1 else f"{number:,} items"


def _fields(names: Sequence[str]) -> str:
    words = [FIELD_NAMES.get(name, name) for name in names]
    if len(words) > 2:
        return f"{len(words)} fields"
    return " and ".join(words) if words else "nothing"


def _tags(tags: Sequence[str]) -> str:
    return f"tag “{tags[0]}”" if len(tags) == 1 else f"{len(tags)} tags"
