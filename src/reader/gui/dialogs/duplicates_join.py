"""Joining two conversations: which one stays, whose transcript is in force, and what becomes of every field."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFrame,
    QGridLayout,
    QLabel,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from reader.domain.wording import clock
from reader.errors import ReaderError
from reader.gui.dialogs.base import Dialog
from reader.gui.dialogs.duplicates_sides import KINDS
from reader.gui.jobs import Job, Jobs
from reader.gui.widgets.flow_layout import clear_layout
from reader.gui.widgets.labels import button, label
from reader.gui.widgets.metadata_fields import SPECS
from reader.gui.widgets.tool_tips import plain_tool_tip

if TYPE_CHECKING:
    from reader.domain.joining import JoinedField
    from reader.services.joining import JoinPreview, PairItem
    from reader.services.opening import Library

HOW = {
    "same": "both have it",
    "kept": "stays",
    "filled": "from the other",
    "united": "both together",
    "below": "one below the other",
    "other": "from the other, as you chose",
}
LONGEST = 280
"""Characters of a field that are shown."""
LONGEST_CHOICE = 84
_LONG_RUN = re.compile(r"\S{30}")


class JoinDialog(Dialog):
    """Shows what joining would do, and asks for it."""

    join_requested = Signal(int, int, bool, dict)
    """Id that stays, id that goes, whether the other one's transcript is in force, and by name of a field
    whether its value is wanted."""
    shown = Signal()
    """A preview stands in the dialog."""

    def __init__(self, jobs: Jobs, library: Library, one: int, other: int, parent: QWidget | None) -> None:
        super().__init__("Join", parent, "Make one conversation of two")
        self.setObjectName("join_dialog")
        self._jobs = jobs
        self._library = library
        self._ids = (one, other)
        self._chosen: dict[str, bool] = {}
        self._job: Job | None = None
        self.preview: JoinPreview | None = None
        self.stays, self._stays_group = self._choice("Stays")
        self.transcript, self._transcript_group = self._choice("Transcript in force")
        self._grid = QGridLayout()
        self._remarks = label("muted", wraps=True)
        self.join_button = button("Join", main=True)
        self.join_button.setEnabled(False)
        self._assemble()
        self.join_button.clicked.connect(self._join)
        self.fit(760, 640)
        self._suggest()

    def _choice(self, name: str) -> tuple[tuple[QRadioButton, QRadioButton], QButtonGroup]:
        group = QButtonGroup(self)
        made = (QRadioButton(), QRadioButton())
        for number, one in enumerate(made):
            group.addButton(one, number)
            one.setAccessibleDescription(name)
        group.idClicked.connect(lambda _number: self._chosen_otherwise(group))
        return made, group

    def _assemble(self) -> None:
        top = QGridLayout()
        top.setHorizontalSpacing(14)
        top.setVerticalSpacing(2)
        for row, (name, choice) in enumerate((("Stays", self.stays), ("Transcript", self.transcript))):
            top.addWidget(label("heading", name), row * 2, 0)
            for at, one in enumerate(choice):
                top.addWidget(one, row * 2 + at, 1)
        top.setColumnStretch(1, 1)
        self.add(top)
        self.add(label("heading", "What becomes of the fields"))
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 12, 0)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        column.addLayout(self._grid)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        self.add(area, 1)
        self.add(self._remarks)
        self.add_buttons(self.close_button("Cancel"), self.join_button)

    # -- what is chosen

    @property
    def item_ids(self) -> frozenset[int]:
        """Both items."""
        return frozenset(self._ids)

    @property
    def kept_id(self) -> int:
        """The item that stays."""
        return self._ids[max(self._stays_group.checkedId(), 0)]

    @property
    def other_id(self) -> int:
        """The item that goes to the bin."""
        return self._ids[1 - max(self._stays_group.checkedId(), 0)]

    @property
    def take_transcript(self) -> bool:
        """Whether the transcript of the one that goes is in force."""
        return self._transcript_group.checkedId() != self._stays_group.checkedId()

    def _suggest(self) -> None:
        from reader.services import joining

        library, (one, other) = self._library, self._ids
        self._start(lambda: joining.suggested(library, one, other), self._take_suggestion)

    def _take_suggestion(self, suggestion: tuple[int, int, bool]) -> None:
        kept, other, take_transcript = suggestion
        self._ids = (kept, other)
        self.stays[0].setChecked(True)
        self.transcript[int(take_transcript)].setChecked(True)
        self.look()

    def _chosen_otherwise(self, group: QButtonGroup) -> None:
        if group is self._stays_group:
            self._chosen.clear()  # what was the other one is now the one that stays
        self.look()

    def look(self) -> None:
        """Show what joining would do now."""
        from reader.services import joining

        library, kept, other, chosen = self._library, self.kept_id, self.other_id, dict(self._chosen)
        taken = self.take_transcript
        self._start(lambda: joining.preview(library, kept, other, take_transcript=taken, chosen=chosen), self._show)

    def _start(self, work: Any, done: Any) -> None:
        if self._job is not None:
            self._job.silence()
        self._job = self._jobs.start(work, done=done, failed=self._failed)

    def _failed(self, error: BaseException) -> None:
        self.join_button.setEnabled(False)
        if isinstance(error, ReaderError):
            self._remarks.setText(str(error))
        else:
            self._jobs.failed.emit(error)

    # -- what is shown

    def _show(self, preview: JoinPreview) -> None:
        self._job, self.preview = None, preview
        items = (preview.kept, preview.other) if preview.kept.id == self._ids[0] else (preview.other, preview.kept)
        for at, item in enumerate(items):
            _say(self.stays[at], _named(item))
            _say(self.transcript[at], _transcript_of(item))
        clear_layout(self._grid)
        for row, field in enumerate(preview.fields):
            self._add_field(row, field)
        self._remarks.setText("\n".join(preview.remarks))
        self.join_button.setEnabled(True)
        self.shown.emit()

    def _add_field(self, row: int, field: JoinedField) -> None:
        name = label("muted", SPECS[field.name].label)
        where = Qt.AlignmentFlag.AlignVCenter if field.choosable else Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(name, row, 0, where)
        if field.choosable:
            box = self._box(field)
            name.setBuddy(box)
            self._grid.addWidget(box, row, 1)
        else:
            self._grid.addWidget(label("text", _breakable(_written(field.result)), wraps=True), row, 1)
        how = QLabel(HOW[field.how])
        how.setProperty("role", "faint")
        self._grid.addWidget(how, row, 2, where)

    def _box(self, field: JoinedField) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(SPECS[field.name].label)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(20)
        for value in (field.kept, field.other):
            box.addItem(_written(value))
        box.setCurrentIndex(0 if field.result == field.kept else 1)
        box.activated.connect(lambda number, name=field.name: self._choose_value(name, number == 1))
        return box

    def _choose_value(self, name: str, of_other: bool) -> None:
        self._chosen[name] = of_other
        self.look()

    def _join(self) -> None:
        wish = (self.kept_id, self.other_id, self.take_transcript, dict(self._chosen))
        self.accept()
        self.join_requested.emit(*wish)

    def done(self, result: int) -> None:
        """Close, and let go of what is still being read."""
        if self._job is not None:
            self._job.silence()
        super().done(result)


def _say(choice: QRadioButton, text: str) -> None:
    """Name a choice, on one line that is no wider than the dialog; the whole of it is in the tool tip."""
    short = text if len(text) <= LONGEST_CHOICE else f"{text[:LONGEST_CHOICE].rstrip()}…"
    choice.setText(short.replace("&", "&&"))
    choice.setToolTip(plain_tool_tip(text) if short != text else "")


def _breakable(text: str) -> str:
    """The text with places to break a line at inside words, such as links, that are longer than any line."""
    return _LONG_RUN.sub(lambda run: f"{run[0]}\u200b", text)


def _named(item: PairItem) -> str:
    return " · ".join(part for part in (item.title, item.show) if part)


def _transcript_of(item: PairItem) -> str:
    length = f" · {clock(item.duration_ms)}" if item.duration_ms is not None else ""
    return f"{KINDS.get(item.caption_kind, item.caption_kind)} · {item.characters:,} characters{length} · {item.source}"


def _written(value: Any) -> str:
    text = ", ".join(value) if isinstance(value, tuple) else str(value)
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rstrip()}…"
