"""The Debian packages that the program needs, and how to find out which of them are missing.

The lists were measured on a bare Debian 12. Ubuntu 24.04 and Debian 13 renamed some libraries when they moved to
64-bit time (`libglib2.0-0` became `libglib2.0-0t64`); both names count.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable

OFFSCREEN = (
    "libbrotli1",
    "libdbus-1-3",
    "libegl1",
    "libfontconfig1",
    "libfreetype6",
    "libgl1",
    "libglib2.0-0",
    "libgssapi-krb5-2",
    "libx11-6",
    "libxkbcommon0",
)
SCREEN = (
    "libx11-xcb1",
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-image0",
    "libxcb-keysyms1",
    "libxcb-randr0",
    "libxcb-render-util0",
    "libxcb-render0",
    "libxcb-shape0",
    "libxcb-shm0",
    "libxcb-sync1",
    "libxcb-util1",
    "libxcb-xfixes0",
    "libxcb-xkb1",
    "libxkbcommon-x11-0",
)
SOUND = ("libdrm2", "libpulse0", "libxext6", "libxrandr2")
PROGRAM = OFFSCREEN + SCREEN + SOUND
TESTS = ("xauth", "xdotool", "xvfb")
BUILD = ("appstream", "binutils", "desktop-file-utils", "lintian", "xz-utils")
SMOKE_TEST = ("debootstrap",)


def is_debian() -> bool:
    """Whether packages can be looked up and installed here the Debian way."""
    return shutil.which("dpkg-query") is not None and shutil.which("apt-get") is not None


def spellings(package: str) -> tuple[str, str]:
    """A package's name before and after the move to 64-bit time."""
    return package, f"{package}t64"


def missing(packages: Iterable[str]) -> list[str]:
    """Those of the packages that are not installed, under their plain names."""
    wanted = list(packages)
    if not wanted:
        return []
    query = ["dpkg-query", "--show", "--showformat=${Package} ${db:Status-Status}\n"]
    names = [name for package in wanted for name in spellings(package)]
    # dpkg-query exits with 1 when it knows nothing of one of the names: here that is an answer, not a failure.
    answer = subprocess.run([*query, *names], capture_output=True, text=True, check=False)
    installed = {line.split()[0] for line in answer.stdout.splitlines() if line.endswith(" installed")}
    return [package for package in wanted if installed.isdisjoint(spellings(package))]


def available_name(package: str) -> str:
    """The spelling of a package that this system's package lists know; the plain one when they know neither."""
    answer = subprocess.run(["apt-cache", "pkgnames", package], capture_output=True, text=True, check=False)
    known = set(answer.stdout.split())
    return next((name for name in spellings(package) if name in known), package)


def elevation() -> list[str] | None:
    """What to put before a command to run it as root without a question; None when that is impossible."""
    if os.geteuid() == 0:
        return []
    if (
        shutil.which("sudo")
        and subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0
    ):
        return ["sudo", "-n"]
    return None


def ensure(packages: Iterable[str]) -> bool:
    """Installs what is missing, or says which command does. Returns whether everything is there now."""
    lacking = missing(packages)
    if not lacking:
        return True
    prefix = elevation()
    if prefix is None:
        names = " ".join(available_name(package) for package in lacking)
        print("setup: these system packages are missing. Install them, then run make again:", file=sys.stderr)
        print(f"\n    sudo apt-get install {names}\n", file=sys.stderr)
        return False
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    # A failing third-party source is no reason to stop: whether the packages can be had is decided below.
    subprocess.run([*apt, "-qq", "update"], stdin=subprocess.DEVNULL, check=False)
    names_here = [available_name(package) for package in lacking]
    print(f"setup: installing the system packages {' '.join(names_here)}", flush=True)
    install = [*apt, "-qq", "-o=Dpkg::Use-Pty=0", "install", "--yes", "--no-install-recommends", *names_here]
    done = subprocess.run(install, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode != 0:
        print(done.stdout, file=sys.stderr)
        print(f"setup: apt-get could not install {' '.join(names_here)}; its reasons stand above.", file=sys.stderr)
    return done.returncode == 0
