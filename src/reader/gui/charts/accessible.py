"""What assistive technology learns of a chart: name, description, role, and a value that can be read and set."""

from __future__ import annotations

import weakref
from typing import Any

import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleInterface,
    QAccessibleValueChangeEvent,
    QAccessibleValueInterface,
)
from PySide6.QtWidgets import QAccessibleWidget, QWidget


class SpokenChart:
    """What a chart widget offers to :class:`ChartInterface`: a position on a scale, and that position in
    words.
    """

    def spoken_value(self) -> str:
        """The position in words, empty where there is nothing to stand on."""
        raise NotImplementedError

    def position(self) -> int:
        """Where the chart stands."""
        raise NotImplementedError

    def position_range(self) -> tuple[int, int]:
        """Least and greatest position."""
        raise NotImplementedError

    def go_to_position(self, position: int) -> None:
        """Move as a key press would."""
        raise NotImplementedError


class _ChartValue(QAccessibleValueInterface):
    def __init__(self, chart: SpokenChart) -> None:
        super().__init__()
        self._chart = weakref.proxy(chart)

    def currentValue(self) -> int:
        return self._chart.position()

    def setCurrentValue(self, value: Any) -> None:
        least, greatest = self._chart.position_range()
        self._chart.go_to_position(min(max(int(value), least), greatest))

    def minimumValue(self) -> int:
        return self._chart.position_range()[0]

    def maximumValue(self) -> int:
        return self._chart.position_range()[1]

    def minimumStepSize(self) -> int:
        return 1


class ChartInterface(QAccessibleWidget):
    """A chart is a slider to the screen reader: arrow keys walk it, and its value is spoken in words."""

    def __init__(self, widget: QWidget, chart: SpokenChart) -> None:
        super().__init__(widget, QAccessible.Role.Slider)
        self._chart = weakref.proxy(chart)
        self._value = _ChartValue(chart)

    def text(self, kind: QAccessible.Text) -> str:
        if kind == QAccessible.Text.Value:
            value: str = self._chart.spoken_value()
            return value
        return super().text(kind)

    def childCount(self) -> int:
        return 0

    def child(self, index: int) -> QAccessibleInterface:
        del index
        return None  # type: ignore[return-value]

    def interface_cast(self, kind: QAccessible.InterfaceType) -> Any:
        if kind == QAccessible.InterfaceType.ValueInterface:
            return self._value
        return super().interface_cast(kind)


_interfaces: list[ChartInterface] = []
"""Qt owns the interfaces and deletes them with their widgets; without these references Python would do so
sooner.
"""


def _make_interface(key: str, target: QObject | None) -> QAccessibleInterface | None:
    del key
    chart: object = target
    if not isinstance(target, QWidget) or not isinstance(chart, SpokenChart):
        return None
    _interfaces[:] = [one for one in _interfaces if shiboken6.isValid(one)]
    made = ChartInterface(target, chart)
    _interfaces.append(made)
    return made


def install_chart_interfaces() -> None:
    """Let Qt ask this module about charts; calling it again does nothing."""
    if not _installed:
        QAccessible.installFactory(_make_interface)
        _installed.append(True)


_installed: list[bool] = []


def tell_value(widget: QWidget, chart: SpokenChart) -> None:
    """Report that the chart's position changed; where the person is on the chart, also speak it."""
    if not QAccessible.isActive():
        return
    QAccessible.updateAccessibility(QAccessibleValueChangeEvent(widget, chart.position()))
    if widget.hasFocus() and chart.spoken_value():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, chart.spoken_value()))
