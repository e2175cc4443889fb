"""The main job on a real screen: an X server, the real program, and clicks and keys that come through the X server."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from reader.domain.framework import Framework
from reader.services.frameworks import built_in_framework
from reader.services.importing import ImportRequest, import_files
from reader.services.opening import open_library

HERE = Path(__file__).parent
NEEDED = ("Xvfb", "xdotool")
MOODS = ("danger and harm", "hope and progress", "a table and a chair", "risk", "the benefits of a cure", "lamps")


class Screen:
    """An X server without a monitor, and hands on its mouse and keyboard."""

    def __init__(self) -> None:
        read, write = os.pipe()
        self._server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", "1600x1000x24", "-nolisten", "tcp"],
            pass_fds=[write],
            stderr=subprocess.DEVNULL,
        )
        os.close(write)
        with os.fdopen(read) as pipe:
            self.display = f":{pipe.readline().strip()}"

    def do(self, *words: str | int) -> None:
        subprocess.run(["xdotool", *map(str, words)], env={**os.environ, "DISPLAY": self.display}, check=True)

    def click(self, place: dict[str, Any]) -> None:
        self.do("mousemove", place["x"], place["y"], "click", 1)

    def close(self) -> None:
        self._server.terminate()
        self._server.wait(10)


class Program:
    """The program in its own process on that screen."""

    def __init__(self, screen: Screen, library: Path, slug: str, home: Path, theme: str = "dark") -> None:
        self.screen = screen
        environment = {**os.environ, "DISPLAY": screen.display, "QT_QPA_PLATFORM": "xcb", "READER_HOME": str(home)}
        self._process = subprocess.Popen(
            [sys.executable, str(HERE / "window_driver.py"), str(library), slug, theme],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._wait_for("shown")

    def _wait_for(self, key: str) -> dict[str, Any]:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            content: dict[str, Any] = json.loads(line)
            if key in content:
                return content
        raise AssertionError(f"the program ended with {self._process.wait()} before it said {key!r}")

    def ask(self, request: str, **words: Any) -> dict[str, Any]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"ask": request, **words}) + "\n")
        self._process.stdin.flush()
        content: dict[str, Any] = {"shown": ""}
        while "shown" in content:  # told by itself whenever a conversation was opened
            content = json.loads(self._process.stdout.readline())
        assert "failed" not in content, content["failed"]
        return content

    def lands_on(self, number: int) -> None:
        """Wait a little for the click to arrive, then hold every part of the cursor to the slice."""
        until = time.monotonic() + 3
        where = self.ask("where")
        while where["slice"] != number and time.monotonic() < until:
            time.sleep(0.02)
            where = self.ask("where")
        assert where["slice"] == number
        assert {where["arc"], where["strip"], where["text"], where["top"]} == {number}
        assert where["first_cue"] == where["expected_first_cue"]
        assert where["first_position"] == where["start"]
        assert 0 <= where["heading_y"] <= 24

    def close(self) -> int:
        self.ask("leave")
        with self._process:
            return self._process.wait(20)


@pytest.fixture(scope="module")
def screen() -> Iterator[Screen]:
    missing = [name for name in NEEDED if shutil.which(name) is None]
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}")
    screen = Screen()
    yield screen
    screen.close()


@pytest.fixture(scope="module")
def talk(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A library with one long talk in captions of seven words, leaning now here, now there."""
    folder = tmp_path_factory.mktemp("talk")
    chance = random.Random(42)
    lines = ["WEBVTT", ""]
    said = [f"so we spoke of {chance.choice(MOODS)} at {chance.choice('abcdefgh')}." for _ in range(3300)]
    words = " ".join(said).split()
    for number in range(len(words) // 7):
        start = number * 3
        second = f"{start // 3600:02}:{start // 60 % 60:02}:{start % 60:02}"
        lines += [f"{second}.000 --> {second}.900", " ".join(words[number * 7 : number * 7 + 7]), ""]
    source = folder / "a-long-talk.vtt"
    source.write_text("\n".join(lines), encoding="utf-8")
    library = open_library(folder / "library.sqlite")
    run = import_files(library, [ImportRequest(source)])
    try:
        while True:
            next(run)
    except StopIteration as stop:
        slug = stop.value.entries[0].slug
    library.close()
    return folder / "library.sqlite", slug


@pytest.fixture(scope="module")
def program(screen: Screen, talk: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    program = Program(screen, *talk, home=tmp_path_factory.mktemp("home"))
    yield program
    assert program.close() == 0


@pytest.fixture(scope="module")
def scores(program: Program) -> np.ndarray[Any, Any]:
    return np.array(program.ask("scores")["scores"])


def nearest(scores: np.ndarray[Any, Any], score: float) -> list[int]:
    """Slices whose score is nearest to a point of the track, earliest first: worked out without the program."""
    distances = np.abs(scores - score)
    return [int(n) + 1 for n in np.flatnonzero(distances <= distances.min() + 1e-9)]


def test_thirty_random_bars_land_on_their_slices(program: Program, scores: np.ndarray[Any, Any]) -> None:
    assert len(scores) > 100
    for number in random.Random(7).sample(range(1, len(scores) + 1), 30):
        program.screen.click(program.ask("bar", number=number))
        program.lands_on(number)


def test_the_first_and_the_last_bar_land_at_the_top_too(program: Program, scores: np.ndarray[Any, Any]) -> None:
    for number in (len(scores), 1):
        program.screen.click(program.ask("bar", number=number))
        program.lands_on(number)


@pytest.mark.parametrize("name", ["negative", "median", "positive"])
def test_a_marker_lands_on_its_slice(program: Program, scores: np.ndarray[Any, Any], name: str) -> None:
    target = {"negative": scores.min(), "median": np.median(scores), "positive": scores.max()}[name]
    program.screen.click(program.ask("bar", number=len(scores) // 2))
    program.screen.click(program.ask("marker", name=name))
    program.lands_on(nearest(scores, float(target))[0])


def test_the_band_lands_on_the_nearest_slice(program: Program, scores: np.ndarray[Any, Any]) -> None:
    p10, p90 = np.percentile(scores, (10, 90))
    click_on_track(program, scores, p10 + (p90 - p10) * 0.1)


@pytest.mark.parametrize("score", [-85, -60, 60, 85])
def test_a_point_of_the_track_lands_on_the_nearest_slice(
    program: Program, scores: np.ndarray[Any, Any], score: float
) -> None:
    click_on_track(program, scores, score)


def test_a_point_between_two_markers_lands_on_the_nearest_slice(program: Program, scores: np.ndarray[Any, Any]) -> None:
    markers = np.sort([scores.min(), np.median(scores), scores.max()])
    widest = int(np.diff(markers).argmax())
    click_on_track(program, scores, float(markers[widest : widest + 2].mean()))


def click_on_track(program: Program, scores: np.ndarray[Any, Any], score: float) -> None:
    """Click a point twice: the earliest of the nearest slices, then the next of them."""
    program.screen.click(program.ask("bar", number=1))
    assert min(abs(score - marker) for marker in (scores.min(), np.median(scores), scores.max())) > 6, "under a marker"
    place = program.ask("track", score=score)
    candidates = nearest(scores, program.ask("score_at", **place)["score"])
    program.screen.click(place)
    program.lands_on(candidates[0])
    program.screen.click(place)
    program.lands_on(candidates[1 % len(candidates)])


def test_the_keyboard_does_the_same_on_the_arc(program: Program, scores: np.ndarray[Any, Any]) -> None:
    program.screen.do("windowfocus", "--sync", program.ask("window_id")["id"])
    assert program.ask("focus", name="arc")["focus"]
    last = len(scores)
    for keys, number in ((["Home"], 1), (["Right"] * 3, 4), (["Left"], 3), (["End"], last), (["Left"] * 2, last - 2)):
        program.screen.do("key", *keys)
        program.lands_on(number)
    program.screen.do("key", "Return")
    program.lands_on(last - 2)


def test_the_keyboard_does_the_same_on_the_strip(program: Program, scores: np.ndarray[Any, Any]) -> None:
    program.screen.do("windowfocus", "--sync", program.ask("window_id")["id"])
    assert program.ask("focus", name="strip")["focus"]
    program.screen.do("key", "Home", "Return")
    program.lands_on(nearest(scores, float(scores.min()))[0])
    program.screen.do("key", "End", "Return")
    program.lands_on(nearest(scores, float(scores.max()))[0])


def test_the_bracket_keys_walk_the_slices(program: Program, scores: np.ndarray[Any, Any]) -> None:
    framework: Framework = built_in_framework()
    program.screen.click(program.ask("bar", number=10))
    program.lands_on(10)
    program.screen.do("key", "bracketright")
    program.lands_on(11)
    program.screen.do("key", "bracketleft", "bracketleft")
    program.lands_on(9)
    middle = {band.id for band in framework.bands[1:-1]}
    one_sided = [n + 1 for n, s in enumerate(scores) if framework.band_of(int(s)).id not in middle]
    program.screen.do("key", "braceright")
    program.lands_on(next(n for n in one_sided if n > 9))


def until(program: Program, key: str, value: Any) -> dict[str, Any]:
    """Wait a little for a click to arrive."""
    patience = time.monotonic() + 3
    found = program.ask("marked")
    while found[key] != value and time.monotonic() < patience:
        time.sleep(0.02)
        found = program.ask("marked")
    return found


def test_a_row_of_the_ledger_lands_on_its_hit_and_a_hit_on_its_row(
    program: Program, scores: np.ndarray[Any, Any]
) -> None:
    for number in random.Random(3).sample(range(1, len(scores) + 1), 4):
        program.screen.click(program.ask("bar", number=number))
        program.lands_on(number)
        count = program.ask("explain")["hits"]
        for row in {0, count // 2, count - 1} if count else ():
            place = program.ask("hit_row", number=row)
            program.screen.click(place)
            found = until(program, "start", place["start"])
            assert found["start"] == place["start"]
            assert found["end"] > found["start"]
            assert found["in_view"]
            assert found["slice"] == number
            program.screen.click(program.ask("hit_in_text", number=count - 1 - row))
            assert until(program, "row", count - 1 - row)["row"] == count - 1 - row
