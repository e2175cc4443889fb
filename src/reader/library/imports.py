"""Bringing items in: a whole run is one command of the journal, while each item is committed on its own.

A kill in the middle leaves whole items only, and undo takes back those that had landed.
"""

from __future__ import annotations

from collections.abc import Callable
from types import TracebackType
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection, select

from reader.domain.change import Change
from reader.library.connections import Connections
from reader.library.items import read_metadata
from reader.library.journal import Journal, append, change_of, is_done, record
from reader.library.records import NewItem
from reader.library.steps import Step, arrival_step, metadata_step, version_step
from reader.library.storing import insert_item, insert_version, metadata_state, now, point_to, write_metadata
from reader.library.tables import items

BULK_IMPORT = 20
"""An import of more files than this is preceded by a backup."""

P = ParamSpec("P")
T = TypeVar("T")

IMPORT_ITEMS = "import_items"
UPDATE_ITEM = "update_item"


class Imports:
    """Where imports begin. ``backup(reason)`` is called once before each large one."""

    def __init__(self, connections: Connections, journal: Journal, backup: Callable[[str], object]) -> None:
        self._connections = connections
        self._journal = journal
        self._backup = backup

    def begin(self, label: str, total: int, kind: str = IMPORT_ITEMS) -> ImportRun:
        """Begin a run of ``total`` files. ``label`` names the command ("Import 12 files"); nothing is written yet."""
        reason = f"before an import of {total:,} files" if total > BULK_IMPORT else ""
        return ImportRun(self._connections, self._journal, self._backup, label, kind, reason)


class ImportRun:
    """One import under way. For one thread at a time; use as a context manager, or call :meth:`finish`."""

    def __init__(
        self, connections: Connections, journal: Journal, backup: Callable[[str], object],
        label: str, kind: str, backup_reason: str,
    ) -> None:  # fmt: skip
        self.label = label
        self.kind = kind
        self.command_id: int | None = None
        self._connections = connections
        self._journal = journal
        self._backup = backup
        self._backup_reason = backup_reason
        self._made: list[Step] = []

    def __enter__(self) -> ImportRun:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.finish()

    def add(self, new: NewItem) -> tuple[int, str]:
        """Store a new item, whole and committed on return; return its id and slug. Raises LibraryError."""
        self._prepare()
        return self._committed(self._add, new)

    def update(self, item_id: int, new: NewItem) -> str:
        """Put a newer transcript of an item in force and return the item's slug; the older version is kept for undo.

        The item's metadata become those of ``new``: the caller has laid them over what was there. Slug and sample mark
        stay. Raises NotFoundError, LibraryError.
        """
        self._prepare()
        return self._committed(self._update, item_id, new)

    def finish(self) -> Change:
        """End the run; return what it changed. May be called twice."""
        self._journal.unwatch(self)
        return change_of(self.label, self._made)

    def _prepare(self) -> None:
        if self._backup_reason:
            self._backup(self._backup_reason)
            self._backup_reason = ""
        self._journal.watch(self)

    def _committed(
        self,
        function: Callable[Concatenate[Connection, P], tuple[T, list[Step], int]],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        result, made, command_id = self._connections.write(function, *args, **kwargs)
        self._made += made
        self.command_id = command_id
        return result

    def _add(self, connection: Connection, new: NewItem) -> tuple[tuple[int, str], list[Step], int]:
        item_id, slug = insert_item(connection, new)
        made = [arrival_step(item_id, now())]
        return (item_id, slug), made, self._write_command(connection, made)

    def _update(self, connection: Connection, item_id: int, new: NewItem) -> tuple[str, list[Step], int]:
        metadata = read_metadata(connection, item_id)
        query = select(items.c.slug, items.c.transcript_id).where(items.c.id == item_id)
        slug, transcript_id = connection.execute(query).one()
        version = insert_version(connection, item_id, new)
        point_to(connection, item_id, version)
        made = [version_step(item_id, transcript_id, version.transcript)]
        before = metadata_state(metadata)
        filling = metadata_step(item_id, before, metadata_state(new.metadata))
        if filling is not None:
            write_metadata(connection, item_id, filling.after)
            made.append(filling)
        return slug, made, self._write_command(connection, made)

    def _write_command(self, connection: Connection, made: list[Step]) -> int:
        # Another window may have undone what had landed of this run: the rest then becomes a command of its own.
        if self.command_id is not None and is_done(connection, self.command_id):
            append(connection, self.command_id, made)
            return self.command_id
        return record(connection, self.kind, self.label, made)
