"""Fit the lexicon to the labelled slices and write it into ``risk-opportunity.toml``.

    python resources/frameworks/making/fit_lexicon.py [--check]

Only the lexicon, the limits of the bands, the resistance, the text about the making (``making.md``) and the checks are
written; everything else in the file is kept as it stands there. With ``--check`` nothing is written: it tells which
terms of the file differ from what the fit gives. README.md beside this file tells where the data come from.

Needs scikit-learn and SciPy (``pip install -e .[bench]``) and the labelled slices beside the checkout.
"""

from __future__ import annotations

import argparse
import sys

from fitting import HERE, RESISTANCE
from gold import figures_of, seed_figures
from labelled import gold_is_there, read_further, read_official, read_pieces
from recipe import HeldOut, Made, Material, gather, hold_out, make

from reader.domain.framework import Check, Framework, fingerprint
from reader.domain.record import replaced
from reader.formats.framework_file import read_framework
from reader.formats.framework_writer import write_framework

TARGET = HERE.parent / "risk-opportunity.toml"
NO_GOLD = 2


def material_of(framework: Framework) -> Material:
    """Everything that the recipe works on, under the context rules of this framework."""
    framework = replaced(framework, resistance=RESISTANCE)
    return gather(framework, [*read_official(), *read_further()], read_pieces())


def with_lexicon(framework: Framework, made: Made) -> Framework:
    """The framework with this lexicon and these limits of its three bands."""
    low, high = made.limits
    negative, middle, positive = framework.bands
    bands = (
        replaced(negative, greatest=low),
        replaced(middle, least=low + 1, greatest=high - 1),
        replaced(positive, least=high),
    )
    return replaced(framework, resistance=RESISTANCE, terms=made.terms, bands=bands)


def with_checks(framework: Framework, material: Material, held_out: HeldOut) -> Framework:
    """The framework with what was measured, and the text about its making."""
    mark = fingerprint(framework)
    official = material.official
    checks = (
        Check("Held out by talk", f"{official.sum()} labelled slices", figures_of(held_out, material, official), mark),
        Check(
            "Held out by talk", f"{(~official).sum():,} further slices", figures_of(held_out, material, ~official), mark
        ),
        Check("Seed page", "124 slices of one talk", seed_figures(framework), mark),
    )
    text = (HERE / "making.md").read_text(encoding="utf-8")
    return replaced(framework, making=text, checks=checks)


def main() -> int:
    """Fit and write, or compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing, tell what differs")
    arguments = parser.parse_args()
    if not gold_is_there():
        print("The labelled slices are not there: ../shared/gold/slices.jsonl beside the checkout.", file=sys.stderr)
        return NO_GOLD
    present = read_framework(TARGET)
    material = material_of(present)
    fitted = with_lexicon(present, make(material))
    if arguments.check:
        return int(differences(present, fitted))
    written = with_checks(fitted, material, hold_out(material))
    TARGET.write_text(write_framework(written), encoding="utf-8")
    print(f"{TARGET.name}: {len(written.terms):,} terms, bands at {made_limits(written)}")
    return 0


def differences(present: Framework, fitted: Framework) -> bool:
    """Print where the file and the fit differ; whether they do."""
    there = {term.pattern: term for term in present.terms}
    new = {term.pattern: term for term in fitted.terms}
    found = [f"{pattern}: only in the file" for pattern in there.keys() - new.keys()]
    found += [f"{pattern}: not in the file" for pattern in new.keys() - there.keys()]
    found += [
        f"{p}: {there[p].weight:g} in the file, {new[p].weight:g} by the fit"
        for p in there.keys() & new.keys()
        if there[p] != new[p]
    ]
    if made_limits(present) != made_limits(fitted):
        found.append(f"bands: {made_limits(present)} in the file, {made_limits(fitted)} by the fit")
    print("\n".join(sorted(found)) or "The file is what the fit gives.")
    return bool(found)


def made_limits(framework: Framework) -> str:
    """The limits of the outer bands."""
    return f"{framework.bands[0].greatest} and +{framework.bands[-1].least}"


if __name__ == "__main__":
    sys.exit(main())
