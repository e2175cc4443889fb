"""The frameworks as rows: name, version, terms, whose it is, and its state."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from reader.gui.widgets.row_focus import RowFocusDelegate
from reader.gui.widgets.tool_tips import plain_tool_tip

if TYPE_CHECKING:
    from reader.services.frameworks import FrameworkEntry

COLUMNS = ("Framework", "Version", "Terms", "From", "State")
_ENTRY = Qt.ItemDataRole.UserRole


class FrameworkTree(QTreeWidget):
    """A list of columns; which row is chosen survives a new reading."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Frameworks")
        self.setColumnCount(len(COLUMNS))
        self.setHeaderLabels(list(COLUMNS))
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setItemDelegate(RowFocusDelegate(self))
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)

    @property
    def chosen(self) -> FrameworkEntry | None:
        """The framework of the current row."""
        current = self.currentItem()
        return current.data(0, _ENTRY) if current is not None else None

    def choose(self, framework_id: str) -> None:
        """Go to a framework by its id."""
        for row in range(self.topLevelItemCount()):
            found = self.topLevelItem(row)
            if found is not None and found.data(0, _ENTRY).id == framework_id:
                self.setCurrentItem(found)

    def show_entries(self, entries: Sequence[FrameworkEntry], in_use: str, wanted: str) -> None:
        """Show these, with the one of the id ``wanted`` chosen, or the first."""
        self.clear()
        for entry in entries:
            row = QTreeWidgetItem(_cells(entry, in_use))
            row.setTextAlignment(2, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            row.setToolTip(0, plain_tool_tip(entry.name))
            row.setData(0, _ENTRY, entry)
            self.addTopLevelItem(row)
        self.choose(wanted)
        first = self.topLevelItem(0)
        if self.currentItem() is None and first is not None:
            self.setCurrentItem(first)


def _cells(entry: FrameworkEntry, in_use: str) -> list[str]:
    state = ("In use" if entry.id == in_use else "", "Cannot be used" if entry.problem else "")
    return [
        entry.name,
        entry.version or "–",
        "–" if entry.problem else f"{entry.terms:,}",
        "The program" if entry.built_in else "You",
        " · ".join(part for part in state if part),
    ]
