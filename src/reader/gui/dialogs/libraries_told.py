"""What became of a library, and one thing to do next."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from reader.gui.dialogs.base import Dialog
from reader.gui.widgets.labels import button


class ToldDialog(Dialog):
    """Tells it, and offers the next step."""

    outlives_library = True

    asked = Signal()

    def __init__(self, heading: str, sentence: str, verb: str, parent: QWidget | None) -> None:
        super().__init__("Libraries", parent, heading, sentence)
        self.setMinimumWidth(460)
        self.verb_button = button(verb)
        self.verb_button.clicked.connect(self._ask)
        self.add_buttons(self.verb_button, self.close_button(main=True))

    def _ask(self) -> None:
        self.accept()
        self.asked.emit()
