"""``reader rescore``, and what the other commands tell of figures that are out of date."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reader.domain.framework import Term
from reader.domain.record import replaced
from reader.domain.striking import ITEM, PLACE, Strike
from reader.services.framework_choice import choose_framework
from reader.services.framework_files import remove_framework, save_framework
from reader.services.opening import open_library
from reader.services.reading import open_item
from reader.services.striking import keep_strike
from tests.cli.conftest import ROOT, Reader
from tests.services.scored_libraries import RISK, filled, save_both


@pytest.fixture
def stale(tmp_path: Path) -> Path:
    """A library of four items whose figures are out of date."""
    save_both()
    path = tmp_path / "library.sqlite"
    with open_library(path) as library:
        choose_framework(library, "risk")
        filled(library, tmp_path / "talks", 4)
    edit_lexicon()
    return path


def edit_lexicon(weight: float = 2.0) -> None:
    save_framework(replaced(RISK, terms=(*RISK.terms, Term("river", weight))))


def test_what_is_out_of_date_is_scored_anew(reader: Reader, stale: Path) -> None:
    ran = reader("rescore", "--library", stale)
    assert (ran.code, ran.out, ran.err) == (0, "4 items scored anew by risk 1.\n", "")
    ran = reader("rescore", "--library", stale)
    assert (ran.code, ran.out) == (0, "Every item is up to date.\n")


def test_the_answer_in_json(reader: Reader, stale: Path) -> None:
    told = reader("rescore", "--library", stale, "--json").value
    shown = reader("show", "--library", stale, "amber", "--json").value
    assert told == {
        "framework": "risk 1", "fingerprint": shown["fingerprint"], "scored": 4, "stale": 0, "problem": "",
    }  # fmt: skip
    assert reader("rescore", "--library", stale, "--json").value["scored"] == 0


def test_list_show_and_check_tell_what_is_out_of_date(reader: Reader, stale: Path) -> None:
    listed = reader("list", "--library", stale, "--json").value
    assert [item["stale"] for item in listed] == [True] * 4
    assert reader("show", "--library", stale, "amber", "--json").value["stale"] is True
    checked = reader("check", "--library", stale)
    assert checked.code == 0
    assert checked.out.splitlines() == [
        "The library is sound.",
        "The figures of 4 items are out of date; `reader rescore` makes them anew.",
    ]
    assert "out of date" in reader("show", "--library", stale, "amber").out
    assert reader("list", "--library", stale).out.count("(out of date)") == 4
    reader("rescore", "--library", stale)
    assert "out of date" not in reader("list", "--library", stale).out
    assert reader("check", "--library", stale).out == "The library is sound.\n"
    assert "out of date" not in reader("show", "--library", stale, "amber").out
    shown = reader("show", "--library", stale, "amber", "--json").value
    assert (shown["stale"], shown["framework"]) == (False, "risk 1")
    assert 0 < shown["lens_share"] <= 1
    assert 0 < shown["evidence_share"] <= 1
    assert shown["mean_low"] <= shown["mean"] <= shown["mean_high"]


def test_show_tells_the_exceptions_of_an_item(reader: Reader, stale: Path) -> None:
    with open_library(stale) as library:
        item = open_item(library, "amber")
        start = item.transcript.text.index("danger")
        cue = item.transcript.cue_at(start)
        offset = start - item.transcript.cue_starts[cue]
        keep_strike(library, item.id, Strike(PLACE, "danger*", cue, offset, "danger"))
        keep_strike(library, item.id, Strike(ITEM, "hope"))
    told = reader("show", "--library", stale, "amber", "--json").value["strikes"]
    assert told == [
        {"id": 1, "scope": "place", "term": "danger*", "quote": "danger", "start": start, "orphaned": False},
        {"id": 2, "scope": "item", "term": "hope"},
    ]


def test_a_missing_framework_is_told_and_the_built_in_one_stands_in(reader: Reader, stale: Path) -> None:
    remove_framework("risk")
    ran = reader("rescore", "--library", stale)
    assert ran.code == 1
    assert ran.out.startswith("4 items scored anew by risk-opportunity")
    assert "The framework risk that was chosen for this library cannot be used" in ran.err
    assert "stands in" in reader("check", "--library", stale).out


def test_a_damaged_item_is_told(reader: Reader, stale: Path) -> None:
    with open_library(stale) as library:
        sql = "UPDATE transcript_parts SET cues = x'00' WHERE transcript_id = 2"
        library.write(lambda connection: connection.exec_driver_sql(sql))
    ran = reader("rescore", "--library", stale)
    assert ran.code == 1
    assert ran.out == "3 items scored anew by risk 1.\n"
    assert ran.err == "1 item could not be scored anew; `reader check` says why.\n"
    assert reader("check", "--library", stale).code == 1


def test_without_a_library_nothing_is_made(reader: Reader, tmp_path: Path) -> None:
    ran = reader("rescore", "--library", tmp_path / "none.sqlite")
    assert ran.code == 1
    assert "There is no library" in ran.err
    assert not (tmp_path / "none.sqlite").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal of its own")
def test_a_terminal_shows_how_it_goes_on(stale: Path) -> None:
    ours, theirs = pty.openpty()
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, "-m", "reader", "rescore", "--library", str(stale)]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, stderr=theirs, check=False)
    os.close(theirs)
    seen = os.read(ours, 100_000).decode()
    os.close(ours)
    assert done.stdout == b"4 items scored anew by risk 1.\n"
    assert [part.strip() for part in seen.split("\r\x1b[K") if part.strip()] == [
        "1 of 4  Amber", "2 of 4  Birch", "3 of 4  Cedar", "4 of 4  Dunes", "4 of 4",
    ]  # fmt: skip
    assert seen.endswith("\r\x1b[K")


@pytest.mark.skipif(not hasattr(signal, "SIGINT") or sys.platform == "win32", reason="needs signals")
@pytest.mark.usefixtures("interruptible")
def test_an_interrupt_keeps_what_was_done(stale: Path, tmp_path: Path) -> None:
    with open_library(stale) as library:
        filled(library, tmp_path / "more", 80, cues=59)
    edit_lexicon(-1.0)
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, "-m", "reader", "rescore", "--library", str(stale)]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    log = stale.with_name("library.sqlite-wal")
    deadline = time.monotonic() + 60
    while not (log.exists() and log.stat().st_size) and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.005)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate()
    assert (process.returncode, out) == (130, b"")
    assert b"what was scored by then stays" in err
    assert err.count(b"\n") == 1
