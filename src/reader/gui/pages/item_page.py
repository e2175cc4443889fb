"""The item page: one conversation with its header, charts, reading and transcript, held together by one cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reader.domain.pointing import one_sided_after, one_sided_before
from reader.gui.cursor import Cursor, Origin
from reader.gui.widgets.chart_panel import ChartPanel
from reader.gui.widgets.item_header import ItemHeader
from reader.gui.widgets.reading_column import ReadingColumn
from reader.gui.widgets.sharing_splitter import SharingSplitter
from reader.gui.widgets.transcript_panel import TranscriptPanel

if TYPE_CHECKING:
    from reader.gui.theme.palette import Palette
    from reader.services.reading import OpenItem

LOW = 720
"""Height of the page in pixels below which the parts keep to the essential."""
TINY = 540
"""Height below which the charts are all that stays of their panel."""

MOST_CHART_HEIGHT = 400
READING_SHARE = 0.36
MOST_READING_WIDTH = 560


class ItemPage(QWidget):
    """Shows one open item. The page owns the cursor; charts and text only report and show."""

    edit_requested = Signal(int)
    link_requested = Signal(str)
    methodology_requested = Signal()
    jumped = Signal(int)
    """The cursor leapt to a slice; worth a step on the way back."""
    drifted = Signal(int)
    """The cursor moved on without a leap."""

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("item_page")
        self.cursor_position = Cursor(self)
        self.header = ItemHeader()
        self.charts = ChartPanel(palette)
        self.reading = ReadingColumn()
        self.transcript = TranscriptPanel(palette)
        self.columns = SharingSplitter(Qt.Orientation.Horizontal, "item_columns", reading_width)
        self.rows = SharingSplitter(Qt.Orientation.Vertical, "item_rows", self._chart_height)
        self._item: OpenItem | None = None
        self._assemble()
        self._wire()

    @property
    def item(self) -> OpenItem | None:
        """The item shown, or None."""
        return self._item

    @property
    def slice_number(self) -> int:
        """Where the cursor stands, from 1; 0 where there is no slice."""
        return self.cursor_position.slice_number

    def _assemble(self) -> None:
        self.columns.addWidget(self.reading)
        self.columns.addWidget(self.transcript)
        self.columns.setHandleWidth(1)
        self.rows.addWidget(self.charts)
        self.rows.addWidget(self.columns)
        self.rows.setHandleWidth(10)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 12, 16, 0)
        layout.setSpacing(10)
        layout.addWidget(self.header)
        layout.addWidget(self.rows, 1)

    def _wire(self) -> None:
        """All wiring between the widgets of the page."""
        cursor = self.cursor_position
        self.charts.slice_clicked.connect(lambda number: cursor.move(number, "chart"))
        self.transcript.slice_reached.connect(lambda number: cursor.move(number, "text"))
        cursor.moved.connect(self._show_cursor)
        self.charts.height_wanted.connect(self.rows.share)
        self.charts.methodology_requested.connect(self.methodology_requested)
        self.header.edit_requested.connect(self._ask_for_edit)
        self.reading.edit_requested.connect(self._ask_for_edit)
        self.reading.link_requested.connect(self.link_requested)

    # -- what the window asks

    def show_item(self, item: OpenItem, slice_number: int = 1) -> None:
        """Show an item with the cursor at a slice."""
        self._item = item
        self.header.show_item(item)
        self.charts.show_item(item)
        self.reading.show_item(item)
        self.transcript.show_item(item)
        self.cursor_position.reset(len(item.slices), slice_number)
        if self.slice_number:
            self.cursor_position.move(self.slice_number, "opened")

    def update_item(self, item: OpenItem) -> None:
        """Show an item that was edited, without moving the text under the reader's eyes."""
        same_text = self._item is not None and self._item.provenance.sha256 == item.provenance.sha256
        if not same_text or self._item is None or self._item.id != item.id:
            self.show_item(item, self.slice_number or 1)
            return
        self._item = item
        self.header.show_item(item)
        self.reading.show_item(item)

    def go_to_slice(self, number: int, origin: Origin = "history") -> None:
        """Move the cursor to a slice."""
        self.cursor_position.move(number, origin)

    def close_item(self) -> None:
        """Show no item any more."""
        self._item = None
        self.cursor_position.reset(0)
        self.charts.clear()
        self.transcript.clear()

    def set_text_font(self, family: str, points: int, measure: int) -> None:
        """Set the transcript in this font: family ("" is the program's own), points, characters a line."""
        self.transcript.view.set_text_font(family, points, measure)

    def step(self, by: int) -> None:
        """Move the cursor by so many slices."""
        self.cursor_position.step(by)

    def step_one_sided(self, forward: bool) -> None:
        """Move to the next (or previous) slice that leans clearly to one side; at the last one nothing happens."""
        if self._item is None:
            return
        find = one_sided_after if forward else one_sided_before
        number = find(self.slice_number, self._item.profile.scores, self._item.framework)
        if number:
            self.cursor_position.move(number, "key")

    def apply_palette(self, palette: Palette) -> None:
        """Show these colours."""
        self.charts.apply_palette(palette)
        self.transcript.apply_palette(palette)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for part in (self.header, self.charts, self.transcript):
            part.set_compact(self.height() < LOW)
        self.charts.set_tiny(self.height() < TINY)

    def _chart_height(self, whole: int) -> int:
        """The charts get the height they want, more in a high window."""
        return max(self.charts.wanted_height(), min(whole // 5, MOST_CHART_HEIGHT))

    # -- private slots

    def _show_cursor(self, number: int, origin: Origin) -> None:
        self.charts.set_current(number)
        if origin == "text":
            self.transcript.view.set_current(number)
        else:
            self.transcript.view.go_to_slice(number)
        if origin == "chart":
            self.jumped.emit(number)
        elif origin in ("text", "key"):
            self.drifted.emit(number)

    def _ask_for_edit(self) -> None:
        if self._item is not None:
            self.edit_requested.emit(self._item.id)


def reading_width(whole: int) -> int:
    """The reading column gets about a third of the width, but no more than it can use."""
    return min(round(whole * READING_SHARE), MOST_READING_WIDTH)
