"""``reader related`` and ``reader counterbalance``."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Reader
from tests.services.test_relating import BRIGHT, DARK, talk


@pytest.fixture(autouse=True)
def library(reader: Reader, tmp_path: Path) -> None:
    talk(tmp_path / "talks", "amber", "wages", DARK, "shelf: Work")
    talk(tmp_path / "talks", "birch", "wages", BRIGHT)
    talk(tmp_path / "talks", "cedar", "protein", BRIGHT, "shelf: Work")
    assert reader("import", tmp_path / "talks").code == 0


def test_related_items_with_why(reader: Reader) -> None:
    ran = reader("related", "amber")
    assert ran.code == 0
    assert ran.err == ""
    lines = ran.out.splitlines()
    assert [line.split()[0] for line in lines[::2]] == ["cedar", "birch"]
    assert lines[1].startswith("  same shelf")
    assert "wages" in lines[3]
    assert len(reader("related", "amber", "--limit", 1).out.splitlines()) == 2


def test_counterbalance_with_its_target(reader: Reader) -> None:
    ran = reader("counterbalance", "amber")
    assert ran.code == 0
    assert ran.out.startswith("Looking for a mean of +")
    assert ran.out.splitlines()[2].startswith("birch  birch  (mean ")
    other = reader("counterbalance", "birch", "--json").value
    assert other["opposite"] is True
    assert [pick["item"]["slug"] for pick in other["counterbalance"]] == ["amber"]


def test_json_has_the_same(reader: Reader) -> None:
    value = reader("related", "amber", "--json").value
    assert value["slug"] == "amber"
    assert [pick["item"]["slug"] for pick in value["related"]] == ["cedar", "birch"]
    assert value["related"][0]["why"][0] == "same shelf"
    assert 0 < value["related"][1]["nearness"] <= 1
    found = reader("counterbalance", "amber", "--json").value
    assert found["target"] == -value_of_mean(reader, "amber")


def value_of_mean(reader: Reader, slug: str) -> float:
    return next(item["mean"] for item in reader("list", "--json").value if item["slug"] == slug)


def test_what_is_not_there_is_said(reader: Reader, tmp_path: Path) -> None:
    ran = reader("related", "ambre")
    assert (ran.code, ran.out) == (1, "")
    assert "Did you mean amber?" in ran.err
    assert reader("counterbalance").code == 2
    assert reader("related", "amber", "--library", tmp_path / "none.sqlite").code == 1
    assert reader("counterbalance", "amber", "--limit", "0").code == 2


def test_nothing_on_the_other_side(reader: Reader, tmp_path: Path) -> None:
    place = tmp_path / "other.sqlite"
    folder = tmp_path / "dark"
    talk(folder, "amber", "wages", DARK)
    talk(folder, "dunes", "protein", DARK)
    reader("import", "--library", place, folder)
    ran = reader("counterbalance", "--library", place, "amber")
    assert ran.out.splitlines()[1] == "The library has nothing on the other side; these are the nearest there are."
    lone = tmp_path / "lone.sqlite"
    reader("import", "--library", lone, folder / "amber.md")
    assert reader("related", "--library", lone, "amber").out == "Nothing in this library is related to it.\n"
    assert reader("counterbalance", "--library", lone, "amber").out.startswith("There is nothing to set against it")
