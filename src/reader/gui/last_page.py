"""The page that was shown when the program was left is shown again at the next start, over the item that was open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from reader.gui.main_window import MainWindow

BY_ACTION = ("library", "reel", "compare", "methodology")
"""Pages that the action of the same name leads to. Search begins anew, as its field does."""


class LastPage(QObject):
    """Notes every page that is shown; leads to the noted one once, when the first item of this start stands."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._wanted = window.state.last_page
        window.navigator.page_shown.connect(self._page_shown)

    def _page_shown(self, page: str) -> None:
        if page == "start":
            return
        wanted, self._wanted = self._wanted, ""
        if wanted and page == "item":
            QTimer.singleShot(0, self, lambda: self._show(wanted))
        if page != self._window.state.last_page:
            self._window.state.last_page = page
            self._window.memory.touch()

    def _show(self, page: str) -> None:
        if page in BY_ACTION:
            self._window.action_set[page].trigger()
        elif page == "side_by_side":
            known = {item.slug: item.id for item in self._window.model.items}
            ids = [known[slug] for slug in self._window.state.side_by_side if slug in known]
            if len(ids) > 1:
                self._window.flows.side_by_side.show_set(ids)
