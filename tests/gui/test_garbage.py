"""Objects that hold only each other are found by the GUI thread alone."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from reader.gui.garbage import GarbageCollector, collect_as_needed
from reader.gui.jobs import Jobs


class Knot:
    """Holds itself; says in which thread it goes."""

    gone_in: list[str]

    def __init__(self, gone_in: list[str]) -> None:
        self.gone_in = gone_in
        self.itself = self

    def __del__(self) -> None:
        self.gone_in.append(threading.current_thread().name)


@pytest.fixture
def jobs(qapp: object) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.shutdown()


def _make_many() -> int:
    kept = [[number] for number in range(200_000)]
    return len(kept)


def test_what_a_worker_thread_makes_lets_no_knot_go_there(qtbot: QtBot, jobs: Jobs) -> None:
    gone_in: list[str] = []
    for _ in range(50):
        Knot(gone_in)
    with qtbot.waitSignal(jobs.ended):
        jobs.start(_make_many)
    assert not gone_in
    kept = [[number] for number in range(2_000)]
    qtbot.waitUntil(lambda: len(gone_in) == 50)
    assert set(gone_in) == {threading.current_thread().name}
    assert kept


def test_the_last_one_gives_back_what_the_first_took() -> None:
    before = gc.isenabled()
    gc.enable()
    try:
        parent = QObject()
        one, other = GarbageCollector(parent), GarbageCollector(parent)
        assert not gc.isenabled()
        one.stop()
        one.stop()
        assert not gc.isenabled()
        other.stop()
        assert gc.isenabled()
    finally:
        gc.enable() if before else gc.disable()


def test_only_what_is_due_is_collected() -> None:
    gc.collect()
    knot = Knot([])
    seen = weakref.ref(knot)
    del knot
    collect_as_needed()  # hardly anything was made since
    assert seen() is not None
    many = [[number] for number in range(2_000)]
    collect_as_needed()
    assert seen() is None
    assert len(many) == 2_000
