"""The worker processes of an import."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from reader.services.import_pool import Pool, PoolError, Task, cores
from reader.services.preparing import Refused
from tests.services import crashing

ROOT = Path(__file__).resolve().parents[2]


def names(pool: Pool, *paths: str) -> list[str]:
    answers = [answer for answer in pool.answers([Task(Path(path)) for path in paths]) if answer is not None]
    return [answer.error.message if isinstance(answer, Refused) else "prepared" for answer in answers]


def test_answers_come_in_the_order_of_the_tasks() -> None:
    asked = [f"file {number}" for number in range(40)]
    with Pool(2, crashing.answer) as pool:
        assert names(pool, *asked) == asked


def test_a_worker_that_dies_takes_only_its_file_with_it() -> None:
    asked = ["a", "deadly 1", "b", "c", "deadly 2", "deadly 3", "d", "e"]
    with Pool(2, crashing.answer) as pool:
        found = names(pool, *asked)
    assert [name if "ended its process" not in name else "died" for name in found] == [
        name if "deadly" not in name else "died" for name in asked
    ]


def test_waiting_yields_so_that_a_cancel_is_heard_and_ends_the_workers() -> None:
    started = time.monotonic()
    with Pool(2, crashing.answer) as pool:
        answers = pool.answers([Task(Path("slow")), Task(Path("slow too"))])
        assert [next(answers) for _ in range(3)] == [None, None, None]
    assert time.monotonic() - started < 20
    assert not [child for child in multiprocessing.active_children() if child.name == "import worker"]


def test_a_pool_whose_workers_do_not_come_up_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    with Pool(1, crashing.answer) as pool:
        monkeypatch.setattr(pool, "_started", lambda: (_ for _ in ()).throw(PoolError("no")))
        with pytest.raises(PoolError):
            next(pool.answers([Task(Path("a"))]))


def test_there_is_at_least_one_core() -> None:
    assert cores() >= 1


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks for processes in /proc")
def test_workers_leave_when_their_parent_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(
        textwrap.dedent(
            """
            import multiprocessing, sys, time
            from pathlib import Path
            from reader.services.import_pool import Pool, Task
            from tests.services import crashing

            if __name__ == "__main__":
                with Pool(2, crashing.answer) as pool:
                    for answer in pool.answers([Task(Path(str(number))) for number in range(8)]):
                        pass
                    print(*[child.pid for child in multiprocessing.active_children()], flush=True)
                    time.sleep(60)
            """
        )
    )
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)])}
    parent = subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, env=environment, text=True)
    assert parent.stdout is not None
    children = [int(pid) for pid in parent.stdout.readline().split()]
    assert len(children) == 2
    parent.kill()
    parent.wait()
    parent.stdout.close()
    deadline = time.monotonic() + 10
    while any(map(_alive, children)) and time.monotonic() < deadline:
        time.sleep(0.05)
    left = [pid for pid in children if _alive(pid)]
    for pid in left:
        os.kill(pid, signal.SIGKILL)
    assert not left


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().split()[2] != "Z"
    except OSError:
        return False
