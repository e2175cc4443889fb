"""An import that is killed at random moments: the library opens, is sound, and holds whole items only."""

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

from reader.services.checking import check
from reader.services.opening import open_library
from reader.services.reading import open_item
from tests.services.conftest import transcript

ROOT = Path(__file__).resolve().parents[2]
FILES = 300
ROUNDS = 20

# The libraries of all rounds are one and the same, so that every round goes on where the one before was killed; now and
# then a round begins anew.
ANEW_EVERY = 5


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("three-hundred") / "show"
    made.mkdir()
    for number in range(FILES):
        (made / f"talk-{number:03}.md").write_text(transcript(f"subject {number}", turns=40), encoding="utf-8")
    return made


def start_import(folder: Path, library: Path) -> subprocess.Popen[bytes]:
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    arguments = [sys.executable, "-m", "reader", "import", "--library", str(library), str(folder)]
    return subprocess.Popen(arguments, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs a system with SIGKILL")
def test_a_killed_import_leaves_a_sound_library_with_whole_items(folder: Path, tmp_path: Path) -> None:
    chance = random.Random(time.time_ns())
    landed: list[int] = []
    for number in range(ROUNDS):
        path = tmp_path / f"library-{number // ANEW_EVERY}.sqlite"
        process = start_import(folder, path)
        moment = chance.uniform(0.2, 2.5)
        time.sleep(moment)
        process.kill()
        process.wait()
        told = f"round {number}, killed after {moment:.3f} s"
        before = landed[-1] if number % ANEW_EVERY else 0
        if not path.exists():
            assert before == 0, told
            landed.append(0)
            continue
        with open_library(path) as library:
            assert check(library) == [], told
            summaries = library.items.summaries()
            assert len(summaries) >= before, told
            for summary in random.Random(number).sample(summaries, min(5, len(summaries))):
                item = open_item(library, summary.slug)
                assert len(item.transcript.cues) == 40, told
                assert item.transcript.text.count("hope") == 40, told
                assert len(item.profile.scores) == len(item.slices), told
            landed.append(len(summaries))
    assert any(0 < count < FILES for count in landed), f"no kill fell into an import: {landed}"


@pytest.mark.slow
def test_a_killed_import_is_finished_by_running_it_again(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite"
    first = start_import(folder, path)
    time.sleep(1.5)
    first.kill()
    first.wait()
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    arguments = [sys.executable, "-m", "reader", "import", "--json", "--library", str(path), str(folder)]
    again = subprocess.run(arguments, env=environment, capture_output=True, check=False)
    counts = json.loads(again.stdout)["counts"]
    assert (again.returncode, counts["failed"], counts["exists"]) == (0, 0, 0)
    assert counts["imported"] + counts["unchanged"] == FILES
    with open_library(path) as library:
        assert library.items.count() == FILES
        assert check(library) == []
