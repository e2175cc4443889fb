"""One slice laid out: its paragraphs broken into lines, and the way between places in the text and on the screen.

Positions are characters in the transcript's text; Qt counts UTF-16 units, in which signs outside the basic plane
(emoji) are two. Coordinates are logical pixels from the left edge of the text and the top of the slice's block.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QTextCharFormat, QTextLayout, QTextLine, QTextOption

from reader.domain.paragraphs import Paragraph, paragraphs_of
from reader.domain.slicing import Slice
from reader.domain.transcript import Transcript
from reader.gui.widgets.transcript_scripts import UnitMap, has_right_to_left, starts_right_to_left
from reader.gui.widgets.transcript_style import BLOCK_GAP, PANEL_BOTTOM, TextStyle

_ISOLATE, _ISOLATE_END, _LABEL_SPACE = "\u2068", "\u2069", "\u2002"
CARET_WIDTH = 2


class ParagraphLayout:
    """One paragraph broken into lines; ``top`` is set by the block that holds it."""

    def __init__(self, text: str, paragraph: Paragraph, style: TextStyle, width: int, label_colour: QColor) -> None:
        self.paragraph = paragraph
        self.top = 0
        self._map = UnitMap(text)
        self.mixed_direction = has_right_to_left(text)
        label = f"{_ISOLATE}{paragraph.speaker}{_ISOLATE_END}{_LABEL_SPACE}" if paragraph.named else ""
        self._label = len(label.encode("utf-16-le", "surrogatepass")) // 2
        self.layout = QTextLayout(label + text, style.text)
        self.layout.setCacheEnabled(True)
        self.layout.setTextOption(_text_option(text, self.mixed_direction))
        if label:
            self.layout.setFormats([_label_format(self._label, style.speaker, label_colour)])
        self.line_tops = _break_lines(self.layout, width, style.pitch, style.baseline)
        self.width = width

    @property
    def height(self) -> int:
        """Height of all lines."""
        return self.line_tops[-1]

    @property
    def right_to_left(self) -> bool:
        """True where the paragraph is read from right to left."""
        return self.layout.textOption().textDirection() == Qt.LayoutDirection.RightToLeft

    @property
    def line_count(self) -> int:
        """Number of lines, one at the least."""
        return len(self.line_tops) - 1

    def unit(self, position: int) -> int:
        """The UTF-16 unit of the layout at a position; positions outside are brought to the nearer end."""
        inside = min(max(position, self.paragraph.start), self.paragraph.end)
        return self._label + self._map.to_units(inside - self.paragraph.start)

    def position(self, unit: int) -> int:
        """The position at a unit; units of the speaker's name are the paragraph's start."""
        offset = self._map.to_offset(max(unit - self._label, 0))
        return min(self.paragraph.start + offset, self.paragraph.end)

    def in_label(self, unit: int) -> bool:
        """True for units of the speaker's name."""
        return unit < self._label

    def line_of(self, position: int) -> int:
        """Index of the line that holds a position."""
        line = self.layout.lineForTextPosition(self.unit(position))
        return line.lineNumber() if line.isValid() else self.line_count - 1

    def line_at(self, y: float) -> int:
        """Index of the line at a height below the paragraph's top, the nearest one outside."""
        return min(max(bisect_right(self.line_tops, y) - 1, 0), self.line_count - 1)

    def line_start(self, index: int) -> int:
        """Position of the first character of a line."""
        return self.position(self.layout.lineAt(index).textStart())

    def line_end(self, index: int) -> int:
        """Position behind the last character of a line, where a caret still stands on it."""
        line = self.layout.lineAt(index)
        return self.position(self._last_unit(line, index))

    def _last_unit(self, line: QTextLine, index: int) -> int:
        end = line.textStart() + line.textLength()
        if index < self.line_count - 1 and line.textLength() > 1:
            return self.layout.previousCursorPosition(end)
        return end

    def caret_x(self, position: int, line_index: int) -> float:
        """Where a caret stands on a line."""
        return _x(self.layout.lineAt(line_index), self.unit(position))

    def position_at(self, x: float, line_index: int) -> int:
        """The place between two characters of a line nearest to ``x``."""
        line = self.layout.lineAt(line_index)
        unit = line.xToCursor(x, QTextLine.CursorPosition.CursorBetweenCharacters)
        return self.position(min(unit, self._last_unit(line, line_index)))

    def character_at(self, x: float, y: float) -> int | None:
        """Position of the character drawn at a point (``y`` from the paragraph's top), None beside the text."""
        if not 0 <= y < self.height:
            return None
        line = self.layout.lineAt(self.line_at(y))
        drawn = line.naturalTextRect()
        if not drawn.left() <= x < drawn.right():
            return None
        unit = line.xToCursor(x, QTextLine.CursorPosition.CursorOnCharacter)
        return None if self.in_label(unit) else self.position(unit)

    def rects(self, start: int, end: int) -> Iterator[tuple[QRectF, float]]:
        """The places that characters ``start`` to ``end`` cover, line by line, each with the y of its baseline."""
        first, last = self.unit(start), self.unit(end)
        if first >= last:
            return
        index = self.layout.lineForTextPosition(first).lineNumber()
        while index < self.line_count:
            line = self.layout.lineAt(index)
            if line.textStart() >= last:
                return
            begin, stop = max(first, line.textStart()), min(last, line.textStart() + line.textLength())
            top, height = self.line_tops[index], self.line_tops[index + 1] - self.line_tops[index]
            for left, right in self._spans(line, begin, stop):
                yield QRectF(left, self.top + top, right - left, height), self.top + line.y() + line.ascent()
            index += 1

    def _spans(self, line: QTextLine, begin: int, stop: int) -> list[tuple[float, float]]:
        """Stretches from left to right; in text of mixed direction one passage may be several."""
        if not self.mixed_direction:
            return [(_x(line, begin), _x(line, stop))]
        spans = []
        for run in line.glyphRuns(begin, stop - begin):
            lefts = [point.x() for point in run.positions()]
            widths = [advance.x() for advance in run.rawFont().advancesForGlyphIndexes(run.glyphIndexes())]
            spans += [(left, left + width) for left, width in zip(lefts, widths, strict=True)]
        return _merged(spans)


