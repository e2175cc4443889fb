"""The columns of the library page's table: what there are, and which of them are shown, in which order, how wide."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

MARGIN = 16
GAP = 16
"""Between two columns; half of it belongs to each."""
FIRST = "title"
FIRST_LEAST = 220
FIRST_ROOM = 270
"""The conversation takes what the other columns leave, but never less than the one; while nobody has chosen columns,
these leave it the other."""
LEAST_WIDTH = 44


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its ``width`` at 10 points, the key it is sorted by (empty: it is not), and whether the first click on
    it sorts downwards. ``rank``: while nobody has chosen columns, those of the least ranks are shown that find room;
    None: only where it is chosen. ``of_figures``: it shows figures, which may be old.
    """

    id: str
    name: str
    width: int
    rank: int | None = None
    sort: str = ""
    descends: bool = False
    right: bool = False
    of_figures: bool = False
    meaning: str = ""


COLUMNS: tuple[Column, ...] = (
    Column("title", "Conversation", FIRST_LEAST, 0, "title"),
    Column("show", "Show", 150, None, "show"),
    Column("shelf", "Shelf", 170, None, "shelf"),
    Column("thread", "Thread", 150, None, "thread"),
    Column("lens", "Lens", 92, 5, "lens", of_figures=True),
    Column("leaning", "Leaning", 140, 1, "leaning", of_figures=True),
    Column("strip", "Spectrum", 120, 3, of_figures=True, meaning="Least, median and greatest slice on the axis"),
    Column("bands", "Slice bands", 140, 12, of_figures=True, meaning="The band of every slice, early to late"),
    Column("trail", "Trail", 160, 4, of_figures=True, meaning="The score of every slice, early to late"),
    Column("median", "Median", 52, 6, "median", True, right=True, of_figures=True),
    Column("mean", "Mean", 42, 7, "mean", True, right=True, of_figures=True),
    Column("slices", "Slices", 46, 8, "slices", True, right=True, of_figures=True),
    Column("length", "Length", 64, None, "duration", True, right=True, meaning="Hours, minutes, seconds"),
    Column("date", "Date", 88, 2, "date", True, right=True),
    Column("added", "Added", 56, None, "added", True, right=True, meaning="The order in which they came"),
    Column("notes", "Notes", 46, 9, "notes", True, right=True),
    Column("listened", "Heard", 46, 10, "listened", True, right=True, meaning="The share of it that was listened to"),
    Column("sound", "Sound", 46, 11, "sound", True, right=True),
)
BY_ID: Mapping[str, Column] = {column.id: column for column in COLUMNS}
OF_WHAT_IS_THERE = ("shelf", "thread", "notes", "listened", "sound")
"""Columns of what a library may have none of: they are not offered then."""
PICTURES = ("strip", "bands", "trail")

_ROOT = QModelIndex()


@dataclass(frozen=True, slots=True)
class Arrangement:
    """``shown`` are ids of columns in their order, empty while nobody has chosen any; ``widths`` in pixels, of those
    that somebody has made wider or narrower.
    """

    shown: tuple[str, ...] = ()
    widths: Mapping[str, int] | None = None

    @classmethod
    def of_stored(cls, shown: Iterable[str], widths: Mapping[str, int]) -> Arrangement:
        """As it was kept, without what is no column (any more)."""
        known = tuple(dict.fromkeys(name for name in shown if name in BY_ID))
        if known and FIRST not in known:
            known = (FIRST, *known)
        return cls(known, {name: max(width, LEAST_WIDTH) for name, width in widths.items() if name in BY_ID})

    def width_of(self, name: str, scale: float) -> int:
        """How wide a column is, with the gaps at its sides."""
        return (self.widths or {}).get(name) or round(BY_ID[name].width * scale) + GAP

    def visible(self, width: int, scale: float, offered: Sequence[str]) -> tuple[str, ...]:
        """The columns that a list of this width shows, in order."""
        if self.shown:
            return tuple(name for name in self.shown if name in offered or name == FIRST)
        room = width - round(FIRST_ROOM * scale)
        fitting = {FIRST}
        ranked = (column for column in COLUMNS if column.rank and column.id in offered)
        for column in sorted(ranked, key=lambda column: column.rank or 0):
            room -= self.width_of(column.id, scale)
            if room < 0:
                break
            fitting.add(column.id)
        return tuple(name for name in BY_ID if name in fitting)


class ColumnModel(QAbstractTableModel):
    """The columns as a heading wants them: a table without rows."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        del parent
        return 0

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(COLUMNS):
            return None
        column = COLUMNS[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.name
        if role == Qt.ItemDataRole.ToolTipRole:
            sorting = "Click to sort by it, again for the other direction." if column.sort else ""
            return " ".join(part for part in (f"{column.meaning}." if column.meaning else "", sorting) if part)
        return None
