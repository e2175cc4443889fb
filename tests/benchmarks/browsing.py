"""The library page with 10,000 conversations: first screen, narrowing and scrolling, each to painted."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from tests.benchmarks.big_library import SHOWS, big_library
from tests.benchmarks.common import Row

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from reader.domain.item_summary import ItemSummary
    from reader.gui.main_window import MainWindow
    from reader.gui.widgets.item_view import ItemView
    from reader.services.opening import Library

ITEMS = 10_000
OPENINGS = 5
SIZE = 1440, 900
FIRST_BAR_MS, FILTER_BAR_MS, FRAME_MS = 150.0, 50.0, 16.7
WHEEL_TURNS, JUMPS = 240, 60
TYPED = "conversation 77 with"
SHELVES = ("Civilisational risk and strategy", "Work and money", "Health", "Schools", "Machines at work", "")
THREADS = ("The long view", "First principles", "", "", "")
TAGS = ("labor", "safety", "law", "medicine", "energy", "schools", "games", "cities", "food", "maps", "music", "chips")
LENSES = ("Society", "Core safety", "Governance", "Economy")


def measure() -> Iterator[Row]:
    """Milliseconds that the GUI thread works until nothing is left to paint: what else runs on the machine does not
    count."""
    from PySide6.QtWidgets import QApplication

    from reader.services import browsing
    from reader.services.opening import open_library

    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    with open_library(big_library(ITEMS)) as library:
        items = [_varied(item) for item in browsing.list_items(library)]
        for view in ("table", "cards"):
            yield from _view_rows(application, library, items, view)


def _varied(item: ItemSummary) -> ItemSummary:
    """The item with something in every facet."""
    number = item.id
    return replace(
        item,
        shelf=SHELVES[number % len(SHELVES)],
        thread=THREADS[number % len(THREADS)],
        tags=tuple(TAGS[(number * step) % len(TAGS)] for step in (1, 5, 7)),
        lens=LENSES[number % len(LENSES)],
        duration_ms=1_800_000 + number % 97 * 60_000,
        characters=20_000 + number % 89 * 1_500,
        notes=number % 3 == 0,
        has_sound=number % 4 == 0,
        stale=False,
    )


def _view_rows(
    application: QApplication, library: Library, items: Sequence[ItemSummary], view: str
) -> Iterator[Row]:  # fmt: skip
    firsts, again = [], []
    for number in range(OPENINGS):
        window = _window(application, library, items, view)
        firsts.append(_painted(application, window.navigator.show_library))
        window.navigator.show_page("methodology")
        application.processEvents()
        again.append(_painted(application, window.navigator.show_library))
        if number < OPENINGS - 1:
            _close(application, window)
    note = f"{len(items):,} items, longest {max(firsts):.0f} ms"
    yield Row(f"{view}: first screen", statistics.median(firsts), "ms", FIRST_BAR_MS, note=note)
    yield Row(f"{view}: shown again", statistics.median(again), "ms", FIRST_BAR_MS)
    try:
        yield from _filter_rows(application, window, view)
        yield from _scroll_rows(application, window, view)
    finally:
        _close(application, window)


def _window(application: QApplication, library: Library, items: Sequence[ItemSummary], view: str) -> MainWindow:
    """The window on this library, with nothing shown of it yet and no scoring in the background."""
    from reader.gui.charts import small
    from reader.gui.jobs import Jobs
    from reader.gui.main_window import MainWindow
    from reader.gui.theme.manager import ThemeManager
    from reader.services.framework_choice import choice_of
    from reader.settings import Settings, WindowState

    small.clear_cache()
    state = WindowState(library_view=view)
    window = MainWindow(Settings(), state, ThemeManager(application, "dark"), Jobs(application))
    window.memory.keep_nothing()
    window.appearance.kept = False
    window.rescoring.look = lambda *_args, **_named: None  # type: ignore[method-assign]
    window.resize(*SIZE)
    window.show()
    window.attach(library, items, choice_of(library))
    _settle()
    return window


def _close(application: QApplication, window: MainWindow) -> None:
    window.jobs.shutdown()
    window.close()
    window.deleteLater()
    application.processEvents()


# -- narrowing


def _filter_rows(application: QApplication, window: MainWindow, view: str) -> Iterator[Row]:
    """Type words letter by letter, choose in facets that are combined, and brush: what a person does to the list."""
    from reader.domain.browsing import ListFilter

    model, page = window.model, window.library_page
    assert page is not None
    none = ListFilter()
    chosen = none
    facets = []
    for facet, value in (("show", SHOWS[0]), ("tag", TAGS[0]), ("band", "mixed"), ("show", SHOWS[1])):
        values = getattr(chosen.facets, facet) | {value}
        chosen = replace(chosen, facets=chosen.facets.having(facet, values))
        facets.append(chosen)
    ids = [item.id for item in model.items]
    brushed = [replace(none, brushed=frozenset(ids[first::3])) for first in range(3)]
    words = [replace(none, text=TYPED[:end]) for end in range(1, len(TYPED) + 1)]
    for name, filters in (("letters typed", words), ("facets combined", facets), ("brushed", brushed)):
        times, later, left = [], [], []
        for wanted in (*filters, none, *filters, none):
            times.append(_painted(application, lambda wanted=wanted: model.set_filter(wanted)))  # type: ignore[misc]
            later.append(_settle())
            left.append(len(model.rows))
        if left[-1] != len(model.items) or not 0 < min(left) < len(model.items):
            raise RuntimeError(f"{name}: from {min(left)} to {left[-1]} rows are left")
        note = f"{len(times)} filters, longest {max(times):.1f} ms"
        high = statistics.quantiles(times, n=20, method="inclusive")[-1]
        yield Row(f"{view}: {name}, median", statistics.median(times), "ms", FILTER_BAR_MS, note=note)
        note = f"and a moment later, behind the list, at most {max(later):.1f} ms"
        yield Row(f"{view}: {name}, p95", high, "ms", FILTER_BAR_MS, note=note)


# -- scrolling


def _scroll_rows(application: QApplication, window: MainWindow, view: str) -> Iterator[Row]:
    """Turn the wheel through rows never painted before, then drag the bar about: other rows each time."""
    page = window.library_page
    assert page is not None
    rows: ItemView = page.view
    bar = rows.verticalScrollBar()
    step = max(bar.singleStep() * 3, 60)
    wheel = [lambda n=n: bar.setValue(n * step) for n in range(1, WHEEL_TURNS)]
    jumps = [lambda n=n: bar.setValue(bar.maximum() * (n * 37 % 100) // 100) for n in range(1, JUMPS)]
    for name, moves, seconds in (("wheel", wheel, 0.016), ("bar dragged", jumps, 0.1)):
        frames = _frames(application, moves, seconds)
        if bar.value() == 0:
            raise RuntimeError(f"{view} did not scroll")
        note = f"{len(moves)} moves, half of their frames above {sorted(frames)[-len(moves) // 2]:.1f} ms"
        yield Row(f"{view}: longest frame, {name}", frames[-1], "ms", FRAME_MS, note=note)


def _frames(application: QApplication, moves: Sequence[Callable[[], object]], seconds: float) -> list[float]:
    """Milliseconds of work for each frame, sorted: those of the moves, and those of the pictures that come in the
    seconds behind each.
    """
    times = []
    gc.collect()
    gc.freeze()
    for move in moves:
        times.append(_painted(application, move))
        until = time.perf_counter() + seconds
        while time.perf_counter() < until:
            times.append(_painted(application, lambda: time.sleep(0.002)))
    gc.unfreeze()
    return sorted(times)


def _painted(application: QApplication, work: Callable[[], object]) -> float:
    """Milliseconds of the GUI thread from the wish until it is painted."""
    start = time.thread_time()
    work()
    application.sendPostedEvents()
    application.processEvents()
    return 1000 * (time.thread_time() - start)


def _settle(milliseconds: int = 60) -> float:
    """Let what comes a little later come; returns the milliseconds of work that it takes."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    start = time.thread_time()
    loop.exec()
    return 1000 * (time.thread_time() - start)
