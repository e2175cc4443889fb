"""The whole transcript as one tall page of which only the part in view is laid out.

The page hangs on an anchor: the slice at the top of the view and how far the view's top lies below the slice's own.
Heights that change anywhere else move nothing that is in view. Coordinates are logical pixels; ``y`` counts from the
view's top.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from time import perf_counter

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor

from reader.domain.paragraphs import slice_index_at
from reader.gui.widgets.transcript_blocks import SliceBlock
from reader.gui.widgets.transcript_heights import Heights, place_at
from reader.gui.widgets.transcript_source import TranscriptItem
from reader.gui.widgets.transcript_style import HEADING_TOP, Column, TextStyle

CACHED_BLOCKS = 64


@dataclass(frozen=True, slots=True)
class Eye:
    """What stands at the top of the view, in terms that outlive a new line breaking.

    ``position`` is the first character of the first line in view and ``distance`` that line's y; where the view begins
    with a heading ``position`` is None and ``distance`` the block's own y.
    """

    index: int
    position: int | None
    distance: int


@dataclass(frozen=True, slots=True)
class Placed:
    """A laid out slice and its y."""

    index: int
    block: SliceBlock
    y: int


class TranscriptLayout:
    """Geometry of one item in one style and view size. Slices count from 0 here."""

    def __init__(self, item: TranscriptItem, style: TextStyle, label_colour: QColor) -> None:
        self.item = item
        self.style = style
        self.width, self.view_height = 0, 0
        self._label_colour = label_colour
        self._centred = False
        count = len(item.slices)
        self.slice_starts = np.fromiter((piece.start for piece in item.slices), np.int64, count)
        ends = np.fromiter((piece.end for piece in item.slices), np.int64, count)
        self.heights = Heights(ends - self.slice_starts)
        self._blocks: OrderedDict[int, SliceBlock] = OrderedDict()
        self._index, self._offset = 0, 0
        self._eye: Eye | None = None
        self.column: Column = style.column(0, False)

    @property
    def count(self) -> int:
        """Number of slices."""
        return len(self.heights)

    # Style and size

    def set_view(self, width: int, height: int, centred: bool) -> None:
        """Take the size of the view; what stands at its top stays there."""
        column = self.style.column(width, centred)
        broken_anew = column.text_width != self.column.text_width or not self.width
        eye = self._eye_now() if broken_anew else None
        self.width, self.view_height, self._centred, self.column = width, height, centred, column
        if eye is not None:
            self._break_anew(eye)
        else:
            kept = self._eye
            self._place(self._index, self._offset)
            self._eye = kept

    def set_style(self, style: TextStyle) -> None:
        """Take other fonts; what stands at the top of the view stays there."""
        eye = self._eye_now()
        self.style = style
        self.column = style.column(self.width, self._centred)
        self._break_anew(eye)

    def set_label_colour(self, colour: QColor) -> None:
        """Take another colour for speakers' names."""
        self._label_colour = colour
        self._blocks.clear()

    def _break_anew(self, eye: Eye) -> None:
        self._blocks.clear()
        style = self.style
        fixed = style.content_top + 16
        self.heights.estimate(fixed, style.pitch, self.column.text_width / style.character_width)
        offset = -eye.distance
        if eye.position is not None:
            offset = round(self.block(eye.index).caret_rect(eye.position).top()) - eye.distance
        self._index, self._offset = eye.index, offset
        self._walk()
        self._eye = eye

    def _eye_now(self) -> Eye:
        """What stands at the top; the same answer until somebody scrolls, so that much resizing does not drift."""
        if self._eye is None:
            self._eye = Eye(self._index, None, -self._offset)
            if self._offset > HEADING_TOP and self.width:
                for placed in self.visible():
                    if placed.y > 0:
                        self._eye = Eye(placed.index, None, placed.y)
                        break
                    if (line := placed.block.first_line_at(-placed.y)) is not None:
                        self._eye = Eye(placed.index, line[0], placed.y + line[1])
                        break
        return self._eye

    # Blocks

    def block(self, index: int) -> SliceBlock:
        """A slice laid out; its height is measured from then on."""
        block = self._blocks.get(index)
        if block is None:
            block = self._blocks[index] = self._build(index)
            if len(self._blocks) > CACHED_BLOCKS:
                self._blocks.popitem(last=False)
        else:
            self._blocks.move_to_end(index)
        return block

    def _build(self, index: int) -> SliceBlock:
        piece = self.item.slices[index]
        block = SliceBlock(self.item.transcript, piece, self.style, self.column.text_width, self._label_colour)
        self.heights.set(index, block.height)
        return block

    @property
    def cached_blocks(self) -> int:
        """How many slices are kept laid out."""
        return len(self._blocks)

    def visible(self) -> Iterator[Placed]:
        """The slices in view from top to bottom, laid out."""
        y, index = -self._offset, self._index
        while index < self.count and y < self.view_height:
            block = self.block(index)
            yield Placed(index, block, y)
            y += block.height
            index += 1

    def refine(self, seconds: float) -> bool:
        """Measure slices near the view for about this long; True while some are left. Nothing in view moves."""
        end = perf_counter() + seconds
        while (index := self.heights.nearest_unmeasured(self._index)) is not None:
            if abs(index - self._index) < CACHED_BLOCKS // 4:
                self.block(index)
            else:
                self._build(index)
            if perf_counter() >= end:
                break
        self.heights.correct_estimates()
        return index is not None

    # Scrolling

    @property
    def top_index(self) -> int:
        """The slice at the view's top."""
        return self._index

    @property
    def value(self) -> int:
        """How far the view's top lies below the page's, by the heights known so far."""
        return self.heights.top(self._index) + self._offset

    @property
    def maximum(self) -> int:
        """The greatest value: there the last slice stands at the top, or its end at the bottom where it is taller."""
        if not self.count:
            return 0
        return max(self.heights.top(self.count - 1), self.heights.total - self.view_height)

    def jump(self, index: int) -> None:
        """Put the top of a slice at the top of the view."""
        self._place(index, 0)

    def scroll_by(self, distance: int) -> None:
        """Move the view down by so many pixels of real text (up where negative)."""
        self._index, self._offset = self._index, self._offset + distance
        self._walk()

    def scroll_to(self, value: float, tops: NDArray[np.int64]) -> None:
        """Go to a value on a scroll bar that was drawn with the given tops."""
        index, part = place_at(tops, value)
        self._place(index, round(part * self.block(index).height))

    def put(self, position: int, y: int) -> None:
        """Scroll so that the line with this position stands at a height of the view."""
        index = self.index_at(position)
        top = round(self.block(index).caret_rect(position).top())
        self._index, self._offset = index, top - y
        self._walk()

    def reveal(self, position: int, margin: int = 0) -> bool:
        """Scroll as little as shows the line with this position, ``margin`` from the edges; True where that moved."""
        rect = self.caret_rect(position)
        before = (self._index, self._offset)
        if rect.top() < margin:
            self.put(position, margin)
        elif rect.bottom() > self.view_height - margin:
            self.put(position, max(self.view_height - margin - rect.height(), margin))
        return before != (self._index, self._offset)

    def _walk(self) -> None:
        """Bring the anchor to the slice that is at the view's top, measuring what is passed."""
        index, offset = self._index, self._offset
        while offset < 0 and index > 0:
            index -= 1
            offset += self.block(index).height
        while index < self.count - 1 and offset >= (height := self.block(index).height):
            offset -= height
            index += 1
        self._place(index, offset)

    def _place(self, index: int, offset: int) -> None:
        index = min(max(index, 0), max(self.count - 1, 0))
        if self.count and index == self.count - 1 and offset > 0:
            offset = min(offset, max(self.block(index).height - self.view_height, 0))
        self._index, self._offset = index, max(offset, 0)
        self._eye = None

    # Places

    def y_of(self, index: int) -> int:
        """The y of a slice's top; exact for slices in view, elsewhere as good as the heights."""
        return self.heights.top(index) - self.value

    def index_at(self, position: int) -> int:
        """The slice that holds a position."""
        return slice_index_at(self.item.slices, position)

    def placed_at(self, y: int) -> Placed | None:
        """The slice in view at a height; the first or last one in view where none is; None without slices."""
        last = None
        for placed in self.visible():
            if last is not None and y < placed.y:
                break
            last = placed
        return last

    def position_at(self, point: QPoint) -> int:
        """The place in the text nearest to a point of the view."""
        placed = self.placed_at(point.y())
        if placed is None:
            return 0
        return placed.block.position_at(point.x() - self.column.text_left, point.y() - placed.y)

    def character_at(self, point: QPoint) -> int | None:
        """Position of the character drawn at a point of the view, or None."""
        placed = self.placed_at(point.y())
        if placed is None:
            return None
        return placed.block.character_at(point.x() - self.column.text_left, point.y() - placed.y)

    def caret_rect(self, position: int) -> QRect:
        """Where a caret at this position stands, in or out of view."""
        index = self.index_at(position)
        rect = self.block(index).caret_rect(position)
        return rect.translated(self.column.text_left, self.y_of(index)).toRect()

    def heading_rect(self, index: int) -> QRect:
        """Where the heading line of a slice stands, in or out of view."""
        top = self.y_of(index) + HEADING_TOP
        return QRect(self.column.text_left, top, self.column.text_width, self.style.heading_height)

    def first_visible_position(self) -> int:
        """The first character of the first line of which the greater part is in view."""
        for placed in self.visible():
            if (line := placed.block.first_line_at(-placed.y)) is not None:
                return line[0]
        return self.item.slices[self._index].start if self.count else 0
