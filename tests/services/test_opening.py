"""Opening a library, and the ways out where that fails."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from reader.errors import DamagedLibraryError
from reader.paths import default_library
from reader.services.opening import is_network_folder, list_backups, open_library, restore_backup, set_aside
from tests.library.making import add, new_item


def test_the_default_library_opens_when_none_is_named() -> None:
    with open_library() as library:
        assert library.path == default_library()


def test_a_damaged_library_offers_a_backup_and_a_new_start(tmp_path: Path) -> None:
    path = tmp_path / "mine.sqlite"
    with open_library(path) as library:
        add(library, new_item(1, title="Kept"))
        library.backup("before a test")
    path.write_bytes(b"damaged")
    with pytest.raises(DamagedLibraryError):
        open_library(path)
    (backup,) = list_backups(path)
    damaged = restore_backup(path, backup)
    assert damaged is not None
    assert damaged.read_bytes() == b"damaged"
    with open_library(path) as library:
        assert [summary.title for summary in library.items.summaries()] == ["Kept"]
    aside = set_aside(path)
    with open_library(path) as library:
        assert library.items.count() == 0
    with open_library(aside) as library:
        assert library.items.count() == 1
    assert list_backups(path) == [backup]


def test_a_folder_of_this_computer_is_local(tmp_path: Path) -> None:
    assert not is_network_folder(tmp_path)


def test_importing_the_services_needs_no_database() -> None:
    script = (
        "import sys\n"
        "from reader.services import browsing, editing, opening, reading\n"
        "assert not {'sqlalchemy', 'sqlite3', 'alembic'} & sys.modules.keys()"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
