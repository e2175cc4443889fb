"""Where every failure ends: a plain sentence for what people, files and disks cause, a report for our own faults."""

from __future__ import annotations

import contextlib
import logging
import platform
import sys
import threading
import traceback
from collections import deque
from collections.abc import Callable
from datetime import datetime
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QObject, Qt, QtMsgType, Signal, qInstallMessageHandler, qVersion
from PySide6.QtWidgets import QApplication, QWidget

from reader import __version__
from reader.errors import ReaderError
from reader.paths import state_folder

KEPT_REPORTS = 10
KEPT_MESSAGES = 40

_log = logging.getLogger(__name__)
_qt_log = logging.getLogger("qt")

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class FailureDesk(QObject):
    """Takes failures from any thread and tells the person about them in the GUI thread, one dialog at a time."""

    _caught = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window: Callable[[], QWidget | None] = lambda: None
        self._open = False
        self._messages: deque[str] = deque(maxlen=KEPT_MESSAGES)
        self._caught.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def set_window(self, window: Callable[[], QWidget | None]) -> None:
        """Tell which window dialogs belong to."""
        self._window = window

    def install(self) -> None:
        """Catch what nobody else does: in slots and the main thread, in plain threads, and Qt's own messages."""
        logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
        sys.excepthook = self._from_main
        threading.excepthook = self._from_thread
        qInstallMessageHandler(self._from_qt)

    def report(self, error: BaseException) -> None:
        """Tell the person about a failure. Can be called from any thread."""
        if not isinstance(error, ReaderError):
            _log.error("a fault of the program", exc_info=error)
        self._caught.emit(error)

    # -- hooks

    def _from_main(self, _kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
        if isinstance(error, KeyboardInterrupt):
            QApplication.quit()
            return
        self.report(error)

    def _from_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None and not isinstance(args.exc_value, SystemExit):
            self.report(args.exc_value)

    def _from_qt(self, kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        del context
        self._messages.append(message)
        _qt_log.log(_LEVELS.get(kind, logging.WARNING), "%s", message)

    # -- telling

    def _show(self, error: BaseException) -> None:
        from reader.gui.dialogs.crash_dialog import CrashDialog
        from reader.gui.dialogs.problem import ProblemDialog

        if isinstance(error, ReaderError):
            ProblemDialog(error, self._window()).open()
            return
        report = report_text(error, self._messages)
        keep_report(report)
        if self._open:  # the first fault is the one to mend; what follows from it is in the log
            return
        self._open = True
        dialog = CrashDialog(report, self._window())
        dialog.finished.connect(self._closed)
        dialog.quit_requested.connect(QApplication.quit)
        dialog.open()

    def _closed(self) -> None:
        self._open = False


def report_text(error: BaseException, messages: deque[str]) -> str:
    """Versions, the traceback, and what Qt said before."""
    lines = [
        f"Perspective Reader {__version__}",
        f"Python {platform.python_version()} · Qt {qVersion()} · {platform.platform()} · {QApplication.platformName()}",
        datetime.now().astimezone().isoformat(timespec="seconds"),
        "",
        "".join(traceback.format_exception(error)).rstrip(),
    ]
    if messages:
        lines += ["", "Messages of Qt:", *messages]
    return "\n".join(lines)


def keep_report(report: str) -> None:
    """Write the report to the state folder; the oldest reports go."""
    folder = state_folder() / "crashes"
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        stamp = datetime.now().strftime("%Y-%m-%d-%H%M%S-%f")
        (folder / f"crash-{stamp}.txt").write_text(report, encoding="utf-8")
        for old in sorted(folder.glob("crash-*.txt"))[:-KEPT_REPORTS]:
            old.unlink()
