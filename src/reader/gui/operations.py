"""What a person can do to the library, each as one call: runs it off the GUI thread and tells what changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from time import monotonic
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from reader.domain.change import Change
from reader.gui.jobs import Job, Jobs

if TYPE_CHECKING:
    from reader.domain.browsing import ListFilter
    from reader.domain.striking import Strike
    from reader.services.bin import Purged
    from reader.services.importing import ImportReport, ImportRequest
    from reader.services.opening import Library

LIST_EVERY_S = 2.0
"""How often the list is read anew during an import, in seconds."""


class Operations(QObject):
    """The only way from the window to a write. All of them are named commands in the library's journal."""

    changed = Signal(Change)
    told = Signal(str)
    """One line for the status area."""
    undo_labels_changed = Signal(str, str)
    """What undo and redo would do; empty where there is nothing."""
    imported = Signal(object, bool)
    """The :class:`ImportReport`, and whether it was of the samples."""
    import_ended = Signal()
    """An import is over: done, stopped or failed."""

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._library: Library | None = None
        self._list_told = 0.0

    def set_library(self, library: Library | None) -> None:
        """Work on this library from now on."""
        self._library = library
        if library is None:
            self.undo_labels_changed.emit("", "")
        else:
            self.refresh_labels()

    # -- verbs

    def edit(self, item_ids: Sequence[int], changes: Mapping[str, Any]) -> None:
        """Set fields of the metadata of one or several items."""
        from reader.services import editing

        self._write(lambda library: editing.edit_metadata(library, list(item_ids), **changes), "Saved")

    def delete(self, item_ids: Sequence[int]) -> None:
        """Delete items."""
        from reader.services import editing

        self._write(lambda library: editing.delete_items(library, list(item_ids)), "Done")

    def restore(self, item_ids: Sequence[int]) -> None:
        """Bring deleted items back."""
        from reader.services import bin as bins

        self._write(lambda library: bins.restore_items(library, list(item_ids)), "Done")

    def purge(self, item_ids: Sequence[int], done: Callable[[Purged], object]) -> None:
        """Remove deleted items for good, which no undo takes back; ``done`` is told where the backup is."""
        from reader.services import bin as bins

        library, ids = self._library, list(item_ids)

        def purged(result: Purged) -> None:
            self.changed.emit(Change("Remove for good", frozenset(ids)))
            self.refresh_labels()
            done(result)

        if library is not None:
            self._jobs.start(lambda: bins.purge(library, ids), done=purged, writes=True)

    def set_apart(self, one: int, other: int) -> None:
        """Keep that two items are not the same conversation."""
        from reader.services import duplicates

        self._write(lambda library: duplicates.set_apart(library, one, other), "Kept")

    def join(self, kept: int, other: int, *, take_transcript: bool, chosen: Mapping[str, bool]) -> None:
        """Make one item of two that are the same conversation."""
        from reader.services import joining

        self._write(
            lambda library: joining.join(library, kept, other, take_transcript=take_transcript, chosen=chosen), "Done"
        )

    def use_version(self, item_id: int, version_id: int) -> None:
        """Put another version of an item's transcript in force."""
        from reader.services import versions

        self._write(lambda library: versions.use_version(library, item_id, version_id), "Done")

    def add_tags(self, item_ids: Sequence[int], tags: Sequence[str]) -> None:
        """Add tags to items."""
        from reader.services import editing

        self._write(lambda library: editing.add_tags(library, list(item_ids), tags), "Done")

    def remove_tags(self, item_ids: Sequence[int], tags: Sequence[str]) -> None:
        """Take tags off items."""
        from reader.services import editing

        self._write(lambda library: editing.remove_tags(library, list(item_ids), tags), "Done")

    def save_collection(self, name: str, chosen: ListFilter) -> None:
        """Keep a filter of the list under a name."""
        from reader.services import collections

        self._write(lambda library: collections.save_collection(library, name, chosen), "Done")

    def rename_collection(self, collection_id: int, name: str) -> None:
        """Give a collection another name."""
        from reader.services import collections

        self._write(lambda library: collections.rename_collection(library, collection_id, name), "Done")

    def update_collection(self, collection_id: int, chosen: ListFilter) -> None:
        """Let a collection hold another filter."""
        from reader.services import collections

        self._write(lambda library: collections.update_collection(library, collection_id, chosen), "Done")

    def delete_collection(self, collection_id: int) -> None:
        """Remove a collection; its items stay."""
        from reader.services import collections

        self._write(lambda library: collections.delete_collection(library, collection_id), "Done")

    def choose_framework(self, framework_id: str) -> None:
        """Let the library use this framework from now on."""
        from reader.services import framework_choice

        self._write(lambda library: framework_choice.choose_framework(library, framework_id), "Done")

    def keep_strike(self, item_id: int, strike: Strike) -> None:
        """Keep an exception: a hit, or a term, that does not count."""
        from reader.services import striking

        self._write(lambda library: striking.keep_strike(library, item_id, strike), "Done")

    def lift_strike(self, strike_id: int) -> None:
        """Take an exception away again."""
        from reader.services import striking

        self._write(lambda library: striking.lift_strike(library, strike_id), "Done")

    def remove_samples(self) -> None:
        """Delete the demo library's items."""
        from reader.services import demo

        self._write(demo.remove_demo, "Done")

    def change_slug(self, item_id: int, slug: str) -> None:
        """Give an item another slug."""
        from reader.services import content_slugs

        self._write(lambda library: content_slugs.change_slug(library, item_id, slug), "Done")

    def undo(self) -> None:
        """Take the last command back."""
        from reader.services import editing

        self._write(editing.undo, "Undone")

    def redo(self) -> None:
        """Do again what was taken back."""
        from reader.services import editing

        self._write(editing.redo, "Done again")

    def import_files(self, requests: Sequence[ImportRequest]) -> None:
        """Import files, with progress and cancel."""
        from reader.services import importing

        self._import(lambda library: importing.import_files(library, list(requests)), "Importing", samples=False)

    def import_samples(self) -> None:
        """Import the demo library."""
        from reader.services import demo

        self._import(demo.import_demo, "Making the samples ready", samples=True)

    # -- how they run

    def _write(self, call: Callable[[Library], Change | None], told: str) -> None:
        library = self._library

        def done(change: Change | None) -> None:
            if library is self._library:
                self._tell(change, told)

        if library is not None:
            self._jobs.start(lambda: call(library), done=done, writes=True)

    def _tell(self, change: Change | None, told: str) -> None:
        if change is None:
            return
        self.told.emit(f"{told}: {change.label}" + ("  ·  Ctrl+Z takes it back" if told != "Undone" else ""))
        self.changed.emit(change)
        self.refresh_labels()

    def _import(self, call: Callable[[Library], Any], label: str, *, samples: bool) -> None:
        library = self._library
        if library is None:
            return
        self._list_told = monotonic()
        self._jobs.start(
            lambda: call(library),
            progress=self._import_went_on,
            done=lambda report: self._imported(report, samples),
            cancelled=self._import_cancelled,
            failed=self._import_failed,
            label=label,
            writes=True,
        )

    def _import_went_on(self, _step: object) -> None:
        """Let the list grow while a long import runs, but not at every file."""
        now = monotonic()
        if now - self._list_told > LIST_EVERY_S:
            self._list_told = now
            self.changed.emit(Change("Import", frozenset(), listed=True))

    def _imported(self, report: ImportReport, samples: bool) -> None:
        change = report.change
        # A conversation that got a newer transcript may be the open one.
        self.changed.emit(Change("Import", change.item_ids if change else frozenset(), listed=True))
        self.imported.emit(report, samples)
        self.import_ended.emit()
        self.refresh_labels()

    def _import_cancelled(self) -> None:
        self.told.emit("Import stopped: what was finished stays")
        self.changed.emit(Change("Import", frozenset(), listed=True))
        self.import_ended.emit()
        self.refresh_labels()

    def _import_failed(self, error: BaseException) -> None:
        self.changed.emit(Change("Import", frozenset(), listed=True))
        self.import_ended.emit()
        self._jobs.failed.emit(error)

    def run(
        self,
        call: Callable[[Library], Any],
        label: str,
        *,
        progress: Callable[[Any], None],
        ended: Callable[[], object],
        done: Callable[[Any], object],
    ) -> Job | None:
        """Run long work that writes, with progress and cancel. ``ended`` is called however it ends, then ``done`` with
        the result. Whatever was stored by then is told.
        """
        library = self._library
        if library is None:
            return None

        def over(then: Callable[[], object]) -> None:
            self.changed.emit(Change(label, frozenset(), listed=True, rescored=True))
            self.refresh_labels()
            ended()
            then()

        return self._jobs.start(
            lambda: call(library),
            progress=progress,
            done=lambda result: over(lambda: done(result)),
            cancelled=lambda: over(lambda: self.told.emit(f"{label} stopped: what was finished stays")),
            failed=lambda error: over(lambda: self._jobs.failed.emit(error)),
            label=label,
            writes=True,
        )

    def refresh_labels(self) -> None:
        """Ask the journal what undo and redo would do."""
        from reader.services import editing

        library = self._library
        if library is None:
            return

        def labels() -> tuple[str, str]:
            return editing.undo_label(library) or "", editing.redo_label(library) or ""

        def done(found: tuple[str, str]) -> None:
            if library is self._library:
                self.undo_labels_changed.emit(*found)

        self._jobs.start(labels, done=done)
