"""The flows of the window: all of them are built, and wired to each other, here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from reader.domain.change import Change
from reader.gui.content_flow import ContentFlow
from reader.gui.cursor import PageName
from reader.gui.flow import Flow
from reader.gui.jobs import Jobs
from reader.gui.keeping_flow import KeepingFlow
from reader.gui.last_page import LastPage
from reader.gui.libraries_flow import LibrariesFlow
from reader.gui.library_flow import LibraryFlow
from reader.gui.navigator import MorePage, Navigator
from reader.gui.operations import Operations
from reader.gui.reel_flow import ReelFlow
from reader.gui.related_flow import RelatedFlow
from reader.gui.search_flow import SearchFlow
from reader.gui.side_by_side_flow import SideBySideFlow
from reader.gui.theme.manager import ThemeManager
from reader.gui.walk_flow import WalkFlow
from reader.gui.widgets.item_list_model import ItemListModel
from reader.settings import Settings, WindowState

if TYPE_CHECKING:
    from reader.gui.main_window import MainWindow
    from reader.services.opening import Library

MIRROR_RULE, REEL = "mirror rule", "reel"
"""Headings of the methodology."""


class WindowFlows(QObject):
    """Passes on to every flow what the window tells, and gathers what they offer."""

    told = Signal(str)

    def __init__(
        self,
        jobs: Jobs,
        operations: Operations,
        navigator: Navigator,
        model: ItemListModel,
        theme: ThemeManager,
        settings: Settings,
        state: WindowState,
        window: MainWindow,
    ) -> None:
        super().__init__(window)
        self.search = SearchFlow(jobs, navigator, model, theme, state, window.memory, window.top_bar, self)
        self.keeping = KeepingFlow(jobs, operations, navigator, model, theme, window.action_set, window, self)
        self.libraries = LibrariesFlow(jobs, settings, window.appearance, theme, window.action_set, window, self)
        self.content = ContentFlow(jobs, operations, navigator, theme, window)
        self.library = LibraryFlow(jobs, operations, model, state, window.memory, window, self)
        self.side_by_side = SideBySideFlow(jobs, navigator, model, theme, state, window, self)
        self.related = RelatedFlow(jobs, navigator, model, window.action_set, self)
        self.reel = ReelFlow(jobs, navigator, model, theme, self)
        self.walk = WalkFlow(navigator, window.action_set, self)
        self._all: tuple[Flow, ...] = (
            self.search, self.keeping, self.libraries, self.content, self.library, self.side_by_side, self.related,
            self.reel, self.walk,
        )  # fmt: skip
        self._wire()

    def _wire(self) -> None:
        """All wiring between the flows."""
        for flow in self._all:
            flow.told.connect(self.told)

    def use_window(self, window: MainWindow) -> None:
        """Wire to the parts of the window, once all of it but the pages is built."""
        self.side_by_side.use_window(window)
        self.related.use_window(window)
        self.reel.use_window(window)
        self.library.use_filter_bar(window.pane.filter_bar)
        self.library.list_requested.connect(window.changes.refresh_list)
        window.pane.search_requested.connect(self.search.search_for)
        window.rescoring.went_on.connect(self.search.search_anew)
        self.libraries.use_menu_bar(window.top_bar.menus)
        self.libraries.choose_requested.connect(window.open_library_requested)
        self.content.watch_window()
        self.last_page = LastPage(window)
        self.content.news_counted.connect(window.status.show_content)
        window.status.content_requested.connect(self.content.open_dialog)

    def use_pages(self, window: MainWindow) -> None:
        """Wire to the pages, once they are built."""
        if (page := window.library_page) is not None:
            self.library.use_page(page)
            self.keeping.use_page(page)
            page.slice_opened.connect(window.navigator.open_item)
            window.commands.use_view(page.cards)
            for view in (page.table.rows, page.cards):
                view.compare_requested.connect(self.side_by_side.compare)
        window.appearance.text_font_changed.connect(self.side_by_side.page.set_text_font)
        assert window.item_page is not None
        self.search.use_page(window.item_page)
        self.related.use_page(window.item_page)
        if window.library_page is not None:
            self.walk.use_pages(window.item_page, window.library_page)
        window.item_page.transcript.versions_requested.connect(self.keeping.open_versions)
        for section in (window.item_page.side.related.counterbalance, window.item_page.side.related.related):
            section.cards.compare_requested.connect(self.side_by_side.compare)
        window.appearance.text_font_changed.connect(self.reel.page.set_text_font)
        methodology = partial(_show_methodology, window)
        window.item_page.side.related.methodology_requested.connect(partial(methodology, MIRROR_RULE))
        self.reel.page.methodology_requested.connect(partial(methodology, REEL))

    def set_library(self, library: Library | None) -> None:
        """Tell all flows which library is open."""
        for flow in self._all:
            flow.set_library(library)

    def take_change(self, change: Change) -> None:
        """Tell all flows what changed in the library."""
        for flow in self._all:
            flow.take_change(change)

    def slots(self) -> dict[str, Callable[[], object]]:
        """What their actions do. One of several flows is passed on to each: it acts on the page that is shown."""
        gathered: dict[str, list[Callable[[], object]]] = {}
        for flow in self._all:
            for name, slot in flow.slots().items():
                gathered.setdefault(name, []).append(slot)
        return {name: partial(_call_all, slots) for name, slots in gathered.items()}

    def build_pages(self) -> dict[PageName, MorePage]:
        """Build the pages of all flows, by name."""
        return {name: page for flow in self._all for name, page in flow.build_pages().items()}


def _show_methodology(window: MainWindow, heading: str) -> None:
    """Show the methodology from the heading with these words on."""
    window.framework_flow.show_methodology(heading)
    window.navigator.show_page("methodology")


def _call_all(calls: Iterable[Callable[[], object]]) -> None:
    for call in calls:
        call()
