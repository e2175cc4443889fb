"""The bar under the list while several conversations are chosen: how many, and what can be done with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from reader.gui.widgets.flow_layout import FlowLayout
from reader.gui.widgets.labels import button, label

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance


class LibrarySelection(QWidget):
    """What is chosen is the view's; these are wishes to do something with it."""

    add_tags_requested = Signal()
    remove_tags_requested = Signal()
    field_requested = Signal(str)
    """``shelf``, ``thread`` or ``show``: set it for all."""
    export_requested = Signal()
    delete_requested = Signal()
    clear_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("library_selection")
        self.setProperty("panel", "foot")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._count = label("strong")
        self._count.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.buttons: dict[str, QPushButton] = {}
        actions = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        actions.setSizePolicy(policy)
        self._flow = FlowLayout(actions, gap=2, row_gap=2)
        self._add("Add tags…", self.add_tags_requested)
        self._add("Remove tags…", self.remove_tags_requested)
        for field in ("shelf", "thread", "show"):
            made = self._button(f"Set {field}…")
            made.clicked.connect(lambda _checked=False, field=field: self.field_requested.emit(field))
        self._add("Export…", self.export_requested)
        self._add("Delete…", self.delete_requested)
        self._add("Choose none", self.clear_requested)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 5, 12, 5)
        layout.setSpacing(14)
        layout.addWidget(self._count)
        layout.addWidget(actions, 1)
        self.show_count(0)

    def _add(self, text: str, wish: SignalInstance) -> None:
        self._button(text).clicked.connect(lambda _checked=False: wish.emit())

    def _button(self, text: str) -> QPushButton:
        made = button(text, kind="quiet")
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._flow.addWidget(made)
        self.buttons[text] = made
        return made

    def show_count(self, number: int) -> None:
        """So many are chosen; a single one needs no bar."""
        self._count.setText(f"{number:,} chosen")
        self.setVisible(number > 1)
