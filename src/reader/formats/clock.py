"""Clock times in text and numbers in JSON, to milliseconds."""

from __future__ import annotations

import math

from reader.formats.pattern import pattern

GREATEST_MS = 10_000 * 3_600_000
"""Times past this (10,000 hours) are taken for damage."""

CLOCK = r"\d{1,4}:\d{1,3}(?::\d{1,2})?(?:[.,:]\d{1,9})?"
"""A pattern for ``[H:]MM:SS[.fff]``; whether it is a time, :func:`clock_ms` says."""

_LONG = pattern(r"(\d{1,6}):(\d{1,2}):(\d{1,2})(?:[.,:](\d{1,3}|\d{6}|\d{9}))?$")
_SHORT = pattern(r"(\d{1,3}):(\d{1,2})(?:[.,](\d{1,3}|\d{6}|\d{9}))?$")


def clock_ms(text: str) -> int | None:
    """Milliseconds of ``H:MM:SS.fff`` or ``MM:SS.fff`` (comma or full stop, hours may pass 99), or None.

    The part behind the seconds is a decimal fraction: ``0:00:01.5`` is 1,500 ms. Fractions of one to three, six or
    nine figures are read (tools write milli-, micro- and nanoseconds).
    """
    text = text.strip()
    match = _LONG.match(text)
    if match:
        hours, minutes, seconds, fraction = match.groups()
    else:
        match = _SHORT.match(text)
        if not match:
            return None
        hours = "0"
        minutes, seconds, fraction = match.groups()
    result = int(hours) * 3_600_000 + int(minutes) * 60_000 + int(seconds) * 1000 + _fraction_ms(fraction)
    return result if result <= GREATEST_MS else None


def _fraction_ms(fraction: str | None) -> int:
    return int((fraction + "00")[:3]) if fraction else 0


def number(value: object) -> float | None:
    """A finite number from JSON, also where it was written as a string; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    if isinstance(value, str) and len(value) > 40:
        return None
    try:
        result = float(value)
    except (ValueError, OverflowError):
        return None
    return result if math.isfinite(result) else None


def seconds_ms(value: object) -> int | None:
    """Milliseconds of a JSON time in seconds (a number, or a string with a number or a clock time), or None."""
    seconds = number(value)
    if seconds is None:
        return clock_ms(value) if isinstance(value, str) and len(value) < 40 else None
    return _in_range(seconds * 1000)


def milliseconds(value: object) -> int | None:
    """Milliseconds of a JSON time in milliseconds, or None."""
    result = number(value)
    return None if result is None else _in_range(result)


def _in_range(value: float) -> int | None:
    """Whole milliseconds; times slightly before the start count as the start."""
    if not -60_000 <= value <= GREATEST_MS:
        return None
    return max(0, round(value))
