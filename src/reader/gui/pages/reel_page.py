"""The counterbalance reel: the most one-sided moments of a conversation, each beside the nearest opposite one on the
same subject elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from reader.domain.wording import count
from reader.gui.widgets.elided_label import ElidedLabel
from reader.gui.widgets.empty_state import EmptyState
from reader.gui.widgets.labels import button, label, link_button
from reader.gui.widgets.reel_list import ReelList
from reader.gui.widgets.reel_side import ReelSideView

if TYPE_CHECKING:
    from reader.domain.framework import Band
    from reader.domain.item_summary import ItemSummary
    from reader.domain.progress import Progress
    from reader.domain.relating import ReelPair
    from reader.gui.theme.palette import Palette

LIST_WIDTH, NARROW_LIST_WIDTH = 280, 212
NARROW = 1100
"""Width of the page in pixels below which the list keeps to the essential."""
HINT = "Space or J: next pair · K: the one before · Enter: open the one there"
LOOKING = "Looking for opposite moments…"

FindItem = Callable[[int], "ItemSummary | None"]


class ReelPage(QWidget):
    """Shows pairs, that they are on their way, or why there are none. Finding them is the window's."""

    pair_changed = Signal(int)
    """A person went to the pair in this row, from 0."""
    open_requested = Signal(int, int)
    """Read this item on its own page, at this slice."""
    cancel_requested = Signal()
    methodology_requested = Signal()

    def __init__(self, palette: Palette, find_item: FindItem, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reel_page")
        self.setAccessibleName("Counterbalance reel")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._find_item = find_item
        self._bands: Sequence[Band] = ()
        self._quiet = False
        self.told = ElidedLabel(role="muted")
        self.how = link_button("How this works")
        self.list = ReelList(palette)
        self.here = ReelSideView("Here", palette)
        self.there = ReelSideView("Elsewhere", palette)
        self.missing = label("faint", wraps=True)
        self.words = label("muted", wraps=True)
        self.hint = label("faint", HINT)
        self.state = EmptyState()
        self.bar = QProgressBar()
        self.cancel = button("Cancel")
        self.looking = QWidget()
        self.pairs_view = QWidget()
        self._stack = QStackedWidget()
        self._assemble()
        self._wire()
        self.show_looking("")

    def _assemble(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(label("title", "Counterbalance reel"))
        top.addWidget(self.told, 1)
        top.addWidget(self.how)
        self._assemble_pairs()
        self._assemble_looking()
        for part in (self.looking, self.state, self.pairs_view):
            self._stack.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 12, 16, 10)
        layout.setSpacing(12)
        layout.addLayout(top)
        layout.addWidget(self.missing)
        layout.addWidget(self._stack, 1)

    def _assemble_pairs(self) -> None:
        sides = QHBoxLayout()
        sides.setSpacing(26)
        sides.addWidget(self.here, 1)
        sides.addWidget(self.there, 1)
        foot = QHBoxLayout()
        foot.setSpacing(16)
        foot.addWidget(self.words, 1)
        foot.addWidget(self.hint)
        right = QVBoxLayout()
        right.setSpacing(10)
        right.addLayout(sides, 1)
        right.addLayout(foot)
        layout = QHBoxLayout(self.pairs_view)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(22)
        layout.addWidget(self.list)
        layout.addLayout(right, 1)

    def _assemble_looking(self) -> None:
        self.bar.setFixedWidth(280)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("How far the search for opposite moments is")
        self._step = label("muted", LOOKING)
        layout = QVBoxLayout(self.looking)
        layout.setSpacing(10)
        layout.addStretch(2)
        for part in (self._step, self.bar, self.cancel):
            layout.addWidget(part, alignment=Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)

    def _wire(self) -> None:
        self.list.pair_chosen.connect(self._show_pair)
        self.list.doubleClicked.connect(lambda _index: self._open_there())
        self.cancel.clicked.connect(self.cancel_requested)
        self.how.clicked.connect(self.methodology_requested)
        for side in (self.here, self.there):
            side.open_requested.connect(self.open_requested)

    # -- what the window asks

    @property
    def pairs(self) -> Sequence[ReelPair]:
        """The pairs shown."""
        return self.list.rows.pairs if self._stack.currentWidget() is self.pairs_view else ()

    @property
    def row(self) -> int:
        """The pair that is shown, from 0; 0 where there is none."""
        return max(self.list.currentIndex().row(), 0) if self.pairs else 0

    def show_looking(self, title: str) -> None:
        """The pairs of the conversation of this title are on their way."""
        self._name(title)
        self._step.setText(LOOKING)
        self.bar.setRange(0, 0)
        self._stack.setCurrentWidget(self.looking)

    def show_progress(self, progress: Progress) -> None:
        """So far it is."""
        self._step.setText(progress.text or LOOKING)
        self.bar.setRange(0, progress.total)
        self.bar.setValue(progress.done)

    def show_pairs(self, title: str, pairs: Sequence[ReelPair], bands: Sequence[Band], row: int = 0) -> None:
        """Show these pairs, and of them the one in this row. Where they are shown already, nothing moves."""
        if pairs and self.pairs == tuple(pairs) and self._bands == bands and self.row == row:
            return
        came = self._stack.currentWidget() is not self.pairs_view
        self._bands = bands
        self._quiet = True
        self.list.rows.set_pairs(pairs)
        self._stack.setCurrentWidget(self.pairs_view)
        self.told.setText(f"{title} · {count('pair', len(pairs))}")
        self.list.choose(min(row, len(pairs) - 1))
        self._quiet = False
        if came and self.isVisible():
            self.take_focus()

    def show_state(
        self, title: str, heading: str, sentence: str, *offers: tuple[str, Callable[[], object]]
    ) -> None:  # fmt: skip
        """There are no pairs: why, and what to do."""
        self._name(title)
        self.state.say(heading, sentence, *offers)
        self._stack.setCurrentWidget(self.state)

    def show_missing(self, text: str) -> None:
        """Say what could not be looked through; nothing for an empty text."""
        self.missing.setText(text)
        self.missing.setVisible(bool(text))

    def _name(self, title: str) -> None:
        self.told.setText(title)
        self.show_missing("")
        self.list.rows.set_pairs(())

    def step(self, by: int) -> None:
        """Go some pairs on, or back; at either end nothing happens."""
        if self.pairs and 0 <= self.row + by < len(self.pairs):
            self.list.choose(self.row + by)

    def take_focus(self) -> None:
        """Give the keyboard to the pairs."""
        if self.pairs:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._stack.currentWidget() is self.looking:
            self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_text_font(self, family: str, points: int, _measure: int) -> None:
        """Set the texts in this font."""
        for side in (self.here, self.there):
            side.text.set_text_font(family, points)

    def apply_palette(self, palette: Palette) -> None:
        """Show these colours."""
        for part in (self.list, self.here, self.there):
            part.apply_palette(palette)

    # -- private

    def _show_pair(self, row: int) -> None:
        pair = self.list.rows.pairs[row]
        for view, side in ((self.here, pair.here), (self.there, pair.there)):
            view.show_side(side, self._find_item(side.item_id), pair.words, self._bands)
        common = f"In common: {', '.join(pair.words)}" if pair.words else "No telling word in common."
        self.words.setText(f"{row + 1} of {len(self.pairs)} · {common}")
        if not self._quiet:
            self.pair_changed.emit(row)

    def _open_there(self) -> None:
        if self.pairs:
            there = self.pairs[self.row].there
            self.open_requested.emit(there.item_id, there.number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        back = event.key() == Qt.Key.Key_Space and event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if plain and (event.key() in (Qt.Key.Key_K, Qt.Key.Key_Up, Qt.Key.Key_Left) or back):
            self.step(-1)
        elif plain and event.key() in (Qt.Key.Key_Space, Qt.Key.Key_J, Qt.Key.Key_Down, Qt.Key.Key_Right):
            self.step(1)
        elif plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open_there()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < NARROW
        self.list.setFixedWidth(NARROW_LIST_WIDTH if narrow else LIST_WIDTH)
        self.hint.setVisible(not narrow)
