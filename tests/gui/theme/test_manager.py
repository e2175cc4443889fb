"""The application wears the theme that was chosen, or the system's."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontInfo, QFontMetricsF, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from reader.gui.theme.fonts import interface_font, text_font
from reader.gui.theme.icons import icon
from reader.gui.theme.manager import CHOICES, ThemeManager
from reader.gui.theme.palette import load_palette
from reader.gui.theme.stylesheet import stylesheet
from reader.paths import resource


@pytest.fixture
def manager(qapp: QApplication) -> Iterator[ThemeManager]:
    before = qapp.styleSheet(), qapp.palette(), qapp.font()
    qapp.setPalette(qapp.style().standardPalette())  # not what other tests' windows left behind
    made = ThemeManager(qapp)
    yield made
    made.set_choice("system")
    made.deleteLater()
    qapp.setStyleSheet(before[0])
    qapp.setPalette(before[1])
    qapp.setFont(before[2])


def test_switching_dresses_the_application_and_says_so(manager: ThemeManager, qtbot: QtBot, qapp: QApplication) -> None:
    manager.set_choice("light")
    with qtbot.waitSignal(manager.palette_changed) as told:
        manager.set_choice("dark")
    assert told.args == [load_palette("dark")]
    assert manager.palette.dark
    assert qapp.palette().color(QPalette.ColorRole.Window) == manager.palette.window
    assert manager.palette.window.name() in qapp.styleSheet()


def test_choosing_the_theme_already_worn_changes_nothing(manager: ThemeManager, qtbot: QtBot) -> None:
    manager.set_choice("light")
    with qtbot.assertNotEmitted(manager.palette_changed):
        manager.set_choice("light")


def test_the_system_is_followed_while_nothing_else_is_chosen(
    manager: ThemeManager, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    def system_turns(scheme: Qt.ColorScheme) -> None:
        monkeypatch.setattr("reader.gui.theme.manager.system_scheme", lambda hints: scheme)
        qapp.styleHints().colorSchemeChanged.emit(scheme)

    for scheme, dark in ((Qt.ColorScheme.Dark, True), (Qt.ColorScheme.Light, False), (Qt.ColorScheme.Unknown, False)):
        system_turns(scheme)
        assert manager.palette.dark is dark
    manager.set_choice("dark")
    system_turns(Qt.ColorScheme.Light)
    assert manager.palette.dark
    manager.set_choice("system")
    assert not manager.palette.dark


def test_an_unknown_choice_is_refused(manager: ThemeManager) -> None:
    with pytest.raises(ValueError, match="sepia"):
        manager.set_choice("sepia")
    assert manager.choice in CHOICES


@pytest.mark.parametrize("name", ["light", "dark"])
def test_the_stylesheet_is_filled_completely(name: str) -> None:
    filled = stylesheet(load_palette(name), 10)
    assert "$" not in filled
    assert filled.count("{") == filled.count("}")


def test_the_bundled_fonts_are_in_use_with_equally_wide_figures(manager: ThemeManager, qtbot: QtBot) -> None:
    del manager
    for font, family in ((interface_font(10), "Inter"), (text_font("", 12), "Noto Serif")):
        assert QFontInfo(font).family() == family
        widths = {QFontMetricsF(font).horizontalAdvance(figure) for figure in "0123456789"}
        assert len(widths) == 1, family
    bold = QFont(interface_font(10))
    bold.setWeight(QFont.Weight.DemiBold)
    assert QFontInfo(bold).weight() == QFont.Weight.DemiBold
    label = QLabel("0")
    label.setProperty("role", "muted")
    qtbot.addWidget(label)
    label.ensurePolished()
    widths = {QFontMetricsF(label.font()).horizontalAdvance(figure) for figure in "0123456789"}
    assert len(widths) == 1, "a size from the stylesheet must keep the figures"


def test_a_chosen_text_font_comes_before_the_bundled_one(manager: ThemeManager) -> None:
    del manager
    assert text_font("Inter", 12).families() == ["Inter", "Noto Serif"]
    assert text_font("", 13.5).pointSizeF() == 13.5


def test_fonts_bring_their_licences_along() -> None:
    names = {path.name for path in resource("fonts").iterdir()}
    assert {"OFL-Inter.txt", "OFL-NotoSerif.txt"} <= names
    for name in ("OFL-Inter.txt", "OFL-NotoSerif.txt"):
        text = resource("fonts", name).read_text(encoding="utf-8")
        assert text.startswith("Copyright")
        assert "SIL OPEN FONT LICENSE Version 1.1" in text


def test_every_icon_draws_in_the_colour_that_is_asked_for(manager: ThemeManager) -> None:
    palette = manager.palette
    names = [path.stem for path in resource("icons", "ui").glob("*.svg")]
    assert {"search", "back", "forward", "import", "find", "close", "more", "edit", "tag", "info", "sample"} <= set(
        names
    )
    for name in names:
        if name.startswith(("arrow-", "mark-")):
            continue
        image = icon(name, palette, "accent").pixmap(32).toImage()
        drawn = [image.pixelColor(x, y) for x in range(32) for y in range(32) if image.pixelColor(x, y).alpha() > 250]
        assert drawn, name
        near = [abs(c.hue() - palette.accent.hue()) <= 4 for c in drawn]
        assert all(near), name


def test_icons_are_sharp_at_any_scaling_and_grey_when_disabled(manager: ThemeManager, qtbot: QtBot) -> None:
    made = icon("search", manager.palette, "text")
    assert made.pixmap(16).deviceIndependentSize().width() == 16
    button = QPushButton()
    button.setIcon(made)
    button.setEnabled(False)
    qtbot.addWidget(button)
    button.show()
    colours = {
        button.grab().toImage().pixelColor(x, y).name() for x in range(button.width()) for y in range(button.height())
    }
    assert manager.palette.text.name() not in colours


def test_an_unknown_icon_is_an_error_at_once(manager: ThemeManager) -> None:
    with pytest.raises(FileNotFoundError):
        icon("no-such-icon", manager.palette)
