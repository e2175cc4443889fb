"""Cards and scatter on a real screen: clicks through the X server land on the right slice of the right conversation."""

from __future__ import annotations

import random
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from reader.services.importing import ImportRequest, import_files
from reader.services.opening import open_library
from tests.gui.making import srt
from tests.gui.real_clicks.test_real_clicks import NEEDED, Program, Screen

LENGTHS = (12, 20, 35, 50, 70, 90, 120)


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """The program on a library of seven talks of different lengths, leaning now here, now there."""
    missing = [name for name in NEEDED if shutil.which(name) is None]
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}")
    folder = tmp_path_factory.mktemp("talks")
    chance = random.Random(11)
    requests = []
    for length in LENGTHS:
        source = folder / f"talk-of-{length}.srt"
        pattern = "".join(chance.choice("rh...") for _ in range(length))
        source.write_text(srt(pattern).replace("the evening train", f"train {length}"), encoding="utf-8")
        requests.append(ImportRequest(source))
    slug = imported(folder / "library.sqlite", requests)
    screen = Screen()
    program = Program(screen, folder / "library.sqlite", slug, home=tmp_path_factory.mktemp("home"))
    yield program
    assert program.close() == 0
    screen.close()


def imported(path: Path, requests: list[ImportRequest]) -> str:
    """Import the files; the slug of the first."""
    with open_library(path) as library:
        run = import_files(library, requests)
        try:
            while True:
                next(run)
        except StopIteration as stop:
            slug: str = stop.value.entries[0].slug
    return slug


def click_and_land(program: Program, place: dict[str, Any], item_id: int) -> None:
    """Click there and wait until that conversation is open."""
    program.screen.click(place)
    patience = time.monotonic() + 5
    wanted = {"page": "item", "id": item_id}
    while program.ask("shown") != wanted and time.monotonic() < patience:
        time.sleep(0.02)
    assert program.ask("shown") == wanted


def lands_on(program: Program, number: int) -> None:
    """Every part of the cursor stands at the slice, and the slice at the top of the text."""
    patience = time.monotonic() + 3
    where = program.ask("where")
    while where["top"] != number and time.monotonic() < patience:
        time.sleep(0.02)
        where = program.ask("where")
    assert {where["slice"], where["arc"], where["strip"], where["text"], where["top"]} == {number}
    assert 0 <= where["heading_y"] <= 24


@pytest.mark.parametrize("part", ["trail", "bands"])
def test_random_bars_of_random_cards_land_on_their_slices(program: Program, part: str) -> None:
    chance = random.Random(part)
    for _ in range(6):
        cards = program.ask("cards")
        row = chance.randrange(len(cards["ids"]))
        number = chance.randint(1, cards["counts"][row])
        place = program.ask("card_bar", row=row, part=part, number=number)
        click_and_land(program, place, cards["ids"][row])
        lands_on(program, number)


def test_markers_of_cards_land_on_the_most_one_sided_slices(program: Program) -> None:
    for row in (1, 4):
        for find in (min, max):
            cards = program.ask("cards")
            click_and_land(program, program.ask("card_bar", row=row, part="trail", number=1), cards["ids"][row])
            scores = program.ask("scores")["scores"]
            program.ask("cards")
            click_and_land(program, program.ask("card_marker", row=row, score=find(scores)), cards["ids"][row])
            lands_on(program, scores.index(find(scores)) + 1)


def test_points_of_the_scatter_open_their_conversation(program: Program) -> None:
    for row in (0, 3, 6):
        cards = program.ask("cards")
        click_and_land(program, program.ask("point", item_id=cards["ids"][row]), cards["ids"][row])
