"""Small building blocks: labels of the roles that the themes style, and links that are buttons."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget

Role = Literal["title", "strong", "heading", "eyebrow", "text", "muted", "faint", "error", "warning"]
"""How a label is set; the stylesheet of the themes has a rule for each but ``text``."""


def label(role: Role, text: str = "", *, wraps: bool = False, selectable: bool = False) -> QLabel:
    """A plain-text label: what a file says is never taken for markup."""
    made = SelectableLabel(text) if selectable else QLabel(text)
    _set_up(made, role, wraps)
    return made


def selectable_label(role: Role) -> SelectableLabel:
    """A plain-text label that wraps, whose words can be marked."""
    made = SelectableLabel()
    _set_up(made, role, wraps=True)
    return made


def _set_up(made: QLabel, role: Role, wraps: bool) -> None:
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("role", role)
    made.setWordWrap(wraps)
    if wraps:
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        made.setSizePolicy(policy)


class SelectableLabel(QLabel):
    """A label whose text can be marked and copied, from when the mouse is over it: until then it is laid out as any
    other, in a third of the time.
    """

    def show_text(self, text: str) -> None:
        """Show other words, of which nothing is marked; the same ones stay as they are."""
        if text == self.text():
            return
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.setText(text)

    def enterEvent(self, event: QEnterEvent) -> None:
        if not self.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse:
            self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        super().enterEvent(event)


def link_button(text: str) -> QPushButton:
    """A button that looks like a link and can be reached with Tab."""
    made = QPushButton(text)
    made.setProperty("kind", "link")
    made.setFlat(True)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setAutoDefault(False)
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    return made


def button(text: str, *, main: bool = False, kind: str = "") -> QPushButton:
    """An ordinary button; the ``main`` one is what Enter does in a dialog. ``kind`` is a look of the stylesheet."""
    made = QPushButton(text)
    if kind:
        made.setProperty("kind", kind)
    made.setDefault(main)
    made.setAutoDefault(main)
    return made


def restyle(widget: QWidget) -> None:
    """Let the stylesheet look at a widget's properties again."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def set_role(one: QLabel, role: Role) -> None:
    """Set a label in another role from now on."""
    if one.property("role") != role:
        one.setProperty("role", role)
        restyle(one)
