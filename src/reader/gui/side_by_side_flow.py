"""Comparing conversations side by side, in the window: which ones, opening them, and the way there and back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from reader.domain.change import Change
from reader.errors import NotFoundError, ReaderError
from reader.gui.cursor import PageName, Place
from reader.gui.flow import Flow
from reader.gui.jobs import Job, Jobs
from reader.gui.navigator import MorePage, Navigator
from reader.gui.theme.manager import ThemeManager
from reader.gui.widgets.item_list_model import ItemListModel
from reader.settings import WindowState

if TYPE_CHECKING:
    from reader.gui.dialogs.beside_chooser import BesideChooser
    from reader.gui.main_window import MainWindow
    from reader.gui.pages.side_by_side_page import SideBySidePage
    from reader.services.opening import Library
    from reader.services.reading import OpenItem
    from reader.services.subject_links import Subjects

PAGE: PageName = "side_by_side"
MOST = 4
GONE = "This conversation is no longer in the library."
GONE_ADVICE = "Undo brings it back; Ctrl+W takes it out of the comparison."


class SideBySideFlow(Flow):
    """Fills the page. Each conversation is opened by a job of its own, so that none waits for another."""

    page: SideBySidePage

    def __init__(
        self,
        jobs: Jobs,
        navigator: Navigator,
        model: ItemListModel,
        theme: ThemeManager,
        state: WindowState,
        window: MainWindow,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._navigator = navigator
        self._model = model
        self._theme = theme
        self._state = state
        self._memory = window.memory
        self._commands = window.commands
        self._window = window
        self._opening: dict[int, Job] = {}
        self._old: set[int] = set()
        self._comparing: Job | None = None
        self._compared: frozenset[int] = frozenset()
        self._built = False
        self.chooser: BesideChooser | None = None

    def build_pages(self) -> Mapping[PageName, MorePage]:
        from reader.gui.pages.side_by_side_page import SideBySidePage

        self.page = page = SideBySidePage(self._theme.palette)
        page.set_link(self._state.side_by_side_link)
        page.set_changed.connect(self._set_left)
        page.link_changed.connect(self._link_changed)
        page.add_requested.connect(self.open_chooser)
        page.read_requested.connect(self._navigator.open_item)
        self._built = True
        return {PAGE: page}

    def slots(self) -> Mapping[str, Callable[[], object]]:
        return {
            "side_by_side": self.compare_chosen,
            "add_beside": self.open_chooser,
            "remove_beside": lambda: self._here(lambda page: page.take_out_focused()),
            "next_slice": lambda: self._here(lambda page: page.step(1)),
            "previous_slice": lambda: self._here(lambda page: page.step(-1)),
            "next_one_sided": lambda: self._here(lambda page: page.step_one_sided(forward=True)),
            "previous_one_sided": lambda: self._here(lambda page: page.step_one_sided(forward=False)),
        }

    def _here(self, call: Callable[[SideBySidePage], object]) -> None:
        if self._navigator.page == PAGE:
            call(self.page)

    def use_window(self, window: MainWindow) -> None:
        """Follow what else goes on in the window."""
        self._navigator.returning.connect(self._return_to)
        self._navigator.page_shown.connect(self._page_shown)
        window.framework_flow.taken.connect(lambda _choice: self._read_anew(self._ids()))
        window.rescoring.went_on.connect(self._refresh_stale)
        window.pane.view.compare_requested.connect(self.compare)
        window.flows.related.preparing.finished.connect(self._words_compared)

    def set_library(self, library: Library | None) -> None:
        """Compare conversations of this library from now on; those of another one go."""
        if library is not self._library and self._built:
            self._silence(self._ids())
            self.page.show_set({})
            self._forget_subjects()
        super().set_library(library)

    # -- which ones

    def compare_chosen(self) -> None:
        """Compare what is chosen; a single one with the open one. With nothing to compare with, ask for it."""
        chosen = self._commands.chosen_ids()
        if self._navigator.page == PAGE and not chosen:
            self.open_chooser()
            return
        self.compare(chosen)

    def compare(self, item_ids: Iterable[int]) -> None:
        """Compare these items; a single one is compared with the open one."""
        ids = list(dict.fromkeys(item_ids))
        if len(ids) < 2:
            here = self._navigator.item_id
            ids = list(dict.fromkeys(one for one in (here, *ids) if one))
        if len(ids) < 2:
            ids = self._left_before(ids) or ids
        if len(ids) > MOST:
            self.told.emit(
                f"{MOST} conversations stand side by side; the other {len(ids) - MOST} of these are left out."
            )
        self.show_set(ids[:MOST])
        if len(ids) < 2:
            self.open_chooser()

    def _left_before(self, ids: list[int]) -> list[int]:
        """The comparison that was shown last, where it is still there and holds these."""
        known = {item.slug: item.id for item in self._model.items}
        before = [known[slug] for slug in self._state.side_by_side if slug in known]
        return before if len(before) > 1 and set(ids) <= set(before) else []

    def show_set(self, item_ids: Iterable[int]) -> None:
        """Show these items side by side."""
        ids = tuple(item_ids)
        self._fill(ids)
        self._navigator.show_page(PAGE, items=ids)

    def _return_to(self, place: Place) -> None:
        """On the way back or forward: the items that were compared there."""
        if place.page == PAGE:
            self._fill(place.items)

    def _set_left(self, item_ids: list[int]) -> None:
        """A person took one out."""
        self._silence(set(self._opening) - set(item_ids))
        self._note_set()

    def _fill(self, ids: tuple[int, ...]) -> None:
        titles = {}
        for item_id in ids:
            found = self._model.item_of(item_id)
            titles[item_id] = found.title if found is not None else "Conversation"
        self._silence(set(self._opening) - set(ids))
        if self._navigator.item_id in titles:
            self.page.remember_place(self._navigator.item_id, self._navigator.slice_number)
        self._open(self.page.show_set(titles))
        self._keep()

    def _note_set(self) -> None:
        """The comparison is another one now, at the same step of the way back."""
        if self._navigator.page == PAGE:
            self._navigator.history.amend(Place(PAGE, items=self.page.item_ids))
        self._keep()

    def _keep(self) -> None:
        found = [self._model.item_of(item_id) for item_id in self._ids()]
        slugs = [item.slug for item in found if item is not None]
        if len(slugs) > 1:
            self._state.side_by_side = slugs
            self._memory.touch()

    # -- adding one

    def open_chooser(self) -> None:
        """Ask for one more conversation."""
        from reader.gui.dialogs.beside_chooser import BesideChooser

        if self._library is None or self.chooser is not None or len(self._ids()) >= MOST:
            return
        here = set(self._ids())
        others = [item for item in self._model.items if item.id not in here]
        dialog = BesideChooser(others, self._model.bands, self._model.sorting, self._theme.palette, self._window)
        dialog.chosen.connect(self._add)
        dialog.finished.connect(self._chooser_closed)
        self.chooser = dialog
        dialog.open()

    def _chooser_closed(self) -> None:
        self.chooser = None

    def _add(self, item_id: int) -> None:
        self._fill((*self._ids(), item_id))
        self.page.focus_column(len(self._ids()) - 1)
        self._note_set()

    # -- opening

    def _ids(self) -> tuple[int, ...]:
        return self.page.item_ids if self._built else ()

    def _open(self, item_ids: Iterable[int]) -> None:
        from reader.services import reading

        library = self._library
        if library is None:
            return
        for item_id in item_ids:
            self._silence([item_id])
            self._old.discard(item_id)
            self.page.show_opening(item_id)
            self._opening[item_id] = self._jobs.start(
                lambda item_id=item_id: reading.open_item(library, item_id),  # type: ignore[misc]
                done=self._opened,
                failed=lambda error, item_id=item_id: self._not_opened(item_id, error),  # type: ignore[misc]
            )

    def _opened(self, item: OpenItem) -> None:
        self._opening.pop(item.id, None)
        self.page.show_item(item)
        self._compare_subjects()

    def _not_opened(self, item_id: int, error: BaseException) -> None:
        self._opening.pop(item_id, None)
        if isinstance(error, NotFoundError):
            self.page.show_problem(item_id, GONE, GONE_ADVICE)
        elif isinstance(error, ReaderError):
            self.page.show_problem(item_id, error.message, error.advice)
        else:
            self.page.show_problem(item_id, "This conversation could not be opened.")
            self._jobs.failed.emit(error)
        self._compare_subjects()

    def _silence(self, item_ids: Iterable[int]) -> None:
        for item_id in list(item_ids):
            if (job := self._opening.pop(item_id, None)) is not None:
                job.silence()

    # -- linking by subject

    def _link_changed(self, link: str) -> None:
        self._state.side_by_side_link = link
        self._memory.touch()
        self._compare_subjects()

    def _compare_subjects(self) -> None:
        """Learn what the conversations speak of, once all are open, where their cursors are linked by that."""
        from reader.services.subject_links import subjects_of

        library, ids = self._library, frozenset(self._ids())
        if library is None or self._opening or len(ids) < 2 or ids == self._compared or self.page.link != "subject":
            return
        self._forget_subjects()
        self._compared = ids
        self._comparing = self._jobs.start(
            lambda: subjects_of(library, ids), done=self._subjects_found, failed=self._subjects_not_found
        )

    def _subjects_found(self, subjects: Subjects) -> None:
        self._comparing = None
        self.page.set_subjects(subjects)

    def _subjects_not_found(self, error: BaseException) -> None:
        self._comparing = None
        self.page.set_link("none")
        self._jobs.failed.emit(error)

    def _forget_subjects(self) -> None:
        """They may speak of something else now."""
        if self._comparing is not None:
            self._comparing.silence()
            self._comparing = None
        self._compared = frozenset()
        if self._built:
            self.page.set_subjects(None)

    def _words_compared(self) -> None:
        """More conversations can be compared by their words now."""
        self._forget_subjects()
        self._page_shown(self._navigator.page)

    # -- what changed in the library

    def take_change(self, change: Change) -> None:
        """Show anew what a command touched; a framework tells when it is in force."""
        self._read_anew(change.item_ids.intersection(self._ids()))

    def _refresh_stale(self) -> None:
        if self._built:
            self._read_anew(
                column.item_id for column in self.page.columns if column.item is not None and column.item.stale
            )

    def _read_anew(self, item_ids: Iterable[int]) -> None:
        """Read these items again; where the page is hidden, once it is shown."""
        self._old.update(item_ids)
        if self._old:
            self._forget_subjects()
        if self._built and self._navigator.page == PAGE:
            self._page_shown(PAGE)

    def _page_shown(self, page: str) -> None:
        if page == PAGE and self._old:
            self._open(self._old.intersection(self._ids()))
            self._old.clear()
        if page == PAGE:
            self._compare_subjects()
