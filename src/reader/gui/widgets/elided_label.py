"""A label of one line: says it shorter where there is no room, and ends in an ellipsis where even that does not fit."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from reader.gui.widgets.labels import Role
from reader.gui.widgets.tool_tips import plain_tool_tip


class ElidedLabel(QLabel):
    """Takes what width there is and asks for none."""

    def __init__(self, text: str = "", role: Role = "muted", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._whole = ""
        self._shorter: tuple[str, ...] = ()
        self.setText(text)

    def setText(self, text: str, *shorter: str) -> None:
        """Show this text; where it does not fit the first of ``shorter`` that does, else the last one elided."""
        self._whole = text
        self._shorter = shorter
        self.setAccessibleName(text)
        self._elide()

    def whole_text(self) -> str:
        """The text without ellipsis."""
        return self._whole

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self._whole) + 2, metrics.height() + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(24, self.fontMetrics().height() + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        metrics, width = self.fontMetrics(), max(self.width(), 1)
        wordings = (self._whole, *self._shorter)
        fitting = next((text for text in wordings if metrics.horizontalAdvance(text) <= width), wordings[-1])
        shown = metrics.elidedText(fitting, Qt.TextElideMode.ElideRight, width)
        super().setText(shown)
        self.setToolTip(plain_tool_tip(self._whole) if shown != self._whole else "")
