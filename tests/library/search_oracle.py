"""Searching without any index: every text is read from its first character to its last, in the plainest way."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cache

from reader.domain.query import All, Any, Dated, InBand, InField, Node, Not, Query, Scored, SpokenBy, Words
from reader.domain.query_reading import read_query
from reader.domain.search_words import fold
from reader.library.database import Library
from reader.library.records import StoredItem
from reader.library.search_reading import Scope
from reader.library.tables import SEARCHED_FIELDS

Word = tuple[str, int, int]
SPACELESS = "ぁあいうえおアイウエオ日本語中文ก"


def cut(text: str) -> list[Word]:
    """The words of a text with the places of their characters."""
    words: list[Word] = []
    start, alone = -1, False
    for at, character in enumerate(f"{text} "):
        mark = unicodedata.category(character)[0] == "M" or character in "\u00ad\u200c\u200d\u2060"
        if mark and start >= 0:
            continue
        single = character in SPACELESS
        if start >= 0 and (alone or single or not character.isalnum()):
            words.append((fold(text[start:at]), start, at))
            start = -1
        if character.isalnum() and start < 0:
            start, alone = at, single
    return words


@dataclass
class Seen:
    """What of an item answers a query: hits in the transcript, and in its fields, as first character and end."""

    matched: bool
    hits: set[tuple[int, int]] = field(default_factory=set)
    in_fields: set[tuple[str, int, int]] = field(default_factory=set)
    slices: set[int] = field(default_factory=set)


class Naive:
    """One item, looked through by hand."""

    def __init__(self, item: StoredItem, scope: Scope) -> None:
        self.item = item
        self.scope = scope
        self.words = cut(item.transcript.text)
        self.slice_starts = [part.start for part in item.slices]
        self.scored = item.profile.framework.partition(" ")[0] == scope.framework_id

    def slice_of(self, place: int) -> int:
        return bisect_right(self.slice_starts, place)

    def seen(self, node: Node, allowed: tuple[Node, ...] = ()) -> Seen:
        """``allowed``: all that hits have to fit that say where they may stand."""
        if self.is_place(node):
            return self.at_places([node], [], allowed)
        if isinstance(node, Words):
            return self.words_seen(node, allowed)
        if isinstance(node, Not):
            return Seen(not self.seen(node.part, allowed).matched)
        if isinstance(node, All):
            places = [part for part in node.parts if self.is_place(part)]
            others = [part for part in node.parts if not self.is_place(part)]
            return self.at_places(places, others, allowed) if places else self.all_seen(others, allowed)
        if isinstance(node, Any):
            found = [one for one in (self.seen(part, allowed) for part in node.parts) if one.matched]
            return self.joined(bool(found), found)
        return Seen(self.is_so(node))

    def is_place(self, node: Node) -> bool:
        if isinstance(node, All | Any):
            return bool(node.parts) and all(self.is_place(part) for part in node.parts)
        return self.is_place(node.part) if isinstance(node, Not) else isinstance(node, SpokenBy | InBand | Scored)

    def joined(self, matched: bool, found: list[Seen]) -> Seen:
        return Seen(
            matched,
            {hit for one in found for hit in one.hits},
            {hit for one in found for hit in one.in_fields},
            {number for one in found for number in one.slices},
        )

    def all_seen(self, parts: list[Node], allowed: tuple[Node, ...]) -> Seen:
        found = [self.seen(part, allowed) for part in parts]
        return self.joined(True, found) if all(one.matched for one in found) else Seen(False)

    def at_places(self, places: list[Node], others: list[Node], allowed: tuple[Node, ...]) -> Seen:
        allowed = (*allowed, *places)
        found = self.all_seen(others, allowed)
        if not found.matched or found.slices:
            return found
        slices = {self.slice_of(start) for _, start, _ in self.words if all(self.may(one, start) for one in allowed)}
        return Seen(bool(slices), set(), found.in_fields, slices)

    def may(self, node: Node, start: int) -> bool:
        if isinstance(node, Not):
            return not self.may(node.part, start)
        if isinstance(node, All):
            return all(self.may(part, start) for part in node.parts)
        if isinstance(node, Any):
            return any(self.may(part, start) for part in node.parts)
        if isinstance(node, SpokenBy):
            cue = self.item.transcript.cues[self.item.transcript.cue_at(start)]
            return row_in(name_words(cue.speaker or ""), node.words, begun=True) != []
        assert isinstance(node, InBand | Scored)
        score = self.item.profile.scores[self.slice_of(start) - 1]
        return self.scored and any(least <= score <= greatest for least, greatest in self.scope.ranges(node))

    def words_seen(self, node: Words, allowed: tuple[Node, ...]) -> Seen:
        hits = {
            (start, end)
            for start, end in places_of(self.words, node)
            if all(self.may(one, start) for one in allowed)
        }  # fmt: skip
        in_fields = set()
        if not allowed:
            for name in SEARCHED_FIELDS:
                for start, end in places_of(cut(getattr(self.item.metadata, name)), node):
                    in_fields.add((name, start, end))
        return Seen(bool(hits or in_fields), hits, in_fields, {self.slice_of(start) for start, _ in hits})

    def is_so(self, node: Node) -> bool:
        if isinstance(node, Dated):
            return dated(self.item.metadata.date, node)
        assert isinstance(node, InField)
        profile, metadata = self.item.profile, self.item.metadata
        values = {"tag": metadata.tags, "lens": (profile.lens, profile.second_lens)}
        for value in values.get(node.field) or (getattr(metadata, node.field),):
            if row_in([word for word, _, _ in cut(value)], node.words, begun=True):
                return True
        return False


@cache
def name_words(name: str) -> list[str]:
    return [word for word, _, _ in cut(name)]


def row_in(words: list[str], row: tuple[str, ...], *, begun: bool) -> list[int]:
    found = []
    for at in range(len(words) - len(row) + 1):
        here = words[at : at + len(row)]
        last_fits = here[-1].startswith(row[-1]) if begun else here[-1] == row[-1]
        if here[:-1] == list(row[:-1]) and last_fits:
            found.append(at)
    return found


def places_of(words: list[Word], node: Words) -> list[tuple[int, int]]:
    rows = row_in([word for word, _, _ in words], node.words, begun=node.begun)
    return [(words[at][1], words[at + len(node.words) - 1][2]) for at in rows]


def dated(date: str, node: Dated) -> bool:
    if not date:
        return False
    if not node.beyond:
        return (not node.first or date >= node.first) and (not node.last or date[: len(node.last)] <= node.last)
    if node.first:
        return date > node.first and not date.startswith(node.first)
    return date[: len(node.last)] < node.last[: len(date)]


def everything(library: Library, scope: Scope) -> dict[int, Naive]:
    """Every item of a library."""
    return {item_id: Naive(library.items.load(item_id), scope) for item_id in library.items.ids()}


def compare(library: Library, text: str, scope: Scope, items: dict[int, Naive] | None = None) -> None:
    """Hold a search to a look at everything: the same items, the same places, the same counts."""
    node = read_query(text).root
    items = items or everything(library, scope)
    found_by_hand = {item_id: item.seen(node) for item_id, item in items.items()}
    expected = {item_id: seen for item_id, seen in found_by_hand.items() if seen.matched}
    prepared = library.searches.prepare(Query(text, node), scope)
    ids = prepared.item_ids.tolist()
    assert len(set(ids)) == len(ids)
    assert expected.keys() <= set(ids), text
    certain = {item_id for item_id, sure in zip(ids, prepared.candidates.certain, strict=True) if sure}
    assert certain <= expected.keys(), text
    found = library.searches.found(prepared, ids, 1000)
    assert [item.item_id for item in found] == [item_id for item_id in ids if item_id in expected], text
    counted = library.searches.counted(prepared, ids)
    assert len(counted) == len(found)
    for item, counts in zip(found, counted, strict=True):
        seen = expected[item.item_id]
        places = library.searches.places(prepared, item.item_id)
        spans = set(zip(places.starts, places.ends, strict=True))
        if seen.hits:
            assert spans == seen.hits, text
            assert len(places.starts) == len(seen.hits)
        assert set(item.slices) == seen.slices, text
        assert counts.slices == len(seen.slices)
        hits = len(seen.hits) or len(seen.slices)
        assert counts.occurrences == item.occurrences == hits + len(seen.in_fields), text
        assert counts.in_fields == item.in_fields == len(seen.in_fields)
