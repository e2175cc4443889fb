"""What differs between two versions is shown where it stands, also what one of them lacks."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from reader.domain.version_text import Difference, VersionText
from reader.gui.theme.manager import ThemeManager
from reader.gui.widgets.version_view import VersionView


@pytest.mark.parametrize(
    ("start", "end", "marked"), [(0, 0, "O"), (4, 4, " "), (4, 8, "fly "), (0, 4, "Owl "), (13, 13, "t")]
)
def test_a_difference_is_marked_at_its_place_or_beside_it(
    qtbot: QtBot, theme: ThemeManager, start: int, end: int, marked: str
) -> None:
    view = VersionView(theme.palette)
    qtbot.addWidget(view)
    view.show_version(VersionText("Owl fly light", (Difference(start, end, "others"),), 0.5))
    (selection,) = view.extraSelections()
    assert selection.cursor.selectedText() == marked  # type: ignore[attr-defined]
    assert "in force: “others”" in view.told.text()
