"""Walking slices with keys: those of the open conversation, or of the card or row that the keyboard is on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence

from reader.gui.flow import Flow
from reader.gui.navigator import Navigator
from reader.gui.shortcuts import ActionSet
from reader.gui.widgets.card_walk import STEPS, Step

if TYPE_CHECKING:
    from reader.gui.pages.item_page import ItemPage
    from reader.gui.pages.library_page import LibraryPage
    from reader.gui.widgets.picture_grid import PictureGrid


class WalkFlow(Flow):
    """The cards and rows are told which keys are in force, so that what they say of them is true."""

    def __init__(self, navigator: Navigator, actions: ActionSet, parent: QObject) -> None:
        super().__init__(parent)
        self._navigator = navigator
        self._actions = actions
        self._item_page: ItemPage | None = None
        self._library_page: LibraryPage | None = None
        self._beside: tuple[PictureGrid, ...] = ()

    def slots(self) -> Mapping[str, Callable[[], object]]:
        return {step: partial(self._walk, step) for step in STEPS}

    def use_pages(self, item_page: ItemPage, library_page: LibraryPage) -> None:
        """Walk on these pages, once they are built."""
        self._item_page, self._library_page = item_page, library_page
        related = item_page.side.related
        self._beside = (related.counterbalance.cards, related.related.cards)
        for step in STEPS:
            self._actions[step].changed.connect(self._name_keys)
        self._name_keys()

    def _walk(self, step: Step) -> None:
        if self._library_page is not None and self._navigator.page == "library":
            self._library_page.view.walk(step)
        elif self._item_page is not None and self._navigator.page == "item":
            cards = next((view for view in self._beside if view.hasFocus()), None)
            if cards is not None:
                cards.walk(step)
            else:
                _step(self._item_page, step)

    def _name_keys(self) -> None:
        native = QKeySequence.SequenceFormat.NativeText
        keys = {step: self._actions[step].shortcut().toString(native) for step in STEPS}
        page = self._library_page
        for view in (*self._beside, *((page.table.rows, page.cards) if page is not None else ())):
            view.name_keys(keys)


def _step(page: ItemPage, step: Step) -> None:
    forth = step in ("next_slice", "next_one_sided")
    if step in ("next_slice", "previous_slice"):
        page.step(1 if forth else -1)
    else:
        page.step_one_sided(forth)
