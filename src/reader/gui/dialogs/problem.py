"""A plain sentence about something that went wrong, and what to do next."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from reader.errors import ReaderError
from reader.gui.dialogs.base import Dialog
from reader.gui.widgets.labels import label


class ProblemDialog(Dialog):
    """Shows a :class:`ReaderError`: its message, and its advice below."""

    outlives_library = True

    def __init__(self, error: ReaderError, parent: QWidget | None) -> None:
        super().__init__("Perspective Reader", parent, error.message)
        self.setMinimumWidth(420)
        if error.advice:
            self.add(label("text", error.advice, wraps=True, selectable=True))
        self.add_buttons(self.close_button(main=True))
