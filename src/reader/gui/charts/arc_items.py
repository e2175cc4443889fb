"""The parts of the episode arc around its bars: lines and words, the hovered column, the current slice."""

from __future__ import annotations

from dataclasses import dataclass

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen, QRegion
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from reader.domain.framework import Framework
from reader.domain.wording import signed
from reader.gui.charts.arc_geometry import Axis, Span
from reader.gui.charts.crisp import device_space
from reader.gui.theme.palette import Palette

NARROWEST_MARK = 9.0
"""Least width of the frame around the current slice, in logical pixels."""
MARK_MARGIN = 2.0
"""How far the frame stands outside of the slice's column."""
LEAST_LABELLED_HEIGHT = 64.0
"""Height of a plot from which the poles are named on it."""
INDENT = 6.0
"""Distance of words from the edges of the plot, so that the focus ring does not cross them."""


@dataclass(frozen=True, slots=True)
class ArcLayout:
    """Where things stand in an arc, in logical pixels. ``names`` is where the poles are named: the plot, and
    with a fitted axis, whose bars fill the plot, also a row above and below it.
    """

    names: QRectF
    plot: QRectF
    overview: QRectF
    footer: QRectF

    @classmethod
    def within(cls, width: float, height: float, line: float, rows: float) -> ArcLayout:
        """Lay out a widget of this size with words of height ``line``.

        ``rows`` is kept free above and below the plot. The plot takes the whole width, so that other pictures of the
        same slices can stand above or below it.
        """
        footer = QRectF(0, height - line - 4, width, line)
        overview = QRectF(0, footer.top() - 5, width, 3)
        names = QRectF(0, 2, width, max(overview.top() - 4, 1))
        rows = min(rows, names.height() / 3)
        return cls(names, names.adjusted(0, rows, 0, -rows), overview, footer)


class _ArcPart(pg.GraphicsObject):
    """An item as large as the whole arc, painted from a few plain values."""

    def __init__(self, palette: Palette, depth: float) -> None:
        super().__init__()
        self.palette = palette
        self.layout = ArcLayout(QRectF(), QRectF(), QRectF(), QRectF())
        self.setZValue(depth)

    def set_layout(self, layout: ArcLayout) -> None:
        """Stand here from now on."""
        self.prepareGeometryChange()
        self.layout = layout
        self.update()

    def apply_palette(self, palette: Palette) -> None:
        """Paint in these colours."""
        self.palette = palette
        self.update()

    def boundingRect(self) -> QRectF:
        return self.layout.names.united(self.layout.footer)


class FrameItem(_ArcPart):
    """The zero line and the borders of the bands."""

    def __init__(self, palette: Palette) -> None:
        super().__init__(palette, depth=0)
        self._axis = Axis()
        self._framework: Framework | None = None

    def show_axis(self, axis: Axis, framework: Framework | None) -> None:
        """Draw for this axis."""
        self._axis = axis
        self._framework = framework
        self.update()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        del option, widget
        if self._framework is None:
            return
        with device_space(painter) as device:
            plot = device.rect(self.layout.plot)
            line = device.length(1)
            for score in band_borders(self._framework):
                if self._axis.least < score < self._axis.greatest:
                    row = plot.top() + round(self._axis.depth(score) * plot.height())
                    _dashes(painter, plot.left(), plot.right(), row, line, self.palette)
            zero = plot.top() + min(round(self._axis.depth(0) * plot.height()), plot.height() - 1)
            painter.fillRect(plot.left(), zero, plot.width(), 1, self.palette.chart_line)


class NamesItem(_ArcPart):
    """Names of the poles with the scores at both ends, behind the bars, and whether the axis is the usual
    one.
    """

    def __init__(self, palette: Palette) -> None:
        super().__init__(palette, depth=1.5)
        self._axis = Axis()
        self._framework: Framework | None = None
        self._font = QFont()

    def show_axis(self, axis: Axis, framework: Framework | None, font: QFont) -> None:
        """Name the ends of this axis."""
        self._axis = axis
        self._framework = framework
        self._font = font
        self.update()

    def ends(self) -> list[tuple[QRectF, str]]:
        """What is written at the ends of the axis, and where; nothing where there is no room."""
        area, metrics = self.layout.names, QFontMetricsF(self._font)
        if self._framework is None or area.height() < LEAST_LABELLED_HEIGHT:
            return []
        above = f"{signed(self._axis.greatest)}\u2002{self._framework.positive_pole}"
        below = f"{signed(self._axis.least)}\u2002{self._framework.negative_pole}"
        tops = (area.top() + 2, area.bottom() - metrics.height() - 2)
        return [
            (QRectF(area.left() + INDENT, top, metrics.horizontalAdvance(words), metrics.height()), words)
            for top, words in zip(tops, (above, below), strict=True)
        ]

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        del option, widget
        metrics = QFontMetricsF(self._font)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._font)
        painter.setPen(self.palette.chart_muted)
        for place, words in self.ends():
            painter.drawText(QPointF(place.left(), place.top() + metrics.ascent()), words)
        if not self._axis.is_whole:
            self._say_fitted(painter, metrics)

    def _say_fitted(self, painter: QPainter, metrics: QFontMetricsF) -> None:
        words = f"axis fitted: {signed(self._axis.least)} to {signed(self._axis.greatest)}"
        width = metrics.horizontalAdvance(words) + 16
        area = self.layout.names
        chip = QRectF(area.right() - width - INDENT, area.top() + 1, width, metrics.height() + 3)
        painter.setPen(QPen(self.palette.middle, 1))
        painter.setBrush(self.palette.chart_chip)
        painter.drawRoundedRect(chip.adjusted(0.5, 0.5, -0.5, -0.5), chip.height() / 2, chip.height() / 2)
        painter.setPen(self.palette.chart_text)
        painter.setFont(self._font)
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, words)


