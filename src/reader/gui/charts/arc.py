"""The episode arc: one bar per slice, early to late."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from reader.gui.charts.accessible import tell_value
from reader.gui.charts.arc_facts import ArcFacts, HitSource
from reader.gui.charts.arc_geometry import Axis, Span
from reader.gui.charts.arc_items import ArcLayout, CurrentItem, FooterItem, FrameItem, HoverItem, NamesItem
from reader.gui.charts.bars_item import BarsItem
from reader.gui.charts.chart_view import ChartView
from reader.gui.theme.palette import Palette

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from reader.domain.fragility import Fragility
    from reader.domain.framework import Framework
    from reader.domain.profile import Profile
    from reader.domain.slicing import Slice

ZOOM_STEP = 1.6
PAGE = 10
"""Slices that Page up and Page down move by."""


class EpisodeArc(ChartView):
    """Raw bars on a fixed axis from −100 to +100; fitted to the item's scores only on request, and then it
    says so.

    A click anywhere in a column selects its slice. Mouse events reach the chart through its ``viewport()``.
    """

    zoom_changed = Signal(bool)
    """Whether only a part of the item is in view."""

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(palette, parent)
        self._facts = ArcFacts()
        self._current = 0
        self._hovered = 0
        self._fit = False
        self._frame = FrameItem(palette)
        self._footer = FooterItem(palette)
        self._hover = HoverItem(palette)
        self._bars = BarsItem(palette)
        self._names = NamesItem(palette)
        self._mark = CurrentItem(palette, self._names)
        self._bars.setZValue(2)
        self._parts = (self._frame, self._footer, self._hover, self._mark, self._names)
        for item in (*self._parts, self._bars):
            self.addItem(item)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("Episode arc")
        self.setAccessibleDescription(
            "One bar for each slice, early to late. Arrow keys move by one slice, Page keys by ten, "
            "plus and minus zoom, Enter opens the slice."
        )
        self._bind_keys()
        self.clear()

    def _bind_keys(self) -> None:
        step = self._step
        self._keys = {
            Qt.Key.Key_Left: lambda: step(-1),
            Qt.Key.Key_Right: lambda: step(1),
            Qt.Key.Key_PageUp: lambda: step(-PAGE),
            Qt.Key.Key_PageDown: lambda: step(PAGE),
            Qt.Key.Key_Home: lambda: self._choose(1),
            Qt.Key.Key_End: lambda: self._choose(self.count),
            Qt.Key.Key_Return: lambda: self._choose(self._current),
            Qt.Key.Key_Enter: lambda: self._choose(self._current),
            Qt.Key.Key_Plus: lambda: self._zoom_by(ZOOM_STEP),
            Qt.Key.Key_Equal: lambda: self._zoom_by(ZOOM_STEP),
            Qt.Key.Key_Minus: lambda: self._zoom_by(1 / ZOOM_STEP),
            Qt.Key.Key_Escape: self._unzoom,
        }

    # -- what it shows

    def show_profile(self, profile: Profile, framework: Framework, slices: Sequence[Slice]) -> None:
        """Show an item's slices, all in view and none current. An item without slices says so."""
        self._current = 0
        self._take(profile, framework, slices)
        self._bars.show_scores(self._facts.scores(), self._facts.evidence)
        self._shown_anew()

    def update_profile(
        self,
        profile: Profile,
        framework: Framework,
        slices: Sequence[Slice],
        present: NDArray[np.bool_] | None = None,
        absent: str = "",
    ) -> None:
        """Show other figures of the same slices: what is in view and current stays. Slices that are not ``present``
        are left blank, for the reason ``absent``.
        """
        self._take(profile, framework, slices)
        self._facts.present, self._facts.absent = present, absent
        self._bars.show_scores(self._facts.scores(), self._facts.evidence, present, keep=True)
        self._shown_anew()

    def _take(self, profile: Profile, framework: Framework, slices: Sequence[Slice]) -> None:
        evidence = np.asarray(profile.hit_counts) > 0
        self._facts = ArcFacts(profile, framework, slices, evidence, hit_source=self._facts.hit_source)
        self._hovered = 0

    def _shown_anew(self) -> None:
        self._apply_axis()
        self.show_message(None if self.count else "No transcript yet, so there is no arc.")
        self._hover.show_column(None)
        self._refresh_caption()

    def show_fragility(self, fragility: Fragility | None) -> None:
        """Draw on each bar how far its score may move, and say it in the caption; None takes that away."""
        self._facts.fragility = fragility
        ranges = None
        if fragility is not None:
            ranges = (np.asarray(fragility.least, dtype=np.int8), np.asarray(fragility.greatest, dtype=np.int8))
        self._bars.show_ranges(ranges)
        self._apply_axis()
        self._refresh_caption()

    def clear(self, text: str = "", problem: bool = False) -> None:
        """Show words instead of an arc: that it is loading, that there is none, or (``problem``) what went
        wrong.
        """
        self._facts = ArcFacts(hit_source=self._facts.hit_source)
        self._current = 0
        self._hovered = 0
        self._bars.show_scores(self._facts.scores(), self._facts.evidence)
        self._span_changed()
        self.show_message(text, problem)
        self._refresh_caption()

    def set_hit_source(self, source: HitSource | None) -> None:
        """Where the caption learns the hits of a slice from."""
        self._facts.hit_source = source
        self._refresh_caption()

    @property
    def count(self) -> int:
        """Number of slices."""
        return self._facts.count

    @property
    def current(self) -> int:
        """The current slice; 0 for none."""
        return self._current

    def set_current(self, number: int) -> None:
        """Mark a slice as the current one (0: none), and pan to it where it is out of view. Emits nothing."""
        number = min(max(number, 0), self.count)
        if number == self._current:
            return
        self._current = number
        if number:
            self._set_span(self._bars.span.showing(number))
        self._place_marks()
        self._refresh_caption()
        tell_value(self, self)

    def set_hovered(self, number: int) -> None:
        """Light up the column of a slice, as if the mouse were on it (0: none).

        Emits nothing but the caption.
        """
        self._hovered = number if 0 < number <= self.count else 0
        self._place_marks()
        self._refresh_caption()

    # -- axis and zoom

    @property
    def fit(self) -> bool:
        """Whether the axis is fitted to the item's scores."""
        return self._fit

    def set_fit(self, fit: bool) -> None:
        """Fit the axis to the item's scores, or go back to the fixed one."""
        self._fit = fit
        self._apply_axis()

    def _apply_axis(self) -> None:
        axis = Axis()
        if self._fit and self._facts.profile is not None and self.count:
            axis = Axis.fitted(*self._facts.extremes())
        self._bars.set_axis(axis)
        self.lay_out(self.size())

    @property
    def is_zoomed(self) -> bool:
        """Whether only a part of the item is in view."""
        return not self._bars.span.is_whole

    @property
    def span(self) -> Span:
        """The part of the item that is in view."""
        return self._bars.span

    def zoom_in(self) -> None:
        """Show fewer slices, around the current one."""
        self._zoom_by(ZOOM_STEP)

    def zoom_out(self) -> None:
        """Show more slices."""
        self._zoom_by(1 / ZOOM_STEP)

    def zoom_reset(self) -> None:
        """Show all slices."""
        self._set_span(Span.whole(self.count))

    def _zoom_by(self, factor: float, anchor: float | None = None) -> bool:
        span = self._bars.span
        if anchor is None:
            seen = span.first <= self._current - 0.5 <= span.end
            anchor = self._current - 0.5 if self._current and seen else span.first + span.size / 2
        self._set_span(span.zoomed(factor, anchor))
        return True

    def _unzoom(self) -> bool:
        zoomed = self.is_zoomed
        self.zoom_reset()
        return zoomed

    def _set_span(self, span: Span) -> None:
        if span != self._bars.span:
            was_zoomed = self.is_zoomed
            self._bars.set_span(span)
            self._span_changed()
            if was_zoomed != self.is_zoomed:
                self.zoom_changed.emit(self.is_zoomed)

    def _span_changed(self) -> None:
        self._footer.show_span(self._bars.span, self.small_font())
        self._place_marks()

    def _place_marks(self) -> None:
        self._mark.show_column(self._column(self._current))
        self._hover.show_column(self._column(self._hovered))

    def _column(self, number: int) -> QRectF | None:
        return self._bars.column_of(number) if number else None

    # -- moving

    def _choose(self, number: int) -> bool:
        """Go to a slice and say so; 0 goes to the first."""
        if not self.count:
            return False
        number = min(max(number, 1), self.count)
        self.set_current(number)
        self.slice_clicked.emit(number)
        return True

    def _step(self, by: int) -> bool:
        return self._choose(self._current + by if self._current else 1)

    def slice_at(self, place: QPointF) -> int:
        """The slice that a click at this point of the viewport means; 0 for none."""
        return self._bars.slice_at(place, self.scale_of_screen)

    def click_at(self, place: QPointF) -> None:
        if number := self.slice_at(place):
            self._choose(number)

    def hover_at(self, place: QPointF | None) -> None:
        number = self.slice_at(place) if place is not None else 0
        if number == self._hovered:
            return
        self._hovered = number
        self._place_marks()
        self._refresh_caption()
        self.slice_hovered.emit(number)

    def drag(self, by: QPointF) -> None:
        if self.is_zoomed:
            span = self._bars.span
            self._set_span(span.moved(-by.x() * span.size / max(self.viewport().width(), 1)))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zooms with Ctrl held, around the mouse; otherwise the page scrolls."""
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier or not event.angleDelta().y():
            event.ignore()
            return
        span = self._bars.span
        across = event.position().x() / max(self.viewport().width(), 1)
        self._zoom_by(ZOOM_STEP ** (event.angleDelta().y() / 120), span.first + across * span.size)
        self.hover_at(event.position())
        event.accept()

    def _refresh_caption(self) -> None:
        text = self._facts.caption(self._hovered or self._current)
        self._footer.show_caption(text)
        self.set_hover_text(text)

    # -- for assistive technology

    def spoken_value(self) -> str:
        return self._facts.spoken(self._current) or self.message or ""

    def position(self) -> int:
        return self._current

    def position_range(self) -> tuple[int, int]:
        return min(1, self.count), self.count

    def go_to_position(self, position: int) -> None:
        self._choose(position)

    # -- measures

    def apply_palette(self, palette: Palette) -> None:
        super().apply_palette(palette)
        for item in (*self._parts, self._bars):
            item.apply_palette(palette)

    def lay_out(self, size: QSize) -> None:
        font = self.small_font()
        line = QFontMetricsF(font).height()
        rows = 0.0 if self._bars.axis.is_whole else line + 6
        layout = ArcLayout.within(size.width(), size.height(), line, rows)
        for item in self._parts:
            item.set_layout(layout)
        self._bars.set_plot(layout.plot)
        self._frame.show_axis(self._bars.axis, self._facts.framework)
        self._names.show_axis(self._bars.axis, self._facts.framework, font)
        self._span_changed()

    def focus_area(self) -> QRectF:
        return QRectF(0, 0, self.viewport().width(), self._footer.layout.overview.top() - 1)

    def sizeHint(self) -> QSize:
        return QSize(560, 168)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 96)
