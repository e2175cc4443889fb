"""A kill at any moment leaves whole items only, all of which undo still takes back."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reader.library.checking import check
from reader.library.database import Library

WRITER = """
import random, sys
from pathlib import Path
from reader.library.database import Library
from tests.library.making import add, new_item

chance = random.Random(int(sys.argv[2]))
library = Library.open(Path(sys.argv[1]))
print("open", flush=True)
number = 0
while True:
    with library.imports.begin("Import 6 files", 6) as run:
        for _ in range(6):
            number += 1
            item_id, slug = run.add(new_item(number, cues=chance.randint(1, 300), tags=("a", "b")))
            print(item_id, flush=True)
    ids = library.items.ids()
    library.edits.edit_metadata(ids[-4:], title=f"Title {number}", summary="x" * 5000)
    library.edits.delete_items(ids[-1:])
    library.journal.undo()
    library.edits.add_tags(ids[:2], [f"t{number}"])
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs a signal that no program can catch")
@pytest.mark.parametrize("seed", range(5))
def test_a_killed_writer_leaves_a_sound_library(path: Path, seed: int) -> None:
    chance = random.Random(seed)
    reported: list[int] = []
    for _ in range(2):
        process = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path), str(chance.random())[2:8]],
            stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2],
        )  # fmt: skip
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        time.sleep(chance.uniform(0, 0.5))
        process.kill()
        output, _ = process.communicate()
        reported += [int(line) for line in output.splitlines(keepends=True) if line.endswith("\n")]
        with Library.open(path) as library:
            assert check(library) == []
            there = {*library.items.ids(), *(tombstone.id for tombstone in library.items.tombstones())}
            assert set(reported) <= there, "an item that was reported as stored is gone"
    with Library.open(path) as library:
        while library.journal.undo() is not None:
            pass
        assert library.items.count() == 0
        assert check(library) == []


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs a signal that no program can catch")
def test_a_program_killed_at_its_first_start_leaves_nothing_broken(path: Path) -> None:
    script = "import sys; from pathlib import Path; import reader.library.database as database\n" \
             "print('ready', flush=True); database.Library.open(Path(sys.argv[1]))"  # fmt: skip
    for delay in (0, 0.005, 0.01, 0.02, 0.03):
        process = subprocess.Popen([sys.executable, "-c", script, str(path)], stdout=subprocess.PIPE)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(delay)
        process.kill()
        process.communicate()
        with Library.open(path) as library:
            assert check(library) == []
        for file in path.parent.glob("library.sqlite*"):
            file.unlink()
