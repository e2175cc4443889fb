"""What stands where there is nothing to show: why, and what to do next."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reader.gui.widgets.flow_layout import clear_layout
from reader.gui.widgets.labels import button, label


class EmptyState(QWidget):
    """A heading, a sentence and buttons, in the middle of the space."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("empty_state")
        self._heading = label("strong", wraps=True)
        self._sentence = label("muted", wraps=True)
        for part in (self._heading, self._sentence):
            part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._buttons = QVBoxLayout()
        self._buttons.setSpacing(8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 20)
        layout.setSpacing(8)
        layout.addStretch(2)
        layout.addWidget(self._heading)
        layout.addWidget(self._sentence)
        layout.addSpacing(8)
        layout.addLayout(self._buttons)
        layout.addStretch(3)

    def say(self, heading: str, sentence: str, *offers: tuple[str, Callable[[], object]]) -> None:
        """Show this text and one button for each offer (text, call)."""
        self._heading.setText(heading)
        self._sentence.setText(sentence)
        clear_layout(self._buttons)
        for text, call in offers:
            made = button(text)
            made.clicked.connect(lambda _checked=False, call=call: call())
            self._buttons.addWidget(made, alignment=Qt.AlignmentFlag.AlignHCenter)
