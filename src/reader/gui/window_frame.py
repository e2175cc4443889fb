"""The window as Qt sees it: its place, mouse buttons, dropped files and closing; and how it looks while it is empty."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QMimeData, QObject, Signal
from PySide6.QtGui import QCloseEvent, QColor, QDragEnterEvent, QDropEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractScrollArea, QMainWindow

from reader.paths import default_library

if TYPE_CHECKING:
    from PySide6.QtCore import Qt

FIRST_SIZE = (1440, 900)
PANE_WIDTH = 272
BAR_HEIGHT = 40
WITHOUT_PANE = ("library", "search", "side_by_side", "reel")
"""Pages beside which the library pane is not shown."""


class WindowFrame(QMainWindow):
    """Takes events and tells what they mean; what is done then is the window's wiring."""

    back_requested = Signal()
    forward_requested = Signal()
    files_dropped = Signal(list)
    closed = Signal()

    def __init__(self, geometry: str = "") -> None:
        super().__init__()
        self.setMinimumSize(760, 520)
        self.setAcceptDrops(True)
        self._takes_files = False
        self._bare: Mapping[str, QColor] = {}
        self._restore_geometry(geometry)

    def _restore_geometry(self, geometry: str) -> None:
        """Put the window where it was (Qt's own bytes, in base 64), or give it a first size that fits the screen."""
        stored = QByteArray.fromBase64(geometry.encode("ascii", "ignore"))
        if stored.isEmpty() or not self.restoreGeometry(stored):
            space = self.screen().availableGeometry()
            self.resize(min(FIRST_SIZE[0], space.width()), min(FIRST_SIZE[1], space.height()))

    def paint_bare(self, colours: Mapping[str, QColor]) -> None:
        """Until there is something in it, paint bar, pane and page in these colours: ``window``, ``pane``, ``line``."""
        self._bare = colours

    def paintEvent(self, event: QPaintEvent) -> None:
        # What was built becomes visible some turns of the event loop later; until then this picture stays.
        central = self.centralWidget()
        if not self._bare or (central is not None and central.isVisible()):
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._bare["window"])
        painter.fillRect(0, 0, PANE_WIDTH, self.height(), self._bare["pane"])
        painter.fillRect(0, 0, self.width(), BAR_HEIGHT, self._bare["pane"])
        painter.fillRect(0, BAR_HEIGHT - 1, self.width(), 1, self._bare["line"])
        painter.fillRect(PANE_WIDTH, BAR_HEIGHT, 1, self.height(), self._bare["line"])
        painter.end()

    def take_files(self, takes: bool) -> None:
        """Whether files may be dropped onto the window."""
        self._takes_files = takes

    def watch_mouse(self) -> None:
        """Let the mouse's back and forward buttons work over all lists and texts that are there now."""
        for area in self.findChildren(QAbstractScrollArea):
            area.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent):
            return self._go_by_mouse(event.button())
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._go_by_mouse(event.button()):
            super().mousePressEvent(event)

    def _go_by_mouse(self, button: Qt.MouseButton) -> bool:
        from PySide6.QtCore import Qt  # the whole namespace takes long to load: not before the first paint

        if button == Qt.MouseButton.BackButton:
            self.back_requested.emit()
        elif button == Qt.MouseButton.ForwardButton:
            self.forward_requested.emit()
        else:
            return False
        return True

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._takes_files and local_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = local_files(event.mimeData())
        if paths:
            event.acceptProposedAction()
            self.files_dropped.emit(paths)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()


def local_files(data: QMimeData) -> list[Path]:
    """The files and folders that something dragged carries."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def window_title(item: str, library: Path | None) -> str:
    """What is open, as the window is named: the item, and the library where it is not the usual one."""
    name = library.stem if library is not None and library != default_library() else ""
    return " – ".join(part for part in (item, name, "Perspective Reader") if part)
