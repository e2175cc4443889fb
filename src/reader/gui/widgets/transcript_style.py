"""Fonts, measure and distances of the transcript, in logical pixels on a 4-pixel grid."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtGui import QFont, QFontMetricsF

from reader.gui.theme.fonts import text_font, with_tabular_figures

LEADING = 1.5
"""Distance of baselines as a multiple of the text font's size."""

LEAST_MEASURE, GREATEST_MEASURE = 60, 80
LEAST_TEXT_WIDTH = 48
EDGE = 8
"""Least distance of the slices' panels from the edges of the view."""
BLOCK_GAP = 4
PANEL_TOP = 8
PANEL_BOTTOM = 12
HEADING_GAP = 4
BAR_LEFT = 4
BAR_WIDTH = 4
TEXT_INDENT = 20
"""From the left edge of a panel to its text: room for the margin bar."""
PANEL_RIGHT = 16
HEADING_TOP = BLOCK_GAP + PANEL_TOP
"""From the top of a slice's block to its heading; after a jump also from the top of the view."""

_SAMPLE = "the quick brown fox jumps over a lazy dog while nobody says that it should, and then some more of this "


@dataclass(frozen=True, slots=True)
class Column:
    """Where the text stands across the view."""

    panel_left: int
    panel_width: int

    @property
    def text_left(self) -> int:
        """Left edge of the text."""
        return self.panel_left + TEXT_INDENT

    @property
    def text_width(self) -> int:
        """The width to which lines are broken."""
        return max(self.panel_width - TEXT_INDENT - PANEL_RIGHT, LEAST_TEXT_WIDTH)


class TextStyle:
    """The fonts of the view and what follows from them.

    ``pitch`` is the distance of baselines, ``baseline`` the place of the baseline in a line of that height, ``measure``
    the characters in a full line.
    """

    def __init__(self, family: str, points: float, measure: int, interface: QFont) -> None:
        self.family = family
        self.points = points
        self.measure = min(max(measure, LEAST_MEASURE), GREATEST_MEASURE)
        self.text = text_font(family, points)
        self.speaker = _interface(interface, points * 0.92, QFont.Weight.DemiBold)
        self.heading = _interface(interface, points * 0.82, QFont.Weight.Normal)
        self.score = _interface(interface, points * 0.82, QFont.Weight.Bold)
        self.chapter = _interface(interface, points * 1.1, QFont.Weight.DemiBold)
        self.message = _interface(interface, points, QFont.Weight.Normal)
        metrics = QFontMetricsF(self.text)
        natural = metrics.ascent() + metrics.descent()
        em = self.text.pixelSize() if self.text.pixelSize() > 0 else points * metrics.fontDpi() / 72
        self.pitch = max(math.ceil(natural), round(LEADING * em))
        self.baseline = round((self.pitch - natural) / 2 + metrics.ascent())
        self.character_width = metrics.horizontalAdvance(_SAMPLE) / len(_SAMPLE)
        self.heading_height = math.ceil(QFontMetricsF(self.heading).height())
        self.paragraph_gap = round(self.pitch * 0.4)
        self.chapter_gap = round(self.pitch * 0.5)

    @property
    def content_top(self) -> int:
        """From the top of a slice's block to its first line of text."""
        return HEADING_TOP + self.heading_height + HEADING_GAP

    def column(self, view_width: int, centred: bool) -> Column:
        """The column in a view of this width: as wide as the measure asks, narrower where there is no room."""
        wanted = math.ceil(self.measure * self.character_width) + TEXT_INDENT + PANEL_RIGHT
        width = max(min(wanted, view_width - 2 * EDGE), TEXT_INDENT + PANEL_RIGHT + LEAST_TEXT_WIDTH)
        left = max((view_width - width) // 2, 0) if centred else EDGE
        return Column(left, width)


def _interface(base: QFont, points: float, weight: QFont.Weight) -> QFont:
    font = with_tabular_figures(base)
    font.setPointSizeF(points)
    font.setWeight(weight)
    return font
