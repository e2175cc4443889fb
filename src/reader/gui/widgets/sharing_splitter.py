"""A splitter of two parts that shares its room by a rule until a person has moved its handle."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget


class SharingSplitter(QSplitter):
    """``rule`` gives the first part's size for the whole, in pixels. The property ``chosen`` puts it out of force."""

    def __init__(
        self, orientation: Qt.Orientation, name: str, rule: Callable[[int], int], parent: QWidget | None = None
    ) -> None:
        super().__init__(orientation, parent)
        self.setObjectName(name)
        self.setChildrenCollapsible(False)
        self._rule = rule

    def share(self) -> None:
        """Apply the rule to the room there is."""
        whole = self.width() if self.orientation() == Qt.Orientation.Horizontal else self.height()
        whole -= self.handleWidth()
        if self.count() == 2 and whole > 0 and not self.property("chosen"):
            first = min(max(self._rule(whole), 0), whole)
            self.setSizes([first, whole - first])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.share()
