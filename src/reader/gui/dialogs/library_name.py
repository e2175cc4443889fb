"""The name of a collection: a new one, or another one for one that is there."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QLineEdit, QWidget

from reader.gui.dialogs.base import Dialog
from reader.gui.dialogs.framework_fields import ProblemField
from reader.gui.widgets.labels import button

LONGEST = 80


class CollectionNameDialog(Dialog):
    """Asks for a name. ``taken`` are those of the other collections; ``what`` says what will be in it."""

    named = Signal(str)

    def __init__(self, name: str, what: str, taken: Iterable[str], parent: QWidget | None) -> None:
        title = f"Rename “{name}”" if name else "Save as a collection"
        super().__init__("Rename" if name else "Save", parent, title, what)
        self.setMinimumWidth(440)
        self._taken = {one.casefold() for one in taken}
        self.name = QLineEdit(name)
        self.name.setMaxLength(LONGEST)
        self._box = ProblemField(self.name, "Name of the collection")
        self._save = button("Rename" if name else "Save", main=True)
        form = QFormLayout()
        form.addRow("Name", self._box)
        self.add(form)
        self.add_buttons(self.close_button("Cancel"), self._save)
        self.name.textChanged.connect(self._show_state)
        self._save.clicked.connect(self._accept)
        self._show_state()
        self.name.selectAll()
        self.name.setFocus()

    def _wanted(self) -> str:
        return " ".join(self.name.text().split())

    def _show_state(self) -> None:
        is_taken = self._wanted().casefold() in self._taken
        self._box.say("There is a collection of this name already." if is_taken else "")
        self._save.setEnabled(bool(self._wanted()) and not is_taken)

    def _accept(self) -> None:
        name = self._wanted()
        self.accept()
        self.named.emit(name)
