"""What stands beside the open conversation: worked out once its view is on the screen, and kept until the library
changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from reader.domain.change import Change
from reader.errors import ReaderError
from reader.gui.flow import Flow
from reader.gui.jobs import Job, Jobs
from reader.gui.navigator import Navigator
from reader.gui.preparing import LIKENESS, Preparing
from reader.gui.shortcuts import ActionSet
from reader.gui.widgets.item_list_model import ItemListModel

if TYPE_CHECKING:
    from reader.domain.relating import Counterbalance, Pick
    from reader.gui.main_window import MainWindow
    from reader.gui.pages.item_page import ItemPage
    from reader.services.opening import Library

    Found = tuple[Counterbalance, tuple[Pick, ...], int]

RELATED = "related"
LOOK_AFTER_MS = 60
"""So long after an item or the view came to the screen: that is painted first."""
MOST_KEPT = 64


class RelatedFlow(Flow):
    """Keeps the related view, its action and what was found for each item in step."""

    def __init__(
        self, jobs: Jobs, navigator: Navigator, model: ItemListModel, actions: ActionSet, parent: QObject
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._jobs = jobs
        self._navigator = navigator
        self._model = model
        self._actions = actions
        self.preparing = Preparing(jobs, LIKENESS, self)
        self._page: ItemPage | None = None
        self._job: Job | None = None
        self._asked = 0
        self._shown = 0
        self._fresh = False
        self._kept: dict[int, Found] = {}
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(LOOK_AFTER_MS)
        self._later.timeout.connect(self._look)

    def slots(self) -> Mapping[str, Callable[[], object]]:
        return {"show_related": self.toggle}

    def use_window(self, window: MainWindow) -> None:
        """Follow what else goes on in the window."""
        self._navigator.item_shown.connect(self._item_shown)
        window.changes.list_refreshed.connect(self._later.start)
        window.rescoring.went_on.connect(self.forget)
        window.framework_flow.taken.connect(lambda _choice: self.forget())
        window.flows.search.preparing.lacking.connect(self.preparing.wait_for)
        self.preparing.finished.connect(self.forget)
        self.preparing.finished.connect(self._later.start)

    def use_page(self, page: ItemPage) -> None:
        """Serve the item page, once it is built."""
        self._page = page
        panel = page.side.related
        page.side.view_changed.connect(lambda name: self._actions["show_related"].setChecked(name == RELATED))
        page.reading.related_requested.connect(self.show)
        self._actions["show_related"].setChecked(page.side.view == RELATED)
        panel.shown.connect(self._later.start)
        panel.again_requested.connect(self._look_again)
        panel.slice_clicked.connect(self._navigator.open_item)
        panel.item_opened.connect(self._navigator.open_item)
        panel.reel_requested.connect(self._actions["reel"].trigger)

    # -- the view

    def toggle(self) -> None:
        """Show what stands beside the conversation, or go back to what it is about."""
        if self._page is None:
            return
        hidden = not self._actions["show_reading"].isChecked()
        if self._actions["show_related"].isChecked() or hidden:
            self.show()
        else:
            self._page.side.show_view("about")

    def show(self) -> None:
        """Bring the view to the screen, with the keyboard in it."""
        if self._page is None:
            return
        self._actions["show_reading"].setChecked(True)
        self._page.side.show_view(RELATED)
        self._actions["show_related"].setChecked(True)
        self._page.side.related.take_focus()

    # -- what it shows

    def set_library(self, library: Library | None) -> None:
        super().set_library(library)
        self.preparing.set_library(library)
        self.forget()
        self._clear()

    def take_change(self, change: Change) -> None:
        """What was found may be otherwise now; it is looked for again once the list is read anew."""
        if change.item_ids or change.listed or change.rescored or change.framework:
            self.forget()

    def forget(self) -> None:
        """Nothing of what was found holds any more. What is shown stays until the new is there."""
        self._silence()
        self._kept.clear()
        self._fresh = False

    def _item_shown(self, _slug: str, _number: int) -> None:
        if self._navigator.item_id != self._shown:
            self._clear()
        self._later.start()

    def _clear(self) -> None:
        """Show nothing of another item."""
        self._silence()
        if self._page is not None and self._shown:
            self._page.side.related.show_looking()
        self._shown, self._fresh = 0, False

    def _silence(self) -> None:
        if self._job is not None:
            self._job.silence()
            self._job = None

    def _look_again(self) -> None:
        self.forget()
        self._look()

    def _look(self) -> None:
        """Show what stands beside the open item, where the view is on the screen and does not show that yet."""
        from reader.services import relating

        page, library = self._page, self._library
        item = self._navigator.item
        if page is None or library is None or item is None or not page.side.related.isVisible():
            return
        if self._fresh or (self._job is not None and self._asked == item.id):
            return
        self._silence()
        if item.id in self._kept:
            self._show_found(item.id, self._kept[item.id])
            return
        if self._shown != item.id:
            page.side.related.show_looking()
        item_id, self._asked = item.id, item.id

        def find() -> Found:
            balance, near = relating.counterbalance(library, item_id), relating.related(library, item_id)
            return balance, near, relating.waiting_count(library)

        self._job = self._jobs.start(
            find, done=lambda found: self._found(item_id, found), failed=lambda error: self._not_found(item_id, error)
        )

    def _found(self, item_id: int, found: Found) -> None:
        self._job = None
        while len(self._kept) >= MOST_KEPT:
            del self._kept[next(iter(self._kept))]
        self._kept[item_id] = found
        self._show_found(item_id, found)

    def _show_found(self, item_id: int, found: Found) -> None:
        from reader.gui.widgets import related_words as words

        own, item, page = self._model.item_of(item_id), self._navigator.item, self._page
        if page is None or own is None or item is None or item.id != item_id:
            # Just imported: the list is on its way, and asks again.
            return
        self._shown, self._fresh = item_id, True
        panel = page.side.related
        counterbalance, related, waiting = found
        if not item.slices:
            panel.show_nothing(words.NO_TRANSCRIPT)
        elif self._model.total == 1:
            panel.show_nothing(words.ONLY_ONE)
        else:
            evidence = any(item.profile.hit_counts)
            panel.show_found(own, counterbalance if evidence else None, related, waiting, self._model.bands)

    def _not_found(self, item_id: int, error: BaseException) -> None:
        self._job = None
        if self._page is None or self._navigator.item_id != item_id:
            return
        self._shown, self._fresh = item_id, True
        panel = self._page.side.related
        if isinstance(error, ReaderError):
            panel.show_problem(error.message, error.advice)
        else:
            panel.show_problem("What stands beside this conversation could not be worked out.", "")
            self._jobs.failed.emit(error)
