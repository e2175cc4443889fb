"""One function feeds all figures: window, cards and command line are held to each other and to numpy."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from reader.cli import main
from reader.gui.main_window import MainWindow
from reader.services.importing import ImportRequest, import_files
from reader.services.opening import open_library
from tests.gui.conftest import StartProgram, open_title

TITLE = "The seed page"
MINUS = "\N{MINUS SIGN}"


@pytest.fixture(scope="module")
def seed_text(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Line 63 of the seed page as a file of its own."""
    text = (shared / "seed" / "page.txt").read_text(encoding="utf-8").split("\n")[62]
    path = tmp_path_factory.mktemp("seed") / "the-seed-page.txt"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def window(start_program: StartProgram, seed_text: Path, tmp_path: Path, qtbot: QtBot) -> MainWindow:
    library = open_library(tmp_path / "seed.sqlite")
    for _ in import_files(library, [ImportRequest(seed_text)]):
        pass
    library.close()
    window = start_program(tmp_path / "seed.sqlite").window
    open_title(qtbot, window, window.model.items[0].title)
    return window


def scored(path: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    assert main(["score", str(path), "--json"]) == 0
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    return answer


def whole(value: float) -> str:
    """A figure as the interface writes it, worked out anew: nearest integer, halves away from 0, a true minus sign."""
    rounded = int(np.floor(abs(value) + 0.5)) * (-1 if value < 0 else 1)
    return f"{MINUS}{-rounded}" if rounded < 0 else str(rounded)


def test_window_cards_and_command_line_show_what_numpy_finds(
    window: MainWindow, seed_text: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = scored(seed_text, capsys)
    scores = np.array(told["scores"])
    p10, median, p90 = np.percentile(scores, (10, 50, 90))
    assert told["slices"] == len(scores) == 124
    assert told["median"] == median
    assert told["mean"] == pytest.approx(scores.mean(), abs=1e-4)
    assert (told["least"], told["greatest"]) == (scores.min(), scores.max())
    assert (told["p10"], told["p90"]) == (pytest.approx(p10, abs=1e-4), pytest.approx(p90, abs=1e-4))
    assert sum(told["shares"].values()) == 100

    page = window.item_page
    assert page is not None
    assert page.item is not None
    assert page.item.profile.scores.tolist() == told["scores"]
    shares = told["shares"]
    assert page.charts._figures.text() == (
        f"Across 124 full-transcript segments: median {whole(median)} · mean {whole(scores.mean())} · "
        f"spread {whole(scores.min())} to {whole(scores.max())} (p10–p90 {whole(p10)} to {whole(p90)}) · "
        f"{shares['risk-forward']}% risk-forward, {shares['mixed']}% mixed, "
        f"{shares['opportunity-forward']}% opportunity-forward slices."
    )
    strip = page.charts.strip.figures
    assert strip is not None
    assert (strip.least, strip.median, strip.greatest) == (scores.min(), median, scores.max())
    assert (strip.p10, strip.p90) == (pytest.approx(p10), pytest.approx(p90))
    assert page.charts.arc.count == 124

    card = window.model.items[0]
    assert card.scores.tolist() == told["scores"]
    assert (card.median, card.mean) == (median, pytest.approx(scores.mean()))
    assert (card.p10, card.p90) == (pytest.approx(p10, abs=1e-4), pytest.approx(p90, abs=1e-4))
    assert card.leaning == told["leaning"]


def test_each_band_share_is_that_of_the_scores(seed_text: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from reader.services.frameworks import built_in_framework

    told = scored(seed_text, capsys)
    scores = np.array(told["scores"])
    for band in built_in_framework().bands:
        share = 100 * np.mean((scores >= band.least) & (scores <= band.greatest))
        assert abs(told["shares"][band.id] - share) < 1
