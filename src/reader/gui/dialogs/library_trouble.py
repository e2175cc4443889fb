"""The library cannot be opened: why, and the ways out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from reader.domain.wording import date_long
from reader.errors import DamagedLibraryError, ReaderError
from reader.gui.dialogs.base import Dialog
from reader.gui.widgets.labels import button, label

if TYPE_CHECKING:
    from reader.services.opening import Backup


class LibraryTroubleDialog(Dialog):
    """Offers to try again, restore a backup, open another library, start anew, or quit. Escape quits."""

    outlives_library = True

    retry_requested = Signal()
    restore_requested = Signal(object)
    other_requested = Signal()
    anew_requested = Signal()
    quit_requested = Signal()

    def __init__(self, path: Path, error: ReaderError, backups: Sequence[Backup], parent: QWidget | None) -> None:
        super().__init__("The library cannot be opened", parent, error.message)
        self.setMinimumWidth(520)
        self._chosen = False
        if error.advice:
            self.add(label("text", error.advice, wraps=True, selectable=True))
        self.add(label("muted", str(path), wraps=True, selectable=True))
        self._restore = button("Restore this backup")
        self._list = self._backup_list(backups)
        self._offer(path, error, backups)

    def _backup_list(self, backups: Sequence[Backup]) -> QListWidget:
        made = QListWidget()
        made.setAccessibleName("Backups, the latest first")
        for backup in backups:
            row = QListWidgetItem(backup_text(backup))
            row.setData(Qt.ItemDataRole.UserRole, backup)
            made.addItem(row)
        made.setCurrentRow(0)
        made.setMaximumHeight(140)
        return made

    def _offer(self, path: Path, error: ReaderError, backups: Sequence[Backup]) -> None:
        retry, other, anew, leave = button("Try again"), button("Open another…"), button("Start anew"), button("Quit")
        damaged = isinstance(error, DamagedLibraryError)
        if backups:
            self.add(label("heading", "Backups of this library"))
            self.add(self._list)
        if damaged or backups:
            self.add(
                label(
                    "muted",
                    f"Restoring or starting anew keeps the present file beside the new one, in {path.parent}.",
                    wraps=True,
                )
            )
        retry.clicked.connect(lambda: self._choose(self.retry_requested))
        other.clicked.connect(lambda: self._choose(self.other_requested))
        anew.clicked.connect(lambda: self._choose(self.anew_requested))
        leave.clicked.connect(self.reject)
        self._restore.clicked.connect(self._choose_backup)
        first = (self._restore,) if backups else ()
        self.add_buttons(*first, other, anew, retry, left=(leave,))
        (self._restore if backups else retry).setDefault(True)

    def _choose(self, wish: object) -> None:
        self._chosen = True
        self.accept()
        wish.emit()  # type: ignore[attr-defined]

    def _choose_backup(self) -> None:
        row = self._list.currentItem()
        if row is not None:
            self._chosen = True
            self.accept()
            self.restore_requested.emit(row.data(Qt.ItemDataRole.UserRole))

    def reject(self) -> None:
        """Closing without a choice leaves the program: there is no library to show."""
        super().reject()
        if not self._chosen:
            self.quit_requested.emit()


def backup_text(backup: Backup) -> str:
    """One backup as a line of the list, its time as the person's clock has it."""
    made = datetime.fromisoformat(backup.made).astimezone()
    day = date_long(made.date().isoformat())
    return f"{day}, {made:%H:%M}  ·  {backup.reason}  ·  {backup.size / 1_000_000:,.1f} MB"
