"""The words of a transcript as arrays: which word stands where, and where in the text it begins. Knows no database.

The stream has the id of each word in two bytes; ids that need more stand in ``rare``, one behind the other. The steps
have the way from the beginning of each word to that of the next in half a byte, longer ways in as many halves as they
need. So the places of a word in a conversation of two hours are found in some microseconds, without its text.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from reader.domain.search_words import Places
from reader.library.columns import broken
from reader.library.tables import LEVELS

Ids = NDArray[np.uint32]

_RARE = 0xFFFF
_FAR = 0xF
_USUAL_LENGTH = 10_000
"""Words of a conversation of an hour."""
_LEVEL_COUNTS = (2, 4, 8, 16, 40)
"""In a conversation of usual length, from so many times on a word is of the next level."""


def pack_ids(ids: Ids) -> tuple[bytes, bytes]:
    """The stream of these word ids, and the rare ones."""
    is_rare = ids >= _RARE
    return np.where(is_rare, _RARE, ids).astype("<u2").tobytes(), ids[is_rare].astype("<u4").tobytes()


def unpack_ids(stream: bytes, rare: bytes) -> Ids:
    """The word ids. Raises DamagedLibraryError for bytes that :func:`pack_ids` did not make."""
    if len(stream) % 2 or len(rare) % 4:
        raise broken("the words that search looks at are cut short")
    ids = np.frombuffer(stream, "<u2").astype(np.uint32)
    is_rare = ids == _RARE
    if np.count_nonzero(is_rare) != len(rare) // 4:
        raise broken("the words that search looks at do not fit")
    ids[is_rare] = np.frombuffer(rare, "<u4")
    return ids


def pack_starts(starts: Places) -> bytes:
    """Where words begin, ascending, in characters."""
    whole, rest = np.divmod(np.diff(starts, prepend=np.int32(0)), _FAR)
    # A step of 15 goes on in the next half.
    behind = np.cumsum(whole + 1)
    halves = np.full(int(behind[-1]) + 1 & ~1 if len(behind) else 0, _FAR, np.uint8)
    halves[behind - 1] = rest
    return (halves[::2] << 4 | halves[1::2]).tobytes()


def unpack_starts(packed: bytes) -> Places:
    """Where words begin, as :func:`pack_starts` took it."""
    pairs = np.frombuffer(packed, np.uint8)
    halves = np.empty(2 * len(pairs), np.uint8)
    halves[::2] = pairs >> 4
    halves[1::2] = pairs & _FAR
    starts: Places = np.cumsum(halves, dtype=np.int32)[halves != _FAR]
    return starts


def level(counts: NDArray[np.int64], words: int) -> NDArray[np.int64]:
    """How thickly words stand in a text of so many words that have them so many times: from 1 to ``LEVELS``.

    In longer texts more is needed for the same level, in shorter ones no less than in those of half the usual length.
    """
    longer = max(words / _USUAL_LENGTH, 0.5)
    return np.searchsorted(np.array(_LEVEL_COUNTS) * longer, counts, "right") + 1


def level_texts(words: Sequence[str], counts: NDArray[np.int64], length: int) -> list[str]:
    """For each level the words of it, as the index takes them."""
    levels = level(counts, length)
    order = np.argsort(levels, kind="stable")
    ordered = [words[at] for at in order.tolist()]
    ends = np.searchsorted(levels[order], np.arange(LEVELS + 1), "right").tolist()
    return [" ".join(ordered[first:last]) for first, last in pairwise(ends)]
