"""The table that ranking works on, kept in memory for each library.

It is brought up to date when somebody asks and the library has changed since: of transcripts that were in force before
nothing is read again, and nothing at all is done where what changed is no matter of ranking.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection

from reader.domain.likeness import Counts, Lexemes, Likeness, TellingWords
from reader.domain.ranking import NOTHING, RankingTable, codes_of
from reader.domain.search_words import words_of
from reader.errors import DamagedLibraryError
from reader.library.columns import broken
from reader.library.connections import Connections
from reader.library.likeness import RULES, WORDS_OF, store_missing, unpacked, waiting_transcripts
from reader.library.likeness_texts import (
    ReadPassages,
    ReadText,
    read_passages,
    read_reasons,
    read_text,
    reasons_of_many,
)
from reader.library.records import InForce
from reader.library.search_packing import Ids

TOGETHER = 50
"""So many transcripts are completed in one transaction."""
NO_WORDS: tuple[Ids, Counts] = np.zeros(0, np.uint32), np.zeros(0, np.uint16)
"""What is known of a transcript whose words are damaged: all others can be compared all the same."""
AT_ONCE = 2_000
"""So many are completed while a library is opened: two or three seconds. More wait for their turn."""

_FACTS = (
    "SELECT i.id, i.transcript_id, i.show, i.shelf, i.thread, p.lens, p.mean, "
    "p.framework_id = ? AS on_axis, instr(p.evidence, x'01') > 0, t.sha256 "
    "FROM items AS i JOIN profiles AS p ON p.id = i.profile_id JOIN transcripts AS t ON t.id = i.transcript_id "
    "WHERE i.deleted IS NULL ORDER BY i.id"
)
_STORED = (
    "SELECT given.value, l.words, l.counts FROM json_each(?) AS given CROSS JOIN likeness AS l "
    "ON l.transcript_id = given.value WHERE l.rules = ?"
)
_SEEN = "reader likeness"

Facts = list[tuple[Any, ...]]
Key = tuple[int, str]
"""By which a transcript is known: its id, which may be given again once it is gone for good, and its checksum."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """The table of one state of the library, with what it was made of.

    ``rows`` says in which row of ``words`` each transcript stands; those that wait to be completed are not there.
    """

    table: RankingTable
    facts: Facts
    framework_id: str
    lexemes: Lexemes
    words: TellingWords
    rows: dict[Key, int]
    stamp: int

    def is_of_another_axis(self, row: int) -> bool:
        """Whether the figures of an item are of another axis than that of the framework in force."""
        return not self.facts[row][7]

    def with_lens(self, lens: str) -> NDArray[np.bool_]:
        """The rows with this lens of the framework in force; none for an empty one."""
        return np.array([lens != "" and facts[5] == lens and facts[7] == 1 for facts in self.facts], np.bool_)

    @property
    def waiting(self) -> int:
        """How many items cannot be compared by their words yet."""
        return len(self.facts) - len(self.rows)


class Likenesses:
    """How near the items of one library are to each other. May be used from any thread."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections
        self._lock = Lock()
        self._lexemes = Lexemes()
        self._loaded: Loaded | None = None
        self._usual: tuple[int, str, float, frozenset[str]] | None = None

    def begin(self) -> None:
        """Complete what takes a moment."""
        waiting = self.waiting()
        if len(waiting) <= AT_ONCE:
            for part in self.in_parts(waiting):
                self.complete(part)

    def waiting(self) -> list[int]:
        """Ids of the transcripts that are searched but not compared yet, those in force first."""
        with self._connections.read() as connection:
            return waiting_transcripts(connection)

    def in_parts(self, waiting: Sequence[int]) -> Iterator[Sequence[int]]:
        """The ids of those that wait, in parts that :meth:`complete` does in a moment each."""
        for first in range(0, len(waiting), TOGETHER):
            yield waiting[first : first + TOGETHER]

    def complete(self, transcript_ids: Sequence[int]) -> None:
        """Store what these transcripts speak of, in one transaction."""
        self._connections.write(store_missing, transcript_ids)

    def text(self, item_id: int) -> ReadText | None:
        """The transcript of an item; None where it is gone or not searched yet. Raises DamagedLibraryError."""
        with self._connections.read() as connection:
            return read_text(connection, item_id)

    def passages(self, item_id: int, framework_id: str) -> ReadPassages | None:
        """The slices of an item on the axis of a framework, or None. Raises DamagedLibraryError."""
        with self._connections.read() as connection:
            return read_passages(connection, item_id, framework_id)

    def reasons(self, item_ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
        """The bullets under the reading of each of these items."""
        with self._connections.read() as connection:
            return read_reasons(connection, item_ids)

    def usual_reasons(self, begins: str, share: float) -> frozenset[str]:
        """The reasons with this beginning that at least this share of all items has."""
        with self._lock:
            known, kept = self._loaded, self._usual
        if known is None:
            return frozenset()
        if kept is None or kept[:3] != (known.stamp, begins, share):
            with self._connections.read() as connection:
                found = reasons_of_many(connection, begins, share * len(known.facts))
            with self._lock:
                self._usual = kept = (known.stamp, begins, share, found)
        return kept[3]

    def loaded(self, in_force: InForce) -> Loaded:
        """The table of the library as it is now. Raises DamagedLibraryError."""
        with self._lock, self._connections.read() as connection:
            connection.begin()
            state = connection.exec_driver_sql("PRAGMA data_version").scalar_one()
            info = connection.connection.info
            known = self._loaded
            # SQLite tells each connection by itself whether another one has written since.
            seen = known is not None and info.get(_SEEN) == (state, known.stamp)
            if known is None or not seen or known.framework_id != in_force.framework_id:
                self._loaded = known = self._now(connection, in_force.framework_id, known)
            info[_SEEN] = (state, known.stamp)
            return known

    def _now(self, connection: Connection, framework_id: str, known: Loaded | None) -> Loaded:
        """The table as it has to be; the one that is known where that is the same."""
        raw = cast("Any", connection.connection.dbapi_connection)
        facts: Facts = raw.execute(_FACTS, (framework_id,)).fetchall()
        if known is not None and known.framework_id == framework_id and known.facts == facts and not known.waiting:
            return known
        likeness, words, rows = self._likeness(raw, facts, known)
        ids, _, _, shelves, threads, lenses, means, on_axis, found, _ = zip(*facts, strict=True) if facts else [()] * 10
        on_this_axis = np.array(on_axis, np.bool_)
        table = RankingTable(
            np.array(ids, np.int64),
            codes_of(shelves),
            codes_of(threads),
            np.where(on_this_axis, codes_of(lenses), NOTHING),
            np.array(means, np.float64),
            on_this_axis & np.array(found, np.bool_),
            likeness,
        )
        return Loaded(table, facts, framework_id, self._lexemes, words, rows, known.stamp + 1 if known else 1)

    def _likeness(self, raw: Any, facts: Facts, known: Loaded | None) -> tuple[Likeness, TellingWords, dict[Key, int]]:
        """The likeness, made anew only where transcripts or shows are others than before."""
        keys, shows = [_key(row) for row in facts], [row[2] for row in facts]
        if known is not None and not known.waiting:
            before = [(_key(row), row[2]) for row in known.facts]
            if before == list(zip(keys, shows, strict=True)):
                return known.table.likeness, known.words, known.rows
        words, rows = self._words(raw, keys, known)
        show_words = {show: self._lexemes.find(words_of(show)) for show in dict.fromkeys(shows)}
        return Likeness(words, self._lexemes.common(), shows, show_words), words, rows

    def _words(self, raw: Any, keys: Sequence[Key], known: Loaded | None) -> tuple[TellingWords, dict[Key, int]]:
        """The words of these transcripts, a row each; only those that are not known are read."""
        before = known.rows if known is not None else {}
        new = [key[0] for key in keys if key not in before]
        stored = raw.execute(_STORED, (json.dumps(new), RULES)).fetchall() if new else []
        read = {row[0]: _unpacked(row[1], row[2]) for row in stored}
        try:
            self._learn(raw, [ids for ids, _ in read.values()])
        except DamagedLibraryError:
            for transcript_id, (ids, _) in read.items():
                if not self._is_learned(raw, ids):
                    read[transcript_id] = NO_WORDS
        words = TellingWords.empty(len(keys))
        rows: dict[Key, int] = {}
        places, sources = [], []
        for row, key in enumerate(keys):
            if key in before:
                places.append(row)
                sources.append(before[key])
            elif key[0] in read:
                ids, counts = read[key[0]]
                words.put(row, self._lexemes.numbers_of(ids), counts)
            else:
                continue
            rows[key] = row
        if known is not None:
            words.numbers[places] = known.words.numbers[sources]
            words.counts[places] = known.words.counts[sources]
        return words, rows

    def _is_learned(self, raw: Any, ids: Ids) -> bool:
        """Learn the words of one transcript; False where they are damaged."""
        try:
            self._learn(raw, [ids])
        except DamagedLibraryError:
            return False
        return True

    def _learn(self, raw: Any, ids: Sequence[Any]) -> None:
        """Read the words of those of these ids that were not met yet."""
        unknown = self._lexemes.unknown(np.concatenate(ids)).tolist() if ids else []
        if unknown:
            words = [row[0] for row in raw.execute(WORDS_OF, (json.dumps(unknown),))]
            if len(words) != len(unknown):
                raise broken("the words that it is compared by are not known")
            self._lexemes.learn(unknown, words)


def _unpacked(words: bytes, counts: bytes) -> tuple[Ids, Counts]:
    """As they are stored; none where they are damaged."""
    try:
        return unpacked(words, counts)
    except DamagedLibraryError:
        return NO_WORDS


def _key(facts: tuple[Any, ...]) -> Key:
    return facts[1], facts[9]
