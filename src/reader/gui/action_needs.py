"""Why an action is grey, for each that ever is: what has to be so first, in a few words."""

from __future__ import annotations

from typing import Final

LIBRARY, CONVERSATION, CHOICE, COMPARISON = (
    "Open a library first",
    "Open a conversation first",
    "Choose conversations first",
    "Only where conversations stand side by side",
)

NEEDS: Final = {
    **dict.fromkeys(
        (
            "import_files", "import_folder", "open_folder", "copy_library", "move_library", "statistics", "frameworks",
            "content_folder", "bin", "duplicates", "library", "search", "find_conversation", "methodology", "compare",
            "side_by_side",
        ),
        LIBRARY,
    ),
    **dict.fromkeys(
        (
            "change_slug", "versions", "find_here", "show_reading", "show_charts", "show_why", "show_related",
            "show_fragility", "reel", "next_slice", "previous_slice", "next_one_sided", "previous_one_sided",
        ),
        CONVERSATION,
    ),
    **dict.fromkeys(("edit_details", "delete_items"), CHOICE),
    **dict.fromkeys(("add_beside", "remove_beside"), COMPARISON),
    **dict.fromkeys(("find_next", "find_previous"), "Search first, or open a conversation"),
    "undo": "Nothing to undo",
    "redo": "Nothing to redo",
    "back": "Nothing to go back to",
    "forward": "Nothing to go forward to",
    "remove_samples": "This library has no samples",
    "show_list": "This page has no library pane",
    "text_bigger": "The text cannot be bigger",
    "text_smaller": "The text cannot be smaller",
}  # fmt: skip
