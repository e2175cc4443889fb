"""Figures of a list for other programs: the same as the command line tells, whole or not at all."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pytest

from reader.domain.item_summary import ItemSummary
from reader.errors import ReaderError
from reader.services.describing import summary_facts
from reader.services.exporting_lists import export_list, list_csv, list_json


def item(number: int, title: str) -> ItemSummary:
    return ItemSummary(
        id=number, slug=f"item-{number}", title=title, show="AXRP", shelf="", thread="", date="2025-01-02",
        tags=("a", "b; c"), sample=False, duration_ms=None, characters=10, median=-2.5, mean=0.0, p10=-4.0, p90=3.0,
        leaning="mixed", lens="Society", confidence="high", basis="Transcript-informed",
        scores=np.array([-5, 0], np.int8), evidence=np.array([True, False]),
    )  # fmt: skip


ITEMS = [item(1, "Étude, “in” risk"), item(2, '=HYPERLINK("x")'), item(3, "two\nlines")]


def written(path: Path) -> str:
    steps = list(export_list(ITEMS, path))
    assert (steps[-1].done, steps[-1].total) == (len(ITEMS), len(ITEMS))
    return path.read_bytes().decode("utf-8")


def test_json_is_what_the_command_line_says(tmp_path: Path) -> None:
    expected = [summary_facts(one) for one in ITEMS]
    assert json.loads(written(tmp_path / "out.JSON")) == expected
    assert json.loads(list_json(ITEMS)) == expected


def test_csv_is_read_back_field_by_field_and_no_title_becomes_a_formula(tmp_path: Path) -> None:
    text = written(tmp_path / "out.csv")
    assert text.startswith("\ufeff")  # so that spreadsheets know that it is UTF-8
    rows = list(csv.DictReader(text.removeprefix("\ufeff").splitlines(keepends=True)))
    assert [row["title"] for row in rows] == ["Étude, “in” risk", '\'=HYPERLINK("x")', "two\nlines"]
    assert rows[0]["median"] == "-2.5"
    assert rows[0]["tags"] == "a; b; c"
    assert (rows[0]["duration_ms"], rows[0]["sample"]) == ("", "no")
    assert list_csv([]) == ""


def test_other_endings_and_folders_that_are_not_there_are_told(tmp_path: Path) -> None:
    for path in (tmp_path / "out.xlsx", tmp_path / "absent" / "out.csv"):
        with pytest.raises(ReaderError):
            list(export_list(ITEMS, path))
    assert list(tmp_path.iterdir()) == []
