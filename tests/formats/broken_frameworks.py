"""Mistakes in a framework file, each with the sentence that tells it."""

from __future__ import annotations

from tests.formats.small_framework import SMALL

WORDS_ONLY = "Write words of letters and digits, with one * only at the start or end of a word."
SHOW = "the built-in frameworks show how."

# What is replaced in the small framework, by what, on which text's line the problem is told (a text of the broken file,
# or of the whole one where it is gone), what it says.
BROKEN: dict[str, tuple[str, str, str, str]] = {
    "not TOML": (
        "[axis]", "[axis", "[axis]",
        "this is not valid TOML: Expected ']' at the end of a table declaration. Look for a missing quote or bracket "
        "there, or a key that stands twice.",
    ),
    "the same key twice": (
        '"ease" = 1.5', '"ease" = 1.5\n"ease" = 2', '"ease" = 2',
        "this is not valid TOML: Cannot overwrite a value. Look for a missing quote or bracket there, or a key that "
        "stands twice.",
    ),
    "no id": ('id = "small"\n', "", 'id = "small"', f"id is missing. Add `id`; {SHOW}"),
    "an id that is no slug": (
        'id = "small"', 'id = "My Frame/work"', 'id = "small"',
        'id must be small letters and digits, parted by single hyphens, not "My Frame/work". Write it as in '
        '"monetary-policy".',
    ),
    "an empty version": (
        'version = "1"', 'version = " "', 'version = "1"', "version is empty. Write something between the quotes.",
    ),
    "a version that is a number": (
        'version = "1"', "version = 1.0", 'version = "1"', f"version must be a text in quotes, not 1.0. T{SHOW[1:]}",
    ),
    "a name over two lines": (
        'name = "Small"', 'name = "Sm\\nall"', 'name = "Small"',
        "name has a line break or tab in it. Write it as one line.",
    ),
    "no axis": (
        '[axis]\nnegative = "Hawkish"\nmiddle = "Neutral"\npositive = "Dovish"\n', "", 'id = "small"',
        f"axis is missing. Add `axis`; {SHOW}",
    ),
    "an axis that is no table": (
        '[axis]\nnegative = "Hawkish"\nmiddle = "Neutral"\npositive = "Dovish"\n', "[[axis]]\n", "[axis]",
        f"axis must be a table, under [axis], not a list. T{SHOW[1:]}",
    ),
    "no positive pole": (
        'positive = "Dovish"\n', "", "[axis]", f"axis.positive is missing. Add `positive`; {SHOW}",
    ),
    "a misspelt key": (
        'description = "What', 'descripton = "What', 'description = "What',
        "descripton is unknown. Did you mean `description`?",
    ),
    "an unknown key": (
        'tone = "middle"', 'tone = "middle"\nqqq = 3', "qqq = 3", "bands.qqq is unknown. Remove it.",
    ),
    "a gap between bands": (
        "least = -9", "least = -8", "least = -9",
        'the band "neutral" begins at -8 and leaves a gap behind "hawkish", which ends at -10. Let it begin at -9; '
        "bands stand in order from -100 to 100.",
    ),
    "bands that overlap": (
        "least = -9", "least = -12", "least = -9",
        'the band "neutral" begins at -12 and overlaps "hawkish", which ends at -10. Let it begin at -9; bands '
        "stand in order from -100 to 100.",
    ),
    "a first band that begins late": (
        "least = -100", "least = -90", "least = -100",
        "the first band begins at -90. Bands begin at -100: write the lowest first.",
    ),
    "a last band that ends early": (
        "greatest = 100", "greatest = 90", "greatest = 100",
        "the last band ends at 90. Bands end at 100: write the highest last.",
    ),
    "a band that is a fraction": (
        "least = -9", "least = -9.5", "least = -9",
        f"bands.least must be a whole number, not -9.5. T{SHOW[1:]}",
    ),
    "two bands with one id": (
        'id = "dovish"', 'id = "neutral"', 'id = "dovish"',
        'the band id "neutral" stands twice. Give one of the two another id.',
    ),
    "an unknown tone": (
        'tone = "middle"', 'tone = "midle"', 'tone = "middle"',
        'bands.tone must be negative, middle or positive, not "midle". Did you mean "middle"?',
    ),
    "no band of the positive pole": (
        'tone = "positive"', 'tone = "middle"', 'tone = "positive"',
        'the last band has the tone "middle". The last band is that of the positive pole: write "positive".',
    ),
    "0 in the band of a pole": (
        'tone = "middle"', 'tone = "negative"', 'tone = "middle"',
        'the score 0 falls into "neutral", whose tone is "negative". 0 means neither pole: let it fall into a band '
        "with the tone middle.",
    ),
    "no lexicon at all": (
        SMALL[SMALL.index("[[lexicon]]") : SMALL.index("[making]")], "", 'id = "small"',
        f"lexicon is missing. Add `lexicon`; {SHOW}",
    ),
    "a weight of 0": (
        '"ease" = 1.5', '"ease" = 0', '"ease" = 1.5', 'the weight of "ease" is 0. Give it a weight or remove it.',
    ),
    "a weight that is not a number": (
        '"ease" = 1.5', '"ease" = nan', '"ease" = 1.5',
        'the weight of "ease" must be a number, not nan. Write it as in -1.5, without quotes.',
    ),
    "a weight in quotes": (
        '"ease" = 1.5', '"ease" = "1.5"', '"ease" = 1.5',
        'the weight of "ease" must be a number, not "1.5". Write it as in -1.5, without quotes.',
    ),
    "a weight that is true": (
        '"ease" = 1.5', '"ease" = true', '"ease" = 1.5',
        'the weight of "ease" must be a number, not true. Write it as in -1.5, without quotes.',
    ),
    "a weight that is too large": (
        '"ease" = 1.5', '"ease" = 11', '"ease" = 1.5',
        'the weight of "ease" is too large: 11. Stay between -10 and 10; 1 is a mild sign, 3 a strong one.',
    ),
    "no weight": (
        "{ weight = -1.5, note", "{ note", "{ weight = -1.5, note",
        f"lexicon.terms.Hike*.weight is missing. Add `weight`; {SHOW}",
    ),
    "a term twice after folding": (
        '"ease" = 1.5', '"Rate hike*" = 1', '"ease" = 1.5',
        'the term "rate hike*" stands twice in the lexicon. Remove one of the two.',
    ),
    "a term of white space": (
        '"ease" = 1.5', '"  " = 1', '"ease" = 1.5', f'the term "  " is no word or phrase. {WORDS_ONLY}',
    ),
    "a star in the middle": (
        '"ease" = 1.5', '"e*se" = 1', '"ease" = 1.5', f'the term "e*se" is no word or phrase. {WORDS_ONLY}',
    ),
    "a star at both ends": (
        '"ease" = 1.5', '"*ase*" = 1', '"ease" = 1.5', f'the term "*ase*" is no word or phrase. {WORDS_ONLY}',
    ),
    "a sign that is in no word": (
        '"ease" = 1.5', '"50 %" = 1', '"ease" = 1.5', f'the term "50 %" is no word or phrase. {WORDS_ONLY}',
    ),
    "an exception without its term": (
        '"tax hike*"', '"taxes"', '"tax hike*"',
        'the exception "taxes" does not contain its term "hike*". Write a phrase with the term in it, such as '
        '"loss function" for "loss".',
    ),
    "an exception that cannot win": (
        '"tax hike*"', '"hik*"', '"tax hike*"',
        'the exception "hik*" is no longer than its term "hike*". The longest pattern wins: write more words, or a '
        "longer beginning.",
    ),
    "an exception that is a term": (
        '"tax hike*"', '"rate hike*"', '"tax hike*"',
        'the exception "rate hike*" of "hike*" is a term itself. Remove it here: the longer term wins anyway.',
    ),
    "an unknown kind of context": (
        'kind = "negation"', 'kind = "negaton"', 'kind = "negation"',
        'context.kind must be negation, hedge, intensifier, reported or question, not "negaton". Did you mean '
        '"negation"?',
    ),
    "a question with words": (
        'kind = "question"', 'kind = "question"\nwords = ["why"]', 'words = ["why"]',
        "a question takes no `words`. Remove it: the rule holds for sentences that end with ?.",
    ),
    "a negation at full weight": (
        "factor = -0.2", "factor = -1", "factor = -0.2",
        "the factor of a negation is -1. Write one above -1 and below 1: a negated hit never counts at full weight.",
    ),
    "a factor out of range": (
        "factor = 0.5", "factor = 7", "factor = 0.5",
        "the factor of a rule of the kind reported is 7. Write one from 0 to 2.",
    ),
    "a reach below 0": (
        "before = 3", "before = -3", "before = 3",
        'context.before must be a whole number from 0 to 1000 or "sentence", not -3. It counts words.',
    ),
    "a reach of another word": (
        "before = 3", 'before = "line"', "before = 3",
        'context.before must be a whole number from 0 to 1000 or "sentence", not "line". It counts words.',
    ),
    "a rule that reaches nothing": (
        "before = 3\nafter = 1\n", "", "[[context]]",
        'context rule 1 reaches no word. Write how many words before a hit its words may stand, or "sentence".',
    ),
    "a rule without words": (
        'words = ["Not", "*n’t", "no longer"]', "words = []", 'words = ["Not"',
        "context rule 1 has no words. Write the words that change what stands near them.",
    ),
    "a word in two rules": (
        'words = ["she said"]', 'words = ["not"]', 'words = ["she said"]',
        '"not" stands in "context rule 1" already. Remove one of the two.',
    ),
    "a stop of two words": (
        'stops = ["but"]', 'stops = ["but then"]', 'stops = ["but"]',
        'the stop "but then" must be a single word without *. Write each word by itself.',
    ),
    "a lens without terms": (
        'terms = ["inflation*",\n    "prices"]', "terms = []", 'terms = ["inflation*"',
        'the lens "prices" has no terms. Write the words that show this subject.',
    ),
    "a lens with a number": (
        '    "prices"]', "    3]", '    "prices"]', "lenses.terms holds 3, which is no text. Put it in quotes.",
    ),
    "a word in a lens twice": (
        '    "prices"]', '    "Inflation*"]', '    "prices"]', '"inflation*" stands twice here. Remove one of the two.',
    ),
    "cuts out of order": (
        "target = 800", "target = 700", "target = 800",
        "slicing has least 720, target 700, greatest 840. They must be in rising order, such as 900, 1000, 1050.",
    ),
    "slices of a few characters": (
        "target = 800\nleast = 720\ngreatest = 840", "target = 8\nleast = 7\ngreatest = 9", "target = 800",
        "slices of 7 to 9 characters are not possible. Stay between 100 and 20000.",
    ),
    "a resistance of 0": (
        "resistance = 0.1", "resistance = 0", "resistance = 0.1",
        "normalisation.resistance must be above 0, not 0. The built-in frameworks use about 0.1.",
    ),
    "a resistance below 0": (
        "resistance = 0.1", "resistance = -1", "resistance = 0.1",
        "normalisation.resistance must be above 0, not -1. The built-in frameworks use about 0.1.",
    ),
    "a resistance without end": (
        "resistance = 0.1", "resistance = inf", "resistance = 0.1",
        f"normalisation.resistance must be a number, not inf. T{SHOW[1:]}",
    ),
    "a figure in words": (
        "rank = 0.7", 'rank = "good"', "rank = 0.7",
        'the figure "rank" must be a number, not "good". Write it as in 0.73.',
    ),
    "a fingerprint of another kind": (
        'on = "ten texts"', 'on = "ten texts"\nfingerprint = "xyz"', 'fingerprint = "xyz"',
        '"xyz" is no fingerprint. It has sixteen digits from 0-9 and a-f, as `reader framework check` tells it.',
    ),
}  # fmt: skip
