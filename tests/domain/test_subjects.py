"""Subjects are told from moods."""

from __future__ import annotations

from reader.domain.record import replaced
from reader.domain.subjects import is_subject
from reader.services.frameworks import built_in_framework


def test_matters_are_subjects_and_moods_are_none() -> None:
    framework = built_in_framework()
    emphases = {term.emphasis for term in framework.terms if term.emphasis}
    moods = {"worry", "enthusiasm", "benefits", "failure", "obstacles", "progress"}
    assert moods < emphases
    assert {emphasis for emphasis in emphases if not is_subject(framework, emphasis)} == moods


def test_without_lenses_all_are_subjects() -> None:
    framework = replaced(built_in_framework(), lenses=())
    assert is_subject(framework, "worry")
    assert is_subject(framework, "never heard of")
