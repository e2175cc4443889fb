"""The bin: items that were deleted and can still be brought back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from reader.library.connections import Connections
from reader.library.journal import UNDONE
from reader.library.tables import items

_CONTENTS = """
SELECT i.id, i.slug, i.title, i.show, i.date, i.deleted, t.duration_ms, coalesce(t.characters, 0),
    coalesce((SELECT sum(length(p.text) + length(p.cues) + coalesce(length(p.words), 0)
                         + coalesce(length(s.stream) + length(s.rare) + length(s.steps), 0))
              FROM transcripts AS v JOIN transcript_parts AS p ON p.transcript_id = v.id
              LEFT JOIN search_texts AS s ON s.transcript_id = v.id WHERE v.item_id = i.id), 0),
    coalesce((SELECT c.label || char(10) || c.state FROM steps AS s JOIN commands AS c ON c.id = s.command_id
              WHERE s.item_id = i.id AND s.kind = 'presence' ORDER BY c.id DESC LIMIT 1), '')
FROM items AS i LEFT JOIN transcripts AS t ON t.id = i.transcript_id
WHERE i.deleted IS NOT NULL ORDER BY i.deleted DESC, i.id DESC
"""


@dataclass(frozen=True, slots=True)
class Deleted:
    """An item in the bin. ``deleted`` is the time, ISO 8601 in UTC; ``size`` is about what it takes on the disk, in
    bytes; ``how`` names the command that brought it there.
    """

    id: int
    slug: str
    title: str
    show: str
    date: str
    deleted: str
    duration_ms: int | None
    characters: int
    size: int
    how: str


class Bin:
    """What of a library was deleted. May be used from any thread."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def contents(self) -> list[Deleted]:
        """Everything in it, the last deleted first."""
        with self._connections.read() as connection:
            return [_deleted(*row) for row in connection.exec_driver_sql(_CONTENTS)]

    def count(self) -> int:
        """How many items are in it."""
        query = select(func.count()).select_from(items).where(items.c.deleted.is_not(None))
        with self._connections.read() as connection:
            return connection.execute(query).scalar_one()


def _deleted(*row: Any) -> Deleted:
    *facts, command = row
    label, _, state = command.rpartition("\n")
    return Deleted(*[*facts, f"Undone: {label}" if state == UNDONE else label])
