"""Sets up what a `make` target needs: the system packages, and `.venv` with the program and its Python packages.

    sh packaging/setup_environment.sh PURPOSE

PURPOSE is one of the keys of `PURPOSES`. When everything is in place this takes a moment and prints nothing.
Only the standard library is used here, because it runs before anything is installed.
"""

import hashlib
import importlib.util
import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import system_packages

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / "bin" / "python"
STAMP = VENV / "perspective-reader.json"


@dataclass(frozen=True)
class Purpose:
    """What one kind of work needs: extras of pyproject.toml, and Debian packages."""

    extras: frozenset[str] = frozenset()
    packages: tuple[str, ...] = ()


PURPOSES = {
    "snapshot": Purpose(packages=system_packages.OFFSCREEN),
    "run": Purpose(packages=system_packages.PROGRAM),
    "lint": Purpose(extras=frozenset({"dev"})),
    "test": Purpose(extras=frozenset({"dev"}), packages=system_packages.PROGRAM + system_packages.TESTS),
    "bench": Purpose(extras=frozenset({"dev", "bench"}), packages=system_packages.PROGRAM + system_packages.TESTS),
    "package": Purpose(extras=frozenset({"package"}), packages=system_packages.PROGRAM + system_packages.BUILD),
    "smoke": Purpose(
        extras=frozenset({"package"}),
        packages=system_packages.PROGRAM + system_packages.BUILD + system_packages.SMOKE_TEST,
    ),
}


def main(arguments: list[str]) -> int:
    """Sets everything up for the purpose named on the command line."""
    if len(arguments) != 1 or arguments[0] not in PURPOSES:
        print(f"usage: setup_environment.sh {{{'|'.join(PURPOSES)}}}", file=sys.stderr)
        return 2
    purpose = PURPOSES[arguments[0]]
    if not system_packages.is_debian():
        print("setup: not a Debian or Ubuntu system; its libraries are not checked.", file=sys.stderr)
    elif not system_packages.ensure(purpose.packages + python_parts(purpose)):
        return 1
    return 0 if ensure_venv() and ensure_python_packages(purpose.extras) else 1


def python_parts(purpose: Purpose) -> tuple[str, ...]:
    """The parts of Python that Debian and Ubuntu keep in packages of their own, where this Python needs them."""
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    parts = []
    if not works(VENV_PYTHON) and importlib.util.find_spec("ensurepip") is None:
        parts.append(f"python{version}-venv")
    if "package" in purpose.extras and sys.base_prefix == "/usr":
        parts.append(f"libpython{version}")  # PyInstaller needs Python as a shared library.
    return tuple(parts)


def ensure_venv() -> bool:
    """Makes `.venv` with the version of Python that runs this, unless it is there and works."""
    if works(VENV_PYTHON):
        return True
    print(f"setup: making .venv with Python {sys.version.split()[0]}", flush=True)
    done = subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=False)
    if done.returncode != 0:
        print("setup: the virtual environment could not be made; Python's reasons stand above.", file=sys.stderr)
    return done.returncode == 0


def works(python: Path) -> bool:
    """Whether this is a Python that runs, has pip, and is of the same version as the one that runs this."""
    if not python.exists():
        return False
    probe = f"import sys, pip; sys.exit(sys.version_info[:2] != {sys.version_info[:2]})"
    return subprocess.run([str(python), "-c", probe], capture_output=True, check=False).returncode == 0


def ensure_python_packages(extras: frozenset[str]) -> bool:
    """Installs the program, editable, with the extras, unless the stamp says that they are there."""
    wanted = fingerprint()
    installed = installed_extras(wanted)
    if installed is not None and extras <= installed:
        return True
    every = sorted(extras | (installed or frozenset()))
    target = f".[{','.join(every)}]" if every else "."
    print("setup: installing Python packages into .venv (the first time takes a minute or two)", flush=True)
    # -qq leaves errors only.
    pip = [str(VENV_PYTHON), "-m", "pip", "-qq", "--no-input", "--disable-pip-version-check", "install"]
    done = subprocess.run([*pip, "--editable", target], cwd=ROOT, stdin=subprocess.DEVNULL, check=False)
    if done.returncode != 0:
        print("setup: pip could not install the Python packages; its reasons stand above.", file=sys.stderr)
        return False
    STAMP.write_text(json.dumps({"fingerprint": wanted, "extras": every}) + "\n", encoding="utf-8")
    return True


def fingerprint() -> str:
    """Changes when the installation must be repeated: other requirements, another version, another place."""
    digest = hashlib.sha256(str(ROOT).encode())
    for file in (ROOT / "pyproject.toml", ROOT / "src" / "reader" / "__init__.py"):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def installed_extras(wanted: str) -> frozenset[str] | None:
    """The extras of the installation that the stamp describes; None when it is another one or unreadable."""
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
        return frozenset(stamp["extras"]) if stamp["fingerprint"] == wanted else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
