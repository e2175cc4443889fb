"""What parts of the window have in common that lead through several pages and dialogs: searching, relating, keeping."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from reader.domain.change import Change
from reader.gui.cursor import PageName
from reader.gui.navigator import MorePage

if TYPE_CHECKING:
    from reader.services.opening import Library


class Flow(QObject):
    """One of them. The window tells it which library is open and what changed in it, and asks it for its actions and
    pages; it reaches pages and dialogs by itself.
    """

    told = Signal(str)
    """One line for the status area."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._library: Library | None = None

    def set_library(self, library: Library | None) -> None:
        """Work on this library from now on; None: none is open."""
        self._library = library

    def take_change(self, change: Change) -> None:
        """Something in the library is otherwise now. The lists of items are read anew beside this."""

    def slots(self) -> Mapping[str, Callable[[], object]]:
        """What the actions do that belong here, by their ids in ``gui.actions``."""
        return {}

    def build_pages(self) -> Mapping[PageName, MorePage]:
        """Build its pages, once, behind the window's first paint. The navigator shows them by these names."""
        return {}
