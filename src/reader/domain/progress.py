"""Progress of long work: what a generator in a service yields."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """``done`` of ``total`` steps (total 0: not known yet), and a short text for the person who waits."""

    done: int
    total: int
    text: str
