"""What stands in the middle until the library is open."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reader.gui.widgets.labels import label

PATIENCE_MS = 700
"""A start that is quicker than this says nothing."""


class StartPage(QWidget):
    """A quiet line, once the person may wonder."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line = label("muted")
        self._line.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout = QVBoxLayout(self)
        layout.addWidget(self._line)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PATIENCE_MS)
        self._timer.timeout.connect(self._line.show)
        self._line.hide()

    def say(self, text: str) -> None:
        """Show this line after a moment, unless the page is left before."""
        self._line.setText(text)
        self._timer.start()
