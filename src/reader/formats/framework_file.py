"""Framework files: TOML text to a :class:`reader.domain.framework.Framework`.

All problems of a file are found in one go; each names the file, the line, what is wrong and how to mend it. What a file
may hold is told in ``resources/frameworks/README.md``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from reader.domain.framework import GREATEST_SCORE, LEAST_SCORE, Band, Check, Framework
from reader.domain.slicing import SlicingRules
from reader.errors import FrameworkError
from reader.formats.framework_source import read_source
from reader.formats.framework_terms import context_rules, lenses, terms
from reader.formats.toml_table import Problems, Table, is_number, shown

TONES = ("negative", "middle", "positive")
LEAST_BANDS = 3
SHORTEST_SLICE, LONGEST_SLICE = 100, 20_000

_FINGERPRINT = re.compile(r"[0-9a-f]{16}")
_TOML_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")


def read_framework(path: Path) -> Framework:
    """Read and check a framework file. Raises FrameworkError."""
    return parse_framework(read_source(path), path.name)


def parse_framework(source: str | bytes, name: str) -> Framework:
    """Check the text of a framework file; ``name`` stands in the errors. Raises FrameworkError."""
    text = source if isinstance(source, str) else _decoded(source, name)
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _not_toml(str(error), text, name) from error
    except RecursionError as error:
        raise FrameworkError(f"{name} nests lists or tables too deeply.", "No framework needs that.") from error
    problems = Problems(name)
    framework = _framework(Table(content, (), problems))
    if problems:
        raise problems.error(text)
    return framework


def _decoded(source: bytes, name: str) -> str:
    try:
        return source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = source.count(b"\n", 0, error.start) + 1
        raise FrameworkError(
            f"{name}, line {line}: this is not UTF-8 text.", "Save the file as UTF-8 in your editor."
        ) from error


def _not_toml(said: str, text: str, name: str) -> FrameworkError:
    place = _TOML_PLACE.search(said)
    line = int(place[1]) if place and place[1] else text.count("\n") + (not text.endswith("\n"))
    what = said[: place.start()] if place else said
    return FrameworkError(
        f"{name}, line {line}: this is not valid TOML: {what}.",
        "Look for a missing quote or bracket there, or a key that stands twice.",
    )


def _framework(file: Table) -> Framework:
    axis = file.table("axis")
    normalisation = file.table("normalisation")
    making = file.table("making", {})
    framework = Framework(
        id=file.slug("id"),
        version=file.text("version"),
        name=file.text("name"),
        description=file.text("description", ""),
        negative_pole=axis.text("negative"),
        middle=axis.text("middle"),
        positive_pole=axis.text("positive"),
        bands=_bands(file),
        lenses=lenses(file),
        terms=terms(file),
        context_rules=context_rules(file),
        resistance=_resistance(normalisation),
        slicing=_slicing(file.table("slicing", {})),
        making=making.text("text", ""),
        checks=tuple(_check(table) for table in file.tables("checks", [])),
    )
    for table in (axis, normalisation, making, file):
        table.refuse_others()
    return framework


# ------------------------------------------------------------------------------------------------ bands


def _bands(file: Table) -> tuple[Band, ...]:
    before = len(file.problems)
    tables = file.tables("bands")
    bands = [_band(table) for table in tables]
    if len(file.problems) > before:
        return ()
    if len(bands) < LEAST_BANDS:
        file.refuse(
            "bands", f"there are only {len(bands)} bands", "Write at least three: one for each pole, and a middle."
        )
        return ()
    _refuse_same_ids(tables, [band.id for band in bands], "band")
    _refuse_holes(tables, bands)
    _refuse_tones(file, tables, bands)
    return tuple(bands)


def _band(table: Table) -> Band:
    band = Band(
        table.slug("id"),
        table.text("name"),
        table.integer("least"),
        table.integer("greatest"),
        table.one_of("tone", TONES),
    )
    table.refuse_others()
    return band


def _refuse_same_ids(tables: Sequence[Table], ids: Sequence[str], noun: str) -> None:
    for at, table in enumerate(tables):
        if ids[at] in ids[:at]:
            table.refuse("id", f"the {noun} id {shown(ids[at])} stands twice", "Give one of the two another id.")


def _refuse_holes(tables: Sequence[Table], bands: Sequence[Band]) -> None:
    """Bands run from one end of the axis to the other, each beginning where the one before ends."""
    first, last = bands[0], bands[-1]
    if first.least != LEAST_SCORE:
        tables[0].refuse(
            "least", f"the first band begins at {first.least}", f"Bands begin at {LEAST_SCORE}: write the lowest first."
        )
    for table, band in zip(tables, bands, strict=True):
        if band.greatest < band.least:
            table.refuse(
                "greatest",
                f"the band {shown(band.id)} ends at {band.greatest}, before it begins at {band.least}",
                "Write the smaller number as `least`.",
            )
    for table, (before, band) in zip(tables[1:], pairwise(bands), strict=True):
        follows = before.greatest + 1
        if band.least == follows or before.greatest < before.least:
            continue
        fault = "leaves a gap behind" if band.least > follows else "overlaps"
        table.refuse(
            "least",
            f"the band {shown(band.id)} begins at {band.least} and {fault} {shown(before.id)}, "
            f"which ends at {before.greatest}",
            f"Let it begin at {follows}; bands stand in order from {LEAST_SCORE} to {GREATEST_SCORE}.",
        )
    if last.greatest != GREATEST_SCORE:
        tables[-1].refuse(
            "greatest",
            f"the last band ends at {last.greatest}",
            f"Bands end at {GREATEST_SCORE}: write the highest last.",
        )


def _refuse_tones(file: Table, tables: Sequence[Table], bands: Sequence[Band]) -> None:
    """From the negative pole through the middle to the positive one."""
    before = len(file.problems)
    for at, tone in ((0, "negative"), (-1, "positive")):
        if bands[at].tone != tone:
            place = "first" if at == 0 else "last"
            tables[at].refuse(
                "tone",
                f"the {place} band has the tone {shown(bands[at].tone)}",
                f'The {place} band is that of the {tone} pole: write "{tone}".',
            )
    ranks = [TONES.index(band.tone) for band in bands]
    if len(file.problems) == before:
        for table, band, (one, two) in zip(tables[1:], bands[1:], pairwise(ranks), strict=True):
            if two < one:
                table.refuse(
                    "tone",
                    f"the band {shown(band.id)} has the tone {shown(band.tone)} behind {shown(TONES[one])}",
                    "Tones run from negative through middle to positive.",
                )
    for table, band in zip(tables, bands, strict=True):
        if band.least <= 0 <= band.greatest and band.tone != "middle":
            table.refuse(
                "tone",
                f"the score 0 falls into {shown(band.id)}, whose tone is {shown(band.tone)}",
                "0 means neither pole: let it fall into a band with the tone middle.",
            )


# ----------------------------------------------------------------------------------------------- figures


def _resistance(table: Table) -> float:
    value = table.number("resistance")
    if value <= 0:
        table.refuse(
            "resistance",
            f"normalisation.resistance must be above 0, not {value:g}",
            "The built-in frameworks use about 0.1.",
        )
    elif value > 100:
        table.refuse(
            "resistance",
            f"normalisation.resistance is {value:g}, so that every score would be 0",
            "The built-in frameworks use about 0.1.",
        )
    return value


def _slicing(table: Table) -> SlicingRules:
    usual = SlicingRules()
    before = len(table.problems)
    rules = SlicingRules(
        table.integer("target", usual.target),
        table.integer("least", usual.least),
        table.integer("greatest", usual.greatest),
    )
    table.refuse_others()
    if len(table.problems) > before:
        return usual
    given = next((key for key in ("target", "least", "greatest") if key in table), "target")
    if not rules.least <= rules.target <= rules.greatest:
        table.refuse(
            given,
            f"slicing has least {rules.least}, target {rules.target}, greatest {rules.greatest}",
            "They must be in rising order, such as 900, 1000, 1050.",
        )
    elif rules.least < SHORTEST_SLICE or rules.greatest > LONGEST_SLICE:
        table.refuse(
            given,
            f"slices of {rules.least} to {rules.greatest} characters are not possible",
            f"Stay between {SHORTEST_SLICE} and {LONGEST_SLICE}.",
        )
    return rules


def _check(table: Table) -> Check:
    figures = []
    given = table.table("figures")
    for name in given:
        value = given.value(name)
        if is_number(value):
            figures.append((name, float(value)))
        else:
            given.refuse(name, f"the figure {shown(name)} must be a number, not {shown(value)}", "Write it as in 0.73.")
    check = Check(table.text("what"), table.text("on"), tuple(figures), table.text("fingerprint", ""))
    if check.fingerprint and not _FINGERPRINT.fullmatch(check.fingerprint):
        table.refuse(
            "fingerprint",
            f"{shown(check.fingerprint)} is no fingerprint",
            "It has sixteen digits from 0-9 and a-f, as `reader framework check` tells it.",
        )
    table.refuse_others()
    return check
