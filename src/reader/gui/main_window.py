"""The main window: bar, library pane, pages and status, and all wiring between them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from reader.gui.window_frame import PANE_WIDTH, WITHOUT_PANE, WindowFrame, window_title
from reader.settings import Settings, WindowState

if TYPE_CHECKING:
    from reader.domain.item_summary import ItemSummary
    from reader.gui.cursor import PageName
    from reader.gui.jobs import Jobs
    from reader.gui.navigator import MorePage
    from reader.gui.pages.item_page import ItemPage
    from reader.gui.pages.library_page import LibraryPage
    from reader.gui.theme.manager import ThemeManager
    from reader.gui.theme.palette import Palette
    from reader.gui.widgets.document_view import DocumentView
    from reader.gui.widgets.transcript_panel import TranscriptPanel
    from reader.services.framework_choice import FrameworkChoice
    from reader.services.opening import Library

HINT = (
    "Eight sample conversations are here to try. Click a bar to jump to its words. "
    "Ctrl+I imports your own; Remove the samples (File menu) whenever you like."
)


class MainWindow(WindowFrame):
    """Comes to life in three steps, so that it is on the screen at once: a bare frame in the colours of the theme;
    built, by :meth:`build`; with a library and its pages, by :meth:`attach`.

    Until it is built, nothing is imported that is not needed for the first paint.
    """

    open_library_requested = Signal()

    def __init__(
        self, settings: Settings, state: WindowState, theme: ThemeManager | None = None, jobs: Jobs | None = None
    ) -> None:
        super().__init__(state.geometry)
        self.setObjectName("main_window")
        self.setWindowTitle("Perspective Reader")
        self.settings, self.state = settings, state
        self.library: Library | None = None
        self.item_page: ItemPage | None = None
        self.library_page: LibraryPage | None = None
        if theme is not None and jobs is not None:
            self.build(theme, jobs)

    def build(self, theme: ThemeManager, jobs: Jobs) -> None:
        """Build what stands in the frame, all but the pages. Call it once."""
        from reader.gui import window_parts as parts

        self.theme, self.jobs = theme, jobs
        self.action_set = parts.ActionSet(self)
        self.appearance = parts.Appearance(self.settings, theme, self.action_set, self)
        self.operations = parts.Operations(jobs, self)
        self.import_flow = parts.ImportFlow(jobs, self.operations, self)
        self.dialogs = parts.WindowDialogs(self.settings, self.action_set, self)
        self.memory = parts.WindowMemory(self, self.state, self.action_set)
        self.model = parts.ItemListModel(self)
        self.why_flow = parts.WhyFlow(self.action_set, self.operations, self.model, self.memory, self.state, self)
        self.top_bar = parts.TopBar(self.action_set["back"], self.action_set["forward"])
        self.pane = parts.LibraryPane(self.model)
        self.hint = parts.HintLine(HINT)
        self.pages = parts.PageStack()
        self.start_page = parts.StartPage()
        self.navigator = parts.Navigator(jobs, self.state, self.pages, self)
        self.framework_flow = parts.FrameworkFlow(jobs, self.navigator, theme, self)
        self.rescoring = parts.Rescoring(jobs, self)
        self.commands = parts.ItemCommands(jobs, self.model, self.navigator, self.dialogs, self)
        self.states = parts.ActionStates(self.action_set, self.navigator, self.model, self.commands)
        self.status = parts.StatusArea(jobs)
        self.flows = parts.WindowFlows(
            jobs, self.operations, self.navigator, self.model, theme, self.settings, self.state, self
        )
        self.changes = parts.LibraryChanges(
            jobs, self.model, self.navigator, self.framework_flow, self.rescoring, self.flows, self
        )
        self.panes = QSplitter()
        self._assemble()
        self._wire()
        self.appearance.apply()
        self._apply_palette(theme.palette)
        self._show_page("start")

    def _assemble(self) -> None:
        self.action_set.fill_menu_bar(self.top_bar.menus)
        self.pages.addWidget(self.start_page)
        self.start_page.say("Opening the library…")
        self.panes.setObjectName("window_panes")
        self.panes.addWidget(self.pane)
        self.panes.addWidget(self._centre())
        self.panes.setStretchFactor(0, 0)
        self.panes.setStretchFactor(1, 1)
        self.panes.setSizes([PANE_WIDTH, self.width() - PANE_WIDTH])
        self.panes.setChildrenCollapsible(False)
        self.panes.setHandleWidth(1)
        self.hint.hide()
        body = QWidget()
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for part, stretch in ((self.top_bar, 0), (self.panes, 1), (self.status, 0)):
            layout.addWidget(part, stretch)
        self.setCentralWidget(body)

    def _centre(self) -> QWidget:
        """The pages, and above them the hint of the first start."""
        centre = QWidget()
        layout = QVBoxLayout(centre)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.hint)
        layout.addWidget(self.pages, 1)
        return centre

    # -- wiring

    def _wire(self) -> None:
        """All wiring of the shell; that of the pages is just below."""
        self.back_requested.connect(self.navigator.back)
        self.forward_requested.connect(self.navigator.forward)
        self.files_dropped.connect(self.import_flow.look_at)
        self.closed.connect(self.memory.save)
        self.top_bar.library_requested.connect(self.navigator.show_library)
        self.top_bar.focus_requested.connect(self.navigator.show_focus)
        self.pane.item_opened.connect(self.navigator.open_item)
        self.pane.edit_requested.connect(self.commands.edit)
        self.pane.delete_requested.connect(self.commands.delete)
        self.pane.import_requested.connect(self.import_flow.choose_files)
        self.pane.clear_requested.connect(self._clear_filter)
        self.pane.methodology_requested.connect(self._open_methodology)
        self.pane.filter_bar.sorting_chosen.connect(self.appearance.keep_sorting)
        self.hint.closed.connect(self._close_hint)
        self.navigator.history.changed.connect(self._show_state)
        self.navigator.page_shown.connect(self._show_page)
        self.navigator.item_shown.connect(self._mark_open_item)
        self.navigator.moved.connect(self.memory.touch)
        self.operations.changed.connect(self.changes.take_change)
        self.changes.list_refreshed.connect(self._show_state)
        self.operations.told.connect(self.status.tell)
        self.framework_flow.use_requested.connect(self.operations.choose_framework)
        self.framework_flow.taken.connect(self.changes.take_framework)
        self.framework_flow.told.connect(self.status.tell)
        self.rescoring.stale_counted.connect(self.status.show_stale)
        self.status.rescoring_requested.connect(lambda: self.rescoring.look(self.navigator.item_id, anew=True))
        self.operations.undo_labels_changed.connect(self.states.show_undo_labels)
        self.import_flow.told.connect(self.status.tell)
        self.import_flow.item_imported.connect(self.navigator.open_item)
        self.dialogs.settings_previewed.connect(self.appearance.apply)
        self.dialogs.settings_saved.connect(self.appearance.apply_and_save)
        self.dialogs.edit_confirmed.connect(self.operations.edit)
        self.dialogs.delete_confirmed.connect(self.operations.delete)
        self.appearance.failed.connect(self.jobs.failed)
        self.theme.palette_changed.connect(self._apply_palette)
        self.action_set.connect(self._slots() | self.appearance.slots() | self.why_flow.slots())
        self.action_set.connect(self.flows.slots())
        self.flows.told.connect(self.status.tell)
        self.flows.use_window(self)

    def _wire_pages(
        self, item_page: ItemPage, library_page: LibraryPage, more: Mapping[PageName, MorePage]
    ) -> None:  # fmt: skip
        item_page.edit_requested.connect(lambda item_id: self.commands.edit([item_id]))
        item_page.link_requested.connect(lambda link: QDesktopServices.openUrl(QUrl(link)))
        item_page.methodology_requested.connect(self._open_methodology)
        self.why_flow.use_page(item_page)
        library_page.item_opened.connect(self.navigator.open_item)
        library_page.edit_requested.connect(self.commands.edit)
        library_page.delete_requested.connect(self.commands.delete)
        library_page.import_requested.connect(self.import_flow.choose_files)
        library_page.clear_requested.connect(self._clear_filter)
        library_page.methodology_requested.connect(self._open_methodology)
        library_page.sorting_chosen.connect(self.appearance.keep_sorting)
        self.appearance.text_font_changed.connect(item_page.set_text_font)
        self.appearance.text_font_changed.connect(self.framework_flow.pages.compare.set_text_font)
        pages: list[MorePage] = [item_page, library_page, *more.values()]
        for page in pages:
            self.theme.palette_changed.connect(page.apply_palette)
        self.flows.use_pages(self)

    def _slots(self) -> dict[str, Callable[[], object]]:
        return {
            "import_files": self.import_flow.choose_files,
            "import_folder": self.import_flow.choose_folder,
            "open_library": self.open_library_requested.emit,
            "frameworks": self.framework_flow.open_list,
            "compare": self.framework_flow.open_compare,
            "remove_samples": self.operations.remove_samples,
            "quit": self.close,
            "undo": self.operations.undo,
            "redo": self.operations.redo,
            "edit_details": self.commands.edit_chosen,
            "delete_items": self.commands.delete_chosen,
            "find_here": lambda: self._on_text(lambda text: text.open_find()),
            "find_next": lambda: self._on_text(lambda text: text.find_next()),
            "find_previous": lambda: self._on_text(lambda text: text.find_previous()),
            "settings": self.dialogs.open_settings,
            "back": self.navigator.back,
            "forward": self.navigator.forward,
            "library": self.navigator.show_library,
            "find_conversation": self._focus_narrowing,
            "all_actions": self.dialogs.open_palette,
            "methodology": self._open_methodology,
            "shortcuts": self.dialogs.open_shortcuts,
            "about": lambda: self.dialogs.open_about(str(self.library.path) if self.library else ""),
        }

    # -- the library comes and goes

    def attach(self, library: Library, items: Sequence[ItemSummary], choice: FrameworkChoice) -> None:
        """Show this library, under the framework in force. Its items stand in the list; nothing is open yet."""
        self.library = library
        self.model.set_bands(choice.framework.bands)
        self._build_pages()
        self._tell_library(library)
        self.framework_flow.set_choice(choice)
        self.take_files(True)
        self.model.set_sorting(self.settings.list_sort, self.settings.list_descending)
        self.model.set_items(items)
        self.status.show_library(True)
        self._show_state()
        self.rescoring.look()

    def detach(self) -> None:
        """Let go of the library: nothing of it is shown any more."""
        self.library = None
        self.dialogs.close_all()
        self._tell_library(None)
        self.take_files(False)
        self.model.set_items([])
        self.status.show_library(False)
        self._show_state()

    def _tell_library(self, library: Library | None) -> None:
        for part in (
            self.navigator, self.operations, self.commands, self.import_flow, self.framework_flow, self.rescoring,
            self.flows, self.changes,
        ):  # fmt: skip
            part.set_library(library)

    def _build_pages(self) -> None:
        """Build what needs numpy and pyqtgraph: not before the first paint."""
        if self.item_page is not None:
            return
        from reader.gui.pages.item_page import ItemPage
        from reader.gui.pages.library_page import LibraryPage
        from reader.gui.widgets.item_delegate import ItemDelegate

        self.pane.view.use_delegate(ItemDelegate(self.model, self.theme.palette, self.pane.view))
        self.item_page = ItemPage(self.theme.palette, self.jobs)
        self.library_page = LibraryPage(self.model, self.theme.palette)
        more = self.framework_flow.build_pages() | self.flows.build_pages()
        self.navigator.use_pages(self.item_page, self.library_page, more)
        self._wire_pages(self.item_page, self.library_page, more)
        self.commands.use_view(self.pane.view)
        self.commands.use_view(self.library_page.view)
        self.appearance.apply()
        page = self.item_page
        panes = {"show_list": self.pane, "show_reading": page.side, "show_charts": page.charts}
        self.memory.watch(panes, self.panes, page.columns, page.rows)
        self.watch_mouse()

    # -- verbs

    @property
    def is_settled(self) -> bool:
        """True where nothing that changed in the library waits to be shown, and no job is under way."""
        return not self.changes.waits and (self.item_page is None or self.item_page.is_settled)

    def _on_item(self, call: Callable[[ItemPage], object]) -> None:
        if self.item_page is not None and self.navigator.page == "item":
            call(self.item_page)

    def _on_text(self, call: Callable[[TranscriptPanel | DocumentView], object]) -> None:
        """Find in the text that is shown: that of the item, or the methodology."""
        if self.navigator.page == "methodology":
            call(self.framework_flow.pages.methodology.view)
        else:
            self._on_item(lambda page: call(page.transcript))

    # -- finding and the list

    def _clear_filter(self) -> None:
        self.model.set_filter(type(self.model.filter)())

    def _focus_narrowing(self) -> None:
        """Put the keyboard into the field that narrows the list, which comes to the screen for it."""
        if self.navigator.page in WITHOUT_PANE:
            self.navigator.show_library()
        if self.navigator.page == "library" and self.library_page is not None:
            self.library_page.narrow_field.focus_field()
        else:
            self.action_set["show_list"].setChecked(True)
            self.pane.narrow_field.focus_field()

    # -- showing the state

    def _show_page(self, page: str) -> None:
        self.top_bar.show_page(page, self.navigator.item is not None)
        wanted = self.action_set["show_list"].isChecked() or self.item_page is None
        self.pane.setVisible(wanted and page not in WITHOUT_PANE)
        item = self.navigator.item
        title = item.metadata.title if item is not None and page == "item" else ""
        self.setWindowTitle(window_title(title, self.library.path if self.library is not None else None))
        self._show_state()

    def _mark_open_item(self) -> None:
        self.pane.view.set_open_item(self.navigator.item_id)

    def _show_state(self) -> None:
        self.states.refresh(self.library is not None)
        self.hint.setVisible(self.states.samples_there and not self.state.samples_hint_closed)

    def _close_hint(self) -> None:
        self.state.samples_hint_closed = True
        self.memory.touch()
        self._show_state()

    def _apply_palette(self, palette: Palette) -> None:
        self.top_bar.apply_palette(palette)
        self.pane.apply_palette(palette)

    def _open_methodology(self) -> None:
        self.framework_flow.show_methodology()
        self.navigator.show_page("methodology")
