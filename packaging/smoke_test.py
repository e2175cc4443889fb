"""Tries what `make package` built, on a bare Debian 12 and in a clean virtual environment.

    python packaging/smoke_test.py          (`make smoke` sets up what it needs first; needs root)

The Debian package is installed with apt in a minimal system without Python, and run there as an ordinary user without
any network: the command line, a snapshot that must equal the source's pixel for pixel, and the window on a display.
The wheel must find its resources, and draw the same pixels.
"""

import os
import re
import subprocess
import sys
import time
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bare_system import HOME, BareSystem
from PySide6.QtGui import QImage

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build"
SMOKE = BUILD / "smoke"
LIBRARY = f"{HOME}/demo.sqlite"
APT = ("apt-get", "-qq", "-o=Dpkg::Use-Pty=0")
OPTIONAL_LIBRARIES = re.compile(r"lib(gtk-3|gdk-3|atk|pango|cairo|gdk_pixbuf|harfbuzz)")
"""What only Qt's GTK theme needs; Qt passes over the theme where GTK is absent."""


def main() -> int:
    """Runs every check in turn; the first that fails ends the test."""
    if os.geteuid() != 0:
        print("smoke: this test installs a package in a system of its own, and must be run as root.", file=sys.stderr)
        return 1
    SMOKE.mkdir(parents=True, exist_ok=True)
    system = BareSystem.made_in(SMOKE)
    try:
        with step("install the Debian package"):
            install(system)
        with step("every library is found"):
            check_libraries(system)
        with step("the command line works"):
            slug = check_commands(system)
        with step("a snapshot equals the source's"):
            check_snapshot(system, slug)
        with step("the window opens on a display"):
            check_window(system)
        with step("removing leaves nothing"):
            check_removal(system)
        with step("the wheel works in a clean environment"):
            check_wheel(slug)
    except (RuntimeError, AssertionError, subprocess.SubprocessError) as error:
        print(f"smoke: FAILED: {error}", file=sys.stderr)
        return 1
    system.remove()
    return 0


@contextmanager
def step(title: str) -> Iterator[None]:
    """Says what is tried, and how long it took."""
    began = time.monotonic()
    yield
    print(f"smoke: {title} ({time.monotonic() - began:.1f} s)", flush=True)


def install(system: BareSystem) -> None:
    """Installs the package as a person would, with what it depends on and nothing else."""
    package = newest("perspective-reader_*.deb")
    inside = system.path("/root/reader.deb")
    inside.write_bytes(package.read_bytes())
    system.as_root(*APT, "update")
    system.as_root(*APT, "--yes", "--no-install-recommends", "install", "/root/reader.deb")
    expect(not list(system.path("/usr/bin").glob("python3*")), "Python came along: the test would prove little")


def check_libraries(system: BareSystem) -> None:
    """No binary of the program lacks a library, but for the optional parts of Qt."""
    # The program looks in its own folder first: its starter sets LD_LIBRARY_PATH.
    script = (
        "LD_LIBRARY_PATH=/usr/lib/perspective-reader/_internal "
        "find /usr/lib/perspective-reader -type f \\( -name '*.so*' -o -name reader \\) -not -path '*/wayland-*' "
        "-not -name 'libqwayland*' -not -name 'libQt6Wayland*' -not -name 'libQt6WlShell*' -exec ldd {} + 2>&1"
    )
    lines = system.run("sh", "-c", script).splitlines()
    lacking = sorted({line.split()[0] for line in lines if "not found" in line})
    needed = [name for name in lacking if not OPTIONAL_LIBRARIES.match(name)]
    expect(not needed, f"libraries that no dependency brings: {', '.join(needed)}")


def check_commands(system: BareSystem) -> str:
    """The commands a person would try first; returns the slug of an item."""
    expect("usage: reader" in system.run("reader", "--help"), "`reader --help` says how to use it")
    system.run("reader", "demo", "--library", LIBRARY)
    system.run("reader", "check", "--library", LIBRARY)
    listed = system.run("reader", "list", "--library", LIBRARY, "--json")
    slugs: list[str] = re.findall(r'"slug": "([^"]+)"', listed)
    expect(bool(slugs), f"`reader list` names no item:\n{listed}")
    return slugs[0]


