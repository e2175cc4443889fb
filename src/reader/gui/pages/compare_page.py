"""One conversation under two frameworks: arc above arc with one cursor, and the words it stands at below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from reader.domain.wording import count
from reader.gui.widgets.compare_row import CompareRow
from reader.gui.widgets.elided_label import ElidedLabel
from reader.gui.widgets.empty_state import EmptyState
from reader.gui.widgets.labels import label, link_button
from reader.gui.widgets.transcript_view import TranscriptView

if TYPE_CHECKING:
    from reader.domain.slicing import Slice
    from reader.gui.theme.palette import Palette
    from reader.services.explaining import Compared
    from reader.services.frameworks import FrameworkEntry
    from reader.services.reading import OpenItem

UPPER, LOWER = 0, 1


class ComparePage(QWidget):
    """Keeps one cursor over both arcs and the text. Where the two cut the text otherwise, the place in the text is what
    they share.
    """

    framework_chosen = Signal(int, str)
    """Which of the two (0 the upper one), and the framework's id."""
    read_requested = Signal(int)
    """Read on the item page, at this slice of the item."""
    methodology_requested = Signal(str)

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("compare_page")
        self._item: OpenItem | None = None
        self._position = 0
        self._reading = UPPER
        self.rows = (CompareRow("Upper", palette), CompareRow("Lower", palette))
        self.notice = label("faint", wraps=True)
        self.text = TranscriptView()
        self._title = ElidedLabel()
        self._text_of = ElidedLabel(role="faint")
        self._read = link_button("Read in the conversation")
        self._assemble()
        self._connect()
        self.text.apply_palette(palette)

    def _assemble(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(label("title", "Two frameworks"))
        top.addWidget(self._title, 1)
        arcs = QWidget()
        upper = QVBoxLayout(arcs)
        upper.setContentsMargins(0, 0, 0, 0)
        upper.setSpacing(8)
        for row in self.rows:
            upper.addWidget(row, 1)
        upper.addWidget(self.notice)
        words = QWidget()
        lower = QVBoxLayout(words)
        lower.setContentsMargins(0, 4, 0, 0)
        lower.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(label("strong", "Transcript"))
        head.addWidget(self._text_of, 1)
        head.addWidget(self._read)
        lower.addLayout(head)
        lower.addWidget(self.text, 1)
        self.columns = QSplitter(Qt.Orientation.Vertical)
        self.columns.setObjectName("item_rows")
        self.columns.setChildrenCollapsible(False)
        self.columns.setHandleWidth(10)
        self.columns.addWidget(arcs)
        self.columns.addWidget(words)
        self.columns.setSizes([400, 360])
        self._empty = EmptyState()
        self._empty.say("No conversation is open", "Open one from the list, to see it under two frameworks.")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 14, 16, 0)
        layout.setSpacing(10)
        layout.addLayout(top)
        layout.addWidget(self.columns, 1)
        layout.addWidget(self._empty, 1)
        self._empty.hide()

    def _connect(self) -> None:
        for side, row in enumerate(self.rows):
            row.framework_chosen.connect(lambda framework_id, s=side: self.framework_chosen.emit(s, framework_id))
            row.slice_clicked.connect(lambda number, s=side: self._clicked(s, number))
            row.methodology_requested.connect(self.methodology_requested)
        self.text.slice_reached.connect(self._reached)
        self._read.clicked.connect(self._ask_to_read)

    # -- what the window asks

    @property
    def item_id(self) -> int:
        """The item that is compared; 0 for none."""
        return self._item.id if self._item is not None else 0

    def framework_id(self, side: int) -> str:
        """The framework picked at one side."""
        return self.rows[side].framework_id

    def show_item(self, item: OpenItem | None, number: int = 1) -> None:
        """Compare this item, from this slice of it on; the arcs follow by :meth:`show_side`."""
        same = item is not None and self._item is not None and item.id == self._item.id
        self._item = item
        self.columns.setVisible(item is not None)
        self._empty.setVisible(item is None)
        self._title.setText(item.metadata.title if item is not None else "")
        if item is None:
            return
        self._reading = UPPER
        if not same:
            self._position = item.slices[number - 1].start if 0 < number <= len(item.slices) else 0
            self.text.clear("Scoring…")
        for row in self.rows:
            row.show_state("Scoring…")

    def offer(self, entries: Sequence[FrameworkEntry], upper: str, lower: str) -> None:
        """Offer these frameworks at both sides."""
        for row, chosen in zip(self.rows, (upper, lower), strict=True):
            row.offer(entries, chosen)

    def show_side(self, side: int, seen: Compared) -> None:
        """The item under the framework of one side."""
        self.rows[side].show_seen(seen)
        self._say_how_cut()
        if side == self._reading:
            self._show_text(side)
        self._show_cursor()

    def show_problem(self, side: int, sentence: str) -> None:
        """One side cannot be shown."""
        self.rows[side].show_state(sentence, problem=True)
        self._say_how_cut()
        if side == self._reading and self.rows[1 - side].seen is not None:
            self._show_text(1 - side)
            self._show_cursor()

    def set_text_font(self, family: str, points: int, measure: int) -> None:
        """Set the text in this font."""
        self.text.set_text_font(family, points, measure)

    def apply_palette(self, palette: Palette) -> None:
        """Show these colours."""
        for row in self.rows:
            row.apply_palette(palette)
        self.text.apply_palette(palette)

    def take_focus(self) -> None:
        """Put the keyboard on the upper arc."""
        self.rows[UPPER].arc.setFocus()

    # -- the one cursor

    def _clicked(self, side: int, number: int) -> None:
        seen = self.rows[side].seen
        if seen is None:
            return
        self._position = seen.slices[number - 1].start
        if side != self._reading:
            self._show_text(side)
        self._show_cursor()

    def _reached(self, number: int) -> None:
        """The text was scrolled or clicked."""
        seen = self.rows[self._reading].seen
        if seen is not None:
            self._position = seen.slices[number - 1].start
            self._light_bars()

    def _show_cursor(self) -> None:
        self._light_bars()
        seen = self.rows[self._reading].seen
        if seen is not None:
            self.text.go_to_slice(slice_at(seen.slices, self._position))

    def _light_bars(self) -> None:
        for row in self.rows:
            if row.seen is not None:
                row.arc.set_current(slice_at(row.seen.slices, self._position))

    def _show_text(self, side: int) -> None:
        seen = self.rows[side].seen
        assert seen is not None
        self._reading = side
        self._text_of.setText(f"slices, scores and marked words of {seen.framework.name}")
        self.text.show_item(seen)

    def _say_how_cut(self) -> None:
        upper, lower = (row.seen for row in self.rows)
        if upper is None or lower is None or upper.slices == lower.slices:
            self.notice.hide()
            return
        self.notice.setText(
            f"The two cut the text otherwise: {count('slice', len(upper.slices))} above, {len(lower.slices):,} below. "
            "Both cursors stand at the same place in the text, so their numbers may differ."
        )
        self.notice.show()

    def _ask_to_read(self) -> None:
        if self._item is not None:
            self.read_requested.emit(slice_at(self._item.slices, self._position))


def slice_at(slices: Sequence[Slice], position: int) -> int:
    """Number of the slice that holds a position of the text; 0 where there is no slice."""
    from bisect import bisect_right

    return bisect_right([part.start for part in slices], position) if slices else 0
