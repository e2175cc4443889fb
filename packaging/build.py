"""Builds everything that is handed out, into build/: the wheel, the frozen program and the Debian package.

python packaging/build.py          (`make package` sets up what it needs first)
"""

import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

from debian_package import Release, make_debian_package, utc

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build"
FROZEN = BUILD / "frozen"


def main() -> int:
    """Builds, and says what was built and how large it is."""
    BUILD.mkdir(exist_ok=True)
    release = read_release()
    try:
        wheel = build_wheel(release)
        program = freeze()
        package = make_debian_package(program, release, BUILD)
    except subprocess.CalledProcessError as error:
        print(f"package: `{error.cmd[0]}` failed; its reasons stand above.", file=sys.stderr)
        return 1
    for product in (wheel, package):
        print(f"package: {product.relative_to(ROOT)}  {product.stat().st_size / 1e6:.1f} MB")
    return 0


def read_release() -> Release:
    """The version of the source, and the date of its last commit (or SOURCE_DATE_EPOCH, or now)."""
    source = (ROOT / "src" / "reader" / "__init__.py").read_text(encoding="utf-8")
    version = re.search(r'^__version__ = "([^"]+)"$', source, re.MULTILINE)
    if version is None:
        raise SystemExit("package: src/reader/__init__.py states no __version__.")
    return Release(version[1], utc(float(os.environ.get("SOURCE_DATE_EPOCH") or last_commit() or time.time())))


def last_commit() -> str:
    """When the last commit was made, in seconds; empty outside a repository."""
    if shutil.which("git") is None:
        return ""
    command = ["git", "log", "-1", "--format=%ct"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()


def build_wheel(release: Release) -> Path:
    """The sdist and, from it, the wheel."""
    say("building the wheel")
    python("-m", "build", "--outdir", str(BUILD), str(ROOT))
    return BUILD / f"perspective_reader-{release.version}-py3-none-any.whl"


def freeze() -> Path:
    """The program with its own Python and Qt, as a folder."""
    say("freezing the program")
    shutil.rmtree(FROZEN, ignore_errors=True)
    python(
        *("-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR"),
        *("--distpath", str(FROZEN), "--workpath", str(BUILD / "pyinstaller")),
        str(ROOT / "packaging" / "reader.spec"),
    )
    program = FROZEN / "perspective-reader"
    strip(program)
    return program


def strip(program: Path) -> None:
    """Strips Python itself and its modules; everything else comes stripped, or breaks when it is (OpenBLAS)."""
    files = [*program.glob("_internal/libpython*.so*"), *program.glob("_internal/python3*/lib-dynload/*.so")]
    for file in files:
        file.chmod(0o755)
        subprocess.run(["strip", "--strip-unneeded", str(file)], check=True)


def python(*arguments: str) -> None:
    """Runs this Python; its output is shown only when it fails."""
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=BUILD,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        print(done.stdout, file=sys.stderr)
        raise subprocess.CalledProcessError(done.returncode, ["python", *arguments])


def say(text: str) -> None:
    """One line of progress."""
    print(f"package: {text}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
