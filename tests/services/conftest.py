"""A library of its own for each test, small transcripts, and the real files imported once."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from reader.services.importing import ImportReport, ImportRequest, gather, import_files
from reader.services.opening import open_library

if TYPE_CHECKING:
    from reader.services.opening import Library
    from tests.services.content_sites import Site


def ran(steps: Generator[Any, None, Any]) -> Any:
    """Run a generator to its end; its result."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value


def imported(library: Library, *paths: Path, **options: Any) -> ImportReport:
    report: ImportReport = ran(import_files(library, [ImportRequest(path, **options) for path in paths]))
    return report


def transcript(topic: str, turns: int = 12) -> str:
    """A Markdown transcript of two speakers that is unlike that of any other topic."""
    lines = []
    for turn in range(turns):
        speaker = ("Ada Brook", "Cy Dunn")[turn % 2]
        lines.append(f"**{speaker}** (00:{turn:02}:00):\nPoint {turn} about {topic}: there is hope, and a real danger.")
    return "\n\n".join(lines) + "\n"


def write_talk(folder: Path, name: str, topic: str = "", front: str = "") -> Path:
    """A small Markdown file; ``front`` are lines of front matter."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    head = f"---\n{front}\n---\n\n" if front else ""
    path.write_text(head + transcript(topic or path.stem), encoding="utf-8")
    return path


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with open_library(tmp_path / "library.sqlite") as opened:
        yield opened


@pytest.fixture(scope="session")
def real_library(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Library, ImportReport]]:
    """A library with the 357 real files, and the report of their import."""
    folders = [shared / "data" / name for name in ("axrp", "practical-ai")]
    with open_library(tmp_path_factory.mktemp("real") / "library.sqlite") as opened:
        yield opened, imported(opened, *gather(folders))


@pytest.fixture
def site(tmp_path: Path, library: Library) -> Site:
    """A site's repository that the library is tied to."""
    from tests.services.content_sites import tied_site

    return tied_site(tmp_path / "site", library)


@pytest.fixture
def talk(site: Site, library: Library) -> int:
    """The id of an item that agrees with its file in the site."""
    from tests.services.content_sites import pull

    site.add("on-owls", summary="Owls.", tags=["birds"], show="Night")
    pull(library)
    return library.items.id_of("on-owls")
