"""Framework to TOML text; reading the text again gives the same framework."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from reader.domain.framework import WHOLE_SENTENCE, Check, ContextRule, Framework, Term
from reader.formats.framework_terms import SENTENCE

WIDTH = 120
INDENT = "    "

_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def write_framework(framework: Framework) -> str:
    """The text of a framework file. Terms that a library has struck out are written: the file is the whole lexicon."""
    return "".join(f"{line}\n" for line in _lines(framework))


def _lines(of: Framework) -> Iterator[str]:
    yield from _pairs(id=of.id, version=of.version, name=of.name)
    if of.description:
        yield from _pairs(description=of.description)
    yield from ("", "[axis]")
    yield from _pairs(negative=of.negative_pole, middle=of.middle, positive=of.positive_pole)
    yield from ("", "[normalisation]")
    yield "# Each word of a slice draws its score towards 0 with this weight."
    yield from _pairs(resistance=of.resistance)
    yield from ("", "[slicing]")
    yield from _pairs(target=of.slicing.target, least=of.slicing.least, greatest=of.slicing.greatest)
    for band in of.bands:
        yield from ("", "[[bands]]")
        yield from _pairs(id=band.id, name=band.name, least=band.least, greatest=band.greatest, tone=band.tone)
    yield from ("", "# Context: words that change what the hits near them count.")
    for rule in of.context_rules:
        yield from _context_rule(rule)
    yield from ("", "# Lenses: the subject through which an item speaks.")
    for lens in of.lenses:
        yield from ("", "[[lenses]]")
        yield from _pairs(id=lens.id, name=lens.name, terms=lens.patterns)
    yield ""
    yield "# The lexicon. Negative weights lean to the negative pole; 1 is a mild sign, 3 a strong one."
    for _, terms in groupby(of.terms, key=lambda term: term.emphasis):
        yield from _group(list(terms))
    if of.making:
        yield from ("", "[making]", f"text = {_long_text(of.making)}")
    for check in of.checks:
        yield from _check(check)


def _context_rule(rule: ContextRule) -> Iterator[str]:
    yield from ("", "[[context]]")
    yield from _pairs(kind=rule.kind)
    if rule.patterns:
        yield from _pairs(words=rule.patterns)
    yield from _pairs(factor=rule.factor)
    for key, words in (("before", rule.before), ("after", rule.after)):
        if words:
            yield f"{key} = {_value(SENTENCE if words >= WHOLE_SENTENCE else words)}"
    if rule.stops:
        yield from _pairs(stops=rule.stops)


def _group(terms: Sequence[Term]) -> Iterator[str]:
    """Terms of one emphasis. The note that most of them have stands over the group, others with their terms."""
    note, count = Counter(term.note for term in terms).most_common(1)[0]
    note = note if 2 * count > len(terms) else ""
    yield from ("", "[[lexicon]]")
    if terms[0].emphasis:
        yield from _pairs(emphasis=terms[0].emphasis)
    if note:
        yield from _pairs(note=note)
    yield "[lexicon.terms]"
    for term in terms:
        more = [f"weight = {_value(term.weight)}"]
        if term.note != note:
            more.append(f"note = {_value(term.note)}")
        if term.exceptions:
            more.append(f"exceptions = {_on_one_line(term.exceptions)}")
        yield f"{_value(term.pattern)} = " + (f"{{ {', '.join(more)} }}" if len(more) > 1 else _value(term.weight))


def _check(check: Check) -> Iterator[str]:
    yield from ("", "[[checks]]")
    yield from _pairs(what=check.what, on=check.on)
    if check.fingerprint:
        yield from _pairs(fingerprint=check.fingerprint)
    yield "[checks.figures]"
    for name, value in check.figures:
        yield f"{_value(name)} = {_value(value)}"


def _pairs(**values: str | float | tuple[str, ...]) -> Iterator[str]:
    for key, value in values.items():
        yield f"{key} = {_list(key, value) if isinstance(value, tuple) else _value(value)}"


def _value(value: str | float) -> str:
    if isinstance(value, str):
        # JSON writes a text as TOML does, but for one character.
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    return repr(value + 0.0).removesuffix(".0")  # adding 0 takes the sign off a negative 0


def _list(key: str, values: Iterable[str]) -> str:
    """A list on one line where there is room, else on several."""
    short = _on_one_line(values)
    if len(key) + len(short) + 3 <= WIDTH:
        return short
    lines = [""]
    for value in values:
        entry = f"{_value(value)},"
        if lines[-1] and len(INDENT) + len(lines[-1]) + 1 + len(entry) > WIDTH:
            lines.append("")
        lines[-1] += f" {entry}" if lines[-1] else entry
    return "[\n" + "".join(f"{INDENT}{line}\n" for line in lines) + "]"


def _on_one_line(values: Iterable[str]) -> str:
    return f"[{', '.join(map(_value, values))}]"


def _long_text(text: str) -> str:
    """A text over several lines as it stands, with the least that must be escaped."""
    last = '\\"' if text.endswith('"') else ""
    body = text[: len(text) - bool(last)].replace("\\", "\\\\").replace('"""', '""\\"')
    return '"""\n' + _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", body) + last + '"""'
