"""A library of 10,000 long conversations for the benchmarks of search, made once and kept in ``build/bench``.

Each is put together from sentences of the real files, about 120 slices long: 1.2 million slices in all, whose words
are spread as they are in speech. A thousand texts differ; the items differ in their titles, dates and scores.
"""

from __future__ import annotations

import random
import re
from array import array
from pathlib import Path

import numpy as np

from reader.domain.item import Metadata, Provenance
from reader.domain.profile import Profile
from reader.domain.slicing import Slice, cut
from reader.domain.statistics import figures
from reader.domain.transcript import Cue, Transcript
from reader.services.frameworks import built_in_framework
from tests.benchmarks.big_library import LEANINGS, SHOWS
from tests.benchmarks.common import BUILD, ROOT, SHARED

CHARACTERS = 120_000
DIFFERENT = 1_000
TOGETHER = 50
_SENTENCE = re.compile(r"[A-Z][^.?!\n]{20,400}[.?!]")


def long_library(items: int, folder: Path = BUILD / "bench") -> Path:
    """A library of so many items; made where it is not there yet."""
    from reader.library.database import Library
    from reader.library.schema import VERSION
    from reader.library.storing import insert_item

    path = folder / f"long-library-{items}-{VERSION}.sqlite"
    if path.exists():
        return path
    folder.mkdir(parents=True, exist_ok=True)
    making = path.with_suffix(".making")
    making.unlink(missing_ok=True)
    texts = _texts(min(items, DIFFERENT))
    with Library.open(making) as library:
        for first in range(0, items, TOGETHER):
            numbers = range(first, min(first + TOGETHER, items))

            def fill(connection: object, numbers: range = numbers) -> None:
                for number in numbers:
                    insert_item(connection, _item(number, *texts[number % len(texts)]))  # type: ignore[arg-type]

            library.write(fill)
    making.replace(path)
    return path


def sentences() -> list[str]:
    """The sentences of the real files, else of the demo files."""
    folders = [SHARED / "data" / name for name in ("axrp", "practical-ai")]
    if not all(folder.is_dir() for folder in folders):
        folders = [ROOT / "resources" / "demo"]
    found: list[str] = []
    for folder in folders:
        for path in sorted(folder.rglob("*.*")):
            if path.is_file():
                found += _SENTENCE.findall(path.read_text(encoding="utf-8", errors="replace"))
    return found


def _texts(count: int) -> list[tuple[object, bytes, tuple[Slice, ...]]]:
    from reader.library.packing import pack_slices, pack_transcript

    chance = random.Random(5)
    pool = sentences()
    texts: list[tuple[object, bytes, tuple[Slice, ...]]] = []
    for _ in range(count):
        cues = []
        length = 0
        while length < CHARACTERS:
            text = " ".join(chance.sample(pool, 4))
            cues.append(Cue(text, length * 60, (length + len(text)) * 60, f"Speaker {len(cues) % 3}"))
            length += len(text) + 1
        transcript = Transcript.from_cues(cues)
        slices = cut(transcript)
        texts.append((pack_transcript(transcript), pack_slices(slices), slices))
    return texts


def _item(number: int, packed: object, packed_slices: bytes, slices: tuple[Slice, ...]) -> object:
    from reader.library.records import NewItem

    chance = random.Random(number)
    framework = built_in_framework()
    scores = np.clip(np.random.default_rng(number).normal(-4, 18, len(slices)), -100, 100).astype(np.int8)
    profile = Profile(
        framework.label, array("b", scores.tolist()), array("i", (scores != 0).astype(int).tolist()),
        figures(scores, framework), chance.choice(LEANINGS), "Society", "high", "interview", "Transcript-informed", (),
    )  # fmt: skip
    metadata = Metadata(
        title=f"Conversation {number} with {chance.choice(SHOWS)}",
        show=chance.choice(SHOWS),
        date=f"20{chance.randrange(10, 27)}-0{chance.randrange(1, 10)}-1{chance.randrange(10)}",
        tags=("one", "two"),
        summary=f"A conversation about {chance.choice(LEANINGS)} futures and the work of part {number % 97}.",
    )
    provenance = Provenance(f"{number}.md", "markdown", "Markdown transcript", "utf-8", f"{number:064x}", "2026-01-01")
    return NewItem(metadata, provenance, packed, packed_slices, profile)  # type: ignore[arg-type]
