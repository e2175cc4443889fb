"""Painting on whole device pixels, whatever the screen's scaling, so that edges are sharp."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QPainter, QTransform


@dataclass(frozen=True, slots=True)
class DeviceSpace:
    """How logical coordinates lie on the device. ``scale`` is device pixels per logical pixel."""

    transform: QTransform
    scale: float

    def rect(self, logical: QRectF) -> QRect:
        """The whole device pixels nearest to a logical rectangle."""
        mapped = self.transform.mapRect(logical)
        left, top = round(mapped.left()), round(mapped.top())
        return QRect(left, top, round(mapped.right()) - left, round(mapped.bottom()) - top)

    def x(self, logical: float) -> int:
        """The device pixel edge nearest to a logical position across."""
        return round(self.transform.map(QPointF(logical, 0.0)).x())

    def length(self, logical: float) -> int:
        """A logical length in whole device pixels, at least 1."""
        return max(round(logical * self.scale), 1)


@contextmanager
def device_space(painter: QPainter) -> Iterator[DeviceSpace]:
    """Within this block the painter's coordinates are the device's pixels; its state is restored behind it."""
    to_device = painter.deviceTransform()
    to_logical, invertible = to_device.inverted()
    painter.save()
    if invertible:
        painter.setWorldTransform(to_logical * painter.worldTransform())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    try:
        yield DeviceSpace(to_device, to_device.m11())
    finally:
        painter.restore()
