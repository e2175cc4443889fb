"""What the library page says where it has nothing to list: why, and the way on."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from reader.gui.widgets.empty_state import EmptyState
from reader.gui.widgets.facet_words import filter_words

if TYPE_CHECKING:
    from reader.gui.widgets.item_list_model import ItemListModel


def say_what_is_missing(
    state: EmptyState, model: ItemListModel, *, import_files: Callable[[], object], clear: Callable[[], object]
) -> None:  # fmt: skip
    """The library is empty, or the filter leaves nothing: then it is told which one, and taken away on a click."""
    if not model.total:
        state.say(
            "The library is empty",
            "Import transcripts: subtitles, captions, recognised speech, plain text or Markdown.",
            ("Import…", import_files),
        )
        return
    words = filter_words(model.filter, model.band_name)
    several = "; " in words
    state.say(
        "No conversation passes all of these" if several else "No conversation passes this",
        f"Narrowed to {words}.",
        ("Clear all" if several else "Show all", clear),
    )
