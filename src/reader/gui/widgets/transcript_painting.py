"""Paints slices: the current one's panel, margin bar, heading, grounds of hits, finds and selection, and text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from reader.domain.hits import Hit
from reader.gui.theme.palette import Palette, mixed
from reader.gui.widgets.transcript_blocks import ParagraphLayout, SliceBlock
from reader.gui.widgets.transcript_layout import Placed
from reader.gui.widgets.transcript_source import Heading
from reader.gui.widgets.transcript_style import (
    BAR_LEFT,
    BAR_WIDTH,
    BLOCK_GAP,
    HEADING_TOP,
    Column,
    TextStyle,
)

PANEL_RADIUS = 6
GROUND_RADIUS = 3
HEADING_SPACE = 1.25
"""Space between the parts of a heading, in sizes of its font."""

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class SliceMarks:
    """What is drawn over and around the text of one slice. Ranges are positions in the transcript's text.

    ``finds`` are places found, ``found`` the one of them the reader is at, or another passage that is pointed at.
    ``selected`` is empty where it ends where it starts. ``speaker`` is the one whose words stand out; empty for all.
    """

    heading: Heading
    is_current: bool
    hits: Sequence[tuple[Range, Hit]] = ()
    finds: Sequence[Range] = ()
    found: Range | None = None
    selected: Range = (0, 0)
    speaker: str = ""

    def recedes(self, laid_out: ParagraphLayout) -> bool:
        """Whether a paragraph is another speaker's than the one whose words stand out."""
        return bool(self.speaker) and laid_out.paragraph.speaker != self.speaker


