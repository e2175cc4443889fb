"""The item page: one conversation with its header, charts, reading and transcript, held together by one cursor."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reader.domain.pointing import one_sided_after, one_sided_before
from reader.gui.cursor import Cursor, Origin
from reader.gui.item_work import FRAGILITY, SPEAKER, STRIKE, ItemWork
from reader.gui.turns import Turns
from reader.gui.widgets.chart_panel import ChartPanel
from reader.gui.widgets.item_header import ItemHeader
from reader.gui.widgets.sharing_splitter import SharingSplitter
from reader.gui.widgets.side_column import WHY, SideColumn
from reader.gui.widgets.transcript_panel import TranscriptPanel

if TYPE_CHECKING:
    from reader.domain.item_summary import ItemSummary
    from reader.domain.profile import Profile
    from reader.domain.striking import Strike
    from reader.gui.jobs import Jobs
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
    strike_requested = Signal(int, object)
    """Item id and the exception to keep."""
    strike_lift_requested = Signal(int)
    """Id of the exception to take away."""
    why_requested = Signal()
    """Somebody asked in the text why something counts: the column that says it has to be on the screen."""
    fragility_toggled = Signal(bool)
    jumped = Signal(int)
    """The cursor leapt to a slice; worth a step on the way back."""
    drifted = Signal(int)
    """The cursor moved on without a leap."""

    def __init__(self, palette: Palette, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("item_page")
        self.work = ItemWork(jobs, self)
        self._others: Callable[[], Sequence[ItemSummary]] = tuple
        self.cursor_position = Cursor(self)
        self.header = ItemHeader()
        self.charts = ChartPanel(palette)
        self.side = SideColumn(palette)
        self.reading, self.why = self.side.reading, self.side.why
        self.transcript = TranscriptPanel(palette)
        self.columns = SharingSplitter(Qt.Orientation.Horizontal, "item_columns", reading_width)
        self.rows = SharingSplitter(Qt.Orientation.Vertical, "item_rows", self._chart_height)
        self._item: OpenItem | None = None
        self._settled: OpenItem | None = None
        self._turns = Turns(self)
        self._assemble()
        self._wire()

    @property
    def item(self) -> OpenItem | None:
        """The item shown, or None."""
        return self._item

    @property
    def is_settled(self) -> bool:
        """True where every part shows the item as it is."""
        return self._settled is self._item

    @property
    def slice_number(self) -> int:
        """Where the cursor stands, from 1; 0 where there is no slice."""
        return self.cursor_position.slice_number

    def _assemble(self) -> None:
        self.columns.addWidget(self.side)
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
        self.header.methodology_requested.connect(self.methodology_requested)
        self._wire_why()
        self._wire_work()

    def _wire_why(self) -> None:
        """Rows of the panel and hits in the text lead to each other."""
        view, why = self.transcript.view, self.why
        view.hit_clicked.connect(self._show_why)
        view.why_requested.connect(self._ask_why)
        why.hit_chosen.connect(view.point_at)
        why.strike_tried.connect(self._try_strike)
        why.strike_dropped.connect(lambda: self.work.cancel(STRIKE))
        why.strike_requested.connect(self._ask_for_strike)
        why.lift_requested.connect(self.strike_lift_requested)
        why.methodology_requested.connect(self.methodology_requested)

    def _wire_work(self) -> None:
        """What is worked out off the GUI thread."""
        charts, work = self.charts, self.work
        charts.fragility_toggled.connect(self._want_fragility)
        charts.speaker_chosen.connect(self._hear)
        charts.speakers_asked.connect(work.count_speakers)
        work.fragility_went_on.connect(charts.tell_fragility)
        work.fragility_found.connect(charts.show_fragility)
        work.speakers_counted.connect(charts.head.show_shares)
        work.speaker_profiled.connect(self._show_speaker)
        work.effect_found.connect(self.why.show_effect)
        work.failed.connect(self._work_failed)

    # -- what the window asks

    def show_item(self, item: OpenItem, slice_number: int = 1) -> None:
        """Show an item with the cursor at a slice."""
        self._turns.drop()
        self._item = self._settled = item
        self.work.set_item(item)
        self.header.show_item(item)
        self.charts.show_item(item)
        self.reading.show_item(item)
        self.transcript.show_item(item)
        self.why.show_item(item)
        self.cursor_position.reset(len(item.slices), slice_number)
        if self.slice_number:
            self.cursor_position.move(self.slice_number, "opened")
        self.fragility_toggled.emit(False)

    def update_item(self, item: OpenItem) -> None:
        """Show an item that was edited or scored anew, without moving the text under the reader's eyes.

        One part follows the other within a few turns of the event loop: none of them alone takes a frame.
        """
        before = self._settled
        if before is None or before.id != item.id or not _same_text(before, item):
            self.show_item(item, self.slice_number or 1)
            return
        self._item = item
        parts: list[Callable[[], object]] = [
            lambda: self.header.show_item(item),
            lambda: self.transcript.show_head(item),
        ]
        if not _same_figures(before, item):
            self.work.set_item(item)
            parts += [
                lambda: self._update_charts(item),
                lambda: self.why.update_item(item),
                lambda: self.transcript.update_item(item),
            ]
        self._turns.take(*parts, lambda: self.reading.update_item(item), lambda: self._settle(item))

    def finish_update(self) -> None:
        """Show all of an update now."""
        self._turns.finish()

    def _settle(self, item: OpenItem) -> None:
        """All parts show this item."""
        self._settled = item

    def _update_charts(self, item: OpenItem) -> None:
        """Show other figures of the same slices."""
        speaker, fragile = self.charts.speaker, self.charts.fragility_wanted
        self.charts.update_item(item)
        if speaker:
            self._hear(speaker)
        elif fragile:
            self.work.find_fragility()

    def go_to_slice(self, number: int, origin: Origin = "history") -> None:
        """Move the cursor to a slice."""
        self.cursor_position.move(number, origin)

    def close_item(self) -> None:
        """Show no item any more."""
        self._turns.drop()
        self._item = self._settled = None
        self.work.set_item(None)
        self.cursor_position.reset(0)
        self.charts.clear()
        self.transcript.clear()
        self.why.show_item(None)

    def set_others(self, others: Callable[[], Sequence[ItemSummary]]) -> None:
        """Where to learn of the library's items, for an item's place among them."""
        self._others = others

    def toggle_fragility(self) -> None:
        """Show or hide how fragile each bar is."""
        self.charts.toggle_fragility()

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
        shown = self.charts.profile or self._item.profile
        number = find(self.slice_number, shown.scores, self._item.framework)
        if number:
            self.cursor_position.move(number, "key")

    def take_focus(self) -> None:
        """Give the keyboard to the transcript."""
        self.transcript.view.setFocus()

    def apply_palette(self, palette: Palette) -> None:
        """Show these colours."""
        self.charts.apply_palette(palette)
        self.transcript.apply_palette(palette)
        self.why.apply_palette(palette)
        self.side.related.apply_palette(palette)

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
        self.why.show_slice(number)
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

    def _show_why(self, number: int, index: int) -> None:
        """A hit in the text was clicked: its row is shown, where the column is on the screen."""
        if self.side.isVisible():
            self.side.show_view(WHY)
        self.why.choose_hit(number, index)

    def _ask_why(self, number: int, index: int) -> None:
        self.why_requested.emit()
        self.cursor_position.move(number, "text")
        self._show_why(number, index)
        self.why.take_focus()

    def _try_strike(self, number: int, strike: Strike) -> None:
        self.work.try_strike(number, strike, list(self._others()))

    def _ask_for_strike(self, strike: Strike) -> None:
        if self._item is not None:
            self.strike_requested.emit(self._item.id, strike)

    def _want_fragility(self, wanted: bool) -> None:
        if wanted:
            self.work.find_fragility()
        else:
            self.work.cancel(FRAGILITY)
        self.fragility_toggled.emit(wanted)

    def _hear(self, name: str) -> None:
        self.work.cancel(FRAGILITY)
        self.work.cancel(SPEAKER)
        self.fragility_toggled.emit(False)
        if name:
            self.work.hear(name)
        else:
            self.charts.show_everybody()
            self.transcript.view.show_speaker("")
            self.why.show_speaker("")

    def _show_speaker(self, name: str, profile: Profile, present: object) -> None:
        self.charts.show_speaker(name, profile, present)  # type: ignore[arg-type]
        self.transcript.view.show_speaker(name)
        self.why.show_speaker(name)

    def _work_failed(self, what: str) -> None:
        if what == FRAGILITY:
            self.charts.tell_fragility(None)
            self.fragility_toggled.emit(False)
        elif what == SPEAKER:
            self.charts.head.show_speaker(self.charts.speaker)
        elif what == STRIKE:
            self.why.card.show_trouble()


def reading_width(whole: int) -> int:
    """The reading column gets about a third of the width, but no more than it can use."""
    return min(round(whole * READING_SHARE), MOST_READING_WIDTH)


def _same_text(one: OpenItem, other: OpenItem) -> bool:
    """Whether both are the same transcript in the same slices."""
    return one.provenance.sha256 == other.provenance.sha256 and (
        one.slices is other.slices or [part.end for part in one.slices] == [part.end for part in other.slices]
    )


def _same_figures(one: OpenItem, other: OpenItem) -> bool:
    return (one.profile, one.strikes, one.stale) == (other.profile, other.strikes, other.stale) and (
        one.framework is other.framework or one.framework == other.framework
    )
