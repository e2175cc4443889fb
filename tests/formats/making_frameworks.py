"""Frameworks of every kind, for hypothesis."""

from __future__ import annotations

from hypothesis import strategies as st

from reader.domain.framework import WHOLE_SENTENCE, Band, Check, ContextRule, Framework, Lens, Term
from reader.domain.patterns import may_stand_in, pattern_of, wins_over
from reader.domain.slicing import SlicingRules

SLUGS = st.from_regex(r"[a-z0-9]{1,5}(-[a-z0-9]{1,4})?", fullmatch=True)
LINES = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=20).filter(str.strip)
TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=60).filter(lambda text: "\r" not in text)
WORDS = st.from_regex(r"[a-zé0-9_]{1,6}('[a-z]{1,2})?", fullmatch=True)
PATTERNS = (
    st.lists(st.one_of(WORDS, WORDS.map("{}*".format), WORDS.map("*{}".format)), min_size=1, max_size=3)
    .map(" ".join)
    .map(pattern_of)
    .filter(bool)
)
WEIGHTS = st.floats(-10, 10).filter(bool)
FACTORS = {
    "negation": st.floats(-1, 1, exclude_min=True, exclude_max=True),
    "hedge": st.floats(0, 1),
    "intensifier": st.floats(1, 5),
    "reported": st.floats(0, 2),
}


@st.composite
def terms(draw: st.DrawFn) -> tuple[Term, ...]:
    patterns = draw(st.lists(PATTERNS, min_size=1, max_size=8, unique=True))
    emphases = draw(st.lists(st.one_of(st.just(""), LINES), min_size=1, max_size=2))
    made = []
    for pattern in patterns:
        longer = [f"{pattern} {draw(WORDS)}", f"{draw(WORDS)} {pattern}"]
        wanted = [phrase for phrase in dict.fromkeys(longer) if phrase not in patterns and draw(st.booleans())]
        exceptions = tuple(p for p in wanted if may_stand_in(pattern, p) and wins_over(p, pattern))
        note = draw(st.sampled_from(["", "a note", 'with "quotes" and \\', "über"]))
        made.append(Term(pattern, draw(WEIGHTS), draw(st.sampled_from(emphases)), note, exceptions))
    return tuple(made)


@st.composite
def context_rules(draw: st.DrawFn) -> tuple[ContextRule, ...]:
    cues = draw(st.lists(PATTERNS, max_size=6, unique=True))
    rules = []
    while cues:
        kind = draw(st.sampled_from(sorted(FACTORS)))
        own, cues = tuple(cues[:2]), cues[2:]
        before, after = draw(st.sampled_from([(3, 0), (0, 2), (1000, 1000), (WHOLE_SENTENCE, 0), (4, WHOLE_SENTENCE)]))
        stops = tuple(draw(st.lists(WORDS, max_size=2, unique=True)))
        rules.append(ContextRule(kind, own, draw(FACTORS[kind]), before, after, stops))
    if draw(st.booleans()):
        rules.append(ContextRule("question", (), draw(st.floats(0, 2)), 0))
    return tuple(rules)


@st.composite
def frameworks(draw: st.DrawFn) -> Framework:
    low, high = draw(st.integers(-99, 0)), draw(st.integers(0, 99))
    ids = draw(st.lists(SLUGS, min_size=3, max_size=3, unique=True))
    bands = (
        Band(ids[0], draw(LINES), -100, low - 1, "negative"),
        Band(ids[1], draw(LINES), low, high, "middle"),
        Band(ids[2], draw(LINES), high + 1, 100, "positive"),
    )
    patterns = draw(st.lists(PATTERNS, min_size=1, max_size=6, unique=True))
    checks = st.builds(
        Check,
        LINES,
        LINES,
        st.dictionaries(LINES, st.floats(-1e6, 1e6), max_size=3).map(lambda figures: tuple(figures.items())),
        st.sampled_from(["", "0123456789abcdef"]),
    )
    return Framework(
        id=draw(SLUGS),
        version=draw(LINES),
        name=draw(LINES),
        negative_pole=draw(LINES),
        middle=draw(LINES),
        positive_pole=draw(LINES),
        bands=bands,
        lenses=(Lens(draw(SLUGS), draw(LINES), tuple(patterns)),),
        terms=draw(terms()),
        context_rules=draw(context_rules()),
        resistance=draw(st.floats(0.001, 100)),
        slicing=SlicingRules(draw(st.integers(300, 400)), draw(st.integers(100, 300)), draw(st.integers(400, 20_000))),
        description=draw(TEXTS),
        making=draw(TEXTS),
        checks=tuple(draw(st.lists(checks, max_size=2))),
    )
