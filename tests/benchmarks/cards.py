"""Cards and scatter of a library of 10,000 conversations: first paint, scrolling, and the point under the mouse."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from tests.benchmarks.common import Row, alternating_seconds, median_seconds

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from reader.domain.item_summary import ItemSummary
    from reader.gui.widgets.card_view import CardView

ITEMS = 10_000
CARDS = 40
FRAME_MS = 16.7
PLACES = 2000
NOTHING_MS = 0.5
"""Below this nothing was painted."""


def measure() -> Iterator[Row]:
    """Yield the figures of cards and scatter."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from reader.gui.theme.fonts import register_fonts
    from tests.gui.charts.summaries import library

    application = QApplication.instance() or QApplication([])
    register_fonts()
    some = library(500, 3)
    items = [_copy(some[n % len(some)], n + 1) for n in range(ITEMS)]
    yield from _first_paint(items[:CARDS])
    for name, size in (("1440x900", (1440, 900)), ("3840x2160", (3840, 2160))):
        yield from _scrolling(application, items, name, size)  # type: ignore[arg-type]
    yield from _scatter(items)


def _copy(item: ItemSummary, number: int) -> ItemSummary:
    from dataclasses import replace

    return replace(item, id=number, slug=f"item-{number}", title=f"{item.title} once more, {number}")


def _first_paint(items: Sequence[ItemSummary]) -> Iterator[Row]:
    """Forty cards as the delegate paints them, words and all, against their pictures alone as PlotWidgets."""
    import numpy as np

    from reader.gui.charts import small
    from reader.gui.theme.palette import load_palette
    from reader.gui.widgets.card_view import Card, CardView
    from tests.benchmarks.charts import plot_widget
    from tests.gui.charts.items import FRAMEWORK

    view = CardView(load_palette("dark"), FRAMEWORK.bands)
    view.resize(1440, 2200)
    view.set_cards([Card(item) for item in items])
    view.show()

    def cold() -> None:
        small.clear_cache()
        view._cards_of.forget()
        view.viewport().grab()

    def with_plot_widgets() -> None:
        for item in items:
            count = len(item.scores)
            plot_widget(np.arange(count), item.scores, 32).grab()
            plot_widget(np.arange(count), np.ones(count), 12).grab()
            plot_widget(np.array([item.scores.min(), item.median, item.scores.max()]), np.ones(3), 22).grab()

    ours, theirs = alternating_seconds([cold, with_plot_widgets], runs=5)
    yield Row("40 whole cards, PlotWidgets against ours, first paint", theirs / ours, "times", 20, "at least")
    yield Row("40 whole cards, first paint", ours * 1e3, "ms")
    yield Row("40 whole cards, painted again", median_seconds(view.viewport().grab) * 1e3, "ms")


def _scrolling(
    application: QApplication, items: Sequence[ItemSummary], name: str, size: tuple[int, int]
) -> Iterator[Row]:
    """Turn the wheel through a stretch of cards never painted before; then jump about, a whole page of new cards
    each time."""
    from reader.gui.charts import small
    from reader.gui.theme.palette import load_palette
    from reader.gui.widgets.card_view import CardView
    from reader.gui.widgets.item_list_model import ItemListModel
    from tests.gui.charts.items import FRAMEWORK

    small.clear_cache()
    model = ItemListModel()
    model.set_bands(FRAMEWORK.bands)
    model.set_items(items)
    view = CardView(load_palette("dark"))
    view.resize(*size)
    start = time.thread_time()
    view.set_source(model)
    view.show()
    application.processEvents()
    yield Row(f"10,000 cards shown, {name}", 1e3 * (time.thread_time() - start), "ms", 150)
    bar = view.verticalScrollBar()
    step = bar.singleStep() * 3
    wheel = _frames(application, view, [lambda n=n: bar.setValue(n * step) for n in range(1, 240)])
    note = f"{len(wheel)} frames, median {wheel[len(wheel) // 2]:.1f} ms"
    yield Row(f"longest frame, wheel through cards, {name}", wheel[-1], "ms", FRAME_MS, note=note)
    jumps = [lambda n=n: bar.setValue(bar.maximum() * (n * 37 % 100) // 100) for n in range(1, 60)]
    jumped = _frames(application, view, jumps)
    cards = len(view.rows_in(view.viewport().rect()))
    note = f"{cards} new cards each, median {jumped[len(jumped) // 2]:.1f} ms"
    yield Row(f"longest frame, jumps among cards, {name}", jumped[-1], "ms", FRAME_MS, note=note)
    view.close()


def _frames(application: QApplication, view: CardView, steps: Sequence[Callable[[], object]]) -> list[float]:
    """Milliseconds that the GUI thread works on each frame, sorted: the step with its painting, and those after it in
    which the rest of the cards come. The screen is none, so it waits for nothing; what else runs on the machine does
    not count."""
    import gc

    times: list[float] = []

    def frame(work: Callable[[], object]) -> None:
        start = time.thread_time()
        work()
        application.processEvents()
        taken = 1e3 * (time.thread_time() - start)
        if taken > NOTHING_MS:
            times.append(taken)

    gc.collect()
    gc.freeze()
    for number, step in enumerate(steps):
        frame(step)
        wait_until = time.monotonic() + 0.012
        while view._rest.isActive() and (time.monotonic() < wait_until or number % 10 == 0):
            frame(lambda: time.sleep(0.001))
    gc.unfreeze()
    return sorted(times)


def _scatter(items: Sequence[ItemSummary]) -> Iterator[Row]:
    import numpy as np
    from PySide6.QtCore import QPointF, QRectF

    from reader.gui.charts.scatter import LibraryScatter
    from reader.gui.theme.palette import load_palette
    from tests.gui.charts.items import FRAMEWORK

    scatter = LibraryScatter(load_palette("dark"))
    scatter.resize(1400, 190)
    scatter.show()
    yield Row(
        "scatter, 10,000 items handed over",
        1e3 * median_seconds(lambda: scatter.set_items(items, FRAMEWORK.bands)),
        "ms",
    )
    everything = frozenset(item.id for item in items)
    halves = [frozenset(list(everything)[::2]), everything]

    def narrowed() -> None:
        scatter.set_shown(halves[0])
        halves.reverse()
        scatter.viewport().grab()

    yield Row("scatter, 10,000 points narrowed and painted", 1e3 * median_seconds(narrowed), "ms", FRAME_MS)
    yield Row("scatter, 10,000 points painted again", 1e3 * median_seconds(scatter.viewport().grab), "ms", FRAME_MS)
    chance = np.random.default_rng(5)
    places = [
        QPointF(x, y) for x, y in zip(chance.uniform(60, 1390, PLACES), chance.uniform(10, 170, PLACES), strict=True)
    ]

    def hover() -> None:
        for place in places:
            scatter._places.covering(place.x(), place.y(), 3.0)

    def brush() -> None:
        for place in places:
            scatter._brushed_ids(QRectF(place, QPointF(700, 90)).normalized())

    yield Row("scatter, points under the mouse", 1e6 * median_seconds(hover) / PLACES, "µs", 200)
    yield Row("scatter, points in a rectangle", 1e3 * median_seconds(brush, runs=3) / PLACES, "ms", 5)
