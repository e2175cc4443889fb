"""Every action by its name: type a few letters, Enter does it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHeaderView, QLineEdit, QTreeWidget, QTreeWidgetItem, QWidget

from reader.gui.dialogs.base import Dialog

Offer = tuple[str, str, Callable[[], object]]
"""A name, its keys as shown, and what to call."""


class ActionPalette(Dialog):
    """Narrows the list of actions to those whose names hold all typed words."""

    def __init__(self, offers: Sequence[Offer], parent: QWidget | None) -> None:
        super().__init__("All actions", parent)
        self._field = QLineEdit()
        self._field.setPlaceholderText("Type the name of an action")
        self._field.setAccessibleName("Name of the action")
        self._list = QTreeWidget()
        self._list.setAccessibleName("Actions")
        self._list.setColumnCount(2)
        self._list.setHeaderHidden(True)
        self._list.setRootIsDecorated(False)
        self._list.header().setStretchLastSection(False)
        self._list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self._list.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self._offers = offers
        self.add(self._field)
        self.add(self._list, 1)
        self._field.textChanged.connect(self._narrow)
        self._field.returnPressed.connect(self._do_current)
        self._list.itemActivated.connect(self._do)
        self._field.installEventFilter(self)
        self._narrow("")
        self.fit(460, 420)

    def _narrow(self, text: str) -> None:
        words = text.casefold().split()
        self._list.clear()
        for name, keys, call in self._offers:
            if all(word in name.casefold() for word in words):
                row = QTreeWidgetItem([name, keys])
                row.setData(0, Qt.ItemDataRole.UserRole, call)
                self._list.addTopLevelItem(row)
        self._choose(0)

    def _do_current(self) -> None:
        current = self._list.currentItem()
        if current is not None:
            self._do(current)

    def _choose(self, row: int) -> None:
        found = self._list.topLevelItem(min(max(row, 0), self._list.topLevelItemCount() - 1))
        if found is not None:
            self._list.setCurrentItem(found)

    def _chosen(self) -> int:
        current = self._list.currentItem()
        return self._list.indexOfTopLevelItem(current) if current is not None else 0

    def _do(self, row: QTreeWidgetItem) -> None:
        call = row.data(0, Qt.ItemDataRole.UserRole)
        self.accept()
        call()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            by = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
            if by:
                self._choose(self._chosen() + by)
                return True
        return super().eventFilter(watched, event)


def offers_of(actions: Iterable[QAction]) -> list[Offer]:
    """What can be done now, from the window's actions."""
    return [
        (
            action.text().replace("&", "").rstrip("…"),
            action.shortcut().toString(QKeySequence.SequenceFormat.NativeText),
            action.trigger,
        )
        for action in actions
        if action.isEnabled() and action.objectName() != "all_actions"
    ]
