"""What the transcripts of a library speak of: kept beside them, and read into vectors that follow what is in force."""

from __future__ import annotations

import json
from collections.abc import Sequence
from threading import Lock

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, exists, insert, select

from reader.domain.likeness import MOST_COUNTED, RULES, Counts, Likeness, Words, telling
from reader.library.columns import broken
from reader.library.connections import Connections
from reader.library.search_packing import Ids, unpack_ids
from reader.library.tables import items, likeness, search_texts

TOGETHER = 200
"""So many transcripts are looked at in one transaction."""
Kept = tuple[Words, Counts]


def keep_telling(
    connection: Connection, transcript_id: int, words: Sequence[str], ids: Ids, counts: NDArray[np.int64]
) -> None:
    """Keep which of a transcript's words are telling. The words differ; ``ids`` and ``counts`` are theirs."""
    chosen = telling(words, counts)
    chosen = chosen[np.argsort(ids[chosen], kind="stable")]
    packed_words = ids[chosen].astype("<u4").tobytes()
    packed_counts = np.minimum(counts[chosen], MOST_COUNTED).astype("<u2").tobytes()
    row = {"transcript_id": transcript_id, "rules": RULES, "words": packed_words, "counts": packed_counts}
    connection.execute(insert(likeness).prefix_with("OR REPLACE"), row)


class LikenessOfItems:
    """How near the items of one library are to each other. May be used from any thread."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections
        self._lock = Lock()
        self._kept: dict[int, Kept] = {}
        self._in_force: dict[int, int] = {}
        self._vectors = Likeness((), (), ())

    def vectors(self) -> Likeness:
        """The vectors of the items that are there, by item id, with the transcripts in force; those that are not looked
        at yet are left out.

        Only what is new since the last time is read. Raises DamagedLibraryError.
        """
        with self._lock, self._connections.read() as connection:
            in_force = _in_force(connection)
            if in_force != self._in_force:
                missing = [number for number in in_force.values() if number not in self._kept]
                self._kept = {n: self._kept[n] for n in in_force.values() if n in self._kept}
                self._kept |= _read(connection, missing)
                self._in_force = in_force
                self._vectors = Likeness(
                    list(in_force),
                    [self._kept[number][0] for number in in_force.values()],
                    [self._kept[number][1] for number in in_force.values()],
                )
            return self._vectors

    def words(self, ids: Words) -> tuple[str, ...]:
        """The words with these ids, in their order."""
        from reader.library.search_index import words_of_ids

        with self._connections.read() as connection:
            return tuple(words_of_ids(connection, ids))

    def waiting(self) -> list[int]:
        """Ids of the transcripts that can be looked at and are not yet."""
        kept = exists().where(likeness.c.transcript_id == search_texts.c.transcript_id, likeness.c.rules == RULES)
        with self._connections.read() as connection:
            return list(connection.execute(select(search_texts.c.transcript_id).where(~kept)).scalars())

    def complete(self, transcript_ids: Sequence[int]) -> None:
        """Look at these transcripts, in one transaction."""
        self._connections.write(_complete, transcript_ids)


def _in_force(connection: Connection) -> dict[int, int]:
    """For each item that is there, and was looked at, the id of its transcript; by item id, ascending."""
    query = (
        select(items.c.id, items.c.transcript_id)
        .join_from(items, likeness, likeness.c.transcript_id == items.c.transcript_id)
        .where(items.c.deleted.is_(None), likeness.c.rules == RULES)
        .order_by(items.c.id)
    )
    return {row[0]: row[1] for row in connection.execute(query)}


def _read(connection: Connection, transcript_ids: Sequence[int]) -> dict[int, Kept]:
    if not transcript_ids:
        return {}
    rows = connection.exec_driver_sql(
        "SELECT transcript_id, words, counts FROM json_each(?) AS given "
        "CROSS JOIN likeness ON transcript_id = given.value",
        (json.dumps(transcript_ids),),
    )
    return {row[0]: _unpacked(row[1], row[2]) for row in rows}


def _unpacked(words: bytes, counts: bytes) -> Kept:
    if len(words) % 4 or len(counts) % 2 or len(words) != 2 * len(counts):
        raise broken("the words that conversations are compared by do not fit")
    return np.frombuffer(words, "<u4").astype(np.uint32), np.frombuffer(counts, "<u2").astype(np.uint16)


def _complete(connection: Connection, transcript_ids: Sequence[int]) -> None:
    from reader.library.search_index import words_of_ids

    for transcript_id in transcript_ids:
        query = select(search_texts.c.stream, search_texts.c.rare).where(search_texts.c.transcript_id == transcript_id)
        row = connection.execute(query).one_or_none()
        if row is not None:
            ids, counts = np.unique(unpack_ids(row[0], row[1]), return_counts=True)
            keep_telling(connection, transcript_id, words_of_ids(connection, ids), ids, counts)
