"""Laying out once, before painting, where much of a page changed at a time."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent

ROUNDS = 3
"""A layout that is done asks the one around it. After these rounds no part of a page moves any more; what is still
asked, up to the window, changes no size."""


def settle_layouts() -> None:
    """Lay out now all that asked for it. Left to itself Qt paints in between, at sizes that are not final yet."""
    for _round in range(ROUNDS):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
