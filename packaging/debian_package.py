"""Makes the Debian package from the frozen program: one tree, checked, and packed with dpkg-deb."""

import gzip
import hashlib
import platform
import shutil
import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

import system_packages

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = Path(__file__).resolve().parent / "linux"
ICONS = ROOT / "resources" / "icons"
NAME = "perspective-reader"
COMMANDS = ("reader", "perspective-reader")

LIBC = f"libc6 (>= {platform.libc_ver()[1]})"
"""Python is this system's, and runs on no older one: release packages are built on Debian 12, with libc 2.36."""

DEPENDS = (LIBC, "libgcc-s1", "libstdc++6", *system_packages.PROGRAM)
RENAMED = {"libglib2.0-0": "libglib2.0-0t64 | libglib2.0-0"}
"""What a dependency is called on systems with 64-bit time, so that one package installs on all of them."""


@dataclass(frozen=True)
class Release:
    """What the package is called by."""

    version: str
    date: datetime


def make_debian_package(frozen: Path, release: Release, folder: Path) -> Path:
    """Packs the frozen program; returns the .deb in the folder."""
    tree = folder / "deb"
    shutil.rmtree(tree, ignore_errors=True)
    shutil.copytree(frozen, tree / "usr" / "lib" / NAME, symlinks=True)
    commands = tree / "usr" / "bin"
    commands.mkdir(parents=True)
    for command in COMMANDS:
        (commands / command).symlink_to(f"../lib/{NAME}/reader")
    add_desktop_files(tree / "usr" / "share", release)
    add_documents(tree / "usr" / "share", release)
    set_modes(tree)
    add_control(tree, release)
    check(tree)
    package = folder / f"{NAME}_{release.version}_{architecture()}.deb"
    run("dpkg-deb", "--build", "--root-owner-group", "-Zxz", str(tree), str(package))
    return package


def add_desktop_files(share: Path, release: Release) -> None:
    """The menu entry, its description for software centres, and the icon in all sizes."""
    write(share / "applications" / f"{NAME}.desktop", template(f"{NAME}.desktop"))
    metainfo = template(f"{NAME}.metainfo.xml", VERSION=release.version, DATE=f"{release.date:%Y-%m-%d}")
    write(share / "metainfo" / f"{NAME}.metainfo.xml", metainfo)
    hicolor = share / "icons" / "hicolor"
    copy(ICONS / f"{NAME}.svg", hicolor / "scalable" / "apps" / f"{NAME}.svg")
    for icon in ICONS.glob(f"{NAME}-*.png"):
        size = icon.stem.rpartition("-")[2]
        copy(icon, hicolor / f"{size}x{size}" / "apps" / f"{NAME}.png")


def add_documents(share: Path, release: Release) -> None:
    """Copyright, changelogs, manual pages, and the reasons for what lintian would complain about."""
    documents = share / "doc" / NAME
    write(documents / "copyright", template("copyright"))
    changelog = template("changelog", VERSION=release.version, DATE=format_datetime(release.date))
    write_compressed(documents / "changelog.gz", changelog)
    write_compressed(documents / "CHANGELOG.md.gz", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))
    manual = template("reader.1", VERSION=release.version, DATE=f"{release.date:%B %Y}")
    write_compressed(share / "man" / "man1" / "reader.1.gz", manual)
    (share / "man" / "man1" / "perspective-reader.1.gz").symlink_to("reader.1.gz")
    write(share / "lintian" / "overrides" / NAME, template("lintian-overrides"))


def add_control(tree: Path, release: Release) -> None:
    """The package's description and the check sums of its files."""
    files = sorted(path for path in tree.rglob("*") if path.is_file() and not path.is_symlink())
    size = sum(path.stat().st_size for path in files) // 1024
    depends = ", ".join(RENAMED.get(package, package) for package in DEPENDS)
    fields = {"VERSION": release.version, "ARCHITECTURE": architecture(), "SIZE": str(size), "DEPENDS": depends}
    write(tree / "DEBIAN" / "control", template("control", **fields))
    sums = (f"{hashlib.md5(path.read_bytes()).hexdigest()}  {path.relative_to(tree)}\n" for path in files)
    write(tree / "DEBIAN" / "md5sums", "".join(sums))


def set_modes(tree: Path) -> None:
    """Folders and the program can be entered and run, everything else is only read."""
    for path in tree.rglob("*"):
        if not path.is_symlink():
            runs = path.is_dir() or path == tree / "usr" / "lib" / NAME / "reader"
            path.chmod(0o755 if runs else 0o644)


def check(tree: Path) -> None:
    """Stops when the desktop files break their standards."""
    share = tree / "usr" / "share"
    run("desktop-file-validate", str(share / "applications" / f"{NAME}.desktop"))
    run("appstreamcli", "validate", "--no-net", *allowances(), str(share / "metainfo" / f"{NAME}.metainfo.xml"))


def allowances() -> list[str]:
    """From version 1 on, AppStream warns where there is no homepage, and this program has none."""
    answer = subprocess.run(["appstreamcli", "--version"], capture_output=True, text=True, check=True)
    version = answer.stdout.rpartition(" ")[2]
    return [] if version.startswith("0.") else ["--override=url-homepage-missing=info"]


def architecture() -> str:
    """What Debian calls this machine, for example amd64."""
    answer = subprocess.run(["dpkg", "--print-architecture"], capture_output=True, text=True, check=True)
    return answer.stdout.strip()


def template(name: str, **values: str) -> str:
    """A file of packaging/linux with its @NAME@ marks filled in."""
    text = (TEMPLATES / name).read_text(encoding="utf-8")
    for key, value in values.items():
        text = text.replace(f"@{key}@", value)
    return text


def write(path: Path, text: str) -> None:
    """Writes a text file, with the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def write_compressed(path: Path, text: str) -> None:
    """Writes a gzip file that is the same bytes on every build."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(text.encode(), mtime=0))


def copy(source: Path, target: Path) -> None:
    """Copies a file, with the folders above the target."""
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def run(*command: str) -> None:
    """Runs a tool; its own words tell what failed."""
    subprocess.run(command, check=True)


def utc(seconds: float) -> datetime:
    """A moment as packages state it."""
    return datetime.fromtimestamp(seconds, tz=UTC)
