"""Frameworks that were read and checked before, kept in the cache folder, so that starting does not wait for TOML.

A kept framework stands beside the source it was made from and is used only for exactly that source and this version of
the program; nothing depends on it being there.
"""

from __future__ import annotations

import marshal
import os
import sys
from typing import TYPE_CHECKING

from reader import __version__
from reader.domain.framework import Band, Check, ContextRule, Framework, Lens, Term
from reader.domain.slicing import SlicingRules
from reader.formats.framework_source import read_source
from reader.paths import cache_folder

if TYPE_CHECKING:
    from pathlib import Path

FORM = f"{__version__} 2"
"""Which version made a kept framework. Raise the number when the same source gives another framework than before."""


def framework_of(path: Path) -> Framework:
    """The framework in a file, from the cache where it is there. Raises FrameworkError."""
    place = cache_folder() / "frameworks" / f"{path.stem}.{sys.implementation.cache_tag}"
    source = read_source(path)
    framework = _kept(place, source)
    if framework is None:
        from reader.formats.framework_file import parse_framework  # TOML and its checks are heavy to import

        framework = parse_framework(source, path.name)
        _keep(place, source, framework)
    return framework


def _kept(place: Path, source: bytes) -> Framework | None:
    """What is kept for this source; None for anything else, and for a file that is no such thing."""
    try:
        form, made_from, content = marshal.loads(place.read_bytes())
        if form != FORM or made_from != source:
            return None
        names, bands, lenses, terms, rules, resistance, slicing, description, making, checks = content
        parts = (
            tuple(Band(*band) for band in bands),
            tuple(Lens(*lens) for lens in lenses),
            tuple(Term(*term) for term in terms),
            tuple(ContextRule(*rule) for rule in rules),
        )
        measured = tuple(Check(*check) for check in checks)
        return Framework(*[*names, *parts, resistance, SlicingRules(*slicing), description, making, measured])
    except (OSError, EOFError, ValueError, TypeError):
        return None


def _keep(place: Path, source: bytes, framework: Framework) -> None:
    of = framework
    content = (
        (of.id, of.version, of.name, of.negative_pole, of.middle, of.positive_pole),
        tuple((band.id, band.name, band.least, band.greatest, band.tone) for band in of.bands),
        tuple((lens.id, lens.name, lens.patterns) for lens in of.lenses),
        tuple((term.pattern, term.weight, term.emphasis, term.note, term.exceptions) for term in of.terms),
        tuple(
            (rule.kind, rule.patterns, rule.factor, rule.before, rule.after, rule.stops) for rule in of.context_rules
        ),
        of.resistance,
        (of.slicing.target, of.slicing.least, of.slicing.greatest),
        of.description,
        of.making,
        tuple((check.what, check.on, check.figures, check.fingerprint) for check in of.checks),
    )
    making = place.with_name(f"{place.name}.{os.getpid()}")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        making.write_bytes(marshal.dumps((FORM, source, content)))
        making.replace(place)
    except OSError:
        # A folder that cannot be written costs the next start a few milliseconds, nothing else.
        return