class SlicePainter:
    """Paints in the colours of one theme."""

    def __init__(self, palette: Palette) -> None:
        self.palette = palette
        self.selection_ground = mixed(palette.window, palette.line_strong, 0.5 if palette.dark else 0.36)

    def paint(
        self, painter: QPainter, placed: Placed, marks: SliceMarks, style: TextStyle, column: Column, clip: QRect
    ) -> None:
        """Paint one slice where it stands in the view; only what touches ``clip``."""
        block, y = placed.block, placed.y
        self._paint_panel(painter, block, y, marks, column)
        painter.save()
        painter.translate(column.text_left, y)
        inner = QRectF(clip).translated(-column.text_left, -y)
        self._paint_heading(painter, marks.heading, style, column.text_width)
        for (start, end), hit in marks.hits:
            ground = self.palette.hit_negative_ground if hit.contribution < 0 else self.palette.hit_positive_ground
            self._fill(painter, block, (start, end), ground, marks)
        for find in marks.finds:
            self._fill(painter, block, find, self.palette.find_ground)
        if marks.selected != marks.found:
            self._paint_selection(painter, block, marks.selected)
        if marks.found is not None:
            self._fill(painter, block, marks.found, self.palette.find_current_ground)
        for (start, end), hit in marks.hits:
            self._underline(painter, block, (start, end), hit, marks)
        self._paint_text(painter, block, inner, marks)
        painter.restore()

    def _paint_panel(self, painter: QPainter, block: SliceBlock, y: int, marks: SliceMarks, column: Column) -> None:
        if marks.is_current:
            panel = QRectF(column.panel_left, y + BLOCK_GAP, column.panel_width, block.height - 2 * BLOCK_GAP)
            _fill_rounded(painter, panel, self.palette.current_slice, PANEL_RADIUS)
        top = y + HEADING_TOP
        bar = QRectF(column.panel_left + BAR_LEFT, top, BAR_WIDTH, y + block.content_bottom - top)
        heading = marks.heading
        if heading.has_hits:
            _fill_rounded(painter, bar, self._bar_colour(heading.points), BAR_WIDTH / 2)
        else:
            # A slice without any hit has no colour of its own: the bar is an outline.
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self.palette.line_strong, 1))
            painter.drawRoundedRect(bar.adjusted(0.5, 0.5, -0.5, -0.5), BAR_WIDTH / 2, BAR_WIDTH / 2)

    def _bar_colour(self, points: int) -> QColor:
        """Between the charts' colour and that of text: a bar is broad enough to be lighter than letters."""
        return mixed(self.palette.score_colour(points), self.palette.score_text_colour(points), 0.5)

    def _paint_heading(self, painter: QPainter, heading: Heading, style: TextStyle, width: int) -> None:
        palette = self.palette
        score_colour = palette.score_text_colour(heading.points) if heading.has_hits else palette.text_muted
        parts: list[tuple[str, QFont, QColor]] = [
            (heading.name, style.heading, palette.text_muted),
            (heading.time, style.heading, palette.text_muted),
            (heading.score, style.score, score_colour),
            (heading.band, style.heading, palette.text_muted),
        ]
        metrics = QFontMetricsF(style.heading)
        baseline = HEADING_TOP + metrics.ascent()
        x = 0.0
        for text, font, colour in parts:
            if not text:
                continue
            part_metrics = QFontMetricsF(font)
            shown = part_metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(width - x, 0))
            painter.setFont(font)
            painter.setPen(colour)
            painter.drawText(QPointF(x, baseline), shown)
            if shown != text:
                return
            x += part_metrics.horizontalAdvance(text) + HEADING_SPACE * metrics.ascent()

    def _fill(
        self, painter: QPainter, block: SliceBlock, span: Range, colour: QColor, marks: SliceMarks | None = None
    ) -> None:
        """A soft ground behind a word or passage, as tall as its letters; with ``marks`` not where they recede."""
        for laid_out in block.paragraphs:
            if marks is not None and marks.recedes(laid_out):
                continue
            if laid_out.paragraph.start < span[1] and span[0] < laid_out.paragraph.end:
                for rect, _baseline in laid_out.rects(*span):
                    inset = rect.height() * 0.09
                    _fill_rounded(painter, rect.adjusted(-1.5, inset, 1.5, -inset), colour, GROUND_RADIUS)

    def _paint_selection(self, painter: QPainter, block: SliceBlock, span: Range) -> None:
        if span[0] >= span[1]:
            return
        for laid_out in block.paragraphs:
            for rect, _baseline in laid_out.rects(*span):
                painter.fillRect(rect, self.selection_ground)

    def _paint_text(self, painter: QPainter, block: SliceBlock, clip: QRectF, marks: SliceMarks) -> None:
        found = marks.found
        painter.setPen(self.palette.heading)
        for chapter in block.chapters:
            chapter.layout.draw(painter, QPointF(0, chapter.top))
        for laid_out in block.paragraphs:
            if laid_out.top > clip.bottom() or laid_out.top + laid_out.height < clip.top():
                continue
            painter.setPen(self.palette.text_faint if marks.recedes(laid_out) else self.palette.text)
            laid_out.layout.draw(painter, QPointF(0, laid_out.top), [], clip)
            if found is not None and laid_out.paragraph.start < found[1] and found[0] < laid_out.paragraph.end:
                painter.save()
                painter.setPen(self.palette.on_find_current)
                for rect, _baseline in laid_out.rects(*found):
                    painter.setClipRect(rect)
                    laid_out.layout.draw(painter, QPointF(0, laid_out.top), [], rect)
                painter.restore()

    def _underline(self, painter: QPainter, block: SliceBlock, span: Range, hit: Hit, marks: SliceMarks) -> None:
        colour = self.palette.hit_underline if hit.contribution < 0 else self.palette.accent_text
        pen = QPen(colour, 2 if hit.factor == 1 or abs(hit.factor) > 1 else 1.6)
        if abs(hit.factor) < 1:
            pen.setStyle(Qt.PenStyle.DotLine)
        painter.setPen(pen)
        for laid_out in block.paragraphs:
            if not marks.recedes(laid_out) and laid_out.paragraph.start < span[1] and span[0] < laid_out.paragraph.end:
                for rect, baseline in laid_out.rects(*span):
                    y = round(baseline + rect.height() * 0.16)
                    painter.drawLine(QPointF(rect.left(), y), QPointF(rect.right(), y))

    def paint_message(self, painter: QPainter, rect: QRect, text: str, advice: str, style: TextStyle) -> None:
        """A calm line in the middle of an empty view, with a fainter one below it."""
        width = min(rect.width() - 32, 440)
        area = QRect(rect.center().x() - width // 2, rect.top() + rect.height() * 2 // 5, width, rect.height() // 2)
        flags = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
        strong = QFont(style.message)
        strong.setWeight(QFont.Weight.Medium)
        painter.setFont(strong)
        painter.setPen(self.palette.text_muted)
        taken = painter.boundingRect(area, flags, text)
        painter.drawText(area, flags, text)
        painter.setFont(style.heading)
        painter.setPen(self.palette.text_faint)
        painter.drawText(area.adjusted(0, taken.height() + style.pitch // 3, 0, 0), flags, advice)


def _fill_rounded(painter: QPainter, rect: QRectF, colour: QColor, radius: float) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(rect, radius, radius)
