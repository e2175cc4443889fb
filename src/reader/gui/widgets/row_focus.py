"""Rows of several columns show the keyboard around the whole row, not around one cell of it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem


class RowFocusDelegate(QStyledItemDelegate):
    """Paints as the theme says; every cell of the current row has the focus where the view has it."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().initStyleOption(option, index)
        current = self._view.currentIndex()
        if current.row() == index.row() and current.parent() == index.parent() and self._view.hasFocus():
            option.state |= QStyle.StateFlag.State_HasFocus  # type: ignore[attr-defined]
