"""What each transcript speaks of, kept beside it, within the caller's transaction.

The telling words of a transcript are stored when it is made searchable, and stay as they are until it is removed for
good: undo, redo, deleting and bringing back only change which transcripts are in force.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection

from reader.domain.likeness import MOST_STORED, Counts, telling_words
from reader.domain.search_words import words_of
from reader.errors import DamagedLibraryError
from reader.library.columns import Pack, broken
from reader.library.search_packing import Ids, unpack_ids

RULES = 1
"""The number of the rules by which words are chosen: with another one, those of all transcripts are chosen anew."""

# Two statements: SQLite keeps a journal of its own for one that replaces, which takes three times as long.
_TAKE_AWAY = "DELETE FROM likeness WHERE transcript_id = ?"
_PUT = "INSERT INTO likeness (transcript_id, rules, words, counts) VALUES (?, ?, ?, ?)"
_WAITING = (
    "SELECT s.transcript_id FROM search_texts AS s LEFT JOIN likeness AS l ON l.transcript_id = s.transcript_id "
    "AND l.rules = ?1 WHERE l.transcript_id IS NULL ORDER BY s.transcript_id IN "
    "(SELECT transcript_id FROM items WHERE deleted IS NULL) DESC, s.transcript_id"
)
_STREAM = (
    "SELECT s.stream, s.rare, p.cues FROM search_texts AS s JOIN transcript_parts AS p "
    "ON p.transcript_id = s.transcript_id WHERE s.transcript_id = ?"
)
WORDS_OF = (
    "SELECT w.word FROM json_each(?) AS given CROSS JOIN search_words AS w ON w.id = given.value ORDER BY given.key"
)


def store_likeness(
    connection: Connection,
    transcript_id: int,
    words: Sequence[str],
    counts: NDArray[np.int64],
    ids: Ids,
    names: Collection[str],
) -> None:
    """Store what a transcript speaks of. Its different ``words``, in the order in which they first occur, have these
    ``counts`` and ``ids``; ``names`` are words of its speakers' names.
    """
    connection.exec_driver_sql(_TAKE_AWAY, (transcript_id,))
    connection.exec_driver_sql(_PUT, (transcript_id, RULES, *_packed(words, counts, ids, names)))


def store_missing(connection: Connection, transcript_ids: Sequence[int]) -> None:
    """Store what these transcripts speak of, from the words that search keeps of them."""
    for transcript_id in transcript_ids:
        row = connection.exec_driver_sql(_STREAM, (transcript_id,)).one_or_none()
        if row is not None:
            store_likeness(connection, transcript_id, *_read(connection, row))


def likeness_problems(connection: Connection) -> Iterator[str]:
    """Of which transcripts what is stored is not what they say. Those that wait to be completed are nothing wrong."""
    query = "SELECT transcript_id, words, counts FROM likeness WHERE rules = ?"
    for transcript_id, words, counts in connection.exec_driver_sql(query, (RULES,)).all():
        row = connection.exec_driver_sql(_STREAM, (transcript_id,)).one_or_none()
        if row is None:
            continue  # without the words of search there is nothing to hold it to
        try:
            right = _packed(*_read(connection, row))
        except DamagedLibraryError:
            continue  # which is told of the words of search, or of the item
        if right != (words, counts):
            yield f"What transcript {transcript_id} is compared by is not what it says."


def _read(connection: Connection, row: Sequence[Any]) -> tuple[list[str], NDArray[np.int64], Ids, list[str]]:
    """The different words of a transcript in the order in which they first occur, their counts and ids, and names."""
    stream, rare, cues = row
    ids, first, counts = np.unique(unpack_ids(stream, rare), return_index=True, return_counts=True)
    order = np.argsort(first)
    words = list(connection.exec_driver_sql(WORDS_OF, (json.dumps(ids[order].tolist()),)).scalars())
    if len(words) != len(ids):
        raise broken("the words that search looks at are not known")
    return words, counts[order], ids[order], speaker_names(cues)


def _packed(
    words: Sequence[str], counts: NDArray[np.int64], ids: Ids, names: Collection[str]
) -> tuple[bytes, bytes]:  # fmt: skip
    places, often = telling_words(words, counts, names)
    chosen = ids[places]
    order = np.argsort(chosen)
    return chosen[order].astype("<u4").tobytes(), often[order].astype("<u2").tobytes()


def speaker_names(packed_cues: bytes) -> list[str]:
    """The words of the names of a transcript's speakers."""
    return words_of(" . ".join(Pack(packed_cues).head["speakers"]))


def waiting_transcripts(connection: Connection) -> list[int]:
    """Ids of the transcripts that are searched but not compared yet, those in force first."""
    return list(connection.exec_driver_sql(_WAITING, (RULES,)).scalars())


def unpacked(words: bytes, counts: bytes) -> tuple[Ids, Counts]:
    """The ids and counts of one transcript, as they are stored. Raises DamagedLibraryError."""
    if len(words) != 2 * len(counts) or len(words) % 4 or len(words) > 4 * MOST_STORED:
        raise broken("the words that it is compared by do not fit")
    return np.frombuffer(words, "<u4").astype(np.uint32), np.frombuffer(counts, "<u2").astype(np.uint16)
