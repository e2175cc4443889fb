"""All keys at a glance."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from reader.gui.actions import MENUS, spec
from reader.gui.dialogs.base import Dialog
from reader.gui.shortcuts import shown_keys

CHART_KEYS: tuple[tuple[str, str], ...] = (
    ("Charts: one bar back, one on", "← →"),
    ("Charts: first and last bar", "Home  End"),
    ("Charts: read at the bar", "Enter"),
    ("Arc: zoom in, out", "+  −"),
    ("List: open the conversation", "Enter"),
    ("List: delete what is chosen", "Del"),
)


class ShortcutsDialog(Dialog):
    """Lists the actions with their keys, menu by menu, and the keys of the charts."""

    outlives_library = True

    def __init__(self, rebound: Mapping[str, str], parent: QWidget | None) -> None:
        super().__init__("Keyboard shortcuts", parent)
        rows = [
            (spec(action_id).name, shown_keys(spec(action_id), rebound))
            for menu in MENUS
            for action_id in menu.action_ids
            if action_id and shown_keys(spec(action_id), rebound)
        ]
        rows += CHART_KEYS
        table = QTableWidget(len(rows), 2)
        table.setAccessibleName("Keyboard shortcuts")
        table.setHorizontalHeaderLabels(["Action", "Keys"])
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setTabKeyNavigation(False)
        for row, cells in enumerate(rows):
            for column, text in enumerate(cells):
                table.setItem(row, column, QTableWidgetItem(text))
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.add(table, 1)
        self.add_buttons(self.close_button(main=True))
        self.fit(520, 620)
