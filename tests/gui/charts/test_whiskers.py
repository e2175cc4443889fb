"""Whiskers: where they end, to the pixel, and what the caption says of them."""

from __future__ import annotations

from array import array

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage

from reader.domain.fragility import Fragility
from reader.gui.charts.arc import EpisodeArc
from reader.gui.charts.arc_geometry import Axis, Shape, Span, columns, rectangles, shape
from reader.gui.charts.whisker_geometry import row_of, whiskers
from reader.gui.theme.palette import Palette
from tests.gui.charts.items import FRAMEWORK, profile, slices, wavy

SCORES = [-37, 0, 22, -8, 60, -100, 100, 5]
LEAST = [-60, -12, 0, -30, 45, -100, 80, -5]
GREATEST = [-12, 9, 40, 0, 60, -70, 100, 20]
HINGES = ("malicious", "", "hope*", "", "", "", "", "risk")


def fragility(least: list[int], greatest: list[int], hinges: tuple[str, ...]) -> Fragility:
    return Fragility(array("b", least), array("b", greatest), hinges, 10, 9, "mixed")


@pytest.fixture
def whiskered(arc: EpisodeArc) -> EpisodeArc:
    arc.show_profile(profile(SCORES), FRAMEWORK, slices(len(SCORES)))
    arc.show_fragility(fragility(LEAST, GREATEST, HINGES))
    return arc


def picture(arc: EpisodeArc) -> QImage:
    return arc.viewport().grab().toImage()


def lit_rows(image: QImage, x: int, colour: QColor) -> list[int]:
    return [y for y in range(image.height()) if image.pixelColor(x, y) == colour]


def test_each_whisker_ends_on_the_rows_at_which_bars_of_these_scores_would_end(
    whiskered: EpisodeArc, palette: Palette
) -> None:
    image = picture(whiskered)
    plot = whiskered._bars._plot.toRect()
    form = shape(Axis(), plot.height(), plot.width() / len(SCORES), 1.0)
    for number, (least, greatest) in enumerate(zip(LEAST, GREATEST, strict=True), start=1):
        column = whiskered._bars.column_of(number)
        middle = round(column.center().x())
        top, bottom = (int(row) for row in row_of(np.array([greatest, least]), Axis(), form))
        found = max((lit_rows(image, x, palette.chart_outline) for x in range(middle - 3, middle + 3)), key=len)
        rows = [row - plot.top() for row in found if plot.top() <= row <= plot.bottom()]
        assert (min(rows), max(rows)) == (top, bottom)
        assert len(rows) == bottom - top + 1


def test_a_whisker_ends_where_a_bar_of_that_score_ends() -> None:
    form = shape(Axis(), 171, 20, 1.0)
    for score in (-100, -37, -1, 1, 22, 100):
        shown = columns(np.array([score], dtype=np.int8), np.array([True]), Span.whole(1), 20)
        (bar,) = next(iter(rectangles(shown, Axis(), form).bars.values()))
        end = bar[1] if score > 0 else bar[1] + bar[3] - 1
        assert row_of(np.array([score]), Axis(), form)[0] == end
    assert row_of(np.array([0]), Axis(), form)[0] == form.zero


def narrow(scores: np.ndarray, least: np.ndarray, greatest: np.ndarray, width: int):  # type: ignore[no-untyped-def, type-arg]
    evidence = np.ones(len(scores), dtype=np.bool_)
    span = Span.whole(len(scores))
    shown = columns(scores, evidence, span, width)
    ends = tuple(columns(values, evidence, span, width) for values in (least, greatest))
    form = Shape(height=201, zero=100, gap=0, widest=48, mark=2)
    return shown, whiskers(shown, (least, greatest), ends, Axis(), form, 1.0)


