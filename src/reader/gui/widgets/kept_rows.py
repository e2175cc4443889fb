"""Rows of a column that is filled anew often: the widgets of the last time are used again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from itertools import pairwise
from typing import TypeVar, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QWidget

Row = TypeVar("Row", bound=QWidget)


class KeptRows:
    """Fills a layout with rows by kind. Making and styling a widget costs far more than giving it other words."""

    def __init__(self, layout: QBoxLayout) -> None:
        self._layout = layout
        self._placed: list[tuple[str, QWidget]] = []
        self._free: dict[str, list[QWidget]] = defaultdict(list)

    def begin(self) -> None:
        """Take all rows out; each waits to be used again."""
        while self._layout.count():
            self._layout.takeAt(0)
        for kind, row in reversed(self._placed):
            self._free[kind].append(row)
        self._placed.clear()

    def place(self, kind: str, make: Callable[[], Row]) -> Row:
        """Add the next row: one of this kind that is free, or else a new one."""
        free = self._free[kind]
        row = cast("Row", free.pop()) if free else make()
        self._layout.addWidget(row)
        row.show()
        self._placed.append((kind, row))
        return row

    def end(self) -> None:
        """All rows are placed: what is left over is not shown, and Tab goes from row to row as they stand."""
        for rows in self._free.values():
            for row in rows:
                row.hide()
        reached = [row for _kind, row in self._placed if row.focusPolicy() & Qt.FocusPolicy.TabFocus]
        for one, next_one in pairwise(reached):
            QWidget.setTabOrder(one, next_one)
