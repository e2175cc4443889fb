"""The column beside the transcript: about the conversation, why the slice at the cursor has its score, or what else in
the library stands beside it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from reader.gui.widgets.reading_column import ReadingColumn
from reader.gui.widgets.related_panel import RelatedPanel
from reader.gui.widgets.why_panel import WhyPanel

if TYPE_CHECKING:
    from reader.gui.theme.palette import Palette

ABOUT, WHY, RELATED = "about", "why", "related"
VIEWS = ((ABOUT, "About"), (WHY, "Why this score"), (RELATED, "Related"))


class SideColumn(QWidget):
    """A small switch at the top, and what it shows below."""

    view_changed = Signal(str)
    """``about``, ``why`` or ``related``."""

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("side_column")
        self.reading = ReadingColumn()
        self.why = WhyPanel(palette)
        self.related = RelatedPanel(palette)
        self.switch = QTabBar()
        self._pages = QStackedWidget()
        self._assemble()
        self.switch.currentChanged.connect(self._switched)

    def _assemble(self) -> None:
        self.switch.setAccessibleName("What the column beside the transcript shows")
        self.switch.setDrawBase(False)
        self.switch.setExpanding(False)
        for (_name, text), page in zip(VIEWS, (self.reading, self.why, self.related), strict=True):
            self.switch.addTab(text)
            self._pages.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.switch)
        layout.addWidget(self._pages, 1)

    @property
    def view(self) -> str:
        """What is shown: ``about``, ``why`` or ``related``."""
        return VIEWS[self.switch.currentIndex()][0]

    def show_view(self, name: str) -> None:
        """Show ``about``, ``why`` or ``related``; any other name leaves it as it is."""
        names = [view for view, _text in VIEWS]
        if name in names:
            self.switch.setCurrentIndex(names.index(name))

    def minimumSizeHint(self) -> QSize:
        return QSize(220, 80)

    def _switched(self, index: int) -> None:
        self._pages.setCurrentIndex(index)
        self.view_changed.emit(VIEWS[index][0])
