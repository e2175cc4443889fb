"""The search page: what was found, item by item, with filters to click above it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from reader.domain.query_filters import without_field
from reader.domain.query_reading import read_query
from reader.domain.wording import count
from reader.gui.widgets.elided_label import ElidedLabel
from reader.gui.widgets.empty_state import EmptyState
from reader.gui.widgets.labels import label, link_button
from reader.gui.widgets.search_filters import FilterChips, SearchFilters
from reader.gui.widgets.search_help import SearchHelp
from reader.gui.widgets.search_list import SearchList
from reader.gui.widgets.search_rows import SearchRow, SearchRows
from reader.gui.widgets.search_words import totals_sentence

if TYPE_CHECKING:
    from reader.domain.searching import FoundItem, Results
    from reader.gui.theme.palette import Palette
    from reader.gui.widgets.item_list_model import ItemListModel


class SearchPage(QWidget):
    """Shows results; what they are of is typed on top, and asked by the window."""

    row_opened = Signal(object)
    """The :class:`SearchRow` that a person opens."""
    slice_opened = Signal(int, int)
    """Item id and slice number of a bar or tick that was clicked on."""
    text_wanted = Signal(str)
    """What the query shall be now."""
    more_wanted = Signal()
    retry_requested = Signal()
    preparing_requested = Signal()
    field_requested = Signal()
    left = Signal()
    """Escape was pressed."""

    def __init__(self, items: ItemListModel, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("search_page")
        self.rows = SearchRows(items, self)
        self.filters = SearchFilters(self.rows, palette)
        self.chips = FilterChips()
        self.view = SearchList(self.rows, palette)
        self.help = SearchHelp(items)
        self.nothing = EmptyState()
        self.totals = label("muted")
        self.hint = ElidedLabel(role="faint")
        self.notes = label("warning", wraps=True)
        self.unsearched = ElidedLabel()
        self.unsearched.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.prepare = link_button("Prepare now")
        self._text = ""
        self._results: Results | None = None
        self._taken = 0
        self._kept: tuple[SearchRow | None, int] | None = None
        self._is_fresh = False
        self._body = QStackedLayout()
        self._assemble()
        self._wire(items)
        self.show_unsearched(0, running=False)
        self.show_help(())

    def _assemble(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(label("title", "Search"))
        head.addWidget(self.totals)
        head.addWidget(self.hint, 1)
        head.addWidget(self.unsearched, 2)
        head.addWidget(self.prepare)
        top = QVBoxLayout()
        top.setContentsMargins(22, 14, 22, 0)
        top.setSpacing(9)
        top.addLayout(head)
        top.addWidget(self.filters)
        top.addWidget(self.chips)
        top.addWidget(self.notes)
        for part in (self.help, self.view, self.nothing):
            self._body.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(top)
        layout.addLayout(self._body, 1)

    def _wire(self, items: ItemListModel) -> None:
        self.view.row_chosen.connect(self.row_opened)
        self.view.slice_clicked.connect(self.slice_opened)
        self.view.more_wanted.connect(self.more_wanted)
        self.view.left_upwards.connect(self.field_requested)
        self.filters.text_wanted.connect(self.text_wanted)
        self.chips.text_wanted.connect(self.text_wanted)
        self.help.chosen.connect(self.text_wanted)
        self.prepare.clicked.connect(self.preparing_requested)
        items.narrowed.connect(self._list_changed)

    def take_focus(self) -> None:
        """Give the keyboard to the results."""
        if self._body.currentWidget() is self.view and self.rows.rowCount():
            self.view.take_focus()
        else:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def apply_palette(self, palette: Palette) -> None:
        """Show these colours."""
        self.view.apply_palette(palette)
        self.filters.apply_palette(palette)

    # -- what the window tells

    @property
    def shows_results(self) -> bool:
        """Whether there are results to walk through."""
        return self._body.currentWidget() is self.view and self.rows.rowCount() > 0

    def show_query(self, text: str) -> None:
        """This is asked for now."""
        self._text = text
        self.filters.show_query(text)
        self.chips.show_query(text)

    def show_help(self, recent: Sequence[str]) -> None:
        """Nothing is asked for."""
        self._results, self._kept, self._is_fresh = None, None, False
        self.rows.show(())
        self.view.set_waiting(False)
        self.help.show_recent(recent)
        self._say("", "", ())
        self._body.setCurrentWidget(self.help)

    def show_waiting(self, *, keep: bool = False) -> None:
        """A search has begun. What is shown stays until its first results come, and with ``keep`` its place, too."""
        self._is_fresh = True
        self._kept = (self.view.current_row, self.view.verticalScrollBar().value()) if keep else None
        self.view.set_waiting(True)
        self.totals.setText("Searching…")

    def show_results(self, results: Results) -> None:
        """Show what a search has found so far."""
        if self._is_fresh and not results.items and not results.totals.exact:
            return
        if results.query.is_empty:
            self.show_help(())
            self._say("", "", [note.text for note in results.query.notes])
            return
        if self._is_fresh:
            self._begin(results)
        elif len(results.items) > self._taken:
            self.rows.add(results.items[self._taken :])
        self._results, self._taken = results, len(results.items)
        self._restore()
        notes = [note.text for note in results.query.notes]
        self._say(totals_sentence(results, self.rows.found), self._hint_of(results), notes)
        if not self.rows.found and results.totals.exact:
            self._say_nothing(results)
        else:
            self._body.setCurrentWidget(self.view)

    def show_more(self, items: Sequence[FoundItem]) -> None:
        """Show further items below the others."""
        self.rows.add(items)
        self._show_totals()

    def show_whole(self, item: FoundItem | None) -> None:
        """Show all hits of an item in its place."""
        if item is not None:
            row = self.view.current_row
            self.rows.expand(item)
            if row is not None:
                shown = sum(hit.field != "title" for hit in row.item.hits)
                self.view.choose(self.rows.row_of(("item", item.item_id, -1, "")) + shown + 1)
            self._show_totals()

    def show_problem(self, sentence: str) -> None:
        """The search could not be done."""
        self._is_fresh = False
        self.view.set_waiting(False)
        self.rows.show(())
        self._say("", "", ())
        self.nothing.say("This could not be searched", sentence, ("Try again", self.retry_requested.emit))
        self._body.setCurrentWidget(self.nothing)

    def show_unsearched(self, number: int, *, running: bool) -> None:
        """So many conversations are not ready to be searched; it is being worked on, or (not ``running``) stopped."""
        state = "still preparing the search" if running else "the search is not prepared for them"
        verb = "is" if number == 1 else "are"
        short = f"{count('conversation', number)} {verb} not searched yet"
        self.unsearched.setText(f"{short}: {state}", short)
        self.unsearched.setVisible(bool(number))
        self.prepare.setVisible(bool(number) and not running)

    def step_row(self, forward: bool) -> SearchRow | None:
        """The next row with a hit behind the one the keys are on, or the one before; None at either end."""
        at = self.view.currentIndex().row()
        order = range(at + 1, len(self.rows.rows)) if forward else range(at - 1, -1, -1)
        found = next((number for number in order if self.rows.rows[number].hit is not None), -1)
        if found < 0:
            return None
        self.view.choose(found)
        return self.rows.rows[found]

    # -- private

    def _begin(self, results: Results) -> None:
        self._is_fresh = False
        self.rows.show(results.items)
        self.view.set_waiting(False)
        if self._kept is None:
            self.view.scrollToTop()

    def _restore(self) -> None:
        """After the same search was done again: the row and the place of before, once they are there."""
        if self._kept is None or self._results is None:
            return
        row, value = self._kept
        at = self.rows.row_of(row.key) if row is not None else -1
        if at >= 0:
            self.view.setCurrentIndex(self.rows.index(at))
        self.view.verticalScrollBar().setValue(value)
        if at >= 0 or self._results.totals.done:
            self._kept = None

    def _show_totals(self) -> None:
        if self._results is not None:
            self.totals.setText(totals_sentence(self._results, self.rows.found))

    def _hint_of(self, results: Results) -> str:
        """While somebody types, the last word stands for any ending."""
        begun = results.query.wanted[-1:] if results.query.root != read_query(results.query.text).root else ()
        if not begun or not begun[0].begun:
            return ""
        return f"“{begun[0].words[-1]}…” with any ending; a space behind it for the whole word"

    def _say(self, totals: str, hint: str, notes: Sequence[str]) -> None:
        self.totals.setText(totals)
        self.hint.setText(hint, "any ending")
        self.notes.setText(" ".join(notes))
        self.notes.setVisible(bool(notes))

    def _say_nothing(self, results: Results) -> None:
        offers: list[tuple[str, Callable[[], object]]] = [
            (f"Search for {suggestion.text}", partial(self.text_wanted.emit, suggestion.text))
            for suggestion in results.suggestions
        ]
        sentence = "No conversation has all of this."
        if offers:
            words = " or ".join(dict.fromkeys(f"“{suggestion.instead}”" for suggestion in results.suggestions))
            sentence = f"No conversation has this word. Did you mean {words}?"
        if self.filters.band:
            offers.append(("Search all bands", partial(self.text_wanted.emit, without_field(self._text, "band"))))
        self.nothing.say("Nothing found", sentence, *offers)
        self._body.setCurrentWidget(self.nothing)

    def _list_changed(self) -> None:
        """The library's list is another one now: so may be bands, leanings and arcs."""
        self.filters.take_bands()
        self.view.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