def band_borders(framework: Framework) -> list[float]:
    """The scores between two bands."""
    pairs = zip(framework.bands, framework.bands[1:], strict=False)
    return [(lower.greatest + upper.least) / 2 for lower, upper in pairs]


def _dashes(painter: QPainter, left: int, right: int, row: int, unit: int, palette: Palette) -> None:
    step = unit * 6
    for x in range(left, right, step):
        painter.fillRect(x, row, min(unit * 2, right - x + 1), 1, palette.chart_line)


class FooterItem(_ArcPart):
    """Start and End, the caption between them, and while zoomed which part is in view."""

    def __init__(self, palette: Palette) -> None:
        super().__init__(palette, depth=0)
        self._span = Span.whole(0)
        self._caption = ""
        self._font = QFont()

    def show_span(self, span: Span, font: QFont) -> None:
        """Tell about this part of the item."""
        self._span = span
        self._font = font
        self.update()

    def show_caption(self, caption: str) -> None:
        """Say this between the two ends."""
        self._caption = caption
        self.update()

    def boundingRect(self) -> QRectF:
        return self.layout.footer.united(self.layout.overview)

    def ends(self) -> tuple[str, str]:
        """The words at the left and the right end."""
        if self._span.is_whole:
            return "Start", "End"
        first = int(self._span.first) + 1
        last = min(int(-(-self._span.end // 1)), self._span.count)
        return ("Start" if first == 1 else f"slice {first:,}"), (
            "End" if last == self._span.count else f"slice {last:,}"
        )

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        del option, widget
        if not self._span.count:
            return
        self._paint_overview(painter)
        footer = self.layout.footer
        metrics = QFontMetricsF(self._font)
        start, end = self.ends()
        painter.setFont(self._font)
        painter.setPen(self.palette.chart_muted)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(footer, middle | Qt.AlignmentFlag.AlignLeft, start)
        painter.drawText(footer, middle | Qt.AlignmentFlag.AlignRight, end)
        side = max(metrics.horizontalAdvance(start), metrics.horizontalAdvance(end)) + 12
        room = footer.adjusted(side, 0, -side, 0)
        painter.setPen(self.palette.chart_text)
        caption = metrics.elidedText(self._caption, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, middle | Qt.AlignmentFlag.AlignHCenter, caption)

    def _paint_overview(self, painter: QPainter) -> None:
        if self._span.is_whole:
            return
        track = self.layout.overview
        thumb = QRectF(track)
        thumb.setLeft(track.left() + track.width() * self._span.first / self._span.count)
        thumb.setWidth(max(track.width() * self._span.size / self._span.count, 12.0))
        thumb.moveRight(min(thumb.right(), track.right()))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for rect, colour in ((track, self.palette.chart_grid), (thumb, self.palette.chart_muted)):
            painter.setBrush(colour)
            painter.drawRoundedRect(rect, 1.5, 1.5)


class _ColumnMark(_ArcPart):
    """Something drawn at one column of the arc, or nowhere; ``depth`` says in front of what."""

    depth: int

    def __init__(self, palette: Palette) -> None:
        super().__init__(palette, depth=self.depth)
        self._column: QRectF | None = None

    def show_column(self, column: QRectF | None) -> None:
        """Mark this column, or none."""
        if column != self._column:
            self._column = column
            self.update()


class HoverItem(_ColumnMark):
    """The column under the mouse, full height, behind the bars."""

    depth = 1

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        del option, widget
        if self._column is None:
            return
        with device_space(painter) as device:
            column = device.rect(widened(self._column, 3.0, self.layout.plot))
            painter.fillRect(column, self.palette.chart_hover)


class CurrentItem(_ColumnMark):
    """The current slice: its column outlined, and the cursor line through the middle of it. Both leave out what is
    written at the ends of the axis: a line through the sign of −100 would make it +100.
    """

    depth = 3

    def __init__(self, palette: Palette, names: NamesItem) -> None:
        super().__init__(palette)
        self._names = names

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        del option, widget
        plot = self.layout.plot
        if self._column is None or not self._column.intersects(plot):
            return
        middle = min(max(self._column.center().x(), plot.left() + 1), plot.right() - 1)
        framed = self._column.adjusted(-MARK_MARGIN, 0, MARK_MARGIN, 0)
        with device_space(painter) as device:
            box = device.rect(widened(framed, NARROWEST_MARK, plot))
            edge = device.length(1.25)
            thin = device.length(1)
            free = QRegion(box)
            for place, _words in self._names.ends():
                free -= QRegion(device.rect(place))
            painter.setClipRegion(free)
            painter.fillRect(device.x(middle) - thin, box.top(), thin, box.height(), self.palette.chart_cursor)
            pen = QPen(self.palette.chart_outline, edge)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            inset = edge / 2
            outline = QRectF(box).adjusted(inset, inset, -inset, -inset)
            painter.drawRoundedRect(outline, device.length(2), device.length(2))


def widened(column: QRectF, least: float, plot: QRectF) -> QRectF:
    """The column at least so wide around its middle, and inside the plot."""
    width = max(column.width(), least)
    left = min(max(column.center().x() - width / 2, plot.left()), max(plot.right() - width, plot.left()))
    return QRectF(left, column.top(), width, column.height()).intersected(plot)
