"""The library at a glance: one point for each conversation, brushed with the mouse or the keyboard."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from reader.domain.wording import count, signed
from reader.gui.charts.accessible import tell_value
from reader.gui.charts.arc_geometry import Axis
from reader.gui.charts.chart_view import ChartView
from reader.gui.charts.scatter_geometry import (
    Across,
    Area,
    Cloud,
    Places,
    Span,
    Toward,
    Up,
    date_ticks,
    length_ticks,
)
from reader.gui.charts.scatter_item import ScatterItem
from reader.gui.charts.scatter_words import cloud_sentence, point_words

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from reader.domain.browsing import ItemSummary
    from reader.domain.framework import Band
    from reader.gui.theme.palette import Palette

GRASP = 3.0
"""How many pixels beside a point still count as on it."""
SIDE = 10.0
GUTTER = 56.0
NO_DATE = "No date"
TICK_ROOM = 90.0
"""Pixels across that a mark of the axis wants at least."""
HELP = (
    "Each point is a conversation. Arrow keys move between them, Enter opens, Space chooses, Shift with an arrow key "
    "chooses on the way, Escape lets go of what is chosen."
)


class LibraryScatter(ChartView):
    """A drag chooses the points in its rectangle, with Shift besides those chosen already; a click on empty ground, or
    Esc, lets go of them. A click on a point opens it; where several overlap, the nearest, and clicked there again the
    next one. Mouse events reach the chart through its ``viewport()``.
    """

    item_opened = Signal(int)
    brushed = Signal(frozenset)
    """Ids of the items that are chosen now; empty: none, which narrows nothing."""

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(palette, parent)
        self._items: Sequence[ItemSummary] = ()
        self._bands: Sequence[Band] = ()
        self._cloud = Cloud.of((), ())
        self._places = Places.at(np.zeros(0), np.zeros(0), np.zeros(0))
        self._across: Across = "date"
        self._up: Up = "mean"
        self._fit = False
        self._shown: frozenset[int] | None = None
        self._chosen: frozenset[int] = frozenset()
        self._at = -1
        self._extends = False
        self._brush_from: QPointF | None = None
        self._clicked: tuple[QPointF, int] | None = None
        self._item = ScatterItem(palette)
        self.addItem(self._item)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("The library at a glance")
        self._keys = {
            Qt.Key.Key_Left: lambda: self._walk("left"),
            Qt.Key.Key_Right: lambda: self._walk("right"),
            Qt.Key.Key_Up: lambda: self._walk("up"),
            Qt.Key.Key_Down: lambda: self._walk("down"),
            Qt.Key.Key_Home: lambda: self._go_to_rank(0),
            Qt.Key.Key_End: lambda: self._go_to_rank(len(self._cloud) - 1),
            Qt.Key.Key_Return: self._open_focused,
            Qt.Key.Key_Enter: self._open_focused,
            Qt.Key.Key_Space: self._toggle_focused,
            Qt.Key.Key_Escape: self._let_go,
        }
        self.set_items((), ())

    # -- what it shows

    def set_items(self, items: Sequence[ItemSummary], bands: Sequence[Band]) -> None:
        """Show these items. Those without a transcript have no figures, and no point."""
        at = self.focused_id
        self._items = [item for item in items if len(item.scores)]
        self._bands = bands
        self._cloud = Cloud.of(self._items, bands)
        known = set(self._cloud.ids.tolist())
        self._chosen &= known
        self._at = int(np.flatnonzero(self._cloud.ids == at)[0]) if at in known else -1
        self._clicked = None
        self._item.poles = (bands[0].name, bands[-1].name) if bands else ("", "")
        if len(self._items):
            self.show_message(None)
        else:
            self.show_message("No conversation here has a transcript yet." if items else "The library is empty.")
        self.setAccessibleDescription(f"{self.summary()} {HELP}")
        self.lay_out(self.size())

    def set_axes(self, across: Across, up: Up) -> None:
        """What stands across, and what upwards."""
        self._across, self._up = across, up
        self.setAccessibleDescription(f"{self.summary()} {HELP}")
        self.lay_out(self.size())

    def set_fit(self, fit: bool) -> None:
        """Fit the axis of scores to the items, or (as at first) show all of it."""
        self._fit = fit
        self.lay_out(self.size())

    def set_shown(self, ids: Collection[int] | None) -> None:
        """The items that the list shows: all others are faint. None: all are shown."""
        shown = None if ids is None else frozenset(ids)
        if shown != self._shown:
            self._shown = shown
            self._show_points()

    def set_brush(self, ids: Iterable[int]) -> None:
        """Choose these items. Emits nothing."""
        chosen = frozenset(ids) & frozenset(self._cloud.ids.tolist())
        if chosen != self._chosen:
            self._chosen = chosen
            self._show_points()

    @property
    def chosen(self) -> frozenset[int]:
        """Ids of the items that are chosen."""
        return self._chosen

    @property
    def axis(self) -> Axis:
        """The scores at the edges of the plot."""
        return self._item.axis

    @property
    def focused_id(self) -> int:
        """The item whose point the keyboard stands on, or 0."""
        return int(self._cloud.ids[self._at]) if 0 <= self._at < len(self._cloud) else 0

    def place_of(self, item_id: int) -> QPointF | None:
        """Where the point of an item stands in the viewport."""
        found = np.flatnonzero(self._cloud.ids == item_id)
        return QPointF(self._places.x[found[0]], self._places.y[found[0]]) if len(found) else None

    def apply_palette(self, palette: Palette) -> None:
        super().apply_palette(palette)
        self._item.apply_palette(palette)

    # -- places

    def lay_out(self, size: QSize) -> None:
        font = self.small_font()
        metrics = QFontMetricsF(font)
        item, cloud = self._item, self._cloud
        scores = cloud.up(self._up)
        item.axis = Axis()
        if self._fit and len(cloud):
            item.axis = Axis.fitted(int(np.floor(scores.min())), int(np.ceil(scores.max())))
        left = metrics.horizontalAdvance(signed(-100)) + 6
        undated = np.isnan(cloud.across(self._across))
        has_gutter = bool(undated.any())
        side = self._gutter_width(float(undated.mean()), size.width()) if has_gutter else 0.0
        bounds = Area(0.0, 0.0, float(size.width()), float(size.height()))
        bottom = max(bounds.bottom - metrics.height() - 4, 9.0)
        plot = Area(left + SIDE, 8.0, max(bounds.right - side - SIDE, left + SIDE + 1), bottom)
        gutter = Area(plot.right + 2 * SIDE, plot.top, bounds.right - SIDE, bottom) if has_gutter else plot
        item.bounds, item.plot, item.font = bounds, plot, font
        item.gutter = gutter if has_gutter else Area(0, 0, 0, 0)
        item.gutter_words = NO_DATE
        span = Span.around(cloud.across(self._across), self._across)
        most = max(int(plot.width // (TICK_ROOM + metrics.averageCharWidth())), 2)
        ticks = date_ticks(span, most) if self._across == "date" else length_ticks(span, most)
        item.ticks = [(plot.left + float(span.share(value)) * plot.width, words) for value, words in ticks]
        self._places = Places.of(cloud, self._across, self._up, span, item.axis, plot, gutter)
        self._show_points()

    def _gutter_width(self, share: float, width: int) -> float:
        """Room for those without a date, the more of them there are; never most of the chart."""
        words = QFontMetricsF(self.small_font()).horizontalAdvance(NO_DATE) + 12
        return max(GUTTER, words, min(share * 0.6, 0.4) * width)

    def _show_points(self) -> None:
        self._item.focused = self._at if self.has_focus_ring else -1
        self._item.show_points(self._places, self._cloud.kind, self._strong())
        self.viewport().update()

    def _strong(self) -> NDArray[np.bool_]:
        """The points that are painted strongly: in the list, and chosen if any are."""
        strong = np.ones(len(self._cloud), dtype=np.bool_)
        for ids in (self._shown, self._chosen or None):
            if ids is not None:
                strong &= np.isin(self._cloud.ids, np.fromiter(ids, dtype=np.int64, count=len(ids)))
        return strong

    # -- what a point of the viewport means

    def points_at(self, place: QPointF) -> list[int]:
        """The items whose points lie here, the one that a click opens first: the nearest, those in the list before
        faint ones."""
        found = self._places.covering(place.x(), place.y(), GRASP)
        strong = self._strong() if found else ()
        return [int(self._cloud.ids[point]) for point in sorted(found, key=lambda point: not strong[point])]

    def item_at(self, place: QPointF) -> int:
        """The item that a click here opens, or 0."""
        found = self.points_at(place)
        if not found:
            return 0
        if (
            self._clicked is not None
            and (self._clicked[0] - place).manhattanLength() <= 2
            and self._clicked[1] in found
        ):
            return found[(found.index(self._clicked[1]) + 1) % len(found)]
        return found[0]

    def hover_at(self, place: QPointF | None) -> None:
        item_id = self.item_at(place) if place is not None else 0
        self._item.marked = self._point_of(item_id)
        shape = Qt.CursorShape.PointingHandCursor if item_id else Qt.CursorShape.CrossCursor
        if self.message is None and self.viewport().cursor().shape() != shape:
            self.viewport().setCursor(shape)
        others = len(self.points_at(place)) - 1 if place is not None and item_id else 0
        more = f" · {count('other', others)} beneath: click again" if others else ""
        self.set_hover_text(self.words_of(item_id) + more if item_id else self._focus_words())
        self._item.update()

    def click_at(self, place: QPointF) -> None:
        item_id = self.item_at(place)
        if not item_id:
            self._let_go()
            return
        self._clicked = (place, item_id)
        self._at = self._point_of(item_id)
        if self._extends:
            self._choose(self._chosen ^ {item_id})
        else:
            self.item_opened.emit(item_id)
        self._show_points()

    def _point_of(self, item_id: int) -> int:
        found = np.flatnonzero(self._cloud.ids == item_id)
        return int(found[0]) if len(found) else -1

    # -- brushing with the mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._brush_from = event.position()
        self._extends = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        super().mousePressEvent(event)

    def drag(self, by: QPointF) -> None:
        del by
        if self._brush_from is None or self._pressed_at is None or self._message is not None:
            return
        self._item.brush = QRectF(self._brush_from, self._pressed_at).normalized()
        inside = self._brushed_ids(self._item.brush)
        self.set_hover_text(f"{count('conversation', len(inside))} in the rectangle")
        self._item.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        brush, self._item.brush = self._item.brush, None
        if brush is not None:
            inside = self._brushed_ids(brush)
            self._choose(self._chosen | inside if self._extends else inside)
        super().mouseReleaseEvent(event)
        self._brush_from, self._extends = None, False
        self._item.update()

    def _brushed_ids(self, brush: QRectF) -> frozenset[int]:
        area = Area(brush.left(), brush.top(), brush.right(), brush.bottom())
        return frozenset(self._cloud.ids[self._places.within(area)].tolist())

    def _choose(self, ids: frozenset[int]) -> None:
        if ids != self._chosen:
            self._chosen = ids
            self._show_points()
            self.brushed.emit(ids)

    def _let_go(self) -> bool:
        self._item.brush = None
        had = bool(self._chosen)
        self._choose(frozenset())
        return had

    # -- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._extends = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        super().keyPressEvent(event)
        self._extends = False

    def _walk(self, toward: Toward) -> bool:
        if not len(self._cloud):
            return False
        if self._at < 0:
            return self._go_to_rank(0)
        if self._extends:
            self._choose(self._chosen | {self.focused_id})
        return self._go_to(self._places.beside(self._at, toward))

    def _go_to_rank(self, rank: int) -> bool:
        if not len(self._cloud):
            return False
        return self._go_to(int(self._places.order[min(max(rank, 0), len(self._cloud) - 1)]))

    def _go_to(self, point: int) -> bool:
        self._at = point
        if self._extends:
            self._choose(self._chosen | {self.focused_id})
        self._set_ring(True)
        self.set_hover_text(self._focus_words())
        tell_value(self, self)
        return True

    def _open_focused(self) -> bool:
        if self._at >= 0:
            self.item_opened.emit(self.focused_id)
        return self._at >= 0

    def _toggle_focused(self) -> bool:
        if self._at >= 0:
            self._choose(self._chosen ^ {self.focused_id})
            tell_value(self, self)
        return self._at >= 0

    def _set_ring(self, shown: bool) -> None:
        super()._set_ring(shown)
        self._item.focused = self._at if self.has_focus_ring else -1
        self._item.update()

    # -- words

    def words_of(self, item_id: int) -> str:
        """A point in words."""
        return point_words(self._items[self._point_of(item_id)], self._bands, self._up)

    def _focus_words(self) -> str:
        if not self.has_focus_ring or not self.focused_id:
            return ""
        return self.words_of(self.focused_id) + self._chosen_mark()

    def _chosen_mark(self) -> str:
        return " · chosen" if self.focused_id in self._chosen else ""

    def summary(self) -> str:
        """The whole in a sentence."""
        return cloud_sentence(self._items, self._bands, self._up)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self.message is None:
            item_id = self.item_at(QPointF(event.pos()))
            if item_id:
                QToolTip.showText(event.globalPos(), self.words_of(item_id), self.viewport())
                return True
        return bool(super().viewportEvent(event))

    # -- for assistive technology

    def spoken_value(self) -> str:
        if self.message is not None:
            return self.message
        return self.words_of(self.focused_id) + self._chosen_mark() if self.focused_id else self.summary()

    def position(self) -> int:
        return self._places.rank_of(self._at) if self._at >= 0 else 0

    def position_range(self) -> tuple[int, int]:
        return 0, max(len(self._cloud) - 1, 0)

    def go_to_position(self, position: int) -> None:
        self._go_to_rank(position)

    def sizeHint(self) -> QSize:
        return QSize(640, 180)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 100)
