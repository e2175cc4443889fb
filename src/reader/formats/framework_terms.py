"""The patterns of a framework file: its lexicon, its lenses and its context rules."""

from __future__ import annotations

from collections.abc import Iterable

from reader.domain.framework import WHOLE_SENTENCE, ContextRule, Lens, Term
from reader.domain.patterns import may_stand_in, pattern_of, wins_over
from reader.formats.toml_table import Table, is_number, shown

CONTEXT_KINDS = ("negation", "hedge", "intensifier", "reported", "question")
FACTORS = {"hedge": (0, 1), "intensifier": (1, 5), "reported": (0, 2), "question": (0, 2)}
"""Least and greatest factor of each kind; that of a negation stays below 1 in size."""
GREATEST_WEIGHT = 10
FARTHEST = 1000
"""Words that ``before`` and ``after`` may reach; farther is the whole sentence."""
SENTENCE = "sentence"


def _patterns(table: Table, key: str, called: str) -> list[tuple[int, str]]:
    """The patterns in a list, each with its index; what is none is added to the problems."""
    found = []
    for at, written in table.texts(key):
        pattern = pattern_of(written)
        if pattern:
            found.append((at, pattern))
        else:
            _refuse_pattern(table.list_place(key), at, f"{shown(written)} in {called}")
    return found


def _refuse_pattern(table: Table, key: str | int, what: str) -> None:
    table.refuse(
        key,
        f"{what} is no word or phrase",
        "Write words of letters and digits, with one * only at the start or end of a word.",
    )


# ---------------------------------------------------------------------------------------------- lexicon


def terms(file: Table) -> tuple[Term, ...]:
    """The lexicon."""
    before = len(file.problems)
    found: dict[str, Term] = {}
    places: list[tuple[Table, str, Term]] = []
    for group in file.tables("lexicon"):
        emphasis, note = group.text("emphasis", ""), group.text("note", "")
        entries = group.table("terms")
        for written in entries:
            term = _term(entries, written, emphasis, note)
            if term is None:
                continue
            if term.pattern in found:
                what = f"the term {shown(term.pattern)} stands twice in the lexicon"
                entries.refuse(written, what, "Remove one of the two.")
                continue
            found[term.pattern] = term
            places.append((entries, written, term))
        group.refuse_others()
    for entries, written, term in places:
        for phrase in found.keys() & set(term.exceptions):
            what = f"the exception {shown(phrase)} of {shown(term.pattern)} is a term itself"
            entries.refuse(written, what, "Remove it here: the longer term wins anyway.")
    if not found and len(file.problems) == before:
        file.refuse("lexicon", "the lexicon has no terms", "Write at least one under [lexicon.terms].")
    return tuple(found.values())


def _term(entries: Table, written: str, emphasis: str, note: str) -> Term | None:
    pattern = pattern_of(written)
    if not pattern:
        _refuse_pattern(entries, written, f"the term {shown(written)}")
        return None
    weight = entries.value(written)
    exceptions: tuple[str, ...] = ()
    if isinstance(weight, dict):
        more = entries.table(written)
        weight, note = more.value("weight"), more.text("note", note)
        exceptions = _exceptions(more, pattern)
        more.refuse_others()
        if weight is None:
            return None
    called = f"the weight of {shown(pattern)}"
    if not is_number(weight):
        entries.refuse(
            written, f"{called} must be a number, not {shown(weight)}", "Write it as in -1.5, without quotes."
        )
    elif weight == 0:
        entries.refuse(written, f"{called} is 0", "Give it a weight or remove it.")
    elif abs(weight) > GREATEST_WEIGHT:
        mend = f"Stay between -{GREATEST_WEIGHT} and {GREATEST_WEIGHT}; 1 is a mild sign, 3 a strong one."
        entries.refuse(written, f"{called} is too large: {weight:g}", mend)
    else:
        return Term(pattern, float(weight), emphasis, note, exceptions)
    return None


def _exceptions(table: Table, pattern: str) -> tuple[str, ...]:
    found: list[str] = []
    for at, phrase in (
        _patterns(table, "exceptions", f"the exceptions of {shown(pattern)}") if "exceptions" in table else ()
    ):
        place = table.list_place("exceptions")
        if phrase in found:
            place.refuse(
                at, f"the exception {shown(phrase)} of {shown(pattern)} stands twice", "Remove one of the two."
            )
        elif not may_stand_in(pattern, phrase):
            what = f"the exception {shown(phrase)} does not contain its term {shown(pattern)}"
            place.refuse(at, what, 'Write a phrase with the term in it, such as "loss function" for "loss".')
        elif not wins_over(phrase, pattern):
            what = f"the exception {shown(phrase)} is no longer than its term {shown(pattern)}"
            place.refuse(at, what, "The longest pattern wins: write more words, or a longer beginning.")
        else:
            found.append(phrase)
    return tuple(found)


