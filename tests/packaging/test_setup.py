"""What `make` decides before it installs anything."""

from __future__ import annotations

import json
import subprocess
from types import ModuleType

import pytest


def answers(text: str, code: int = 0) -> object:
    """A stand-in for subprocess.run that always gives the same answer."""
    return lambda *arguments, **options: subprocess.CompletedProcess(arguments, code, text, "")


def test_a_package_counts_under_its_old_and_its_new_name(
    system_packages: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = "libglib2.0-0t64 installed\nlibx11-6 installed\nlibegl1 config-files\n"
    monkeypatch.setattr(subprocess, "run", answers(known, code=1))
    assert system_packages.missing(["libglib2.0-0", "libx11-6", "libegl1", "libdrm2"]) == ["libegl1", "libdrm2"]


@pytest.mark.parametrize(
    ("known", "name"),
    [
        ("libglib2.0-0t64\nlibglib2.0-0t64-dbgsym\n", "libglib2.0-0t64"),
        ("libglib2.0-0\n", "libglib2.0-0"),
        ("", "libglib2.0-0"),
    ],
)
def test_the_name_that_this_system_knows_is_taken(
    system_packages: ModuleType, monkeypatch: pytest.MonkeyPatch, known: str, name: str
) -> None:
    monkeypatch.setattr(subprocess, "run", answers(known))
    assert system_packages.available_name("libglib2.0-0") == name


def test_without_root_the_exact_command_is_said(
    system_packages: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(system_packages, "missing", list)
    monkeypatch.setattr(system_packages, "elevation", lambda: None)
    monkeypatch.setattr(system_packages, "available_name", lambda package: package)
    assert not system_packages.ensure(["libegl1", "xvfb"])
    assert "\n    sudo apt-get install libegl1 xvfb\n" in capsys.readouterr().err


def test_the_stamp_knows_what_is_installed(
    setup_environment: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    stamp = tmp_path / "stamp.json"  # type: ignore[operator]
    monkeypatch.setattr(setup_environment, "STAMP", stamp)
    assert setup_environment.installed_extras("now") is None
    stamp.write_text(json.dumps({"fingerprint": "now", "extras": ["dev"]}), encoding="utf-8")
    assert setup_environment.installed_extras("now") == {"dev"}
    assert setup_environment.installed_extras("later") is None
    stamp.write_text("half a st", encoding="utf-8")
    assert setup_environment.installed_extras("now") is None


def test_a_wrong_purpose_is_told_the_right_ones(
    setup_environment: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    assert setup_environment.main(["everything"]) == 2
    assert "bench" in capsys.readouterr().err
