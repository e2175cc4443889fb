"""The page of the settings on which every action's keys can be changed."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QKeySequenceEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from reader.gui.actions import ACTIONS, ActionSpec, spec
from reader.gui.shortcuts import conflicts, keys_of, shown_keys
from reader.gui.widgets.labels import button, label
from reader.gui.widgets.row_focus import RowFocusDelegate


class KeysPage(QWidget):
    """Lists the actions; the keys of the chosen one are recorded below."""

    validity_changed = Signal(bool)

    def __init__(self, rebound: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rebound = dict(rebound)
        self._list = QTreeWidget()
        self._list.setItemDelegate(RowFocusDelegate(self._list))
        self._list.setAccessibleName("Actions and their keys")
        self._list.setHeaderLabels(["Action", "Keys"])
        self._list.setRootIsDecorated(False)
        self._list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self._list.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self._list.header().setStretchLastSection(False)
        self._recorder = QKeySequenceEdit()
        self._recorder.setMaximumSequenceLength(1)
        self._recorder.setAccessibleName("New keys")
        self._none = button("No keys")
        self._declared = button("As declared")
        self._clash = label("error", wraps=True)
        self._assemble()
        self._fill()
        self._list.currentItemChanged.connect(self._show_current)
        self._recorder.editingFinished.connect(self._record)
        self._none.clicked.connect(lambda: self._set(""))
        self._declared.clicked.connect(lambda: self._set(None))
        self.choose(ACTIONS[0].id)

    def _assemble(self) -> None:
        row = QHBoxLayout()
        caption = label("muted", "New keys")
        caption.setBuddy(self._recorder)
        row.addWidget(caption)
        row.addWidget(self._recorder, 1)
        row.addWidget(self._none)
        row.addWidget(self._declared)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 12, 4, 4)
        layout.addWidget(self._list, 1)
        layout.addLayout(row)
        layout.addWidget(self._clash)

    def rebound(self) -> dict[str, str]:
        """The keys that differ from the declared ones, by action."""
        return dict(self._rebound)

    def choose(self, action_id: str) -> None:
        """Bring an action's row up for change."""
        for row in range(self._list.topLevelItemCount()):
            item = self._list.topLevelItem(row)
            if item is not None and item.data(0, 0x0100) == action_id:
                self._list.setCurrentItem(item)

    def record(self, keys: str) -> None:
        """Give the chosen action these keys (portable text)."""
        self._set(keys)

    def _fill(self) -> None:
        for declared in ACTIONS:
            item = QTreeWidgetItem([declared.name, shown_keys(declared, self._rebound)])
            item.setData(0, 0x0100, declared.id)
            self._list.addTopLevelItem(item)
        self._show_clashes()

    def _current(self) -> ActionSpec | None:
        item = self._list.currentItem()
        return spec(item.data(0, 0x0100)) if item is not None else None

    def _show_current(self) -> None:
        declared = self._current()
        if declared is not None:
            keys = keys_of(declared, self._rebound)
            self._recorder.setKeySequence(QKeySequence(keys[0]) if keys else QKeySequence())

    def _record(self) -> None:
        self._set(self._recorder.keySequence().toString(QKeySequence.SequenceFormat.PortableText))

    def _set(self, keys: str | None) -> None:
        """Keys for the chosen action; "" takes them away, None goes back to the declared ones."""
        declared = self._current()
        item = self._list.currentItem()
        if declared is None or item is None:
            return
        if keys is None or (declared.keys and keys == declared.keys[0]):
            self._rebound.pop(declared.id, None)
        elif keys or declared.keys:
            self._rebound[declared.id] = keys
        item.setText(1, shown_keys(declared, self._rebound))
        self._show_current()
        self._show_clashes()

    def _show_clashes(self) -> None:
        found = conflicts(self._rebound)
        self._clash.setText(
            "\n".join(
                f"{keys} is claimed by “{spec(one).name}” and “{spec(other).name}”." for keys, one, other in found
            )
        )
        self.validity_changed.emit(not found)
