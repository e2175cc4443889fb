"""A question with one thing to do and a way back."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from reader.gui.dialogs.base import Dialog
from reader.gui.widgets.labels import button


class QuestionDialog(Dialog):
    """Asks before something is replaced or removed."""

    confirmed = Signal()

    def __init__(self, title: str, question: str, sentence: str, verb: str, parent: QWidget | None) -> None:
        super().__init__(title, parent, question, sentence)
        self.setMinimumWidth(440)
        do = button(verb, kind="danger")
        do.clicked.connect(self._confirm)
        self.add_buttons(self.close_button("Cancel", main=True), do)

    def _confirm(self) -> None:
        self.accept()
        self.confirmed.emit()
