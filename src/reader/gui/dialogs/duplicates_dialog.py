"""Conversations that are in the library twice: pairs, what they have in common, and what to do with each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from reader.domain.wording import count, share
from reader.errors import ReaderError
from reader.gui.dialogs.base import Dialog
from reader.gui.dialogs.duplicates_sides import KINDS, Sides
from reader.gui.dialogs.rows_model import RowColumn, RowsModel, RowsView
from reader.gui.jobs import Job, Jobs
from reader.gui.widgets.empty_state import EmptyState
from reader.gui.widgets.labels import button, label

if TYPE_CHECKING:
    from reader.domain.change import Change
    from reader.domain.progress import Progress
    from reader.services.duplicates import Duplicate, Duplicates
    from reader.services.opening import Library


class DuplicatesDialog(Dialog):
    """Looks for the pairs by itself; joining, setting apart and opening are wishes."""

    join_requested = Signal(int, int)
    apart_requested = Signal(int, int)
    open_requested = Signal(int)
    found = Signal()
    """The search is over: pairs are shown, or that there are none, or why there was no search."""

    def __init__(self, jobs: Jobs, library: Library, parent: QWidget | None) -> None:
        super().__init__("Duplicates", parent)
        self.setObjectName("duplicates_dialog")
        self._jobs = jobs
        self._library = library
        self._job: Job | None = None
        self._remark = label("muted", wraps=True)
        self._model = RowsModel(
            (
                RowColumn("Alike", lambda pair: share(pair.likeness), lambda pair: pair.likeness, right=True),
                RowColumn("Conversation", lambda pair: pair.one.title, stretches=True),
                RowColumn("and", lambda pair: pair.other.title, stretches=True),
                RowColumn("From", kinds_of, most=30),
            )
        )
        self.view = RowsView(self._model, "Pairs that look like the same conversation")
        self.sides = Sides()
        self._empty = EmptyState()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("Progress of the search for duplicates")
        self.join_button = button("Join…", main=True)
        self.apart_button = button("Not the same")
        self.buttons: tuple[QPushButton, ...] = (self.apart_button, self.join_button)
        self._assemble()
        self._connect()
        self.fit(960, 660)
        self.look()

    def _assemble(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self._remark, 1)
        self._bar.setFixedWidth(200)
        top.addWidget(self._bar)
        self.add(top)
        pairs = QWidget()
        column = QVBoxLayout(pairs)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.view, 1)
        column.addWidget(self.sides)
        holder = QWidget()
        self._body = QStackedLayout(holder)
        self._body.addWidget(pairs)
        self._body.addWidget(self._empty)
        self.add(holder, 1)
        self.add_buttons(*self.buttons, self.close_button())

    def _connect(self) -> None:
        self.view.chosen_changed.connect(self._show_chosen)
        self.view.activated.connect(lambda _index: self._join())
        self.sides.open_requested.connect(self._open)
        self.join_button.clicked.connect(self._join)
        self.apart_button.clicked.connect(self._set_apart)

    # -- looking

    def take_change(self, change: Change) -> None:
        """Something in the library is otherwise now: what is gone is no pair any more, long before all was compared."""
        if change.listed:
            at = self.view.currentIndex().row()
            ids = change.item_ids
            left = [pair for pair in self._model.everything if ids.isdisjoint((pair.one.item_id, pair.other.item_id))]
            if len(left) < self._model.total:
                self._model.set_rows(left)
                self.view.choose(min(max(at, 0), len(left) - 1))
                self._show_chosen()
        self.look()

    def look(self) -> None:
        """Look through the library anew."""
        from reader.services import duplicates

        if self._job is not None:
            self._job.silence()
        first = self._model.total == 0
        if first:
            self._say("Looking for conversations that are here twice…", "Every transcript is compared with all others.")
        self._bar.show()
        self._bar.setRange(0, 0)
        library = self._library
        self._job = self._jobs.start(
            lambda: duplicates.find_duplicates(library),
            progress=self._show_progress,
            done=self._show_found,
            failed=self._show_failure,
        )

    def _show_progress(self, step: Progress) -> None:
        self._bar.setRange(0, max(step.total, 1))
        self._bar.setValue(step.done)

    def _show_found(self, result: Duplicates) -> None:
        self._job = None
        self._bar.hide()
        at = self.view.currentIndex().row()
        self._model.set_rows(result.pairs)
        looked = f"{count('conversation', result.looked_at)} compared"
        waiting = f" · {count('conversation', result.waiting)} not indexed yet" if result.waiting else ""
        waiting += f" · {count('conversation', result.damaged)} left out: damaged" if result.damaged else ""
        self._remark.setText(f"{count('pair', len(result.pairs))} · {looked}{waiting}")
        if result.pairs:
            self._body.setCurrentIndex(0)
            self.view.choose(min(max(at, 0), len(result.pairs) - 1))
            self.view.setFocus()
        else:
            self._say("Nothing is here twice", f"{looked}{waiting}: no two of them are the same.")
        self._show_chosen()
        self.found.emit()

    def _show_failure(self, error: BaseException) -> None:
        self._job = None
        self._bar.hide()
        if not isinstance(error, ReaderError):
            self._jobs.failed.emit(error)
        self._say("The library could not be looked through", str(error), ("Try again", self.look))
        self.found.emit()

    def _say(self, heading: str, sentence: str, *offers: object) -> None:
        self._empty.say(heading, sentence, *offers)  # type: ignore[arg-type]
        self._body.setCurrentWidget(self._empty)
        self._show_chosen()

    # -- what is chosen

    @property
    def pair(self) -> Duplicate | None:
        """The pair that is chosen."""
        return next(iter(self.view.chosen), None)

    def _show_chosen(self) -> None:
        pair = self.pair
        on_pairs = self._body.currentIndex() == 0
        self._remark.setVisible(on_pairs)
        for one in self.buttons:
            one.setEnabled(pair is not None and on_pairs)
        if pair is not None:
            self.sides.show_pair(pair)

    def _join(self) -> None:
        if self.pair is not None:
            self.join_requested.emit(self.pair.one.item_id, self.pair.other.item_id)

    def _set_apart(self) -> None:
        if self.pair is not None:
            self.apart_requested.emit(self.pair.one.item_id, self.pair.other.item_id)

    def _open(self, item_id: int) -> None:
        self.accept()
        self.open_requested.emit(item_id)

    def done(self, result: int) -> None:
        """Close, and let go of a search that is under way."""
        if self._job is not None:
            self._job.silence()
        super().done(result)


def kinds_of(pair: Duplicate) -> str:
    """``Edited by people, captions``."""
    first, second = (KINDS.get(side.caption_kind, side.caption_kind) for side in (pair.one, pair.other))
    return first if first == second else f"{first}, {second.lower()}"
