"""The charts: repainting the arc, finding the bar under the mouse, and forty cards."""

from __future__ import annotations

import os
from array import array
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from reader.domain.fragility import Fragility
from reader.domain.profile import Profile
from reader.domain.slicing import Slice
from reader.domain.statistics import figures
from reader.gui.charts import small
from reader.gui.charts.arc import EpisodeArc
from reader.gui.charts.arc_geometry import Span
from reader.gui.charts.strip_geometry import StripFigures
from reader.gui.theme.fonts import register_fonts
from reader.gui.theme.palette import load_palette
from tests.benchmarks.common import Row, alternating_seconds, median_seconds
from tests.gui.charts.items import FRAMEWORK

CARDS = 40
HITS = 2000


def measure() -> Iterator[Row]:
    """Yield the figures of the charts."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication.instance() or QApplication([])
    register_fonts()
    few, many = _arc(124), _arc(50_000)
    image = QImage(1000, 200, QImage.Format.Format_ARGB32_Premultiplied)
    short, long = alternating_seconds([lambda: _repaint(few, image), lambda: _repaint(many, image)], runs=31, warm=3)
    yield Row("arc repaint, 50,000 bars against 124", long / short, "times", 8, note=f"{long * 1e3:.2f} ms")
    short, long = alternating_seconds([lambda: _relay(few, image), lambda: _relay(many, image)], runs=31, warm=3)
    yield Row("arc laid out anew, 50,000 bars against 124", long / short, "times", note=f"{long * 1e3:.2f} ms")
    for arc in (few, many):
        arc.show_fragility(_fragility(arc))
        arc.grab()
    short, long = alternating_seconds([lambda: _repaint(few, image), lambda: _repaint(many, image)], runs=31, warm=3)
    yield Row("arc with whiskers, 50,000 bars against 124", long / short, "times", 8, note=f"{long * 1e3:.2f} ms")
    for arc in (few, many):
        arc.show_fragility(None)
        arc.grab()
    for name, arc in (("124", few), ("50,000", many)):
        yield Row(f"bar under the mouse, {name} bars", _hover(arc) * 1e6, "µs", 2)
    yield from _cards()
    del application


def _profile(count: int, seed: int = 1) -> Profile:
    made = np.random.default_rng(seed).normal(-5, 22, count)
    scores = np.clip(np.where(np.abs(made) < 6, 0, made), -100, 100).astype(np.int8)
    hits = (scores != 0).astype(np.int32)
    return Profile(
        "bench 1",
        array("b", scores.tolist()),
        array("i", hits.tolist()),
        figures(scores, FRAMEWORK),
        "mixed",
        "",
        "high",
        "interview",
        "Transcript-informed",
        (),
    )


def _arc(count: int) -> EpisodeArc:
    arc = EpisodeArc(load_palette("dark"))
    arc.resize(1000, 200)
    slices: Sequence[Slice] = [Slice(n + 1, n, n + 1, n, n, None) for n in range(count)]
    arc.show_profile(_profile(count), FRAMEWORK, slices)
    arc.set_current(count // 2)
    arc.show()
    arc.grab()
    return arc


def _fragility(arc: EpisodeArc) -> Fragility:
    scores = arc._facts.scores().astype(np.int16)
    ends = [np.clip(scores + by, -100, 100).astype(np.int8).tolist() for by in (-12, 9)]
    return Fragility(array("b", ends[0]), array("b", ends[1]), ("",) * arc.count, 10, 9, "mixed")


def _repaint(arc: EpisodeArc, image: QImage) -> None:
    arc.viewport().render(image)


def _relay(arc: EpisodeArc, image: QImage) -> None:
    """As after a change of size or zoom: the geometry is worked out again too."""
    arc._bars.set_span(Span.whole(arc.count))
    arc.viewport().render(image)


def _hover(arc: EpisodeArc) -> float:
    shown = arc._bars._columns
    assert shown is not None
    pixels = [n % 1000 for n in range(0, HITS * 37, 37)]

    def all_hits() -> None:
        for pixel in pixels:
            shown.slice_at(pixel)

    arc.slice_at(QPointF(10, 10))
    return median_seconds(all_hits) / HITS


def _cards() -> Iterator[Row]:
    palette = load_palette("dark")
    profiles = [_profile(60 + n * 3, seed=n) for n in range(CARDS)]
    target = QImage(800, 200, QImage.Format.Format_ARGB32_Premultiplied)

    def with_our_pictures() -> None:
        painter = QPainter(target)
        for made in profiles:
            evidence = np.asarray(made.hit_counts) > 0
            small.paint_strip(painter, QRectF(0, 0, 180, 22), StripFigures.of(made.figures), palette)
            small.paint_slice_bands(painter, QRectF(0, 30, 180, 12), made.scores, evidence, FRAMEWORK, palette)
            small.paint_trail(painter, QRectF(0, 50, 180, 28), made.scores, evidence, palette)
        painter.end()

    def cold() -> None:
        small.clear_cache()
        with_our_pictures()

    def withplot_widgets() -> None:
        for made in profiles:
            count = len(made.scores)
            plot_widget(np.arange(count), made.scores, 28).grab()
            plot_widget(np.arange(count), np.ones(count), 12).grab()
            marks = np.array([made.figures.least, made.figures.median, made.figures.greatest])
            plot_widget(marks, np.ones(3), 22).grab()

    ours, theirs = alternating_seconds([cold, withplot_widgets], runs=5)
    yield Row("40 cards, PlotWidgets against ours, first paint", theirs / ours, "times", 20, "at least")
    yield Row("40 cards, first paint, per card", ours / CARDS * 1e3, "ms")
    with_our_pictures()
    warm = median_seconds(with_our_pictures)
    yield Row("40 cards, painted again, per card", warm / CARDS * 1e3, "ms", 2)


def plot_widget(x: NDArray[Any], height: NDArray[Any], tall: int) -> pg.PlotWidget:
    """A small chart as pyqtgraph's own widgets would draw it: trail, bands or strip, one brush per bar."""
    widget = pg.PlotWidget(background="#0f172a")
    brushes = [pg.mkBrush("#22b8cf") for _ in x]
    widget.addItem(pg.BarGraphItem(x=x, height=height, width=0.8, brushes=brushes))
    widget.resize(180, tall)
    return widget
