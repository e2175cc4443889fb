"""Search in the window: the field on top, the page of results, and the way from hit to hit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from reader.domain.change import Change
from reader.gui.cursor import PageName, Place
from reader.gui.flow import Flow
from reader.gui.jobs import Jobs
from reader.gui.navigator import MorePage, Navigator
from reader.gui.preparing import SEARCH, Preparing
from reader.gui.search_session import SearchSession
from reader.gui.theme.manager import ThemeManager
from reader.gui.widgets.item_list_model import ItemListModel
from reader.gui.widgets.top_bar import TopBar
from reader.gui.window_memory import WindowMemory
from reader.settings import WindowState

if TYPE_CHECKING:
    from reader.domain.searching import Results
    from reader.gui.pages.item_page import ItemPage
    from reader.gui.pages.search_page import SearchPage
    from reader.gui.search_walk import SearchWalk
    from reader.gui.widgets.search_rows import SearchRow
    from reader.services.opening import Library


class SearchFlow(Flow):
    """Whatever is typed into the field on top is searched at once, on the page of results. Every change of it begins a
    new session; the one before is stopped and tells nothing any more.
    """

    page: SearchPage
    walk: SearchWalk

    def __init__(
        self,
        jobs: Jobs,
        navigator: Navigator,
        model: ItemListModel,
        theme: ThemeManager,
        state: WindowState,
        memory: WindowMemory,
        bar: TopBar,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._navigator = navigator
        self._model = model
        self._theme = theme
        self._state = state
        self._memory = memory
        self._bar = bar
        self._came_from: Place | None = None
        self._is_old = False
        self._item_page: ItemPage | None = None
        self.session: SearchSession | None = None
        self.preparing = Preparing(jobs, SEARCH, self)

    def slots(self) -> Mapping[str, Callable[[], object]]:
        """F3 belongs to the text where one is shown, and to the results where they are."""
        return {
            "search": self.open_search,
            "find_next": lambda: self._step(forward=True),
            "find_previous": lambda: self._step(forward=False),
        }

    def build_pages(self) -> Mapping[PageName, MorePage]:
        """Build the page of results."""
        from reader.gui.pages.search_page import SearchPage
        from reader.gui.search_walk import SearchWalk

        self.page = page = SearchPage(self._model, self._theme.palette)
        self.walk = SearchWalk(self._navigator, self)
        page.show_help(self._state.recent_searches)
        self._wire(page)
        return {"search": page}

    def _wire(self, page: SearchPage) -> None:
        """All wiring of field, page and index."""
        self._bar.text_changed.connect(self._typed)
        self._bar.text_entered.connect(self._entered)
        self._bar.list_requested.connect(self._down)
        self._bar.left.connect(self._left_field)
        page.row_opened.connect(self.open_row)
        page.slice_opened.connect(self.open_slice)
        page.text_wanted.connect(self.search_for)
        page.more_wanted.connect(self._more)
        page.view.verticalScrollBar().valueChanged.connect(self._let_paint)
        page.retry_requested.connect(lambda: self._ask(self._bar.field.text()))
        page.field_requested.connect(self._bar.focus_field)
        page.left.connect(self.leave)
        page.preparing_requested.connect(self.preparing.look)
        self.preparing.lacking.connect(lambda number, running: page.show_unsearched(number, running=running))
        self.preparing.finished.connect(self.search_anew)
        self._navigator.page_shown.connect(self._page_shown)

    def use_page(self, page: ItemPage) -> None:
        """Lead through conversations on this page."""
        self.walk.use_page(page)
        self._item_page = page
        page.transcript.search_bar.results_requested.connect(lambda: self._navigator.show_page("search"))

    def set_library(self, library: Library | None) -> None:
        """Search this library from now on; what was found in another one is gone."""
        super().set_library(library)
        self._close_session()
        self._came_from = None
        if self._is_built:
            self._bar.show_text("")
            self.page.show_query("")
            self.page.show_help(self._state.recent_searches)
        self.preparing.set_library(library)

    def take_change(self, change: Change) -> None:
        """What was found may have changed: search again, at once or when the results are looked at."""
        del change
        self.search_anew()

    # -- asking

    @property
    def _is_built(self) -> bool:
        return hasattr(self, "page")

    def open_search(self) -> None:
        """Go to the results, with the keyboard in the field."""
        if self._library is not None and self._is_built:
            self._show_page()
            self._bar.focus_field()

    def search_for(self, text: str) -> None:
        """Search for something that was clicked on."""
        if self._library is not None and self._is_built:
            self._bar.show_text(text)
            self._show_page()
            self._ask(text)
            if not text:
                self._bar.focus_field()

    def _typed(self, text: str) -> None:
        if self._library is None:
            return
        if text and self._navigator.page != "search":
            self._show_page()
            self._bar.field.setFocus()
        self._ask(text, typing=True)

    def _ask(self, text: str, *, typing: bool = False, keep: bool = False) -> None:
        """Begin a session for this text. ``keep`` keeps the place in the results: it is the same search again."""
        from reader.domain.query_filters import finished  # brings numpy: not before the window's first paint

        library = self._library
        self._close_session()
        self._is_old = False
        self.page.show_query(finished(text) if typing else text)
        if library is None or not text.strip():
            self.page.show_help(self._state.recent_searches)
            return
        most = len(self.page.rows.found) if keep else 0
        self.page.show_waiting(keep=keep)
        self.session = session = SearchSession(self._jobs, library, text, typing, self, most)
        session.results_came.connect(self._came)
        session.failed.connect(self.page.show_problem)
        self.walk.use_session(session)
        session.start()

    def _close_session(self) -> None:
        session, self.session = self.session, None
        if session is not None:
            session.close()
            session.deleteLater()
        if self._is_built:
            self.walk.use_session(None)

    def search_anew(self) -> None:
        """The library is another one than the results are of."""
        self._is_old = self.session is not None
        if self._navigator.page == "search":
            self._refresh()

    def _refresh(self) -> None:
        if self._is_old and self.session is not None:
            self._ask(self.session.text, typing=self.session.typing, keep=True)

    # -- what is found

    def _came(self, results: Results) -> None:
        shown = len(self.page.rows.found)
        self.page.show_results(results)
        if len(self.page.rows.found) != shown:
            self._let_paint()
        if results.waiting and not self.preparing.is_running:
            self.page.show_unsearched(results.waiting, running=False)

    def _let_paint(self) -> None:
        """Counting waits until what has come, or was scrolled to, is painted."""
        if self.session is not None and self.session.page_is_full:
            self._jobs.hold_back()

    def _more(self) -> None:
        session = self.session
        if session is not None and session.may_have_more:
            session.more(self.page.show_more)

    # -- the page and the field

    def _show_page(self) -> None:
        if self._navigator.page != "search":
            self._came_from = self._navigator.history.current
            self._navigator.show_page("search")

    def _page_shown(self, name: str) -> None:
        if name == "search":
            self._refresh()

    def leave(self) -> None:
        """Go back to where one was before searching."""
        place, self._came_from = self._came_from, None
        if place is not None and place.page == "item":
            self._navigator.open_item(place.item_id)
        elif place is not None and place.page not in ("library", "search"):
            self._navigator.show_page(place.page)
        elif self._navigator.item is not None and place is None:
            self._navigator.show_focus()
        else:
            self._navigator.show_library()

    def _left_field(self) -> None:
        if self._navigator.page == "search":
            self.leave()
        elif self._navigator.page == "item" and self._item_page is not None:
            self._item_page.take_focus()
        else:
            self._bar.field.clearFocus()

    def _down(self) -> None:
        if self._navigator.page != "search":
            self._show_page()
        self.page.take_focus()

    def _entered(self) -> None:
        """Enter in the field: to the results, and from there to the hit that is chosen, or the first one."""
        if not self._is_built or not self._bar.field.text().strip():
            return
        if self._navigator.page != "search":
            self._show_page()
        elif self.page.shows_results:
            row = self.page.view.current_row or self.page.step_row(forward=True) or self.page.rows.rows[0]
            self.open_row(row)

    # -- going to a hit

    def open_row(self, row: SearchRow) -> None:
        """Open an item at the hit of a row; show all hits where a row offers that."""
        from reader.gui.search_walk import Target

        session = self.session
        if session is None:
            return
        if row.kind == "rest" and not self.page.rows.is_expanded(row.item.item_id):
            session.whole_item(row.item.item_id, self.page.show_whole)
            return
        hits = [hit for hit in row.item.hits if not hit.field]
        hit = row.hit or next(iter(hits[-1:] if row.kind == "rest" else hits), None)
        self._remember(session.text)
        if hit is None or hit.field:
            self.walk.go(Target(row.item.item_id))
        else:
            self.walk.go(Target(row.item.item_id, hit.number, hit.start, hit.end))

    def open_slice(self, item_id: int, number: int) -> None:
        """Open an item at a slice that was clicked on, and at the first hit in it."""
        from reader.gui.search_walk import Target

        if self.session is not None:
            self._remember(self.session.text)
            self.walk.go(Target(item_id, number))

    def _step(self, forward: bool) -> None:
        if self._navigator.page == "search":
            row = self.page.step_row(forward)
            if row is not None:
                self.open_row(row)

    def _remember(self, text: str) -> None:
        """A search that led somewhere is worth being offered again."""
        if self._state.remember_search(text):
            self._memory.touch()
