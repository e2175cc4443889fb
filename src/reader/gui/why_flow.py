"""Why this score, in the window: its column, the whiskers on the arc, and the exceptions that are kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from reader.gui.operations import Operations
from reader.gui.shortcuts import ActionSet
from reader.gui.widgets.item_list_model import ItemListModel
from reader.gui.window_memory import WindowMemory
from reader.settings import WindowState

if TYPE_CHECKING:
    from reader.gui.pages.item_page import ItemPage


class WhyFlow(QObject):
    """Keeps the item page, its actions and what is remembered of them in step."""

    def __init__(
        self,
        actions: ActionSet,
        operations: Operations,
        model: ItemListModel,
        memory: WindowMemory,
        state: WindowState,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._actions = actions
        self._operations = operations
        self._model = model
        self._memory = memory
        self._state = state
        self._page: ItemPage | None = None

    def slots(self) -> dict[str, Callable[[], object]]:
        """What the actions do."""
        return {"show_why": self.toggle_why, "show_fragility": self.toggle_fragility}

    def use_page(self, page: ItemPage) -> None:
        """Serve this page, once it is built."""
        self._page = page
        page.set_others(lambda: self._model.items)
        page.strike_requested.connect(self._operations.keep_strike)
        page.strike_lift_requested.connect(self._operations.lift_strike)
        page.why_requested.connect(self._show_column)
        page.fragility_toggled.connect(self._actions["show_fragility"].setChecked)
        page.side.show_view(self._state.side_view)
        self._actions["show_why"].setChecked(page.side.view == "why")
        page.side.view_changed.connect(self._view_changed)

    def toggle_why(self) -> None:
        """Show why the slice has its score, or go back to what the conversation is about."""
        if self._page is None:
            return
        hidden = not self._actions["show_reading"].isChecked()
        wanted = self._actions["show_why"].isChecked() or hidden
        self._show_column()
        self._page.side.show_view("why" if wanted else "about")
        self._actions["show_why"].setChecked(wanted)
        if wanted:
            self._page.why.take_focus()

    def toggle_fragility(self) -> None:
        """Show or hide the whiskers."""
        if self._page is not None:
            self._page.toggle_fragility()
            self._actions["show_fragility"].setChecked(self._page.charts.fragility_wanted)

    def _show_column(self) -> None:
        self._actions["show_reading"].setChecked(True)

    def _view_changed(self, name: str) -> None:
        self._actions["show_why"].setChecked(name == "why")
        self._state.side_view = name
        self._memory.touch()
