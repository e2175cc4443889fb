"""The text of one conversation of a comparison, with a head that says which it is and where its cursor stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reader.gui.widgets.beside_badge import BesideBadge
from reader.gui.widgets.elided_label import ElidedLabel
from reader.gui.widgets.labels import label, link_button
from reader.gui.widgets.transcript_view import TranscriptView

if TYPE_CHECKING:
    from reader.gui.theme.palette import Palette

LEAST_WIDTH = 380
RULE = 2


class BesideText(QWidget):
    """An accent line on top marks the text that the keyboard acts on."""

    read_requested = Signal()

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._palette = palette
        self._focused = False
        self.badge = BesideBadge(palette, on_chart=False)
        self.title = ElidedLabel(role="strong")
        self.where = label("faint")
        self.common = ElidedLabel(role="muted")
        self.read = link_button("Read")
        self.view = TranscriptView()
        self.setMinimumWidth(LEAST_WIDTH)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.badge)
        head.addWidget(self.title, 1)
        head.addWidget(self.where)
        head.addWidget(self.read)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, RULE + 5, 0, 0)
        layout.setSpacing(5)
        layout.addLayout(head)
        layout.addWidget(self.common)
        layout.addWidget(self.view, 1)
        self.common.hide()
        self.read.clicked.connect(self.read_requested)
        self.apply_palette(palette)

    def name(self, number: int, title: str) -> None:
        """Name the conversation, which has this number from 1 in the comparison."""
        self.badge.show_number(number)
        self.title.setText(title)
        self.view.setAccessibleName(f"Transcript {number}: {title}")
        self.read.setAccessibleName(f"Read {title} on its own page")
        self.read.setToolTip("Open this conversation on its own page, at this slice")

    def show_place(self, number: int, count: int) -> None:
        """Say at which slice the cursor stands (0: none)."""
        self.where.setText(f"{number:,} of {count:,}" if number else "")
        self.where.setAccessibleName(f"Slice {number:,} of {count:,}" if number else "No slice")
        self.read.setVisible(bool(number))

    def show_common(self, text: str | None) -> None:
        """Say what brings this slice beside the one of the leading text; None takes the line away."""
        self.common.setVisible(text is not None)
        self.common.setText(text or "")

    def set_focused(self, focused: bool) -> None:
        """Whether the keyboard acts on this text."""
        self.badge.set_focused(focused)
        if focused != self._focused:
            self._focused = focused
            self.update()

    def apply_palette(self, palette: Palette) -> None:
        """Show these colours."""
        self._palette = palette
        self.badge.apply_palette(palette)
        self.view.apply_palette(palette)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        colour = self._palette.accent if self._focused else self._palette.line
        painter.fillRect(QRect(0, 0, self.width(), RULE if self._focused else 1), colour)
        painter.end()
