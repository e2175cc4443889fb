"""Shares of other computers are told from local folders by the table of mounts."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.library.places import is_network_folder

MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
tmpfs /tmp tmpfs rw 0 0
server:/home /srv/my\\040share nfs4 rw 0 0
//nas/media /srv/nas cifs rw 0 0
/dev/sdb1 /srv/nas/local ext4 rw 0 0
nonsense
"""


@pytest.mark.parametrize(
    ("place", "network"),
    [
        ("/srv/my share/library.sqlite", True),
        ("/srv/nas/a/b/library.sqlite", True),
        ("/srv/nas/local/library.sqlite", False),
        ("/srv/nas2/library.sqlite", False),
        ("/home/me/library.sqlite", False),
    ],
)
def test_the_deepest_mount_decides(tmp_path: Path, place: str, network: bool) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(MOUNTS)
    assert is_network_folder(Path(place), mounts) is network


def test_unknown_tables_mean_local(tmp_path: Path) -> None:
    assert not is_network_folder(Path("/srv/nas/library.sqlite"), tmp_path / "absent")


def test_windows_shares_are_told_by_their_name() -> None:
    assert is_network_folder(Path("\\\\server\\share\\library.sqlite"))
