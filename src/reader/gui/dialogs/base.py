"""What dialogs share: margins, a row of buttons, and a way to open without blocking."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QDialog, QHBoxLayout, QLayout, QPushButton, QVBoxLayout, QWidget

from reader.gui.widgets.labels import button, label


class Dialog(QDialog):
    """A titled dialog over the window. Escape closes it; it is let go of once closed."""

    outlives_library = False
    """True where it stays when the open library goes; what is about items of that one must not write into another."""

    def __init__(self, title: str, parent: QWidget | None, heading: str = "", sentence: str = "") -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(20, 18, 20, 16)
        self._layout.setSpacing(10)
        if heading:
            self._layout.addWidget(label("strong", heading, wraps=True))
        if sentence:
            self._layout.addWidget(label("text", sentence, wraps=True, selectable=True))

    def add(self, part: QWidget | QLayout, stretch: int = 0) -> None:
        """Add a widget or layout below what is there."""
        if isinstance(part, QWidget):
            self._layout.addWidget(part, stretch)
        else:
            self._layout.addLayout(part, stretch)

    def add_buttons(self, *right: QPushButton, left: tuple[QWidget, ...] = ()) -> None:
        """Add the row of buttons; the last of ``right`` stands at the right edge."""
        if not any(self._layout.stretch(index) for index in range(self._layout.count())):
            self._layout.addStretch(1)
        row = QHBoxLayout()
        row.setContentsMargins(0, 6, 0, 0)
        row.setSpacing(8)
        for part in left:
            row.addWidget(part)
        row.addStretch(1)
        for part in right:
            row.addWidget(part)
        self._layout.addLayout(row)

    def close_button(self, text: str = "Close", main: bool = False) -> QPushButton:
        """A button that closes the dialog without doing anything."""
        made = button(text, main=main)
        made.clicked.connect(self.reject)
        return made

    def showEvent(self, event: QShowEvent) -> None:
        """Only once the stylesheet is applied do the parts know how much room their words need."""
        super().showEvent(event)
        for view in self.findChildren(QAbstractItemView):
            view.scheduleDelayedItemsLayout()
        self._layout.activate()
        self.resize(self.size().expandedTo(self.minimumSizeHint()))

    def fit(self, width: int, height: int) -> None:
        """Take this size, less where the screen is smaller."""
        screen = self.screen().availableGeometry()
        self.resize(min(width, screen.width() - 40), min(height, screen.height() - 60))
