"""The points of the scatter as one item of a pyqtgraph scene, with axes, brush and marks."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from pyqtgraph.Qt.internals import PrimitiveArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from reader.domain.wording import signed
from reader.gui.charts.arc_geometry import Axis
from reader.gui.charts.crisp import device_space
from reader.gui.charts.scatter_geometry import KINDS, Area, Floats, Places
from reader.gui.theme.palette import Palette

FAINT = 0.16
"""How strongly points are painted that are not in the list."""
STRENGTH = 0.88
LABEL_GAP = 6.0
RING = 3.0
"""Words keep this far from the upper and the lower edge, where the ring of the keyboard is."""
LEAST_LABELLED = 90.0
"""Height of the plot from which the poles are named on it."""


class ScatterItem(pg.GraphicsObject):
    """Points are painted by one call for the faint and one for the strong ones, out of a sheet that has each shape once
    in each size, into a picture that is kept until something changes."""

    def __init__(self, palette: Palette) -> None:
        super().__init__()
        self.palette = palette
        self.font = QFont()
        self.plot, self.gutter, self.bounds = (Area(0, 0, 1, 1) for _ in range(3))
        self.axis = Axis()
        self.poles = ("", "")
        self.ticks: Sequence[tuple[float, str]] = ()
        """Positions across in pixels, and their words."""
        self.gutter_words = ""
        self.places: Places | None = None
        self.brush: QRectF | None = None
        self.marked: int = -1
        self.focused: int = -1
        self._kinds: NDArray[np.intp] = np.zeros(0, dtype=np.intp)
        self._strong: NDArray[np.bool_] = np.zeros(0, dtype=np.bool_)
        self._layer: tuple[tuple[int, int, float], QPixmap] | None = None
        self._sheet: tuple[object, QPixmap] | None = None

    def show_points(self, places: Places, kinds: NDArray[np.intp], strong: NDArray[np.bool_]) -> None:
        """Show these points; those that are not ``strong`` are faint."""
        self.places, self._kinds, self._strong = places, kinds, strong
        self.refresh()

    def refresh(self) -> None:
        """Paint everything anew."""
        self.prepareGeometryChange()
        self._layer = None
        self.update()

    def apply_palette(self, palette: Palette) -> None:
        """Draw in these colours."""
        self.palette = palette
        self._sheet = None
        self.refresh()

    def boundingRect(self) -> QRectF:
        return _rect(self.bounds)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        del option, widget
        self._paint_axes(painter)
        if self.places is not None and len(self.places.x):
            with device_space(painter) as device:
                area = device.rect(_rect(self.bounds))
                painter.drawPixmap(area.topLeft(), self._points(area.width(), area.height(), device.scale))
            self._paint_marks(painter, self.places)
        if self.brush is not None:
            shade = QColor(self.palette.chart_focus)
            shade.setAlphaF(0.14)
            painter.setPen(QPen(self.palette.chart_focus, 1))
            painter.setBrush(shade)
            painter.drawRect(self.brush)

    # -- points

    def _points(self, width: int, height: int, scale: float) -> QPixmap:
        key = (width, height, scale)
        if self._layer is not None and self._layer[0] == key:
            return self._layer[1]
        assert self.places is not None
        made = QPixmap(max(width, 1), max(height, 1))
        made.fill(Qt.GlobalColor.transparent)
        sizes, at_size = np.unique(self.places.radius, return_inverse=True)
        sheet, cell = self._shapes(sizes, scale)
        painter = QPainter(made)
        try:
            for strong, opacity in ((False, FAINT), (True, STRENGTH)):
                chosen = np.flatnonzero(self._strong == strong)
                if len(chosen):
                    array = self._fragments(self.places, chosen, at_size, cell, scale)
                    painter.setOpacity(opacity)
                    painter.drawPixmapFragments(*array.drawargs(), sheet)  # type: ignore[call-arg]
        finally:
            painter.end()
        self._layer = (key, made)
        return made

    def _fragments(
        self, places: Places, chosen: NDArray[np.intp], at_size: NDArray[np.intp], cell: int, scale: float
    ) -> PrimitiveArray:
        """Where each point is drawn, and from which cell of the sheet; the largest first, so that none is hidden."""
        chosen = chosen[np.argsort(-places.radius[chosen], kind="stable")]
        array = PrimitiveArray(QPainter.PixmapFragment, 10)
        array.resize(len(chosen))
        rows = array.ndarray()
        rows[:, 0] = np.round((places.x[chosen] - self.bounds.left) * scale)
        rows[:, 1] = np.round((places.y[chosen] - self.bounds.top) * scale)
        rows[:, 2] = at_size[chosen] * cell
        rows[:, 3] = self._kinds[chosen] * cell
        rows[:, 4:6] = cell
        rows[:, 6:8] = 1.0
        rows[:, 8] = 0.0
        rows[:, 9] = 1.0
        return array

    def _shapes(self, sizes: Floats, scale: float) -> tuple[QPixmap, int]:
        """A sheet with a row for each kind and a column for each size, and the size of its square cells."""
        cell = 2 * int(np.ceil((float(sizes.max()) + 2) * scale))
        key = (sizes.tobytes(), scale)
        if self._sheet is None or self._sheet[0] != key:
            sheet = QPixmap(cell * len(sizes), cell * len(KINDS))
            sheet.fill(Qt.GlobalColor.transparent)
            painter = QPainter(sheet)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for row, kind in enumerate(KINDS):
                for column, size in enumerate(sizes.tolist()):
                    middle = QPointF((column + 0.5) * cell, (row + 0.5) * cell)
                    draw_shape(painter, kind, middle, size * scale, self.palette, scale)
            painter.end()
            self._sheet = (key, sheet)
        return self._sheet[1], cell

    # -- around them

    def _paint_axes(self, painter: QPainter) -> None:
        palette, plot = self.palette, _rect(self.plot)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setFont(self.font)
        metrics = QFontMetricsF(self.font)
        self._paint_ticks(painter, metrics)
        room = QRectF(self.bounds.left, 0, plot.left() - self.bounds.left - LABEL_GAP, metrics.height())
        painter.setPen(palette.chart_muted)
        for score in (self.axis.greatest, 0, self.axis.least):
            y = round(plot.top() + self.axis.depth(score) * plot.height())
            colour = palette.chart_grid if score else palette.chart_line
            for part in (plot, _rect(self.gutter)):
                painter.fillRect(QRectF(part.left(), y, part.width(), 1), colour)
            top = min(max(y - metrics.height() / 2, self.bounds.top + RING), plot.bottom() - metrics.height() + 4)
            room.moveTop(top)
            painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, signed(score))
        if plot.height() >= LEAST_LABELLED:
            self._paint_poles(painter, max(plot, _rect(self.gutter), key=QRectF.width))

    def _paint_poles(self, painter: QPainter, plot: QRectF) -> None:
        inner = plot.adjusted(LABEL_GAP, 2, -LABEL_GAP, -2)
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, self.poles[1])
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, self.poles[0])

    def _paint_ticks(self, painter: QPainter, metrics: QFontMetricsF) -> None:
        plot, gutter = _rect(self.plot), _rect(self.gutter)
        top = self.bounds.bottom - metrics.height() - RING
        painter.setPen(self.palette.chart_muted)
        limit = (gutter.left() if gutter.width() else self.bounds.right) - 2
        for x, words in self.ticks:
            painter.fillRect(QRectF(round(x), plot.top(), 1, plot.height()), self.palette.chart_grid)
            width = metrics.horizontalAdvance(words) + 2
            left = max(x - width / 2, plot.left() - LABEL_GAP)
            if left + width <= limit + (0 if gutter.width() else 2):
                painter.drawText(QRectF(left, top, width, metrics.height()), Qt.AlignmentFlag.AlignHCenter, words)
        if gutter.width():
            edge = round(plot.right() + (gutter.left() - plot.right()) / 2)
            painter.fillRect(QRectF(edge, plot.top(), 1, plot.height()), self.palette.chart_line)
            row = QRectF(edge + 2, top, self.bounds.right - edge - 2, metrics.height())
            painter.drawText(row, Qt.AlignmentFlag.AlignHCenter, self.gutter_words)

    def _paint_marks(self, painter: QPainter, places: Places) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for point, colour, width in (
            (self.marked, self.palette.chart_outline, 1.5),
            (self.focused, self.palette.chart_focus, 2.0),
        ):
            if 0 <= point < len(places.x):
                radius = places.radius[point] + 3
                painter.setPen(QPen(colour, width))
                painter.drawEllipse(QPointF(places.x[point], places.y[point]), radius, radius)


def draw_shape(
    painter: QPainter, kind: str, middle: QPointF, radius: float, palette: Palette, scale: float = 1.0
) -> None:
    """A point: a triangle that points to its pole, a disc in the middle of the axis, a ring where figures are old. A
    rim of the panel parts it from its neighbours."""
    if kind == "old":
        painter.setPen(QPen(palette.chart_muted, 1.4 * scale))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(middle, radius - 0.7 * scale, radius - 0.7 * scale)
        return
    painter.setPen(QPen(palette.chart_panel, scale))
    painter.setBrush(palette.tone_colour(kind))
    if kind == "middle":
        painter.drawEllipse(middle, radius, radius)
        return
    toward = 1.0 if kind == "negative" else -1.0
    reach = radius * 1.2
    painter.drawPolygon(
        QPolygonF(
            [
                middle + QPointF(0, toward * reach),
                middle + QPointF(reach * 0.95, -toward * reach * 0.7),
                middle + QPointF(-reach * 0.95, -toward * reach * 0.7),
            ]
        )
    )


def _rect(area: Area) -> QRectF:
    return QRectF(area.left, area.top, area.width, area.height)
