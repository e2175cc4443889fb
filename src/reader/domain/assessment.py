"""Listen-based judgements that somebody wrote beside an item: what they say of it, and how they count."""

from __future__ import annotations

from reader.domain.headline import LISTEN_BASED
from reader.domain.record import record
from reader.domain.wording import date_long


@record
class Assessment:
    """An assessment file of the content folder, by its path there. ``listened`` is the share that was heard, where it
    is told; ``problem`` says why the file cannot be used: it counts for nothing then.
    """

    path: str
    basis: str = ""
    assessor: str = ""
    assessed: str = ""
    listened: float | None = None
    problem: str = ""

    @property
    def is_listened(self) -> bool:
        """Whether it says that somebody listened."""
        return self.basis == LISTEN_BASED and not self.problem


def basis_with(basis: str, assessment: Assessment | None) -> str:
    """What an item's reading rests on, which is ``basis`` as long as nobody has listened and assessed it."""
    return LISTEN_BASED if assessment is not None and assessment.is_listened else basis


def share_heard(assessment: Assessment | None) -> float:
    """The share of an item that was heard, 0 to 1: all of it where a listen-based assessment does not say."""
    if assessment is None or assessment.problem:
        return 0.0
    if assessment.listened is None:
        return 1.0 if assessment.is_listened else 0.0
    return assessment.listened


def assessed_sentence(assessment: Assessment | None, path: str) -> str:
    """Whether somebody has assessed an item, and where that stands, or would stand at ``path``."""
    if assessment is None:
        return f"No assessment file yet: {path}."
    if assessment.problem:
        return f"The assessment file cannot be used: {assessment.problem}"
    facts = [
        f"by {assessment.assessor}" if assessment.assessor else "",
        date_long(assessment.assessed),
        f"{round(100 * assessment.listened)}% heard" if assessment.listened is not None else "",
    ]
    about = ", ".join(fact for fact in facts if fact)
    return f"Assessed{f' ({about})' if about else ''}: {assessment.path}."
