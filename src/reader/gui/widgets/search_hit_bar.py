"""The slim bar over a transcript that a search has led to: which hit one is at, and on to the next."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from reader.gui.widgets.elided_label import ElidedLabel


class SearchHitBar(QWidget):
    """Hidden until a search leads here. What its buttons do is the window's."""

    next_requested = Signal()
    previous_requested = Signal()
    results_requested = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("search_hit_bar")
        self.setProperty("panel", "notice")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Search")
        self.words = ElidedLabel(role="text")
        self.results_button = self._button("Results", "Back to the results", "Back to the results of the search")
        self.previous_button = self._button("↑", "Hit before", "The hit before, in any conversation (Shift+F3)")
        self.next_button = self._button("↓", "Next hit", "The next hit, in any conversation (F3)")
        self.close_button = self._button("×", "Close", "Take the marks of the search away (Esc)")
        self._assemble()
        self.previous_button.clicked.connect(self.previous_requested)
        self.next_button.clicked.connect(self.next_requested)
        self.results_button.clicked.connect(self.results_requested)
        self.close_button.clicked.connect(self.close_bar)
        self.hide()

    @staticmethod
    def _button(text: str, name: str, tip: str) -> QToolButton:
        made = QToolButton()
        made.setText(text)
        made.setToolTip(tip)
        made.setAccessibleName(name)
        made.setAutoRaise(True)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return made

    def _assemble(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 2, 4, 2)
        row.setSpacing(4)
        row.addWidget(self.words, 1)
        for part in (self.results_button, self.previous_button, self.next_button, self.close_button):
            row.addWidget(part)

    def say(self, here: str, whole: str, note: str = "") -> None:
        """Show where one is: ``Hit 3 of 17 here``, ``345 in 40 conversations``, and what just happened."""
        parts = [part for part in (here, whole, note) if part]
        self.words.setText(" · ".join(parts), " · ".join(part for part in (here, note) if part), here)
        self.show()

    def close_bar(self) -> None:
        """Hide the bar; somebody is done with the search."""
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        else:
            super().keyPressEvent(event)
