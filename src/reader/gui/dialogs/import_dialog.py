"""The gate that every import goes through: what was recognised, to look at and edit before anything is stored."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QAbstractItemView, QCheckBox, QHeaderView, QProgressBar, QSplitter, QTableView, QWidget

from reader.domain.wording import count
from reader.gui.dialogs.base import Dialog
from reader.gui.dialogs.import_details import ImportDetails
from reader.gui.dialogs.import_rows import Read, Row, RowsModel, read_row, read_rows
from reader.gui.jobs import Job, Jobs
from reader.gui.widgets.labels import button, label

if TYPE_CHECKING:
    from reader.services.opening import Library

STATE_EVERY_MS = 60
"""How often the figures above the list follow the reading."""


class ImportDialog(Dialog):
    """Reads the files in a job while the person already looks at the first ones."""

    import_requested = Signal(list)
    """The chosen :class:`importing.ImportRequest` s."""
    finished_reading = Signal()

    def __init__(self, jobs: Jobs, library: Library, paths: Sequence[Path], parent: QWidget | None) -> None:
        super().__init__("Import", parent)
        from reader.services.importing import ENCODINGS

        self._jobs = jobs
        self._library = library
        self._job: Job | None = None
        self._done = self._total = 0
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(STATE_EVERY_MS)
        self.model = RowsModel(self)
        self.table = QTableView()
        self.details = ImportDetails(ENCODINGS)
        self.import_button = button("Import", main=True)
        self._all = QCheckBox("All files")
        self._summary = label("strong")
        self._progress = QProgressBar()
        self._assemble()
        self._connect()
        self._start(paths)
        self.fit(1080, 700)

    # -- building

    def _assemble(self) -> None:
        self.table.setModel(self.model)
        self.table.setAccessibleName("Files")
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(28)
        header = self.table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(72)
        state_width = self.fontMetrics().horizontalAdvance("Cannot be read") + 28
        for column, width in ((0, 190), (1, state_width), (3, 100), (4, 90)):
            self.table.setColumnWidth(column, width)
        columns = QSplitter(Qt.Orientation.Horizontal)
        columns.setObjectName("import_columns")
        columns.setChildrenCollapsible(False)
        columns.addWidget(self.table)
        columns.addWidget(self.details)
        columns.setSizes([600, 440])
        columns.setHandleWidth(17)
        self._progress.setAccessibleName("Reading files")
        self._progress.setTextVisible(False)
        self._all.setTristate(False)
        self._all.setChecked(True)
        self.add(self._summary)
        self.add(self._progress)
        self.add(columns, 1)
        self.add_buttons(self.close_button("Cancel"), self.import_button, left=(self._all,))

    def _connect(self) -> None:
        self.model.dataChanged.connect(self._soon.start)
        self._soon.timeout.connect(self._show_state)
        self.table.selectionModel().selectionChanged.connect(self._show_chosen)
        self.details.metadata_changed.connect(self._apply_metadata)
        self.details.encoding_chosen.connect(self._read_again)
        self.import_button.clicked.connect(self._ask_for_import)
        self._all.clicked.connect(self.model.want_all)
        self._all.clicked.connect(self._show_state)

    # -- reading

    def _start(self, paths: Sequence[Path]) -> None:
        self._progress.setRange(0, 0)
        library = self._library
        self._job = self._jobs.start(
            lambda: read_rows(library, paths), progress=self._take, done=self._end, cancelled=lambda: self._end(0)
        )
        self._show_state()

    def _take(self, step: Any) -> None:
        if not isinstance(step, Read):
            return
        self.model.add(step.row)
        self._done, self._total = step.done, step.total
        if len(self.model.rows) == 1:
            self.table.selectRow(0)
        if not self._soon.isActive():
            self._soon.start()

    def _end(self, _found: int) -> None:
        self._job = None
        self._progress.hide()
        self._show_state()
        self.finished_reading.emit()

    def _read_again(self, encoding: str) -> None:
        """Read the chosen file with another encoding."""
        numbers = self._chosen_numbers()
        if len(numbers) != 1:
            return
        number, path, library = numbers[0], self.model.rows[numbers[0]].path, self._library
        self._jobs.start(lambda: read_row(library, path, encoding), done=lambda row: self._replace(number, row))

    def _replace(self, number: int, row: Row) -> None:
        before = self.model.rows[number]
        if before.edited:
            row.metadata, row.edited = before.metadata, True
        self.model.replace(number, row)
        self._show_chosen()

    # -- showing

    def _chosen_numbers(self) -> list[int]:
        return sorted(index.row() for index in self.table.selectionModel().selectedRows())

    def _show_chosen(self) -> None:
        self.details.show_rows([self.model.rows[number] for number in self._chosen_numbers()])

    def _show_state(self) -> None:
        wanted = self.model.wanted
        updates = sum(row.existing is not None for row in wanted)
        refused = sum(not row.usable for row in self.model.rows)
        reading = self._job is not None
        if reading and self._total:
            self._progress.setRange(0, self._total)
            self._progress.setValue(self._done)
        self._all.setVisible(len(self.model.rows) > 1)
        self._summary.setText(summary(len(self.model.rows), updates, refused, reading))
        self.import_button.setEnabled(bool(wanted) and not reading)
        self.import_button.setText(f"Import {count('file', len(wanted))}" if wanted else "Import")

    # -- editing and importing

    def _apply_metadata(self) -> None:
        if not self.details.form.valid:
            self.import_button.setEnabled(False)
            return
        changes = dict(self.details.form.changes())
        numbers = [number for number in self._chosen_numbers() if self.model.rows[number].usable]
        for number in numbers:
            row = self.model.rows[number]
            row.metadata = row.metadata.edited(**changes)
            row.edited = True
        self.model.tell_changed(numbers)
        self._show_state()

    def _ask_for_import(self) -> None:
        from reader.services.importing import ImportRequest

        requests = [
            ImportRequest(
                row.path,
                encoding=row.chosen_encoding,
                metadata=row.metadata if row.edited else None,
                update=row.existing is not None,
            )
            for row in self.model.wanted
        ]
        self.accept()
        self.import_requested.emit(requests)

    def done(self, result: int) -> None:
        """Closing ends the reading."""
        if self._job is not None:
            self._job.silence()
            self._job = None
        super().done(result)


def summary(files: int, updates: int, refused: int, reading: bool) -> str:
    """``58 files · 2 updates · 1 cannot be read``."""
    if not files:
        return "Reading…" if reading else "No files found here."
    parts = [count("file", files)]
    if updates:
        parts.append(count("update", updates))
    if refused:
        parts.append(f"{refused:,} cannot be read")
    return " · ".join(parts) + (" · reading on…" if reading else "")
