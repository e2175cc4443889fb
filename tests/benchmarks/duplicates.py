"""The same talk twice, looked for among 10,000: whether every one is found and nothing else, and what looking costs.

The doubles are copies of conversations of the library, heard wrong here and there and begun late, as captions are. The
library is a hard one: thirty conversations each are made of passages of the same talk, and still no two are the same.
Where hardly any words are a conversation's own, one double of some hundred may be missed; of the real files none may.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from tests.benchmarks.common import Row
from tests.benchmarks.topic_library import real_library, topic_library

if TYPE_CHECKING:
    from reader.domain.duplicates import Words
    from reader.library.database import Library

ITEMS = 10_000
FEW = 1_000
DOUBLES = 200
ENOUGH = 0.99
"""Share of the doubles that have to be found in the hard library."""
WRONG = 0.05
LATE = 40
"""Words that a double begins late."""
PAIRS = 100
TIMES_FASTER = 1_000
GROWTH = 3.0
"""So much may one conversation cost among 10,000, where it costs 1 among 1,000."""


def measure() -> Iterator[Row]:
    """What is found, and time as ratios within this run; seconds are told."""
    from reader.services.opening import open_library

    with open_library(topic_library(ITEMS)) as library:
        words = dict(library.pairs.streams(library.items.ids()))
        yield from _found(words, ENOUGH, "passages of few talks")
        yield from _cost(library, words)
    path, what = real_library()
    with open_library(path) as library:
        yield from _found(dict(library.pairs.streams(library.items.ids())), 1.0, what)
        seconds, pairs = _searched(library)
        yield Row("whole search of the real files", seconds, "s", note=f"{pairs} pairs in {what}")


def _found(words: Mapping[int, Words], least: float, what: str) -> Iterator[Row]:
    chance = random.Random(11)
    originals = chance.sample(sorted(words), min(DOUBLES, len(words)))
    first = max(words) + 1
    planted = {first + at: _heard(words[one], np.random.default_rng(one)) for at, one in enumerate(originals)}
    everything = {**words, **planted}
    pairs = [pair for pair in _candidates(everything) if pair[1] >= first]
    found = {pair for pair in pairs if _same(everything[pair[0]], everything[pair[1]])}
    wanted = {(one, first + at) for at, one in enumerate(originals)}
    note = f"{len(wanted)} among {len(words):,}, {what}; {WRONG:.0%} of their words heard wrong"
    yield Row(
        f"doubles found among {len(words):,}", len(found & wanted) / len(wanted), "share", least, "at least", note
    )
    yield Row(f"wrong pairs among {len(words):,}", len(found - wanted), "pairs", 0.0, "at most")


def _cost(library: Library, words: Mapping[int, Words]) -> Iterator[Row]:
    seconds, pairs = _searched(library)
    each = _each_pair(words)
    naive = each * len(words) * (len(words) - 1) / 2
    note = f"{each * 1000:.2f} ms a pair, {naive / 3600:.1f} hours for all"
    yield Row("whole search, against comparing every pair", naive / seconds, "times", TIMES_FASTER, "at least", note)
    yield Row("whole search at 10,000", seconds, "s", note=f"{pairs} pairs")
    few = {one: words[one] for one in sorted(words)[:FEW]}
    growth = (_timed(lambda: _candidates(words)) / len(words)) / (_timed(lambda: _candidates(few)) / len(few))
    yield Row(
        "a conversation among 10,000, against 1,000", growth, "times", GROWTH, note="which pairs are worth a look"
    )


def _heard(words: Words, chance: np.random.Generator) -> Words:
    wrong = chance.random(len(words)) < WRONG
    return np.where(wrong, chance.integers(0, int(words.max()), len(words)), words).astype(np.uint32)[LATE:]


def _candidates(words: Mapping[int, Words]) -> Sequence[tuple[int, int]]:
    from reader.domain.duplicates import candidates, shingles, sketch

    return candidates({one: sketch(shingles(stream)) for one, stream in words.items()})


def _same(one: Words, other: Words) -> bool:
    from reader.domain.duplicates import compared, is_same

    return is_same(compared(one, other), len(one), len(other))


def _searched(library: Library) -> tuple[float, int]:
    """Seconds of the whole search as the window does it, and how many pairs it finds."""
    from reader.services.duplicates import find_duplicates

    steps = find_duplicates(library)
    start = time.thread_time()
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return time.thread_time() - start, len(end.value.pairs)


def _each_pair(words: Mapping[int, Words]) -> float:
    """Seconds that one comparison word by word takes."""
    chance = random.Random(12)
    pairs = [chance.sample(sorted(words), 2) for _ in range(PAIRS)]
    return _timed(lambda: [_same(words[one], words[other]) for one, other in pairs]) / PAIRS


def _timed(work: Callable[[], object], runs: int = 3) -> float:
    """The least time of some runs, in seconds of this thread."""
    times = []
    for _ in range(runs):
        start = time.thread_time()
        work()
        times.append(time.thread_time() - start)
    return min(times)
