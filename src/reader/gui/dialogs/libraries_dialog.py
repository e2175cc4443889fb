"""All libraries that were opened: which is open now, what each holds, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from reader.gui.dialogs.base import Dialog
from reader.gui.dialogs.bin_dialog import kilobytes, when
from reader.gui.dialogs.rows_model import RowColumn, RowsModel, RowsView
from reader.gui.jobs import JobGroup, Jobs
from reader.gui.widgets.labels import button, label

if TYPE_CHECKING:
    from PySide6.QtGui import QColor

    from reader.services.libraries import Glance


@dataclass(frozen=True, slots=True)
class LibraryRow:
    """One library. ``glance`` is None where its file is not there; ``looked`` says whether somebody looked yet."""

    path: Path
    opened: str
    is_open: bool
    looked: bool = False
    glance: Glance | None = None

    @property
    def missing(self) -> bool:
        """Whether its file is not there."""
        return self.looked and self.glance is None


class LibrariesDialog(Dialog):
    """Looks at the files by itself; all else it asks for."""

    open_requested = Signal(object)
    new_requested = Signal()
    other_requested = Signal()
    find_requested = Signal(object)
    forget_requested = Signal(object)
    folder_requested = Signal(object)
    copy_requested = Signal(object)
    move_requested = Signal()
    looked = Signal()
    """Every file was looked at."""

    def __init__(
        self, jobs: Jobs, recent: Mapping[str, str], current: Path | None, dim: QColor, parent: QWidget | None
    ) -> None:
        super().__init__("Libraries", parent)
        self.setObjectName("libraries_dialog")
        self._reading = JobGroup(jobs)
        self._current = current
        self.model = RowsModel(
            (
                RowColumn("Library", lambda row: row.path.stem, most=32),
                RowColumn("Conversations", _conversations, right=True),
                RowColumn("Size", lambda row: kilobytes(row.glance.size) if row.glance else "", right=True),
                RowColumn("Last opened", lambda row: "open now" if row.is_open else when(row.opened)),
                RowColumn("Where", lambda row: str(row.path.parent), stretches=True),
            ),
            is_dim=lambda row: row.missing,
        )
        self.model.dim_colour = dim
        self.view = RowsView(self.model, "Libraries, the latest opened first")
        self.details = label("muted", wraps=True, selectable=True)
        self.buttons: dict[str, QPushButton] = {}
        self._assemble()
        self.view.chosen_changed.connect(self._show_state)
        self.view.activated.connect(lambda _index: self._open())
        self.view.delete_pressed.connect(self._forget)
        self.show_recent(recent)
        self.fit(900, 460)

    def _assemble(self) -> None:
        side = QVBoxLayout()
        side.setSpacing(6)
        for name, text, call in self._verbs():
            if not name:
                side.addSpacing(10)
                continue
            self.buttons[name] = button(text, main=name == "open")
            self.buttons[name].clicked.connect(lambda _checked=False, call=call: call())
            side.addWidget(self.buttons[name])
        side.addStretch(1)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.view, 1)
        left.addWidget(self.details)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addLayout(left, 1)
        row.addLayout(side)
        self.add(row, 1)
        self.add_buttons(self.close_button())

    def _verbs(self) -> tuple[tuple[str, str, Callable[[], object]], ...]:
        return (
            ("open", "Open", self._open),
            ("new", "New…", lambda: self._leave(self.new_requested.emit)),
            ("other", "Open another…", lambda: self._leave(self.other_requested.emit)),
            ("", "", self._show_state),
            ("find", "Find it…", lambda: self._about(self.find_requested.emit)),
            ("forget", "Remove from list", self._forget),
            ("", "", self._show_state),
            ("folder", "Open its folder", lambda: self._about(self.folder_requested.emit)),
            ("copy", "Copy…", lambda: self._about(self.copy_requested.emit)),
            ("move", "Move…", lambda: self._leave(self.move_requested.emit)),
        )

    # -- what is shown

    @property
    def chosen(self) -> LibraryRow | None:
        """The library that the buttons are about."""
        return next(iter(self.view.chosen), None)

    def show_recent(self, recent: Mapping[str, str]) -> None:
        """Show these, and look at their files."""
        from reader.services import libraries

        at = max(self.view.currentIndex().row(), 0)
        rows = [LibraryRow(Path(path), opened, Path(path) == self._current) for path, opened in recent.items()]
        self.model.set_rows(rows)
        self.view.choose(min(at, len(rows) - 1))
        self._reading.silence()
        paths = [row.path for row in rows]
        self._reading.start(
            lambda: [libraries.glance_at(path) for path in paths], done=lambda found: self._take(rows, found)
        )

    def _take(self, rows: list[LibraryRow], found: list[Glance | None]) -> None:
        at = max(self.view.currentIndex().row(), 0)
        self.model.set_rows(
            LibraryRow(row.path, row.opened, row.is_open, True, glance) for row, glance in zip(rows, found, strict=True)
        )
        self.view.choose(min(at, len(rows) - 1))
        self.looked.emit()

    def _show_state(self) -> None:
        row = self.chosen
        there = row is not None and not row.missing
        is_open = row is not None and row.is_open
        for name, can in (
            ("open", there and not is_open),
            ("new", True),
            ("other", True),
            ("find", row is not None and row.missing),
            ("forget", row is not None and not is_open),
            ("folder", there),
            ("copy", there),
            ("move", is_open),
        ):
            self.buttons[name].setEnabled(can)
        if row is None:
            self.details.setText("No library was opened yet.")
        elif row.missing:
            self.details.setText(f"{row.path} is not there: it was moved, renamed, or its disk is not connected.")
        else:
            self.details.setText(str(row.path))

    # -- wishes

    def _open(self) -> None:
        row = self.chosen
        if row is not None and self.buttons["open"].isEnabled():
            path = row.path
            self._leave(lambda: self.open_requested.emit(path))

    def _forget(self) -> None:
        if self.buttons["forget"].isEnabled():
            self._about(self.forget_requested.emit)

    def _about(self, wish: Callable[[Path], object]) -> None:
        if self.chosen is not None:
            wish(self.chosen.path)

    def _leave(self, wish: Callable[[], object]) -> None:
        self.accept()
        wish()

    def done(self, result: int) -> None:
        """Close, and let go of what is still being read."""
        self._reading.silence()
        super().done(result)


def _conversations(row: LibraryRow) -> str:
    if row.missing:
        return "not there"
    if row.glance is None:
        return "…"
    return f"{row.glance.items:,}" if row.glance.items is not None else "not a library"
