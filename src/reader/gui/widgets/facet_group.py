"""One facet in the column of facets: a heading that folds it, its values, and a small field where they are many."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from reader.gui.theme.icons import icon
from reader.gui.widgets.facet_list import FacetEntry, FacetList
from reader.gui.widgets.labels import label, link_button

if TYPE_CHECKING:
    from reader.gui.theme.palette import Palette

FEW = 6
"""So many values are shown before somebody asks for more."""
MOST = 12
"""So many stand below each other then; the rest is scrolled to."""
FIELD_FROM = 13
"""From so many values on there is a field to find one."""


class FacetGroup(QWidget):
    """``toggled`` tells the value that was clicked."""

    toggled = Signal(str)
    folded = Signal(bool)

    def __init__(self, name: str, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = name
        self._palette = palette
        self._entries: Sequence[FacetEntry] = ()
        self._shows_all = False
        self.heading = QToolButton()
        self.heading.setText(name.upper())
        self.heading.setCheckable(True)
        self.heading.setChecked(True)
        self.heading.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.heading.setProperty("kind", "facet")
        self.heading.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.heading.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.field = QLineEdit()
        self.field.setPlaceholderText(f"Find a {name.lower()}…")
        self.field.setAccessibleName(f"Find a {name.lower()}")
        self.field.setClearButtonEnabled(True)
        self.field.installEventFilter(self)
        self.list = FacetList(name, palette)
        self.nothing = label("faint", "None with these letters")
        self.nothing.setContentsMargins(26, 2, 8, 4)
        self.more = link_button("")
        self._body = QWidget()
        self._assemble()
        self.heading.toggled.connect(self._fold)
        self.field.textChanged.connect(self._show)
        self.list.toggled.connect(self.toggled)
        self.more.clicked.connect(self._show_more)
        self.apply_palette(palette)
        self._show()

    def _assemble(self) -> None:
        foot = QHBoxLayout()
        foot.setContentsMargins(24, 0, 8, 0)
        foot.addWidget(self.more)
        foot.addStretch(1)
        search = QHBoxLayout()
        search.setContentsMargins(14, 2, 10, 4)
        search.addWidget(self.field)
        inner = QVBoxLayout(self._body)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addLayout(search)
        inner.addWidget(self.list)
        inner.addWidget(self.nothing)
        inner.addLayout(foot)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 8)
        layout.setSpacing(0)
        layout.addWidget(self.heading)
        layout.addWidget(self._body)

    def apply_palette(self, palette: Palette) -> None:
        """Show these colours."""
        self._palette = palette
        self.list.apply_palette(palette)
        self._show_arrow()

    def show_entries(self, entries: Sequence[FacetEntry]) -> None:
        """Show these values, in this order."""
        self._entries = entries
        self._show()

    def set_folded(self, folded: bool) -> None:
        """Hide all but the heading."""
        self.heading.setChecked(not folded)

    def _fold(self, opened: bool) -> None:
        self._body.setVisible(opened)
        self._show_arrow()
        self.folded.emit(not opened)

    def _show_arrow(self) -> None:
        self.heading.setIcon(icon("chevron-down" if self.heading.isChecked() else "chevron-right", self._palette))
        state = "" if self.heading.isChecked() else ", folded"
        self.heading.setAccessibleName(f"{self.name}{state}")

    def _show_more(self) -> None:
        self._shows_all = not self._shows_all
        self.field.clear()
        self._show()
        if self._shows_all and not self.field.isHidden():
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        rest = sum(not entry.stays for entry in self._entries[FEW:])
        many = rest > 0
        everything = self._shows_all or not many
        words = self.field.text().casefold().split()
        if everything:
            shown = [entry for entry in self._entries if all(word in entry.name.casefold() for word in words)]
        else:
            kept = [entry for entry in self._entries[FEW:] if entry.chosen or entry.stays]
            shown = [*self._entries[:FEW], *kept]
        self.list.show_entries(shown, MOST if everything else len(shown))
        self.list.setVisible(bool(shown))
        self.nothing.setVisible(bool(self._entries) and not shown)
        self.field.setVisible(everything and len(self._entries) >= FIELD_FROM)
        self.more.setVisible(many)
        self.more.setText("fewer" if everything else f"more… ({rest:,})")
        self.more.setAccessibleName(f"{'Fewer' if everything else 'More'} values of {self.name}")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the field, Down goes into the values, and Escape empties it."""
        if watched is self.field and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Down:
                self.list.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
            if event.key() == Qt.Key.Key_Escape and self.field.text():
                self.field.clear()
                return True
        return super().eventFilter(watched, event)
