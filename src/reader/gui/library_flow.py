"""The library page in the window: collections, what is done to many conversations at once, and how it was left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from reader.domain.change import Change
from reader.domain.wording import count
from reader.errors import ReaderError
from reader.gui.file_prompts import FilePrompts
from reader.gui.flow import Flow
from reader.gui.jobs import Job, Jobs
from reader.gui.operations import Operations
from reader.gui.widgets.facet_words import filter_words
from reader.gui.widgets.item_list_model import ItemListModel
from reader.gui.window_memory import WindowMemory
from reader.settings import WindowState

if TYPE_CHECKING:
    from reader.domain.collecting import Collection
    from reader.domain.item_summary import ItemSummary
    from reader.gui.pages.library_page import LibraryPage
    from reader.gui.widgets.filter_bar import FilterBar
    from reader.services.opening import Library

FORMS = "Table for spreadsheets (*.csv);;JSON (*.json)"


class LibraryFlow(Flow):
    """Opens the dialogs for what the page wishes, and keeps its state."""

    list_requested = Signal()
    """The list shall be read anew."""

    def __init__(
        self,
        jobs: Jobs,
        operations: Operations,
        model: ItemListModel,
        state: WindowState,
        memory: WindowMemory,
        window: QWidget,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.prompts = FilePrompts()
        self.collections: tuple[Collection, ...] = ()
        self._jobs = jobs
        self._operations = operations
        self._model = model
        self._state = state
        self._memory = memory
        self._window = window
        self._page: LibraryPage | None = None
        self._bars: list[FilterBar] = []
        self._reading: Job | None = None

    # -- what the window tells

    def set_library(self, library: Library | None) -> None:
        """Work on this library from now on; what the one before was narrowed to is forgotten."""
        if library is not self._library and self._model.total:
            self._model.set_filter(type(self._model.filter)())
        super().set_library(library)
        self._show_collections([])
        self._read_collections()

    def take_change(self, change: Change) -> None:
        """Read the collections anew where they were changed."""
        if change.collections:
            self._read_collections()

    def list_not_read(self, error: BaseException) -> None:
        """The list could not be read: the page says so, where it is on the screen, and offers to try again."""
        if isinstance(error, ReaderError) and self._page is not None and self._page.isVisible():
            self._page.show_problem(str(error), self.list_requested.emit)
        else:
            self._jobs.failed.emit(error)

    def use_filter_bar(self, bar: FilterBar) -> None:
        """Offer the collections there too."""
        self._bars.append(bar)
        bar.collection_chosen.connect(self.choose)

    def use_page(self, page: LibraryPage) -> None:
        """Wire to the page, and show it as it was left."""
        from reader.gui.widgets.library_columns import Arrangement

        self._page = page
        state = self._state
        page.table.headings.arrange(Arrangement.of_stored(state.library_columns, state.library_widths))
        page.show_view(state.library_view)
        page.show_scatter("scatter" not in state.library_hidden)
        page.show_facets("facets" not in state.library_hidden)
        page.scatter.set_axes(*(state.library_axes or ["date", "mean"])[:2])
        page.facets.set_folded(state.library_folded)
        self._memory.watch({}, page.columns, page.rows)
        page.view_changed.connect(self._remember)
        page.table.headings.rearranged.connect(self._remember)
        page.facets.folded.connect(lambda _names: self._remember())
        page.scatter.axes_chosen.connect(self._remember_axes)
        page.facets.collection_chosen.connect(self.choose)
        page.facets.rename_requested.connect(self.rename)
        page.facets.update_requested.connect(self.update_collection)
        page.facets.delete_requested.connect(self._operations.delete_collection)
        page.chips.save_requested.connect(self.save)
        page.selection.add_tags_requested.connect(self.add_tags)
        page.selection.remove_tags_requested.connect(self.remove_tags)
        page.selection.field_requested.connect(self.set_field)
        page.selection.export_requested.connect(self.export)
        self._jobs.started.connect(self._show_waiting)
        self._jobs.ended.connect(self._show_waiting)
        self._show_collections(self.collections)

    def _show_waiting(self) -> None:
        """While something is brought in, an empty list needs no explanation."""
        if self._page is not None:
            self._page.set_waiting(any(job.writes for job in self._jobs.running))

    # -- how it was left

    def _remember(self) -> None:
        page = self._page
        if page is None:
            return
        state, arrangement = self._state, page.table.headings.arrangement
        state.library_columns = list(arrangement.shown)
        state.library_widths = dict(arrangement.widths or {})
        state.library_view = page.view_name
        state.library_hidden = [name for name, shown in page.parts_shown().items() if not shown]
        state.library_folded = [name for name, group in page.facets.groups.items() if not group.heading.isChecked()]
        self._memory.touch()

    def _remember_axes(self, across: str, up: str) -> None:
        self._state.library_axes = [across, up]
        self._memory.touch()

    # -- collections

    def choose(self, collection_id: int) -> None:
        """Put the filter of a collection in force; 0 takes all filters away."""
        found = self._collection(collection_id)
        self._model.set_filter(found.filter if found is not None else type(self._model.filter)())

    def save(self) -> None:
        """Ask for a name, and keep the filter in force under it."""
        chosen = self._model.filter
        words = f"It holds what passes: {filter_words(chosen, self._model.band_name)}."
        self._ask_name("", words, lambda name: self._operations.save_collection(name, chosen))

    def rename(self, collection_id: int) -> None:
        """Ask for another name."""
        found = self._collection(collection_id)
        if found is not None:
            self._ask_name(found.name, "", lambda name: self._operations.rename_collection(collection_id, name))

    def update_collection(self, collection_id: int) -> None:
        """Let a collection hold the filter in force."""
        self._operations.update_collection(collection_id, self._model.filter)

    def _ask_name(self, name: str, what: str, named: Callable[[str], object]) -> None:
        from reader.gui.dialogs.library_name import CollectionNameDialog

        taken = [one.name for one in self.collections if one.name != name]
        dialog = CollectionNameDialog(name, what, taken, self._window)
        dialog.named.connect(named)
        dialog.open()

    def _collection(self, collection_id: int) -> Collection | None:
        return next((one for one in self.collections if one.id == collection_id), None)

    def _read_collections(self) -> None:
        from reader.services import collections

        library = self._library
        if self._reading is not None:
            self._reading.silence()
            self._reading = None
        if library is not None:
            self._reading = self._jobs.start(
                lambda: collections.list_collections(library), done=self._take_collections
            )  # fmt: skip

    def _take_collections(self, found: Sequence[Collection]) -> None:
        self._reading = None
        self._show_collections(found)

    def _show_collections(self, found: Sequence[Collection]) -> None:
        self.collections = tuple(found)
        for bar in self._bars:
            bar.set_collections(self.collections)
        if self._page is not None:
            self._page.facets.set_collections(self.collections)

    # -- many at once

    def _chosen(self) -> list[ItemSummary]:
        ids = set(self._page.chosen_ids()) if self._page is not None else set()
        return [item for item in self._model.rows if item.id in ids]

    def add_tags(self) -> None:
        """Ask for tags for what is chosen."""
        from reader.gui.dialogs.library_bulk import AddTagsDialog

        ids = [item.id for item in self._chosen()]
        dialog = AddTagsDialog(len(ids), self._known("tag"), self._window)
        dialog.chosen.connect(lambda tags: self._operations.add_tags(ids, tags))
        dialog.open()

    def remove_tags(self) -> None:
        """Ask which of their tags shall go."""
        from reader.gui.dialogs.library_bulk import RemoveTagsDialog

        items = self._chosen()
        ids = [item.id for item in items]
        dialog = RemoveTagsDialog(len(ids), Counter(tag for item in items for tag in item.tags), self._window)
        dialog.chosen.connect(lambda tags: self._operations.remove_tags(ids, tags))
        dialog.open()

    def set_field(self, field: str) -> None:
        """Ask for one shelf, thread or show for what is chosen."""
        from reader.gui.dialogs.library_bulk import SetFieldDialog

        items = self._chosen()
        ids = [item.id for item in items]
        now = Counter(str(getattr(item, field)) for item in items)
        dialog = SetFieldDialog(field, len(ids), self._known(field), now, self._window)
        dialog.chosen.connect(lambda text: self._operations.edit(ids, {field: text}))
        dialog.open()

    def _known(self, facet: str) -> list[str]:
        """What is in use in the library, the most frequent first."""
        totals = self._model.table.facets.totals(facet)
        return sorted(filter(None, totals), key=lambda value: (-totals[value], value.casefold()))

    def export(self) -> None:
        """Ask for a file, and write the figures of what is chosen into it."""
        items = self._chosen()
        self.prompts.save_file(
            self._window, f"Export {count('conversation', len(items))}", "conversations.csv", FORMS,
            lambda path: self._export(items, path),
        )  # fmt: skip

    def _export(self, items: Sequence[ItemSummary], path: Path) -> None:
        from reader.services.exporting_lists import export_list

        self._jobs.start(
            lambda: export_list(items, path),
            done=lambda number: self.told.emit(f"Exported {count('conversation', number)} to {path}"),
            label="Exporting",
        )
