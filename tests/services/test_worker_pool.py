"""The worker processes of imports and of scoring anew."""

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

from reader.services.worker_pool import PIPE_BYTES, Pool, PoolError, cores
from tests.services import crashing

ROOT = Path(__file__).resolve().parents[2]


def pool(workers: int) -> Pool[str, str, str]:
    return Pool(workers, crashing.ready, "did ", crashing.lost)


def answers(pool: Pool[str, str, str], *tasks: str) -> list[str]:
    return [answer for answer in pool.answers(tasks) if answer is not None]


def test_answers_come_in_the_order_of_the_tasks() -> None:
    asked = [f"task {number}" for number in range(40)]
    with pool(2) as workers:
        assert answers(workers, *asked) == [f"did {task}" for task in asked]


def test_long_tasks_with_long_answers_do_not_block_each_other() -> None:
    asked = [f"{number} {'x' * 40 * PIPE_BYTES}" for number in range(8)]
    with pool(2) as workers:
        assert answers(workers, *asked) == [f"did {task}" for task in asked]


def test_a_task_is_made_only_when_a_worker_is_about_to_get_it() -> None:
    class Made(list[str]):
        """Counts what was asked for."""

        asked = 0

        def __getitem__(self, number: int) -> str:  # type: ignore[override]
            Made.asked = max(Made.asked, number + 1)
            return f"task {number}"

    with pool(2) as workers:
        steps = workers.answers(Made([""] * 100))
        while next(steps) is None:
            pass
        assert Made.asked < 20
        assert len([answer for answer in steps if answer]) == 99


def test_a_worker_that_dies_takes_only_its_task_with_it() -> None:
    asked = ["a", "deadly 1", "b", "c", "deadly 2", "deadly 3", "d", "e"]
    with pool(2) as workers:
        found = answers(workers, *asked)
    assert found == [f"lost {task} 9" if "deadly" in task else f"did {task}" for task in asked]


def test_waiting_yields_so_that_a_cancel_is_heard_and_ends_the_workers() -> None:
    started = time.monotonic()
    with pool(2) as workers:
        steps = workers.answers(["slow", "slow too"])
        assert [next(steps) for _ in range(3)] == [None, None, None]
    assert time.monotonic() - started < 20
    assert not [child for child in multiprocessing.active_children() if child.name == "worker"]


def test_a_pool_whose_workers_do_not_come_up_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    with pool(1) as workers:
        monkeypatch.setattr(workers, "_started", lambda: (_ for _ in ()).throw(PoolError("no")))
        with pytest.raises(PoolError):
            next(workers.answers(["a"]))


def test_there_is_at_least_one_core() -> None:
    assert cores() >= 1


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks for processes in /proc")
def test_workers_leave_when_their_parent_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(
        textwrap.dedent(
            """
            import multiprocessing, sys, time
            from reader.services.worker_pool import Pool
            from tests.services import crashing

            if __name__ == "__main__":
                with Pool(2, crashing.ready, "did ", crashing.lost) as pool:
                    for answer in pool.answers([str(number) for number in range(8)]):
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
