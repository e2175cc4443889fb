"""Looking through a library for what a query asks.

In steps, none of which takes long, so that whoever waits can turn to another query between them: first who may answer
and in what order, from the indexes; then, for those that are shown or counted, where exactly, from their words.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection

from reader.domain.query import InBand, Node, Query, Scored, SpokenBy, Words, written
from reader.domain.searching import FoundItem, Places
from reader.library.connections import Connections
from reader.library.packing import PackedTranscript, unpack_transcript
from reader.library.search_asking import Asker, Numbers, SearchStopped, Stop
from reader.library.search_lookup import Candidates, Lookup
from reader.library.search_matching import AnyOf, ItemText, Matcher
from reader.library.search_packing import Ids
from reader.library.search_scope import Scope
from reader.library.search_showing import Counted, Facts, HitList, found_item, places
from reader.library.tables import SEARCHED_FIELDS

__all__ = ["Counted", "Prepared", "Scope", "SearchStopped", "Searches", "Stop"]

_FIELD_COLUMNS = ", ".join(f"i.{name}" for name in SEARCHED_FIELDS)
_WORDS = (
    "SELECT i.id, coalesce(t.stream, x''), coalesce(t.rare, x''), coalesce(t.steps, x''), pp.slices, "
    "CASE WHEN p.framework_id = ?2 THEN p.scores END, {cues} "
    "FROM json_each(?1) AS given CROSS JOIN items AS i ON i.id = given.value AND i.deleted IS NULL "
    "LEFT JOIN search_texts AS t ON t.transcript_id = i.transcript_id JOIN profiles AS p ON p.id = i.profile_id "
    "JOIN profile_parts AS pp ON pp.profile_id = p.id "
    "JOIN transcript_parts AS tp ON tp.transcript_id = i.transcript_id"
)
_TEXTS = (
    "SELECT i.id, i.slug, i.title, i.show, i.date, tp.text, tp.cues, NULL, t.characters, t.cues, t.duration_ms "
    "FROM json_each(?) AS given CROSS JOIN items AS i ON i.id = given.value "
    "JOIN transcripts AS t ON t.id = i.transcript_id JOIN transcript_parts AS tp ON tp.transcript_id = t.id"
)
_FIELD_TEXTS = f"SELECT i.id, {_FIELD_COLUMNS} FROM json_each(?) AS given CROSS JOIN items AS i ON i.id = given.value"
_WAITING = "SELECT (SELECT count(*) FROM transcripts) - (SELECT count(*) FROM search_texts)"


@dataclass(frozen=True, slots=True)
class Prepared:
    """A query with the items that may answer it, best first. ``waiting`` transcripts are not indexed yet."""

    query: Query
    candidates: Candidates
    matcher: Matcher
    scope: Scope
    waiting: int

    @property
    def certain(self) -> int:
        """How many of them are known to answer."""
        return int(np.count_nonzero(self.candidates.certain))

    @property
    def item_ids(self) -> Numbers:
        """The items that may answer, best first."""
        return self.candidates.item_ids


class Searches:
    """The searches of one library. May be used from any thread."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def prepare(self, query: Query, scope: Scope, stop: Stop | None = None) -> Prepared:
        """See who may answer. Raises SearchStopped."""
        with self._asker(stop) as ask:
            candidates = Lookup(ask, scope).candidates(query)
            numbers = {words: _numbers(ask, words) for words in _all_words(query.root)}
            waiting = int(ask.rows(_WAITING)[0][0])
        matcher = Matcher(query.root, numbers, candidates.facts, scope)
        return Prepared(query, candidates, matcher, scope, waiting)

    def counted(self, prepared: Prepared, item_ids: Sequence[int], stop: Stop | None = None) -> list[Counted]:
        """How much those of these items have that do answer, in order. Raises SearchStopped, DamagedLibraryError."""
        with self._asker(stop) as ask:
            return [hits.counted() for hits in _hits(ask, prepared, item_ids)]

    def found(
        self, prepared: Prepared, item_ids: Sequence[int], most_hits: int, stop: Stop | None = None
    ) -> list[FoundItem]:
        """Those of these items that do answer, in order, with their best hits.

        Raises SearchStopped, DamagedLibraryError.
        """
        with self._asker(stop) as ask:
            lists = list(_hits(ask, prepared, item_ids))
            texts = {row[0]: row for row in ask.rows(_TEXTS, (json.dumps([hits.item.item_id for hits in lists]),))}
            return [
                found_item(Facts(*row[:5]), hits, unpack_transcript(PackedTranscript(*row[5:])), most_hits)
                for hits in lists
                for row in [texts[hits.item.item_id]]
            ]

    def places(self, prepared: Prepared, item_id: int, stop: Stop | None = None) -> Places:
        """All hits in the transcript of one item; none where it does not answer. Raises like :meth:`found`."""
        with self._asker(stop) as ask:
            for hits in _hits(ask, prepared, [item_id]):
                (row,) = ask.rows(_TEXTS, (json.dumps([item_id]),))
                return places(hits, unpack_transcript(PackedTranscript(*row[5:])).text)
        return Places()

    def vocabulary(self, least: int, greatest: int, stop: Stop | None = None) -> list[str]:
        """Every known word of such a length in characters, those of deleted items and older transcripts too."""
        with self._asker(stop) as ask:
            statement = "SELECT group_concat(word, ' ') FROM search_words WHERE length(word) BETWEEN ? AND ?"
            known = str(ask.rows(statement, (least, greatest))[0][0] or "").split()
            # Words of fields stand in no table of their own, and are few.
            names = ", ' ', ".join(SEARCHED_FIELDS).split(", ' ', ")
            joined = " || ' ' || ".join(names)
            more = str(ask.rows(f"SELECT group_concat({joined}, ' ') FROM search_fields")[0][0] or "").split()
        return list(dict.fromkeys([*known, *(word for word in more if least <= len(word) <= greatest)]))

    @contextmanager
    def _asker(self, stop: Stop | None) -> Iterator[Asker]:
        connection: Connection
        with self._connections.read() as connection:
            yield Asker(connection, stop or Stop())


