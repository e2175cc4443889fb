"""Libraries for ranking, kept in ``build/bench``: 10,000 conversations, each on the matter of one file; real files."""

from __future__ import annotations

import random
from array import array
from pathlib import Path

import numpy as np

from tests.benchmarks.big_library import LEANINGS
from tests.benchmarks.common import BUILD, ROOT, SHARED

SLICES = 120
CHARACTERS = 6_000
PASSAGE = 300
TOGETHER = 100
SHELVES = ("Civilisational risk and strategy", "Work and money", "Health", "Schools", "Machines at work", "")
THREADS = ("The long view", "First principles", *[""] * 8)
LENSES = ("Society", "Core safety", "Governance", "Economy")


def real_files() -> tuple[list[Path], str]:
    """The real files, else those of the demo, and which they are."""
    from reader.services.importing import gather

    folders = [SHARED / "data" / name for name in ("axrp", "practical-ai")]
    if all(folder.is_dir() for folder in folders):
        return list(gather(folders)), "the real files"
    return list(gather([ROOT / "resources" / "demo"])), "the demo files: the real ones are absent"


def real_library() -> tuple[Path, str]:
    """A library of the real files, and which they are."""
    from reader.library.schema import VERSION
    from reader.services.importing import ImportRequest, import_files
    from reader.services.opening import open_library

    files, note = real_files()
    path = BUILD / "bench" / f"real-library-{len(files)}-{VERSION}.sqlite"
    if not path.exists():
        making = _begun(path)
        with open_library(making) as library:
            for _ in import_files(library, [ImportRequest(file) for file in files]):
                pass
        making.replace(path)
    return path, note


def topic_library(items: int) -> Path:
    """A library of so many conversations; each is put together from passages of one file."""
    from reader.library.database import Library
    from reader.library.schema import VERSION
    from reader.library.storing import insert_item

    path = BUILD / "bench" / f"topic-library-{items}-{VERSION}.sqlite"
    if path.exists():
        return path
    making = _begun(path)
    chance = random.Random(5)
    texts = [file.read_text(encoding="utf-8", errors="replace") for file in real_files()[0]]
    with Library.open(making) as library:
        for first in range(0, items, TOGETHER):
            numbers = range(first, min(first + TOGETHER, items))

            def fill(connection: object, numbers: range = numbers) -> None:
                for number in numbers:
                    insert_item(connection, _item(number, texts[number % len(texts)], chance))  # type: ignore[arg-type]

            library.write(fill)
    making.replace(path)
    return path


def _begun(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    making = path.with_suffix(".making")
    making.unlink(missing_ok=True)
    return making


def _item(number: int, text: str, chance: random.Random) -> object:
    from reader.domain.item import Metadata, Provenance
    from reader.domain.profile import Profile
    from reader.domain.slicing import cut
    from reader.domain.statistics import figures
    from reader.domain.transcript import Cue, Transcript
    from reader.library.records import NewItem
    from reader.services.frameworks import built_in_framework

    places = [chance.randrange(max(len(text) - PASSAGE, 1)) for _ in range(CHARACTERS // PASSAGE)]
    passages = (" ".join(text[place : place + PASSAGE].split()[1:-1]) for place in places)
    transcript = Transcript.from_cues(Cue(passage or "nothing") for passage in passages)
    slices = cut(transcript)
    framework = built_in_framework()
    mean = chance.gauss(-4, 12)
    scores = np.clip(np.random.default_rng(number).normal(mean, 18, SLICES), -100, 100).astype(np.int8)
    profile = Profile(
        f"{framework.id} {framework.version}", array("b", scores.tolist()),
        array("i", (scores != 0).astype(int).tolist()), figures(scores, framework),
        chance.choice(LEANINGS), chance.choice(LENSES), "high", "interview", "Transcript-informed", (),
    )  # fmt: skip
    metadata = Metadata(
        title=f"Conversation {number}",
        show=f"Show {number % 40}",
        shelf=chance.choice(SHELVES),
        thread=chance.choice(THREADS),
        date=f"20{chance.randrange(10, 27)}-0{chance.randrange(1, 10)}-1{chance.randrange(10)}",
    )
    provenance = Provenance(f"{number}.md", "markdown", "Markdown transcript", "utf-8", f"{number:064x}", "2026-01-01")
    return NewItem.of(metadata, provenance, transcript, slices, profile)
