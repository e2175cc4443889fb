"""The files that go into packages: complete, of the right size, and agreeing with each other."""

from __future__ import annotations

import re
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtGui import QImage

import reader

SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)


@pytest.mark.parametrize("size", SIZES)
def test_the_icon_has_every_size(root: Path, size: int) -> None:
    image = QImage(str(root / "resources" / "icons" / f"perspective-reader-{size}.png"))
    assert (image.width(), image.height()) == (size, size)
    assert image.pixelColor(0, 0).alpha() == 0
    assert image.pixelColor(size // 2, size // 2).alpha() == 255


def test_no_icon_size_is_left_over(root: Path) -> None:
    files = {path.name for path in (root / "resources" / "icons").glob("perspective-reader-*.png")}
    assert files == {f"perspective-reader-{size}.png" for size in SIZES}


def test_commands_point_at_functions_that_exist(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for target in {**project["scripts"], **project["gui-scripts"]}.values():
        module, _, function = target.partition(":")
        source = (root / "src" / Path(*module.split("."))).with_suffix(".py").read_text(encoding="utf-8")
        assert f"def {function}(" in source


def test_the_version_is_a_plain_one() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+", reader.__version__)


@pytest.mark.parametrize("name", ["control", "changelog", "reader.1", "perspective-reader.metainfo.xml", "copyright"])
def test_every_mark_of_a_template_is_filled_in(debian_package: ModuleType, name: str) -> None:
    values = dict.fromkeys(("VERSION", "DATE", "ARCHITECTURE", "SIZE", "DEPENDS"), "1")
    assert not re.search(r"@[A-Z]+@", debian_package.template(name, **values))


def test_the_package_depends_on_what_the_program_needs(
    debian_package: ModuleType, system_packages: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(debian_package, "architecture", lambda: "amd64")
    (tmp_path / "usr").mkdir()
    (tmp_path / "usr" / "file").write_text("x", encoding="utf-8")
    release = debian_package.Release("1.2.3", datetime(2026, 1, 2, tzinfo=UTC))
    debian_package.add_control(tmp_path, release)
    control = (tmp_path / "DEBIAN" / "control").read_text(encoding="utf-8")
    depends = re.search(r"^Depends: (.*)$", control, re.MULTILINE)
    assert depends is not None
    named = {name.split(" ")[0] for group in depends[1].split(", ") for name in group.split(" | ")}
    assert {*system_packages.PROGRAM, "libc6", "libstdc++6"} <= named
    assert "9dd4e461268c8034f5c8564e155c67a6  usr/file" in (tmp_path / "DEBIAN" / "md5sums").read_text(encoding="utf-8")
