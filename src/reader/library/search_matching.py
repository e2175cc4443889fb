"""Where in one item the words of a query stand, exactly: the one place that decides what is a hit.

Hits are runs of words, told by the first one and their number, counted from 0 through the whole transcript. Whatever
narrows the places (bands, scores, speakers) says for each word whether a hit may begin there.
"""

from __future__ import annotations

import typing
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from reader.domain.query import (
    All,
    Any,
    Dated,
    InBand,
    InField,
    Node,
    Not,
    Scored,
    SpokenBy,
    Words,
    is_place,
)
from reader.domain.search_words import Places, cut_and_folded, words_of
from reader.domain.searching import has_row
from reader.library.columns import Pack
from reader.library.search_packing import Ids, unpack_ids, unpack_starts
from reader.library.search_scope import Scope

Marks = NDArray[np.bool_]

WHOLE_SLICE = 0
"""The length of a hit that is a slice as a whole."""


@dataclass(frozen=True, slots=True)
class FieldHit:
    """A hit in a text about the item: its first character, and the one behind its last."""

    field: str
    start: int
    end: int


@dataclass(slots=True)
class Matches:
    """What of an item answers a query: ``firsts`` and ``lengths`` are runs of words, ``parts`` the numbers of the
    words of the query that they are."""

    matched: bool
    firsts: list[Places] = field(default_factory=list)
    lengths: list[int] = field(default_factory=list)
    parts: list[int] = field(default_factory=list)
    in_fields: list[FieldHit] = field(default_factory=list)

    def add(self, other: Matches) -> None:
        """Take over the hits of another part of the query."""
        self.firsts += other.firsts
        self.lengths += other.lengths
        self.parts += other.parts
        self.in_fields += other.in_fields


class ItemText:
    """The words of one item, unpacked as far as somebody asks. Raises DamagedLibraryError where they do not fit."""

    def __init__(
        self,
        row: Sequence[typing.Any],
        fields: Mapping[str, str] | None = None,
        slice_words: dict[int, NDArray[np.int64]] | None = None,
    ) -> None:
        """``row``: id, stream, rare and steps as ``search_packing`` packs them, slices and scores of the profile (None:
        they are of another framework), cues where speakers matter. ``fields``: the texts about the item.
        ``slice_words``: the first words of the slices of items that were looked at before, in the same state of the
        library.
        """
        self.item_id: int = row[0]
        self.ids: Ids = unpack_ids(row[1], row[2])
        self.scores: bytes | None = row[5]
        self.fields = fields or {}
        self._steps: bytes = row[3]
        self._slices: bytes = row[4]
        self._cues: bytes | None = row[6]
        self._slice_words = {} if slice_words is None else slice_words

    @cached_property
    def starts(self) -> Places:
        """Where each word begins, in characters."""
        return unpack_starts(self._steps)

    @cached_property
    def slice_starts(self) -> NDArray[np.int64]:
        """Where each slice begins, in characters."""
        lengths = Pack(self._slices).ints("length")
        return np.cumsum(lengths) - lengths

    @cached_property
    def slice_words(self) -> NDArray[np.int64]:
        """For each slice its first word."""
        known = self._slice_words.get(self.item_id)
        if known is None:
            known = self._slice_words[self.item_id] = np.searchsorted(self.starts, self.slice_starts)
        return known

    def slices_of(self, firsts: Places) -> NDArray[np.int64]:
        """The slices, from 0, that these words begin in."""
        return np.searchsorted(self.slice_words, firsts, "right") - 1

    def in_slices(self, marks: Marks) -> Marks:
        """For each word whether the slice that it stands in is marked."""
        return np.repeat(marks, np.diff(self.slice_words, append=len(self.ids)))

    def spoken_by(self, words: Sequence[str]) -> Marks:
        """For each word whether somebody says it whose name has these words."""
        if self._cues is None:
            return np.zeros(len(self.ids), np.bool_)
        pack = Pack(self._cues)
        names = pack.head["speakers"]
        fitting = np.array([*(has_row(words_of(name), words) for name in names), False])
        if not pack.has("speaker"):
            return np.zeros(len(self.ids), np.bool_)
        lengths = pack.ints("length") + 1
        cue_words = np.searchsorted(self.starts, np.cumsum(lengths) - lengths)
        # Unknown speakers are -1: the last entry, which fits nobody.
        return np.repeat(fitting[pack.ints("speaker")], np.diff(cue_words, append=len(self.ids)))


class AnyOf:
    """Some word ids, and which of others are among them."""

    def __init__(self, wanted: Ids) -> None:
        self._one = int(wanted[0]) if len(wanted) == 1 else None
        self._is_wanted = np.zeros(int(wanted.max(initial=0)) + 2, np.bool_)
        self._is_wanted[wanted] = True

    def among(self, ids: Ids) -> Marks:
        """For each of the ids whether it is one of these."""
        among: Marks = (
            ids == self._one if self._one is not None else self._is_wanted[np.minimum(ids, len(self._is_wanted) - 1)]
        )
        return among


