"""The small pictures: what they show, where a click on them leads, and that they are painted once only."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from reader.domain.pointing import slice_at_track, slice_of_marker
from reader.gui.charts import small
from reader.gui.charts.strip_geometry import StripFigures
from reader.gui.theme.palette import Palette, load_palette
from tests.gui.charts.items import FRAMEWORK, profile, wavy

RECT = QRectF(10, 10, 150, 24)


def arrays(scores: list[int]) -> tuple[NDArray[np.int8], NDArray[np.bool_]]:
    made = profile(scores)
    return np.asarray(made.scores, np.int8), np.asarray(made.hit_counts) > 0


def canvas(scale: float = 1.0) -> QImage:
    image = QImage(round(200 * scale), round(60 * scale), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(scale)
    image.fill(0xFF808080)
    return image


def paint_all(image: QImage, scores: list[int], palette: Palette) -> None:
    values, evidence = arrays(scores)
    painter = QPainter(image)
    small.paint_trail(painter, RECT, values, evidence, palette)
    small.paint_slice_bands(painter, RECT.translated(0, 2), values, evidence, FRAMEWORK, palette)
    figures = StripFigures.of(profile(scores).figures)
    small.paint_strip(painter, RECT.translated(0, 4), figures, palette)
    small.paint_strip(painter, RECT.translated(0, 6), figures, palette, StripFigures(-50, -20, 0, 20, 60))
    painter.end()


def names_in(image: QImage) -> set[str]:
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0, 3.0])
@pytest.mark.parametrize("scores", [[], [-37], [0, 0, 0], wavy(124), wavy(5000)])
def test_every_length_is_painted_at_every_scaling(
    qapp: QApplication, palette: Palette, scores: list[int], scale: float
) -> None:
    del qapp
    image = canvas(scale)
    paint_all(image, scores, palette)
    assert image.pixelColor(0, 0).name() == "#808080", "nothing outside of its rectangle"
    assert image.pixelColor(round(100 * scale), round(12 * scale)).name() != "#808080"


def test_a_trail_shows_bars_of_its_scores(qapp: QApplication, palette: Palette) -> None:
    del qapp
    image = canvas()
    painter = QPainter(image)
    small.paint_trail(painter, RECT, *arrays([100, 0, -100, 0]), palette)
    painter.end()
    up = [y for y in range(10, 34) if palette.positive.name() in {image.pixelColor(x, y).name() for x in range(10, 60)}]
    down = [
        y for y in range(10, 34) if palette.negative.name() in {image.pixelColor(x, y).name() for x in range(80, 130)}
    ]
    assert max(up) < min(down)
    assert abs(len(up) - len(down)) <= 1
    assert len(up) >= 9


def test_slice_bands_have_the_colours_of_the_bands(qapp: QApplication, palette: Palette) -> None:
    del qapp
    image = canvas()
    painter = QPainter(image)
    small.paint_slice_bands(painter, RECT, *arrays([-50, 5, 50, 0]), FRAMEWORK, palette)
    painter.end()
    area = RECT.adjusted(4, 0, -4, 0)
    colours = [image.pixelColor(int(area.left() + area.width() * (n + 0.5) / 4), 20).name() for n in range(4)]
    assert colours == [
        colour.name() for colour in (palette.negative, palette.middle, palette.positive, palette.chart_line)
    ]


@pytest.mark.parametrize("count", [30, 55, 60, 64, 70, 90, 130])
def test_ticks_are_all_parted_or_none_so_that_no_groups_are_seen_that_are_none(
    qapp: QApplication, palette: Palette, count: int
) -> None:
    del qapp
    image = canvas()
    painter = QPainter(image)
    small.paint_slice_bands(painter, RECT, *arrays([-50] * count), FRAMEWORK, palette)
    painter.end()
    row = [image.pixelColor(x, 20) == palette.negative for x in range(14, 155)]
    assert row.count(False) in (0, count - 1)


def test_slice_bands_can_stand_in_line_with_an_arc(qapp: QApplication, palette: Palette) -> None:
    del qapp
    image = canvas()
    painter = QPainter(image)
    small.paint_slice_bands(painter, RECT, *arrays([-50, 5, 50]), FRAMEWORK, palette, padding=0)
    painter.end()
    assert image.pixelColor(11, 20) == palette.negative
    assert image.pixelColor(157, 20) == palette.positive
    assert small.trail_slice_at(RECT, QPointF(59, 20), 3, padding=0) == 1
    assert small.trail_slice_at(RECT, QPointF(61, 20), 3, padding=0) == 2


def test_a_second_item_on_the_strip_is_seen(qapp: QApplication, palette: Palette) -> None:
    del qapp
    pictures = []
    for other in (None, StripFigures(-90, -50, -10, 20, 80)):
        image = canvas()
        painter = QPainter(image)
        small.paint_strip(painter, RECT, StripFigures(-30, -20, 0, 5, 10), palette, other)
        painter.end()
        pictures.append(image)
    assert pictures[0] != pictures[1]


def test_the_same_picture_is_painted_once(
    qapp: QApplication, palette: Palette, monkeypatch: pytest.MonkeyPatch
) -> None:
    del qapp
    small.clear_cache()
    first = canvas()
    paint_all(first, wavy(50), palette)
    drawn: list[str] = []
    for name in ("_draw_trail", "_draw_bands", "_draw_strip"):
        monkeypatch.setattr(small, name, lambda *arguments, name=name: drawn.append(name))
    again = canvas()
    paint_all(again, wavy(50), palette)
    assert again == first
    assert drawn == []
    paint_all(canvas(), wavy(51), palette)
    assert drawn == ["_draw_trail", "_draw_bands", "_draw_strip", "_draw_strip"]
    paint_all(canvas(2.0), wavy(50), palette)
    paint_all(canvas(), wavy(50), load_palette("light"))
    assert len(drawn) == 12
    small.clear_cache()


def test_the_store_of_pictures_does_not_grow_without_end(
    qapp: QApplication, palette: Palette, monkeypatch: pytest.MonkeyPatch
) -> None:
    del qapp
    small.clear_cache()
    monkeypatch.setattr(small, "MOST_PIXMAPS", 8)
    for seed in range(10):
        paint_all(canvas(), wavy(10, seed), palette)
    assert len(small._pixmaps) == 8
    small.clear_cache()


@given(st.integers(1, 2000), st.floats(0, 1), st.floats(0, 1))
def test_a_click_on_a_trail_means_the_slice_there(count: int, across: float, down: float) -> None:
    number = small.trail_slice_at(RECT, QPointF(10 + 150 * across, 10 + 24 * down), count)
    assert 1 <= number <= count
    expected = (150 * across - 4) / 142 * count
    assert abs(min(max(expected, 0), count) - (number - 0.5)) <= 0.5 + 1e-6


def test_a_click_beside_a_picture_means_nothing() -> None:
    figures = StripFigures(-10, -5, 0, 5, 10)
    assert small.trail_slice_at(RECT, QPointF(5, 20), 10) == 0
    assert small.trail_slice_at(RECT, QPointF(50, 20), 0) == 0
    assert small.strip_slice_at(RECT, QPointF(50, 50), [1, 2], figures) == 0
    assert small.strip_slice_at(RECT, QPointF(50, 20), [], figures) == 0


@given(st.lists(st.integers(-100, 100), min_size=1, max_size=50), st.floats(0.1, 0.9))
def test_a_click_on_a_small_strip_means_what_it_means_on_the_large_one(scores: list[int], across: float) -> None:
    figures = StripFigures.of(profile(scores).figures)
    place = QPointF(10 + 150 * across, 22)
    number = small.strip_slice_at(RECT, place, scores, figures)
    value = -100 + 200 * (150 * across - 7) / 136
    meant = {slice_of_marker(marker, scores) for marker in ("negative", "median", "positive")}
    assert number in meant | {slice_at_track(value, scores), slice_at_track(round(value), scores)}


def test_figures_of_a_list_entry_are_those_of_its_profile() -> None:
    scores = wavy(80)
    whole = profile(scores).figures
    assert StripFigures.of_scores(np.array(scores), whole.p10, whole.median, whole.p90) == StripFigures.of(whole)
    assert StripFigures.of_scores([], 0, 0, 0) == StripFigures(0, 0, 0, 0, 0)


def test_small_pictures_do_without_pyqtgraph() -> None:
    code = "import sys, reader.gui.charts.small, reader.gui.theme.manager; sys.exit('pyqtgraph' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_importing_the_charts_prints_nothing() -> None:
    code = "import reader.gui.charts.arc, reader.gui.charts.strip"
    done = subprocess.run([sys.executable, "-W", "always", "-c", code], capture_output=True, check=True)
    assert done.stdout + done.stderr == b""
