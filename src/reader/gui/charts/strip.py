"""The spectrum strip: the axis as a track, with the p10-p90 band and the three markers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from reader.domain.pointing import Marker, slice_at_track, slice_of_marker
from reader.domain.wording import integer, signed, spread
from reader.gui.charts.accessible import tell_value
from reader.gui.charts.chart_view import ChartView
from reader.gui.charts.strip_geometry import Part, StripFigures, StripLayout, is_marker
from reader.gui.charts.strip_item import (
    CARET_ROOM,
    MARKER_REACH,
    MARKER_TIP,
    MARKER_WIDTH,
    STOPS,
    TRACK_HEIGHT,
    Stop,
    StripItem,
)
from reader.gui.theme.palette import Palette

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from reader.domain.framework import Framework
    from reader.domain.profile import Profile
    from reader.domain.slicing import Slice


class SpectrumStrip(ChartView):
    """Clicks on a marker open its slice; clicks on band and track the slice whose score is nearest, earliest
    first, and clicked there again the next such slice. Mouse events reach the chart through its
    ``viewport()``.
    """

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(palette, parent)
        self._scores = np.zeros(0, dtype=np.int8)
        self._numbers: NDArray[np.intp] = np.zeros(0, dtype=np.intp)
        self._count = 0
        self._framework: Framework | None = None
        self._current = 0
        self._landed = 0
        self._at_stop = STOPS.index("median")
        self._item = StripItem(palette)
        self.addItem(self._item)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Perspective map")
        self.setAccessibleDescription(
            "The axis with the least and the greatest score, the median, and the band from p10 to p90. "
            "Arrow keys move between them, Enter opens the slice."
        )
        self._keys = {
            Qt.Key.Key_Left: lambda: self._move_stop(self._at_stop - 1),
            Qt.Key.Key_Right: lambda: self._move_stop(self._at_stop + 1),
            Qt.Key.Key_Home: lambda: self._move_stop(0),
            Qt.Key.Key_End: lambda: self._move_stop(len(STOPS) - 1),
            Qt.Key.Key_Return: self._open_stop,
            Qt.Key.Key_Enter: self._open_stop,
        }
        self.clear()

    # -- what it shows

    def show_profile(
        self,
        profile: Profile,
        framework: Framework,
        slices: Sequence[Slice],
        present: NDArray[np.bool_] | None = None,
    ) -> None:
        """Show an item's figures. An item without slices says so. Slices that are not ``present`` are none of those
        that a click can mean.
        """
        scores = np.asarray(profile.scores, dtype=np.int8)
        self._count = len(slices)
        self._numbers = np.flatnonzero(present) + 1 if present is not None else np.arange(1, len(scores) + 1)
        self._scores = scores[self._numbers - 1]
        self._framework = framework
        self._item.framework = framework
        self._item.figures = StripFigures.of(profile.figures)
        self._current = 0
        self._landed = 0
        self._at_stop = STOPS.index("median")
        self._item.current_score = None
        self.show_message(None if len(self._scores) else "No transcript yet, so there are no figures.")
        self._refresh_stop()
        self.set_hover_text("")

    def clear(self, text: str = "", problem: bool = False) -> None:
        """Show words instead of the strip: that it is loading, that there is none, or (``problem``) what went
        wrong.
        """
        self._scores = np.zeros(0, dtype=np.int8)
        self._numbers = np.zeros(0, dtype=np.intp)
        self._count = 0
        self._item.figures = None
        self._current = 0
        self._landed = 0
        self.show_message(text, problem)
        self.set_hover_text("")

    @property
    def current(self) -> int:
        """The current slice; 0 for none."""
        return self._current

    def set_current(self, number: int) -> None:
        """Point the caret at the score of this slice (0: none). Emits nothing."""
        self._current = min(max(number, 0), self._count)
        found = np.flatnonzero(self._numbers == self._current)
        self._item.current_score = float(self._scores[found[0]]) if len(found) else None
        self._item.update()

    @property
    def figures(self) -> StripFigures | None:
        """The figures shown, in score points."""
        return self._item.figures

    # -- what a point means

    def x_of(self, score: float) -> float:
        """Where a score stands across the viewport, in pixels."""
        return self._item.layout.x_of(score)

    def marker_rect(self, marker: Marker) -> QRectF:
        """The bar of a marker in the viewport. Raises ValueError while nothing is shown."""
        if self._item.figures is None:
            raise ValueError("no figures are shown")
        return self._item.layout.marker(marker, self._item.figures)

    @property
    def track(self) -> QRectF:
        """The track in the viewport."""
        return self._item.layout.track

    def part_at(self, place: QPointF) -> Part | None:
        """What lies under a point of the viewport."""
        if self._item.figures is None or not len(self._scores):
            return None
        return self._item.layout.part_at(place, self._item.figures)

    def slice_at(self, place: QPointF) -> int:
        """The slice that a click at this point means; 0 for none."""
        part = self.part_at(place)
        if part is None:
            return 0
        if is_marker(part):
            return self._number(slice_of_marker(part, self._scores))
        return self._nearest(self._item.layout.score_at(place.x()), self._landed)

    def _number(self, place: int) -> int:
        """Number of the slice at this place (from 1) among those present; 0 for 0."""
        return int(self._numbers[place - 1]) if place else 0

    def _nearest(self, score: float, after: int) -> int:
        """The slice whose score is nearest, behind the one that an earlier click led to."""
        passed = int(np.searchsorted(self._numbers, after)) + 1 if after else 0
        return self._number(slice_at_track(score, self._scores, passed))

    def click_at(self, place: QPointF) -> None:
        part = self.part_at(place)
        if part is not None:
            self._open(self.slice_at(place), on_track=not is_marker(part))

    def _open(self, number: int, on_track: bool) -> None:
        self._landed = number if on_track else 0
        self.set_current(number)
        self.slice_clicked.emit(number)

    def hover_at(self, place: QPointF | None) -> None:
        text = self.text_at(place) if place is not None else ""
        if text != self.hover_text:
            self.set_hover_text(text)
            self.slice_hovered.emit(self.slice_at(place) if place is not None else 0)

    def text_at(self, place: QPointF) -> str:
        """What lies under a point of the viewport, in words."""
        part = self.part_at(place)
        figures = self._item.figures
        if part is None or figures is None:
            return ""
        if is_marker(part):
            return self._stop_words(part)
        words = self._slice_words(self.slice_at(place))
        band = f"p10–p90 {spread(figures.p10, figures.p90)} · " if part == "band" else ""
        return f"{band}at {signed(self._item.layout.score_at(place.x()))}: nearest is {words}"

    def _slice_words(self, number: int) -> str:
        score = float(self._scores[np.searchsorted(self._numbers, number)])
        return f"slice {number:,} of {self._count:,}, {signed(score)}"

    def _stop_words(self, stop: Stop) -> str:
        figures, framework = self._item.figures, self._framework
        if figures is None or framework is None or not len(self._scores):
            return ""
        words = self._slice_words(self._slice_of_stop(stop))
        if stop == "median":
            return f"median {integer(figures.median)}: {words}"
        if stop in ("p10", "p90"):
            return f"{stop} {integer(figures.p10 if stop == 'p10' else figures.p90)}: {words}"
        pole = framework.negative_pole if stop == "negative" else framework.positive_pole
        return f"most {pole.lower()}: {words}"

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            text = self.text_at(QPointF(event.pos()))
            if text:
                QToolTip.showText(event.globalPos(), text, self.viewport())
                return True
        return bool(super().viewportEvent(event))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    # -- the keyboard's stops

    @property
    def stop(self) -> Stop:
        """Where the keyboard stands."""
        return STOPS[self._at_stop]

    def _slice_of_stop(self, stop: Stop, after: int = 0) -> int:
        assert self._item.figures is not None
        if is_marker(stop):
            return self._number(slice_of_marker(stop, self._scores))
        return self._nearest(self._item.figures.p10 if stop == "p10" else self._item.figures.p90, after)

    def _move_stop(self, to: int) -> bool:
        self._at_stop = min(max(to, 0), len(STOPS) - 1)
        self._refresh_stop()
        self.set_hover_text(self._stop_words(self.stop))
        tell_value(self, self)
        return True

    def _open_stop(self) -> bool:
        stop = self.stop
        self._open(self._slice_of_stop(stop, self._landed), on_track=not is_marker(stop))
        return True

    def _set_ring(self, shown: bool) -> None:
        super()._set_ring(shown)
        self._refresh_stop()

    def _refresh_stop(self) -> None:
        self._item.stop = self.stop if self.has_focus_ring and self._item.figures is not None else None
        self._item.update()

    # -- for assistive technology

    def spoken_value(self) -> str:
        return self._stop_words(self.stop) or self.message or ""

    def position(self) -> int:
        return self._at_stop

    def position_range(self) -> tuple[int, int]:
        return 0, len(STOPS) - 1

    def go_to_position(self, position: int) -> None:
        self._move_stop(position)

    # -- measures

    def apply_palette(self, palette: Palette) -> None:
        super().apply_palette(palette)
        self._item.palette = palette
        self._item.update()

    def lay_out(self, size: QSize) -> None:
        area = QRectF(2, 3, max(size.width() - 4, 1), MARKER_REACH)
        layout = StripLayout.within(area, TRACK_HEIGHT, MARKER_WIDTH, MARKER_TIP)
        self._item.place(QRectF(0, 0, size.width(), size.height()), layout, self.small_font())

    def focus_area(self) -> QRectF:
        return QRectF(0, 0, self.viewport().width(), 3 + MARKER_REACH + CARET_ROOM - 1)

    def sizeHint(self) -> QSize:
        words = QFontMetricsF(self.small_font()).height()
        return QSize(320, round(3 + MARKER_REACH + CARET_ROOM + words + 3))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.sizeHint().height())
