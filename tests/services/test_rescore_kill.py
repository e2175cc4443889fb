"""Scoring anew that is killed at random moments: the library is sound, its figures are old or new, and it goes on."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reader.domain.framework import Term
from reader.domain.record import replaced
from reader.services.browsing import list_items
from reader.services.checking import check
from reader.services.framework_choice import choose_framework
from reader.services.framework_files import save_framework
from reader.services.opening import open_library
from reader.services.rescoring import stale_count
from tests.services.scored_libraries import RISK, filled, require_right_figures, save_both

ROOT = Path(__file__).resolve().parents[2]
ITEMS = 60
ROUNDS = 12
REACH_S = 0.3
"""At first a kill comes up to so long after the first write, in seconds."""


def start_rescore(library: Path, *options: str) -> subprocess.Popen[bytes]:
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    arguments = [sys.executable, "-m", "reader", "rescore", "--library", str(library), *options]
    return subprocess.Popen(arguments, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)


def edit_lexicon(number: int) -> None:
    save_framework(replaced(RISK, terms=(*RISK.terms, Term("river", 1.0 + number / 100))))


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs a system with SIGKILL")
def test_killed_scoring_leaves_old_and_new_figures_and_goes_on(tmp_path: Path) -> None:
    chance = random.Random(time.time_ns())
    save_both()
    path = tmp_path / "library.sqlite"
    with open_library(path) as library:
        choose_framework(library, "risk")
        filled(library, tmp_path / "talks", ITEMS, cues=59)
    waiting: list[int] = [0]
    reach = REACH_S
    for number in range(ROUNDS):
        # The work goes on where the round before was killed; where that had ended it, it begins anew.
        if not waiting[-1]:
            edit_lexicon(number)
        process = start_rescore(path)
        moment = _kill_at_work(process, path, chance.uniform(0, reach))
        told = f"round {number}, killed after {moment:.3f} s"
        with open_library(path) as library:
            assert check(library) == [], told
            assert len(list_items(library)) == ITEMS, told
            waiting.append(stale_count(library))
            require_right_figures(library)
        # A fast machine has to be killed sooner, a slow one later.
        reach *= 0.6 if not waiting[-1] else 1.2
    assert any(0 < count < ITEMS for count in waiting), f"no kill fell into the work: {waiting}"
    with start_rescore(path, "--json") as last:
        out, _ = last.communicate()
    assert last.returncode == 0
    assert json.loads(out)["stale"] == 0
    assert json.loads(out)["scored"] == waiting[-1]
    with open_library(path) as library:
        require_right_figures(library, all_up_to_date=True)
        assert check(library) == []


def _kill_at_work(process: subprocess.Popen[bytes], path: Path, seconds: float) -> float:
    """Kill a process so long after it has begun to write, or has ended; the seconds from its start until then."""
    started = time.monotonic()
    log = path.with_name(f"{path.name}-wal")
    while process.poll() is None and not (log.exists() and log.stat().st_size):
        time.sleep(0.005)
    time.sleep(seconds)
    process.kill()
    process.communicate()
    return time.monotonic() - started
