"""Folders and files of the program: what it brings along, and where it keeps what people make."""

from __future__ import annotations

import os
import sys
from pathlib import Path

APP_NAME = "perspective-reader"
HOME_VARIABLE = "READER_HOME"
"""Environment variable: one folder for everything the program keeps, instead of the user's own folders."""


def resource(*parts: str) -> Path:
    """Path of something in ``resources/``, alike in a checkout, an installed wheel and a frozen bundle."""
    return _resources_folder().joinpath(*parts)


def _resources_folder() -> Path:
    bundle = getattr(sys, "_MEIPASS", None)
    if bundle is not None:
        return Path(bundle) / "resources"
    here = Path(__file__).resolve().parent
    installed = here / "resources"
    return installed if installed.is_dir() else here.parents[1] / "resources"


def data_folder() -> Path:
    """Folder of libraries and user frameworks."""
    return _folder("data")


def config_folder() -> Path:
    """Folder of preferences."""
    return _folder("config")


def state_folder() -> Path:
    """Folder of the window's state and of crash reports."""
    return _folder("state")


def _folder(name: str) -> Path:
    home = os.environ.get(HOME_VARIABLE)
    if home:
        return Path(home) / name
    import platformdirs

    of_user = {
        "data": platformdirs.user_data_path,
        "config": platformdirs.user_config_path,
        "state": platformdirs.user_state_path,
    }
    return of_user[name](APP_NAME, appauthor=False)


def default_library() -> Path:
    """The library that opens when none is named."""
    return data_folder() / "library.sqlite"
