"""Two to four conversations side by side: arcs below each other on one axis, texts in columns, cursors linked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QComboBox, QHBoxLayout, QScrollArea, QSplitter, QVBoxLayout, QWidget

from reader.domain.wording import count
from reader.gui.widgets.beside_column import BesideColumn
from reader.gui.widgets.beside_cursors import LinkedCursors
from reader.gui.widgets.beside_links import LINKS, Link, linked_slice
from reader.gui.widgets.beside_text import LEAST_WIDTH
from reader.gui.widgets.elided_label import ElidedLabel
from reader.gui.widgets.empty_state import EmptyState
from reader.gui.widgets.labels import button, label

if TYPE_CHECKING:
    from reader.gui.theme.palette import Palette
    from reader.services.reading import OpenItem
    from reader.services.subject_links import Subjects

MOST = 4
ROW_GAP = 8
MOST_OF_HEIGHT = 0.64
"""Part of the height that the arcs may take; more of them are scrolled."""
NUMBERS = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4)


class SideBySidePage(QWidget):
    """Keeps one cursor for each conversation. Moving one moves the others too: as far along, or to where they speak of
    the same, unless they are not linked.
    """

    set_changed = Signal(list)
    """A person took one out; ids of the items that are left."""
    add_requested = Signal()
    link_changed = Signal(str)
    """A person chose how the cursors move."""
    read_requested = Signal(int, int)
    """Read this item on its own page, at this slice."""

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("side_by_side_page")
        self.columns: list[BesideColumn] = []
        self._palette = palette
        self._font: tuple[str, int, int] | None = None
        self._focused = 0
        self._numbers: dict[int, int] = {}
        self._left: dict[tuple[int, ...], tuple[int, dict[int, int]]] = {}
        self._restored: dict[int, int] = {}
        self._cursors = LinkedCursors()
        self.links = QComboBox()
        self.add = button("Add a conversation…")
        self._told = ElidedLabel(role="muted")
        self.rows = QSplitter(Qt.Orientation.Vertical)
        self._arcs = QScrollArea()
        self._texts = QScrollArea()
        self._second = EmptyState()
        self._empty = EmptyState()
        self._assemble()
        self.add.clicked.connect(self.add_requested)
        self.links.activated.connect(lambda _at: self._choose_link())
        QApplication.instance().focusChanged.connect(self._focus_moved)  # type: ignore[union-attr]
        self._show_state()

    def _assemble(self) -> None:
        for link, words in LINKS:
            self.links.addItem(words, link)
        self.links.setAccessibleName("How the cursors move")
        self.add.setToolTip(f"Up to {MOST} conversations stand side by side")
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(label("title", "Side by side"))
        top.addWidget(self._told, 1)
        top.addWidget(self.links)
        top.addWidget(self.add)
        self._row_layout = QVBoxLayout()
        self._row_layout.setContentsMargins(0, 0, 0, 0)
        self._row_layout.setSpacing(ROW_GAP)
        self._text_layout = QHBoxLayout()
        self._text_layout.setContentsMargins(0, 0, 0, 0)
        self._text_layout.setSpacing(18)
        for area, layout in ((self._arcs, self._row_layout), (self._texts, self._text_layout)):
            inside = QWidget()
            inside.setLayout(layout)
            area.setWidget(inside)
            area.setWidgetResizable(True)
            area.setFrameShape(QScrollArea.Shape.NoFrame)
            area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.rows.addWidget(area)
        self._arcs.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._texts.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._texts.setMinimumHeight(150)
        self._text_layout.addWidget(self._second, 1)
        self.rows.setObjectName("item_rows")
        self.rows.setChildrenCollapsible(False)
        self.rows.setHandleWidth(9)
        self.rows.setStretchFactor(1, 1)
        self.rows.splitterMoved.connect(lambda _place, _index: self.rows.setProperty("chosen", True))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 12, 16, 0)
        layout.setSpacing(10)
        layout.addLayout(top)
        layout.addWidget(self.rows, 1)
        layout.addWidget(self._empty, 1)

    # -- what the window asks

    @property
    def item_ids(self) -> tuple[int, ...]:
        """The items that are compared, in order."""
        return tuple(column.item_id for column in self.columns)

    @property
    def link(self) -> Link:
        """How the cursors move."""
        link: Link = self.links.currentData()
        return link

    def set_link(self, link: str) -> None:
        """Let the cursors move so; an unknown way changes nothing."""
        place = self.links.findData(link)
        if place >= 0:
            self.links.setCurrentIndex(place)
            self._follow()

    def set_subjects(self, subjects: Subjects | None) -> None:
        """What the conversations speak of, for linking by subject; None: that is on its way."""
        self._cursors.subjects = subjects
        if self.link == "subject":
            self._follow()

    @property
    def focused(self) -> BesideColumn | None:
        """The conversation that the keyboard acts on."""
        return self.columns[self._focused] if self._focused < len(self.columns) else None

    def show_set(self, titles: Mapping[int, str]) -> list[int]:
        """Compare these items (titles by id, in order); returns those that have yet to be shown."""
        before = {column.item_id: column for column in self.columns}
        focused = self.focused
        self._note_places()
        for gone in [column for item_id, column in before.items() if item_id not in titles]:
            gone.remove()
        self.columns = [before.get(item_id) or self._made(item_id, title) for item_id, title in titles.items()]
        for place, column in enumerate(self.columns):
            self._row_layout.insertWidget(place, column.row, 1)
            self._text_layout.insertWidget(place, column.text, 1)
            column.set_place(place)
        self.set_focused(self.columns.index(focused) if focused in self.columns else 0)
        if set(before) != set(titles):
            self._restore_places()
        if self.link == "subject":
            self._follow()
        self._show_state()
        return [item_id for item_id in titles if item_id not in before]

    def _note_places(self) -> None:
        """Keep where each stands, for the way back to this comparison."""
        places = {column.item_id: column.slice_number for column in self.columns if column.slice_number}
        if places:
            self._left[self.item_ids] = self._focused, places

    def _restore_places(self) -> None:
        """A comparison that was shown before is found as it was left."""
        focused, self._restored = self._left.get(self.item_ids, (self._focused, {}))
        self._restored = dict(self._restored)
        self.set_focused(focused)
        for column in self.columns:
            if column.count and column.item_id in self._restored:
                column.go_to(self._restored.pop(column.item_id))

    def _made(self, item_id: int, title: str) -> BesideColumn:
        column = BesideColumn(item_id, title, self._palette, self)
        if self._font is not None:
            column.text.view.set_text_font(*self._font)
        column.moved.connect(lambda _number, one=column: self._moved(one))
        column.read_requested.connect(lambda one=column: self.read_requested.emit(one.item_id, one.slice_number))
        column.remove_requested.connect(lambda one=column: self._take_out(one))
        return column

    def remember_place(self, item_id: int, number: int) -> None:
        """Where an item is to be shown at first."""
        self._numbers[item_id] = number

    def show_item(self, item: OpenItem) -> None:
        """An item of the comparison is here."""
        column = self._column(item.id)
        if column is None:
            return
        restored = self._restored.pop(item.id, 0)
        column.show_item(item, restored or self._first_place(column, item))
        if column is self.focused and not restored:
            self._follow()

    def _first_place(self, column: BesideColumn, item: OpenItem) -> int:
        focused = self.focused
        if self.link == "share" and focused is not None and focused is not column and focused.count:
            return linked_slice(focused.slice_number, focused.count, len(item.slices))
        return self._numbers.get(column.item_id, 1)

    def show_opening(self, item_id: int) -> None:
        """An item is on its way again."""
        column = self._column(item_id)
        if column is not None and column.item is None:
            column.show_opening()

    def show_problem(self, item_id: int, message: str, advice: str = "") -> None:
        """An item cannot be shown."""
        column = self._column(item_id)
        if column is not None:
            column.show_problem(message, advice)
            if self.link == "subject":
                self._follow()

    def set_text_font(self, family: str, points: int, measure: int) -> None:
        """Set the texts in this font."""
        self._font = family, points, measure
        for column in self.columns:
            column.text.view.set_text_font(family, points, measure)

    def apply_palette(self, palette: Palette) -> None:
        """Show these colours."""
        self._palette = palette
        for column in self.columns:
            column.apply_palette(palette)

    def take_focus(self) -> None:
        """Put the keyboard on the text it was in."""
        if self.focused is not None:
            self.focused.text.view.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.add.setFocus()

    # -- the cursors

    def step(self, by: int) -> None:
        """Go some slices on, or back, in the focused conversation."""
        if self.focused is not None:
            self.focused.step(by)

    def step_one_sided(self, forward: bool) -> None:
        """Go to the next one-sided slice of the focused conversation, or to the one before."""
        if self.focused is not None:
            self.focused.step_one_sided(forward)

    def _moved(self, column: BesideColumn) -> None:
        self.set_focused(self.columns.index(column))
        self._follow()

    def _choose_link(self) -> None:
        self._follow()
        self.link_changed.emit(self.link)

    def _follow(self) -> None:
        self._cursors.follow(self.link, self.focused, self.columns)

    # -- the focused conversation

    def set_focused(self, place: int) -> None:
        """Let the keyboard act on the conversation at this place."""
        self._focused = place
        for at, column in enumerate(self.columns):
            column.set_focused(at == place)

    def focus_column(self, place: int) -> None:
        """Put the keyboard into the text at this place, and bring it into view."""
        if place < len(self.columns):
            self.columns[place].text.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.set_focused(place)

    def _focus_moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is None or not self.isAncestorOf(now):
            return
        for place, column in enumerate(self.columns):
            if column.owns(now):
                self.set_focused(place)
                self._texts.ensureWidgetVisible(column.text, 0, 0)
                self._arcs.ensureWidgetVisible(column.row, 0, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.ControlModifier
        if control and event.key() in NUMBERS:
            self.focus_column(NUMBERS.index(Qt.Key(event.key())))
            return
        super().keyPressEvent(event)

    # -- taking out

    def take_out_focused(self) -> None:
        """Take the focused conversation out of the comparison."""
        if self.focused is not None:
            self._take_out(self.focused)

    def _take_out(self, column: BesideColumn) -> None:
        place = self.columns.index(column)
        left = [one for one in self.columns if one is not column]
        self.show_set({one.item_id: one.title for one in left})
        self.focus_column(min(place, len(left) - 1)) if left else self.add.setFocus()
        self.set_changed.emit([one.item_id for one in left])

    # -- private

    def _column(self, item_id: int) -> BesideColumn | None:
        return next((column for column in self.columns if column.item_id == item_id), None)

    def _show_state(self) -> None:
        number = len(self.columns)
        self._told.setText(count("conversation", number) if number > 1 else "")
        self.rows.setVisible(number > 0)
        self.links.setEnabled(number > 1)
        self.add.setEnabled(number < MOST)
        self._second.setVisible(number == 1)
        self._empty.setVisible(not number)
        offer = ("Add a conversation…", self.add_requested.emit)
        hint = "Or choose some in the library and press Ctrl+Shift+B."
        self._second.say("Which one beside it?", hint, *([offer] if number == 1 else []))
        self._empty.say(
            "Nothing is compared yet", f"Add two to four conversations. {hint}", *([] if number else [offer])
        )
        self._second.setMinimumWidth(LEAST_WIDTH if number == 1 else 0)
        self._share_height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_height()

    def _share_height(self) -> None:
        """The arcs get the height they need, unless a person has moved the border."""
        if self.rows.property("chosen") or not self.columns:
            return
        whole = self.rows.height() or self.height()
        wanted = self._row_layout.sizeHint().height()
        arcs = min(wanted, round(whole * MOST_OF_HEIGHT))
        self.rows.setSizes([arcs, max(whole - arcs, 1)])
