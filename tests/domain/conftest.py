"""Frameworks for tests of the domain."""

from __future__ import annotations

import pytest

from reader.domain.framework import Band, ContextRule, Framework, Lens, Term


@pytest.fixture(scope="session")
def small_framework() -> Framework:
    """Six terms, three context rules, two lenses: enough to reckon by hand."""
    return Framework(
        id="small",
        version="1",
        name="Small",
        negative_pole="Risk-forward",
        middle="Mixed",
        positive_pole="Opportunity-forward",
        bands=(
            Band("risk-forward", "Risk-forward", -100, -12, "negative"),
            Band("mixed", "Mixed", -11, 11, "middle"),
            Band("opportunity-forward", "Opportunity-forward", 12, 100, "positive"),
        ),
        lenses=(Lens("society", "Society", ("job*",)), Lens("health", "Health", ("doctor*",))),
        terms=(
            Term("danger*", -2.0, "safety"),
            Term("harm", -2.0, "safety"),
            Term("job loss", -2.5, "labor market"),
            Term("hope", 1.0, "enthusiasm"),
            Term("benefit*", 2.0, "benefits"),
            Term("cure", 2.0, "benefits"),
        ),
        context_rules=(
            ContextRule("negation", ("not", "*n't", "no"), -0.2, 3),
            ContextRule("hedge", ("might", "a bit"), 0.5, 3),
            ContextRule("intensifier", ("very",), 1.5, 2),
        ),
        resistance=0.1,
    )
