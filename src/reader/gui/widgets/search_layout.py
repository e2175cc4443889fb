"""Where the parts of a search result stand in its row: fonts, heights and places."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QTextCharFormat, QTextLayout, QTextLine, QTextOption

from reader.gui.widgets.transcript_scripts import UnitMap

if TYPE_CHECKING:
    from reader.domain.searching import Hit

MARGIN = 22
GAP = 16
ABOVE_ITEM = 14
BELOW_ITEM = 6
AROUND_HIT = 5
LINES = 2
"""So many lines a snippet takes at the most; its hit stands in the first one."""
TRAIL_HEIGHT = 34
TRAIL_SHARE = 0.3
LEAST_TRAIL, MOST_TRAIL = 130, 420
TICK_HEIGHT = 7
TICK_REACH = 3
"""So many pixels beside a tick still mean it."""
KEPT = 800
ELLIPSIS = "…"


class SearchFonts:
    """Fonts of the rows, drawn from the view's font."""

    def __init__(self, base: QFont) -> None:
        self.text = QFont(base)
        self.title = QFont(base)
        self.title.setWeight(QFont.Weight.DemiBold)
        self.small = QFont(base)
        self.small.setPointSizeF(base.pointSizeF() * 0.9)
        self.strong = QFont(self.small)
        self.strong.setWeight(QFont.Weight.DemiBold)
        self.text_metrics = QFontMetrics(self.text)
        self.title_metrics = QFontMetrics(self.title)
        self.small_metrics = QFontMetrics(self.small)
        self.strong_metrics = QFontMetrics(self.strong)
        self.line = self.text_metrics.lineSpacing() + 1
        self.title_line = self.title_metrics.lineSpacing() + 1
        self.small_line = self.small_metrics.lineSpacing() + 1
        self.place_width = round(self.small_metrics.averageCharWidth() * 26)

    def height(self, kind: str) -> int:
        """Every row of a kind is of one height, so that thousands need no measuring."""
        if kind == "item":
            words = self.title_line + self.small_line
            return ABOVE_ITEM + max(words, TRAIL_HEIGHT) + BELOW_ITEM
        if kind == "hit":
            return LINES * max(self.line, self.small_line) + 2 * AROUND_HIT
        return max(self.line, self.small_line) + 2 * AROUND_HIT


def trail_rect(row: QRect) -> QRectF:
    """Where the small arc of an item stands in its row."""
    width = min(max(round(row.width() * TRAIL_SHARE), LEAST_TRAIL), MOST_TRAIL)
    top = row.top() + ABOVE_ITEM + (row.height() - ABOVE_ITEM - BELOW_ITEM - TRAIL_HEIGHT) // 2
    return QRectF(row.right() - MARGIN - width + 1, top, width, TRAIL_HEIGHT)


def words_rect(row: QRect) -> QRect:
    """Where title and figures of an item stand."""
    left = row.left() + MARGIN
    return QRect(left, row.top() + ABOVE_ITEM, round(trail_rect(row).left()) - GAP - left, TRAIL_HEIGHT)


def place_rect(row: QRect, fonts: SearchFonts) -> QRect:
    """Where slice, time and score of a hit stand."""
    return QRect(row.left() + MARGIN, row.top() + AROUND_HIT, fonts.place_width, row.height() - 2 * AROUND_HIT)


def snippet_rect(row: QRect, fonts: SearchFonts) -> QRect:
    """Where a snippet stands."""
    left = row.left() + MARGIN + fonts.place_width + GAP
    return QRect(left, row.top() + AROUND_HIT, max(row.right() - MARGIN - left, 60), row.height() - 2 * AROUND_HIT)


def tick_places(rect: QRectF, slices: tuple[int, ...], count: int, padding: float) -> list[int]:
    """The pixel columns of a small arc that slices with hits stand in, each once, from left to right."""
    room = rect.width() - 2 * padding
    if count <= 0 or room <= 0:
        return []
    left = rect.left() + padding
    return list(dict.fromkeys(int(left + (number - 0.5) * room / count) for number in slices if number <= count))


