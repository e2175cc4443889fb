"""Keeping a library in order, in the window: the bin, duplicates and joining, and the figures of the whole library."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from reader.domain.change import Change
from reader.gui.flow import Flow
from reader.gui.jobs import Job, Jobs
from reader.gui.navigator import Navigator
from reader.gui.operations import Operations
from reader.gui.shortcuts import ActionSet
from reader.gui.theme.manager import ThemeManager
from reader.gui.widgets.item_list_model import ItemListModel

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from reader.gui.dialogs.bin_dialog import BinDialog
    from reader.gui.dialogs.duplicates_dialog import DuplicatesDialog
    from reader.gui.dialogs.duplicates_join import JoinDialog
    from reader.gui.dialogs.statistics_dialog import StatisticsDialog
    from reader.gui.dialogs.versions_dialog import VersionsDialog
    from reader.gui.pages.library_page import LibraryPage
    from reader.services.bin import Deleted, Purged
    from reader.services.opening import Library

BIN = "bin"
ACTIONS = (BIN, "duplicates", "statistics")
"""Actions that need an open library."""


class KeepingFlow(Flow):
    """Opens the dialogs, does what they ask for, and shows them anew when the library has changed."""

    bin_counted = Signal(int)
    """How many conversations lie in the bin now."""

    def __init__(
        self,
        jobs: Jobs,
        operations: Operations,
        navigator: Navigator,
        model: ItemListModel,
        theme: ThemeManager,
        actions: ActionSet,
        window: QWidget,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._operations = operations
        self._navigator = navigator
        self._model = model
        self._theme = theme
        self._actions = actions
        self._window = window
        self._counting: Job | None = None
        self._filling: Job | None = None
        self.bin: BinDialog | None = None
        self.duplicates: DuplicatesDialog | None = None
        self.joining: JoinDialog | None = None
        self.statistics: StatisticsDialog | None = None
        self.versions: VersionsDialog | None = None
        self._deleted = 0
        self._show_count(0)
        jobs.failed.connect(self._failed)

    def slots(self) -> Mapping[str, Callable[[], object]]:
        return {
            BIN: self.open_bin,
            "duplicates": self.open_duplicates,
            "statistics": self.open_statistics,
            "versions": self.open_versions,
        }

    def set_library(self, library: Library | None) -> None:
        super().set_library(library)
        for action_id in ACTIONS:
            self._actions[action_id].setEnabled(library is not None)
        for dialog in (self.joining, self.bin, self.duplicates, self.statistics, self.versions):
            if dialog is not None:
                dialog.close()
        self._show_count(0)
        self._count()

    def take_change(self, change: Change) -> None:
        if change.listed or self.bin is not None:
            self._count()
            self._fill_bin()
        if self.duplicates is not None:
            self.duplicates.take_change(change)
        if self.joining is not None and not self.joining.item_ids.isdisjoint(change.item_ids):
            self.joining.look()
        if self.versions is not None and self.versions.item_id in change.item_ids:
            self.versions.look()

    # -- the bin

    def open_bin(self) -> None:
        """What was deleted."""
        from reader.gui.dialogs.bin_dialog import BinDialog

        library = self._library
        if library is None or self.bin is not None:
            return
        dialog = BinDialog(library.path.with_name(f"{library.path.name}.backups"), self._window)
        dialog.restore_requested.connect(self._operations.restore)
        dialog.purge_requested.connect(lambda ids: self._operations.purge(ids, self._purged))
        dialog.finished.connect(self._bin_closed)
        self.bin = dialog
        dialog.open()
        self._fill_bin()

    def _bin_closed(self) -> None:
        self.bin = None
        if self._filling is not None:
            self._filling.silence()
            self._filling = None

    def _failed(self, _error: object) -> None:
        """Something failed, which the window tells: whoever waited for it in the bin can go on."""
        if self.bin is not None:
            self.bin.show_idle()

    def _fill_bin(self) -> None:
        from reader.services import bin as bins

        library, dialog = self._library, self.bin
        if library is None or dialog is None:
            return

        def show(deleted: list[Deleted]) -> None:
            self._filling = None
            dialog.show_contents(deleted)

        if self._filling is not None:
            self._filling.silence()
        self._filling = self._jobs.start(lambda: bins.bin_contents(library), done=show)

    def _purged(self, purged: Purged) -> None:
        if self.bin is not None:
            self.bin.show_purged(purged)
        elif purged.backup is not None:
            self.told.emit(f"Removed for good. A backup that still has it: {purged.backup}")

    def _count(self) -> None:
        """How much lies in the bin, shown beside its name in the menu and among the collections."""
        from reader.services import bin as bins

        library = self._library
        if self._counting is not None:
            self._counting.silence()
        self._counting = None
        if library is not None:
            self._counting = self._jobs.start(lambda: bins.bin_count(library), done=self._show_count)

    def use_page(self, page: LibraryPage) -> None:
        """Show on the library page how much lies in the bin, and open it from there."""
        page.facets.bin_requested.connect(self.open_bin)
        page.facets.show_bin_count(self._deleted)
        self.bin_counted.connect(page.facets.show_bin_count)

    def _show_count(self, number: int) -> None:
        self._counting = None
        self._deleted = number
        self._actions[BIN].setText(f"&Bin ({number:,})…" if number else "&Bin…")
        self.bin_counted.emit(number)

    # -- duplicates

    def open_duplicates(self) -> None:
        """Conversations that are here twice."""
        from reader.gui.dialogs.duplicates_dialog import DuplicatesDialog

        if self._library is None or self.duplicates is not None:
            return
        dialog = DuplicatesDialog(self._jobs, self._library, self._window)
        dialog.join_requested.connect(self.open_joining)
        dialog.apart_requested.connect(self._operations.set_apart)
        dialog.open_requested.connect(self._navigator.open_item)
        dialog.finished.connect(self._duplicates_closed)
        self.duplicates = dialog
        dialog.open()

    def _duplicates_closed(self) -> None:
        self.duplicates = None

    def open_joining(self, one: int, other: int) -> None:
        """What joining two conversations would do, and doing it."""
        from reader.gui.dialogs.duplicates_join import JoinDialog

        if self._library is None or self.joining is not None:
            return
        dialog = JoinDialog(self._jobs, self._library, one, other, self.duplicates or self._window)
        dialog.join_requested.connect(
            lambda kept, gone, taken, chosen: self._operations.join(kept, gone, take_transcript=taken, chosen=chosen)
        )
        dialog.finished.connect(self._joining_closed)
        self.joining = dialog
        dialog.open()

    def _joining_closed(self) -> None:
        self.joining = None

    # -- versions

    def open_versions(self) -> None:
        """The versions of the open conversation's transcript."""
        from reader.gui.dialogs.versions_dialog import VersionsDialog

        item = self._navigator.item
        if self._library is None or item is None or self.versions is not None:
            return
        dialog = VersionsDialog(
            self._jobs, self._library, item.id, item.metadata.title, self._theme.palette, self._window
        )
        dialog.use_requested.connect(self._operations.use_version)
        dialog.finished.connect(self._versions_closed)
        self.versions = dialog
        dialog.open()

    def _versions_closed(self) -> None:
        self.versions = None

    # -- the figures

    def open_statistics(self) -> None:
        """The figures of the whole library."""
        from reader.gui.dialogs.statistics_dialog import StatisticsDialog

        if self._library is None or self.statistics is not None:
            return
        dialog = StatisticsDialog(
            self._jobs, self._library, self._model.items, self._model.bands, self._theme.palette, self._window
        )
        dialog.facet_requested.connect(self._show_facet)
        dialog.finished.connect(self._statistics_closed)
        self.statistics = dialog
        dialog.open()

    def _statistics_closed(self) -> None:
        self.statistics = None

    def _show_facet(self, facet: str, value: str) -> None:
        """The library page, narrowed to one value of one facet."""
        from reader.domain.browsing import ListFilter
        from reader.domain.facets import FacetChoice

        self._model.set_filter(ListFilter(facets=FacetChoice().having(facet, (value,))))
        self._navigator.show_library()