def _hits(ask: Asker, prepared: Prepared, item_ids: Sequence[int]) -> Iterator[HitList]:
    """The hits of those items that answer the query, in the order given."""
    given = json.dumps([int(item_id) for item_id in item_ids])
    cues = "tp.cues" if _asks_speaker(prepared.query.root) else "NULL"
    fields = _fields(ask, prepared, item_ids)
    slice_words: dict[int, NDArray[np.int64]] = ask.kept("slice words", dict)
    # Put in order here: SQLite would copy all their words to sort them.
    rows = {row[0]: row for row in ask.rows(_WORDS.format(cues=cues), (given, prepared.scope.framework_id))}
    for row in (rows[item_id] for item_id in item_ids if item_id in rows):
        item = ItemText(row, fields.get(row[0]), slice_words)
        matches = prepared.matcher.matches(item)
        if matches.matched:
            yield HitList(item, matches)


def _fields(ask: Asker, prepared: Prepared, item_ids: Sequence[int]) -> dict[int, dict[str, str]]:
    """The texts about those items that have a hit in one."""
    wanted = [int(item_id) for item_id in item_ids if int(item_id) in prepared.candidates.in_fields]
    if not wanted:
        return {}
    rows = ask.rows(_FIELD_TEXTS, (json.dumps(wanted),))
    return {row[0]: {name: text for name, text in zip(SEARCHED_FIELDS, row[1:], strict=True) if text} for row in rows}


def _numbers(ask: Asker, words: Words) -> list[AnyOf]:
    """For each of these words the ids that may stand there."""
    last = len(words.words) - 1
    return [
        AnyOf(_begun(ask, word) if words.begun and at == last else _whole(ask, word))
        for at, word in enumerate(words.words)
    ]


def _whole(ask: Asker, word: str) -> Ids:
    return ask.numbers("SELECT group_concat(id) FROM search_words WHERE word = ?", (word,)).astype(np.uint32)


def _begun(ask: Asker, word: str) -> Ids:
    statement = "SELECT group_concat(id) FROM search_words WHERE word >= ?1 AND word < ?1 || char(1114111)"
    return ask.numbers(statement, (word,)).astype(np.uint32)


def _all_words(node: Node) -> list[Words]:
    """Every row of words in a part of a query, those that are left out too."""
    match node:
        case Words():
            return [node]
        case SpokenBy() | InBand() | Scored():
            return []
        case _:
            parts = getattr(node, "parts", None) or [part for part in (getattr(node, "part", None),) if part]
            return list(dict.fromkeys(words for part in parts for words in _all_words(part)))


def _asks_speaker(node: Node) -> bool:
    return "speaker:" in written(node)
