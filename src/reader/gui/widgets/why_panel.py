"""Why a slice has its score: every hit in its sentence with what it adds, down to the number shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reader.domain.record import replaced
from reader.domain.striking import strike_at
from reader.domain.wording import signed
from reader.gui.widgets.labels import button, label, link_button, set_role
from reader.gui.widgets.why_head import WhyHead
from reader.gui.widgets.why_list import ColumnNames, WhyList
from reader.gui.widgets.why_rows import WhyRow, WhyRows, rows_of
from reader.gui.widgets.why_strike import WhyStrike

if TYPE_CHECKING:
    from reader.domain.explaining import Ledger, StrikeEffect
    from reader.domain.striking import Strike
    from reader.gui.theme.palette import Palette
    from reader.services.reading import OpenItem

ROOMY = 440
"""Height in pixels from which the rows stay beside the card of a strike."""
NO_SLICES = "There is no transcript, so there is no score to explain."
NO_HITS = (
    "No term of the lexicon stands in this slice. Its 0 says that there is no evidence, not that both sides balance."
)


class WhyPanel(QWidget):
    """Follows the cursor. It looks at the slice only while it is on the screen."""

    hit_chosen = Signal(int, int)
    """Where the chosen hit stands in the transcript's text: start and end."""
    strike_tried = Signal(int, object)
    """Slice number and the exception to try; its effects come back by :meth:`show_effect`."""
    strike_dropped = Signal()
    """Nothing is tried any more."""
    strike_requested = Signal(object)
    """The exception to keep."""
    lift_requested = Signal(int)
    """Id of the exception to take away."""
    methodology_requested = Signal()

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("why_panel")
        self._item: OpenItem | None = None
        self._ledger: Ledger | None = None
        self._number = 0
        self._speaker = ""
        self._wanted_hit = -1
        self._stale = True
        self.rows = WhyRows(self)
        self.list = WhyList(self.rows, palette)
        self.card = WhyStrike()
        self._head = WhyHead()
        self._message = label("muted", wraps=True)
        self._notice = label("warning", wraps=True)
        self._columns = ColumnNames(self.list)
        self._strike = button("Strike out…")
        self._how = link_button("How this works")
        self._foot = QWidget()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._assemble()
        self._connect()
        self.apply_palette(palette)

    def _assemble(self) -> None:
        self._strike.setToolTip("See what would change without this hit (Delete)")
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.addWidget(self._strike)
        foot.addStretch(1)
        foot.addWidget(self._how)
        self._message.setContentsMargins(0, 8, 0, 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 12, 8)
        layout.setSpacing(6)
        layout.addWidget(self._head)
        for row in (self._notice, self._columns, self._message):
            layout.addWidget(row)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.card)
        layout.addWidget(self._foot)
        layout.addStretch(0)

    def _connect(self) -> None:
        self._soon.timeout.connect(self._refresh)
        self.list.row_chosen.connect(lambda row: self.hit_chosen.emit(row.start, row.end))
        self.list.strike_asked.connect(self.try_strike)
        self.list.back_asked.connect(self._bring_back)
        self.list.current_changed.connect(self._show_state)
        self.card.keep_asked.connect(self._keep)
        self.card.cancelled.connect(self.drop_strike)
        self._strike.clicked.connect(lambda: self.try_strike(self.list.current_row))
        self._how.clicked.connect(self.methodology_requested)

    def minimumSizeHint(self) -> QSize:
        return QSize(220, 80)

    # -- what the page asks

    def show_item(self, item: OpenItem | None) -> None:
        """Explain this item's slices from now on; which one, :meth:`show_slice` says."""
        self.drop_strike()
        self._item, self._number, self._speaker = item, 0, ""
        self._look_again()

    def update_item(self, item: OpenItem) -> None:
        """The same item with other figures: what is explained and the keys stay where they are."""
        self.drop_strike()
        self._item = item
        self._look_again()

    def show_slice(self, number: int) -> None:
        """Explain this slice; 0 for none."""
        if number != self._number:
            self.drop_strike()
            self._number, self._wanted_hit = number, -1
            self._look_again()

    def show_speaker(self, name: str) -> None:
        """The charts show one speaker's figures ("" for all): the panel says that it explains the whole slice."""
        self._speaker = name
        self._show_state()

    def choose_hit(self, number: int, index: int) -> None:
        """Put the keys on a hit of a slice, by its number in the slice from 0."""
        self.show_slice(number)
        self._wanted_hit = index
        self._look_again()

    @property
    def number(self) -> int:
        """The slice that is explained; 0 for none."""
        return self._number

    @property
    def ledger(self) -> Ledger | None:
        """What is shown, or None."""
        return self._ledger

    def take_focus(self) -> None:
        """Give the keyboard to the rows."""
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def apply_palette(self, palette: Palette) -> None:
        """Show these colours."""
        self.list.apply_palette(palette)
        self._columns.apply_palette(palette)

    # -- striking out

    def try_strike(self, row: WhyRow | None) -> None:
        """Show what striking this hit out would change. Nothing is kept before a person says so."""
        if row is None or row.line is None or self._item is None:
            return
        self.rows.set_tried(row)
        self._columns.hide()
        self._foot.hide()
        self._fit_list()
        self.card.ask(self._item.transcript.text[row.start : row.end], self._item.framework)
        QTimer.singleShot(0, self.list, self._reveal_tried)
        self.hit_chosen.emit(row.start, row.end)
        self.strike_tried.emit(self._number, self._strike_of(row))

    def _fit_list(self) -> None:
        """In a low column the card needs the room; its heading names the words it is about."""
        if self.rows.tried is not None:
            self.list.setVisible(self.height() >= ROOMY)

    def _reveal_tried(self) -> None:
        """Once the card has taken its room, the row it is about is still in view."""
        tried = self.rows.tried
        if tried is not None and tried in self.rows.rows:
            self.list.scrollTo(self.rows.index(list(self.rows.rows).index(tried)))

    def show_effect(self, scope: str, effect: StrikeEffect) -> None:
        """What the exception that is tried would change within a scope."""
        if self.rows.tried is not None:
            self.card.show_effect(scope, effect)

    def drop_strike(self) -> None:
        """Try nothing any more."""
        if self.rows.tried is None:
            return
        had_focus = self.card.isAncestorOf(self.focusWidget()) if self.focusWidget() is not None else False
        self.rows.set_tried(None)
        self.card.hide()
        self._foot.show()
        self._show_state()
        if had_focus:
            self.take_focus()
        self.strike_dropped.emit()

    def _strike_of(self, row: WhyRow) -> Strike:
        assert self._item is not None
        return strike_at(self._item.transcript, row.start, row.end, row.term)

    def _keep(self, scope: str) -> None:
        row = self.rows.tried
        if row is None:
            return
        strike = replaced(self._strike_of(row), scope=scope)
        self.drop_strike()
        self.strike_requested.emit(strike)

    def _bring_back(self, row: WhyRow) -> None:
        if row.strike is not None:
            self.lift_requested.emit(row.strike.id)

    # -- private

    def _look_again(self) -> None:
        """Look at the slice in the next turn of the event loop: many steps of the cursor cost one look."""
        self._stale = True
        if self.isVisible():
            self._soon.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._soon.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._soon.stop()
        self.drop_strike()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_list()

    def _refresh(self) -> None:
        self._stale = False
        item, number = self._item, self._number
        kept = self.list.currentIndex().row()
        same = self._ledger is not None and self._ledger.number == number
        self._ledger = None
        if item is None or not number:
            self.rows.show_rows([])
        else:
            from reader.services import explaining

            self._ledger = explaining.explain(item, number)
            self.rows.show_rows(rows_of(item, self._ledger))
        wanted = self.rows.row_of_hit(self._wanted_hit) if self._wanted_hit >= 0 else kept if same else -1
        self._wanted_hit = -1
        if 0 <= wanted < self.rows.rowCount():
            self.list.choose(wanted)
        else:
            self.list.scrollToTop()
        self._head.show_ledger(item, self._ledger)
        self._show_state()

    def _show_state(self) -> None:
        item, ledger = self._item, self._ledger
        lines = bool(ledger is not None and ledger.lines)
        trying = self.rows.tried is not None
        self._columns.setVisible(lines and not trying)
        self.list.setVisible(self.rows.rowCount() > 0 and (not trying or self.height() >= ROOMY))
        self._message.setText("" if lines else NO_HITS if ledger is not None else NO_SLICES if item is not None else "")
        self._message.setVisible(bool(self._message.text()))
        self._layout_rest(filled=self.rows.rowCount() > 0)
        row = self.list.current_row
        self._strike.setVisible(lines)
        self._strike.setEnabled(row is not None and row.kind == "hit")
        self._notice.setText(self._notice_text())
        set_role(self._notice, "muted" if self._speaker else "warning")
        self._notice.setVisible(bool(self._notice.text()))

    def _layout_rest(self, filled: bool) -> None:
        """Where the list is away, the message takes its room."""
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            self._message.setAlignment(Qt.AlignmentFlag.AlignTop)
            layout.setStretchFactor(self._message, 0 if filled else 1)

    def _notice_text(self) -> str:
        item, ledger = self._item, self._ledger
        if item is None or ledger is None:
            return ""
        if self._speaker:
            return f"The charts show {self._speaker} only; here the whole slice is explained."
        shown = int(item.profile.scores[ledger.number - 1])
        if shown != ledger.score:
            return f"The charts still show {signed(shown)}, by another framework, until this item is scored anew."
        return ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.rows.tried is not None:
            self.drop_strike()
        else:
            super().keyPressEvent(event)
