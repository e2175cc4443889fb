"""What kind of place a library stands on."""

from __future__ import annotations

import re
from pathlib import Path

NETWORK_FILE_SYSTEMS = frozenset(
    ("9p", "afpfs", "afs", "ceph", "cifs", "davfs", "fuse.davfs2", "fuse.glusterfs", "fuse.rclone", "fuse.sshfs",
     "gfs2", "glusterfs", "lustre", "ncpfs", "nfs", "nfs4", "ocfs2", "smb3", "smbfs")
)  # fmt: skip

_MOUNTS = Path("/proc/mounts")


def is_network_folder(path: Path, mounts: Path = _MOUNTS) -> bool:
    """True where ``path`` stands on a share of another computer, as far as the system tells.

    SQLite's locks cannot be relied on there: such a library should be opened by one program at a time. Tells on Linux
    (from the table of mounts) and for UNC paths on Windows; False elsewhere.
    """
    if str(path).startswith(("\\\\", "//")):
        return True
    try:
        table = mounts.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return False
    place = path.absolute().resolve()
    kind, deepest = "", -1
    for line in table.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        point = Path(_unescaped(fields[1]))
        # Of several mounts on one point, the last one in the table lies on top.
        if place.is_relative_to(point) and len(point.parts) >= deepest:
            kind, deepest = fields[2], len(point.parts)
    return kind in NETWORK_FILE_SYSTEMS


def _unescaped(field: str) -> str:
    return re.sub(r"\\([0-7]{3})", lambda match: chr(int(match.group(1), 8)), field)
