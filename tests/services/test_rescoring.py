"""Scoring a library anew: all of what is out of date, nothing else, whatever happens meanwhile."""

from __future__ import annotations

import os
import subprocess
import threading
from collections.abc import Callable, Generator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from reader.domain.framework import Term
from reader.domain.record import replaced
from reader.domain.striking import ITEM, LEXICON, Strike
from reader.errors import LibraryError, NotFoundError
from reader.services import editing, rescoring, scoring_items
from reader.services.browsing import list_items
from reader.services.checking import check
from reader.services.framework_choice import choose_framework
from reader.services.framework_files import save_framework
from reader.services.opening import open_library
from reader.services.reading import open_item
from reader.services.rescoring import rescore, stale_count
from reader.services.striking import keep_strike
from reader.services.worker_pool import Pool, PoolError
from tests.services.conftest import imported
from tests.services.scored_libraries import (
    RISK,
    filled,
    require_right_figures,
    rescored,
    save_both,
    srt,
    write_talks,
)

if TYPE_CHECKING:
    from reader.services.opening import Library

as_root = pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs root, to mount a disk")


@pytest.fixture
def talks(library: Library, tmp_path: Path) -> list[int]:
    """Six items whose figures are all out of date."""
    save_both()
    choose_framework(library, "risk")
    ids = filled(library, tmp_path / "talks", 6)
    edit_lexicon(2.0)
    return ids


def edit_lexicon(weight: float) -> None:
    """Write the framework's file anew, as a person does."""
    save_framework(replaced(RISK, terms=(*RISK.terms, Term("river", weight))))


def in_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rescoring, "POOL_CHARACTERS", 0)


# ------------------------------------------------------------------------------------------- the whole


