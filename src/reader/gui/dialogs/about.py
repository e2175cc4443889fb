"""What this program is."""

from __future__ import annotations

import platform

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from reader import __version__
from reader.gui.dialogs.base import Dialog
from reader.gui.widgets.labels import label
from reader.paths import resource


class AboutDialog(Dialog):
    """Name, version and what it stands on."""

    def __init__(self, library_path: str, parent: QWidget | None) -> None:
        super().__init__("About Perspective Reader", parent)
        row = QHBoxLayout()
        row.setSpacing(18)
        picture = QLabel()
        picture.setPixmap(QPixmap(str(resource("icons", "perspective-reader-64.png"))))
        picture.setAlignment(Qt.AlignmentFlag.AlignTop)
        picture.setAccessibleName("The program's icon")
        row.addWidget(picture)
        words = QVBoxLayout()
        words.setSpacing(6)
        words.addWidget(label("title", "Perspective Reader"))
        words.addWidget(label("muted", f"Version {__version__} · Qt {qVersion()} · Python {platform.python_version()}"))
        words.addWidget(
            label("text", "Reads conversations by their perspective. Everything stays on this computer.", wraps=True)
        )
        words.addWidget(label("muted", f"Library: {library_path}", wraps=True, selectable=True))
        words.addWidget(
            label("muted", "MIT licence. Inter and Noto Serif come under the SIL Open Font Licence.", wraps=True)
        )
        row.addLayout(words, 1)
        self.add(row)
        self.add_buttons(self.close_button(main=True))
        self.setMinimumWidth(480)
