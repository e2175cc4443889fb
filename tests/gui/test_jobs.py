from __future__ import annotations

import threading
from collections.abc import Generator, Iterator

import pytest
from pytestqt.qtbot import QtBot

from reader.domain.progress import Progress
from reader.errors import InputError
from reader.gui.jobs import Jobs


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.shutdown()


def counting(steps: int) -> Generator[Progress, None, str]:
    for step in range(1, steps + 1):
        yield Progress(step, steps, "counting")
    return "counted"


def test_a_plain_call_runs_elsewhere_and_its_result_arrives_on_the_gui_thread(qtbot: QtBot, jobs: Jobs) -> None:
    seen: list[tuple[str, int, int]] = []
    here = threading.get_ident()
    jobs.start(threading.get_ident, done=lambda there: seen.append(("done", there, threading.get_ident())))
    qtbot.waitUntil(lambda: bool(seen))
    assert seen[0][1] != here
    assert seen[0][2] == here


def test_a_generator_tells_its_steps_and_its_return_value(qtbot: QtBot, jobs: Jobs) -> None:
    steps: list[Progress] = []
    results: list[str] = []
    jobs.start(lambda: counting(5), progress=steps.append, done=results.append)
    qtbot.waitUntil(lambda: bool(results))
    assert [step.done for step in steps] == [1, 2, 3, 4, 5]
    assert results == ["counted"]
    assert jobs.running == ()


def test_cancelling_closes_the_generator_between_two_steps(qtbot: QtBot, jobs: Jobs) -> None:
    closed = threading.Event()
    go_on = threading.Event()

    def endless() -> Generator[Progress, None, None]:
        try:
            while True:
                yield Progress(0, 0, "on and on")
                go_on.wait(5)
        finally:
            closed.set()

    outcomes: list[str] = []
    job = jobs.start(endless, done=lambda _: outcomes.append("done"), cancelled=lambda: outcomes.append("cancelled"))
    qtbot.waitUntil(lambda: job.progress is not None)
    job.cancel()
    go_on.set()
    qtbot.waitUntil(lambda: bool(outcomes))
    assert outcomes == ["cancelled"]
    assert closed.is_set()


def test_a_failure_reaches_its_handler_with_the_exception_itself(qtbot: QtBot, jobs: Jobs) -> None:
    def broken() -> Generator[Progress, None, None]:
        yield Progress(1, 2, "so far so good")
        raise InputError("The file is empty.")

    failures: list[BaseException] = []
    jobs.start(broken, failed=failures.append)
    qtbot.waitUntil(lambda: bool(failures))
    assert isinstance(failures[0], InputError)


def test_a_failure_without_a_handler_is_told_by_the_jobs(qtbot: QtBot, jobs: Jobs) -> None:
    with qtbot.waitSignal(jobs.failed) as told:
        jobs.start(lambda: 1 // 0)
    assert isinstance(told.args[0], ZeroDivisionError)


def test_writing_jobs_never_overlap(qtbot: QtBot, jobs: Jobs) -> None:
    inside = 0
    most = 0
    ended: list[int] = []

    def write() -> Generator[Progress, None, None]:
        nonlocal inside, most
        inside += 1
        most = max(most, inside)
        yield Progress(0, 0, "writing")
        threading.Event().wait(0.01)
        inside -= 1

    for number in range(5):
        jobs.start(write, done=lambda _result, number=number: ended.append(number), writes=True)
    qtbot.waitUntil(lambda: len(ended) == 5)
    assert most == 1
    assert ended == [0, 1, 2, 3, 4]


def test_steps_are_held_back_while_the_window_shows_something(qtbot: QtBot, jobs: Jobs) -> None:
    taken: list[Progress] = []
    jobs.hold_back(150)
    job = jobs.start(lambda: counting(3), progress=taken.append)
    qtbot.waitUntil(lambda: bool(taken))
    qtbot.wait(40)
    assert len(taken) == 1
    with qtbot.waitSignal(job.ended):
        pass
    assert len(taken) == 3


def test_what_is_held_back_can_still_be_cancelled(qtbot: QtBot, jobs: Jobs) -> None:
    outcomes: list[str] = []
    jobs.hold_back(600_000)
    job = jobs.start(lambda: counting(3), cancelled=lambda: outcomes.append("cancelled"))
    qtbot.waitUntil(lambda: job.progress is not None)
    job.cancel()
    qtbot.waitUntil(lambda: outcomes == ["cancelled"])


def test_shutting_down_ends_everything_and_calls_nobody_back(qtbot: QtBot, jobs: Jobs) -> None:
    closed = threading.Event()
    called: list[str] = []

    def endless() -> Generator[Progress, None, None]:
        try:
            while True:
                threading.Event().wait(0.005)
                yield Progress(0, 0, "on and on")
        finally:
            closed.set()

    running = jobs.start(endless, done=lambda _: called.append("done"), cancelled=lambda: called.append("cancelled"))
    qtbot.waitUntil(lambda: running.progress is not None)
    jobs.shutdown()
    assert closed.is_set()
    jobs.start(lambda: called.append("too late"))
    qtbot.wait(30)
    assert "done" not in called
    assert "cancelled" not in called
    assert "too late" not in called
