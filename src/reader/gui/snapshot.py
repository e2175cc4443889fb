"""A picture of the real window, drawn without a screen: the same window, the same library, always the same picture."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import LibraryError, NotFoundError, ReaderError

if TYPE_CHECKING:
    from PySide6.QtCore import QMessageLogContext, QtMsgType
    from PySide6.QtWidgets import QApplication

    from reader.gui.main_window import MainWindow

PATIENCE_MS = 60_000
SETTLE_MS = 300


def snapshot(
    library_path: Path,
    item: str,
    slice_number: int,
    theme: str,
    size: tuple[int, int],
    scale: float,
    out: Path,
) -> None:
    """Draw the window with an item at a slice (0: its first) and write it as PNG.

    ``item`` is a slug; empty shows the library page. ``size`` is in pixels before scaling by ``scale``.
    Raises ReaderError where the library, the item or the place for the picture is not to be had.
    """
    application = _application(scale)
    window = _window(application, theme, size)
    try:
        _fill(window, library_path, item, slice_number)
        _settle(application, window)
        picture = window.grab()
        if not picture.save(str(out), "PNG"):
            raise ReaderError(f"The picture could not be written to {out}.", "Check the folder and the free space.")
    finally:
        window.jobs.shutdown()
        if window.library is not None:
            window.library.close()
        window.deleteLater()


def _application(scale: float) -> QApplication:
    """An application that needs no screen. The scale holds for the whole process, so it is set before Qt starts."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["QT_SCALE_FACTOR"] = f"{scale:g}"
    from PySide6.QtCore import Qt, qInstallMessageHandler
    from PySide6.QtGui import QGuiApplication
    from PySide6.QtWidgets import QApplication

    running = QApplication.instance()
    if isinstance(running, QApplication):
        return running
    qInstallMessageHandler(_tell)
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    application = QApplication(sys.argv[:1])
    application.setApplicationDisplayName("Perspective Reader")
    return application


def _tell(_kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    """Pass on what Qt says, but for what a platform without a screen cannot do and need not."""
    if not message.startswith("This plugin does not support"):
        print(message, file=sys.stderr)


def _window(application: QApplication, theme: str, size: tuple[int, int]) -> MainWindow:
    """The main window with the program's own preferences, whatever the person's are; it keeps nothing of its state."""
    from reader.gui.jobs import Jobs
    from reader.gui.main_window import MainWindow
    from reader.gui.theme.manager import ThemeManager
    from reader.settings import Settings, WindowState

    settings = Settings(theme=theme)
    application.setCursorFlashTime(0)
    window = MainWindow(settings, WindowState(), ThemeManager(application, theme), Jobs(application))
    window.memory.keep_nothing()
    window.appearance.kept = False
    window.resize(*size)
    window.show()
    return window


def _fill(window: MainWindow, library_path: Path, item: str, slice_number: int) -> None:
    from PySide6.QtCore import QEventLoop, QTimer

    from reader.domain.wording import count
    from reader.services import browsing, framework_choice, opening

    if not library_path.is_file():
        raise LibraryError(
            f"There is no library at {library_path}.", "Import something first, or name another library."
        )
    library = opening.open_library(library_path)
    window.pane.set_waiting(False)
    window.attach(library, browsing.list_items(library), framework_choice.choice_of(library))
    window.rescoring.set_library(None)  # a picture changes nothing in the library
    if not item:
        window.navigator.show_library()
        return
    loop = QEventLoop()
    failures: list[BaseException] = []
    window.navigator.item_shown.connect(lambda _slug, _number: loop.quit())
    window.jobs.failed.connect(failures.append)
    window.jobs.failed.connect(lambda _error: loop.quit())
    QTimer.singleShot(PATIENCE_MS, loop.quit)
    window.navigator.open_item(item, slice_number)
    loop.exec()
    if failures:
        raise failures[0]
    page = window.item_page
    if page is None or page.item is None:
        raise NotFoundError(f"The item {item} could not be shown.", "Check its slug with: reader list")
    if slice_number > len(page.item.slices):
        raise NotFoundError(f"The item has {count('slice', len(page.item.slices))}.", "Name one of them.")


def _settle(application: QApplication, window: MainWindow) -> None:
    """Let the layout come to rest, and take away what blinks or depends on the moment."""
    from PySide6.QtCore import QEventLoop, QTimer

    focused = application.focusWidget()
    if focused is not None:
        focused.clearFocus()
    loop = QEventLoop()
    QTimer.singleShot(SETTLE_MS, loop.quit)
    loop.exec()
    window.status.tell("")
