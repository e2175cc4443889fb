"""A small framework file that uses everything there is, for tests that break it."""

from __future__ import annotations

SMALL = """\
id = "small"
version = "1"
name = "Small"
description = "What it is."

[axis]
negative = "Hawkish"
middle = "Neutral"
positive = "Dovish"

[normalisation]
resistance = 0.1

[slicing]
target = 800
least = 720
greatest = 840

[[bands]]
id = "hawkish"
name = "Hawkish"
least = -100
greatest = -10
tone = "negative"

[[bands]]
id = "neutral"
name = "Neutral"
least = -9
greatest = 9
tone = "middle"

[[bands]]
id = "dovish"
name = "Dovish"
least = 10
greatest = 100
tone = "positive"

[[context]]
kind = "negation"
words = ["Not", "*n’t", "no longer"]
factor = -0.2
before = 3
after = 1
stops = ["but"]

[[context]]
kind = "reported"
words = ["she said"]
factor = 0.5
before = "sentence"
after = "sentence"

[[context]]
kind = "question"
factor = 0.6

[[lenses]]
id = "prices"
name = "Prices"
terms = ["inflation*",
    "prices"]

[[lexicon]]
emphasis = "tightening"
note = "of rates"
[lexicon.terms]
"Rate-Hike*" = -2
"Hike*" = { weight = -1.5, note = "own", exceptions = ["tax hike*", "went on a hike"] }

[[lexicon]]
emphasis = "easing"
[lexicon.terms]
"ease" = 1.5

[making]
text = '''
By hand.

Twice.
'''

[[checks]]
what = "First"
on = "ten texts"
figures = { rank = 0.7, texts = 10 }
"""
