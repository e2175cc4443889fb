"""The real window while its library is scored anew under another framework: the frames that a person sees meanwhile."""

from __future__ import annotations

import gc
import itertools
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.common import ROOT, SHARED, Row

if TYPE_CHECKING:
    from reader.app import Program
    from reader.gui.main_window import MainWindow

FRAME_MS = 16
FRAMEWORKS = ("monetary-policy", "risk-opportunity")
PATIENCE_S = 120
QUIET_S = 2.0


def measure() -> Iterator[Row]:
    """Choose the second framework and wait; then back to the first one, whose figures are kept."""
    from PySide6.QtWidgets import QApplication

    from reader.app import SWITCH_S, Program
    from reader.settings import Settings, WindowState

    with tempfile.TemporaryDirectory() as home:
        before, interval = os.environ.get("READER_HOME"), sys.getswitchinterval()
        os.environ["READER_HOME"] = home
        sys.setswitchinterval(SWITCH_S)
        try:
            path, items, note = _library(Path(home))
            application = QApplication.instance() or QApplication([])
            program = Program(application, path, settings=Settings(theme="dark"), state=WindowState())  # type: ignore[arg-type]
            program.window.resize(1440, 900)
            program.start()
            _wait(lambda: program.library is not None and program.window.navigator.page == "item")
            yield from _rows(program, items, note)
            program.window.close()
        finally:
            sys.setswitchinterval(interval)
            if before is None:
                del os.environ["READER_HOME"]
            else:
                os.environ["READER_HOME"] = before


def _library(home: Path) -> tuple[Path, int, str]:
    """A library of the real files, or of the samples; its path, its number of items, and which they are."""
    from reader.services.importing import ImportRequest, gather, import_files
    from reader.services.opening import open_library

    folders = [SHARED / "data" / name for name in ("axrp", "practical-ai")]
    note = "the real files"
    if not all(folder.is_dir() for folder in folders):
        folders, note = [ROOT / "resources" / "demo"], "the demo files: the real ones are absent"
    files = gather(folders)
    with open_library(home / "library.sqlite") as library:
        for _ in import_files(library, [ImportRequest(path) for path in files]):
            pass
    return home / "library.sqlite", len(files), note


def _rows(program: Program, items: int, note: str) -> Iterator[Row]:
    window = program.window
    # What other benchmarks have left is not to be looked through in the middle.
    gc.collect()
    gc.freeze()
    _frames(window, lambda since: time.perf_counter() - since > QUIET_S)
    quiet = _frames(window, lambda since: time.perf_counter() - since > QUIET_S)
    yield Row("longest frame at rest", quiet[-1], "ms", note=f"{len(quiet)} frames")
    window.navigator.open_item(window.model.rows[len(window.model.rows) // 2].id)
    opening = _frames(window, lambda since: time.perf_counter() - since > QUIET_S)
    slices = len(window.navigator.item.slices) if window.navigator.item is not None else 0
    yield Row("longest frame while an item is opened", opening[-1], "ms", note=f"{slices} slices, to compare with")
    for framework_id, kept in zip(FRAMEWORKS, ("scored anew", "figures kept"), strict=True):
        start = time.perf_counter()
        window.operations.choose_framework(framework_id)
        gaps = _frames(window, lambda _since, wanted=framework_id: _is_shown(window, wanted))
        seconds = time.perf_counter() - start
        yield Row(f"{framework_id}, {kept}", seconds, "s", note=f"{items} items, {note}")
        yield Row("longest frame meanwhile", gaps[-1], "ms", 50, note=f"{len(gaps)} frames")
        yield Row("99 of 100 frames meanwhile", gaps[int(len(gaps) * 0.99)], "ms", 50)


def _is_shown(window: MainWindow, framework_id: str) -> bool:
    """Whether list and open item stand under this framework, and nothing is old."""
    item = window.navigator.item
    return (
        window.framework_flow.in_use == framework_id
        and not window.rescoring.is_running
        and window.is_settled
        and not any(summary.stale for summary in window.model.items)
        and item is not None
        and item.framework.id == framework_id
    )


def _frames(window: MainWindow, is_over: Callable[[float], bool]) -> list[float]:
    """Milliseconds from frame to frame, sorted, until it is over; each frame paints the arc."""
    from PySide6.QtCore import QEventLoop, QTimer

    moments: list[float] = []
    since = time.perf_counter()
    loop = QEventLoop()

    def frame() -> None:
        if window.item_page is not None:
            window.item_page.charts.arc.viewport().repaint()
        moments.append(time.perf_counter())
        if is_over(since) or moments[-1] - since > PATIENCE_S:
            loop.quit()

    timer = QTimer()
    timer.setInterval(FRAME_MS)
    timer.timeout.connect(frame)
    timer.start()
    loop.exec()
    timer.stop()
    if moments[-1] - since > PATIENCE_S:
        raise RuntimeError("the library was not scored anew in time")
    return sorted(1000 * (after - before) for before, after in itertools.pairwise(moments))


def _wait(is_so: Callable[[], bool]) -> None:
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    timer = QTimer()
    timer.setInterval(FRAME_MS)
    timer.timeout.connect(lambda: loop.quit() if is_so() else None)
    timer.start()
    loop.exec()
