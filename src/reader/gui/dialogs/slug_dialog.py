"""Changing the slug of a conversation, with a check while a person types."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from reader.gui.dialogs.base import Dialog
from reader.gui.widgets.labels import button, label

SENTENCE = (
    "The slug names the conversation in links, on the command line and in the content folder. It does not change when "
    "the title does. Ctrl+Z takes a change back."
)


class SlugDialog(Dialog):
    """Asks for a slug; whoever opened it says whether it can be had."""

    check_requested = Signal(str)
    change_requested = Signal(str)

    def __init__(self, title: str, slug: str, suggested: str, parent: QWidget | None) -> None:
        super().__init__("Change slug", parent, title, SENTENCE)
        self.setMinimumWidth(480)
        self._before = slug
        self.is_open = True
        self.field = QLineEdit(slug)
        self.field.setAccessibleName("Slug")
        self.field.selectAll()
        self.problem = label("error", wraps=True)
        self.change = button("Change", main=True)
        self.add(self.field)
        self.add(self.problem)
        left: tuple[QWidget, ...] = ()
        if suggested != slug:
            offer = button("As the title")
            offer.setToolTip(suggested)
            offer.clicked.connect(lambda: self.field.setText(suggested))
            left = (offer,)
        self.add_buttons(self.close_button("Cancel"), self.change, left=left)
        self.field.textChanged.connect(self._typed)
        self.change.clicked.connect(self._ask)
        self.change.setEnabled(False)
        self.field.setFocus()

    def show_problem(self, slug: str, problem: str) -> None:
        """Why this slug cannot be had; empty: it can. An answer about an earlier one is not shown."""
        if slug == self.field.text().strip():
            self.problem.setText(problem)
            self.change.setEnabled(not problem and slug != self._before)

    def done(self, result: int) -> None:
        """What comes later is not shown any more."""
        self.is_open = False
        super().done(result)

    def _typed(self) -> None:
        self.change.setEnabled(False)
        self.check_requested.emit(self.field.text().strip())

    def _ask(self) -> None:
        slug = self.field.text().strip()
        self.accept()
        self.change_requested.emit(slug)
