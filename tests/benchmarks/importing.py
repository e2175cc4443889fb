"""Importing real transcripts, from file to searchable item, and what a window notices of it meanwhile."""

from __future__ import annotations

import itertools
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.common import ROOT, SHARED, Row

FRAME_MS = 16
BARS_PAINTED = 200


def measure() -> Iterator[Row]:
    """Speed without a window, then the longest gap between two frames of one that is painted all the while."""
    from reader.services.importing import gather

    folders = [SHARED / "data" / name for name in ("axrp", "practical-ai")]
    note = "the real files"
    if not all(folder.is_dir() for folder in folders):
        folders, note = [ROOT / "resources" / "demo"], "the demo files: the real ones are absent"
    files = gather(folders)
    megabytes = sum(path.stat().st_size for path in files) / 1e6
    with tempfile.TemporaryDirectory() as folder:
        seconds = _import(files, Path(folder))
    yield Row("import, parse to searchable", megabytes / seconds, "MB/s", 1, "at least", f"{len(files)} files, {note}")
    with tempfile.TemporaryDirectory() as folder:
        yield from _frames(files, Path(folder), megabytes)


def _import(files: list[Path], folder: Path) -> float:
    from reader.services.importing import ImportRequest, import_files
    from reader.services.opening import open_library

    with open_library(folder / "library.sqlite") as library:
        start = time.perf_counter()
        for _ in import_files(library, [ImportRequest(path) for path in files]):
            pass
        seconds = time.perf_counter() - start
        if library.items.count() != len(files):
            raise RuntimeError("not every file was imported")
    return seconds


def _frames(files: list[Path], folder: Path, megabytes: float) -> Iterator[Row]:
    from PySide6.QtCore import QTimer
    from PySide6.QtGui import QColor, QPainter, QPaintEvent
    from PySide6.QtWidgets import QApplication, QWidget

    class Painted(QWidget):
        """Paints as much in Python as a page with an arc does."""

        def paintEvent(self, event: QPaintEvent) -> None:
            del event
            painter = QPainter(self)
            for bar in range(BARS_PAINTED):
                painter.fillRect(bar * 4, 0, 3, bar * 37 % 300, QColor(bar, 100, 200))
            painter.end()

    application = QApplication.instance() or QApplication([])
    window = Painted()
    window.resize(800, 400)
    window.show()
    moments: list[float] = []
    took: list[float] = []

    def frame() -> None:
        window.repaint()
        moments.append(time.perf_counter())

    def work() -> None:
        took.append(_import(files, folder))

    worker = threading.Thread(target=work)
    frames = QTimer()
    frames.setInterval(FRAME_MS)
    frames.timeout.connect(frame)
    end = QTimer()
    end.setInterval(FRAME_MS)
    end.timeout.connect(lambda: None if worker.is_alive() else application.quit())
    frames.start()
    end.start()
    worker.start()
    application.exec()
    worker.join()
    gaps = sorted(1000 * (after - before) for before, after in itertools.pairwise(moments))
    window.close()
    if not took:
        raise RuntimeError("the import beside the window failed")
    yield Row("import beside a window that is painted", megabytes / took[0], "MB/s", 1, "at least")
    yield Row("longest frame meanwhile", gaps[-1], "ms", 50, note=f"{len(gaps)} frames")
    yield Row("99 of 100 frames meanwhile", gaps[int(len(gaps) * 0.99)], "ms", 50)
