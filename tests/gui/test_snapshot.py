"""Pictures of the window, drawn in a process of their own as the command line does."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

SCRIPT = """
import sys
from pathlib import Path
from reader.errors import ReaderError
from reader.gui.snapshot import snapshot
library, item, number, theme, width, height, scale, out = sys.argv[1:]
try:
    snapshot(Path(library), item, int(number), theme, (int(width), int(height)), float(scale), Path(out))
except ReaderError as error:
    print(error, file=sys.stderr)
    sys.exit(1)
"""


def draw(
    library: Path, out: Path, item: str, number: int = 0, theme: str = "dark", scale: float = 1.0
) -> subprocess.CompletedProcess[str]:
    call = [sys.executable, "-c", SCRIPT, str(library), item, str(number), theme, "1100", "760", str(scale), str(out)]
    return subprocess.run(call, capture_output=True, text=True, timeout=120, check=False)


def test_the_same_picture_twice_and_of_the_size_asked_for(library_path: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "first.png", tmp_path / "second.png"
    for out in (first, second):
        result = draw(library_path, out, "bridges-in-fog", 9)
        assert result.returncode == 0, result.stderr
    assert QImage(str(first)).size().toTuple() == (1100, 760)
    assert QImage(str(first)) == QImage(str(second))


def test_scaling_gives_more_pixels_of_the_same_window(library_path: Path, tmp_path: Path) -> None:
    out = tmp_path / "scaled.png"
    result = draw(library_path, out, "bridges-in-fog", theme="light", scale=1.5)
    assert result.returncode == 0, result.stderr
    picture = QImage(str(out))
    assert picture.size().toTuple() == (1650, 1140)
    assert picture.pixelColor(1640, 700).lightness() > 200


def test_the_library_page_is_drawn_without_an_item(library_path: Path, tmp_path: Path) -> None:
    assert draw(library_path, tmp_path / "library.png", "").returncode == 0


@pytest.mark.parametrize(("item", "number"), [("no-such-talk", 0), ("bridges-in-fog", 4000)])
def test_what_is_not_there_is_a_sentence(library_path: Path, tmp_path: Path, item: str, number: int) -> None:
    result = draw(library_path, tmp_path / "none.png", item, number)
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    assert not (tmp_path / "none.png").exists()


def test_no_library_is_a_sentence_and_makes_none(tmp_path: Path) -> None:
    result = draw(tmp_path / "none.sqlite", tmp_path / "none.png", "x")
    assert result.returncode == 1
    assert not (tmp_path / "none.sqlite").exists()


def test_drawing_leaves_the_persons_window_alone(library_path: Path, tmp_path: Path, own_home: Path) -> None:
    assert draw(library_path, tmp_path / "picture.png", "bridges-in-fog").returncode == 0
    kept = [path for path in own_home.rglob("*") if path.is_file() and not path.is_relative_to(own_home / "cache")]
    assert kept == []
