"""Making the indexes of search where they are missing: after a migration, or when the rules of words have changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection

from reader.library.connections import Connections
from reader.library.search_index import index_missing, make_room, unindexed

AT_ONCE = 20_000_000
"""So many characters are indexed while a library is opened: two or three seconds. More waits for its turn."""
TOGETHER = 500_000
"""So many characters are indexed in one transaction."""


class Indexing:
    """What of a library is not searched yet. May be used from any thread."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def begin(self) -> None:
        """Index what takes a moment: the fields of all items, and the transcripts too where they are not too many."""
        self._connections.write(make_room)
        waiting = self.waiting()
        if sum(characters for _, characters in waiting) <= AT_ONCE:
            for part in self.in_parts(waiting):
                self.index(part)

    def waiting(self) -> list[tuple[int, int]]:
        """Ids of the transcripts that are not indexed yet with their lengths, those in force first."""
        with self._connections.read() as connection:
            return unindexed(connection)

    def in_parts(self, waiting: Sequence[tuple[int, int]]) -> Iterator[list[int]]:
        """The ids of those that wait, in parts that :meth:`index` does in a moment each."""
        part: list[int] = []
        length = 0
        for transcript_id, characters in waiting:
            part.append(transcript_id)
            length += characters
            if length >= TOGETHER:
                yield part
                part, length = [], 0
        if part:
            yield part

    def index(self, transcript_ids: Sequence[int]) -> None:
        """Index these transcripts, in one transaction."""

        def index(connection: Connection) -> None:
            index_missing(connection, transcript_ids)

        self._connections.write(index)
