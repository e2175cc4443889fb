"""Stand-ins for the work of a worker that end their process, for the tests of the pool."""

from __future__ import annotations

import os
import time
from collections.abc import Callable


def ready(shared: str) -> Callable[[str], str]:
    """Answers that echo the task behind ``shared``; the process ends for a task named "deadly", waits for "slow"."""

    def answer(task: str) -> str:
        if task.startswith("deadly"):
            os._exit(9)
        if task.startswith("slow"):
            time.sleep(60)
        return shared + task

    return answer


def lost(task: str, exit_code: int | None) -> str:
    """What a task is answered with whose worker died."""
    return f"lost {task} {exit_code}"
