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
        self._rule_of = [number for number, rule in enumerate(rules) for _ in rule.patterns]
        self._before = max((rule.before for rule in rules), default=0)
        self._after = max((rule.after for rule in rules), default=0)
        self._stops = [frozenset(rule.stops) for rule in rules]
        self._questions = [number for number, rule in enumerate(rules) if rule.kind == QUESTION]
        self._negated_limit = max((abs(rule.factor) for rule in rules if rule.kind == NEGATION), default=1.0)

    def holding(self, words: Words, hits: Iterable[Match], cues: Sequence[Match]) -> list[Holding]:
        """The rules that hold for each hit; both hits and cues are in the order of the text."""
        holding: list[Holding] = []
        behind, all_cues = 0, len(cues)
        questions = bool(self._questions) and ("?" in words.text or "？" in words.text)
        for hit in hits:
            _, first, last = hit
            while behind < all_cues and cues[behind][1] < first:
                behind += 1
            near_before = behind and first - cues[behind - 1][1] <= self._before
            near_behind = behind < all_cues and cues[behind][1] - last <= self._after
            question = questions and words.question_mark(last) >= 0
            if not (near_before or near_behind or question):
                holding.append(_NONE)
                continue
            found: dict[int, Match | None] = {}
            if near_before:
                self._look_back(words, hit, cues, behind, found)
            if near_behind:
                self._look_ahead(words, hit, cues, behind, found)
            if question:
                found.update(dict.fromkeys(self._questions))
            holding.append(found)
        return holding

    def factor(self, holding: Iterable[int]) -> float:
        """The factor that these rules make together. A negated hit never counts at full weight or more."""
        factor = 1.0
        negated = False
        for number in sorted(holding):
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
            if distance > self._before:
                return
            number = self._rule_of[pattern]
            if cue_last >= first or distance > self.rules[number].before or number in found:
                continue
            if not words.in_one_sentence(cue_last, first):
                return
            stops = self._stops[number]
            if not stops or stops.isdisjoint(words.words(cue_last + 1, first)):
                found[number] = cue

    def _look_ahead(
        self, words: Words, hit: Match, cues: Sequence[Match], behind: int, found: dict[int, Match | None]
    ) -> None:
        """Find the rules whose cues stand behind a hit, from the cue numbered ``behind`` on."""
        last = hit[2]
        for at in range(behind, len(cues)):
            pattern, cue_first, _ = cue = cues[at]
            distance = cue_first - last
            if distance > self._after:
                return
            number = self._rule_of[pattern]
            if distance <= 0 or distance > self.rules[number].after or number in found:
                continue
            if not words.in_one_sentence(last, cue_first):
                return
            stops = self._stops[number]
            if not stops or stops.isdisjoint(words.words(last + 1, cue_first)):
                found[number] = cue
