"""The table of the library page: conversations as rows under headings. Its small pictures can be clicked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reader.gui.charts.small_hits import band_tick_at, strip_hit_at, trail_bar_at
from reader.gui.charts.strip_geometry import StripFigures
from reader.gui.widgets.card_grid import AnyIndex
from reader.gui.widgets.card_hits import CardHit, marker_name
from reader.gui.widgets.item_list_model import ITEM_ROLE, ItemListModel
from reader.gui.widgets.library_columns import BY_ID, OF_WHAT_IS_THERE, PICTURES
from reader.gui.widgets.library_headings import LibraryHeadings
from reader.gui.widgets.picture_grid import PictureGrid
from reader.gui.widgets.wide_delegate import WideDelegate, picture_place

if TYPE_CHECKING:
    from reader.domain.item_summary import ItemSummary
    from reader.gui.theme.palette import Palette

HURRY_S = 0.006
"""While somebody scrolls, small pictures that take longer than this together wait for the next frame."""


class LibraryRows(PictureGrid):
    """The rows: cells of one column, as wide as the headings together. A click on a bar, tick, marker, band or track
    opens that slice, elsewhere the conversation.
    """

    one = "row"

    def __init__(self, model: ItemListModel, palette: Palette, headings: LibraryHeadings) -> None:
        self._headings = headings
        self._row_delegate = WideDelegate(model, palette, headings.cells)
        super().__init__(model)
        self._row_delegate.setParent(self)
        self.setObjectName("wide_item_view")
        self.describe("")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.use_delegate(self._row_delegate)
        headings.laid_out.connect(self.updateGeometries)
        headings.laid_out.connect(self.viewport().update)
        self.horizontalScrollBar().valueChanged.connect(headings.setOffset)

    @property
    def columns(self) -> int:
        """Rows: one cell side by side."""
        return 1

    def start_frame(self, *, hurried: bool) -> None:
        self._row_delegate.start_frame(HURRY_S if hurried else None)

    def was_left(self) -> bool:
        return self._row_delegate.was_left

    def ground(self) -> QColor:
        return self._row_delegate.ground

    def cell(self) -> QSize:
        return QSize(max(self._headings.length(), 1), self._row_delegate.row_height(self.font()))

    def cell_rect(self, row: int) -> QRect:
        return super().cell_rect(row).translated(-self.horizontalScrollBar().value(), 0)

    def indexAt(self, p: QPoint) -> AnyIndex:  # type: ignore[override]
        row = (p.y() + self.verticalOffset()) // self.cell().height()
        return self._model.index(row if 0 <= row < self._model.rowCount() else -1)

    def updateGeometries(self) -> None:
        super().updateGeometries()
        bar, room = self.horizontalScrollBar(), self.viewport().width()
        bar.setRange(0, max(self._headings.length() - room, 0))
        bar.setPageStep(room)
        bar.setSingleStep(24)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._headings.set_list_width(self.viewport().width())
        super().resizeEvent(event)

    # -- the small pictures

    def picture_rect(self, row: int, name: str) -> QRectF:
        """Where the ``strip``, ``bands`` or ``trail`` of a row stands; empty where that column is not shown."""
        place = self.cell_rect(row)
        for column, left, width in self._headings.cells():
            if column.id == name:
                return picture_place(name, QRect(place.left() + left, place.top(), width, place.height()))
        return QRectF()

    @property
    def marks(self) -> WideDelegate:
        """Where the mark is kept."""
        return self._row_delegate

    def hit_at(self, place: QPoint | QPointF) -> CardHit | None:
        place = QPointF(place)
        index = self.indexAt(place.toPoint())
        if not index.isValid():
            return None
        item: ItemSummary = index.data(ITEM_ROLE)
        for name in PICTURES:
            rect = self.picture_rect(index.row(), name)
            if len(item.scores) and rect.contains(place):
                return self._hit(item, name, rect, place)
        return None

    def _hit(self, item: ItemSummary, name: str, rect: QRectF, place: QPointF) -> CardHit | None:
        if name != "strip":
            find = trail_bar_at if name == "trail" else band_tick_at
            number = find(rect, place, item.scores, item.evidence, self.devicePixelRatioF())
            return CardHit(item, number) if number else None
        figures = StripFigures.of_scores(item.scores, item.p10, item.median, item.p90)
        hit = strip_hit_at(rect, place, figures)
        if hit is None:
            return None
        number = hit.slice_of(item.scores, self._landed[1] if self._landed[0] == item.id else 0)
        what = "" if hit.on_track else marker_name(hit.part, self._model.bands)
        return CardHit(item, number, hit.on_track, what)


class LibraryTable(QWidget):
    """Headings and rows."""

    def __init__(self, model: ItemListModel, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.headings = LibraryHeadings(palette)
        self.rows = LibraryRows(model, palette, self.headings)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.headings)
        layout.addWidget(self.rows, 1)
        model.narrowed.connect(self.show_state)
        self.show_state()

    def show_state(self) -> None:
        """Show by what the list is sorted, and only columns of which it has something."""
        self.headings.set_sorting(*self._model.sorting)
        if self._model.total:
            there = self._model.table.facets.offered
            self.headings.set_offered([name for name in BY_ID if name not in OF_WHAT_IS_THERE or name in there])

    def apply_palette(self, palette: Palette) -> None:
        """Show these colours."""
        self.headings.apply_palette(palette)
        self.rows.apply_palette(palette)
