"""Editing and deleting from wherever a person asks for it: a list, the menu, the item page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from reader.gui.jobs import Jobs
from reader.gui.navigator import Navigator
from reader.gui.widgets.item_list_model import ItemListModel
from reader.gui.widgets.item_view import ItemView
from reader.gui.window_dialogs import WindowDialogs

if TYPE_CHECKING:
    from reader.services.opening import Library


class ItemCommands(QObject):
    """Finds out which items are meant, and opens the dialog for them."""

    choice_changed = Signal()
    """Other items, or none, may be meant now."""

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
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self.choice_changed)

    def set_library(self, library: Library | None) -> None:
        """Work on this library from now on."""
        self._library = library

    def use_view(self, view: ItemView) -> None:
        """What is chosen in this list counts."""
        self._views.append(view)
        view.selectionModel().selectionChanged.connect(self.choice_changed)

    def chosen_ids(self) -> list[int]:
        """What the menu is about: what is chosen in the list in question; else the open item, where that is shown."""
        view = self._list()
        if view is not None and view.selectionModel().hasSelection():
            return view.chosen_ids()
        return [self._navigator.item_id] if self._shows_item() else []

    @property
    def has_choice(self) -> bool:
        """Whether the menu is about anything."""
        view = self._list()
        return self._shows_item() or (view is not None and view.selectionModel().hasSelection())

    def _shows_item(self) -> bool:
        return self._navigator.page == "item" and self._navigator.item_id != 0

    def _list(self) -> ItemView | None:
        """That of the library page, whatever has the keyboard; the one of the pane where that has it, or several are
        chosen there.
        """
        for view in self._views:
            on_page = self._navigator.page == "library" or view.window().focusWidget() is view
            if view.isVisible() and (on_page or _count(view) > 1):
                return view
        return None

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


def _count(view: ItemView) -> int:
    return sum(part.height() for part in view.selectionModel().selection().toList())
