"""The cache of frameworks: used for exactly one source, never needed, never wrong."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from reader.errors import FrameworkError
from reader.formats import framework_cache, framework_file
from reader.formats.framework_cache import framework_of
from reader.formats.framework_file import read_framework
from reader.paths import cache_folder, resource
from tests.formats.small_framework import SMALL


@pytest.fixture(params=["risk-opportunity", "monetary-policy", "small"])
def source(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    path = tmp_path / "mine.toml"
    if request.param == "small":
        path.write_text(SMALL, encoding="utf-8")
        return path
    return Path(shutil.copy(resource("frameworks", f"{request.param}.toml"), path))


def kept() -> list[Path]:
    return list((cache_folder() / "frameworks").iterdir())


def forbid_parsing(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object) -> None:
        raise AssertionError("parsed again")

    monkeypatch.setattr(framework_file, "parse_framework", refuse)


def test_a_kept_framework_is_the_same_framework(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = framework_of(source)
    assert len(kept()) == 1
    forbid_parsing(monkeypatch)
    assert framework_of(source) == first
    monkeypatch.undo()
    assert first == read_framework(source)


def test_another_content_is_read_anew(source: Path) -> None:
    framework_of(source)
    source.write_text(source.read_text(encoding="utf-8").replace('name = "', 'name = "New ', 1), encoding="utf-8")
    assert framework_of(source) == read_framework(source)
    assert framework_of(source).name.startswith("New ")


def test_another_version_of_the_program_reads_anew(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    framework_of(source)
    monkeypatch.setattr(framework_cache, "FORM", "a later version")
    forbid_parsing(monkeypatch)
    with pytest.raises(AssertionError, match="parsed again"):
        framework_of(source)


@pytest.mark.parametrize("damage", [b"", b"nonsense", b"\xe9\x00\x00\x00", b"N"])
def test_a_damaged_file_is_made_anew(source: Path, damage: bytes) -> None:
    first = framework_of(source)
    whole = kept()[0].read_bytes()
    kept()[0].write_bytes(damage or whole[: len(whole) // 2])
    assert framework_of(source) == first
    assert kept()[0].read_bytes() == whole


def test_a_folder_that_cannot_be_written_is_no_trouble(source: Path, own_home: Path) -> None:
    (own_home / "cache").write_text("a file in the place of the folder", encoding="utf-8")
    assert framework_of(source) == framework_of(source) == read_framework(source)


def test_mistakes_are_told_and_not_kept(source: Path) -> None:
    source.write_text("[axis", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(FrameworkError, match=r"mine\.toml, line 1: this is not valid TOML"):
            framework_of(source)
    assert not cache_folder().exists()
    with pytest.raises(FrameworkError, match="does not exist"):
        framework_of(source.with_name("absent.toml"))
