"""Caret and selection as positions in the text, and where keys move them. No events, no painting."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QPoint, QTextBoundaryFinder
from PySide6.QtGui import QTextLayout

from reader.gui.widgets.transcript_blocks import ParagraphLayout
from reader.gui.widgets.transcript_layout import TranscriptLayout
from reader.gui.widgets.transcript_scripts import UnitMap

_BY_CHARACTER = QTextLayout.CursorMode.SkipCharacters


class Grain(Enum):
    """What a drag with the mouse grows by."""

    CHARACTER = 1
    WORD = 2
    PARAGRAPH = 3


class Move(Enum):
    """What a key does to the caret."""

    LEFT = 1
    RIGHT = 2
    WORD_LEFT = 3
    WORD_RIGHT = 4
    UP = 5
    DOWN = 6
    LINE_START = 7
    LINE_END = 8
    PAGE_UP = 9
    PAGE_DOWN = 10
    TEXT_START = 11
    TEXT_END = 12


@dataclass(slots=True)
class Selection:
    """``caret`` is the end that moves, ``anchor`` the one that stays; both the same where nothing is selected."""

    anchor: int = 0
    caret: int = 0

    @property
    def start(self) -> int:
        """The end that comes first in the text."""
        return min(self.anchor, self.caret)

    @property
    def end(self) -> int:
        """The end that comes last in the text."""
        return max(self.anchor, self.caret)

    @property
    def is_empty(self) -> bool:
        """True where nothing is selected."""
        return self.anchor == self.caret

    def set(self, anchor: int, caret: int) -> None:
        """Select from ``anchor`` to ``caret``."""
        self.anchor, self.caret = anchor, caret

    def contains(self, position: int) -> bool:
        """True for a selected character."""
        return self.start <= position < self.end


def paragraph_at(layout: TranscriptLayout, position: int) -> ParagraphLayout | None:
    """The laid out paragraph that holds a position."""
    return layout.block(layout.index_at(position)).paragraph_of(position)


def unit_at(layout: TranscriptLayout, position: int, grain: Grain) -> tuple[int, int]:
    """Start and end of the word or paragraph at a position."""
    laid_out = paragraph_at(layout, position)
    if laid_out is None or grain is Grain.CHARACTER:
        return position, position
    paragraph = laid_out.paragraph
    if grain is Grain.PARAGRAPH:
        return paragraph.start, paragraph.end
    text = layout.item.transcript.text[paragraph.start : paragraph.end]
    start, end = word_at(text, min(position, paragraph.end) - paragraph.start)
    return paragraph.start + start, paragraph.start + end


def word_at(text: str, offset: int) -> tuple[int, int]:
    """Start and end of the word that holds a character, by Unicode's rules; behind the last one the last word."""
    if not text:
        return 0, 0
    units = UnitMap(text)
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Word, text)
    finder.setPosition(units.to_units(min(offset, len(text) - 1)))
    start = finder.position() if finder.isAtBoundary() else finder.toPreviousBoundary()
    end = finder.toNextBoundary()
    return units.to_offset(max(start, 0)), units.to_offset(end) if end >= 0 else len(text)


class CaretMover:
    """Finds where a key brings the caret. Keeps the x at which a walk up or down began."""

    def __init__(self) -> None:
        self._x: float | None = None

    def forget_column(self) -> None:
        """The caret was put somewhere else: the next walk up or down starts from there."""
        self._x = None

    def target(self, layout: TranscriptLayout, caret: int, move: Move) -> int:
        """The caret's new position."""
        if move in (Move.UP, Move.DOWN, Move.PAGE_UP, Move.PAGE_DOWN):
            return self._vertical(layout, caret, move)
        self._x = None
        if move in (Move.TEXT_START, Move.TEXT_END):
            return first_position(layout) if move is Move.TEXT_START else last_position(layout)
        laid_out = paragraph_at(layout, caret)
        if laid_out is None:
            return caret
        if move is Move.LINE_START:
            return laid_out.line_start(laid_out.line_of(caret))
        if move is Move.LINE_END:
            return laid_out.line_end(laid_out.line_of(caret))
        return _sideways(layout, laid_out, caret, move)

    def _vertical(self, layout: TranscriptLayout, caret: int, move: Move) -> int:
        rect = layout.caret_rect(caret)
        if self._x is None:
            self._x = rect.left() - layout.column.text_left
        if move in (Move.PAGE_UP, Move.PAGE_DOWN):
            page = max(layout.view_height - 2 * layout.style.pitch, layout.style.pitch)
            down = move is Move.PAGE_DOWN
            y = min(max(rect.center().y(), 0), layout.view_height - 1)
            layout.scroll_by(page if down else -page)
            position = layout.position_at(QPoint(round(self._x) + layout.column.text_left, y))
            stuck = position <= caret if down else position >= caret
            return position if not stuck else last_position(layout) if down else first_position(layout)
        return _line_beside(layout, caret, self._x, 1 if move is Move.DOWN else -1)


