"""The question before something that is not saved is left."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from reader.gui.dialogs.base import Dialog
from reader.gui.widgets.labels import button


class UnsavedDialog(Dialog):
    """Save, discard, or go on editing. What has problems cannot be saved."""

    outlives_library = True

    save_requested = Signal()
    discard_requested = Signal()

    def __init__(self, name: str, has_problems: bool, parent: QWidget | None) -> None:
        sentence = (
            "It cannot be saved before what is marked is mended." if has_problems else "It can be saved or discarded."
        )
        super().__init__("Not saved", parent, f"“{name}” has changes that are not saved.", sentence)
        self.setMinimumWidth(440)
        discard, save = button("Discard", kind="danger"), button("Save", main=not has_problems)
        save.setEnabled(not has_problems)
        discard.clicked.connect(lambda: self._choose(self.discard_requested))
        save.clicked.connect(lambda: self._choose(self.save_requested))
        self.add_buttons(self.close_button("Go on editing", main=has_problems), save, left=(discard,))

    def _choose(self, wish: object) -> None:
        self.accept()
        wish.emit()  # type: ignore[attr-defined]
