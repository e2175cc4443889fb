"""What stands beside a conversation: ranking of both kinds at 10,000 and on the real files, and what loading takes."""

from __future__ import annotations

import gc
import random
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.common import Row
from tests.benchmarks.topic_library import real_library, topic_library

if TYPE_CHECKING:
    from reader.domain.ranking import RankingTable
    from reader.library.database import Library

ITEMS = 10_000
RANKED = 400
ASKED = 40
MOST = 8
BAR_MS = 1.0
LINK_BAR_MS = 4.0
"""A click on a bar shows the slice within 16.7 ms; of that the answer of another conversation may take so much."""


def measure() -> Iterator[Row]:
    """Milliseconds: ranking is what happens once everything is in memory."""
    yield from _measured(topic_library(ITEMS), "each on the matter of one real file")
    yield from _measured(*real_library())
    yield from _linked(real_library()[0])


def _measured(path: Path, what: str) -> Iterator[Row]:
    from reader.services import relating
    from reader.services.framework_choice import choice_of
    from reader.services.opening import open_library

    with open_library(path) as library:
        for _ in relating.complete_likeness(library):
            pass
        in_force = choice_of(library).in_force
        start = time.perf_counter()
        table = library.likeness.loaded(in_force).table
        seconds = time.perf_counter() - start
        chosen = random.Random(3).sample(range(len(table.ids)), min(RANKED, len(table.ids)))
        note = f"{len(table.ids):,} conversations, {what}"
        for kind in ("related", "counterbalance"):
            times = _times(lambda row, kind=kind: _ranked(table, kind, row), chosen)  # type: ignore[misc]
            median, high = statistics.median(times), statistics.quantiles(times, n=20, method="inclusive")[-1]
            yield Row(f"{kind}, ranking, median", median, "ms", BAR_MS, note=note)
            yield Row(f"{kind}, ranking, p95", high, "ms", BAR_MS, note=f"longest {max(times):.2f} ms")
        yield Row("loading the table, once", seconds * 1000, "ms", note=note)
        yield Row("looking whether it is up to date", _median(lambda: library.likeness.loaded(in_force)), "ms")
        yield from _asked(library, [int(table.ids[row]) for row in chosen[:ASKED]])


def _linked(path: Path) -> Iterator[Row]:
    """Cursors linked by subject: where the longest of the real talks speaks of what each slice of the next one does."""
    from reader.services.browsing import list_items
    from reader.services.opening import open_library
    from reader.services.subject_links import subjects_of

    with open_library(path) as library:
        one, other = sorted(list_items(library), key=lambda item: len(item.scores))[-2:]
        loading = _median(lambda: subjects_of(library, [one.id, other.id]))
        subjects = subjects_of(library, [one.id, other.id])
    slices = range(1, len(one.scores) + 1)
    times = _times(lambda number: subjects.same(one.id, number, other.id), slices)
    found = sum(subjects.same(one.id, number, other.id) is not None for number in slices)
    note = f"{len(slices)} and {len(other.scores)} slices, {found} answered"
    yield Row("linked by subject, reading two talks", loading, "ms")
    yield Row("linked by subject, one answer, median", statistics.median(times), "ms", LINK_BAR_MS, note=note)
    high = statistics.quantiles(times, n=20, method="inclusive")[-1]
    yield Row("linked by subject, one answer, p95", high, "ms", LINK_BAR_MS, note=f"longest {max(times):.2f} ms")


def _ranked(table: RankingTable, kind: str, row: int) -> None:
    found = getattr(table, kind)(row, MOST)
    few = kind == "counterbalance" and table.scored[row] and len(found.rows) < MOST <= len(table.ids) // 4
    if row in found.rows or few or list(found.rows) != list(dict.fromkeys(found.rows)):
        raise RuntimeError(f"{kind} of row {row}: {found.rows}")


def _asked(library: Library, item_ids: Sequence[int]) -> Iterator[Row]:
    """Whole answers, with what lists show of each pick and with why it stands there."""
    from reader.services import relating

    for kind, ask in (("related", relating.related), ("counterbalance", relating.counterbalance)):
        times = _times(lambda item_id, ask=ask: ask(library, item_id), item_ids)  # type: ignore[misc]
        note = f"longest {max(times):.0f} ms"
        yield Row(f"{kind}, whole answer with its reasons, median", statistics.median(times), "ms", note=note)


def _times(work: Callable[[int], object], over: Sequence[int]) -> list[float]:
    """Milliseconds of work of each call, after one that does not count; what else the machine does is not in them."""
    work(over[0])
    times = []
    gc.collect()
    gc.disable()
    try:
        for one in over:
            start = time.thread_time()
            work(one)
            times.append(1000 * (time.thread_time() - start))
    finally:
        gc.enable()
    return times


def _median(work: Callable[[], object]) -> float:
    return statistics.median(_times(lambda _number: work(), range(20)))
