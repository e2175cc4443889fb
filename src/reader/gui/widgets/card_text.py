"""The words of a card: what is written on it, said when the mouse is over a bar, and spoken of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.domain.wording import card_figures, clock, count, date_long, integer, share, signed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from reader.domain.item_summary import ItemSummary

NO_FIGURES = "No transcript, so no figures"


def origin(item: ItemSummary, shortened: Callable[[str, str], str]) -> str:
    """Show, date, length: ``AXRP · 6 Jun 2025 · 2:14:27``. ``shortened`` cuts the show to what the rest leaves it."""
    length = clock(item.duration_ms) if item.duration_ms else ""
    rest = _joined(date_long(item.date), length, "Sample" if item.sample else "")
    return _joined(shortened(item.show, f" · {rest}" if rest else ""), rest)


def leaning(leaning_text: str, item: ItemSummary) -> str:
    """Leaning, lens, shelf: ``Mixed · Society · Civilisational risk and strategy``."""
    return _joined(leaning_text, item.lens, item.shelf)


def work(item: ItemSummary) -> tuple[str, str]:
    """Notes, listening and sound, in words and in signs: ``4 notes · 35% heard · ♪``, ``✎ 4  35%  ♪``."""
    notes, heard = count("note", item.notes) if item.notes else "", share(item.listened) if item.listened else ""
    sound = "♪" if item.has_sound else ""
    signs = (f"✎ {item.notes:,}" if item.notes else "", heard, sound)
    return _joined(notes, f"{heard} heard" if heard else "", sound), "  ".join(filter(None, signs))


def figures(item: ItemSummary) -> str:
    """``Med 0 · avg −3 · 102 slices``."""
    return card_figures(item.median, item.mean, len(item.scores)) if len(item.scores) else NO_FIGURES


def slice_words(item: ItemSummary, number: int) -> str:
    """``Slice 37 of 102 · −23``; a slice without any hit says so."""
    score = signed(float(item.scores[number - 1])) if item.evidence[number - 1] else "no hits"
    return f"Slice {number:,} of {len(item.scores):,} · {score}"


def details(item: ItemSummary) -> str:
    """What a card shows besides title, show, date and leaning, for those who hear it."""
    length = f"{clock(item.duration_ms)} long" if item.duration_ms else ""
    lens = f"{item.lens} lens" if item.lens else ""
    shelf = f"shelf {item.shelf}" if item.shelf else ""
    figures = f"median {integer(item.median)}, mean {integer(item.mean)}, {count('slice', len(item.scores))}"
    heard = f"{share(item.listened)} heard" if item.listened else ""
    work = (count("note", item.notes) if item.notes else "", heard, "with sound" if item.has_sound else "")
    parts = (length, lens, shelf, figures if len(item.scores) else "no transcript", *work)
    return ", ".join(part for part in parts if part)


def sentence(spoken: str, item: ItemSummary, why: str = "") -> str:
    """A card as one sentence. ``spoken`` says what it is: title, show, date, leaning."""
    return ", ".join(part for part in (spoken, details(item), why) if part) + "."


def help_words(one: str, keys: Mapping[str, str]) -> str:
    """How cards or rows are worked with keys; ``keys`` gives those of the walking actions, as they are shown."""
    slices = _both(keys, "previous_slice", "next_slice")
    one_sided = _both(keys, "previous_one_sided", "next_one_sided")
    walks = (f"its slices with {slices}" if slices else "", f"its one-sided slices with {one_sided}" * bool(one_sided))
    walking = ", ".join(filter(None, walks))
    return f"Arrow keys move between the {one}s, Enter opens one.{f' Walk {walking}.' if walking else ''}"


def hint_words(keys: Mapping[str, str]) -> str:
    """What a click does beside the pictures, and which keys walk the slices."""
    slices = _both(keys, "previous_slice", "next_slice")
    return f"Click to open it; walk its slices with {slices}" if slices else "Click to open it"


def _both(keys: Mapping[str, str], back: str, forth: str) -> str:
    return " and ".join(filter(None, (keys.get(back, ""), keys.get(forth, ""))))


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
