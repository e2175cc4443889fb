"""The library at a glance: one point for each conversation, brushed with the mouse or the keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from reader.domain.wording import count
from reader.gui.charts.accessible import tell_value
from reader.gui.charts.scatter_chart import ScatterChart
from reader.gui.charts.scatter_geometry import Area, Toward

if TYPE_CHECKING:
    from reader.gui.theme.palette import Palette

GRASP = 3.0
"""How many pixels beside a point still count as on it."""


class LibraryScatter(ScatterChart):
    """A drag chooses the points in its rectangle, with Shift besides those chosen already; a click on empty ground, or
    Esc, lets go of them. A click on a point opens it; where several overlap, the nearest, and clicked there again the
    next one. Mouse events reach the chart through its ``viewport()``.
    """

    item_opened = Signal(int)
    brushed = Signal(frozenset)
    """Ids of the items that are chosen now; empty: none, which narrows nothing."""

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(palette, parent)
        self._extends = False
        self._brush_from: QPointF | None = None
        self._pointed = 0
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

    # -- what a point of the viewport means

    def points_at(self, place: QPointF) -> list[int]:
        """The items whose points lie here, the one that a click opens first: the nearest, those in the list before
        faint ones."""
        found = self._places.covering(place.x(), place.y(), GRASP)
        return [int(self._cloud.ids[point]) for point in sorted(found, key=lambda point: not self._is_strong[point])]

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
        self._pointed = item_id
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
        if brush is not None and self._brush_from is not None:
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
        self._item.brush = self._brush_from = None
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

    def _focus_words(self) -> str:
        if not self.has_focus_ring or not self.focused_id:
            return ""
        return self.words_of(self.focused_id) + self._chosen_mark()

    def _chosen_mark(self) -> str:
        return " · chosen" if self.focused_id in self._chosen else ""

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self.message is None:
            item_id = self.item_at(QPointF(event.pos()))
            if item_id:
                QToolTip.showText(event.globalPos(), self.words_of(item_id), self.viewport())
                return True
        return bool(super().viewportEvent(event))

    @property
    def short_hover_text(self) -> str:
        """What :attr:`hover_text` says of a point, in few words; empty where it is about none."""
        pointed = self._pointed or (self.focused_id if self.has_focus_ring else 0)
        if not pointed or self._item.brush is not None:
            return ""
        return self.short_words_of(pointed) + (self._chosen_mark() if not self._pointed else "")

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
