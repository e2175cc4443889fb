"""The field that narrows a list of conversations to those with some words in title or show."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from reader.gui.widgets.item_list_model import ItemListModel


class NarrowField(QLineEdit):
    """Types into the filter of the list's model, and shows what stands there."""

    list_requested = Signal()
    """Down was pressed: on into the list."""

    def __init__(self, model: ItemListModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.setObjectName("narrow_field")
        self.setPlaceholderText("Narrow by title or show")
        self.setAccessibleName("Narrow the list by title or show")
        self.setClearButtonEnabled(True)
        self.textChanged.connect(self._narrow)
        model.narrowed.connect(self._follow)

    def focus_field(self) -> None:
        """Put the keyboard into the field, ready to type over what stands in it."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_Down:
            self.list_requested.emit()
        else:
            super().keyPressEvent(event)

    def _narrow(self, text: str) -> None:
        self._model.set_filter(replace(self._model.filter, text=text))

    def _follow(self) -> None:
        """The filter was changed elsewhere."""
        if self.text() != self._model.filter.text:
            self.setText(self._model.filter.text)