def test_fifty_thousand_bars_have_at_most_two_pieces_a_pixel_column_and_keep_the_extents() -> None:
    count, width = 50_000, 700
    scores = np.clip(np.array(wavy(count)), -80, 80).astype(np.int8)
    least, greatest = scores - np.int8(15), scores + np.int8(15)
    _shown, made = narrow(scores, least, greatest, width)
    assert len(made.outside) <= 2 * width
    assert len(made.inside) <= 2 * width
    assert not len(made.lines)
    pixels = ((np.arange(count) + 0.5) * (width / count)).astype(int)
    for pixel in (0, 17, 350, width - 1):
        parts = made.outside[made.outside[:, 0] == pixel]
        assert parts[:, 1].min() == 100 - round(int(greatest[pixels == pixel].max()) * 201 / 200)
        assert (parts[:, 1] + parts[:, 3] - 1).max() == 100 + round(-int(least[pixels == pixel].min()) * 201 / 200)


def test_what_a_term_may_take_away_from_a_narrow_bar_is_shaded() -> None:
    scores = np.array([-40, 30] * 100, dtype=np.int8)
    least = np.array([-40, 10] * 100, dtype=np.int8)
    greatest = np.array([-15, 30] * 100, dtype=np.int8)
    _shown, made = narrow(scores, least, greatest, 400)
    assert not len(made.outside)
    down, up = made.inside[made.inside[:, 1] > 100], made.inside[made.inside[:, 1] < 100]
    assert {(row[1], row[3]) for row in down} == {(100 + 15 + 1, 25.0)}
    assert {(row[1], row[3]) for row in up} == {(100 - 30, 20.0)}


def test_caption_and_spoken_sentence_say_range_and_hinge(whiskered: EpisodeArc) -> None:
    whiskered.set_current(1)
    assert "−37 (−60 to −12) · hinges on “malicious”" in whiskered.hover_text
    assert whiskered.spoken_value().endswith("between −60 and −12, hinges on “malicious”")
    whiskered.set_current(3)
    assert "hinges on “hope…”" in whiskered.hover_text
    whiskered.set_current(4)
    assert "hinges on no single word" in whiskered.hover_text
    whiskered.show_fragility(None)
    assert "hinges" not in whiskered.hover_text


def test_other_figures_take_the_whiskers_away_but_leave_zoom_and_place(whiskered: EpisodeArc) -> None:
    many = [3] * 200
    whiskered.show_profile(profile(many), FRAMEWORK, slices(200))
    whiskered.show_fragility(fragility([0] * 200, [9] * 200, ("",) * 200))
    whiskered.set_current(120)
    whiskered.zoom_in()
    span = whiskered.span
    whiskered.update_profile(profile([7] * 200), FRAMEWORK, slices(200))
    assert whiskered.span == span
    assert whiskered.current == 120
    assert whiskered._bars._ranges is None
    assert "+7" in whiskered.hover_text


def test_a_fitted_axis_holds_the_whiskers_too(arc: EpisodeArc) -> None:
    arc.show_profile(profile([-10, 5, 8]), FRAMEWORK, slices(3))
    arc.set_fit(True)
    arc.show_fragility(fragility([-43, 0, 0], [0, 21, 8], ("", "", "")))
    assert (arc._bars.axis.least, arc._bars.axis.greatest) == (-45, 25)


def test_absent_slices_are_left_blank_and_say_why(arc: EpisodeArc, palette: Palette) -> None:
    scores = [-40, 0, 0, 30]
    present = np.array([True, False, True, True])
    arc.show_profile(profile(scores, hits=[1, 0, 0, 1]), FRAMEWORK, slices(4))
    arc.update_profile(profile(scores, hits=[1, 0, 0, 1]), FRAMEWORK, slices(4), present, "Ben says too little here")
    image = picture(arc)
    plot = QRectF(arc._bars._plot)
    zero = round(plot.top() + plot.height() / 2)
    colours = {
        number: {
            image.pixelColor(round(arc._bars.column_of(number).center().x()), y).name()
            for y in range(zero - 3, zero + 4)
        }
        for number in (2, 3)
    }
    assert palette.chart_empty.name() in colours[3]
    assert palette.chart_empty.name() not in colours[2]
    arc.set_current(2)
    assert arc.hover_text == "slice 2 of 4 · Ben says too little here"
    assert arc.spoken_value() == "slice 2 of 4, Ben says too little here"