def tick_at(rect: QRectF, slices: tuple[int, ...], count: int, padding: float, x: float) -> int:
    """The slice of the nearest tick within reach of a place on a small arc; 0 where there is none."""
    room = rect.width() - 2 * padding
    if count <= 0 or room <= 0:
        return 0
    left = rect.left() + padding
    reach = max(TICK_REACH, room / count / 2)
    near = [(abs(left + (number - 0.5) * room / count - x), number) for number in slices if number <= count]
    distance, number = min(near, default=(reach + 1, 0))
    return number if distance <= reach else 0


Looks = tuple[QTextCharFormat, QTextCharFormat]
"""How the speaker's name looks, and how the hits do."""


class Snippets:
    """Lays snippets out and keeps the last ones, so that scrolling only paints."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[Hit, int, int], QTextLayout] = OrderedDict()

    def clear(self) -> None:
        """Forget all: font or colours are others now."""
        self._kept.clear()

    def laid(self, hit: Hit, font: QFont, width: int, looks: Looks, lines: int = LINES) -> QTextLayout:
        """A hit with what stands around it, in so many lines at the most."""
        key = (hit, width, lines)
        found = self._kept.get(key)
        if found is None:
            found = self._kept[key] = _laid(hit, font, width, looks, lines)
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return found


def snippet_text(hit: Hit) -> tuple[str, tuple[tuple[int, int], ...]]:
    """What is written of a hit, the speaker first, and the places of all marks in it."""
    lead = f"{hit.speaker}: " if hit.speaker else ""
    goes_on = not hit.field and not hit.snippet.rstrip().endswith((".", "!", "?"))
    cut = not hit.field and bool(hit.marks) and hit.start > hit.marks[0][0]
    lead += ELLIPSIS if cut else ""
    text = hit.snippet.replace("\n", " ")
    marks = tuple((len(lead) + start, len(lead) + end) for start, end in hit.marks)
    return lead + text + (ELLIPSIS if goes_on else ""), marks


def _laid(hit: Hit, font: QFont, width: int, looks: Looks, lines: int) -> QTextLayout:
    text, marks = snippet_text(hit)
    spans = [(0, len(hit.speaker) + 1, looks[0])] if hit.speaker else []
    spans += [(start, end, looks[1]) for start, end in marks]
    layout, last = _broken(text, spans, font, width, lines)
    units = UnitMap(text)
    if last is None or last.textStart() + last.textLength() >= units.to_units(len(text)):
        return layout
    # There is no room for all of it: the last line ends in an ellipsis.
    first = units.to_offset(last.textStart())
    metrics = QFontMetrics(font)
    room = width - metrics.averageCharWidth() * 2  # what is marked is a little wider
    cut = text[:first] + metrics.elidedText(text[first:], Qt.TextElideMode.ElideRight, room)
    spans = [(start, min(end, len(cut)), look) for start, end, look in spans if start < len(cut)]
    return _broken(cut, spans, font, width, lines)[0]


def _broken(
    text: str, spans: list[tuple[int, int, QTextCharFormat]], font: QFont, width: int, lines: int
) -> tuple[QTextLayout, QTextLine | None]:
    """A text in so many lines at the most, and the last one of them."""
    units = UnitMap(text)
    layout = QTextLayout(text, font)
    layout.setCacheEnabled(True)
    layout.setFormats([_span(units.to_units(start), units.to_units(end), look) for start, end, look in spans])
    return layout, _break(layout, width, lines)


def _break(layout: QTextLayout, width: int, lines: int) -> QTextLine | None:
    """Break into so many lines at the most; returns the last one."""
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    pitch = QFontMetrics(layout.font()).lineSpacing() + 1
    last: QTextLine | None = None
    layout.beginLayout()
    for number in range(lines):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        line.setPosition(QPointF(0, number * pitch))
        last = line
    layout.endLayout()
    return last


def _span(start: int, end: int, look: QTextCharFormat) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length, made.format = start, end - start, look
    return made
