"""Which actions can be done at the moment, and what undo and redo would do."""

from __future__ import annotations

from reader.gui.item_commands import ItemCommands
from reader.gui.navigator import Navigator
from reader.gui.shortcuts import ActionSet
from reader.gui.widgets.item_list_model import ItemListModel
from reader.gui.window_frame import WITHOUT_PANE

MOST_LETTERS = 60
"""So long is what undo would take back told in the menu, in characters: titles may be of any length."""
ON_A_TEXT = ("find_here",)
ON_RESULTS = ("find_next", "find_previous")
ON_SLICES = ("next_slice", "previous_slice", "next_one_sided", "previous_one_sided")
ON_A_COMPARISON = ("add_beside", "remove_beside")
ON_AN_ITEM = (
    "show_reading", "show_charts", "show_why", "show_related", "show_fragility", "change_slug", "versions",
)  # fmt: skip
ON_A_CHOICE = ("edit_details", "delete_items")
IN_A_LIBRARY = (
    "import_files",
    "import_folder",
    "library",
    "search",
    "find_conversation",
    "methodology",
    "frameworks",
    "compare",
    "side_by_side",
    "content_folder",
)


class ActionStates:
    """Greys what cannot be done."""

    def __init__(
        self, actions: ActionSet, navigator: Navigator, model: ItemListModel, commands: ItemCommands
    ) -> None:  # fmt: skip
        self._actions = actions
        self._navigator = navigator
        self._model = model
        self._commands = commands
        commands.choice_changed.connect(self._show_choice)

    @property
    def samples_there(self) -> bool:
        """Whether the library holds samples."""
        return any(item.sample for item in self._model.items)

    def refresh(self, library_open: bool) -> None:
        """Look at everything anew."""
        history = self._navigator.history
        enabled = {
            "back": history.can_go_back,
            "forward": history.can_go_forward,
            "remove_samples": self.samples_there,
            **dict.fromkeys(ON_A_TEXT, self._navigator.page in ("item", "methodology")),
            **dict.fromkeys(ON_RESULTS, self._navigator.page in ("item", "methodology", "search")),
            **dict.fromkeys(ON_SLICES, self._has_slices()),
            **dict.fromkeys(ON_A_COMPARISON, self._navigator.page == "side_by_side"),
            **dict.fromkeys(ON_AN_ITEM, self._navigator.page == "item"),
            "reel": self._navigator.item is not None,
            "show_list": self._navigator.page not in WITHOUT_PANE,
            **dict.fromkeys(IN_A_LIBRARY, library_open),
        }
        for action_id, can in enabled.items():
            self._actions[action_id].setEnabled(can)
        self._show_choice()

    def _show_choice(self) -> None:
        for action_id in ON_A_CHOICE:
            self._actions[action_id].setEnabled(self._commands.has_choice)

    def _has_slices(self) -> bool:
        """Whether the page shows conversations whose slices can be walked."""
        page = self._navigator.page
        return page in ("item", "side_by_side", "reel") or (page == "library" and self._model.total > 0)

    def show_undo_labels(self, undo: str, redo: str) -> None:
        """Name what undo and redo would do; empty where there is nothing."""
        for action_id, verb, what in (("undo", "Undo", undo), ("redo", "Redo", redo)):
            self._actions[action_id].setEnabled(bool(what))
            short = what if len(what) <= MOST_LETTERS else f"{what[: MOST_LETTERS - 1].rstrip()}…"
            self._actions[action_id].setText(f"&{verb}: {short.replace('&', '&&')}" if what else f"&{verb}")
