"""The bin: what was deleted, when and how; bringing it back, and removing it for good."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedLayout, QWidget

from reader.domain.wording import count, date_long
from reader.gui.dialogs.base import Dialog
from reader.gui.dialogs.question import QuestionDialog
from reader.gui.dialogs.rows_model import RowColumn, RowsModel, RowsView
from reader.gui.widgets.empty_state import EmptyState
from reader.gui.widgets.labels import button, label

if TYPE_CHECKING:
    from reader.services.bin import Deleted, Purged

EMPTY = ("The bin is empty", "What you delete lies here until you empty the bin, and can be brought back from here.")


class BinDialog(Dialog):
    """Shows what it is given; what it asks for is done by others, who then show it anew."""

    restore_requested = Signal(list)
    purge_requested = Signal(list)

    def __init__(self, backups: Path, parent: QWidget | None) -> None:
        super().__init__("Bin", parent)
        self.setObjectName("bin_dialog")
        self._backups = backups
        self._working = False
        self._model = RowsModel(
            (
                RowColumn("Conversation", lambda row: row.title, stretches=True),
                RowColumn("Show", lambda row: row.show, most=20),
                RowColumn("Deleted", lambda row: when(row.deleted), lambda row: (row.deleted, row.id)),
                RowColumn("How", lambda row: row.how, most=24),
                RowColumn("Size", lambda row: kilobytes(row.size), lambda row: row.size, right=True),
            )
        )
        self.view = RowsView(self._model, "Deleted conversations", several=True)
        self.view.setSortingEnabled(True)
        self.view.header().setSortIndicator(2, Qt.SortOrder.DescendingOrder)
        self.field = QLineEdit()
        self.field.setPlaceholderText("Filter by title, show or date")
        self.field.setAccessibleName("Filter the bin")
        self.field.setClearButtonEnabled(True)
        self._count = label("muted")
        self._empty = EmptyState()
        self.outcome = label("text", wraps=True, selectable=True)
        self.outcome.hide()
        self.restore_button = button("Restore")
        self.purge_button = button("Delete for good…", kind="danger")
        self.empty_button = button("Empty the bin…", kind="danger")
        self._assemble()
        self._connect()
        self._empty.say("Reading…", "")
        self._show_state()
        self.fit(880, 560)

    def _assemble(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self.field, 1)
        top.addWidget(self._count)
        self.add(top)
        holder = QWidget()
        self._body = QStackedLayout(holder)
        self._body.addWidget(self.view)
        self._body.addWidget(self._empty)
        self.add(holder, 1)
        self.add(self.outcome)
        self.add_buttons(
            self.restore_button, self.purge_button, self.close_button(), left=(self.empty_button,)
        )  # fmt: skip

    def _connect(self) -> None:
        self.field.textChanged.connect(self._model.narrow)
        self.view.chosen_changed.connect(self._show_state)
        self.view.activated.connect(lambda _index: self._restore())
        self.view.delete_pressed.connect(self._ask_purge)
        self.restore_button.clicked.connect(self._restore)
        self.purge_button.clicked.connect(self._ask_purge)
        self.empty_button.clicked.connect(self._ask_empty)

    # -- what is shown

    def show_contents(self, deleted: Sequence[Deleted]) -> None:
        """Show what lies in the bin now; the same ones stay chosen, or what stands where they stood."""
        chosen, at = {row.id for row in self.view.chosen}, self.view.currentIndex().row()
        self.show_idle()
        self._model.set_rows(deleted)
        self._empty.say(*EMPTY)
        again = [number for number, row in enumerate(self._model.rows) if row.id in chosen]
        self.view.choose(*(again or [min(max(at, 0), len(self._model.rows) - 1)]))
        self._show_state()

    def show_purged(self, purged: Purged) -> None:
        """Tell what was removed for good, and where it still is."""
        self._working = False
        them = "it" if purged.count == 1 else "them"
        backup = f" A backup that still has {them}: {purged.backup}" if purged.backup else ""
        self.outcome.setText(f"{count('conversation', purged.count)} removed for good.{backup}")
        self.outcome.show()

    def show_idle(self) -> None:
        """Nothing is being done any more: it was done, or failed."""
        if self._working:
            self._working = False
            self.outcome.hide()
            self._show_state()

    def _show_working(self, sentence: str) -> None:
        """Tell what is being done, until the bin is shown anew: nothing else can be asked for meanwhile."""
        self._working = True
        self.outcome.setText(sentence)
        self.outcome.show()
        self._show_state()

    def _show_state(self) -> None:
        shown, total, chosen = len(self._model.rows), self._model.total, self.view.chosen_count
        if shown:
            self._body.setCurrentWidget(self.view)
        else:
            if total:
                self._empty.say("Nothing found", "Nothing in the bin has these words.")
            self._body.setCurrentWidget(self._empty)
        size = kilobytes(sum(row.size for row in self._model.rows))
        whole = count("conversation", total)
        self._count.setText(f"{whole} · {size}" if shown == total else f"{shown:,} of {whole} · {size}")
        self._count.setVisible(total > 0)
        self.restore_button.setText(f"Restore {chosen:,}" if chosen > 1 else "Restore")
        self.purge_button.setText(f"Delete {chosen:,} for good…" if chosen > 1 else "Delete for good…")
        can = not self._working
        self.restore_button.setEnabled(can and chosen > 0)
        self.purge_button.setEnabled(can and chosen > 0)
        self.empty_button.setEnabled(can and total > 0)

    # -- wishes

    def _restore(self) -> None:
        ids = [row.id for row in self.view.chosen]
        if ids and not self._working:
            self._show_working(f"Restoring {count('conversation', len(ids))}…")
            self.restore_requested.emit(ids)

    def _ask_purge(self) -> None:
        self._ask(self.view.chosen, "Delete for good")

    def _ask_empty(self) -> None:
        self._ask(self._model.everything, "Empty the bin")

    def _ask(self, rows: Sequence[Deleted], title: str) -> None:
        if not rows or self._working:
            return
        ids = [row.id for row in rows]
        whole = f"“{rows[0].title}”" if len(rows) == 1 else count("conversation", len(rows))
        question = QuestionDialog(
            title,
            f"Remove {whole} for good?",
            f"No undo brings {'it' if len(rows) == 1 else 'them'} back. A backup of the library is made first, in "
            f"{self._backups}.",
            f"Remove {'it' if len(rows) == 1 else f'{len(rows):,}'} for good",
            self,
        )
        question.confirmed.connect(lambda: self._purge(ids))
        question.open()

    def _purge(self, ids: list[int]) -> None:
        self._show_working(f"Making a backup, then removing {count('conversation', len(ids))} for good…")
        self.purge_requested.emit(ids)


@lru_cache(maxsize=4096)
def when(deleted: str) -> str:
    """A time as the person's clock has it."""
    made = datetime.fromisoformat(deleted).astimezone()
    return f"{date_long(made.date().isoformat())}, {made:%H:%M}"


def kilobytes(size: int) -> str:
    """A size as people read it."""
    return f"{size / 1_000_000:,.1f} MB" if size >= 1_000_000 else f"{max(size / 1_000, 0.1):,.0f} kB"