class Matcher:
    """A query made ready for many items.

    ``numbers`` has for each of its words the ids that may stand there; ``facts`` has for what it asks of the facts
    about an item the items of which that is so.
    """

    def __init__(
        self, root: Node, numbers: Mapping[Words, Sequence[AnyOf]], facts: Mapping[Node, frozenset[int]], scope: Scope
    ) -> None:
        self._root = root
        self._numbers = numbers
        self._facts = facts
        self._scope = scope
        self._parts = {words: at for at, words in enumerate(numbers)}

    def matches(self, item: ItemText) -> Matches:
        """Where the item answers the query."""
        return self._part(self._root, item, None)

    def _part(self, node: Node, item: ItemText, allowed: Marks | None) -> Matches:
        match node:
            case Words():
                return self._words(node, item, allowed)
            case Not():
                if is_place(node):
                    return self._at_places([node], [], item, allowed)
                return Matches(not self._part(node.part, item, allowed).matched)
            case All():
                places = [part for part in node.parts if is_place(part)]
                others = [part for part in node.parts if not is_place(part)]
                return self._at_places(places, others, item, allowed) if places else self._all(others, item, allowed)
            case Any():
                found = Matches(False)
                for part in node.parts:
                    one = self._part(part, item, allowed)
                    if one.matched:
                        found.matched = True
                        found.add(one)
                return found
            case InField() | Dated():
                return Matches(item.item_id in self._facts[node])
            case _:
                return self._at_places([node], [], item, allowed)

    def _all(self, parts: Sequence[Node], item: ItemText, allowed: Marks | None) -> Matches:
        found = Matches(True)
        for part in parts:
            one = self._part(part, item, allowed)
            if not one.matched:
                return Matches(False)
            found.add(one)
        return found

    def _at_places(
        self, places: Sequence[Node], others: Sequence[Node], item: ItemText, allowed: Marks | None
    ) -> Matches:
        """The others where the places allow it; where those are no words, the slices themselves."""
        for place in places:
            there = self._place(place, item)
            allowed = there if allowed is None else allowed & there
        found = self._all(others, item, allowed)
        if not found.matched or allowed is None or found.firsts:
            return found
        begins, ends = item.slice_words, np.append(item.slice_words[1:], len(item.ids))
        counts = np.append(0, np.cumsum(allowed))
        firsts = begins[counts[ends] > counts[begins]].astype(np.int32)
        return Matches(bool(len(firsts)), [firsts], [WHOLE_SLICE], [0], found.in_fields)

    def _place(self, node: Node, item: ItemText) -> Marks:
        """For each word whether a hit may begin there."""
        match node:
            case Not():
                return ~self._place(node.part, item)
            case All() | Any():
                how = np.logical_and if isinstance(node, All) else np.logical_or
                there: Marks = how.reduce([self._place(part, item) for part in node.parts])
                return there
            case SpokenBy():
                return item.spoken_by(node.words)
            case InBand() | Scored():
                return self._scored(node, item)
            case _:
                raise TypeError(f"not a place: {node}")

    def _scored(self, node: InBand | Scored, item: ItemText) -> Marks:
        if item.scores is None or len(item.scores) != len(item.slice_words):
            return np.zeros(len(item.ids), np.bool_)
        scores = np.frombuffer(item.scores, np.int8)
        return item.in_slices(self._scope.fitting(scores, self._scope.ranges(node)))

    def _words(self, node: Words, item: ItemText, allowed: Marks | None) -> Matches:
        firsts = self._occurrences(node, item.ids)
        if allowed is not None:
            firsts = firsts[allowed[firsts]]
        in_fields = [] if allowed is not None else list(_in_fields(node, item.fields))
        found = Matches(len(firsts) > 0 or bool(in_fields), in_fields=in_fields)
        if len(firsts):
            found.firsts, found.lengths, found.parts = [firsts], [len(node.words)], [self._parts[node]]
        return found

    def _occurrences(self, node: Words, ids: Ids) -> Places:
        """The words of the transcript at which these words begin to stand one behind the other."""
        numbers = self._numbers[node]
        room = len(ids) - len(numbers) + 1
        if room <= 0:
            return np.zeros(0, np.int32)
        found = np.flatnonzero(numbers[0].among(ids[:room]))
        for at, wanted in enumerate(numbers[1:], start=1):
            found = found[wanted.among(ids[found + at])]
        return found.astype(np.int32)


def _in_fields(node: Words, fields: Mapping[str, str]) -> list[FieldHit]:
    found = []
    length = len(node.words)
    for name, text in fields.items():
        if text.isascii() and node.words[0] not in text.lower():
            continue  # most, and much quicker than to cut them
        words, starts, ends = cut_and_folded(text)
        for at in range(len(words) - length + 1):
            row = words[at : at + length]
            if row == list(node.words) or (
                node.begun and row[:-1] == list(node.words[:-1]) and row[-1].startswith(node.words[-1])
            ):
                found.append(FieldHit(name, int(starts[at]), int(ends[at + length - 1])))
    return found
