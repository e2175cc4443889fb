"""The labelled slices that the lexicon is fitted to, and the unlabelled talk around them."""

from __future__ import annotations

import csv
import hashlib
import json
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
SHARED = HERE.parents[3] / "shared"
GOLD = SHARED / "gold" / "slices.jsonl"
SHOWS = ("axrp/*.markdown", "practical-ai/practical-ai-*.md")
PIECE = 1000
"""Characters of a piece of unlabelled talk; about a slice."""


class Labelled(NamedTuple):
    """One labelled slice."""

    source: str
    text: str
    score: int
    official: bool


def gold_is_there() -> bool:
    """Whether the labelled slices stand beside the checkout."""
    return GOLD.is_file()


def read_official() -> list[Labelled]:
    """The official labelled slices."""
    rows = map(json.loads, GOLD.read_text(encoding="utf-8").splitlines())
    return [Labelled(row["source"], row["text"], row["score"], True) for row in rows]


def read_further() -> list[Labelled]:
    """The slices of ``labels.tsv``, whose texts are cut from the transcripts anew."""
    found = []
    with (HERE / "labels.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            text = running_text(row["source"])[int(row["start"]) : int(row["end"])].strip()
            if hashlib.sha256(text.encode()).hexdigest()[:16] != row["sha256"]:
                raise SystemExit(f"{row['source']} is not the transcript that was labelled.")
            found.append(Labelled(row["source"], text, int(row["score"]), False))
    return found


def read_pieces() -> list[tuple[str, str]]:
    """All transcripts of the two shows in pieces, each with its source."""
    pieces = []
    for pattern in SHOWS:
        for path in sorted((SHARED / "data").glob(pattern)):
            source = f"{path.parent.name}/{path.stem}"
            text = running_text(source)
            pieces += [(source, text[at : at + PIECE]) for at in range(0, len(text), PIECE)]
    return pieces


@cache
def running_text(source: str) -> str:
    """A transcript file without its front matter, white space made single."""
    path = next((SHARED / "data").glob(f"{source}.m*"))
    text = re.sub(r"\A---\n.*?\n---\n", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    return re.sub(r"\s+", " ", text).strip()
