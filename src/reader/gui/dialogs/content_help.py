"""What stands in a content folder, and what happens to it: the page that comes with the program."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from reader.gui.dialogs.base import Dialog
from reader.gui.theme.palette import Palette
from reader.gui.widgets.document_view import DocumentView
from reader.paths import resource


class ContentHelpDialog(Dialog):
    """Shows the page."""

    def __init__(self, palette: Palette, parent: QWidget | None) -> None:
        super().__init__("Help – Content folder", parent)
        self.view = DocumentView(palette, "Content folder")
        self.view.link_clicked.connect(lambda link: QDesktopServices.openUrl(QUrl(link)))
        self.add(self.view, 1)
        self.add_buttons(self.close_button(main=True))
        self.fit(900, 720)
        self.view.show_markdown(resource("content-folder.md").read_text(encoding="utf-8"))
        self.view.page.setFocus()
