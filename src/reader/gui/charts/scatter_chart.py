"""What the scatter of the library shows: its points, axes and marks, and where they stand."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QWidget

from reader.domain.wording import signed
from reader.gui.charts.arc_geometry import Axis
from reader.gui.charts.chart_view import ChartView
from reader.gui.charts.scatter_geometry import Across, Area, Cloud, Places, Span, Up, date_ticks, length_ticks
from reader.gui.charts.scatter_item import RING, ScatterItem
from reader.gui.charts.scatter_words import cloud_sentence, point_words, point_words_short

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from reader.domain.framework import Band
    from reader.domain.item_summary import ItemSummary
    from reader.gui.theme.palette import Palette

SIDE = 10.0
GUTTER = 56.0
NO_DATE = "No date"
TICK_ROOM = 90.0
"""Pixels across that a mark of the axis wants at least."""
HELP = (
    "Each point is a conversation. Arrow keys move between them, Enter opens, Space chooses, Shift with an arrow key "
    "chooses on the way, Escape lets go of what is chosen."
)


class ScatterChart(ChartView):
    """One point for each conversation that has slices: date or length across, mean or median upwards, the length as
    size, the band as colour and shape. Mouse and keys are the subclass's.
    """

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(palette, parent)
        self._items: Sequence[ItemSummary] = ()
        self._bands: Sequence[Band] = ()
        self._cloud = Cloud.of((), ())
        self._places = Places.at(np.zeros(0), np.zeros(0), np.zeros(0))
        self._across: Across = "date"
        self._up: Up = "mean"
        self._fit = False
        self._shown: frozenset[int] | None = None
        self._chosen: frozenset[int] = frozenset()
        self._is_strong = np.zeros(0, dtype=np.bool_)
        self._at = -1
        self._clicked: tuple[QPointF, int] | None = None
        self._item = ScatterItem(palette)
        self.addItem(self._item)

    # -- what it shows

    def set_items(self, items: Sequence[ItemSummary], bands: Sequence[Band]) -> None:
        """Show these items. Those without a transcript have no figures, and no point."""
        at = self.focused_id
        self._items = [item for item in items if len(item.scores)]
        self._bands = bands
        self._cloud = Cloud.of(self._items, bands)
        known = set(self._cloud.ids.tolist())
        self._chosen &= known
        self._at = int(np.flatnonzero(self._cloud.ids == at)[0]) if at in known else -1
        self._clicked = None
        self._item.poles = (bands[0].name, bands[-1].name) if bands else ("", "")
        if len(self._items):
            self.show_message(None)
        else:
            self.show_message("No conversation here has a transcript yet." if items else "The library is empty.")
        self.setAccessibleDescription(f"{self.summary()} {HELP}")
        self.lay_out(self.size())

    def set_axes(self, across: Across, up: Up) -> None:
        """What stands across, and what upwards."""
        self._across, self._up = across, up
        self.setAccessibleDescription(f"{self.summary()} {HELP}")
        self.lay_out(self.size())

    def set_fit(self, fit: bool) -> None:
        """Fit the axis of scores to the items, or (as at first) show all of it."""
        self._fit = fit
        self.lay_out(self.size())

    def set_shown(self, ids: Collection[int] | None) -> None:
        """The items that the list shows: all others are faint. None: all are shown."""
        shown = None if ids is None else frozenset(ids)
        if shown != self._shown:
            self._shown = shown
            self._show_points()

    def set_brush(self, ids: Iterable[int]) -> None:
        """Choose these items. Emits nothing."""
        chosen = frozenset(ids) & frozenset(self._cloud.ids.tolist())
        if chosen != self._chosen:
            self._chosen = chosen
            self._show_points()

    @property
    def chosen(self) -> frozenset[int]:
        """Ids of the items that are chosen."""
        return self._chosen

    @property
    def axis(self) -> Axis:
        """The scores at the edges of the plot."""
        return self._item.axis

    @property
    def focused_id(self) -> int:
        """The item whose point the keyboard stands on, or 0."""
        return int(self._cloud.ids[self._at]) if 0 <= self._at < len(self._cloud) else 0

    def place_of(self, item_id: int) -> QPointF | None:
        """Where the point of an item stands in the viewport."""
        point = self._point_of(item_id)
        return QPointF(self._places.x[point], self._places.y[point]) if point >= 0 else None

    def _point_of(self, item_id: int) -> int:
        found = np.flatnonzero(self._cloud.ids == item_id)
        return int(found[0]) if len(found) else -1

    def apply_palette(self, palette: Palette) -> None:
        super().apply_palette(palette)
        self._item.apply_palette(palette)

    # -- places

    def lay_out(self, size: QSize) -> None:
        font = self.small_font()
        metrics = QFontMetricsF(font)
        item, cloud = self._item, self._cloud
        scores = cloud.up(self._up)
        item.axis = Axis()
        if self._fit and len(cloud):
            item.axis = Axis.fitted(int(np.floor(scores.min())), int(np.ceil(scores.max())))
        left = metrics.horizontalAdvance(signed(-100)) + 6
        undated = np.isnan(cloud.across(self._across))
        has_gutter = bool(undated.any())
        side = self._gutter_width(float(undated.mean()), size.width()) if has_gutter else 0.0
        if undated.all() and len(cloud):
            side = float(size.width()) - left - 2 * SIDE - 1  # no axis of dates without a date
        bounds = Area(0.0, 0.0, float(size.width()), float(size.height()))
        bottom = max(bounds.bottom - metrics.height() - 4 - RING, 9.0)
        plot = Area(left + SIDE, 8.0, max(bounds.right - side - SIDE, left + SIDE + 1), bottom)
        gutter = Area(plot.right + 2 * SIDE, plot.top, bounds.right - SIDE, bottom) if has_gutter else plot
        item.bounds, item.plot, item.font = bounds, plot, font
        item.gutter = gutter if has_gutter else Area(0, 0, 0, 0)
        item.gutter_words = NO_DATE
        span = Span.around(cloud.across(self._across), self._across)
        most = max(int(plot.width // (TICK_ROOM + metrics.averageCharWidth())), 2)
        ticks = date_ticks(span, most) if self._across == "date" else length_ticks(span, most)
        ticks = ticks if not undated.all() else []
        item.ticks = [(plot.left + float(span.share(value)) * plot.width, words) for value, words in ticks]
        self._places = Places.of(cloud, self._across, self._up, span, item.axis, plot, gutter)
        self._show_points()

    def _gutter_width(self, share: float, width: int) -> float:
        """Room for those without a date, the more of them there are; never most of the chart."""
        words = QFontMetricsF(self.small_font()).horizontalAdvance(NO_DATE) + 12
        return max(GUTTER, words, min(share * 0.6, 0.4) * width)

    def _show_points(self) -> None:
        self._item.focused = self._at if self.has_focus_ring else -1
        self._is_strong = self._strong()
        self._item.show_points(self._places, self._cloud.kind, self._is_strong)
        self.viewport().update()

    def _strong(self) -> NDArray[np.bool_]:
        """The points that are painted strongly: in the list, and chosen if any are."""
        strong = np.ones(len(self._cloud), dtype=np.bool_)
        for ids in (self._shown, self._chosen or None):
            if ids is not None:
                strong &= np.isin(self._cloud.ids, np.fromiter(ids, dtype=np.int64, count=len(ids)))
        return strong

    # -- words

    def words_of(self, item_id: int) -> str:
        """A point in words."""
        return point_words(self._items[self._point_of(item_id)], self._bands, self._up)

    def short_words_of(self, item_id: int) -> str:
        """A point in few words, what matters most first."""
        return point_words_short(self._items[self._point_of(item_id)], self._bands, self._up)

    def summary(self) -> str:
        """The whole in a sentence."""
        return cloud_sentence(self._items, self._bands, self._up)
