"""How scores and figures come about, told from the framework in force."""

from __future__ import annotations

from html import escape

from PySide6.QtWidgets import QTextBrowser, QWidget

from reader.domain.framework import Framework
from reader.domain.wording import MINUS, signed
from reader.gui.dialogs.base import Dialog


class MethodologyDialog(Dialog):
    """The axis, its bands, the formula, the cuts and what the charts show."""

    def __init__(self, framework: Framework, parent: QWidget | None) -> None:
        super().__init__("How this works", parent)
        page = QTextBrowser()
        page.setAccessibleName("Methodology")
        page.setOpenLinks(False)
        page.setHtml(methodology(framework))
        page.document().setDocumentMargin(4)
        self.add(page, 1)
        self.add_buttons(self.close_button(main=True))
        self.fit(720, 640)


def methodology(framework: Framework) -> str:
    """The methodology as simple HTML. Everything taken from the framework is escaped."""
    return "".join(
        (
            f"<h2>{escape(framework.name)}</h2>",
            f"<p>Framework {escape(framework.id)} {escape(framework.version)}: {len(framework.terms):,} weighted words "
            f"and phrases, {len(framework.lenses)} lenses. Everything is computed on this computer.</p>",
            _axis(framework),
            _slices(framework),
            _score(framework),
            _figures(),
            _limits(),
        )
    )


def _axis(framework: Framework) -> str:
    rows = "".join(
        f"<tr><td style='padding-right:24px'>{escape(band.name)}</td>"
        f"<td>{signed(band.least)} to {signed(band.greatest)}</td></tr>"
        for band in framework.bands
    )
    return (
        f"<h3>The axis</h3><p>Every slice of a conversation gets a whole number from {signed(-100)} "
        f"({escape(framework.negative_pole)}) to {signed(100)} ({escape(framework.positive_pole)}). "
        f"Around 0 it is {escape(framework.middle.lower())}.</p><table>{rows}</table>"
    )


def _slices(framework: Framework) -> str:
    rules = framework.slicing
    return (
        f"<h3>Slices</h3><p>A transcript is cut into slices of about {rules.target:,} characters, in order. A slice "
        f"ends at the last sentence end between {rules.least:,} and {rules.greatest:,} characters; where there is "
        "none, at the end of a caption; never inside a word. The slices joined again are the whole transcript.</p>"
    )


def _score(framework: Framework) -> str:
    rules = "".join(
        f"<li>{escape(rule.kind.capitalize())}: a word like “{escape(rule.patterns[0])}” within {rule.before} words "
        f"before multiplies the weight by {_factor(rule.factor)}.</li>"
        for rule in framework.context_rules
        if rule.patterns
    )
    positive, negative = escape(framework.positive_pole.lower()), escape(framework.negative_pole.lower())
    return (
        "<h3>The score of a slice</h3><p>Each term of the lexicon that is found is a hit. Its weight, positive towards "
        f"{positive} and negative towards {negative}, is multiplied by what stands around it:</p><ul>{rules}</ul>"
        "<p><b>score = 100 × sum of hits ÷ (sum of their sizes + "
        f"{framework.resistance:g} × words)</b></p>"
        "<p>The words of the slice pull the score towards 0, so a few loaded words in a calm slice weigh little, and "
        "the same text twice keeps its score. The contributions of the hits add up to the score. A slice without any "
        "hit is drawn differently from one whose hits balance.</p>"
    )


def _factor(factor: float) -> str:
    return f"{factor:g}".replace("-", MINUS)


def _figures() -> str:
    return (
        "<h3>The figures of an item</h3><p>Median, mean, least, greatest, p10 and p90 are taken over the scores of its "
        "slices; p10–p90 is the range that leaves out the lowest and the highest tenth. The shares say how many slices "
        "fall into each band. The strip, the arc, the sentence and the exports show these same figures.</p>"
        "<p>On the strip, amber marks the slice nearest the negative pole, white the one nearest the positive pole, "
        "black the median. On the arc every bar is one slice, early to late, evenly spaced; the axis is fixed unless "
        "you press Fit.</p>"
    )


def _limits() -> str:
    return (
        "<h3>What it cannot do</h3><p>Counting words is not understanding. Irony, quotation and captions that mis-hear "
        "a word mislead it. Use the figures to find the passages, then read and listen.</p>"
    )
