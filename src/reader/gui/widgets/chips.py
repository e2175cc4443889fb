"""Chips: short facts about an item in rounded frames, one of them with the accent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QToolButton, QWidget

from reader.gui.widgets.flow_layout import FlowLayout, clear_layout
from reader.gui.widgets.labels import label
from reader.gui.widgets.tool_tips import plain_tool_tip


@dataclass(frozen=True, slots=True)
class Chip:
    """One fact. ``look`` is a chip of the stylesheet (``plain``, ``warning``, a tone); ``meaning`` what it tells, and
    ``explanation`` what it rests on.
    """

    text: str
    meaning: str
    look: str = "plain"
    explanation: tuple[str, ...] = ()


class ChipRow(QWidget):
    """Chips, behind them (``help_name``) a small question mark that leads to how they come about, and the tags as quiet
    text.
    """

    help_requested = Signal()

    def __init__(self, parent: QWidget | None = None, help_name: str = "") -> None:
        super().__init__(parent)
        self._help_name = help_name
        self._layout = FlowLayout(self, gap=6, row_gap=6)

    def show_chips(self, chips: Sequence[Chip], tags: Sequence[str] = ()) -> None:
        """Show these chips and tags instead of the ones before."""
        had_focus = any(part.hasFocus() for part in self.findChildren(QToolButton))
        shown = not self.isHidden()
        if shown:
            self.hide()  # or each chip that comes in has the whole page laid out anew
        clear_layout(self._layout)
        for chip in chips:
            self._layout.addWidget(_chip_label(chip))
        if helper := self._helper():
            self._layout.addWidget(helper)
        if tags:
            text = label("muted", " · ".join(tags))
            text.setAccessibleName(f"Tags: {', '.join(tags)}")
            text.setWordWrap(True)
            text.setContentsMargins(6, 0, 0, 0)
            text.setMinimumWidth(min(text.fontMetrics().horizontalAdvance(text.text()) + 12, 600))
            self._layout.addWidget(text)
        if shown:
            self.show()
        if had_focus and helper:
            helper.setFocus()
        self.updateGeometry()

    def _helper(self) -> QToolButton | None:
        if not self._help_name:
            return None
        made = QToolButton()
        made.setText("?")
        made.setProperty("chip", "plain")
        made.setAccessibleName(self._help_name)
        made.setToolTip(self._help_name)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        made.clicked.connect(self.help_requested)
        return made


def _chip_label(chip: Chip) -> QLabel:
    made = QLabel(chip.text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("chip", chip.look)
    made.setAccessibleName(f"{chip.meaning}: {chip.text}")
    made.setAccessibleDescription(" ".join(chip.explanation))
    made.setToolTip(plain_tool_tip("\n".join((chip.meaning, *chip.explanation))))
    return made
