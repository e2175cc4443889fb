"""Chips that narrow and sort the list: shows, leanings, order. Each opens a menu with counts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from reader.gui.widgets.flow_layout import FlowLayout
from reader.gui.widgets.item_list_model import ItemListModel
from reader.gui.widgets.labels import restyle
from reader.gui.widgets.library_columns import COLUMNS

if TYPE_CHECKING:
    from reader.domain.collecting import Collection

SORTINGS: tuple[tuple[str, str, bool], ...] = (
    ("Newest first", "date", True),
    ("Oldest first", "date", False),
    ("Last added first", "added", True),
    ("By title", "title", False),
    ("By show", "show", False),
    ("Longest first", "length", True),
    ("Lowest median first", "median", False),
    ("Highest median first", "median", True),
    ("Lowest mean first", "mean", False),
    ("Highest mean first", "mean", True),
)


class FilterBar(QWidget):
    """Changes the model's filter and order, and shows what they are."""

    sorting_chosen = Signal(str, bool)
    collection_chosen = Signal(int)
    """Id of a collection; 0 for everything."""

    def __init__(self, model: ItemListModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._collections: Sequence[Collection] = ()
        self._kept = self._chip("Collections")
        self._shows = self._chip("Shows")
        self._bands = self._chip("Leanings")
        self._order = self._chip("Order")
        self._clear = QToolButton()
        self._clear.setText("Show all")
        self._clear.setProperty("chip", "plain")
        self._clear.setAccessibleName("Take all filters away")
        self._clear.clicked.connect(self._clear_filters)
        layout = FlowLayout(self, gap=6, row_gap=6)
        for chip in (self._kept, self._shows, self._bands, self._order, self._clear):
            layout.addWidget(chip)
        self._kept.menu().aboutToShow.connect(self._fill_collections)
        self._shows.menu().aboutToShow.connect(self._fill_shows)
        self._bands.menu().aboutToShow.connect(self._fill_bands)
        self._order.menu().aboutToShow.connect(self._fill_order)
        model.narrowed.connect(self._show_state)
        self._show_state()

    def _chip(self, name: str) -> QToolButton:
        chip = QToolButton()
        chip.setProperty("chip", "plain")
        chip.setAccessibleName(name)
        chip.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        chip.setMenu(QMenu(chip))
        return chip

    def set_collections(self, collections: Sequence[Collection]) -> None:
        """Offer these collections; without any there is no chip for them."""
        self._collections = tuple(collections)
        self._show_state()

    # -- menus

    def _fill_collections(self) -> None:
        menu, now = self._kept.menu(), self._model.filter
        menu.clear()
        self._entry(menu, "Everything", not now, lambda: self.collection_chosen.emit(0))
        menu.addSeparator()
        for one in self._collections:
            self._entry(
                menu, f"{_plain(one.name)}\t{len(self._model.items_under(one.filter)):,}", one.filter == now,
                lambda one=one: self.collection_chosen.emit(one.id),
            )  # fmt: skip

    def _fill_shows(self) -> None:
        chosen = self._model.filter.facets.show
        menu = self._shows.menu()
        menu.clear()
        self._entry(menu, "All shows", not chosen, lambda: self._choose("show", ()))
        menu.addSeparator()
        for show, number in self._model.show_counts():
            self._entry(
                menu, f"{_plain(show)}\t{number:,}", show in chosen,
                lambda show=show: self._choose("show", self._model.filter.facets.show ^ {show}),
            )  # fmt: skip

    def _fill_bands(self) -> None:
        chosen = self._model.filter.facets.band
        menu = self._bands.menu()
        menu.clear()
        self._entry(menu, "All leanings", not chosen, lambda: self._choose("band", ()))
        menu.addSeparator()
        for band, number in self._model.band_counts().items():
            self._entry(
                menu, f"{_plain(self._model.band_name(band))}\t{number:,}", band in chosen,
                lambda band=band: self._choose("band", self._model.filter.facets.band ^ {band}),
            )  # fmt: skip

    def _fill_order(self) -> None:
        menu = self._order.menu()
        menu.clear()
        group = QActionGroup(menu)
        for text, key, descending in SORTINGS:
            current = (key, descending) == self._model.sorting
            group.addAction(self._entry(menu, text, current, lambda k=key, d=descending: self._sort(k, d)))

    def _entry(self, menu: QMenu, text: str, checked: bool, call: object) -> QAction:
        action = menu.addAction(text)
        action.setCheckable(True)
        action.setChecked(checked)
        action.triggered.connect(lambda _checked=False: call())  # type: ignore[operator]
        return action

    # -- what they do

    def _choose(self, facet: str, values: Iterable[str]) -> None:
        before = self._model.filter
        self._model.set_filter(replace(before, facets=before.facets.having(facet, values)))

    def _sort(self, key: str, descending: bool) -> None:
        self._model.set_sorting(key, descending)
        self.sorting_chosen.emit(key, descending)

    def _clear_filters(self) -> None:
        before = self._model.filter
        self._model.set_filter(type(before)(text=before.text))

    def _show_state(self) -> None:
        chosen = self._model.filter if self._model.total else None
        shows = sorted(chosen.facets.show) if chosen else []
        bands = [band.name for band in self._model.bands if chosen and band.id in chosen.facets.band]
        self._show_chip(self._shows, "All shows", "shows", shows)
        self._show_chip(self._bands, "All leanings", "leanings", bands)
        kept = [one.name for one in self._collections if chosen and one.filter == chosen]
        self._kept.setVisible(bool(self._collections))
        self._show_chip(self._kept, "Collections", "collections", kept)
        self._order.setText(f"{self._order_text()} ▾")
        self._clear.setVisible(bool(chosen and (chosen.facets or chosen.brushed is not None)))
        self.updateGeometry()

    def _order_text(self) -> str:
        by = next((column.name for column in COLUMNS if column.sort == self._model.sorting[0]), "")
        other = f"By {by.lower()}" if by else "Order"
        return next((text for text, key, down in SORTINGS if (key, down) == self._model.sorting), other)

    def _show_chip(self, chip: QToolButton, everything: str, many: str, chosen: list[str]) -> None:
        text = everything if not chosen else _short(chosen[0]) if len(chosen) == 1 else f"{len(chosen)} {many}"
        chip.setText(f"{text} ▾")
        chip.setToolTip("\n".join(chosen))
        look = "strong" if chosen else "plain"
        if chip.property("chip") != look:
            chip.setProperty("chip", look)
            restyle(chip)


def _plain(text: str) -> str:
    return text.replace("&", "&&").replace("\t", " ")


def _short(text: str, most: int = 22) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
