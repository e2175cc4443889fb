"""The ledger of a slice as a Qt list: one row for each hit, the arithmetic, and the exceptions that are kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from reader.domain.paragraphs import slice_index_at
from reader.domain.striking import ITEM, LEXICON, PLACE, place_of
from reader.gui.widgets.tool_tips import plain_tool_tip
from reader.gui.widgets.why_words import SCOPES, arithmetic, cue_words, figure, spoken_line

if TYPE_CHECKING:
    from reader.domain.explaining import Ledger, LedgerLine
    from reader.domain.striking import Strike
    from reader.services.reading import OpenItem

ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 1
"""Gives the :class:`WhyRow` of a row."""

_ROOT = QModelIndex()

Kind = Literal["hit", "sum", "section", "exception"]


@dataclass(frozen=True, slots=True)
class WhyRow:
    """One row. ``text`` is what stands in it: for a hit its term, for an exception the struck words.

    ``figures`` are a hit's weight and factor, ``cues`` what made the factor; ``start`` and ``end`` are where a hit, or
    the struck place, stands in the transcript's text (-1: nowhere). ``note`` says how far an exception goes.
    """

    kind: Kind
    text: str
    spoken: str
    line: LedgerLine | None = None
    figures: str = ""
    cues: str = ""
    start: int = -1
    end: int = -1
    strike: Strike | None = None
    note: str = ""
    orphaned: bool = False

    @property
    def term(self) -> str:
        """The pattern of the lexicon that the row is about, or ""."""
        return self.line.hit.term if self.line is not None else self.strike.term if self.strike is not None else ""


class WhyRows(QAbstractListModel):
    """What the list of the panel shows."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self._rows: list[WhyRow] = []
        self._tried: WhyRow | None = None

    # -- Qt's side

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not 0 <= index.row() < len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.text
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tool_tip(_tip(row))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken
        return None

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        enabled = Qt.ItemFlag.ItemIsEnabled
        return enabled if self.row(index.row()).kind == "section" else enabled | Qt.ItemFlag.ItemIsSelectable

    # -- what the program asks

    @property
    def rows(self) -> Sequence[WhyRow]:
        """All rows, in order."""
        return self._rows

    def row(self, number: int) -> WhyRow:
        """The row with this number, from 0."""
        return self._rows[number]

    def show_rows(self, rows: Sequence[WhyRow]) -> None:
        """Show these rows instead of the ones before."""
        self.beginResetModel()
        self._rows = list(rows)
        self._tried = None
        self.endResetModel()

    @property
    def tried(self) -> WhyRow | None:
        """The row of the hit that is being struck out on trial."""
        return self._tried

    def set_tried(self, row: WhyRow | None) -> None:
        """Show a hit as struck out on trial; None shows none."""
        self._tried = row
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    def row_of_hit(self, index: int) -> int:
        """The row of a hit, by its number in the slice from 0; -1 where there is none."""
        hits = [number for number, row in enumerate(self._rows) if row.kind == "hit"]
        return hits[index] if 0 <= index < len(hits) else -1


def _tip(row: WhyRow) -> str:
    if row.kind != "hit":
        return row.spoken
    parts = [f"{row.text}: weight {row.figures}", row.cues, "Click to read it in its place"]
    return "\n".join(part for part in parts if part)


def rows_of(item: OpenItem, ledger: Ledger) -> list[WhyRow]:
    """The rows for one slice of an item."""
    text = item.slice_text(ledger.number)
    at = item.slices[ledger.number - 1].start
    rows = [_hit_row(line, text, at) for line in ledger.lines]
    if rows:
        sum_words = arithmetic(ledger)
        rows.append(WhyRow("sum", sum_words, f"The sum: {sum_words}"))
    kept = exception_rows(item, ledger.number)
    if kept:
        rows.append(WhyRow("section", "Exceptions", f"Exceptions, {len(kept)}"))
    return rows + kept


def _hit_row(line: LedgerLine, text: str, at: int) -> WhyRow:
    hit = line.hit
    figures = figure(hit.weight) if hit.factor == 1 else f"{figure(hit.weight)} × {figure(hit.factor)}"
    cues = cue_words(line.applied, hit.factor, text)
    spoken = spoken_line(line, text)
    return WhyRow("hit", hit.term, spoken, line, figures, cues, at + hit.start, at + hit.end)


def exception_rows(item: OpenItem, number: int) -> list[WhyRow]:
    """The exceptions in force for an item: those of this slice first, then the others of the conversation, then those
    of the lexicon, then those whose words are gone.
    """
    part = item.slices[number - 1]
    ranked = []
    for strike in item.strikes:
        start = place_of(strike, item.transcript)
        row = _exception_row(item, strike, start)
        here = start is not None and part.start <= start < part.end
        rank = 3 if row.orphaned else {PLACE: 0 if here else 1, ITEM: 1, LEXICON: 2}[strike.scope]
        ranked.append((rank, row.start, row))
    return [row for _rank, _start, row in sorted(ranked, key=lambda entry: entry[:2])]


def _exception_row(item: OpenItem, strike: Strike, start: int | None) -> WhyRow:
    words = strike.quote or strike.term
    if strike.scope != PLACE:
        note = SCOPES[strike.scope]
        return WhyRow("exception", words, f"“{words}” does not count, {note.lower()}", strike=strike, note=note)
    if start is None:
        note = "Its words are not there any more"
        spoken = f"Exception for “{words}”: its words are not there any more"
        return WhyRow("exception", words, spoken, strike=strike, note=note, orphaned=True)
    number = slice_index_at(item.slices, start) + 1
    note = f"Only here, in slice {number:,}"
    spoken = f"“{words}” does not count, only in slice {number}"
    return WhyRow("exception", words, spoken, strike=strike, note=note, start=start, end=start + len(strike.quote))
