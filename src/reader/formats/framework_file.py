"""Framework files: TOML text to a :class:`reader.domain.framework.Framework`.

Errors name the file, the place in it, what is wrong and how to mend it.
"""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterable
from pathlib import Path

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
from reader.formats.framework_cache import read_source
from reader.formats.toml_table import Table

TONES = ("negative", "middle", "positive")
CONTEXT_KINDS = ("negation", "hedge", "intensifier")


def read_framework(path: Path) -> Framework:
    """Read and check a framework file. Raises FrameworkError."""
    return parse_framework(read_source(path), path.name)


def parse_framework(source: str | bytes, name: str) -> Framework:
    """Check the text of a framework file; ``name`` stands in the errors. Raises FrameworkError."""
    try:
        text = source if isinstance(source, str) else source.decode("utf-8")
        content = tomllib.loads(text)
    except UnicodeDecodeError as error:
        raise FrameworkError(f"{name} cannot be read: {error}.", "A framework file is UTF-8 text in TOML.") from error
    except tomllib.TOMLDecodeError as error:
        raise FrameworkError(f"{name} is not valid TOML: {error}.", "Mend that place and try again.") from error
    return _framework(Table(content, "$", name), name)


def _framework(file: Table, name: str) -> Framework:
    file.text("description", "")
    axis = file.table("axis")
    framework = Framework(
        id=file.text("id"),
        version=file.text("version"),
        name=file.text("name"),
        negative_pole=axis.text("negative"),
        middle=axis.text("middle"),
        positive_pole=axis.text("positive"),
        bands=_bands(file.tables("bands"), name),
        lenses=tuple(_lens(table, name) for table in file.tables("lenses")),
        terms=_terms(file.tables("lexicon"), name),
        context_rules=tuple(_context_rule(table, name) for table in file.tables("context", [])),
        resistance=_positive(file.number("resistance"), name),
        slicing=_slicing(file.table("slicing", {})),
    )
    axis.refuse_others()
    file.refuse_others()
    return framework


def _bands(tables: Iterable[Table], name: str) -> tuple[Band, ...]:
    bands = []
    expected = LEAST_SCORE
    for table in tables:
        band = Band(
            table.text("id"),
            table.text("name"),
            table.integer("least"),
            table.integer("greatest"),
            table.one_of("tone", TONES),
        )
        table.refuse_others()
        if band.least != expected or band.greatest < band.least:
            raise FrameworkError(
                f"{name}: band {band.id!r} must begin at {expected} and end at or above it.",
                "Bands stand in order and cover the axis from -100 to 100 without a gap.",
            )
        expected = band.greatest + 1
        bands.append(band)
    if len(bands) < 3 or expected != GREATEST_SCORE + 1:
        raise FrameworkError(
            f"{name}: the bands must be at least three and end at {GREATEST_SCORE}.", "Add what is missing."
        )
    return tuple(bands)


def _lens(table: Table, name: str) -> Lens:
    lens_id = table.text("id")
    patterns = tuple(_pattern(written, name, f"lens {lens_id!r}") for written in table.texts("terms"))
    lens = Lens(lens_id, table.text("name"), patterns)
    table.refuse_others()
    return lens


def _terms(groups: Iterable[Table], name: str) -> tuple[Term, ...]:
    terms: dict[str, Term] = {}
    for group in groups:
        emphasis, note = group.text("emphasis", ""), group.text("note", "")
        for written, weight in group.numbers("terms").items():
            pattern = _pattern(written, name, "the lexicon")
            if pattern in terms:
                raise FrameworkError(
                    f"{name}: the term {pattern!r} stands twice in the lexicon.", "Remove one of the two."
                )
            if weight == 0:
                raise FrameworkError(f"{name}: the term {pattern!r} has weight 0.", "Give it a weight or remove it.")
            terms[pattern] = Term(pattern, weight, emphasis, note)
        group.refuse_others()
    return tuple(terms.values())


def _context_rule(table: Table, name: str) -> ContextRule:
    kind = table.one_of("kind", CONTEXT_KINDS)
    patterns = tuple(_pattern(word, name, kind) for word in table.texts("words"))
    rule = ContextRule(kind, patterns, table.number("factor"), table.integer("before"), table.integer("after", 0))
    table.refuse_others()
    return rule


def _slicing(table: Table) -> SlicingRules:
    usual = SlicingRules()
    rules = SlicingRules(
        table.integer("target", usual.target),
        table.integer("least", usual.least),
        table.integer("greatest", usual.greatest),
    )
    table.refuse_others()
    return rules


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
        raise FrameworkError(f"{name}: resistance must be above 0, not {value:g}.", "The built-in framework uses 0.1.")
    return value
