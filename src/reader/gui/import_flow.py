"""The one gate for files, whichever way they come in: preview, import, report."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from reader.gui.jobs import Jobs
from reader.gui.operations import Operations

if TYPE_CHECKING:
    from reader.gui.dialogs.import_dialog import ImportDialog
    from reader.services.importing import ImportReport
    from reader.services.opening import Library

NAME_FILTER = "Transcripts (*.srt *.vtt *.json *.json3 *.srv3 *.txt *.md *.markdown *.sbv *.ttml *.xml);;All files (*)"


class ImportFlow(QObject):
    """Asks for files, shows the preview, starts the import, and shows the report."""

    item_imported = Signal(str)
    """One file came in; carries its slug."""
    told = Signal(str)

    def __init__(self, jobs: Jobs, operations: Operations, window: QWidget) -> None:
        super().__init__(window)
        self._jobs = jobs
        self._operations = operations
        self._window = window
        self._library: Library | None = None
        self.preview: ImportDialog | None = None
        operations.imported.connect(self._show_report)

    def set_library(self, library: Library | None) -> None:
        """Import into this library from now on."""
        self._library = library

    def choose_files(self) -> None:
        """Ask for files."""
        dialog = QFileDialog(self._window, "Import transcripts", "", NAME_FILTER)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(self._chosen)
        dialog.open()

    def choose_folder(self) -> None:
        """Ask for a folder."""
        dialog = QFileDialog(self._window, "Import every transcript in a folder")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.filesSelected.connect(self._chosen)
        dialog.open()

    def _chosen(self, names: Sequence[str]) -> None:
        self.look_at([Path(name) for name in names])

    def look_at(self, paths: Sequence[Path]) -> None:
        """Show the preview of these files and folders. A preview that is open already is brought forward instead."""
        from reader.gui.dialogs.import_dialog import ImportDialog

        if self._library is None or not paths:
            return
        if self.preview is not None:
            self.preview.raise_()
            return
        dialog = ImportDialog(self._jobs, self._library, paths, self._window)
        dialog.import_requested.connect(self._operations.import_files)
        dialog.finished.connect(self._preview_closed)
        self.preview = dialog
        dialog.open()

    def _preview_closed(self) -> None:
        self.preview = None

    def _show_report(self, report: ImportReport, samples: bool) -> None:
        from reader.gui.dialogs.import_report import ImportReportDialog, status_line, worth_showing

        failed = any(entry.outcome == "failed" for entry in report.entries)
        if samples and not failed:
            return
        self.told.emit(status_line(report))
        if worth_showing(report):
            ImportReportDialog(report, self._window).open()
        if len(report.entries) == 1 and report.entries[0].slug and not failed:
            self.item_imported.emit(report.entries[0].slug)
