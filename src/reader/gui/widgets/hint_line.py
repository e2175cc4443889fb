"""One line of what to do, at the first start; closed for good with its cross."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from reader.gui.widgets.labels import label


class HintLine(QWidget):
    """A notice with a way to close it."""

    closed = Signal()

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        box = QWidget()
        box.setProperty("panel", "notice")
        box.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._close = QToolButton()
        self._close.setText("✕")
        self._close.setAccessibleName("Close this hint")
        self._close.setToolTip("Close this hint")
        self._close.clicked.connect(self.closed)
        line = QHBoxLayout(box)
        line.setContentsMargins(14, 3, 6, 3)
        line.addWidget(label("muted", text, wraps=True), 1)
        line.addWidget(self._close)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(22, 10, 16, 0)
        layout.addWidget(box)
