"""Chips: short facts about an item in rounded frames, one of them with the accent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from reader.gui.widgets.flow_layout import FlowLayout, clear_layout
from reader.gui.widgets.labels import label


@dataclass(frozen=True, slots=True)
class Chip:
    """One fact. ``look`` is a chip of the stylesheet (``plain``, ``warning``, a tone); ``meaning`` what it tells."""

    text: str
    meaning: str
    look: str = "plain"


class ChipRow(QWidget):
    """Chips, and behind them the tags as quiet text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout = FlowLayout(self, gap=6, row_gap=6)

    def show_chips(self, chips: Sequence[Chip], tags: Sequence[str] = ()) -> None:
        """Show these chips and tags instead of the ones before."""
        clear_layout(self._layout)
        for chip in chips:
            self._layout.addWidget(_chip_label(chip))
        if tags:
            text = label("muted", " · ".join(tags))
            text.setAccessibleName(f"Tags: {', '.join(tags)}")
            text.setWordWrap(True)
            text.setContentsMargins(6, 0, 0, 0)
            text.setMinimumWidth(min(text.fontMetrics().horizontalAdvance(text.text()) + 12, 600))
            self._layout.addWidget(text)
        self.updateGeometry()


def _chip_label(chip: Chip) -> QLabel:
    made = QLabel(chip.text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("chip", chip.look)
    made.setAccessibleName(f"{chip.meaning}: {chip.text}")
    made.setToolTip(chip.meaning)
    return made
