"""The row above the list of the library page: how many, the field that narrows, order, and which view is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QToolButton, QWidget

from reader.domain.wording import count
from reader.gui.theme.icons import icon
from reader.gui.widgets.elided_label import ElidedLabel
from reader.gui.widgets.filter_bar import SORTINGS
from reader.gui.widgets.item_list_model import ItemListModel
from reader.gui.widgets.labels import label, link_button
from reader.gui.widgets.library_columns import COLUMNS
from reader.gui.widgets.narrow_field import NarrowField

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from reader.gui.theme.palette import Palette


ROOMY, TIGHT = 800, 680
"""Widths in pixels, at 10 points: from the first the heading has room; below the second only what is worked with."""
GAP = 4
FIELD_WIDTH, TIGHT_FIELD_WIDTH = 172, 112


class LibraryHead(QWidget):
    """Tells wishes; :meth:`show_state` shows what is."""

    view_requested = Signal(str)
    scatter_toggled = Signal(bool)
    facets_toggled = Signal(bool)
    columns_requested = Signal()
    sorting_requested = Signal(str, bool)
    methodology_requested = Signal()

    def __init__(self, model: ItemListModel, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.facets = self._tool("Show the facets", checkable=True)
        self._heading = label("title", "Library")
        self._count = ElidedLabel(role="muted")
        self.narrow_field = NarrowField(model)
        self.order = self._tool("Order", text="Order ▾")
        self.order.setMenu(QMenu(self.order))
        self.order.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.columns = self._tool("Choose columns", text="Columns ▾")
        self.table = self._tool("Show a table", text="Table", checkable=True)
        self.cards = self._tool("Show cards", text="Cards", checkable=True)
        self.scatter = self._tool("Show the library at a glance", text="Scatter", checkable=True)
        self._how = link_button("How this works")
        self._assemble()
        self._wire()
        self.apply_palette(palette)

    def _tool(self, name: str, *, text: str = "", checkable: bool = False) -> QToolButton:
        made = QToolButton()
        made.setText(text)
        made.setToolTip(name)
        made.setAccessibleName(name)
        made.setCheckable(checkable)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if text:
            made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        return made

    def _assemble(self) -> None:
        self.narrow_field.setMinimumWidth(FIELD_WIDTH)
        self.narrow_field.setMaximumWidth(280)
        self.narrow_field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        layout.addWidget(self.facets)
        layout.addWidget(self._heading)
        layout.addSpacing(8)
        layout.addWidget(self._count, 3)
        layout.addSpacing(8)
        layout.addWidget(self.narrow_field, 2)
        layout.addSpacing(6)
        for part in (self.order, self.columns, self.table, self.cards, self.scatter):
            layout.addWidget(part)
        layout.addSpacing(6)
        layout.addWidget(self._how)

    def _wire(self) -> None:
        self.order.menu().aboutToShow.connect(self._fill_order)
        self.facets.clicked.connect(self.facets_toggled)
        self.scatter.clicked.connect(self.scatter_toggled)
        self.table.clicked.connect(lambda: self.view_requested.emit("table"))
        self.cards.clicked.connect(lambda: self.view_requested.emit("cards"))
        self.columns.clicked.connect(self.columns_requested)
        self._how.clicked.connect(self.methodology_requested)

    def apply_palette(self, palette: Palette) -> None:
        """Show these colours."""
        self.facets.setIcon(icon("pane-left", palette))

    def show_state(self, shown: int, total: int, view: str, *, scatter: bool, facets: bool) -> None:
        """Show how many there are and what is shown of them."""
        whole = count("conversation", total)
        if shown == total:
            self._count.setText(whole, f"{total:,}")
        else:
            self._count.setText(f"{shown:,} of {whole}", f"{shown:,} of {total:,}")
        self.table.setChecked(view == "table")
        self.cards.setChecked(view == "cards")
        self.scatter.setChecked(scatter)
        self.facets.setChecked(facets)
        self.columns.setVisible(view == "table")
        self.order.setToolTip(f"Order: {self._order_text()}")
        self.order.setAccessibleName(f"Order: {self._order_text()}")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow, the bar on top says alone which page this is, and the help menu how it works."""
        super().resizeEvent(event)
        scale = max(self.fontMetrics().averageCharWidth() / 7.0, 1.0)
        tight = self.width() < TIGHT * scale
        self._heading.setVisible(self.width() >= ROOMY * scale)
        self._how.setHidden(tight)
        self.narrow_field.setMinimumWidth(TIGHT_FIELD_WIDTH if tight else FIELD_WIDTH)

    def minimumSizeHint(self) -> QSize:
        """What stays where it is tight."""
        stays = (self.facets, self.order, self.columns, self.table, self.cards, self.scatter)
        room = [part.minimumSizeHint().width() for part in stays if not part.isHidden()]
        margins = self.contentsMargins()
        gaps = GAP * (len(room) + 2) + 28
        width = sum(room) + TIGHT_FIELD_WIDTH + gaps + margins.left() + margins.right()
        return QSize(width, super().minimumSizeHint().height())

    def _order_text(self) -> str:
        for text, key, down in SORTINGS:
            if (key, down) == self._model.sorting:
                return text
        key, down = self._model.sorting
        name = next((column.name for column in COLUMNS if column.sort == key), key)
        return f"{name}, {'downwards' if down else 'upwards'}"

    def _fill_order(self) -> None:
        menu = self.order.menu()
        menu.clear()
        group = QActionGroup(menu)
        for text, key, down in SORTINGS:
            action = group.addAction(menu.addAction(text))
            action.setCheckable(True)
            action.setChecked((key, down) == self._model.sorting)
            action.triggered.connect(lambda _checked=False, key=key, down=down: self.sorting_requested.emit(key, down))