def check_snapshot(system: BareSystem, slug: str) -> None:
    """The built program draws the same window as the source, from the same library."""
    system.run("reader", *snapshot_of(slug, LIBRARY, f"{HOME}/built.png"))
    library = SMOKE / "demo.sqlite"
    library.write_bytes(system.path(LIBRARY).read_bytes())
    source = SMOKE / "source.png"
    draw(Path(sys.executable), slug, library, source)
    expect_same_pixels(system.path(f"{HOME}/built.png"), source)


def check_window(system: BareSystem) -> None:
    """The window shows up on an X display, and closes when it is asked to."""
    with display() as name:
        program = system.start("perspective-reader", DISPLAY=name, READER_HOME=f"{HOME}/own")
        try:
            tool = ["xdotool", "search", "--sync", "--onlyvisible", "--name", "Perspective Reader"]
            found = subprocess.run(
                tool, env={**os.environ, "DISPLAY": name}, capture_output=True, text=True, timeout=60, check=False
            )
            expect(found.stdout.strip() != "", "no window of the program on the display")
            time.sleep(2)
            expect(program.poll() is None, "the program ended by itself")
        finally:
            program.terminate()
            said, _ = program.communicate(timeout=30)
    expect("Traceback" not in said, f"the program complained:\n{said}")


def check_removal(system: BareSystem) -> None:
    """Nothing of the package stays behind."""
    system.as_root(*APT, "--yes", "purge", "perspective-reader")
    left = [p for p in ("/usr/lib/perspective-reader", "/usr/bin/reader") if system.path(p).exists()]
    expect(not left, f"still there after removal: {', '.join(left)}")


def check_wheel(slug: str) -> None:
    """The wheel, in an environment without the source, finds its resources and draws the same window."""
    folder = SMOKE / "venv"
    venv.create(folder, with_pip=True, clear=True)
    python = folder / "bin" / "python"
    pip = [str(python), "-m", "pip", "-qq", "--disable-pip-version-check", "install"]
    subprocess.run([*pip, str(newest("perspective_reader-*.whl"))], check=True, stdin=subprocess.DEVNULL)
    drawn = SMOKE / "wheel.png"
    draw(python, slug, SMOKE / "demo.sqlite", drawn)
    expect_same_pixels(drawn, SMOKE / "source.png")


def snapshot_of(slug: str, library: str, out: str) -> tuple[str, ...]:
    """The arguments that draw one item at a fixed size."""
    return ("snapshot", "--library", library, "--item", slug, "--slice", "3", "--size", "1440x900", "--out", out)


def draw(python: Path, slug: str, library: Path, out: Path) -> None:
    """Draws an item with another Python's copy of the program."""
    surroundings = {**os.environ, "READER_HOME": str(SMOKE / "home"), "QT_QPA_PLATFORM": "offscreen"}
    command = [str(python), "-m", "reader", *snapshot_of(slug, str(library), str(out))]
    subprocess.run(command, env=surroundings, cwd=SMOKE, check=True)


@contextmanager
def display() -> Iterator[str]:
    """An X display of our own; gives its name."""
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1600x1000x24", "-nolisten", "tcp", "-ac"],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    try:
        with os.fdopen(read) as answer:
            yield f":{answer.readline().strip()}"
    finally:
        server.terminate()
        server.wait()


def expect_same_pixels(first: Path, second: Path) -> None:
    """Two pictures show exactly the same."""
    images = [QImage(str(path)).convertToFormat(QImage.Format.Format_RGBA8888) for path in (first, second)]
    expect(not images[0].isNull(), f"{first} is no picture")
    expect(images[0] == images[1], f"{first} and {second} differ")


def newest(pattern: str) -> Path:
    """The latest file in build/ of that name."""
    files = sorted(BUILD.glob(pattern), key=lambda path: path.stat().st_mtime)
    expect(bool(files), f"there is no build/{pattern}; run `make package` first")
    return files[-1]


def expect(holds: bool, otherwise: str) -> None:
    """Ends the test unless something holds."""
    if not holds:
        raise AssertionError(otherwise)


if __name__ == "__main__":
    sys.exit(main())
