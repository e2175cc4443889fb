"""The versions of a transcript: each to be read, where it differs from the one in force, and another put in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QPushButton, QWidget

from reader.domain.wording import clock, count, date_long, share
from reader.errors import NotFoundError, ReaderError
from reader.gui.dialogs.base import Dialog
from reader.gui.dialogs.duplicates_sides import KINDS
from reader.gui.dialogs.rows_model import RowColumn, RowsModel, RowsView
from reader.gui.jobs import JobGroup, Jobs
from reader.gui.widgets.labels import button, label
from reader.gui.widgets.version_view import VersionView

if TYPE_CHECKING:
    from reader.domain.version_text import VersionText
    from reader.gui.theme.palette import Palette
    from reader.services.opening import Library
    from reader.services.versions import Version

SENTENCE = (
    "Importing a talk again and joining two conversations keep the transcript of before. Any version can be put in "
    "force; Ctrl+Z takes it back."
)
MOST_ROWS = 5
"""So many versions are on the screen at once; more scroll."""


class VersionsDialog(Dialog):
    """Reads the versions by itself; putting one in force is a wish."""

    use_requested = Signal(int, int)
    """Item id and version id."""
    read = Signal()
    """The chosen version stands in the dialog, or why it does not."""

    def __init__(
        self, jobs: Jobs, library: Library, item_id: int, title: str, palette: Palette, parent: QWidget | None
    ) -> None:
        super().__init__("Versions of the transcript", parent, title, SENTENCE)
        self.setObjectName("versions_dialog")
        self._jobs = jobs
        self._library = library
        self.item_id = item_id
        self._listing = JobGroup(jobs)
        self._reading = JobGroup(jobs)
        self._shown: tuple[int, int] | None = None
        self._model = RowsModel(
            (
                RowColumn("Version", lambda row: f"{row.number} · in force" if row.in_force else str(row.number)),
                RowColumn("Kind", lambda row: KINDS.get(row.caption_kind, row.caption_kind)),
                RowColumn("From", lambda row: row.source, stretches=True),
                RowColumn("Length", _length, right=True),
                RowColumn("Cues", lambda row: f"{row.cues:,}", right=True),
                RowColumn("Characters", lambda row: f"{row.characters:,}", right=True),
                RowColumn("Stored", lambda row: date_long(row.stored)),
            )
        )
        self.view = RowsView(self._model, "Versions, the last stored first")
        self.text = VersionView(palette)
        self.outcome = label("muted", "Reading…", wraps=True)
        self.before_button = button("‹ Previous difference")
        self.next_button = button("Next difference ›")
        # No key does it by itself: Enter and a double click are too near to reading.
        self.use_button = button("Put in force", kind="primary")
        self._assemble()
        self._connect()
        self.fit(900, 700)
        self.look()

    def _assemble(self) -> None:
        self.add(self.view)
        self.add(self.outcome)
        self.add(self.text, 1)
        self.add(self.text.told)
        left: tuple[QPushButton, ...] = (self.before_button, self.next_button)
        self.add_buttons(self.use_button, self.close_button(), left=left)

    def _connect(self) -> None:
        self.view.chosen_changed.connect(self._show_chosen)
        steps = ((self.before_button, -1, "Shift+F3"), (self.next_button, 1, "F3"))
        for one, by, keys in steps:
            one.clicked.connect(lambda _checked=False, by=by: self.text.step(by))
            one.setToolTip(keys)
            QShortcut(QKeySequence(keys), self).activated.connect(one.click)
        self.use_button.clicked.connect(self._use)

    # -- the versions

    def look(self) -> None:
        """Read the list anew."""
        from reader.services import versions

        library, item_id = self._library, self.item_id
        self._listing.silence()
        self._listing.start(lambda: versions.versions_of(library, item_id), done=self._show_list, failed=self._failed)

    def _show_list(self, found: list[Version]) -> None:
        chosen = self.chosen
        self._shown = None
        self._model.set_rows(found)
        self._fit_rows()
        again = [at for at, row in enumerate(found) if chosen is not None and row.id == chosen.id]
        others = [at for at, row in enumerate(found) if not row.in_force]
        self.view.choose((again or others or [0])[0])
        self.view.setFocus()

    def _fit_rows(self) -> None:
        """The list is as high as its rows need, up to some: the rest is for the text."""
        rows = min(max(len(self._model.rows), 1), MOST_ROWS)
        line = max(self.view.sizeHintForRow(0), self.fontMetrics().height())
        self.view.setFixedHeight(self.view.header().sizeHint().height() + rows * line + 2)

    @property
    def chosen(self) -> Version | None:
        """The version that is chosen."""
        return next(iter(self.view.chosen), None)

    @property
    def in_force(self) -> Version | None:
        """The one that is in force."""
        return next((row for row in self._model.rows if row.in_force), None)

    def _show_chosen(self) -> None:
        from reader.services import versions

        version, in_force, library = self.chosen, self.in_force, self._library
        self.use_button.setEnabled(version is not None and not version.in_force)
        if version is None or in_force is None or self._shown == (version.id, in_force.id):
            return
        self._shown = (version.id, in_force.id)
        self._reading.silence()
        self.outcome.setText(f"Reading version {version.number}…")
        self._show_steps(0)
        self._reading.start(
            lambda: versions.read_version(library, version, in_force),
            done=lambda text: self._show_text(version, text),
            failed=self._failed,
        )

    def _show_text(self, version: Version, text: VersionText) -> None:
        self.outcome.setText(told_of(version, text, len(self._model.rows)))
        self.text.show_version(text)
        self._show_steps(len(text.differences))
        self.read.emit()

    def _show_steps(self, differences: int) -> None:
        self.text.told.setVisible(differences > 0)
        for one in (self.before_button, self.next_button):
            one.setEnabled(differences > 0)

    def _failed(self, error: BaseException) -> None:
        self.text.clear()
        self._show_steps(0)
        if not isinstance(error, ReaderError):
            self._jobs.failed.emit(error)
        elif isinstance(error, NotFoundError):
            self._model.set_rows(())
        self.outcome.setText(str(error))
        self.read.emit()

    def _use(self) -> None:
        version = self.chosen
        if version is not None and not version.in_force:
            self.use_requested.emit(self.item_id, version.id)

    def showEvent(self, event: QShowEvent) -> None:
        """Only now is it known how high rows are."""
        super().showEvent(event)
        self._fit_rows()

    def done(self, result: int) -> None:
        """Close, and let go of what is still being read."""
        self._listing.silence()
        self._reading.silence()
        super().done(result)


def told_of(version: Version, text: VersionText, number: int) -> str:
    """How a version stands to the one in force, in a sentence."""
    if version.in_force:
        rest = "" if number > 1 else " It is the only one."
        return f"Version {version.number} is in force: charts, search and figures are of this text.{rest}"
    if not text.differences:
        return f"Version {version.number} has the same words as the one in force."
    differing = f"{count('passage', len(text.differences))} {'differs' if len(text.differences) == 1 else 'differ'}"
    return f"Version {version.number}: {share(text.shared)} of its words are as in the one in force; {differing}."


def _length(version: Version) -> str:
    return "no times" if version.duration_ms is None else clock(version.duration_ms)