@pytest.mark.parametrize("workers", [False, True])
def test_all_figures_become_those_of_the_framework_in_force(
    library: Library, talks: list[int], workers: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if workers:
        in_workers(monkeypatch)
    before = editing.history(library)
    keep_strike(library, talks[2], Strike(ITEM, "hope"))
    editing.undo(library)
    assert stale_count(library) == 5
    assert rescored(library) == frozenset({*talks} - {talks[2]})
    assert stale_count(library) == 0
    require_right_figures(library, all_up_to_date=True)
    # No command of its own: there is nothing to take back.
    assert [entry.kind for entry in editing.history(library)][-len(before) :] == [entry.kind for entry in before]
    assert rescored(library) == frozenset()
    assert check(library) == []


def test_progress_tells_which_item_is_at_hand(library: Library, talks: list[int]) -> None:
    steps = list(rescore(library))
    titles = [summary.title for summary in list_items(library)]
    assert [step.text for step in steps] == [*titles, ""]
    assert [(step.done, step.total) for step in steps] == [(done, 6) for done in range(7)]


def test_one_item_may_come_first(library: Library, talks: list[int]) -> None:
    steps = rescore(library, first=talks[4])
    title = open_item(library, talks[4]).metadata.title
    assert next(steps).text == title
    next(steps)
    # It is stored at once, not together with others.
    assert not open_item(library, talks[4]).stale
    assert stale_count(library) == 5
    steps.close()


def test_stopping_keeps_what_was_done_and_the_next_call_does_the_rest(library: Library, talks: list[int]) -> None:
    steps = rescore(library)
    for _ in range(4):
        next(steps)
    steps.close()
    assert stale_count(library) == 3
    require_right_figures(library)
    assert rescored(library) == frozenset(talks[3:])
    require_right_figures(library, all_up_to_date=True)


def test_stopping_while_workers_are_at_work_ends_them(
    library: Library, talks: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    in_workers(monkeypatch)
    steps = rescore(library)
    while next(steps).done < 2:
        pass
    steps.close()
    assert 0 < stale_count(library) <= 4
    require_right_figures(library)
    rescored(library)
    require_right_figures(library, all_up_to_date=True)


def test_without_worker_processes_the_work_is_done_here(
    library: Library, talks: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    in_workers(monkeypatch)

    def none_to_be_had(self: Pool[Any, Any, Any]) -> None:
        raise PoolError("no processes here")

    monkeypatch.setattr(Pool, "_started", none_to_be_had)
    assert rescored(library) == frozenset(talks)
    require_right_figures(library, all_up_to_date=True)


# ------------------------------------------------------------------------------------------- meanwhile


def meanwhile(library: Library, at: int, happens: Callable[[], object]) -> frozenset[int]:
    """Score anew; ``happens`` once so many items are done."""
    steps: Generator[Any, None, Any] = rescore(library)
    seen = 0
    while True:
        try:
            step = next(steps)
        except StopIteration as end:
            ids: frozenset[int] = end.value.item_ids
            return ids
        if step.done == at and not seen:
            seen = 1
            happens()


@pytest.mark.parametrize("workers", [False, True])
@pytest.mark.parametrize(
    "what", ["title", "tags", "delete", "strike", "lexicon", "choice", "file", "update", "import", "undo", "back"]
)
def test_what_happens_meanwhile_is_seen(
    library: Library, talks: list[int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str, workers: bool
) -> None:
    if workers:
        in_workers(monkeypatch)
    choose_framework(library, "weather")
    choose_framework(library, "risk")

    def update() -> None:
        path = tmp_path / "talks" / "fjord.srt"
        path.write_text(srt(5).replace("Part 3", "Part three"), encoding="utf-8")
        assert imported(library, path, update=True).entries[0].outcome == "updated"

    def bring() -> None:
        path = write_talks(tmp_path / "more", 8)[7]
        assert imported(library, path).entries[0].outcome == "imported"

    def back() -> None:
        choose_framework(library, "weather")
        choose_framework(library, "risk")

    happenings: dict[str, Callable[[], object]] = {
        "title": lambda: editing.edit_metadata(library, talks, title="Other", evidence_mode="panel"),
        "tags": lambda: editing.add_tags(library, talks, ["new"]),
        "delete": lambda: editing.delete_items(library, talks[4:]),
        "strike": lambda: keep_strike(library, talks[5], Strike(ITEM, "danger*")),
        "lexicon": lambda: keep_strike(library, talks[5], Strike(LEXICON, "danger*")),
        "choice": lambda: choose_framework(library, "weather"),
        "file": lambda: edit_lexicon(-3.0),
        "update": update,
        "import": bring,
        "undo": lambda: [editing.undo(library) for _ in range(3)],
        "back": back,
    }
    meanwhile(library, 2, happenings[what])
    assert stale_count(library) == 0
    require_right_figures(library, all_up_to_date=True)
    assert check(library) == []
    if what == "title":
        assert {open_item(library, item_id).profile.evidence_mode for item_id in talks} == {"panel"}
    while editing.undo(library) is not None:
        pass
    while editing.redo(library) is not None:
        pass
    assert check(library) == []
    rescored(library)
    require_right_figures(library, all_up_to_date=True)


def test_reads_are_never_blocked_and_see_old_figures_as_stale(library: Library, talks: list[int]) -> None:
    """Another thread lists and opens all the while; every state it sees is one of the two."""
    old = {summary.id: summary.scores.tolist() for summary in list_items(library)}
    stop = threading.Event()
    failures: list[BaseException] = []
    reads = 0

    def read() -> None:
        nonlocal reads
        try:
            while not stop.is_set():
                for summary in list_items(library):
                    if summary.stale:
                        assert summary.scores.tolist() == old[summary.id]
                for item_id in talks:
                    assert open_item(library, item_id).stale in (True, False)
                reads += 1
        except BaseException as error:
            failures.append(error)

    reader = threading.Thread(target=read)
    reader.start()
    for weight in (-2.0, 3.0, -1.0):
        rescored(library)
        old = {summary.id: summary.scores.tolist() for summary in list_items(library)}
        edit_lexicon(weight)
    stop.set()
    reader.join()
    assert not failures
    assert reads


# ---------------------------------------------------------------------------------------- damage, faults


def test_a_damaged_item_does_not_stop_the_others(library: Library, talks: list[int]) -> None:
    sql = f"UPDATE transcript_parts SET cues = x'00' WHERE transcript_id = {talks[1]}"
    library.write(lambda connection: connection.exec_driver_sql(sql))
    assert rescored(library) == frozenset({*talks} - {talks[1]})
    assert stale_count(library) == 1
    assert any(f"Item {talks[1]}" in problem for problem in check(library))


def test_a_fault_of_the_program_is_told_once_the_others_are_done(
    library: Library, talks: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = scoring_items.new_figures

    def faulty(unscored: Any, *arguments: Any) -> Any:
        if unscored.item_id == talks[1]:
            raise ZeroDivisionError("our bug")
        return real(unscored, *arguments)

    monkeypatch.setattr(scoring_items, "new_figures", faulty)
    with pytest.raises(RuntimeError, match="our bug"):
        rescored(library)
    assert stale_count(library) == 1


def test_scoring_again_and_again_does_not_let_the_library_grow(library: Library, talks: list[int]) -> None:
    def measures() -> tuple[int, int, int]:
        with library.read() as connection:
            rows = connection.exec_driver_sql("SELECT count(*) FROM profiles").scalar_one()
            parts = connection.exec_driver_sql("SELECT count(*) FROM profile_parts").scalar_one()
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        return rows, parts, pages

    rescored(library)
    choose_framework(library, "weather")
    rescored(library)
    rows, parts, pages = measures()
    for number in range(1, 31):
        edit_lexicon(2.0 + number / 10)
        choose_framework(library, "risk")
        assert rescored(library)
        choose_framework(library, "weather")
        rescored(library)
    after = measures()
    assert after[:2] == (rows, parts) == (12, 12)
    # The journal grows by its commands.
    assert after[2] <= pages + 12


def fill_disk(path: Path) -> None:
    """Write until nothing more can be written."""
    with suppress(OSError), path.open("wb", buffering=0) as file:
        while True:
            file.write(b"x" * 4096)


@as_root
def test_a_full_disk_is_told_and_what_was_done_stays(tmp_path: Path) -> None:
    save_both()
    mount = tmp_path / "small"
    mount.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(mount)], check=True)
    try:
        library = open_library(mount / "library.sqlite")
        choose_framework(library, "risk")
        filled(library, tmp_path / "talks", 6)
        edit_lexicon(2.0)
        waste = mount / "waste"
        fill_disk(waste)
        with pytest.raises(LibraryError, match="full"):
            rescored(library)
        require_right_figures(library)
        waste.unlink()
        rescored(library)
        require_right_figures(library, all_up_to_date=True)
        assert check(library) == []
        library.close()
    finally:
        subprocess.run(["umount", str(mount)], check=True)


@as_root
def test_a_disk_that_became_read_only_is_told(tmp_path: Path) -> None:
    save_both()
    mount = tmp_path / "disk"
    mount.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "tmpfs", str(mount)], check=True)
    try:
        path = mount / "library.sqlite"
        with open_library(path) as library:
            choose_framework(library, "risk")
            filled(library, tmp_path / "talks", 2)
        edit_lexicon(2.0)
        subprocess.run(["mount", "-o", "remount,ro", str(mount)], check=True)
        with pytest.raises(LibraryError, match="read but not written"):
            open_library(path)
        subprocess.run(["mount", "-o", "remount,rw", str(mount)], check=True)
        with open_library(path) as library:
            rescored(library)
            require_right_figures(library, all_up_to_date=True)
    finally:
        subprocess.run(["umount", str(mount)], check=True)


def test_a_library_that_cannot_be_written_now_says_so(library: Library, talks: list[int]) -> None:
    def refuse(connection: Any) -> None:
        connection.exec_driver_sql("PRAGMA query_only = ON")

    library.write(refuse)
    with pytest.raises(LibraryError, match="read but not written"):
        rescored(library)
    library.close()
    with open_library(library.path) as again:
        rescored(again)
        require_right_figures(again, all_up_to_date=True)


def test_an_item_that_went_before_its_turn_is_passed_over(
    library: Library, talks: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = library.figures.unscored

    def gone(item_id: int, framework_id: str) -> Any:
        if item_id == talks[0]:
            editing.delete_items(library, [item_id])
            raise NotFoundError("gone")
        return real(item_id, framework_id)

    monkeypatch.setattr(library.figures, "unscored", gone)
    assert rescored(library) == frozenset(talks[1:])
