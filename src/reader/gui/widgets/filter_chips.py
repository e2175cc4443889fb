"""What the library page is narrowed to, as a row of chips: a click takes one away; the last ones save and clear."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from reader.gui.widgets.facet_words import chip_text
from reader.gui.widgets.flow_layout import FlowLayout, clear_layout
from reader.gui.widgets.item_list_model import ItemListModel
from reader.gui.widgets.labels import link_button

LONGEST = 40


class FilterChips(QWidget):
    """Changes the model's filter. Hidden where nothing is narrowed."""

    save_requested = Signal()
    brush_cleared = Signal()

    def __init__(self, model: ItemListModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("filter_chips")
        self._model = model
        self._shown: object = None
        self._layout = FlowLayout(self, gap=6, row_gap=6)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        model.narrowed.connect(self._show_state)
        self._show_state()

    def chips(self) -> list[QToolButton]:
        """The chips, from left to right."""
        widgets = (self._layout.itemAt(place).widget() for place in range(self._layout.count()))  # type: ignore[union-attr]
        return [widget for widget in widgets if isinstance(widget, QToolButton)]

    def _show_state(self) -> None:
        chosen = self._model.filter if self._model.total else None
        state = (chosen, [band.name for band in self._model.bands], self._model.total)
        if state == self._shown:
            return
        self._shown = state
        had_focus = next((place for place, chip in enumerate(self.chips()) if chip.hasFocus()), -1)
        clear_layout(self._layout)
        self.setVisible(bool(chosen))
        if not chosen:
            return
        for facet, value in chosen.facets.pairs():
            text = chip_text(facet, value, self._model.band_name)
            self._add(text, partial(self._take_off, facet, value))
        if chosen.text.strip():
            self._add(f"“{' '.join(chosen.text.split())}”", lambda: self._narrow(text=""))
        if chosen.brushed is not None:
            there = len(chosen.brushed.intersection(item.id for item in self._model.items))
            self._add(f"{there:,} brushed", self._clear_brush)
        save, clear = link_button("Save as a collection…"), link_button("Clear all")
        save.clicked.connect(self.save_requested)
        clear.clicked.connect(self.clear)
        for part in (clear, save):
            self._layout.addWidget(part)
        if had_focus >= 0 and self.chips():
            self.chips()[min(had_focus, len(self.chips()) - 1)].setFocus()
        self.updateGeometry()

    def clear(self) -> None:
        """Take everything away."""
        if self._model.filter.brushed is not None:
            self.brush_cleared.emit()
        self._model.set_filter(type(self._model.filter)())

    def _add(self, text: str, take_away: Callable[[], object]) -> None:
        chip = QToolButton()
        short = text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"
        chip.setText(f"{short.replace('&', '&&')}  ×")
        chip.setProperty("chip", "strong")
        chip.setToolTip(f"Take away: {text}")
        chip.setAccessibleName(f"{text}: take away")
        chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        chip.clicked.connect(lambda _checked=False: take_away())
        self._layout.addWidget(chip)

    def _take_off(self, facet: str, value: str) -> None:
        self._narrow(facets=self._model.filter.facets.toggled(facet, value))

    def _clear_brush(self) -> None:
        self.brush_cleared.emit()
        self._narrow(brushed=None)

    def _narrow(self, **changes: object) -> None:
        self._model.set_filter(replace(self._model.filter, **changes))  # type: ignore[arg-type]
