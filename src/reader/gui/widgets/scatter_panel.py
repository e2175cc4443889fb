"""The deep panel with the scatter of the whole library: what stands on its axes, what is chosen, where the mouse is."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QActionGroup, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from reader.domain.wording import count
from reader.gui.charts.scatter import LibraryScatter
from reader.gui.charts.scatter_item import draw_shape
from reader.gui.theme.icons import icon
from reader.gui.widgets.elided_label import ElidedLabel
from reader.gui.widgets.labels import label, link_button
from reader.gui.widgets.legend import Legend

if TYPE_CHECKING:
    from reader.domain.framework import Band
    from reader.domain.item_summary import ItemSummary
    from reader.gui.theme.palette import Palette

ACROSS = {"date": "Date", "length": "Length"}
UP = {"mean": "Mean", "median": "Median"}
HINTS = (
    "point = conversation · size = length · colour and shape = band · drag to filter",
    "size = length · drag to filter",
    "drag to filter",
)
FITTED = "axis fitted to these scores"
ROOMY = 940
"""Width in pixels, at 10 points, from which the legend has room beside the words."""


class ScatterPanel(QFrame):
    """The scatter with its heading and tools. What is brushed narrows nothing by itself: the page decides."""

    brushed = Signal(frozenset)
    """Ids of the items that are chosen now; empty: none, which narrows nothing."""
    item_opened = Signal(int)
    axes_chosen = Signal(str, str)
    """``date`` or ``length``, ``mean`` or ``median``: to be remembered."""

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("scatter_panel")
        self.setProperty("panel", "chart")
        self.scatter = LibraryScatter(palette)
        self._across, self._up = "date", "mean"
        self._words = ElidedLabel(role="faint")
        self._clear = link_button("Let go")
        self._across_button = self._menu_button(
            "What stands across", ACROSS, lambda name: self.set_axes(name, self._up)
        )
        self._up_button = self._menu_button(
            "Which figure stands upwards", UP, lambda name: self.set_axes(self._across, name)
        )
        self._fit = QToolButton()
        self._legend = ShapeLegend(palette)
        self._assemble()
        self._connect()
        self.apply_palette(palette)
        self._show_state()

    def _assemble(self) -> None:
        self._fit.setCheckable(True)
        self._fit.setToolTip("Fit the axis to these conversations' scores")
        self._fit.setAccessibleName(self._fit.toolTip())
        self._fit.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._clear.setToolTip("Let go of what is chosen (Esc)")
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(label("strong", "The library at a glance"))
        head.addSpacing(4)
        head.addWidget(self._words, 1)
        for part in (self._clear, self._legend, self._up_button, self._across_button, self._fit):
            head.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 12, 8)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addWidget(self.scatter, 1)

    def _connect(self) -> None:
        self.scatter.brushed.connect(self._tell_brush)
        self.scatter.item_opened.connect(self.item_opened)
        self.scatter.hover_text_changed.connect(self._show_state)
        self._clear.clicked.connect(self.clear_brush)
        self._fit.toggled.connect(self._set_fit)

    def _menu_button(self, name: str, choices: dict[str, str], choose: Callable[[str], None]) -> QToolButton:
        made = QToolButton()
        menu = QMenu(made)
        group = QActionGroup(menu)
        for one, words in choices.items():
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setData(one)
            action.triggered.connect(lambda _checked=False, one=one: choose(one))
            group.addAction(action)
        made.setMenu(menu)
        made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        made.setToolTip(name)
        return made

    # -- what it shows

    def set_items(self, items: Sequence[ItemSummary], bands: Sequence[Band]) -> None:
        """Show all items of the library. Those without a transcript have no point."""
        self.scatter.set_items(items, bands)
        old = [("Old figures", "old")] if any(item.stale and len(item.scores) for item in items) else []
        self._legend.show_marks([*((band.name, band.tone) for band in bands), *old])
        self._show_state()

    def set_shown(self, ids: Collection[int] | None) -> None:
        """The items that the list shows: all others are faint. None: all are shown."""
        self.scatter.set_shown(ids)

    def set_brush(self, ids: Iterable[int]) -> None:
        """Choose these items. Emits nothing."""
        self.scatter.set_brush(ids)
        self._show_state()

    def clear_brush(self) -> None:
        """Let go of what is chosen, as Esc does."""
        had = bool(self.scatter.chosen)
        self.scatter.set_brush(())
        self._show_state()
        if had:
            self.brushed.emit(frozenset())

    def set_axes(self, across: str, up: str) -> None:
        """Show ``date`` or ``length`` across, ``mean`` or ``median`` upwards."""
        if across not in ACROSS or up not in UP:
            return
        changed = (across, up) != (self._across, self._up)
        self._across, self._up = across, up
        self.scatter.set_axes(across, up)  # type: ignore[arg-type]
        self._show_state()
        if changed:
            self.axes_chosen.emit(across, up)

    def show_message(self, text: str | None, problem: bool = False) -> None:
        """Show words instead of the points: that they are on their way, or (``problem``) what went wrong."""
        self.scatter.show_message(text, problem)

    def apply_palette(self, palette: Palette) -> None:
        """Show these colours."""
        self.scatter.apply_palette(palette)
        self._legend.apply_palette(palette)
        self._fit.setIcon(icon("fit", palette, "chart_muted"))

    def _set_fit(self, fit: bool) -> None:
        self.scatter.set_fit(fit)
        self._show_state()

    def _tell_brush(self, ids: frozenset[int]) -> None:
        self._show_state()
        self.brushed.emit(ids)

    def _show_state(self) -> None:
        for button, choices, chosen, name in (
            (self._across_button, ACROSS, self._across, "Across"),
            (self._up_button, UP, self._up, "Upwards"),
        ):
            arrow = "→" if button is self._across_button else "↑"
            button.setText(f"{choices[chosen]} {arrow} ▾")
            button.setAccessibleName(f"{name}: {choices[chosen]}")
            for action in button.menu().actions():
                action.setChecked(action.data() == chosen)
        chosen_count = len(self.scatter.chosen)
        self._clear.setVisible(bool(chosen_count))
        if self.scatter.hover_text:
            self._words.setText(*filter(None, (self.scatter.hover_text, self.scatter.short_hover_text)))
        elif chosen_count:
            self._words.setText(f"{count('conversation', chosen_count)} brushed", f"{chosen_count:,} brushed")
        else:
            fitted = f"{FITTED} · " if self._fit.isChecked() else ""
            self._words.setText(*(fitted + hint for hint in HINTS))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        letter = QFontMetrics(self.font()).averageCharWidth()
        self._legend.setVisible(self.width() >= ROOMY * max(letter / 7.0, 1.0))

    def sizeHint(self) -> QSize:
        return QSize(720, 232)


class ShapeLegend(Legend):
    """The shape and the colour of each band; a ring for old figures, where there are any."""

    mark_width = 12

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(palette, parent)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        """It claims no room: where there is little, it is left out."""
        return QSize(0, self.sizeHint().height())

    def paint_mark(self, painter: QPainter, tone: str, room: QRectF) -> None:
        draw_shape(painter, tone, room.center(), 4.5, self._palette)
