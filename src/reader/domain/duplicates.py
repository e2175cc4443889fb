"""The same conversation twice: how alike two transcripts are, and which of many could be alike at all.

Words are given as numbers, the same number for the same folded word (``domain.search_words``), so that letters,
punctuation, accents and the cuts of captions do not matter. Mis-heard words cost what they are: a word. Three words in
a row are a *shingle*; two transcripts of one talk share most of theirs, two talks of one show hardly any but those that
everybody says.

Looking at each pair of 10,000 transcripts would be 50 million comparisons. Instead each transcript keeps a *sketch*,
some two hundred of its shingles chosen by their hash alone, so that the same shingle is chosen everywhere; transcripts
that share rare ones are candidates, and only these are compared word by word.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from reader.domain.record import record

Words = NDArray[np.uint32]
Hashes = NDArray[np.uint64]
Parting = tuple[tuple[int, int], tuple[int, int]]
"""Words of the one and of the other, from and up to, as numbers from 0."""

SHINGLE = 3
SKETCH = 128
"""A sketch has from so many shingles to twice as many, shorter transcripts all they have."""
RARE = 8
"""A shingle that more transcripts share says little of two of them."""
LEAST_SHARED = 3
LEAST_SHARE = 0.12
"""So many shingles of the smaller sketch, and such a share of it, make two transcripts candidates."""
ALIKE = 0.5
"""From this likeness on two transcripts are taken for the same conversation."""
SHORTEST = 0.25
"""An excerpt shorter than this part of the other one is no second transcript of it."""
FEWEST = 40
"""Of fewer words two may be the same by chance, and are no conversations."""
REACH = 12
"""Beside words that stand in both, others count as standing in the same place up to so many words away."""

_NOWHERE = -1


@record
class Alike:
    """How two transcripts compare.

    ``likeness`` (0 to 1) is the share of the shorter one's words that stand in the other one too, in the same order.
    ``first`` and ``second`` are where they first part, as word numbers from 0: the words of each from there to where
    they are together again.
    """

    likeness: float
    first: tuple[int, int] = (0, 0)
    second: tuple[int, int] = (0, 0)


def shingles(words: Words) -> Hashes:
    """A hash for each three words in a row, in order; of fewer words, one for all of them."""
    if not len(words):
        return np.zeros(0, np.uint64)
    mixed = _mixed(words.astype(np.uint64) + np.uint64(1))
    if len(words) < SHINGLE:
        return _mixed(
            np.bitwise_xor.reduce(mixed * np.arange(3, 3 + 2 * len(words), 2, dtype=np.uint64), keepdims=True)
        )
    row = len(words) - SHINGLE + 1
    return _mixed(mixed[:row] * np.uint64(3) ^ mixed[1 : row + 1] * np.uint64(5) ^ mixed[2:] * np.uint64(7))


def sketch(hashes: Hashes) -> Hashes:
    """The shingles by which a transcript is found, ascending: those with the least hashes.

    Of two transcripts, the sketch of the longer one holds every hash below its own limit that the shorter one's holds.
    """
    halvings = max(int(np.log2(max(len(hashes), 1) / SKETCH)), 0)
    return np.unique(hashes[hashes >> np.uint64(64 - halvings) == 0] if halvings else hashes)


def candidates(sketches: Mapping[int, Hashes]) -> list[tuple[int, int]]:
    """The pairs of keys, the smaller first, whose sketches share enough to be looked at word by word.

    Takes time in proportion to the number of sketches: of a shingle that many share only neighbours are paired, which
    is enough to find many copies of one talk, and not enough for what everybody says.
    """
    keys = np.array(sorted(sketches), np.int64)
    if len(keys) < 2:
        return []
    rows = [sketches[key] for key in keys.tolist()]
    lengths = np.array([len(row) for row in rows], np.int64)
    hashes = np.concatenate(rows)
    owners = np.repeat(np.arange(len(keys)), lengths)
    order = np.lexsort((owners, hashes))
    hashes, owners = hashes[order], owners[order]
    sizes = _run_sizes(hashes)
    paired: list[NDArray[np.int64]] = []
    for step in range(1, RARE):
        same = hashes[step:] == hashes[:-step]
        same &= (sizes[step:] <= RARE) | (step == 1)
        paired.append(owners[:-step][same] * len(keys) + owners[step:][same])
    found, shared = np.unique(np.concatenate(paired), return_counts=True)
    first, second = np.divmod(found, len(keys))
    enough = shared >= np.maximum(LEAST_SHARE * np.minimum(lengths[first], lengths[second]), 1)
    enough &= (shared >= LEAST_SHARED) | (shared == np.minimum(lengths[first], lengths[second]))
    return list(zip(keys[first[enough]].tolist(), keys[second[enough]].tolist(), strict=True))


def compared(one: Words, other: Words) -> Alike:
    """Compare two transcripts word by word; the other way round the likeness is the same."""
    if not len(one) or not len(other):
        return Alike(0.0)
    swapped = (len(one), one.tobytes()) > (len(other), other.tobytes())
    short, long = (other, one) if swapped else (one, other)
    places = _places(short, long)
    matched = places != _NOWHERE
    likeness = float(np.count_nonzero(matched)) / len(short)
    first, second = _parting(places, len(short), len(long))
    return Alike(likeness, second, first) if swapped else Alike(likeness, first, second)


def partings(one: Words, other: Words) -> tuple[Parting, ...]:
    """All passages in which two transcripts differ, in order: the words of each, as in :class:`Alike`."""
    swapped = len(one) > len(other)
    short, long = (other, one) if swapped else (one, other)
    found = _partings(_places(short, long), len(short), len(long))
    return tuple((theirs, ours) for ours, theirs in found) if swapped else tuple(found)


def is_same(alike: Alike, one: int, other: int) -> bool:
    """Whether two transcripts of so many words that compare like this are of the same conversation."""
    return alike.likeness >= ALIKE and min(one, other) >= max(FEWEST, SHORTEST * max(one, other))


def _places(short: Words, long: Words) -> NDArray[np.int64]:
    """For each word of the shorter one where it stands in the longer one, ascending; ``_NOWHERE`` where it does not."""
    anchors = _anchors(short, long)
    places = np.full(len(short), _NOWHERE, np.int64)
    if not len(anchors):
        return places
    for step in range(min(SHINGLE, len(short))):
        places[anchors[:, 0] + step] = anchors[:, 1] + step
    # Words beside the anchors, on the line of the one before and, where that fails, of the one behind.
    held = np.flatnonzero(places != _NOWHERE)
    numbers = np.arange(len(short))
    behind = np.searchsorted(held, numbers)
    after = held[np.minimum(behind, len(held) - 1)]
    before = held[np.maximum(behind - 1, 0)]
    for anchor, is_there in ((before, behind > 0), (after, behind < len(held))):
        line = numbers + places[anchor] - anchor
        fits = is_there & (places == _NOWHERE) & (np.abs(numbers - anchor) <= REACH) & (line >= 0) & (line < len(long))
        fits[fits] = short[fits] == long[line[fits]]
        places = np.where(fits, line, places)
        places = _rising(places)
    return places


def _rising(places: NDArray[np.int64]) -> NDArray[np.int64]:
    """Without the places that do not lie behind all those before them."""
    highest = np.maximum.accumulate(np.concatenate(([_NOWHERE], places[:-1])))
    return np.where(places > highest, places, _NOWHERE)


def _anchors(short: Words, long: Words) -> NDArray[np.int64]:
    """Where shared shingles stand in both, rising in both. Of those that occur several times, the first belongs to the
    first, the second to the second.
    """
    if len(short) < SHINGLE or len(long) < SHINGLE:
        alike = len(short) == len(long) and bool((short == long).all())
        return np.zeros((int(alike), 2), np.int64)
    ours, ours_at = _numbered(shingles(short))
    theirs, theirs_at = _numbered(shingles(long))
    _, at_ours, at_theirs = np.intersect1d(ours, theirs, assume_unique=True, return_indices=True)
    points = np.stack((ours_at[at_ours], theirs_at[at_theirs]), axis=1)
    points = points[np.argsort(points[:, 0])]
    return points[_longest_rise(points[:, 1].tolist())]


def _numbered(hashes: Hashes) -> tuple[Hashes, NDArray[np.int64]]:
    """Hashes that also tell the first occurrence of a shingle from the second, and where each stands."""
    order = np.argsort(hashes, kind="stable")
    ranked = hashes[order]
    return _mixed(ranked + _place_in_run(ranked).astype(np.uint64)), order


def _place_in_run(ranked: Hashes) -> NDArray[np.int64]:
    """For each of these, equal ones side by side, how many equal ones stand before it."""
    begins = np.flatnonzero(np.concatenate(([True], ranked[1:] != ranked[:-1]))) if len(ranked) else np.zeros(0, int)
    return np.arange(len(ranked)) - np.repeat(begins, np.diff(np.append(begins, len(ranked))))


def _run_sizes(ranked: Hashes) -> NDArray[np.int64]:
    begins = np.flatnonzero(np.concatenate(([True], ranked[1:] != ranked[:-1]))) if len(ranked) else np.zeros(0, int)
    sizes = np.diff(np.append(begins, len(ranked)))
    return np.repeat(sizes, sizes)


def _longest_rise(values: list[int]) -> list[int]:
    """The numbers of the longest strictly rising selection of these values."""
    tails: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for at, value in enumerate(values):
        place = bisect_left(tails, value)
        before.append(last[place - 1] if place else _NOWHERE)
        if place == len(tails):
            tails.append(value)
            last.append(at)
        else:
            tails[place] = value
            last[place] = at
    chosen: list[int] = []
    at = last[-1] if last else _NOWHERE
    while at != _NOWHERE:
        chosen.append(at)
        at = before[at]
    return chosen[::-1]


def _parting(places: NDArray[np.int64], short: int, long: int) -> Parting:
    """The first words that differ, in the shorter and in the longer one; empty ranges where none does."""
    return next(_partings(places, short, long), ((short, short), (long, long)))


def _partings(places: NDArray[np.int64], short: int, long: int) -> Iterator[Parting]:
    held = np.flatnonzero(places != _NOWHERE)
    ours = np.concatenate(([-1], held, [short]))
    theirs = np.concatenate(([-1], places[held], [long]))
    for at in np.flatnonzero((np.diff(ours) > 1) | (np.diff(theirs) > 1)).tolist():
        yield (int(ours[at]) + 1, int(ours[at + 1])), (int(theirs[at]) + 1, int(theirs[at + 1]))


def _mixed(values: Hashes) -> Hashes:
    """Each value stirred, so that no order is left in them (the finaliser of SplitMix64)."""
    stirred = values + np.uint64(0x9E3779B97F4A7C15)
    stirred = (stirred ^ stirred >> np.uint64(30)) * np.uint64(0xBF58476D1CE4E5B9)
    stirred = (stirred ^ stirred >> np.uint64(27)) * np.uint64(0x94D049BB133111EB)
    return stirred ^ stirred >> np.uint64(31)
