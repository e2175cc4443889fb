"""The bar with which a person finds words in the transcript."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QSizePolicy, QToolButton, QWidget

from reader.domain.wording import count
from reader.gui.theme.palette import Palette
from reader.gui.widgets.transcript_find import FindQuery
from reader.gui.widgets.transcript_view import TranscriptView

LONGEST_PREFILL = 80
"""A selection up to this many characters becomes the query when the bar opens."""


class FindBar(QWidget):
    """Text, two switches, the count, next and previous. Searches one view; hidden until it is opened."""

    closed = Signal()

    def __init__(self, view: TranscriptView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._keeps_place = False
        self.field = QLineEdit()
        self.match_case = self._button("Aa", "Match case", checkable=True)
        self.whole_words = self._button("W", "Whole words", checkable=True)
        self.previous_button = self._button("↑", "Previous (Shift+F3)")
        self.next_button = self._button("↓", "Next (F3)")
        self.close_button = self._button("×", "Close (Esc)")
        self.count_label = QLabel()
        self.note_label = QLabel()
        self._assemble()
        self._connect()
        self.hide()

    @staticmethod
    def _button(text: str, name: str, checkable: bool = False) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setToolTip(name)
        button.setAccessibleName(name.partition(" (")[0])
        button.setCheckable(checkable)
        button.setAutoRaise(True)
        return button

    def _assemble(self) -> None:
        self.setAccessibleName("Find")
        self.field.setPlaceholderText("Find in this transcript")
        self.field.setAccessibleName("Find in this transcript")
        self.field.setClearButtonEnabled(True)
        self.field.setMinimumWidth(140)
        self.count_label.setAccessibleName("Places found")
        self.count_label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.count_label.setMinimumWidth(self.fontMetrics().horizontalAdvance("8,888 of 8,888"))
        self.note_label.setAccessibleName("Note")
        self.note_label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 4, 8, 4)
        row.setSpacing(4)
        row.addWidget(self.field, 3)
        for widget in (self.match_case, self.whole_words, self.count_label, self.previous_button, self.next_button):
            row.addWidget(widget)
        row.addWidget(self.note_label, 2)
        row.addWidget(self.close_button)

    def _connect(self) -> None:
        self.field.textChanged.connect(self._search)
        self.match_case.toggled.connect(self._search)
        self.whole_words.toggled.connect(self._search)
        self.next_button.clicked.connect(self._view.find_next)
        self.previous_button.clicked.connect(self._view.find_previous)
        self.close_button.clicked.connect(self.close_bar)
        self._view.finder.changed.connect(self._show_count)
        self._view.finder.went_round.connect(self.note_label.setText)
        self._view.item_changed.connect(self._search_again)

    def apply_palette(self, palette: Palette) -> None:
        """Take the colours of a theme."""
        for label, colour in ((self.count_label, palette.text_muted), (self.note_label, palette.text_faint)):
            colours = label.palette()
            colours.setColor(label.foregroundRole(), colour)
            label.setPalette(colours)

    def open(self) -> None:
        """Show the bar with the keyboard in it; a short selection in the text becomes the query."""
        selected = self._view.selected_text()
        self.show()
        if selected and len(selected) <= LONGEST_PREFILL and "\n" not in selected and selected != self.field.text():
            self.field.setText(selected)
        else:
            self._search_again()
        self.field.selectAll()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_bar(self) -> None:
        """Hide the bar, take the marks away and give the keyboard back to the text."""
        self.hide()
        self._view.finder.close()
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()

    def query(self) -> FindQuery:
        """What the bar asks for."""
        return FindQuery(self.field.text(), self.match_case.isChecked(), self.whole_words.isChecked())

    def _search(self) -> None:
        self._view.find_text(self.query())

    def _search_again(self) -> None:
        if not self.isHidden():
            self._view.finder.start(self.query(), keep_place=True)

    def _show_count(self, current: int, total: int, running: bool) -> None:
        self.count_label.setText(self._count_text(current, total, running))
        for button in (self.next_button, self.previous_button):
            button.setEnabled(total > 0)

    def _count_text(self, current: int, total: int, running: bool) -> str:
        if self.query().is_empty:
            return ""
        if running:
            return f"{total:,} so far"
        if not total:
            return "Not found"
        return f"{current:,} of {total:,}" if current else count("place", total)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        backward = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F3):
            self._view.find_previous() if backward else self._view.find_next()
        else:
            super().keyPressEvent(event)
