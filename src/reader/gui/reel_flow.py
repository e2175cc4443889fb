"""The counterbalance reel in the window: finding the pairs of an item, and the way there and back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from reader.domain.change import Change
from reader.errors import ReaderError
from reader.gui.cursor import PageName, Place
from reader.gui.flow import Flow
from reader.gui.jobs import Job, Jobs
from reader.gui.navigator import MorePage, Navigator
from reader.gui.theme.manager import ThemeManager
from reader.gui.widgets.item_list_model import ItemListModel

if TYPE_CHECKING:
    from reader.domain.relating import Reel
    from reader.gui.main_window import MainWindow
    from reader.gui.pages.reel_page import ReelPage
    from reader.services.opening import Library

PAGE: PageName = "reel"
MOST_KEPT = 16
NOT_ONE_SIDED = "No slice here leans clearly to one side"
NOT_ONE_SIDED_WHY = "The reel begins at one-sided moments. In this conversation there are none."
NOTHING_OPPOSITE = "Nothing opposite elsewhere"
NOTHING_OPPOSITE_WHY = "No other conversation in this library has a slice that leans the other way on the same subject."
FAILED = "The reel could not be made"


class ReelFlow(Flow):
    """Fills the page. Pairs are kept until the library changes, so that the way back finds the same pair."""

    page: ReelPage

    def __init__(
        self, jobs: Jobs, navigator: Navigator, model: ItemListModel, theme: ThemeManager, parent: QObject
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._jobs = jobs
        self._navigator = navigator
        self._model = model
        self._theme = theme
        self._item_id = 0
        self._row = 0
        self._job: Job | None = None
        self._stale = False
        self._kept: dict[int, Reel] = {}
        self._built = False

    def build_pages(self) -> Mapping[PageName, MorePage]:
        from reader.gui.pages.reel_page import ReelPage

        self.page = page = ReelPage(self._theme.palette, self._model.item_of)
        page.open_requested.connect(self._navigator.open_item)
        page.pair_changed.connect(self._pair_changed)
        page.cancel_requested.connect(self._cancel)
        self._built = True
        return {PAGE: page}

    def slots(self) -> Mapping[str, Callable[[], object]]:
        return {
            "reel": self.open,
            "next_slice": lambda: self._step(1),
            "previous_slice": lambda: self._step(-1),
            "next_one_sided": lambda: self._step(1),
            "previous_one_sided": lambda: self._step(-1),
        }

    def use_window(self, window: MainWindow) -> None:
        """Follow what else goes on in the window."""
        self._navigator.returning.connect(self._return_to)
        self._navigator.page_shown.connect(self._page_shown)
        window.framework_flow.taken.connect(lambda _choice: self._forget())
        window.rescoring.went_on.connect(self._forget)
        window.changes.list_refreshed.connect(lambda: self._page_shown(self._navigator.page))
        window.flows.related.preparing.finished.connect(self._all_compared)

    def set_library(self, library: Library | None) -> None:
        super().set_library(library)
        self._forget()
        self._item_id = self._row = 0

    # -- which item, which pair

    def open(self) -> None:
        """Show the reel of the open item."""
        item_id = self._navigator.item_id
        if not item_id or not self._built:
            return
        self._show(item_id, self._row if item_id == self._item_id else 0)
        self._navigator.show_page(PAGE, items=(item_id, self._row))

    def _return_to(self, place: Place) -> None:
        """On the way back or forward: the reel that was shown there, at its pair."""
        if place.page == PAGE and len(place.items) == 2:
            self._show(*place.items)

    def _step(self, by: int) -> None:
        if self._navigator.page == PAGE:
            self.page.step(by)

    def _pair_changed(self, row: int) -> None:
        self._row = row
        if self._navigator.page == PAGE:
            self._navigator.history.amend(Place(PAGE, items=(self._item_id, row)))

    # -- finding the pairs

    def _show(self, item_id: int, row: int) -> None:
        if item_id != self._item_id:
            self._silence()
        self._item_id, self._row = item_id, row
        if item_id in self._kept:
            self._show_reel(self._kept[item_id])
        elif self._job is None:
            self._find()

    def _find(self) -> None:
        from reader.services import reel

        library, item_id = self._library, self._item_id
        if library is None or not item_id:
            return
        self._silence()
        self._stale = False
        if not self.page.pairs or self.page.pairs[0].here.item_id != item_id:
            self.page.show_looking(self._title())
        self._job = self._jobs.start(
            lambda: reel.reel(library, item_id),
            progress=self.page.show_progress,
            done=self._found,
            cancelled=self._stopped,
            failed=self._failed,
        )

    def _found(self, reel: Reel) -> None:
        self._job = None
        while len(self._kept) >= MOST_KEPT:
            del self._kept[next(iter(self._kept))]
        self._kept[self._item_id] = reel
        self._show_reel(reel)

    def _show_reel(self, reel: Reel) -> None:
        from reader.gui.widgets.related_words import missing_words

        if reel.pairs:
            self.page.show_pairs(self._title(), reel.pairs, self._model.bands, self._row)
            self._row = self.page.row
        elif self._is_one_sided():
            self.page.show_state(self._title(), NOTHING_OPPOSITE, NOTHING_OPPOSITE_WHY)
        else:
            self.page.show_state(self._title(), NOT_ONE_SIDED, NOT_ONE_SIDED_WHY)
        self.page.show_missing(missing_words(reel.waiting, reel.damaged))

    def _is_one_sided(self) -> bool:
        """Whether a slice of the item falls into a band of either pole."""
        from reader.gui.widgets.reel_side import band_of

        item = self._model.item_of(self._item_id)
        bands = [band_of(score, self._model.bands) for score in set(item.scores.tolist())] if item is not None else []
        return any(band is not None and band.tone != "middle" for band in bands)

    def _title(self) -> str:
        item = self._model.item_of(self._item_id)
        return item.title if item is not None else ""

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _stopped(self) -> None:
        self._job = None
        self.page.show_state(self._title(), "Stopped", "Not all moments were compared.", ("Start again", self._find))

    def _failed(self, error: BaseException) -> None:
        self._job = None
        again = ("Try again", self._find)
        if isinstance(error, ReaderError):
            self.page.show_state(self._title(), FAILED, f"{error.message} {error.advice}".strip(), again)
        else:
            self.page.show_state(self._title(), FAILED, "This is an error of the program.", again)
            self._jobs.failed.emit(error)

    def _silence(self) -> None:
        if self._job is not None:
            self._job.silence()
            self._job = None

    # -- what changed in the library

    def take_change(self, change: Change) -> None:
        """Pairs may be others now; they are found anew where the page is shown, once the list is read anew."""
        if change.item_ids or change.listed or change.rescored or change.framework:
            self._forget()

    def _forget(self) -> None:
        self._kept.clear()
        self._stale = bool(self._item_id)
        if self._job is not None:
            self._silence()

    def _all_compared(self) -> None:
        """What was not compared when the pairs were found may be now."""
        self._forget()
        self._page_shown(self._navigator.page)

    def _page_shown(self, page: str) -> None:
        if page == PAGE and self._stale and self._item_id not in self._kept:
            self._find()
