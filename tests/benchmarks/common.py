"""What all benchmarks share: rows with a bar, and ways of timing that bear a busy machine."""

from __future__ import annotations

import gc
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
BUILD = ROOT / "build"

Sense = Literal["at least", "at most"]


@dataclass(frozen=True, slots=True)
class Row:
    """One measured figure. ``bar`` is what it must reach (None: only reported); ``unit`` follows the number."""

    name: str
    value: float
    unit: str
    bar: float | None = None
    sense: Sense = "at most"
    note: str = ""

    @property
    def holds(self) -> bool:
        """Whether the bar is reached; true for a row without one."""
        if self.bar is None:
            return True
        return self.value >= self.bar if self.sense == "at least" else self.value <= self.bar


Measure = Callable[[], Iterable[Row]]


def median_seconds(work: Callable[[], object], runs: int = 7, warm: int = 1) -> float:
    """Median time of one call, after ``warm`` calls that are not counted; the garbage collector rests meanwhile."""
    for _ in range(warm):
        work()
    times = []
    enabled = gc.isenabled()
    gc.disable()
    try:
        for _ in range(runs):
            start = time.perf_counter()
            work()
            times.append(time.perf_counter() - start)
    finally:
        if enabled:
            gc.enable()
    return statistics.median(times)


def alternating_seconds(works: Sequence[Callable[[], object]], runs: int = 15, warm: int = 1) -> list[float]:
    """Median time of each work, all of them run by turns, so that a slow moment of the machine hits them alike."""
    for work in works:
        for _ in range(warm):
            work()
    times: list[list[float]] = [[] for _ in works]
    for _ in range(runs):
        for work, taken in zip(works, times, strict=True):
            start = time.perf_counter()
            work()
            taken.append(time.perf_counter() - start)
    return [statistics.median(taken) for taken in times]


def run_python(arguments: Sequence[str], home: Path, stdin: bytes | None = None) -> bytes:
    """Run this Python on the checkout with a home of its own; returns standard output."""
    environment = os.environ | {
        "PYTHONPATH": str(ROOT / "src"),
        "READER_HOME": str(home),
        "QT_QPA_PLATFORM": "offscreen",
    }
    done = subprocess.run(
        [sys.executable, *arguments], env=environment, cwd=ROOT, input=stdin, capture_output=True, check=False
    )
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(arguments)} failed: {done.stderr.decode(errors='replace')}")
    return done.stdout
