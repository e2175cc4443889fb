"""How soon the window is on screen with a library of 10,000 items, against two other starts of the same machine."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.big_library import big_library
from tests.benchmarks.common import ROOT, Row, alternating_seconds

ITEMS = 10_000
RUNS = 9

_PAINTED = """
import sys
from PySide6.QtCore import QEvent, QObject, QTimer

class FirstPaint(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self.tell)
        return False

    def tell(self):
        print("painted", flush=True)

first_paint = FirstPaint()
"""
_EMPTY = f"""{_PAINTED}
from PySide6.QtWidgets import QApplication, QWidget
application = QApplication([])
window = QWidget()
window.resize(1440, 900)
window.installEventFilter(first_paint)
window.show()
application.exec()
"""
_OURS = f"""{_PAINTED}
from pathlib import Path
from PySide6.QtWidgets import QApplication
from reader.app import Program
application = QApplication([])
program = Program(application, Path(sys.argv[1]))
program.window.installEventFilter(first_paint)
program.start()
application.exec()
"""
_EVERYTHING_FIRST = f"""
import sys
from pathlib import Path
import alembic.command, chardet, numpy, pyqtgraph, sqlalchemy.orm
import reader.app
from reader.app import opened
found = opened(Path(sys.argv[1]))
{_OURS}"""


def measure() -> Iterator[Row]:
    """Milliseconds from the start of the process to the first paint, and the ratios."""
    library = big_library(ITEMS)
    with tempfile.TemporaryDirectory() as home:

        def start(script: str) -> None:
            _until_painted(script, library, Path(home))

        empty, ours, heavy = alternating_seconds(
            [lambda: start(_EMPTY), lambda: start(_OURS), lambda: start(_EVERYTHING_FIRST)], runs=RUNS
        )
    note = f"{ours * 1000:.0f} ms, {ITEMS:,} items"
    yield Row("window painted, against an empty window", ours / empty, "times", 1.5, note=note)
    yield Row("window painted, sooner than importing everything first", heavy / ours, "times", 3, "at least")
    yield Row("empty PySide6 window", empty * 1000, "ms")
    yield Row("importing everything first", heavy * 1000, "ms")


def _until_painted(script: str, library: Path, home: Path) -> None:
    variables = os.environ | {
        "PYTHONPATH": str(ROOT / "src"), "READER_HOME": str(home), "QT_QPA_PLATFORM": "offscreen",
    }  # fmt: skip
    command = [sys.executable, "-c", script, str(library)]
    running = subprocess.Popen(
        command, env=variables, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )  # fmt: skip
    assert running.stdout is not None
    line = running.stdout.readline()
    running.kill()
    _, errors = running.communicate()
    if line.strip() != b"painted":
        raise RuntimeError(errors.decode(errors="replace"))
