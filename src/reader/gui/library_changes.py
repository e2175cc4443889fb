"""What the window shows of a library follows what changes in it: the list, the open item, the flows, old scores."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from reader.domain.change import Change
from reader.gui.framework_flow import FrameworkFlow
from reader.gui.jobs import Jobs
from reader.gui.navigator import Navigator
from reader.gui.rescoring import Rescoring
from reader.gui.widgets.item_list_model import ItemListModel
from reader.gui.window_flows import WindowFlows

if TYPE_CHECKING:
    from reader.domain.item_table import ItemTable
    from reader.services.opening import Library

LIST_LATER_MS = 200
"""How much later than the open item the list is shown under another framework, in milliseconds."""


class LibraryChanges(QObject):
    """Takes every change, and has shown anew what it touches, so that no frame has to hold all of it."""

    list_refreshed = Signal()
    """The list was read anew and is shown."""

    def __init__(
        self,
        jobs: Jobs,
        model: ItemListModel,
        navigator: Navigator,
        framework_flow: FrameworkFlow,
        rescoring: Rescoring,
        flows: WindowFlows,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._model = model
        self._navigator = navigator
        self._framework_flow = framework_flow
        self._rescoring = rescoring
        self._flows = flows
        self._library: Library | None = None
        self._asked = self._taken = 0
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(LIST_LATER_MS)
        self._later.timeout.connect(lambda: self.refresh_list(self._score_anew))
        rescoring.went_on.connect(self.refresh_list)
        rescoring.went_on.connect(navigator.refresh_stale_item)
        rescoring.begun.connect(navigator.refresh_stale_item)

    @property
    def waits(self) -> bool:
        """True where something that changed is not shown yet, or a job is under way that may change something."""
        return self._later.isActive() or bool(self._jobs.running)

    def set_library(self, library: Library | None) -> None:
        """Follow this library from now on."""
        self._library = library
        self._later.stop()

    def refresh_list(self, then: Callable[[], object] | None = None) -> None:
        """Read the list of items anew, then do something. What was asked for earlier and comes later is not shown."""
        library = self._library
        if library is None:
            return
        from reader.services import browsing

        self._asked += 1
        number = self._asked

        bands = [band.id for band in self._framework_flow.bands]
        sorting = self._model.sorting

        def done(table: ItemTable) -> None:
            if library is self._library:
                self._take_table(table, number)
                if then is not None:
                    then()

        self._jobs.start(
            lambda: browsing.listed(library, bands, *sorting), done=done, failed=self._flows.library.list_not_read
        )

    def take_change(self, change: Change) -> None:
        """A command has changed something."""
        self._flows.take_change(change)
        if change.framework:
            self._framework_flow.take_anew()
        else:
            # Scoring waits for what is shown, so as not to slow it down.
            self._navigator.take_change(change)
            self.refresh_list(lambda: self._rescoring.look(self._navigator.item_id))

    def take_framework(self) -> None:
        """Another framework is in force, or another version of it: everything is shown under it, the list a little
        after the open item, as both would not go into one frame.
        """
        self._navigator.take_change(Change("Framework", frozenset(), framework=True))
        self._later.start()

    def _score_anew(self) -> None:
        self._rescoring.look(self._navigator.item_id, anew=True)

    def _take_table(self, table: ItemTable, number: int) -> None:
        if number > self._taken:
            self._taken = number
            self._jobs.hold_back()
            self._model.set_bands(self._framework_flow.bands)
            self._model.set_table(table)
            self.list_refreshed.emit()
