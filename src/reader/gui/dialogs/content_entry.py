"""One entry field by field: what the folder says, what the library says, and what both last agreed on."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from reader.domain.content import BOTH, FIELD_NAMES, FOLDER, HERE, ContentEntry, FieldDifference
from reader.gui.dialogs.content_rows import SIDES
from reader.gui.widgets.flow_layout import clear_layout
from reader.gui.widgets.labels import label, link_button

NOTHING = "(nothing)"
CAPTIONS = {FOLDER: "In the folder", HERE: "Here"}
RADIO_TOP = 4
"""How far below its top the words of a radio button stand, in pixels."""
CHOICES = {FOLDER: "From the folder", HERE: "From here"}


class EntryView(QScrollArea):
    """Shows an entry. In a conflict nothing is chosen until a person chooses."""

    decided = Signal(str, str)
    """Name of the field, and ``folder`` or ``here``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Field by field")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.radios: dict[tuple[str, str], QRadioButton] = {}
        self._groups: list[QButtonGroup] = []
        body = QWidget()
        self._layout = QVBoxLayout(body)
        self._layout.setContentsMargins(8, 0, 12, 8)
        self._layout.setSpacing(4)
        self.setWidget(body)
        self.show_entry(None, {})

    def show_entry(self, entry: ContentEntry | None, sides: Mapping[tuple[str, str], str]) -> None:
        """Show an entry with the decisions made so far; None: none is chosen."""
        clear_layout(self._layout)
        self.radios.clear()
        self._groups.clear()
        if entry is None:
            self._layout.addWidget(
                label("muted", "Choose a conversation to see what differs, field by field.", wraps=True)
            )
            self._layout.addStretch(1)
            return
        self._layout.addWidget(label("strong", entry.title, wraps=True, selectable=True))
        self._layout.addWidget(label("faint", entry.path or entry.slug, wraps=True, selectable=True))
        if entry.sentence:
            self._layout.addSpacing(6)
            self._layout.addWidget(label("text", entry.sentence, wraps=True, selectable=True))
        if len(entry.conflicts) > 1:
            self._layout.addWidget(self._all_at_once(entry))
        for field in entry.fields:
            self._add_field(field, sides.get((entry.key, field.name), ""))
        self._layout.addStretch(1)
        self.verticalScrollBar().setValue(0)

    def _all_at_once(self, entry: ContentEntry) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 6, 0, 0)
        row.setSpacing(16)
        for side in (FOLDER, HERE):
            every = link_button(f"All {CHOICES[side].lower()}")
            every.clicked.connect(lambda _checked=False, side=side: self._choose_all(entry, side))
            row.addWidget(every)
        row.addStretch(1)
        return line

    def _choose_all(self, entry: ContentEntry, side: str) -> None:
        for field in entry.conflicts:
            self.radios[field.name, side].setChecked(True)
            self.decided.emit(field.name, side)

    def _add_field(self, field: FieldDifference, decided: str) -> None:
        section = QWidget()
        layout = QVBoxLayout(section)
        layout.setContentsMargins(0, 12, 0, 0)
        layout.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(label("strong", FIELD_NAMES[field.name]))
        head.addWidget(label("warning" if field.side == BOTH else "muted", SIDES[field.side]))
        head.addStretch(1)
        layout.addLayout(head)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        grid.setColumnMinimumWidth(0, self.fontMetrics().horizontalAdvance(CHOICES[FOLDER]) + 32)
        rows = [(FOLDER, field.folder), (HERE, field.here)]
        group = QButtonGroup(self)
        self._groups.append(group)
        for number, (side, value) in enumerate(rows):
            told = label("text" if value else "faint", value or NOTHING, wraps=True, selectable=True)
            told.setAccessibleName(f"{FIELD_NAMES[field.name]}, {CAPTIONS[side].lower()}: {value or NOTHING}")
            grid.addWidget(self._caption(field, side, decided, group), number, 0, Qt.AlignmentFlag.AlignTop)
            if field.side == BOTH:
                told.setContentsMargins(0, RADIO_TOP, 0, 0)
                told.setAlignment(Qt.AlignmentFlag.AlignTop)
            grid.addWidget(told, number, 1)
        if field.agreed is not None:
            grid.addWidget(label("faint", "Agreed last"), 2, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label("muted", field.agreed or NOTHING, wraps=True, selectable=True), 2, 1)
        layout.addLayout(grid)
        self._layout.addWidget(section)

    def _caption(self, field: FieldDifference, side: str, decided: str, group: QButtonGroup) -> QWidget:
        """What stands before a value: a radio button in a conflict, else plain words."""
        if field.side != BOTH:
            return label("faint", CAPTIONS[side])
        radio = QRadioButton(CHOICES[side])
        radio.setAccessibleName(f"{FIELD_NAMES[field.name]}: {CHOICES[side].lower()}")
        radio.setChecked(side == decided)
        radio.clicked.connect(lambda: self.decided.emit(field.name, side))
        group.addButton(radio)
        self.radios[field.name, side] = radio
        return radio
