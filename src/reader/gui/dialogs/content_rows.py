"""What differs between folder and library as rows of a list: groups, and in each the entries, to be ticked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont

from reader.domain.content import (
    BOTH,
    BROKEN,
    CHANGED,
    CLASH,
    DELETED,
    FIELD_NAMES,
    FOLDER,
    GONE,
    HERE,
    MISREAD,
    NEW,
    ONLY_HERE,
    RENAMED,
    STRAY,
    ContentEntry,
    ContentPlan,
)

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
CONFLICT, BOTH_WAYS, COMES, GOES, UNUSABLE = "conflict", "both_ways", "comes", "goes", "unusable"

GROUPS = {
    CONFLICT: "Conflicts: changed on both sides",
    BOTH_WAYS: "To take in, and to write back",
    COMES: "To take in",
    GOES: "To write back",
    RENAMED: "Named otherwise here",
    GONE: "Gone from the folder",
    UNUSABLE: "Cannot be used as they are",
    ONLY_HERE: "Only here",
    DELETED: "Deleted here",
}
"""The groups in the order in which they are shown."""

_STATES = {
    RENAMED: RENAMED, GONE: GONE, ONLY_HERE: ONLY_HERE, DELETED: DELETED,
    BROKEN: UNUSABLE, CLASH: UNUSABLE, STRAY: UNUSABLE, MISREAD: UNUSABLE,
}  # fmt: skip
_WORDS = {
    NEW: "new",
    GONE: "no file any more",
    RENAMED: "another name",
    ONLY_HERE: "no file yet",
    DELETED: "file stays",
    BROKEN: "cannot be read",
    CLASH: "unfit name",
    STRAY: "no conversation",
    MISREAD: "assessment cannot be read",
}


# Put together once: a view asks for those of every row.
_HEADING = Qt.ItemFlag.ItemIsEnabled
_PLAIN = _HEADING | Qt.ItemFlag.ItemIsSelectable
_TICKABLE = _PLAIN | Qt.ItemFlag.ItemIsUserCheckable


def group_of(entry: ContentEntry) -> str:
    """The group that an entry stands in."""
    if entry.state in _STATES:
        return _STATES[entry.state]
    if entry.conflicts:
        return CONFLICT
    if entry.comes:
        return BOTH_WAYS if entry.goes else COMES
    return GOES if entry.goes else UNUSABLE


def words_of(entry: ContentEntry) -> str:
    """What is the matter with an entry, in few words."""
    if entry.state != CHANGED:
        return _WORDS[entry.state]
    if not entry.fields:
        return "transcript missing"
    return ", ".join(FIELD_NAMES[one.name] for one in entry.fields)


@dataclass(slots=True)
class Decisions:
    """What a person ticked, and how they decided conflicts: by key of the entry and name of the field."""

    ticked: set[str] = field(default_factory=set)
    sides: dict[tuple[str, str], str] = field(default_factory=dict)

    def take(self, plan: ContentPlan) -> list[str]:
        """Keys of what is to be taken in."""
        return [e.key for e in plan.entries if e.key in self.ticked and self._comes(e)]

    def write(self, plan: ContentPlan) -> list[str]:
        """Keys of what is to be written back."""
        return [e.key for e in plan.entries if e.key in self.ticked and self._goes(e)]

    def is_usable(self, entry: ContentEntry) -> bool:
        """Whether something can be done about an entry as things are decided."""
        return self._comes(entry) or self._goes(entry)

    def _comes(self, entry: ContentEntry) -> bool:
        return entry.comes or entry.state == RENAMED or self._decided(entry, FOLDER)

    def _goes(self, entry: ContentEntry) -> bool:
        return entry.goes or entry.state in (ONLY_HERE, GONE) or self._decided(entry, HERE)

    def _decided(self, entry: ContentEntry, side: str) -> bool:
        return any(self.sides.get((entry.key, one.name)) == side for one in entry.conflicts)

    def start(self, plan: ContentPlan) -> None:
        """Begin with what changed on one side only; nothing is decided for a person. What was decided about an entry
        that is still there stays.
        """
        known = {(e.key, one.name) for e in plan.entries for one in e.conflicts}
        self.sides = {key: side for key, side in self.sides.items() if key in known}
        decided = {key for key, _ in self.sides}
        self.ticked = {e.key for e in plan.entries if (e.comes or e.goes) or e.key in decided}


class ContentRows(QAbstractTableModel):
    """Rows of headings and entries. A plain list behind it: a library of 10,000 items has as many rows at first."""

    ticks_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.decisions = Decisions()
        self.rows: list[str | ContentEntry] = []
        self._usable: set[str] = set()
        self._bold = QFont()
        self._bold.setBold(True)

    def show_plan(self, plan: ContentPlan) -> None:
        """Show what a look found."""
        self.beginResetModel()
        self.decisions.start(plan)
        self._usable = {entry.key for entry in plan.entries if self.decisions.is_usable(entry)}
        grouped: dict[str, list[ContentEntry]] = {group: [] for group in GROUPS}
        for entry in plan.entries:
            grouped[group_of(entry)].append(entry)
        self.rows = []
        for group, entries in grouped.items():
            if entries:
                self.rows += [f"{GROUPS[group]} ({len(entries):,})", *sorted(entries, key=lambda e: e.title.casefold())]
        self.endResetModel()

    def entry_at(self, row: int) -> ContentEntry | None:
        """The entry of a row; None for a heading."""
        found = self.rows[row] if 0 <= row < len(self.rows) else None
        return found if isinstance(found, ContentEntry) else None

    def headings(self) -> Sequence[int]:
        """Numbers of the rows that are headings."""
        return [number for number, row in enumerate(self.rows) if isinstance(row, str)]

    def row_of(self, key: str) -> int:
        """The row of an entry; -1 where there is none."""
        return next((n for n, row in enumerate(self.rows) if isinstance(row, ContentEntry) and row.key == key), -1)

    def decide(self, entry: ContentEntry, name: str, side: str) -> None:
        """A person decided a conflict; the entry is ticked by that."""
        self.decisions.sides[entry.key, name] = side
        self.decisions.ticked.add(entry.key)
        self._usable.add(entry.key)
        self._tell(entry)

    def tick(self, row: int, ticked: bool) -> None:
        """Tick an entry, or take the tick away."""
        entry = self.entry_at(row)
        if entry is None or entry.key not in self._usable:
            return
        if ticked:
            self.decisions.ticked.add(entry.key)
        else:
            self.decisions.ticked.discard(entry.key)
        self._tell(entry)

    def _tell(self, entry: ContentEntry) -> None:
        row = self.row_of(entry.key)
        self.dataChanged.emit(self.index(row, 0), self.index(row, 1))
        self.ticks_changed.emit()

    # -- the model

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else 2

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return ("Conversation", "What differs")[section]
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        entry = self.entry_at(index.row())
        if entry is None:
            return _HEADING
        return _TICKABLE if index.column() == 0 and entry.key in self._usable else _PLAIN

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        if isinstance(row, str):
            if role == Qt.ItemDataRole.DisplayRole and index.column() == 0:
                return row
            return self._bold if role == Qt.ItemDataRole.FontRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title if index.column() == 0 else words_of(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.title}: {words_of(row)}"
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == 0 and row.key in self._usable:
            return Qt.CheckState.Checked if row.key in self.decisions.ticked else Qt.CheckState.Unchecked
        return None

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        self.tick(index.row(), Qt.CheckState(value) == Qt.CheckState.Checked)
        return True


SIDES = {FOLDER: "Changed in the folder", HERE: "Changed here", BOTH: "Changed on both sides"}
