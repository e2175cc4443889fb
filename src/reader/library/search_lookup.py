"""Which items may answer a query, and in what order, told by the full-text indexes alone, without any text.

For each part of a query there are the items that answer it for certain, and those that may: of a phrase the indexes
only know that its words are there, and nothing of slices and speakers. What may is looked at when it is shown or
counted (``search_matching``).

**Order.** A word counts the more the fewer items have it, and the thicker it stands in this one; a word in the title
counts twice as much as any number of them in the transcript. Equal items stand by date, the newest first. So an item's
place does not depend on how many results are shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reader.domain.query import All, Any, Dated, InBand, InField, Node, Not, Query, Scored, SpokenBy, Words, is_place
from reader.domain.search_words import words_of
from reader.domain.searching import has_row
from reader.library.search_asking import Asker, Numbers, numbers_in
from reader.library.search_scope import Scope
from reader.library.tables import LEVELS

Marks = NDArray[np.bool_]

_LEVEL_WEIGHTS = np.array([0, 1.0, 1.4, 1.7, 1.9, 2.1, 2.2], np.float64)
_FIELD_WEIGHTS = np.array([0, 1.5, 4.5], np.float64)
_OTHER_FIELD, _TITLE = 1, 2
_LEAST_WORTH = 0.1
"""What a word in a field counts even where every item has it."""

_ITEMS = (
    "SELECT group_concat(id), group_concat(coalesce(transcript_id, 0)), group_concat(coalesce(profile_id, 0)) FROM "
    "(SELECT id, transcript_id, profile_id FROM items WHERE deleted IS NULL ORDER BY date DESC, id DESC)"
)
_TERM = (
    "SELECT group_concat(doc), group_concat(substr(col, 2, 1)) FROM search_terms WHERE term = ? AND col <> 'speaker'"
)
_INDEX = "SELECT group_concat(rowid) FROM search_index WHERE search_index MATCH ?"
_FIELDS = "SELECT group_concat(rowid) FROM search_fields WHERE search_fields MATCH ?"
_SCORES = (
    "SELECT group_concat(id), group_concat(length(scores)), group_concat(hex(scores), '') FROM profiles "
    "WHERE framework_id = ? AND length(scores) > 0"
)


@dataclass(frozen=True, slots=True)
class Answer:
    """Of all items: those that answer for certain, and those that may."""

    certain: Marks
    possible: Marks


@dataclass(frozen=True, slots=True)
class Candidates:
    """The items that may answer a query, best first, and which of them do for certain.

    ``in_fields`` are those with a hit in a field, which therefore have to be looked at. ``facts`` are the items that
    answer each part of the query that asks about facts.
    """

    item_ids: Numbers
    certain: Marks
    in_fields: frozenset[int]
    facts: Mapping[Node, frozenset[int]]


@dataclass(frozen=True, slots=True)
class _Found:
    """Where some words are: for each item the level in its transcript (0: nowhere), and in which kind of field."""

    levels: NDArray[np.uint8]
    fields: NDArray[np.uint8]
    exact: bool


class Lookup:
    """The items of one state of a library."""

    def __init__(self, ask: Asker, scope: Scope) -> None:
        self._ask = ask
        self._scope = scope
        self.item_ids, *places = ask.kept(_ITEMS, self._items)
        self._of_item, self._of_transcript, self._of_profile = places
        self._found: dict[Words, _Found] = {}
        self._facts: dict[Node, Marks] = {}

    def _items(self) -> tuple[Numbers, ...]:
        """The ids of all items, and where each item, transcript and profile stands among them."""
        columns = self._ask.columns(_ITEMS)
        return columns[0], *map(_places, columns)

    def candidates(self, query: Query) -> Candidates:
        """The items that may answer. Raises SearchStopped."""
        answer = self._answer(query.root, placed=False)
        found = [self._words(words) for words in query.wanted]
        chosen = np.flatnonzero(answer.possible)
        worth = sum((self._worth(one)[chosen] for one in found), np.zeros(len(chosen)))
        order = chosen[np.argsort(-worth, kind="stable")]
        fields = np.zeros(len(self.item_ids), np.bool_)
        for one in self._found.values():
            fields |= one.fields > 0
        facts = {node: frozenset(self.item_ids[marks].tolist()) for node, marks in self._facts.items()}
        in_fields = frozenset(self.item_ids[fields].tolist())
        return Candidates(self.item_ids[order], answer.certain[order], in_fields, facts)

    def _worth(self, found: _Found) -> NDArray[np.float64]:
        """How much each item counts for having these words."""
        there = int(np.count_nonzero((found.levels > 0) | (found.fields > 0)))
        rarity = np.log1p((len(self.item_ids) - there + 0.5) / (there + 0.5))
        worth: NDArray[np.float64] = (
            rarity * _LEVEL_WEIGHTS[found.levels] + (rarity + _LEAST_WORTH) * _FIELD_WEIGHTS[found.fields]
        )
        return worth

    # ------------------------------------------------------------------------------------------- parts

    def _answer(self, node: Node, *, placed: bool) -> Answer:
        """Who answers a part of the query; ``placed``: hits may not stand everywhere."""
        match node:
            case Words():
                return self._with_words(node, placed=placed)
            case Not() if is_place(node):
                # Places elsewhere, which nearly every item has.
                return Answer(np.zeros(len(self.item_ids), np.bool_), np.ones(len(self.item_ids), np.bool_))
            case Not():
                inner = self._answer(node.part, placed=placed)
                return Answer(~inner.possible, ~inner.certain)
            case All():
                placed = placed or any(map(is_place, node.parts))
                return self._joined(node.parts, np.logical_and, placed=placed)
            case Any():
                return self._joined(node.parts, np.logical_or, placed=placed)
            case InField() | Dated():
                self._facts[node] = self._in_field(node) if isinstance(node, InField) else self._dated(node)
                return _sure(self._facts[node])
            case _:
                return self._at_places(node)

    def _joined(self, parts: tuple[Node, ...], how: np.ufunc, *, placed: bool) -> Answer:
        answers = [self._answer(part, placed=placed) for part in parts]
        if not answers:
            return _sure(np.ones(len(self.item_ids), np.bool_))
        return Answer(
            how.reduce([answer.certain for answer in answers]), how.reduce([answer.possible for answer in answers])
        )

    def _with_words(self, node: Words, *, placed: bool) -> Answer:
        found = self._words(node)
        in_text, in_fields = found.levels > 0, found.fields > 0
        if placed:
            return Answer(np.zeros_like(in_text), in_text)
        return Answer((in_text | in_fields) if found.exact else in_fields, in_text | in_fields)

    def _at_places(self, node: SpokenBy | InBand | Scored) -> Answer:
        if isinstance(node, SpokenBy):
            words = " AND ".join(f'"{word}"' for word in node.words)
            there = self._marked(self._of_transcript, self._ask.numbers(_INDEX, (f"{{speaker}} : ({words} *)",)))
        else:
            there = self._with_scores(self._scope.ranges(node))
        return Answer(np.zeros_like(there), there)

    # ------------------------------------------------------------------------------------------- words

    def _words(self, words: Words) -> _Found:
        found = self._found.get(words)
        if found is None:
            last = len(words.words) - 1
            levels = [
                self._begun(word) if words.begun and at == last else self._whole(word)
                for at, word in enumerate(words.words)
            ]
            asked = f'"{" ".join(words.words)}"' + " *" * words.begun
            fields = np.zeros(len(self.item_ids), np.uint8)
            fields[self._marked(self._of_item, self._ask.numbers(_FIELDS, (asked,)))] = _OTHER_FIELD
            if fields.any():
                titles = self._ask.numbers(_FIELDS, (f"{{title}} : {asked}",))
                fields[self._marked(self._of_item, titles)] = _TITLE
            found = self._found[words] = _Found(np.minimum.reduce(levels), fields, exact=len(words.words) == 1)
        return found

    def _whole(self, word: str) -> NDArray[np.uint8]:
        transcripts, levels = self._ask.columns(_TERM, (word,))
        return self._levels(transcripts, levels.astype(np.uint8))

    def _begun(self, word: str) -> NDArray[np.uint8]:
        """The level of the thickest word that begins like this."""
        found = np.zeros(len(self.item_ids), np.uint8)
        for level in range(1, LEVELS + 1):
            transcripts = self._ask.numbers(_INDEX, (f'{{l{level}}} : "{word}" *',))
            found[self._marked(self._of_transcript, transcripts)] = level
        return found

    def _levels(self, transcripts: Numbers, levels: NDArray[np.uint8]) -> NDArray[np.uint8]:
        found = np.zeros(len(self.item_ids), np.uint8)
        at = _at(self._of_transcript, transcripts)
        found[at[at >= 0]] = levels[at >= 0]
        return found

    # ------------------------------------------------------------------------------------------- facts

    def _in_field(self, node: InField) -> Marks:
        names = self._ask.kept(("values", node.field), lambda: self._values(node.field))
        fitting = [ids for name, ids in names if has_row(words_of(name), node.words)]
        return self._marked(self._of_item, numbers_in(",".join(map(str, fitting))))

    def _values(self, field: str) -> list[tuple[str, object]]:
        """What stands in a field, each with the ids of the items, joined."""
        if field == "tag":
            return self._ask.rows("SELECT name, group_concat(item_id) FROM tags GROUP BY name")
        if field == "lens":
            return [row for column in ("lens", "second_lens") for row in self._ask.rows(
                f"SELECT p.{column}, group_concat(i.id) FROM items AS i JOIN profiles AS p ON p.id = i.profile_id "
                f"WHERE i.deleted IS NULL AND p.{column} <> '' GROUP BY 1"
            )]  # fmt: skip
        return self._ask.rows(
            f"SELECT {field}, group_concat(id) FROM items WHERE deleted IS NULL AND {field} <> '' GROUP BY 1"
        )

    def _dated(self, node: Dated) -> Marks:
        conditions = ["deleted IS NULL", "date <> ''"]
        if node.first:
            beyond = " AND substr(date, 1, length(?1)) <> ?1" if node.beyond else ""
            conditions.append(f"date >= ?1{beyond}")
        if node.last:
            compared = "date < substr(?2, 1, length(date))" if node.beyond else "substr(date, 1, length(?2)) <= ?2"
            conditions.append(compared)
        statement = f"SELECT group_concat(id) FROM items WHERE {' AND '.join(conditions)} AND ?1 || ?2 <> ''"
        return self._marked(self._of_item, self._ask.numbers(statement, (node.first, node.last)))

    def _with_scores(self, ranges: tuple[tuple[int, int], ...]) -> Marks:
        """The items with a slice whose score is in one of these ranges."""
        profile_ids, ends, scores = self._ask.kept((_SCORES, self._scope.framework_id), self._scores)
        fitting = self._scope.fitting(scores, ranges)
        counts = np.diff(np.append(0, np.cumsum(fitting))[ends], prepend=0)
        # Profiles that are not in force belong to no item here.
        return self._marked(self._of_profile, profile_ids[counts > 0])

    def _scores(self) -> tuple[Numbers, Numbers, NDArray[np.int8]]:
        """The profiles with any slice, where the scores of each end, and all scores one behind the other."""
        ((ids, lengths, scores),) = self._ask.rows(_SCORES, (self._scope.framework_id,))
        return numbers_in(ids), np.cumsum(numbers_in(lengths)), np.frombuffer(bytes.fromhex(scores or ""), np.int8)

    def _marked(self, places: Numbers, ids: Numbers) -> Marks:
        marks = np.zeros(len(self.item_ids), np.bool_)
        at = _at(places, ids)
        marks[at[at >= 0]] = True
        return marks


def _sure(marks: Marks) -> Answer:
    return Answer(marks, marks)


def _places(ids: Numbers) -> Numbers:
    """For each id where it stands among these; -1 for others, the last one included."""
    places = np.full(int(ids.max(initial=0)) + 2, -1, np.int64)
    places[ids] = np.arange(len(ids))
    return places


def _at(places: Numbers, ids: Numbers) -> Numbers:
    return places[np.minimum(ids, len(places) - 1)]
