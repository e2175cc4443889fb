"""What the panel "Why this score" says in words and figures."""

from __future__ import annotations

from collections.abc import Sequence
from math import prod
from typing import TYPE_CHECKING

from reader.domain.striking import ITEM, LEXICON, PLACE
from reader.domain.wording import MINUS, integer, signed

if TYPE_CHECKING:
    from reader.domain.explaining import Ledger, LedgerLine
    from reader.domain.scoring import Applied

DOES = {
    "negation": "negated by",
    "hedge": "hedged by",
    "intensifier": "strengthened by",
    "reported": "reported by",
}
SCOPES = {PLACE: "Only here", ITEM: "In this conversation", LEXICON: "In the lexicon"}


def figure(value: float) -> str:
    """A weight or factor as it is written in the framework: ``−1.5``, ``2``."""
    return f"{value:g}".replace("-", MINUS)


def points(value: float) -> str:
    """Score points to a hundredth, with their sign: ``−7.42``, ``+0.50``, ``0.00``."""
    text = f"{value:+.2f}"
    return "0.00" if text in ("+0.00", "-0.00") else text.replace("-", MINUS)


def cue_words(applied: Sequence[Applied], factor: float, text: str) -> str:
    """The context rules that made a factor, each with its cue: ``“not” × −0.2 · question × 0.6``.

    ``text`` is the slice's. Where the rules together are held to a limit, the factor itself follows: ``= −0.2``.
    """
    words = " · ".join(f"{_cue(one, text)} × {figure(one.factor)}" for one in applied)
    return words if _is_product(applied, factor) else f"{words} = {figure(factor)}"


def _cue(applied: Applied, text: str) -> str:
    return "question" if applied.kind == "question" else f"“{text[applied.start : applied.end]}”"


def _is_product(applied: Sequence[Applied], factor: float) -> bool:
    return not applied or abs(prod(one.factor for one in applied) - factor) < 1e-9


def spoken_line(line: LedgerLine, text: str) -> str:
    """A hit in one sentence: ``“harm” in “it may do no harm”, weight −2, negated by “no” × −0.2, adds +1.20, sum
    −3.40``.
    """
    hit = line.hit
    parts = [f"“{line.sentence[line.start : line.end]}” in “{line.sentence}”", f"weight {figure(hit.weight)}"]
    for one in line.applied:
        does = "in a question" if one.kind == "question" else f"{DOES.get(one.kind, one.kind)} {_cue(one, text)}"
        parts.append(f"{does} × {figure(one.factor)}")
    if not _is_product(line.applied, hit.factor):
        parts.append(f"together {figure(hit.factor)}")
    parts += [f"adds {points(hit.contribution)}", f"sum {points(line.running)}"]
    return ", ".join(parts)


def arithmetic(ledger: Ledger) -> str:
    """How the sum becomes the score: ``100 × −6.2 ÷ (9.4 + 0.12 × 168 words) = −20.98 → −21``."""
    total = sum(line.hit.weight * line.hit.factor for line in ledger.lines)
    return (
        f"100 × {_short(total)} ÷ ({_short(ledger.size)} + {figure(ledger.resistance)} × {ledger.words:,} words) = "
        f"{points(ledger.exact)} → {signed(ledger.score)}"
    )


def _short(value: float) -> str:
    return figure(round(value, 3) or 0.0)


def change_words(before: str, after: str) -> str:
    """``−37 → −21``, or ``0, as before``."""
    return f"{before} → {after}" if before != after else f"{after}, as before"


def place_words(place: int, of: int, pole: str) -> str:
    """``3 of 58``, counted from the negative pole; says so once."""
    return f"{integer(place)} of {of:,} from {pole.lower()}"
