"""Framework files: TOML text to and from a :class:`reader.domain.framework.Framework`.

Errors name the file, the place in it, what is wrong and how to mend it.
"""

from __future__ import annotations

import tomllib
import unicodedata
from pathlib import Path
from typing import Literal

import msgspec

from reader.domain.framework import (
    GREATEST_SCORE,
    LEAST_SCORE,
    Band,
    ContextRule,
    Framework,
    Lens,
    Term,
)
from reader.domain.slicing import SlicingRules
from reader.domain.words import fold
from reader.errors import FrameworkError


class _Axis(msgspec.Struct, forbid_unknown_fields=True):
    negative: str
    middle: str
    positive: str


class _Band(msgspec.Struct, forbid_unknown_fields=True):
    id: str
    name: str
    least: int
    greatest: int
    tone: Literal["negative", "middle", "positive"]


class _Lens(msgspec.Struct, forbid_unknown_fields=True):
    id: str
    name: str
    terms: list[str]


class _Group(msgspec.Struct, forbid_unknown_fields=True):
    terms: dict[str, float]
    emphasis: str = ""
    note: str = ""


class _Context(msgspec.Struct, forbid_unknown_fields=True):
    kind: Literal["negation", "hedge", "intensifier"]
    words: list[str]
    factor: float
    before: int
    after: int = 0


class _Slicing(msgspec.Struct, forbid_unknown_fields=True):
    target: int = 1000
    least: int = 900
    greatest: int = 1050


class _File(msgspec.Struct, forbid_unknown_fields=True):
    id: str
    version: str
    name: str
    axis: _Axis
    bands: list[_Band]
    lenses: list[_Lens]
    lexicon: list[_Group]
    resistance: float
    context: list[_Context] = []
    slicing: _Slicing = msgspec.field(default_factory=_Slicing)
    description: str = ""


def read_framework(path: Path) -> Framework:
    """Read and check a framework file. Raises FrameworkError."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise FrameworkError(
            f"{path.name} cannot be read: {error}.", "A framework file is UTF-8 text in TOML."
        ) from error
    return parse_framework(text, path.name)


def parse_framework(text: str, name: str) -> Framework:
    """Check the text of a framework file; ``name`` stands in the errors. Raises FrameworkError."""
    try:
        stored = msgspec.convert(tomllib.loads(text), _File)
    except tomllib.TOMLDecodeError as error:
        raise FrameworkError(f"{name} is not valid TOML: {error}.", "Mend that place and try again.") from error
    except msgspec.ValidationError as error:
        raise FrameworkError(f"{name}: {error}.", "Compare with the built-in framework file.") from error
    _check_bands(stored, name)
    return Framework(
        id=stored.id,
        version=stored.version,
        name=stored.name,
        negative_pole=stored.axis.negative,
        middle=stored.axis.middle,
        positive_pole=stored.axis.positive,
        bands=tuple(Band(b.id, b.name, b.least, b.greatest, b.tone) for b in stored.bands),
        lenses=tuple(
            Lens(lens.id, lens.name, tuple(_pattern(t, name, f"lens {lens.id!r}") for t in lens.terms))
            for lens in stored.lenses
        ),
        terms=_terms(stored, name),
        context_rules=tuple(
            ContextRule(c.kind, tuple(_pattern(w, name, c.kind) for w in c.words), c.factor, c.before, c.after)
            for c in stored.context
        ),
        resistance=_positive(stored.resistance, name),
        slicing=SlicingRules(stored.slicing.target, stored.slicing.least, stored.slicing.greatest),
    )


def _terms(stored: _File, name: str) -> tuple[Term, ...]:
    terms: dict[str, Term] = {}
    for group in stored.lexicon:
        for written, weight in group.terms.items():
            pattern = _pattern(written, name, "the lexicon")
            if pattern in terms:
                raise FrameworkError(
                    f"{name}: the term {pattern!r} stands twice in the lexicon.", "Remove one of the two."
                )
            if weight == 0:
                raise FrameworkError(f"{name}: the term {pattern!r} has weight 0.", "Give it a weight or remove it.")
            terms[pattern] = Term(pattern, weight, group.emphasis, group.note)
    return tuple(terms.values())


def _check_bands(stored: _File, name: str) -> None:
    expected = LEAST_SCORE
    for band in stored.bands:
        if band.least != expected or band.greatest < band.least:
            raise FrameworkError(
                f"{name}: band {band.id!r} must begin at {expected} and end at or above it.",
                "Bands stand in order and cover the axis from -100 to 100 without a gap.",
            )
        expected = band.greatest + 1
    if len(stored.bands) < 3 or expected != GREATEST_SCORE + 1:
        raise FrameworkError(
            f"{name}: the bands must be at least three and end at {GREATEST_SCORE}.", "Add what is missing."
        )


def _pattern(written: str, name: str, place: str) -> str:
    words = unicodedata.normalize("NFC", written.replace("-", " ")).split()
    bare = [word.strip("*") for word in words]
    if not words or not all(bare) or any("*" in word[1:-1] for word in words):
        raise FrameworkError(
            f"{name}: {written!r} in {place} is no word or phrase.",
            "Write words, with * only at the start or end of a word.",
        )
    return " ".join(fold(word) for word in words)


def _positive(value: float, name: str) -> float:
    if value <= 0:
        raise FrameworkError(f"{name}: resistance must be above 0, not {value}.", "The built-in framework uses 0.1.")
    return value
