"""Which context rules hold for which hits: the words around a hit that change what it counts.

A rule holds for a hit where one of its cues begins within ``before`` words before the hit, or within ``after`` words
behind it, in the same sentence, neither reaching into the other, and none of the rule's ``stops`` standing between
them. However many of its cues do, a rule holds once. A question rule has no cues: it holds for every hit of a sentence
that ends with a question mark. Where a sentence ends is told by :mod:`reader.domain.slicing`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from reader.domain.framework import ContextRule
from reader.domain.lexicon import Match
from reader.domain.words import Words

NEGATION = "negation"
QUESTION = "question"

Holding = Mapping[int, "Match | None"]
"""The numbers of the rules that hold for a hit, each with its nearest cue; a question has none."""

_NONE: Holding = {}


class ContextRules:
    """The context rules of a framework made ready."""

    def __init__(self, rules: Sequence[ContextRule]) -> None:
        self.rules = rules
        self.patterns = [pattern for rule in rules for pattern in rule.patterns]
        """Those of all cues; the cues' matches count them from 0."""
        self.rule_of = [number for number, rule in enumerate(rules) for _ in rule.patterns]
        """For each of these the number of its rule."""
        self.before = max((rule.before for rule in rules), default=0)
        self.after = max((rule.after for rule in rules), default=0)
        """So many words before and behind a hit a cue may stand at most."""
        self.questions = [number for number, rule in enumerate(rules) if rule.kind == QUESTION]
        self._stops = [frozenset(rule.stops) for rule in rules]
        self._negated_limit = max((abs(rule.factor) for rule in rules if rule.kind == NEGATION), default=1.0)
        self._factors: dict[tuple[int, ...], float] = {}
        self.of_question = self._product(self.questions)
        """The factor of a hit in a question, where no other rule holds for it."""

    def holding_each(self, words: Words, hits: Iterable[Match], cues: Sequence[Match]) -> list[Holding]:
        """The rules that hold for each hit; both hits and cues are in the order of the text."""
        holding = []
        behind, count = 0, len(cues)
        for hit in hits:
            _, first, last = hit
            while behind < count and cues[behind][1] < first:
                behind += 1
            question = bool(self.questions) and words.question_mark(last) >= 0
            near = (behind > 0 and first - cues[behind - 1][1] <= self.before) or (
                behind < count and cues[behind][1] - last <= self.after
            )
            holding.append(self.holding(words, hit, cues, behind, question) if near or question else _NONE)
        return holding

    def holding(self, words: Words, hit: Match, cues: Sequence[Match], behind: int, question: bool) -> Holding:
        """The rules that hold for one hit. ``behind`` is the number of cues that begin before it; ``question`` says
        whether it stands in one.
        """
        found: dict[int, Match | None] = {}
        if behind:
            self._look_back(words, hit, cues, behind, found)
        if self.after:
            self._look_ahead(words, hit, cues, behind, found)
        if question:
            found.update(dict.fromkeys(self.questions))
        return found

    def factor(self, holding: Holding) -> float:
        """The factor that these rules make together. A negated hit never counts at full weight or more."""
        numbers = tuple(holding)
        known = self._factors.get(numbers)
        if known is None:
            known = self._factors[numbers] = self._product(numbers)
        return known

    def _product(self, numbers: Iterable[int]) -> float:
        factor = 1.0
        negated = False
        for number in sorted(numbers):
            rule = self.rules[number]
            factor *= rule.factor
            negated = negated or rule.kind == NEGATION
        limit = self._negated_limit
        return max(-limit, min(limit, factor)) if negated else factor

    def _look_back(
        self, words: Words, hit: Match, cues: Sequence[Match], behind: int, found: dict[int, Match | None]
    ) -> None:
        """Find the rules whose cues stand before a hit, among the cues in front of the one numbered ``behind``."""
        first = hit[1]
        for at in range(behind - 1, -1, -1):
            pattern, cue_first, cue_last = cue = cues[at]
            distance = first - cue_first
            if distance > self.before:
                return
            number = self.rule_of[pattern]
            if cue_last >= first or distance > self.rules[number].before or number in found:
                continue
            if not words.in_one_sentence(cue_last, first):
                return
            stops = self._stops[number]
            if not stops or cue_last + 1 == first or stops.isdisjoint(words.words(cue_last + 1, first)):
                found[number] = cue

    def _look_ahead(
        self, words: Words, hit: Match, cues: Sequence[Match], behind: int, found: dict[int, Match | None]
    ) -> None:
        """Find the rules whose cues stand behind a hit, from the cue numbered ``behind`` on."""
        last = hit[2]
        for at in range(behind, len(cues)):
            pattern, cue_first, _ = cue = cues[at]
            distance = cue_first - last
            if distance > self.after:
                return
            number = self.rule_of[pattern]
            if distance <= 0 or distance > self.rules[number].after or number in found:
                continue
            if not words.in_one_sentence(last, cue_first):
                return
            stops = self._stops[number]
            if not stops or stops.isdisjoint(words.words(last + 1, cue_first)):
                found[number] = cue
