"""The figures on the labelled slices, as `make gold` prints them.

First those of the framework as shipped, by ``reader score --lines``: it was fitted to these slices too, so they say
little. Then those that count: each slice scored by a lexicon whose terms, weights and band limits come from
the other talks alone. Baselines stand beside them. Fails where the held-out figures miss the bars.
"""

from __future__ import annotations

import json
import subprocess
import sys

import numpy as np
from fitting import HERE, Floats, weights_of
from labelled import SHARED, Labelled, gold_is_there, read_further, read_official, read_pieces
from numpy.typing import NDArray
from recipe import LABEL_BAND, HeldOut, Material, Numbers, bands, gather, hold_out, macro_f1, spearman

from reader.domain.framework import Framework
from reader.domain.scoring import Scorer
from reader.domain.slicing import cut_positions
from reader.formats.framework_file import read_framework

BARS = (0.72, 0.65)
"""Spearman and band macro-F1."""
BASELINES = (
    ("VADER", 0.47, 0.40),
    ("60 terms written in half an hour", 0.60, 0.60),
    ("character n-grams, ridge", 0.68, 0.65),
    ("sentence embeddings, ridge", 0.69, 0.65),
    ("those three terms, n-grams, embeddings", 0.77, 0.69),
)
"""As in the README of the labelled slices, measured there on a set of the same make."""
BAND_NAMES = ("risk-forward", "mixed", "opportunity-forward")
SEED_LINE = 63
NO_GOLD = 2


def figures_of(held_out: HeldOut, material: Material, chosen: NDArray[np.bool_]) -> tuple[tuple[str, float], ...]:
    """The two figures on some of the slices."""
    labels = material.labels[chosen]
    return (
        ("Spearman", round(spearman(held_out.scores[chosen], labels), 3)),
        ("band macro-F1", round(macro_f1(held_out.bands[chosen], labels), 3)),
    )


def seed_slices() -> list[str]:
    """The transcript of the seed page, cut by the program's own rules."""
    text = (SHARED / "seed" / "page.txt").read_text(encoding="utf-8").split("\n")[SEED_LINE - 1]
    spaces = [at for at, character in enumerate(text) if character == " "]
    cuts = cut_positions(text, [*spaces, len(text)])
    return [text[start:end] for start, end in zip([0, *cuts], cuts, strict=False)]


def seed_figures(framework: Framework) -> tuple[tuple[str, float], ...]:
    """What the framework says of the seed page."""
    scorer = Scorer(framework)
    scores = np.array([scorer.score(text).score for text in seed_slices()], dtype=np.float64)
    low, high = limits_of(framework)
    found = bands(scores, low, high)
    return (
        ("median", float(np.median(scores))),
        ("mean", round(float(scores.mean()), 1)),
        ("least", float(scores.min())),
        ("p10", round(float(np.percentile(scores, 10)), 1)),
        ("p90", round(float(np.percentile(scores, 90)), 1)),
        *((f"% {name}", round(100 * float((found == number).mean()), 1)) for number, name in enumerate(BAND_NAMES)),
    )


def limits_of(framework: Framework) -> tuple[int, int]:
    """Where the outer bands end and begin."""
    return framework.bands[0].greatest, framework.bands[-1].least


def shipped_scores(slices: list[Labelled]) -> Floats:
    """The scores by ``reader score --lines``."""
    lines = "".join(json.dumps({"id": n, "text": s.text}) + "\n" for n, s in enumerate(slices))
    command = [sys.executable, "-m", "reader", "score", "--lines", "-"]
    done = subprocess.run(command, input=lines, capture_output=True, text=True, check=True, encoding="utf-8")
    scores = {row["id"]: row["score"] for row in map(json.loads, done.stdout.splitlines())}
    return np.array([scores[number] for number in range(len(slices))], dtype=np.float64)


def confusion(found: Numbers, labels: Floats) -> str:
    """A table: labels down, bands across."""
    truth = bands(labels, -LABEL_BAND, LABEL_BAND)
    rows = [f"{'':28}" + "".join(f"{name:>22}" for name in BAND_NAMES)]
    for number, name in enumerate(BAND_NAMES):
        counts = [int(((truth == number) & (found == other)).sum()) for other in range(3)]
        rows.append(f"  labelled {name:19}" + "".join(f"{count:22}" for count in counts))
    return "\n".join(rows)


def main() -> int:
    """Print all figures; 1 where the held-out ones miss the bars, 2 where there are no labelled slices."""
    if not gold_is_there():
        print("The labelled slices are not there: ../shared/gold/slices.jsonl beside the checkout.", file=sys.stderr)
        return NO_GOLD
    framework = read_framework(HERE.parent / "risk-opportunity.toml")
    slices = [*read_official(), *read_further()]
    material = gather(framework, slices, read_pieces())
    official = np.flatnonzero(material.official)
    labels = material.labels[official]
    scores = shipped_scores([slices[number] for number in official])
    judged = np.round(material.hits.rows(official).scores(weights_of(material.terms)))
    low, high = limits_of(framework)
    print(f"{framework.name} {framework.version}: {len(framework.terms):,} terms, bands at {low} and +{high}\n")
    print(f"{len(official)} labelled slices" + f"{'Spearman':>33}{'band macro-F1':>16}")
    for name, rank, sorting in BASELINES:
        print(f"  {name:40}{rank:10.2f}{sorting:16.2f}")
    print(f"  {'the candidate terms as judged':40}{spearman(judged, labels):10.3f}{'':>16}")
    print(_line("as shipped, fitted to these slices too", scores, bands(scores, low, high), labels))
    held_out = hold_out(material)
    own = held_out.scores[official], held_out.bands[official]
    print(_line("held out by talk", *own, labels))
    rest = np.flatnonzero(~material.official)
    print(f"\n{len(rest):,} further slices")
    print(_line("held out by talk", held_out.scores[rest], held_out.bands[rest], material.labels[rest]))
    print(f"\nHeld out, labels down, bands across\n{confusion(own[1], labels)}")
    reached = spearman(own[0], labels) >= BARS[0] and macro_f1(own[1], labels) >= BARS[1]
    print(f"\nThe bars, {BARS[0]:.2f} and {BARS[1]:.2f} held out: {'reached' if reached else 'missed'}.")
    return 0 if reached else 1


def _line(name: str, scores: Floats, found: Numbers, labels: Floats) -> str:
    return f"  {name:40}{spearman(scores, labels):10.3f}{macro_f1(found, labels):16.3f}"


if __name__ == "__main__":
    sys.exit(main())
