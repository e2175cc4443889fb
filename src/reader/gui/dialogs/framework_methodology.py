"""The methodology of a framework that is only looked at or edited, over the dialog that asked for it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from reader.gui.dialogs.base import Dialog
from reader.gui.theme.palette import Palette
from reader.gui.widgets.document_view import DocumentView
from reader.gui.widgets.labels import button


class FrameworkMethodologyDialog(Dialog):
    """Shows the text once it is made."""

    save_requested = Signal(str)

    def __init__(self, name: str, palette: Palette, parent: QWidget | None) -> None:
        super().__init__(f"Methodology – {name}", parent)
        self.view = DocumentView(palette, "Methodology")
        self._save = button("Save as Markdown…")
        self._save.setEnabled(False)
        self._save.clicked.connect(lambda: self.save_requested.emit(self.view.markdown))
        self.is_open = True
        self.add(self.view, 1)
        self.add_buttons(self.close_button(main=True), left=(self._save,))
        self.view.show_state("Making the methodology…")
        self.fit(980, 720)

    def show_text(self, markdown: str) -> None:
        """Show the text."""
        self.view.show_markdown(markdown)
        self._save.setEnabled(True)
        self.view.page.setFocus()

    def show_problem(self, sentence: str) -> None:
        """It could not be made."""
        if self.is_open:
            self.view.show_state("The methodology cannot be shown", sentence)

    def done(self, result: int) -> None:
        """What comes later is not shown any more."""
        self.is_open = False
        super().done(result)
