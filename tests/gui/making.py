"""Small transcripts of our own for the window's tests, and the library that they are imported into."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from reader.domain.item import Metadata
from reader.services.importing import ImportRequest, import_files
from reader.services.opening import open_library

RISK = "This could be a dangerous failure, a catastrophe that harms people and destroys trust. "
HOPE = "This is a wonderful opportunity, a breakthrough that helps people and improves lives. "
PLAIN = "We walked along the river and spoke about the weather, the bread and the evening train. "

TITLES = ("Bridges in fog", "Gardens of glass", "Harbour lights", "Kites over water", "Maps of snow", "Tides at noon")
SHOWS = ("Night Desk", "Night Desk", "Open Hour", "Open Hour", "Open Hour", "")


def srt(pattern: str, seconds: int = 8) -> str:
    """An SRT of one cue per letter: ``r`` leans to risk, ``h`` to opportunity, anything else to nothing."""
    cues = []
    for number, letter in enumerate(pattern):
        text = {"r": RISK, "h": HOPE}.get(letter, PLAIN) * 4
        start, end = number * seconds, (number + 1) * seconds
        speaker = "Ann" if number % 2 == 0 else "Ben"
        cues.append(f"{number + 1}\n{clock(start)} --> {clock(end)}\n{speaker}: {text.strip()}\n")
    return "\n".join(cues)


def clock(seconds: int) -> str:
    """A time as SRT writes it."""
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02},000"


PATTERNS = ("rrrr" + "." * 60 + "hh..r.", "." * 20, "hhhhhh" + "." * 10, "r.h." * 10, "rrrrrrrrrr", "..h..r.." * 4)


def write_transcripts(folder: Path) -> list[Path]:
    """Write one file for each title."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for title, pattern in zip(TITLES, PATTERNS, strict=True):
        path = folder / f"{title.lower().replace(' ', '-')}.srt"
        path.write_text(srt(pattern), encoding="utf-8")
        paths.append(path)
    return paths


def make_library(path: Path, sources: Path) -> Path:
    """A library of all transcripts. Their summaries are drafts."""
    requests = []
    for number, source in enumerate(write_transcripts(sources)):
        title, show = TITLES[number], SHOWS[number]
        facts = Metadata(
            title=title,
            show=show,
            date=f"2025-0{number + 1}-15",
            tags=("test", show.lower() or "none"),
            summary="Ann and Ben talk.",
            drafts=frozenset({"summary"}),
        )
        requests.append(ImportRequest(source, metadata=facts))
    with open_library(path) as library:
        for _step in import_files(library, requests):
            pass
    return path


def make_small_library(folder: Path, patterns: Mapping[str, str]) -> Path:
    """A library of conversations of these titles, each a pattern as :func:`srt` takes it."""
    path = folder / "small.sqlite"
    requests = []
    for title, pattern in patterns.items():
        source = folder / f"{title.lower()}.srt"
        source.write_text(srt(pattern), encoding="utf-8")
        requests.append(ImportRequest(source, metadata=Metadata(title=title)))
    with open_library(path) as library:
        for _step in import_files(library, requests):
            pass
    return path
