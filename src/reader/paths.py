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


def cache_folder() -> Path:
    """Folder of what can be made again at any time."""
    return _folder("cache")


ON_LINUX = sys.platform == "linux"
_LINUX_FOLDERS = {
    "data": ("XDG_DATA_HOME", "~/.local/share"),
    "config": ("XDG_CONFIG_HOME", "~/.config"),
    "state": ("XDG_STATE_HOME", "~/.local/state"),
    "cache": ("XDG_CACHE_HOME", "~/.cache"),
}
"""Variables and folders of the XDG Base Directory Specification."""


def _folder(name: str) -> Path:
    home = os.environ.get(HOME_VARIABLE)
    if home:
        return Path(home) / name
    if ON_LINUX:
        # What platformdirs answers too, but it takes 6 ms to load.
        variable, usual = _LINUX_FOLDERS[name]
        chosen = os.environ.get(variable, "").strip()
        return Path(chosen if os.path.isabs(chosen) else os.path.expanduser(usual)) / APP_NAME
    import platformdirs

    of_user = {
        "data": platformdirs.user_data_path,
        "config": platformdirs.user_config_path,
        "state": platformdirs.user_state_path,
        "cache": platformdirs.user_cache_path,
    }
    return of_user[name](APP_NAME, appauthor=False)


def default_library() -> Path:
    """The library that opens when none is named."""
    return data_folder() / "library.sqlite"
