"""Transcripts as rows of words, for showing what two of them have in common and for finding passages that answer each
other.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection

from reader.domain.search_words import Places
from reader.domain.slicing import Slice
from reader.library.columns import broken
from reader.library.packing import unpack_slices, unpack_text
from reader.library.search_packing import Ids, unpack_ids, unpack_starts

_TEXT = (
    "SELECT p.text, s.stream, s.rare, s.steps FROM items AS i "
    "JOIN transcript_parts AS p ON p.transcript_id = i.transcript_id "
    "JOIN search_texts AS s ON s.transcript_id = i.transcript_id WHERE i.id = ? AND i.deleted IS NULL"
)
_PASSAGES = (
    "SELECT i.id, s.stream, s.rare, s.steps, pp.slices, p.scores, p.evidence FROM items AS i "
    "JOIN search_texts AS s ON s.transcript_id = i.transcript_id JOIN profiles AS p ON p.id = i.profile_id "
    "JOIN profile_parts AS pp ON pp.profile_id = p.id WHERE i.id = ? AND i.deleted IS NULL AND p.framework_id = ?"
)
_REASONS = (
    "SELECT i.id, p.reasons FROM json_each(?) AS given CROSS JOIN items AS i ON i.id = given.value "
    "JOIN profiles AS p ON p.id = i.profile_id"
)
_USUAL = (
    "SELECT one.value FROM items AS i JOIN profiles AS p ON p.id = i.profile_id, json_each(p.reasons) AS one "
    "WHERE i.deleted IS NULL AND substr(one.value, 1, length(?1)) = ?1 GROUP BY one.value HAVING count(*) >= ?2"
)


@dataclass(frozen=True, slots=True)
class ReadText:
    """A transcript with the ids of its words and where they begin."""

    text: str
    ids: Ids
    starts: Places


@dataclass(frozen=True, slots=True)
class ReadPassages:
    """The slices of an item: ids of their words, where the words of each begin and end among them, and its figures."""

    item_id: int
    ids: Ids
    begins: NDArray[np.int64]
    ends: NDArray[np.int64]
    scores: NDArray[np.int8]
    evidence: NDArray[np.bool_]


def read_text(connection: Connection, item_id: int) -> ReadText | None:
    """The transcript of an item; None where it is gone or not searched yet. Raises DamagedLibraryError."""
    row = connection.exec_driver_sql(_TEXT, (item_id,)).one_or_none()
    if row is None:
        return None
    return ReadText(unpack_text(row[0]), unpack_ids(row[1], row[2]), unpack_starts(row[3]))


def read_passages(connection: Connection, item_id: int, framework_id: str) -> ReadPassages | None:
    """The slices of an item; None where it is gone, not searched yet, or scored by another framework only.

    Raises DamagedLibraryError.
    """
    row = connection.exec_driver_sql(_PASSAGES, (item_id, framework_id)).one_or_none()
    if row is None:
        return None
    starts = unpack_starts(row[3])
    slices: tuple[Slice, ...] = tuple(unpack_slices(row[4]))
    if not len(slices) == len(row[5]) == len(row[6]):
        raise broken("its slices and their scores differ in number")
    begins = np.searchsorted(starts, [part.start for part in slices])
    ends = np.searchsorted(starts, [part.end for part in slices])
    return ReadPassages(
        row[0], unpack_ids(row[1], row[2]), begins, ends,
        np.frombuffer(row[5], np.int8), np.frombuffer(row[6], np.bool_),
    )  # fmt: skip


def read_reasons(connection: Connection, item_ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """The bullets under the reading of each of these items."""
    rows = connection.exec_driver_sql(_REASONS, (json.dumps(list(item_ids)),))
    return {row[0]: tuple(json.loads(row[1])) for row in rows}


def reasons_of_many(connection: Connection, begins: str, least: float) -> frozenset[str]:
    """The reasons with this beginning that at least so many items have."""
    return frozenset(connection.exec_driver_sql(_USUAL, (begins, least)).scalars())
