"""Names are found by what comes to mind of them, the plainest first."""

from __future__ import annotations

import pytest

from reader.domain.name_finding import BEGINS, EXPLAINED, MISTYPED, PIECES, SPARSE, WITHIN, nearness


@pytest.mark.parametrize(
    ("typed", "name", "rank"),
    [
        ("", "Import", 0),
        ("imp", "Import folder", BEGINS),
        ("folder imp", "Import folder", BEGINS),
        ("port", "Import", WITHIN),
        ("csbs", "Compare side by side", PIECES),
        ("impfol", "Import folder", PIECES),
        ("implort", "Import", MISTYPED),
        ("methdology", "Methodology", MISTYPED),
        ("mehtodo", "Methodology", MISTYPED),
        ("cmpre", "Compare side by side", SPARSE),
        ("mthd", "Methodology", SPARSE),
        ("port methdology", "Import methodology", WITHIN + MISTYPED),
    ],
)
def test_each_word_counts_as_plainly_as_it_is_there(typed: str, name: str, rank: int) -> None:
    assert nearness(typed, name) == rank


@pytest.mark.parametrize("typed", ["zzqq", "fi", "sbsc", "imp zz", "xyzt", "mpre", "cperam"])
def test_what_is_not_there_is_not_found(typed: str) -> None:
    assert nearness(typed, "Compare side by side") is None


def test_a_name_is_found_by_what_explains_it() -> None:
    assert nearness("deleted", "Bin", "What was deleted: bring it back") == EXPLAINED
    assert nearness("bin deleted", "Bin", "What was deleted: bring it back") == BEGINS + EXPLAINED


def test_marks_part_words_and_count_for_nothing() -> None:
    assert nearness("dark", "Theme:dark") == BEGINS
    assert nearness("…", "Theme: dark") == 0
