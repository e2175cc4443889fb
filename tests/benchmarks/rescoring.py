"""Scoring a library anew, and what the list and one exception cost meanwhile."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.big_library import big_library
from tests.benchmarks.common import ROOT, SHARED, Row, median_seconds

if TYPE_CHECKING:
    from reader.services.opening import Library

ITEMS = 10_000


def measure() -> Iterator[Row]:
    """The real files from an exception in the lexicon to the last figure; then the list of 10,000 items."""
    from reader.services.importing import ImportRequest, gather, import_files
    from reader.services.opening import open_library

    folders = [SHARED / "data" / name for name in ("axrp", "practical-ai")]
    note = "the real files"
    if not all(folder.is_dir() for folder in folders):
        folders, note = [ROOT / "resources" / "demo"], "the demo files: the real ones are absent"
    with tempfile.TemporaryDirectory() as folder, open_library(Path(folder) / "library.sqlite") as library:
        for _ in import_files(library, [ImportRequest(path) for path in gather(folders)]):
            pass
        yield from _real(library, note)
    yield from _listing()


def _real(library: Library, note: str) -> Iterator[Row]:
    from reader.domain.striking import ITEM, LEXICON, Strike
    from reader.services.browsing import list_items
    from reader.services.framework_choice import framework_of
    from reader.services.rescoring import rescore
    from reader.services.striking import item_strikes, keep_strike, lift_strike

    items = list_items(library)
    term = framework_of(library).terms[0].pattern
    keep_strike(library, items[0].id, Strike(LEXICON, term))
    gaps = []
    start = last = time.perf_counter()
    for _ in rescore(library):
        now = time.perf_counter()
        gaps.append(now - last)
        last = now
    seconds = time.perf_counter() - start
    characters = sum(item.characters for item in items)
    yield Row("score anew", seconds, "s", note=f"{len(items)} items, {characters / 1e6:.0f} MB of text, {note}")
    yield Row("score anew, speed", characters / 1e6 / seconds, "MB/s", 1, "at least")
    yield Row("longest time without a step", 1000 * max(gaps), "ms", note="the workers start meanwhile")
    typical = sorted(items, key=lambda item: abs(len(item.scores) - 124))[0]

    def strike_and_lift() -> None:
        keep_strike(library, typical.id, Strike(ITEM, term))
        lift_strike(library, item_strikes(library, typical.id)[0].id)

    both = median_seconds(strike_and_lift, runs=9)
    yield Row("an exception kept, with its figures", 500 * both, "ms", note=f"{len(typical.scores)} slices")


def _listing() -> Iterator[Row]:
    from reader.services.browsing import list_items
    from reader.services.framework_choice import choice_of
    from reader.services.opening import open_library
    from reader.services.rescoring import stale_count

    with tempfile.TemporaryDirectory() as folder:
        path = Path(shutil.copy(big_library(ITEMS), folder))
        with open_library(path) as library:
            choice_of(library)
            plain = median_seconds(library.items.summaries)
            told = median_seconds(lambda: list_items(library))
            yield Row("list 10,000 items", 1000 * told, "ms")
            yield Row("of that, telling what is stale", told / plain, "times", 1.5, note="against a list without")
            yield Row("count what is stale among 10,000", 1000 * median_seconds(lambda: stale_count(library)), "ms")