# ------------------------------------------------------------------------------------ lenses and context


def lenses(file: Table) -> tuple[Lens, ...]:
    """The lenses."""
    found: list[Lens] = []
    holders: dict[str, str] = {}
    for table in file.tables("lenses"):
        lens_id, name = table.slug("id"), table.text("name")
        patterns = _unlike(table, "terms", _patterns(table, "terms", f"the lens {shown(lens_id)}"), holders, lens_id)
        if "terms" in table and table.value("terms") == []:
            table.refuse("terms", f"the lens {shown(lens_id)} has no terms", "Write the words that show this subject.")
        table.refuse_others()
        for lens in found:
            if lens_id == lens.id and lens_id:
                table.refuse("id", f"the lens id {shown(lens_id)} stands twice", "Give one of the two another id.")
            if name.casefold() == lens.name.casefold() and name:
                table.refuse("name", f"the lens name {shown(name)} stands twice", "Give one of the two another name.")
        found.append(Lens(lens_id, name, patterns))
    if "lenses" in file and file.value("lenses") == []:
        file.refuse("lenses", "there is no lens", "Write at least one: a subject, and the words that show it.")
    return tuple(found)


def _unlike(
    table: Table, key: str, patterns: Iterable[tuple[int, str]], holders: dict[str, str], holder: str
) -> tuple[str, ...]:
    """Patterns that no other list holds yet: of two that are the same, the second would never be found."""
    found = []
    for at, pattern in patterns:
        if pattern in holders:
            where = "twice here" if holders[pattern] == holder else f"in {shown(holders[pattern])} already"
            table.list_place(key).refuse(at, f"{shown(pattern)} stands {where}", "Remove one of the two.")
        else:
            holders[pattern] = holder
            found.append(pattern)
    return tuple(found)


def context_rules(file: Table) -> tuple[ContextRule, ...]:
    """The context rules."""
    holders: dict[str, str] = {}
    return tuple(
        _context_rule(table, holders, f"context rule {number}")
        for number, table in enumerate(file.tables("context", []), start=1)
    )


def _context_rule(table: Table, holders: dict[str, str], holder: str) -> ContextRule:
    kind = table.one_of("kind", CONTEXT_KINDS)
    factor = _factor(table, kind)
    if kind == "question":
        for key in ("words", "before", "after", "stops"):
            if key in table:
                table.pass_over(key)
                table.refuse(
                    key, f"a question takes no `{key}`", "Remove it: the rule holds for sentences that end with ?."
                )
        rule = ContextRule(kind, (), factor, 0)
    else:
        words = _unlike(table, "words", _patterns(table, "words", f"the words of {holder}"), holders, holder)
        if "words" in table and table.value("words") == []:
            table.refuse("words", f"{holder} has no words", "Write the words that change what stands near them.")
        before, after = _reach(table, "before"), _reach(table, "after")
        if not before and not after and ("before" in table or "after" not in table):
            what = f"{holder} reaches no word"
            table.refuse("before", what, 'Write how many words before a hit its words may stand, or "sentence".')
        rule = ContextRule(kind, words, factor, before, after, _stops(table))
    table.refuse_others()
    return rule


def _factor(table: Table, kind: str) -> float:
    factor = table.number("factor")
    if kind == "negation" and abs(factor) >= 1:
        what = f"the factor of a negation is {factor:g}"
        table.refuse("factor", what, "Write one above -1 and below 1: a negated hit never counts at full weight.")
    elif kind in FACTORS:
        least, greatest = FACTORS[kind]
        if factor < least or factor > greatest:
            what = f"the factor of a rule of the kind {kind} is {factor:g}"
            table.refuse("factor", what, f"Write one from {least} to {greatest}.")
    return factor


def _reach(table: Table, key: str) -> int:
    value = table.value(key, 0)
    if value == SENTENCE:
        return WHOLE_SENTENCE
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= FARTHEST:
        what = f'{table.name(key)} must be a whole number from 0 to {FARTHEST} or "{SENTENCE}", not {shown(value)}'
        table.refuse(key, what, "It counts words.")
        return 1
    return value


def _stops(table: Table) -> tuple[str, ...]:
    found: list[str] = []
    for at, pattern in _patterns(table, "stops", "the stops") if "stops" in table else ():
        if " " in pattern or "*" in pattern:
            what = f"the stop {shown(pattern)} must be a single word without *"
            table.list_place("stops").refuse(at, what, "Write each word by itself.")
        elif pattern not in found:
            found.append(pattern)
    return tuple(found)
