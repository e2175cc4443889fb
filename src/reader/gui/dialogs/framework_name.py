"""The name of a framework's copy; its id is made from it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QLineEdit, QWidget

from reader.domain.framework_problems import clean_id
from reader.gui.dialogs.base import Dialog
from reader.gui.dialogs.framework_fields import ProblemField
from reader.gui.widgets.labels import button, label


class FrameworkNameDialog(Dialog):
    """Asks how the copy shall be called. ``taken`` are ids that are there already."""

    named = Signal(str, str)
    """Id and name."""

    def __init__(self, source: str, taken: Sequence[str], then_edit: bool, parent: QWidget | None) -> None:
        sentence = (
            "It comes with the program and stays as it is; a copy of your own can be edited." if then_edit else ""
        )
        super().__init__("Duplicate", parent, f"A copy of “{source}”", sentence)
        self.setMinimumWidth(460)
        self._taken = frozenset(taken)
        self.name = QLineEdit(f"{source} (own)")
        self._box = ProblemField(self.name, "Name of the copy")
        self._id = label("muted", selectable=True)
        self._make = button("Duplicate and edit" if then_edit else "Duplicate", main=True)
        form = QFormLayout()
        form.addRow("Name", self._box)
        form.addRow("Id", self._id)
        self.add(form)
        self.add_buttons(self.close_button("Cancel"), self._make)
        self.name.textChanged.connect(self._show_state)
        self._make.clicked.connect(self._accept)
        self._show_state()
        self.name.selectAll()
        self.name.setFocus()

    def _show_state(self) -> None:
        wanted = clean_id(self.name.text())
        self._id.setText(wanted or "–")
        if not self.name.text().strip():
            self._box.say("")
        elif not wanted:
            self._box.say("The name needs a letter or a digit that the id can be made from.")
        else:
            self._box.say(f"There is a framework {wanted} already." if wanted in self._taken else "")
        self._make.setEnabled(bool(wanted) and wanted not in self._taken)

    def _accept(self) -> None:
        name = " ".join(self.name.text().split())
        self.accept()
        self.named.emit(clean_id(name), name)
