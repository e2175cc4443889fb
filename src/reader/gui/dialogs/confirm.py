"""A question before something that touches many items at once."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from reader.domain.wording import count
from reader.gui.dialogs.base import Dialog
from reader.gui.widgets.labels import button, label

SHOWN = 8


class ConfirmDeleteDialog(Dialog):
    """Asks before several conversations are deleted."""

    confirmed = Signal()

    def __init__(self, titles: Sequence[str], parent: QWidget | None) -> None:
        number = count("conversation", len(titles))
        super().__init__(
            "Delete", parent, f"Delete {number}?", "They leave the library. Undo (Ctrl+Z) brings them back."
        )
        self.setMinimumWidth(420)
        listed = [f"•  {title}" for title in titles[:SHOWN]]
        if len(titles) > SHOWN:
            listed.append(f"and {len(titles) - SHOWN:,} more")
        self.add(label("muted", "\n".join(listed), wraps=True))
        delete = button(f"Delete {number}", kind="danger")
        delete.clicked.connect(self._confirm)
        self.add_buttons(self.close_button("Keep", main=True), delete)

    def _confirm(self) -> None:
        self.accept()
        self.confirmed.emit()
