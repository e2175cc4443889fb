"""The lexicon of a draft as a table: sorted, narrowed, edited cell by cell."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from reader.domain.framework import Term
from reader.domain.framework_problems import checked_weight, clean_pattern, exception_problem
from reader.domain.record import replaced
from reader.domain.wording import MINUS
from reader.gui.dialogs.framework_draft import Draft
from reader.gui.widgets.tool_tips import plain_tool_tip

TERM, WEIGHT, EMPHASIS, NOTE, EXCEPTIONS, HERE = range(6)
HEADINGS = ("Term", "Weight", "Emphasis", "Note", "Exceptions", "Here")
HINTS = (
    "A word or a phrase; * stands for any ending or beginning of a word",
    "Above 0 towards the positive pole, below 0 towards the negative one",
    "What the term speaks of; named in the reasons of a conversation",
    "For editors only",
    "Longer phrases in which the term is not meant, parted by semicolons",
    "Hits in the open conversation",
)

_ROOT = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex


class TermHits(NamedTuple):
    """How often a term is found in the open item, and in how many slices."""

    hits: int
    slices: int


class TermsModel(QAbstractTableModel):
    """Rows keep their place while cells are edited; sorting and filtering happen when they are asked for."""

    refused = Signal(str)
    """A value could not be taken; carries the sentence."""

    def __init__(self, draft: Draft, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._draft = draft
        self._terms = draft.framework.terms
        self._text = ""
        self._sorting = (TERM, False)
        self._hits: Mapping[str, TermHits] = {}
        self._order: list[int] = []
        self._reorder()
        draft.changed.connect(self._follow)

    # -- Qt's side

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._order)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(HEADINGS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return HEADINGS[section]
        if role == Qt.ItemDataRole.TextAlignmentRole and section in (WEIGHT, HERE):
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return HINTS[section] if role == Qt.ItemDataRole.ToolTipRole else None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return usual if index.column() == HERE else usual | Qt.ItemFlag.ItemIsEditable

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not 0 <= index.row() < len(self._order):
            return None
        term, column = self.term(index.row()), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._shown(term, column)
        if role == Qt.ItemDataRole.EditRole:
            return written(term, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tool_tip(self._shown(term, column)) if column in (TERM, NOTE, EXCEPTIONS) else None
        if role == Qt.ItemDataRole.TextAlignmentRole and column in (WEIGHT, HERE):
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{HEADINGS[column]}: {self._shown(term, column) or 'empty'}"
        return None

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        row, column = index.row(), index.column()
        try:
            changes = self.checked(row, column, str(value))
        except ValueError as error:
            self.refused.emit(str(error))
            return False
        terms = list(self._terms)
        at = self._order[row]
        terms[at] = replaced(terms[at], **changes)
        self._draft.change(f"{HEADINGS[column].lower()} of “{terms[at].pattern}”", terms=tuple(terms))
        return True

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._sorting = (column, order == Qt.SortOrder.DescendingOrder)
        self._rebuild()

    # -- what the page asks

    def term(self, row: int) -> Term:
        """The term in a row."""
        return self._terms[self._order[row]]

    @property
    def total(self) -> int:
        """How many terms the lexicon has, whatever the filter."""
        return len(self._terms)

    def row_of(self, pattern: str) -> int:
        """The row in which a term stands, or -1."""
        return next((row for row, at in enumerate(self._order) if self._terms[at].pattern == pattern), -1)

    def set_filter(self, text: str) -> None:
        """Show only terms with all these words in pattern, emphasis, note or exceptions."""
        self._text = text
        self._rebuild()

    def show_hits(self, hits: Mapping[str, TermHits]) -> None:
        """Show how often each term is found in the open item."""
        self._hits = hits
        if self._order:
            self.dataChanged.emit(self.index(0, HERE), self.index(len(self._order) - 1, HERE))

    def checked(self, row: int, column: int, text: str) -> dict[str, Any]:
        """The field that this text sets in a row. Raises ValueError with a sentence for what cannot be taken."""
        return checked(column, text, self._terms, self._order[row])

    def checked_new(self, text: str) -> str:
        """The pattern that a new term of this text has. Raises ValueError with a sentence."""
        pattern: str = checked(TERM, text, self._terms, -1)["pattern"]
        return pattern

    def add(self, pattern: str, weight: float) -> str:
        """Add a term; returns its pattern. Raises ValueError with a sentence."""
        found = self.checked_new(pattern)
        term = Term(found, checked(WEIGHT, f"{weight}", self._terms, -1)["weight"])
        self._draft.change(f"add “{found}”", terms=(*self._terms, term))
        return found

    def remove(self, rows: Sequence[int]) -> None:
        """Remove the terms in these rows."""
        gone = {self._order[row] for row in rows}
        if gone:
            what = f"“{self.term(rows[0]).pattern}”" if len(gone) == 1 else f"{len(gone):,} terms"
            kept = tuple(term for at, term in enumerate(self._terms) if at not in gone)
            self._draft.change(f"remove {what}", terms=kept)

    # -- private

    def _shown(self, term: Term, column: int) -> str:
        if column == HERE:
            found = self._hits.get(term.pattern)
            return f"{found.hits:,}" if found else ""
        return f"{term.weight:+g}".replace("-", MINUS) if column == WEIGHT else written(term, column)

    def _follow(self) -> None:
        before, self._terms = self._terms, self._draft.framework.terms
        if before is self._terms:
            return
        if len(before) != len(self._terms):
            self._rebuild()
            return
        touched = {at for at, (one, other) in enumerate(zip(before, self._terms, strict=True)) if one != other}
        for row, at in enumerate(self._order):
            if at in touched:
                self.dataChanged.emit(self.index(row, 0), self.index(row, HERE))

    def _rebuild(self) -> None:
        self.beginResetModel()
        self._reorder()
        self.endResetModel()

    def _reorder(self) -> None:
        words = self._text.casefold().split()
        shown = [at for at, term in enumerate(self._terms) if not words or _holds(term, words)]
        column, descending = self._sorting
        keys: dict[int, Callable[[Term], Any]] = {
            WEIGHT: lambda term: term.weight,
            HERE: lambda term: self._hits.get(term.pattern, TermHits(0, 0)).hits,
        }
        key = keys.get(column, lambda term: written(term, column).casefold())
        shown.sort(key=lambda at: self._terms[at].pattern)
        self._order = sorted(shown, key=lambda at: key(self._terms[at]), reverse=descending)


def written(term: Term, column: int) -> str:
    """A cell as it is edited."""
    return {
        TERM: term.pattern,
        WEIGHT: f"{term.weight:g}",
        EMPHASIS: term.emphasis,
        NOTE: term.note,
        EXCEPTIONS: "; ".join(term.exceptions),
    }.get(column, "")


def checked(column: int, text: str, terms: Sequence[Term], at: int) -> dict[str, Any]:
    """The field of the term number ``at`` (-1: a new one) that this text sets. Raises ValueError with a sentence."""
    if column == TERM:
        pattern = clean_pattern(text)
        if any(term.pattern == pattern and number != at for number, term in enumerate(terms)):
            raise ValueError(f"“{pattern}” is in the lexicon already.")
        return {"pattern": pattern}
    if column == WEIGHT:
        return {"weight": _weight(text)}
    if column == EXCEPTIONS:
        phrases = tuple(clean_pattern(phrase) for phrase in text.split(";") if phrase.strip())
        patterns = {term.pattern for term in terms}
        wrong = next(filter(None, (exception_problem(phrase, terms[at], patterns) for phrase in phrases)), "")
        if wrong:
            raise ValueError(wrong)
        return {"exceptions": phrases}
    return {{EMPHASIS: "emphasis", NOTE: "note"}[column]: " ".join(text.split())}


def _weight(text: str) -> float:
    try:
        weight = float(text.strip().replace(MINUS, "-").replace(",", "."))
    except ValueError:
        raise ValueError(f"Write a weight as a number, such as 1.5 or {MINUS}2.") from None
    return checked_weight(weight)


def _holds(term: Term, words: Sequence[str]) -> bool:
    text = f"{term.pattern} {term.emphasis} {term.note} {' '.join(term.exceptions)}".casefold()
    return all(word in text for word in words)