def first_position(layout: TranscriptLayout) -> int:
    """Where the text begins."""
    return 0


def last_position(layout: TranscriptLayout) -> int:
    """Behind the last character of the text."""
    end = layout.item.slices[-1].end if layout.count else 0
    laid_out = paragraph_at(layout, end) if layout.count else None
    return laid_out.paragraph.end if laid_out else end


def _sideways(layout: TranscriptLayout, laid_out: ParagraphLayout, caret: int, move: Move) -> int:
    """One character or word to the left or right as they stand on the screen."""
    unit, text_layout = laid_out.unit(caret), laid_out.layout
    to_left = move in (Move.LEFT, Move.WORD_LEFT)
    forward = to_left == laid_out.right_to_left
    by = QTextLayout.CursorMode.SkipWords if move in (Move.WORD_LEFT, Move.WORD_RIGHT) else _BY_CHARACTER
    if by == _BY_CHARACTER and laid_out.mixed_direction:
        target = _seen_beside(text_layout, unit, to_left)
    elif forward:
        target = text_layout.nextCursorPosition(unit, by)
    else:
        target = text_layout.previousCursorPosition(unit, by)
    if target != unit and not laid_out.in_label(target):
        return laid_out.position(target)
    return _paragraph_beside(layout, laid_out, caret, forward)


def _seen_beside(text_layout: QTextLayout, unit: int, to_left: bool) -> int:
    """The next place to the left or right as it is drawn. Qt's own answer may lie inside a sign of two units."""
    step = text_layout.leftCursorPosition if to_left else text_layout.rightCursorPosition
    target = step(unit)
    while not text_layout.isValidCursorPosition(target) and (further := step(target)) != target:
        target = further
    return target


def _paragraph_beside(layout: TranscriptLayout, laid_out: ParagraphLayout, caret: int, forward: bool) -> int:
    """The start of the next paragraph or the end of the one before; ``caret`` at either end of the text."""
    beside = _neighbour(layout, laid_out, 1 if forward else -1)
    if beside is None:
        return caret
    return beside.paragraph.start if forward else _end_on_its_own_line(beside, laid_out)


def _end_on_its_own_line(beside: ParagraphLayout, following: ParagraphLayout) -> int:
    """The end of a paragraph, one character less where the next one begins right there (text without spaces)."""
    end = beside.paragraph.end
    return end - 1 if end == following.paragraph.start else end


def _neighbour(layout: TranscriptLayout, laid_out: ParagraphLayout, step: int) -> ParagraphLayout | None:
    """The paragraph before or after, in this slice or the nearest one that has any."""
    index = layout.index_at(laid_out.paragraph.start)
    paragraphs = layout.block(index).paragraphs
    at = next(i for i, one in enumerate(paragraphs) if one.paragraph.start == laid_out.paragraph.start) + step
    while not 0 <= at < len(paragraphs):
        index += step
        if not 0 <= index < layout.count:
            return None
        paragraphs = layout.block(index).paragraphs
        at = 0 if step > 0 else len(paragraphs) - 1
    return paragraphs[at]


def _line_beside(layout: TranscriptLayout, caret: int, x: float, step: int) -> int:
    """The place at ``x`` one line below or above; below the last line the text's end, above the first its start."""
    laid_out = paragraph_at(layout, caret)
    if laid_out is None:
        return caret
    line = laid_out.line_of(caret) + step
    if not 0 <= line < laid_out.line_count:
        beside = _neighbour(layout, laid_out, step)
        if beside is None:
            return last_position(layout) if step > 0 else first_position(layout)
        laid_out, line = beside, 0 if step > 0 else beside.line_count - 1
    return laid_out.position_at(x, line)
