"""``make bench``: run every benchmark of this folder, print one table, and write ``build/bench.json``.

``python tests/benchmarks/run.py [NAME ...]`` runs only the named ones. Exit code 1 where a bar is missed.
"""

from __future__ import annotations

import importlib
import json
import os
import platform
import sys
import time
import traceback
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parents[1]), str(HERE.parents[1] / "src")]
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.benchmarks.common import BUILD, Row  # noqa: E402

NO_BENCHMARKS = ("run", "common", "big_library", "long_library", "topic_library", "__init__")


def main(names: list[str]) -> int:
    """Run the named benchmarks, or all; returns the exit code."""
    found = sorted(path.stem for path in HERE.glob("*.py") if path.stem not in NO_BENCHMARKS)
    unknown = sorted(set(names) - set(found))
    if unknown:
        print(f"There is no benchmark {', '.join(unknown)}; there are {', '.join(found)}.", file=sys.stderr)
        return 2
    rows: list[tuple[str, Row]] = []
    broken: list[str] = []
    for name in names or found:
        started = time.perf_counter()
        try:
            measured = _measured_alone(name)
        except Exception:  # a benchmark that fails is told and must not hide the others' figures
            traceback.print_exc()
            broken.append(name)
            continue
        rows += [(name, row) for row in measured]
        print(f"{name}: {time.perf_counter() - started:.0f} s", file=sys.stderr, flush=True)
    _print_table(rows)
    _write(rows, broken)
    missed = [row for _, row in rows if not row.holds]
    print(f"{len(rows)} figures, {len(missed)} missed" + (f"; failed: {', '.join(broken)}" if broken else ""))
    return 1 if missed or broken else 0


def _measured_alone(name: str) -> list[Row]:
    """What a benchmark measures in a process of its own: what others left in memory would slow it down."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as alone:
        return alone.submit(_measured, name).result()


def _measured(name: str) -> list[Row]:
    return list(importlib.import_module(f"tests.benchmarks.{name}").measure())


def _print_table(rows: list[tuple[str, Row]]) -> None:
    width = max((len(row.name) for _, row in rows), default=0)
    for name, row in rows:
        bar = "" if row.bar is None else f"{row.sense} {row.bar:g} {row.unit}"
        verdict = "" if row.bar is None else "ok" if row.holds else "MISSED"
        figure = f"{row.value:>11,.3f} {row.unit:<10}"
        print(f"{name:<11} {row.name:<{width}} {figure} {bar:<24} {verdict:<7} {row.note}".rstrip())


def _write(rows: list[tuple[str, Row]], broken: list[str]) -> None:
    BUILD.mkdir(exist_ok=True)
    result = {
        "machine": {"cores": os.cpu_count(), "system": platform.platform(), "python": platform.python_version()},
        "failed": broken,
        "rows": [
            {
                "benchmark": name,
                "name": row.name,
                "value": row.value,
                "unit": row.unit,
                "bar": row.bar,
                "sense": row.sense,
                "holds": row.holds,
                "note": row.note,
            }
            for name, row in rows
        ],
    }
    (BUILD / "bench.json").write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
