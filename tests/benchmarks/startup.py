"""How soon the command line answers, against a bare Python started by the same command."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.common import ROOT, Row, alternating_seconds, run_python

RUNS = 21
COMMAND = "import sys; from reader.cli import main; sys.argv[0] = 'reader'; sys.exit(main())"
"""What the installed command ``reader`` does."""


def measure() -> Iterator[Row]:
    """Ratios of `reader --help` and `reader score` to `python -c pass`."""
    demo = ROOT / "resources" / "demo" / "the-year-the-forecasts-were-wrong.txt"
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        bare, help_text, score = alternating_seconds(
            [
                lambda: run_python(["-c", "pass"], home),
                lambda: run_python(["-c", COMMAND, "--help"], home),
                lambda: run_python(["-c", COMMAND, "score", str(demo)], home),
            ],
            runs=RUNS,
        )
    yield Row("bare Python", bare * 1000, "ms")
    yield Row("reader --help", help_text / bare, "x bare", 3, note=f"{help_text * 1000:.0f} ms")
    size = demo.stat().st_size / 1000
    yield Row("reader score FILE", score / bare, "x bare", 8, note=f"{score * 1000:.0f} ms for {size:.0f} kB")
