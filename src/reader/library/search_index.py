"""Keeping what search looks at in step with the items, within the caller's transaction.

A transcript is indexed under its own id when it is stored, and stays so until it is removed for good: undo, redo,
deleting and bringing back only change which transcripts are in force, which is looked up when somebody searches. The
fields of an item are indexed whenever they are written.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

import numpy as np
from sqlalchemy import Connection, delete, exists, select

from reader.domain.search_words import cut_and_folded, words_of
from reader.library.likeness import speaker_names, store_likeness
from reader.library.packing import unpack_text
from reader.library.search_asking import numbers_in
from reader.library.search_packing import Ids, level_texts, pack_ids, pack_starts, unpack_ids
from reader.library.tables import LEVELS, SEARCHED_FIELDS, items, search_texts, transcript_parts, transcripts

RULES = 1
"""The number of the rules by which words are cut, folded and graded: with another one, all is indexed anew."""

_COLUMNS = ", ".join((*(f"l{level}" for level in range(1, LEVELS + 1)), "speaker"))
_MARKS = ", ".join("?" * (LEVELS + 1))
_ADD_TEXT = "INSERT INTO search_texts (transcript_id, rules, words, stream, rare, steps) VALUES (?, ?, ?, ?, ?, ?)"
_ADD = f"INSERT INTO search_index (rowid, {_COLUMNS}) VALUES (?, {_MARKS})"
_REMOVE = f"INSERT INTO search_index (search_index, rowid, {_COLUMNS}) VALUES ('delete', ?, {_MARKS})"
_FIELD_COLUMNS = ", ".join(SEARCHED_FIELDS)


def index_transcript(connection: Connection, transcript_id: int, packed_text: bytes, packed_cues: bytes) -> None:
    """Make a stored transcript searchable."""
    words, starts, _ = cut_and_folded(unpack_text(packed_text))
    distinct = list(dict.fromkeys(words))
    numbers = {word: number for number, word in enumerate(distinct)}
    local = np.fromiter(map(numbers.__getitem__, words), np.int64, len(words))
    of_words = _ids_of(connection, distinct) if words else np.zeros(0, np.uint32)
    stream, rare = pack_ids(of_words[local])
    connection.exec_driver_sql(_ADD_TEXT, (transcript_id, RULES, len(words), stream, rare, pack_starts(starts)))
    counts = np.bincount(local, minlength=len(distinct)) if words else np.zeros(0, np.int64)
    names = speaker_names(packed_cues)
    connection.exec_driver_sql(_ADD, (transcript_id, *level_texts(distinct, counts, len(words)), " ".join(names)))
    store_likeness(connection, transcript_id, distinct, counts, of_words, names)


def index_fields(connection: Connection, item_id: int) -> None:
    """Make the fields of an item searchable as they are now."""
    row = connection.execute(select(*(items.c[name] for name in SEARCHED_FIELDS)).where(items.c.id == item_id)).one()
    connection.exec_driver_sql("DELETE FROM search_fields WHERE rowid = ?", (item_id,))
    connection.exec_driver_sql(
        f"INSERT INTO search_fields (rowid, {_FIELD_COLUMNS}) VALUES (?, {', '.join('?' * len(SEARCHED_FIELDS))})",
        (item_id, *(" ".join(words_of(value)) for value in row)),
    )


def forget_items(connection: Connection, item_ids: Iterable[int]) -> None:
    """Take items that are about to be removed for good out of the indexes, with all their transcripts."""
    for item_id in item_ids:
        connection.exec_driver_sql("DELETE FROM search_fields WHERE rowid = ?", (item_id,))
        query = select(transcripts.c.id).where(transcripts.c.item_id == item_id)
        for transcript_id in connection.execute(query).scalars().all():
            forget_transcript(connection, transcript_id)


def forget_transcript(connection: Connection, transcript_id: int) -> None:
    """Take a transcript out of the index. Nothing happens where it is not in it."""
    query = (
        select(search_texts.c.stream, search_texts.c.rare, transcript_parts.c.cues)
        .join_from(search_texts, transcript_parts, transcript_parts.c.transcript_id == search_texts.c.transcript_id)
        .where(search_texts.c.transcript_id == transcript_id)
    )
    row = connection.execute(query).one_or_none()
    if row is None:
        return
    # The index keeps no texts: it has to be told what it was given.
    ids, counts = np.unique(unpack_ids(row[0], row[1]), return_counts=True)
    columns = [*level_texts(words_of_ids(connection, ids), counts, int(counts.sum())), " ".join(speaker_names(row[2]))]
    connection.exec_driver_sql(_REMOVE, (transcript_id, *columns))
    connection.execute(delete(search_texts).where(search_texts.c.transcript_id == transcript_id))


def unindexed(connection: Connection) -> list[tuple[int, int]]:
    """Ids of the transcripts that are not searched yet, and their lengths in characters; those in force come first."""
    indexed = exists().where(search_texts.c.transcript_id == transcripts.c.id, search_texts.c.rules == RULES)
    in_force = exists().where(items.c.transcript_id == transcripts.c.id, items.c.deleted.is_(None))
    query = select(transcripts.c.id, transcripts.c.characters).where(~indexed)
    return [(row[0], row[1]) for row in connection.execute(query.order_by(in_force.desc(), transcripts.c.id))]


def make_room(connection: Connection) -> None:
    """Empty the indexes where they were made by other rules; index the fields of items that are not in them."""
    if connection.execute(select(search_texts.c.rules).where(search_texts.c.rules != RULES).limit(1)).scalar():
        connection.execute(delete(search_texts))
        for statement in ("INSERT INTO search_index (search_index) VALUES ('delete-all')", "DELETE FROM search_fields"):
            connection.exec_driver_sql(statement)
    there = set(connection.exec_driver_sql("SELECT rowid FROM search_fields").scalars())
    for item_id in connection.execute(select(items.c.id)).scalars().all():
        if item_id not in there:
            index_fields(connection, item_id)


def index_missing(connection: Connection, transcript_ids: Sequence[int]) -> None:
    """Index those of these transcripts that are there and are not indexed yet."""
    for transcript_id in transcript_ids:
        query = (
            select(transcript_parts.c.text, transcript_parts.c.cues)
            .where(transcript_parts.c.transcript_id == transcript_id)
            .where(~exists().where(search_texts.c.transcript_id == transcript_id))
        )
        row = connection.execute(query).one_or_none()
        if row is not None:
            index_transcript(connection, transcript_id, row[0], row[1])


def _ids_of(connection: Connection, words: Sequence[str]) -> Ids:
    """The ids of these words, which differ; new ones are given."""
    ids = _known_ids(connection, words)
    new = np.flatnonzero(ids == 0).tolist()
    if new:
        missing = [words[at] for at in new]
        connection.exec_driver_sql(
            "INSERT INTO search_words (word) SELECT value FROM json_each(?)", (json.dumps(missing, ensure_ascii=False),)
        )
        ids[new] = _known_ids(connection, missing)
    return ids


def _known_ids(connection: Connection, words: Sequence[str]) -> Ids:
    """The ids of these words; 0 for new ones, since ids count from 1."""
    # In one row: fetching thousands takes longer than finding them.
    places, ids = connection.exec_driver_sql(
        "SELECT group_concat(given.key), group_concat(w.id) "
        "FROM json_each(?) AS given CROSS JOIN search_words AS w ON w.word = given.value",
        (json.dumps(words, ensure_ascii=False),),
    ).one()
    found = np.zeros(len(words), np.uint32)
    found[numbers_in(places)] = numbers_in(ids)
    return found


def words_of_ids(connection: Connection, ids: Ids) -> list[str]:
    """The words with these ids, in their order; those that are not there are left out."""
    rows = connection.exec_driver_sql(
        "SELECT w.word FROM json_each(?) AS given CROSS JOIN search_words AS w ON w.id = given.value "
        "ORDER BY given.key",
        (json.dumps(ids.tolist()),),
    )
    return list(rows.scalars())