def _x(line: QTextLine, unit: int) -> float:
    place: Any = line.cursorToX(unit)
    return float(place[0])


def _merged(spans: list[tuple[float, float]]) -> list[tuple[float, float]]:
    merged: list[tuple[float, float]] = []
    for left, right in sorted(spans):
        if merged and left <= merged[-1][1] + 0.5:
            merged[-1] = (merged[-1][0], max(right, merged[-1][1]))
        else:
            merged.append((left, right))
    return merged


def _text_option(text: str, mixed_direction: bool) -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    right_to_left = mixed_direction and starts_right_to_left(text)
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight)
    return option


def _label_format(length: int, font: QFont, colour: QColor) -> QTextLayout.FormatRange:
    char_format = QTextCharFormat()
    char_format.setFont(font)
    char_format.setForeground(colour)
    label = QTextLayout.FormatRange()
    label.start = 0
    label.length = length
    label.format = char_format
    return label


def _break_lines(layout: QTextLayout, width: int, pitch: int, baseline: int) -> list[int]:
    """Break into lines on an even grid of baselines; a line with taller signs is given the height it needs.

    Returns the tops of the lines and, last, the bottom.
    """
    tops = [0]
    layout.beginLayout()
    while True:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        ascent, tall = line.ascent(), math.ceil(line.ascent() + line.descent())
        height, rise = (pitch, baseline) if tall <= pitch else (tall, math.ceil(ascent))
        line.setPosition(QPointF(0, tops[-1] + rise - ascent))
        tops.append(tops[-1] + height)
    layout.endLayout()
    return tops


