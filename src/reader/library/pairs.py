"""Transcripts as rows of word numbers, for finding the same conversation twice, and the pairs that are none."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from reader.domain.change import Change
from reader.domain.duplicates import Words
from reader.domain.search_words import Places
from reader.errors import DamagedLibraryError
from reader.library.apart_rows import is_apart
from reader.library.connections import Connections
from reader.library.items import not_found
from reader.library.journal import perform
from reader.library.packing import unpack_text
from reader.library.search_packing import unpack_ids, unpack_starts
from reader.library.steps import apart_step
from reader.library.tables import apart, items, search_texts, transcript_parts, transcripts

SET_APART = "set_apart"
TOGETHER = 100
"""So many transcripts are read in one go."""

_live = items.c.deleted.is_(None)
_STREAMS = (
    "SELECT i.id, t.stream, t.rare FROM json_each(?) AS given CROSS JOIN items AS i ON i.id = given.value "
    "JOIN search_texts AS t ON t.transcript_id = i.transcript_id WHERE i.deleted IS NULL"
)


@dataclass(frozen=True, slots=True)
class PairItem:
    """What a person wants to know of one of two items that may be the same."""

    id: int
    slug: str
    title: str
    show: str
    date: str
    source: str
    caption_kind: str
    duration_ms: int | None
    characters: int


class Pairs:
    """Looks at a library's transcripts in twos. May be used from any thread."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def streams(self, item_ids: Sequence[int], damaged: set[int] | None = None) -> Iterator[tuple[int, Words]]:
        """The words of the transcripts in force of these items; those that are not indexed yet are left out.

        Those whose words are damaged are left out too and added to ``damaged``; without it, raises DamagedLibraryError.
        """
        for first in range(0, len(item_ids), TOGETHER):
            some = json.dumps([int(item_id) for item_id in item_ids[first : first + TOGETHER]])
            with self._connections.read() as connection:
                rows = connection.exec_driver_sql(_STREAMS, (some,)).fetchall()
            for item_id, stream, rare in rows:
                try:
                    words = unpack_ids(stream, rare)
                except DamagedLibraryError:
                    if damaged is None:
                        raise
                    damaged.add(item_id)
                    continue
                yield item_id, words

    def word_count(self) -> int:
        """How many words the transcripts in force have together, as far as they are indexed."""
        query = (
            select(func.coalesce(func.sum(search_texts.c.words), 0))
            .join_from(items, search_texts, search_texts.c.transcript_id == items.c.transcript_id)
            .where(_live)
        )
        with self._connections.read() as connection:
            return int(connection.execute(query).scalar_one())

    def item(self, item_id: int) -> PairItem:
        """The facts about an item. Raises NotFoundError."""
        query = (
            select(
                items.c.id, items.c.slug, items.c.title, items.c.show, items.c.date, transcripts.c.source,
                transcripts.c.caption_kind, transcripts.c.duration_ms, transcripts.c.characters,
            )
            .join_from(items, transcripts, transcripts.c.id == items.c.transcript_id)
            .where(items.c.id == item_id, _live)
        )  # fmt: skip
        with self._connections.read() as connection:
            row = connection.execute(query).one_or_none()
        if row is None:
            raise not_found(item_id)
        return PairItem(*row)

    def text(self, item_id: int) -> tuple[str, Places]:
        """The transcript of an item and where its words begin. Raises NotFoundError, DamagedLibraryError."""
        query = (
            select(transcript_parts.c.text, search_texts.c.steps)
            .join_from(items, transcript_parts, transcript_parts.c.transcript_id == items.c.transcript_id)
            .join(search_texts, search_texts.c.transcript_id == items.c.transcript_id)
            .where(items.c.id == item_id, _live)
        )
        with self._connections.read() as connection:
            row = connection.execute(query).one_or_none()
        if row is None:
            raise not_found(item_id)
        return unpack_text(row[0]), unpack_starts(row[1])

    def apart(self) -> frozenset[tuple[int, int]]:
        """The pairs that somebody said are not the same, the smaller id first."""
        with self._connections.read() as connection:
            return frozenset((row[0], row[1]) for row in connection.execute(select(apart.c.item_id, apart.c.other_id)))

    def set_apart(self, item_id: int, other_id: int) -> Change:
        """Keep that these two are not the same, as one command; nothing happens where it is. Raises NotFoundError."""
        first, second = sorted((item_id, other_id))

        def keep(connection: Connection) -> Change:
            titles = [_title(connection, one) for one in (first, second)]
            made = [] if is_apart(connection, first, second) else [apart_step(first, second, True)]
            return perform(connection, SET_APART, f"“{titles[0]}” and “{titles[1]}” are not the same", made)

        return self._connections.write(keep)


def _title(connection: Connection, item_id: int) -> str:
    title = connection.execute(select(items.c.title).where(items.c.id == item_id, _live)).scalar()
    if title is None:
        raise not_found(item_id)
    return str(title)
