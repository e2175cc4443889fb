"""The real window while a query over 10,000 long conversations is typed: frames, and how soon results stand."""

from __future__ import annotations

import itertools
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.common import Row
from tests.benchmarks.long_library import long_library

if TYPE_CHECKING:
    from reader.app import Program

ITEMS = 10_000
TICK_MS = 4
KEY_MS = 70
TYPED = ("the risk of automation", "people in the world", "that is the question", "when they are there")
SCROLLS, SCROLL_PX = 150, 120
PATIENCE_S = 60


def measure() -> Iterator[Row]:
    """Type, letter by letter; then scroll on through the results, which are loaded meanwhile."""
    yield from measured(long_library(ITEMS))


def measured(library: Path) -> Iterator[Row]:
    """The figures of one library, which stays as it is."""
    from PySide6.QtWidgets import QApplication

    from reader.app import SWITCH_S, Program
    from reader.settings import Settings, WindowState

    with tempfile.TemporaryDirectory() as home:
        before, interval = os.environ.get("READER_HOME"), sys.getswitchinterval()
        os.environ["READER_HOME"] = home
        sys.setswitchinterval(SWITCH_S)
        try:
            own = Path(shutil.copy(library, Path(home) / "library.sqlite"))
            application = QApplication.instance() or QApplication([])
            program = Program(application, own, settings=Settings(theme="dark"), state=WindowState())  # type: ignore[arg-type]
            program.window.resize(1440, 900)
            program.start()
            _until(lambda: program.library is not None and program.window.navigator.page != "start")
            program.window.rescoring.set_library(None)  # its figures are made up: nothing is scored meanwhile
            _rest(1500)
            yield from _rows(program)
            program.window.close()
        finally:
            sys.setswitchinterval(interval)
            if before is None:
                del os.environ["READER_HOME"]
            else:
                os.environ["READER_HOME"] = before


def _rows(program: Program) -> Iterator[Row]:
    from PySide6.QtTest import QTest

    window = program.window
    page, field = window.flows.search.page, window.top_bar.field
    frames = _Frames()
    shown: list[float] = []
    asked = 0.0

    def came() -> None:
        nonlocal asked
        if asked and page.shows_results:
            shown.append(1000 * (time.perf_counter() - asked))
            asked = 0.0

    page.rows.modelReset.connect(came)
    window.action_set["search"].trigger()
    _rest(500)
    frames.take()
    for text in TYPED:
        field.clear()
        for letter in text:
            asked = time.perf_counter()
            QTest.keyClick(field, letter)
            _rest(KEY_MS)
        _rest(600)
    gaps = frames.take()
    keys = sum(map(len, TYPED))
    yield Row("longest frame while typing", gaps[-1], "ms", note=f"{keys} keys, {KEY_MS} ms apart")
    yield Row("99 of 100 frames while typing", gaps[int(len(gaps) * 0.99)], "ms", 50)
    high = statistics.quantiles(shown, n=20)[-1]
    note = f"{len(shown)} of {keys} keys were not overtaken, median {statistics.median(shown):.0f} ms"
    yield Row("key to results in the window, p95", high, "ms", 150, note=note)
    bar = page.view.verticalScrollBar()
    frames.take()
    for _ in range(SCROLLS):
        bar.setValue(bar.value() + SCROLL_PX)
        _rest(12)
    gaps = frames.take()
    yield Row("longest frame while scrolling on", gaps[-1], "ms", note=f"{len(page.rows.rows)} rows at the end")
    yield Row("99 of 100 frames while scrolling on", gaps[int(len(gaps) * 0.99)], "ms", 50)


class _Frames:
    """How far turns of the event loop are apart that want to come every few milliseconds."""

    def __init__(self) -> None:
        from PySide6.QtCore import Qt, QTimer

        self._moments: list[float] = []
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(lambda: self._moments.append(time.perf_counter()))
        self._timer.start()

    def take(self) -> list[float]:
        """The distances since the last time in milliseconds, sorted."""
        gaps = sorted(1000 * (after - before) for before, after in itertools.pairwise(self._moments))
        self._moments.clear()
        return gaps


def _rest(milliseconds: int) -> None:
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _until(is_so: Callable[[], bool]) -> None:
    since = time.perf_counter()
    while not is_so():
        if time.perf_counter() - since > PATIENCE_S:
            raise RuntimeError("the window did not open the library in time")
        _rest(20)
