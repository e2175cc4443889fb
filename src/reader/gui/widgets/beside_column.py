"""One conversation of a comparison: its row of figures and its text, held together by one cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from reader.domain.pointing import one_sided_after, one_sided_before
from reader.gui.widgets.beside_row import BesideRow
from reader.gui.widgets.beside_text import BesideText

if TYPE_CHECKING:
    from reader.gui.theme.palette import Palette
    from reader.services.reading import OpenItem

OPENING = "Opening…"


class BesideColumn(QObject):
    """Shows an item, that it is on its way, or why it cannot be shown. A person's moves in it are told, not its own."""

    moved = Signal(int)
    """A person went to this slice; it is shown."""
    read_requested = Signal()
    remove_requested = Signal()

    def __init__(self, item_id: int, title: str, palette: Palette, parent: QObject) -> None:
        super().__init__(parent)
        self.item_id = item_id
        self.item: OpenItem | None = None
        self.slice_number = 0
        self.problem = ""
        self.row = BesideRow(palette)
        self.text = BesideText(palette)
        self._title = title
        self._place = 0
        self.row.slice_clicked.connect(self._clicked)
        self.row.remove_requested.connect(self.remove_requested)
        self.text.view.slice_reached.connect(self._reached)
        self.text.read_requested.connect(self.read_requested)
        self.show_opening()

    # -- what it shows

    @property
    def count(self) -> int:
        """How many slices there are; 0 while nothing is shown."""
        return len(self.item.slices) if self.item is not None else 0

    @property
    def title(self) -> str:
        """Title of the conversation."""
        return self._title

    def set_place(self, place: int) -> None:
        """It stands at this place of the comparison, from 0."""
        self._place = place
        self._name()

    def _name(self) -> None:
        self.row.name(self._place + 1, self._title)
        self.text.name(self._place + 1, self._title)

    def show_opening(self) -> None:
        """The item is on its way."""
        self._let_go()
        self.row.show_state(OPENING)
        self.text.view.clear(OPENING)

    def show_problem(self, message: str, advice: str = "") -> None:
        """Say why the item cannot be shown."""
        self._let_go()
        self.problem = f"{message} {advice}".strip()
        self.row.show_state(message, problem=True)
        self.text.view.clear(message, advice)

    def _let_go(self) -> None:
        self.item, self.slice_number, self.problem = None, 0, ""
        self.text.show_place(0, 0)

    def show_item(self, item: OpenItem, number: int) -> None:
        """Show this item with the cursor at a slice; where only its figures are others, its text does not move."""
        before, self.item, self.problem = self.item, item, ""
        self._title = item.metadata.title or "Untitled conversation"
        self._name()
        self.row.show_item(item)
        if before is not None and before.slices == item.slices and before.transcript.text == item.transcript.text:
            self.text.view.update_item(item)
            self._mark(self.slice_number)
        else:
            self.text.view.show_item(item)
            self.go_to(number)

    def go_to(self, number: int) -> None:
        """Show a slice at the top of the text, and the cursor at it everywhere. Tells nobody."""
        if self.count:
            number = min(max(number, 1), self.count)
            self._mark(number)
            self.text.view.go_to_slice(number)

    def _mark(self, number: int) -> None:
        self.slice_number = number
        self.row.set_current(number)
        self.text.view.set_current(number)
        self.text.show_place(number, self.count)

    # -- where a person goes

    def step(self, by: int) -> None:
        """Go some slices on, or back; at either end nothing happens."""
        if 1 <= self.slice_number + by <= self.count:
            self._clicked(self.slice_number + by)

    def step_one_sided(self, forward: bool) -> None:
        """Go to the next slice that leans clearly to one side, or to the one before."""
        if self.item is not None:
            find = one_sided_after if forward else one_sided_before
            number = find(self.slice_number, self.item.profile.scores, self.item.framework)
            if number:
                self._clicked(number)

    def _clicked(self, number: int) -> None:
        if self.count:
            self.go_to(number)
            self.moved.emit(self.slice_number)

    def _reached(self, number: int) -> None:
        """The text was scrolled or clicked: it stays where it is."""
        self._mark(number)
        self.moved.emit(number)

    # -- looks

    def owns(self, widget: QWidget) -> bool:
        """Whether a widget is a part of it."""
        return any(part is widget or part.isAncestorOf(widget) for part in (self.row, self.text))

    def set_focused(self, focused: bool) -> None:
        """Whether the keyboard acts on it."""
        self.row.badge.set_focused(focused)
        self.text.set_focused(focused)

    def apply_palette(self, palette: Palette) -> None:
        """Show these colours."""
        self.row.apply_palette(palette)
        self.text.apply_palette(palette)

    def remove(self) -> None:
        """Take its parts away for good."""
        for part in (self.row, self.text, self):
            part.deleteLater()
        self.row.hide()
        self.text.hide()