class ChapterLayout:
    """A chapter heading broken into lines."""

    def __init__(self, text: str, style: TextStyle, width: int) -> None:
        self.text = text
        self.top = 0
        self.layout = QTextLayout(text, style.chapter)
        self.layout.setTextOption(_text_option(text, has_right_to_left(text)))
        self.height = _break_lines(self.layout, width, style.pitch, style.baseline)[-1]


class SliceBlock:
    """One slice laid out. ``start`` and ``end`` are the slice's; ``content_bottom`` is where its text ends."""

    def __init__(
        self, transcript: Transcript, piece: Slice, style: TextStyle, text_width: int, label_colour: QColor
    ) -> None:
        self.number, self.start, self.end = piece.number, piece.start, piece.end
        self.paragraphs: list[ParagraphLayout] = []
        self.chapters: list[ChapterLayout] = []
        y = style.content_top
        for paragraph in paragraphs_of(transcript, piece):
            if self.paragraphs:
                y += style.paragraph_gap
            if paragraph.chapter:
                chapter = ChapterLayout(paragraph.chapter, style, text_width)
                chapter.top = y
                self.chapters.append(chapter)
                y += chapter.height + style.chapter_gap
            text = transcript.text[paragraph.start : paragraph.end]
            laid_out = ParagraphLayout(text, paragraph, style, text_width, label_colour)
            laid_out.top = y
            self.paragraphs.append(laid_out)
            y += laid_out.height
        self.content_top = style.content_top
        self.content_bottom = y
        self.height = y + PANEL_BOTTOM + BLOCK_GAP

    def paragraph_of(self, position: int) -> ParagraphLayout | None:
        """The paragraph that holds a position; white space behind a paragraph belongs to it. None in an empty slice."""
        if not self.paragraphs:
            return None
        index = bisect_right(self.paragraphs, position, key=lambda laid_out: laid_out.paragraph.start) - 1
        return self.paragraphs[max(index, 0)]

    def paragraph_at(self, y: float) -> ParagraphLayout | None:
        """The paragraph at a height in the block, the nearest one between two."""
        if not self.paragraphs:
            return None
        index = bisect_left(self.paragraphs, y, key=lambda laid_out: laid_out.top + laid_out.height)
        return self.paragraphs[min(index, len(self.paragraphs) - 1)]

    def position_at(self, x: float, y: float) -> int:
        """The place in the text nearest to a point."""
        laid_out = self.paragraph_at(y)
        if laid_out is None or y < self.content_top:
            return self.start if laid_out is None else self.paragraphs[0].paragraph.start
        return laid_out.position_at(x, laid_out.line_at(y - laid_out.top))

    def character_at(self, x: float, y: float) -> int | None:
        """Position of the character drawn at a point, or None."""
        laid_out = self.paragraph_at(y)
        return None if laid_out is None else laid_out.character_at(x, y - laid_out.top)

    def caret_rect(self, position: int) -> QRectF:
        """Where a caret at this position is drawn."""
        laid_out = self.paragraph_of(position)
        if laid_out is None:
            return QRectF(0, self.content_top, CARET_WIDTH, 0)
        line = laid_out.line_of(position)
        top, bottom = laid_out.line_tops[line], laid_out.line_tops[line + 1]
        return QRectF(laid_out.caret_x(position, line), laid_out.top + top, CARET_WIDTH, bottom - top)

    def first_line_at(self, y: float) -> tuple[int, int] | None:
        """Position and top of the first line of text of which the greater part lies below ``y``, or None."""
        for laid_out in self.paragraphs:
            for index in range(laid_out.line_count):
                top = laid_out.top + laid_out.line_tops[index]
                if (top + laid_out.top + laid_out.line_tops[index + 1]) / 2 >= y:
                    return laid_out.line_start(index), top
        return None
