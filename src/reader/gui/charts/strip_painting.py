"""How a spectrum strip looks, large on the item page and small on cards."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QLinearGradient, QPainter, QPainterPath, QPen, QPolygonF

from reader.domain.pointing import Marker
from reader.gui.charts.strip_geometry import MARKERS, StripFigures, StripLayout
from reader.gui.theme.palette import Palette, load_palette, mixed, score_scale

BAND_DARKNESS = 0.5
TRACK_STRENGTH = 0.84
"""How much of the scores' own colours the track has, so that the markers stand out from it."""


def paint_track(painter: QPainter, layout: StripLayout, palette: Palette) -> None:
    """The axis as a rounded track, tinted as the bars of the arc are."""
    track = layout.track
    gradient = QLinearGradient(track.topLeft(), track.topRight())
    gradient.setStops(list(_track_stops(palette.name)))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(gradient))
    painter.drawRoundedRect(track, track.height() / 2, track.height() / 2)


@cache
def _track_stops(theme: str) -> tuple[tuple[float, QColor], ...]:
    palette = load_palette(theme)
    scale = score_scale(palette)
    return tuple((place, mixed(palette.chart_panel, colour, TRACK_STRENGTH)) for place, colour in scale)


def paint_band(painter: QPainter, layout: StripLayout, figures: StripFigures, palette: Palette) -> None:
    """The stretch from p10 to p90, darker than the rest of the track."""
    track = layout.track
    shade = QColor(palette.chart_panel)
    shade.setAlphaF(BAND_DARKNESS)
    rounded = QPainterPath()
    rounded.addRoundedRect(track, track.height() / 2, track.height() / 2)
    stretch = QPainterPath()
    stretch.addRect(layout.band(figures))
    painter.fillPath(rounded.intersected(stretch), shade)


def marker_colour(marker: Marker, palette: Palette) -> QColor:
    """Colour of a marker."""
    colours = {
        "negative": palette.marker_negative,
        "median": palette.marker_median,
        "positive": palette.marker_positive,
    }
    return colours[marker]


def paint_markers(painter: QPainter, layout: StripLayout, figures: StripFigures, palette: Palette) -> None:
    """The three markers, each parted from the track by a rim of the panel; the black one has a light outline."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    rim = max(layout.thick / 4, 1.0)
    radius = layout.thick / 3
    for marker in MARKERS:
        bar = layout.marker(marker, figures)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.chart_panel)
        ground = bar.adjusted(-rim, -rim / 2, rim, rim / 2)
        painter.drawRoundedRect(ground, radius + rim / 2, radius + rim / 2)
        if marker == "median":
            painter.setPen(QPen(palette.marker_outline, 1))
            bar = bar.adjusted(0.25, 0.5, -0.25, -0.5)
        painter.setBrush(marker_colour(marker, palette))
        painter.drawRoundedRect(bar, radius, radius)


def paint_other(painter: QPainter, layout: StripLayout, figures: StripFigures, palette: Palette) -> None:
    """A second item on the same strip: its band as a line under the track, its markers hollow."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(palette.chart_muted)
    painter.drawRect(layout.other_band(figures))
    painter.setBrush(palette.chart_panel)
    for marker in MARKERS:
        bar = layout.marker(marker, figures).adjusted(0.5, 1.5, -0.5, -1.5)
        colour = palette.marker_outline if marker == "median" else marker_colour(marker, palette)
        painter.setPen(QPen(colour, 1, Qt.PenStyle.DotLine if marker == "median" else Qt.PenStyle.SolidLine))
        painter.drawRoundedRect(bar, layout.thick / 3, layout.thick / 3)


def paint_caret(painter: QPainter, x: float, top: float, palette: Palette) -> None:
    """The small caret under the track that points at the current slice's score."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(palette.chart_outline)
    painter.drawPolygon(QPolygonF([QPointF(x, top), QPointF(x + 4.5, top + 5.5), QPointF(x - 4.5, top + 5.5)]))
