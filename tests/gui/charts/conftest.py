"""Both charts, on the screen and in the dark theme."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from reader.gui.charts.arc import EpisodeArc
from reader.gui.charts.strip import SpectrumStrip
from reader.gui.theme.fonts import register_fonts
from reader.gui.theme.palette import Palette, load_palette


@pytest.fixture
def palette() -> Palette:
    return load_palette("dark")


@pytest.fixture
def arc(qtbot: QtBot, palette: Palette) -> EpisodeArc:
    register_fonts()
    made = EpisodeArc(palette)
    qtbot.addWidget(made)
    made.resize(715, 170)
    made.show()
    return made


@pytest.fixture
def strip(qtbot: QtBot, palette: Palette) -> SpectrumStrip:
    register_fonts()
    made = SpectrumStrip(palette)
    qtbot.addWidget(made)
    made.resize(330, made.sizeHint().height())
    made.show()
    return made
