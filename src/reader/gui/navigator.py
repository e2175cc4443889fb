"""Where the person is: opens items, shows pages, and finds the way back and forward."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from reader.domain.change import Change
from reader.errors import NotFoundError
from reader.gui.cursor import History, PageName, Place
from reader.gui.jobs import Job, Jobs
from reader.gui.widgets.settling import settle_layouts
from reader.settings import WindowState

if TYPE_CHECKING:
    from reader.gui.pages.item_page import ItemPage
    from reader.gui.pages.library_page import LibraryPage
    from reader.gui.theme.palette import Palette
    from reader.services.opening import Library
    from reader.services.reading import OpenItem

UPDATE_MS = 250
"""About so long the item page takes to show an item anew, part by part, in milliseconds."""
OF_ITEM = ("compare",)
"""Pages that show something of the open item: on the way back they stand for that item."""


class MorePage(Protocol):
    """A page beside the item page and the library page: a widget that takes the focus and the colours."""

    def take_focus(self) -> None:
        """Give the keyboard to what a person uses first."""

    def apply_palette(self, palette: Palette) -> None:
        """Show these colours."""


class Navigator(QObject):
    """Routes between the pages, which do not know each other, and keeps the history of places."""

    item_shown = Signal(str, int)
    """Slug of the item that stands on the screen now, and the slice the cursor is at."""
    page_shown = Signal(str)
    returning = Signal(object)
    """About to show a page beside item and library again, on the way back or forward; carries the :class:`Place`."""
    moved = Signal()
    """The cursor of the open item is somewhere else now."""

    def __init__(self, jobs: Jobs, state: WindowState, stack: QStackedWidget, parent: QObject) -> None:
        super().__init__(parent)
        self.history = History(self)
        self._jobs = jobs
        self._state = state
        self._stack = stack
        self._library: Library | None = None
        self._item_page: ItemPage | None = None
        self._library_page: LibraryPage | None = None
        self._more: dict[PageName, MorePage] = {}
        self._opening: Job | None = None
        self._reopening: Job | None = None

    def use_pages(
        self, item_page: ItemPage, library_page: LibraryPage, more: Mapping[PageName, MorePage]
    ) -> None:  # fmt: skip
        """Take over the pages, once they are built. ``more`` are shown by their names with :meth:`show_page`."""
        self._item_page, self._library_page = item_page, library_page
        self._more = dict(more)
        for page in (item_page, library_page, *more.values()):
            self._stack.addWidget(cast("QWidget", page))
        item_page.jumped.connect(self._note_jump)
        item_page.drifted.connect(self._note_drift)

    def set_library(self, library: Library | None) -> None:
        """Open items from this library from now on; None shows the empty start page."""
        self._library = library
        for job in (self._opening, self._reopening):
            if job is not None:
                job.silence()
        self._opening = self._reopening = None
        self.history.clear()
        if library is None:
            if self._item_page is not None:
                self._item_page.close_item()
            self._stack.setCurrentIndex(0)
            self.page_shown.emit("start")

    # -- where one is

    @property
    def page(self) -> PageName:
        """The page that is shown."""
        shown = self._stack.currentWidget()
        if shown is not None and shown is self._item_page:
            return "item"
        if shown is not None and shown is self._library_page:
            return "library"
        return next((name for name, page in self._more.items() if cast("object", page) is shown), "start")

    @property
    def item(self) -> OpenItem | None:
        """The open item, whether or not its page is shown."""
        return self._item_page.item if self._item_page is not None else None

    @property
    def item_id(self) -> int:
        """Id of the open item; 0 where none is open."""
        return self.item.id if self.item is not None else 0

    @property
    def slice_number(self) -> int:
        """Where the cursor stands in the open item; 0 where none is open."""
        return self._item_page.slice_number if self._item_page is not None and self.item is not None else 0

    # -- going somewhere

    def open_item(self, item_id: int | str, slice_number: int = 0) -> None:
        """Open an item by id or slug, at a slice or (0) where it was left."""
        self._open_item(item_id, slice_number)

    def _open_item(
        self,
        item_id: int | str,
        slice_number: int,
        place: Place | None = None,
        gone: Callable[[], object] | None = None,
    ) -> None:
        """``place`` is the step of the way that is shown again; None: this is a new one."""
        from reader.services import reading

        library = self._library
        if library is None:
            return
        if self.item is not None and item_id in (self.item.id, self.item.slug):
            self._show_open_item(slice_number, visit=place is None)
            return
        if self._opening is not None:
            self._opening.silence()
        self._opening = self._jobs.start(
            lambda: reading.open_item(library, item_id),
            done=lambda item: self._opened(item, slice_number, place),
            failed=lambda error: self._not_opened(error, gone),
        )

    def show_library(self, *, visit: bool = True) -> None:
        """Show the library page."""
        if self._library_page is None or self._library is None:
            return
        self._stack.setCurrentWidget(self._library_page)
        self._library_page.view.set_open_item(self.item_id)
        self._library_page.view.setFocus()
        if visit:
            self.history.visit(Place("library"))
        self.page_shown.emit("library")

    def show_page(self, name: PageName, *, visit: bool = True, items: tuple[int, ...] = ()) -> None:
        """Show one of the pages beside item and library. ``items`` are what the way back finds there again."""
        page = self._more.get(name)
        if page is None or self._library is None:
            return
        self._stack.setCurrentWidget(cast("QWidget", page))
        page.take_focus()
        if visit:
            self.history.visit(Place(name, self.item_id if name in OF_ITEM else 0, items=items))
        self.page_shown.emit(name)

    def show_focus(self) -> None:
        """Go to the item page, where an item is open."""
        if self.item is not None:
            self._show_open_item(0, visit=True)

    def back(self) -> None:
        """Go to the place before this one."""
        self._go(self.history.back(), lambda: self._go(self.history.current, self.show_library))

    def forward(self) -> None:
        """Go on to the place one came back from."""
        self._go(self.history.forward(), self.forward)

    def _go(self, place: Place | None, otherwise: Callable[[], object]) -> None:
        """Show a place again. Where its item is gone it is forgotten, and ``otherwise`` called."""
        if place is None:
            return

        def gone() -> None:
            self.history.forget_items(frozenset({place.item_id}))
            otherwise()

        if place.page == "library":
            self.show_library(visit=False)
        elif place.page in self._more and place.item_id in (0, self.item_id):
            self.returning.emit(place)
            self.show_page(place.page, visit=False)
        else:
            self._open_item(place.item_id, place.slice_number, place, gone)

    # -- what changed in the library

    def take_change(self, change: Change) -> None:
        """Show the open item anew where a command touched it; leave it where it is gone."""
        from reader.services import reading

        item, library = self.item, self._library
        if item is None or library is None or not (change.framework or item.id in change.item_ids):
            return
        if self._reopening is not None:
            self._reopening.silence()
        self._reopening = self._jobs.start(
            lambda: reading.open_item(library, item.id), done=self._reopened, failed=self._gone_after_change
        )

    def refresh_stale_item(self) -> None:
        """Show the open item anew where it still shows old figures."""
        if self.item is not None and self.item.stale:
            self.take_change(Change("Re-score", frozenset({self.item_id}), rescored=True))

    def _reopened(self, item: OpenItem) -> None:
        self._reopening = None
        if self._item_page is not None and self.item_id == item.id:
            self._jobs.hold_back(UPDATE_MS)
            self._item_page.update_item(item)
            self.page_shown.emit(self.page)

    def _gone_after_change(self, error: BaseException) -> None:
        self._reopening = None
        if not isinstance(error, NotFoundError):
            self._jobs.failed.emit(error)
            return
        if self._item_page is not None:
            self.history.forget_items(frozenset({self.item_id}))
            self._item_page.close_item()
            if self.page in ("item", "reel", *OF_ITEM):
                self.show_library()
            else:
                self.page_shown.emit(self.page)

    # -- private

    def _opened(self, item: OpenItem, slice_number: int, place: Place | None) -> None:
        assert self._item_page is not None
        self._opening = None
        start = slice_number or self._state.positions.get(item.slug, 1)
        self._item_page.show_item(item, start)
        self._show_open_item(0, visit=place is None)
        if place is not None and place.page in OF_ITEM:
            self.history.amend(place)
            self.show_page(place.page, visit=False)

    def _not_opened(self, error: BaseException, gone: Callable[[], object] | None) -> None:
        self._opening = None
        if gone is not None and isinstance(error, NotFoundError):
            gone()
            return
        if self.page == "start":  # the first item of all: the others can be had from the list
            self.show_library(visit=False)
        self._jobs.failed.emit(error)

    def _show_open_item(self, slice_number: int, visit: bool) -> None:
        page = self._item_page
        assert page is not None
        assert page.item is not None
        self._stack.setCurrentWidget(page)
        if slice_number:
            page.go_to_slice(slice_number)
        place = Place("item", page.item.id, page.slice_number)
        if visit:
            self.history.visit(place)
        else:
            self.history.amend(place)
        self._state.last_item = page.item.slug
        self._remember()
        self.page_shown.emit("item")
        settle_layouts()
        self.item_shown.emit(page.item.slug, page.slice_number)

    def _note_jump(self, number: int) -> None:
        self.history.visit(Place("item", self.item_id, number))
        self._remember()

    def _note_drift(self, number: int) -> None:
        if self.page == "item":
            self.history.amend(Place("item", self.item_id, number))
        self._remember()

    def _remember(self) -> None:
        if self._item_page is not None and self.item is not None:
            self._state.remember_position(self.item.slug, self._item_page.slice_number)
            self.moved.emit()
