"""The real window: from the click on an item until it is painted, and from the click on a bar until its slice is."""

from __future__ import annotations

import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from reader.gui.jobs import Jobs
from reader.gui.main_window import MainWindow
from reader.gui.theme.manager import ThemeManager
from reader.services import browsing
from reader.services.framework_choice import choice_of
from reader.services.importing import ImportRequest, import_files
from reader.services.opening import open_library
from reader.settings import Settings, WindowState
from tests.benchmarks.common import ROOT, Row

RUNS = 9
REST_MS = 100
ROUNDS = 3
"""What is laid out and painted may ask for more of it; past these rounds nothing is left."""
JUMPS = 40
PATIENCE_MS = 30_000
LONG_SLICES, USUAL_SLICES, SLICE_CHARACTERS, CUE_WORDS = 5_000, 124, 1023, 8
OPENING_BARS = {USUAL_SLICES: 50.0, LONG_SLICES: 100.0}
JUMP_BAR = 16.7


def measure() -> Iterator[Row]:
    """Milliseconds of opening items and of jumping in them, each until nothing is left to paint."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    with tempfile.TemporaryDirectory() as folder, open_library(Path(folder) / "library.sqlite") as library:
        slugs = {count: _imported(library, Path(folder), count) for count in (*OPENING_BARS, 60)}
        window = MainWindow(Settings(), WindowState(), ThemeManager(application, "dark"), Jobs(application))
        window.memory.keep_nothing()
        window.appearance.kept = False
        window.resize(1440, 900)
        window.show()
        try:
            window.attach(library, browsing.list_items(library), choice_of(library))
            for count, bar in OPENING_BARS.items():
                yield from _item_rows(application, window, slugs, count, bar)
        finally:
            window.jobs.shutdown()
            window.close()
            window.deleteLater()


def _item_rows(
    application: QApplication, window: MainWindow, slugs: dict[int, str], count: int, bar: float
) -> Iterator[Row]:
    times = []
    for _ in range(RUNS + 1):
        _opened(application, window, slugs[60])
        times.append(_opened(application, window, slugs[count]))
    page = window.item_page
    assert page is not None
    assert page.item is not None
    slices = len(page.item.slices)
    yield Row(f"open an item of {slices:,} slices, to painted", statistics.median(times[1:]) * 1000, "ms", bar)
    jumps = []
    for number in random.Random(3).sample(range(1, slices + 1), JUMPS):
        start = time.perf_counter()
        page.charts.slice_clicked.emit(number)
        _paint_all(application)
        jumps.append(time.perf_counter() - start)
        if page.slice_number != number:
            raise RuntimeError(f"the click on bar {number} ended at slice {page.slice_number}")
    yield Row(f"click on a bar, to painted, {slices:,} slices", statistics.median(jumps) * 1000, "ms", JUMP_BAR)
    p95 = statistics.quantiles(jumps, n=20)[-1]
    yield Row(f"click on a bar, to painted, {slices:,} slices, p95", p95 * 1000, "ms")


def _opened(application: QApplication, window: MainWindow, slug: str) -> float:
    """Seconds from the wish for an item, in a window at rest, until it is shown and nothing is left to paint."""
    QTest.qWait(REST_MS)
    loop = QEventLoop()
    window.navigator.item_shown.connect(loop.quit)
    patience = QTimer()
    patience.setSingleShot(True)
    patience.timeout.connect(lambda: loop.exit(1))
    patience.start(PATIENCE_MS)
    start = time.perf_counter()
    window.navigator.open_item(slug, 1)
    if loop.exec() != 0:
        raise RuntimeError(f"{slug} did not come up")
    _paint_all(application)
    seconds = time.perf_counter() - start
    window.navigator.item_shown.disconnect(loop.quit)
    return seconds


def _paint_all(application: QApplication) -> None:
    for _round in range(ROUNDS):
        application.sendPostedEvents()
        application.processEvents()


def _imported(library: object, folder: Path, slices: int) -> str:
    """Import captions that make about so many slices; returns the slug."""
    words = (ROOT / "resources" / "demo" / "the-year-the-forecasts-were-wrong.txt").read_text(encoding="utf-8").split()
    cues = []
    characters = number = 0
    while characters < slices * SLICE_CHARACTERS:
        line = " ".join(words[(number * CUE_WORDS + word) % len(words)] for word in range(CUE_WORDS))
        cues.append(f"{number + 1}\n{_clock(number * 3)} --> {_clock(number * 3 + 3)}\n{line}\n")
        characters += len(line) + 1
        number += 1
    path = folder / f"talk of {slices} parts.srt"
    path.write_text("\n".join(cues), encoding="utf-8")
    steps = import_files(library, [ImportRequest(path)])  # type: ignore[arg-type]
    entries = [step.entry for step in steps if step.entry]
    return entries[0].slug


def _clock(seconds: int) -> str:
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02},000"
