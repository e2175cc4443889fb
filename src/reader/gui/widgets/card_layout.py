"""Where things stand on a card, and how many cards stand side by side: plain arithmetic on fonts and widths."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QFont, QFontMetrics

from reader.gui.widgets.item_delegate import RowFonts

CardPart = Literal["strip", "bands", "trail"]

LEAST_WIDTH = 236
"""Least width of a card in pixels, at 10 points."""
MARGIN = 6
"""From a card to the edge of its cell; twice that parts two cards."""
PADDING = 12
STRIP, BANDS, TRAIL = 22, 12, 32
"""Heights of the pictures in pixels, at 10 points."""
MOST_GROWTH = 1.6
"""Pictures grow with the words, but not for ever."""
USUAL_LETTER = 7.0
"""Width in pixels of an average letter at 10 points."""


@dataclass(frozen=True, slots=True)
class CardLayout:
    """Rectangles within a cell whose upper left corner is 0, 0. ``why`` and ``legend`` are empty where no card of the
    view has one."""

    cell: QSize
    card: QRect
    origin: QRect
    title: QRect
    leaning: QRect
    why: QRect
    strip: QRect
    legend: QRect
    bands: QRect
    trail: QRect
    figures: QRect

    @classmethod
    def of(cls, font: QFont, width: int, *, with_why: bool = False, with_legend: bool = False) -> CardLayout:
        """The layout of cells of this width under this font."""
        fonts = RowFonts(font)
        width = max(width, 2 * (MARGIN + PADDING) + 1)
        growth = min(scale_of(font), MOST_GROWTH)
        left, across = MARGIN + PADDING, max(width - 2 * (MARGIN + PADDING), 1)
        top = MARGIN + PADDING - 2

        def row(height: float, gap: int) -> QRect:
            nonlocal top
            made = QRect(left, top, across, round(height))
            top += made.height() + (gap if made.height() else 0)
            return made

        origin = row(fonts.small_line, 1)
        title = row(2 * fonts.title_line, 3)
        leaning = row(fonts.small_line, 2)
        why = row(fonts.small_line if with_why else 0, 2)
        top += 3
        strip = row(STRIP * growth, 4)
        legend = row(fonts.small_line if with_legend else 0, 3)
        bands = row(BANDS * growth, 4)
        trail = row(TRAIL * growth, 5)
        figures = row(fonts.small_line, 0)
        height = top + PADDING - 3
        card = QRect(MARGIN, MARGIN, width - 2 * MARGIN, height - MARGIN)
        cell = QSize(width, height + MARGIN)
        return cls(cell, card, origin, title, leaning, why, strip, legend, bands, trail, figures)

    def picture(self, part: CardPart) -> QRect:
        """The rectangle of a small picture."""
        return {"strip": self.strip, "bands": self.bands, "trail": self.trail}[part]

    def part_at(self, place: QPoint) -> CardPart | None:
        """The small picture at a point of the cell; None beside them."""
        parts: tuple[CardPart, ...] = ("strip", "bands", "trail")
        return next((part for part in parts if self.picture(part).contains(place)), None)


def scale_of(font: QFont) -> float:
    """How much wider than at 10 points things have to be."""
    return max(1.0, QFontMetrics(font).averageCharWidth() / USUAL_LETTER)


def cell_width(room: int, font: QFont) -> int:
    """The width of a cell where as many as can stand side by side fill ``room`` pixels."""
    least = round(LEAST_WIDTH * scale_of(font)) + 2 * MARGIN
    return max(room // max(room // least, 1), 1)
