"""Whether what search looks at is what the transcripts and fields say."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from sqlalchemy import Connection, select

from reader.domain.search_words import cut_and_folded, words_of
from reader.library.packing import unpack_text
from reader.library.search_index import RULES, words_of_ids
from reader.library.search_packing import unpack_ids, unpack_starts
from reader.library.tables import SEARCHED_FIELDS, items, search_texts, transcript_parts


def search_problems(connection: Connection) -> Iterator[str]:
    """What is wrong with the indexes, one sentence each. Transcripts that wait to be indexed are nothing wrong."""
    distinct = 0
    query = (
        select(search_texts, transcript_parts.c.text)
        .join_from(search_texts, transcript_parts, transcript_parts.c.transcript_id == search_texts.c.transcript_id)
        .where(search_texts.c.rules == RULES)
    )
    for row in connection.execute(query):
        ids = unpack_ids(row.stream, row.rare)
        words, starts, _ = cut_and_folded(unpack_text(row.text))
        known, which = np.unique(ids, return_inverse=True)
        there = words_of_ids(connection, known)
        indexed = [there[at] for at in which.tolist()] if len(there) == len(known) else []
        if indexed != words or not np.array_equal(unpack_starts(row.steps), starts) or row.words != len(words):
            yield f"What is searched of transcript {row.transcript_id} is not what it says."
        distinct += len(known)
    older = connection.execute(select(search_texts.c.rules).where(search_texts.c.rules != RULES).limit(1)).scalar()
    statement = "SELECT count(*) FROM search_terms WHERE col <> 'speaker'"
    if older is None and connection.exec_driver_sql(statement).scalar_one() != distinct:
        yield "The index of search does not have the words of the transcripts."
    yield from _field_problems(connection)


def _field_problems(connection: Connection) -> Iterator[str]:
    columns = ", ".join(SEARCHED_FIELDS)
    rows = connection.exec_driver_sql(f"SELECT rowid, {columns} FROM search_fields").all()
    indexed = {row[0]: tuple(row[1:]) for row in rows}
    query = select(items.c.id, items.c.slug, *(items.c[name] for name in SEARCHED_FIELDS))
    for row in connection.execute(query):
        if indexed.pop(row[0], None) != tuple(" ".join(words_of(value)) for value in row[2:]):
            yield f"What is searched of the fields of {row[1]} is not what they say."
    for item_id in indexed:
        yield f"The fields of item {item_id} are searched, which is not there."
