"""How scores and figures come about, told from the framework in force and worked out on the open item."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reader.gui.widgets.document_view import DocumentView
from reader.gui.widgets.elided_label import ElidedLabel
from reader.gui.widgets.labels import button, label

if TYPE_CHECKING:
    from reader.gui.theme.palette import Palette


class MethodologyPage(QWidget):
    """Shows the text that a service makes; knows nothing of how it is made."""

    save_requested = Signal(str)
    """Carries the Markdown to be saved."""
    frameworks_requested = Signal()
    link_requested = Signal(str)

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("methodology_page")
        self.view = DocumentView(palette, "Methodology")
        self._framework = ElidedLabel()
        self._frameworks = button("Frameworks…")
        self._save = button("Save as Markdown…")
        top = QHBoxLayout()
        top.setContentsMargins(22, 0, 16, 0)
        top.setSpacing(12)
        top.addWidget(label("title", "Methodology"))
        top.addWidget(self._framework, 1)
        top.addWidget(self._frameworks)
        top.addWidget(self._save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 14, 0, 0)
        layout.setSpacing(10)
        layout.addLayout(top)
        layout.addWidget(self.view, 1)
        self._frameworks.clicked.connect(self.frameworks_requested)
        self._save.clicked.connect(lambda: self.save_requested.emit(self.view.markdown))
        self.view.link_clicked.connect(self.link_requested)
        self._save.setEnabled(False)

    def show_text(self, framework: str, markdown: str) -> None:
        """Show the methodology of the framework with this name and version."""
        self._framework.setText(framework)
        self._save.setEnabled(True)
        self.view.show_markdown(markdown)

    def show_making(self, framework: str) -> None:
        """It is being made; a text that is shown already stays until then."""
        self._framework.setText(framework)
        if not self.view.markdown:
            self.view.show_state("Making the methodology…")

    def show_problem(self, sentence: str) -> None:
        """It could not be made."""
        self._save.setEnabled(False)
        self.view.show_state("The methodology cannot be shown", sentence)

    def take_focus(self) -> None:
        """Put the keyboard into the text."""
        self.view.page.setFocus()

    def apply_palette(self, palette: Palette) -> None:
        """Show these colours."""
        self.view.apply_palette(palette)
