"""Dates as files write them, to ISO 8601 as exact as they are known."""

from __future__ import annotations

from reader.formats.pattern import pattern

_ISO = pattern(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?:$|[T\s,Z])")
_COMPACT = pattern(r"(\d{4})(\d{2})(\d{2})$")
_DAY_FIRST = pattern(r"(?:[A-Za-z]{3,9},?\s+)?(\d{1,2})(?:st|nd|rd|th)?\.?\s+([A-Za-z]{3,9})\.?,?\s+(\d{4})\b")
_MONTH_FIRST = pattern(r"(?:[A-Za-z]{6,9},\s+)?([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b")
_MONTH = pattern(r"([A-Za-z]{3,9})\.?,?\s+(\d{4})$")
_MONTH_NAMES = "jan feb mar apr may jun jul aug sep oct nov dec"
_MONTHS = {name: number for number, name in enumerate(_MONTH_NAMES.split(), start=1)}


def iso_date(text: str) -> str | None:
    """``2025-06-06``, ``2025-06`` or ``2025`` for a date in common writing; None for what is no date.

    A time of day and a zone behind the date are left out: the date is the one the source states.
    """
    text = text.strip()[:80]
    match = _ISO.match(text) or _COMPACT.match(text)
    if match:
        return _checked(match.group(1), match.group(2), match.group(3))
    match = _DAY_FIRST.match(text)
    if match:
        return _checked(match.group(3), _month(match.group(2)), match.group(1))
    match = _MONTH_FIRST.match(text)
    if match:
        return _checked(match.group(3), _month(match.group(1)), match.group(2))
    match = _MONTH.match(text)
    return _checked(match.group(2), _month(match.group(1)), None) if match else None


def _month(name: str) -> str:
    number = _MONTHS.get(name[:3].lower())
    return str(number) if number else "0"


def _checked(year: str, month: str | None, day: str | None) -> str | None:
    from datetime import date  # most files have none

    try:
        known = date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    if not 1000 <= known.year <= 2999:
        return None
    return known.isoformat()[: 10 if day else 7 if month else 4]
