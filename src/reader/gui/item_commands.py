"""Editing and deleting from wherever a person asks for it: a list, the menu, the item page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from reader.gui.jobs import Jobs
from reader.gui.navigator import Navigator
from reader.gui.widgets.item_list_model import ItemListModel
from reader.gui.widgets.item_view import ItemView
from reader.gui.window_dialogs import WindowDialogs

if TYPE_CHECKING:
    from reader.services.opening import Library


class ItemCommands(QObject):
    """Finds out which items are meant, and opens the dialog for them."""

    def __init__(
        self, jobs: Jobs, model: ItemListModel, navigator: Navigator, dialogs: WindowDialogs, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._model = model
        self._navigator = navigator
        self._dialogs = dialogs
        self._library: Library | None = None
        self._views: list[ItemView] = []

    def set_library(self, library: Library | None) -> None:
        """Work on this library from now on."""
        self._library = library

    def use_view(self, view: ItemView) -> None:
        """What is chosen in this list counts."""
        self._views.append(view)

    def chosen_ids(self) -> list[int]:
        """What the menu is about: what is chosen in the list that has the focus, or several; else the open item."""
        for view in self._views:
            if view.isVisible() and (view.hasFocus() or len(view.chosen_ids()) > 1):
                return view.chosen_ids()
        on_item = self._navigator.page == "item" and self._navigator.item_id
        return [self._navigator.item_id] if on_item else []

    def edit_chosen(self) -> None:
        """Open the details of what the menu is about."""
        self.edit(self.chosen_ids())

    def delete_chosen(self) -> None:
        """Delete what the menu is about."""
        self.delete(self.chosen_ids())

    def edit(self, item_ids: Sequence[int]) -> None:
        """Open the details of these items for editing."""
        library = self._library
        if library is None or not item_ids:
            return
        from reader.services import reading

        ids = list(item_ids)
        self._jobs.start(
            lambda: reading.item_metadata(library, ids),
            done=lambda facts: self._dialogs.open_editor(ids, facts, self._model.items),
        )

    def delete(self, item_ids: Sequence[int]) -> None:
        """Delete these items, asking first where they are several."""
        found = [self._model.item_of(item_id) for item_id in item_ids]
        self._dialogs.confirm_delete([item for item in found if item is not None])
