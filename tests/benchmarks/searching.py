"""Search in a library of 10,000 items and 1.2 million slices: the first page, exact counts, the size of the index."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.common import Row
from tests.benchmarks.long_library import long_library

if TYPE_CHECKING:
    from reader.library.database import Library

ITEMS = 10_000
RUNS = 40
COMMON = 8
"""Of so many of the commonest words the worst counts."""
PAGE_BAR_MS = 100.0
INDEX_BAR = 0.8

OTHERS = (
    ("two common words", "the of"),
    ("phrase of common words", '"of the"'),
    ("while typing", "th*"),
    ("common word by stance", "the band:risk"),
    ("rare word", "superposition"),
    ("words and filters", "labor automation show:axrp date:2020.."),
)


def measure() -> Iterator[Row]:
    """Milliseconds until the first page with its snippets is there, seconds until all is counted, bytes."""
    yield from measured(long_library(ITEMS))


def measured(path: Path) -> Iterator[Row]:
    """The figures of one library."""
    from reader.services.opening import open_library

    with open_library(path) as library:
        size = _size_row(library)
        words = _commonest(library, COMMON)
        slices = _sum(library, "SELECT sum(slices) FROM profiles")
        note = f"{library.items.count():,} items, {slices:,} slices"
        pages = {word: _percentiles(lambda word=word: _first_page(library, word)) for word in words}
        worst = max(pages, key=lambda word: pages[word][1])
        yield Row(
            "first page, worst common word, p95", pages[worst][1], "ms", PAGE_BAR_MS, note=f"“{worst}”, {note}"
        )  # fmt: skip
        yield Row("first page, worst common word, median", pages[worst][0], "ms")
        for name, query in OTHERS:
            median, high = _percentiles(lambda query=query: _first_page(library, query), RUNS // 2)
            yield Row(f"first page, {name}, p95", high, "ms", PAGE_BAR_MS, note=f"{query}, median {median:.0f} ms")
        yield from _counting(library, worst)
        yield size


def _first_page(library: Library, query: str) -> None:
    from reader.services.searching import PAGE, Search

    steps = Search(library, query).run()
    results = next(steps)
    while results.more and len(results.items) < PAGE and not results.totals.done:
        results = next(steps)
    steps.close()
    assert results.items, query


def _counting(library: Library, word: str) -> Iterator[Row]:
    """How long the whole of the worst word takes to be counted behind the first page, and the longest step of it."""
    from reader.services.searching import Search

    longest, started = 0.0, time.perf_counter()
    last = started
    results = None
    for step in Search(library, word).run():
        results = step
        now = time.perf_counter()
        longest, last = max(longest, now - last), now
    assert results is not None
    assert results.totals.exact
    note = f"{results.totals.occurrences:,} hits in {results.totals.slices:,} slices"
    yield Row("worst common word counted to the end", time.perf_counter() - started, "s", note=note)
    yield Row("longest step of it, after which it can be broken off", longest * 1000, "ms")


def _percentiles(work: Callable[[], object], runs: int = RUNS) -> tuple[float, float]:
    """The median and the 95th percentile, in milliseconds."""
    work()
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times), statistics.quantiles(times, n=20)[-1]


def _commonest(library: Library, count: int) -> list[str]:
    """The words with the most occurrences in the first hundred items."""
    from collections import Counter

    from reader.domain.search_words import words_of

    counts: Counter[str] = Counter()
    for item_id in library.items.ids()[:100]:
        counts.update(words_of(library.items.load(item_id).transcript.text))
    return [word for word, _ in counts.most_common(count)]


def _size_row(library: Library) -> Row:
    index = _sum(library, "SELECT sum(pgsize) FROM dbstat WHERE name LIKE '%search_%'")
    text = _sum(library, "SELECT sum(characters) FROM transcripts")
    note = f"{index / 1e6:,.0f} MB for {text / 1e6:,.0f} MB of text"
    return Row("index, of the text", index / text, "times", INDEX_BAR, note=note)


def _sum(library: Library, statement: str) -> int:
    def ask(connection: object) -> int:
        return int(connection.exec_driver_sql(statement).scalar_one())  # type: ignore[attr-defined]

    return library.write(ask)
