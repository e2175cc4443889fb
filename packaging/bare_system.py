"""A minimal Debian 12 in a folder, to try packages on: no Python, no Qt, no desktop. Needs root and debootstrap."""

import os
import re
import shutil
import subprocess
from pathlib import Path

RELEASE = "bookworm"
PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
USER = 1000
HOME = "/home/reader"


class BareSystem:
    """The system in a folder, and the commands run inside it."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @classmethod
    def made_in(cls, folder: Path) -> "BareSystem":
        """A fresh copy of the base system, which is downloaded once and kept in the same folder."""
        base = folder / f"{RELEASE}-base"
        if not (base / "complete").exists():
            download(base)
            (base / "complete").touch()
        system = cls(folder / "root")
        system.remove()
        subprocess.run(["cp", "-a", str(base), str(system.root)], check=True)
        home = system.root / HOME.lstrip("/")
        home.mkdir(parents=True)
        os.chown(home, USER, USER)
        return system

    def as_root(self, *command: str) -> None:
        """Runs a command with the network, as root; raises when it fails."""
        proxies = {name: value for name, value in os.environ.items() if name.lower().endswith("_proxy")}
        surroundings = {"DEBIAN_FRONTEND": "noninteractive", **proxies}
        subprocess.run(self._entered([], "0", surroundings, command), check=True, stdout=subprocess.DEVNULL)

    def start(self, *command: str, **surroundings: str) -> subprocess.Popen[str]:
        """Starts a command as an ordinary user without any network."""
        line = self._entered(["--net"], str(USER), surroundings, command)
        return subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)

    def run(self, *command: str, **surroundings: str) -> str:
        """Runs a command as an ordinary user without any network; returns what it said, raises when it fails."""
        process = self.start(*command, **surroundings)
        said, _ = process.communicate(timeout=300)
        if process.returncode != 0:
            raise RuntimeError(f"`{' '.join(command)}` exited with {process.returncode}:\n{said}")
        return said

    def path(self, inside: str) -> Path:
        """Where a path of the system is for the outside."""
        return self.root / inside.lstrip("/")

    def remove(self) -> None:
        """Deletes the system; the base stays."""
        if self.root.exists():
            shutil.rmtree(self.root)

    def _entered(
        self, namespaces: list[str], user: str, surroundings: dict[str, str], command: tuple[str, ...]
    ) -> list[str]:
        """The command as it is run from outside. Its mounts are its own and vanish with it."""
        variables = {"PATH": PATH, "HOME": HOME, "LANG": "C.UTF-8", **surroundings}
        enter = (
            f'mount -t proc proc "{self.root}/proc" && mkdir -p "{self.root}/tmp/.X11-unix" && '
            f'{{ [ ! -d /tmp/.X11-unix ] || mount --bind /tmp/.X11-unix "{self.root}/tmp/.X11-unix"; }} && '
            f'exec chroot --userspec={user}:{user} "{self.root}" env -i "$@"'
        )
        pairs = [f"{name}={value}" for name, value in variables.items()]
        return ["unshare", "--mount", *namespaces, "sh", "-c", enter, "sh", *pairs, *command]


def download(base: Path) -> None:
    """Makes the base system with debootstrap, from the mirror that this machine's apt uses, set up as apt is here."""
    mirror, trusted = debian_mirror()
    shutil.rmtree(base, ignore_errors=True)
    base.parent.mkdir(parents=True, exist_ok=True)
    line = ["debootstrap", "--variant=minbase", *(["--no-check-gpg"] if trusted else []), RELEASE, str(base), mirror]
    done = subprocess.run(line, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"debootstrap failed:\n{done.stdout}")
    option = "[trusted=yes] " if trusted else ""
    (base / "etc/apt/sources.list").write_text(f"deb {option}{mirror} {RELEASE} main\n", encoding="utf-8")
    settings = subprocess.run(["apt-config", "dump"], capture_output=True, text=True, check=True).stdout
    kept = [s for s in settings.splitlines() if s.startswith("Acquire::") and "::IndexTargets" not in s]
    (base / "etc/apt/apt.conf.d/90as-outside").write_text("\n".join(kept) + "\n", encoding="utf-8")
    for name in ("etc/resolv.conf", "etc/hosts", "etc/ssl/certs/ca-certificates.crt"):
        if Path("/", name).exists():
            (base / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(Path("/", name), base / name)


def debian_mirror() -> tuple[str, bool]:
    """The mirror of Debian 12 among this machine's apt sources, and whether they are trusted without signatures."""
    form = "$(CREATED_BY) $(CODENAME) $(COMPONENT) $(REPO_URI)"
    answer = subprocess.run(["apt-get", "indextargets", "--format", form], capture_output=True, text=True, check=True)
    for target in answer.stdout.splitlines():
        kind, release, component, uri = target.split(" ", 3)
        if (kind, release, component) == ("Packages", RELEASE, "main"):
            return uri.rstrip("/"), are_sources_trusted()
    raise RuntimeError(f"apt on this machine knows no mirror of Debian {RELEASE}, and the test needs one.")


def are_sources_trusted() -> bool:
    """Whether apt here is told to take packages without checking signatures."""
    sources = [Path("/etc/apt/sources.list"), *Path("/etc/apt/sources.list.d").glob("*")]
    texts = [path.read_text(encoding="utf-8", errors="replace") for path in sources if path.is_file()]
    return any(re.search(r"^[^#\n]*trusted\s*[=:]\s*yes", text, re.IGNORECASE | re.MULTILINE) for text in texts)
