"""All actions of the window, declared once: id, text, keys and menu."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One action. ``keys`` are portable key sequences, the first one is shown; ``checkable`` ones are on or off.

    ``group`` names a set of checkable actions of which one is on. ``hint`` explains it where the text does not.
    """

    id: str
    text: str
    keys: tuple[str, ...] = ()
    hint: str = ""
    checkable: bool = False
    group: str = ""

    @property
    def name(self) -> str:
        """The text without mnemonic and dots, as lists of actions show it."""
        return self.text.replace("&", "").rstrip("…")


@dataclass(frozen=True, slots=True)
class MenuSpec:
    """One menu: its title and the ids of its actions in order; an empty id is a separator."""

    title: str
    action_ids: tuple[str, ...]


ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("import_files", "&Import…", ("Ctrl+I",), "Import transcripts from files"),
    ActionSpec("import_folder", "Import &folder…", ("Ctrl+Shift+I",), "Import every transcript in a folder"),
    ActionSpec("open_library", "&Open library…", ("Ctrl+O",), "Open another library file, or make a new one"),
    ActionSpec("new_library", "&New library…", (), "Make a new, empty library"),
    ActionSpec("libraries", "Li&braries…", ("Ctrl+Shift+O",), "All libraries you opened: switch, copy, move"),
    ActionSpec("open_folder", "Open library fol&der", (), "Show the folder of this library in the file manager"),
    ActionSpec("copy_library", "&Copy library…", (), "A checked copy of this library at another place"),
    ActionSpec("move_library", "&Move library…", (), "Let this library stand at another place"),
    ActionSpec("statistics", "Library &statistics…", (), "How much this library holds, and how it leans"),
    ActionSpec("remove_samples", "&Remove the samples", (), "Delete the sample conversations; can be undone"),
    ActionSpec("frameworks", "F&rameworks…", ("Ctrl+Shift+F",), "Which framework this library uses; edit your own"),
    ActionSpec("content_folder", "Conten&t folder…", (), "What differs between this library and the files of a site"),
    ActionSpec("quit", "&Quit", ("Ctrl+Q",)),
    ActionSpec("undo", "&Undo", ("Ctrl+Z",)),
    ActionSpec("redo", "&Redo", ("Ctrl+Shift+Z", "Ctrl+Y")),
    ActionSpec("edit_details", "Edit &details…", ("Ctrl+E",), "Title, show, date, tags, notes"),
    ActionSpec("change_slug", "Change s&lug…", (), "The name of the open conversation in links and files"),
    ActionSpec(
        "versions", "&Versions of the transcript…", (), "What imports and joinings kept: read it, put it in force"
    ),
    ActionSpec("delete_items", "&Delete…", ("Ctrl+Delete",), "Delete the chosen conversations; can be undone"),
    ActionSpec("bin", "&Bin…", ("Ctrl+Shift+Delete",), "What was deleted: bring it back, or remove it for good"),
    ActionSpec("duplicates", "Find d&uplicates…", (), "Conversations that are in the library twice"),
    ActionSpec("find_here", "&Find here", ("Ctrl+F",), "Find in this transcript"),
    ActionSpec("find_next", "Find &next", ("F3",)),
    ActionSpec("find_previous", "Find &previous", ("Shift+F3",)),
    ActionSpec("settings", "&Settings…", ("Ctrl+,",)),
    ActionSpec("theme_system", "Theme: as the &system", (), checkable=True, group="theme"),
    ActionSpec("theme_light", "Theme: &light", (), checkable=True, group="theme"),
    ActionSpec("theme_dark", "Theme: &dark", (), checkable=True, group="theme"),
    ActionSpec("text_bigger", "Text &bigger", ("Ctrl++", "Ctrl+=")),
    ActionSpec("text_smaller", "Text s&maller", ("Ctrl+-",)),
    ActionSpec("text_reset", "Text size back to &normal", ("Ctrl+0",)),
    ActionSpec("show_list", "Show the library &pane", ("F9",), checkable=True),
    ActionSpec("show_reading", "Show the &reading column", ("Shift+F9",), checkable=True),
    ActionSpec("show_charts", "Show the &charts", ("Ctrl+F9",), checkable=True),
    ActionSpec("show_why", "&Why this score", ("F4",), "Every hit of the slice, down to its score", checkable=True),
    ActionSpec(
        "show_related",
        "Rel&ated conversations",
        ("F6",),
        "What counterbalances the open conversation, and what is related to it",
        checkable=True,
    ),
    ActionSpec(
        "show_fragility",
        "Show how &fragile each bar is",
        ("Shift+F4",),
        "Whiskers: what one term, or other cuts, would do to each score",
        checkable=True,
    ),
    ActionSpec("back", "&Back", ("Alt+Left",)),
    ActionSpec("forward", "&Forward", ("Alt+Right",)),
    ActionSpec("library", "&Library", ("Ctrl+L",)),
    ActionSpec("compare", "&Compare frameworks", ("Ctrl+Shift+K",), "The open conversation under two frameworks"),
    ActionSpec(
        "side_by_side", "Compare side b&y side", ("Ctrl+Shift+B",), "The chosen conversations, or the open one and them"
    ),
    ActionSpec("add_beside", "&Add to the comparison…", ("Ctrl+Shift+A",), "One more conversation beside the others"),
    ActionSpec("remove_beside", "&Take out of the comparison", ("Ctrl+W",), "The conversation with the keyboard"),
    ActionSpec(
        "reel",
        "Counterbalance &reel",
        ("Ctrl+Shift+R",),
        "One-sided moments here, each beside the nearest opposite one elsewhere",
    ),
    ActionSpec("search", "&Search", ("Ctrl+K",), "Search titles, notes and every word of all conversations"),
    ActionSpec(
        "find_conversation", "Find a &conversation", ("Ctrl+Shift+L",), "Narrow the list to words of title or show"
    ),
    ActionSpec("next_slice", "&Next slice", ("]",)),
    ActionSpec("previous_slice", "&Previous slice", ("[",)),
    ActionSpec("next_one_sided", "Next &one-sided slice", ("}",), "The next slice that leans clearly to one side"),
    ActionSpec(
        "previous_one_sided", "Previous one-sided &slice", ("{",), "The slice before that leans clearly to one side"
    ),
    ActionSpec("all_actions", "All &actions…", ("Ctrl+Shift+P",), "Find any action by its name"),
    ActionSpec("methodology", "&Methodology", ("F1",), "How scores and figures come about"),
    ActionSpec("shortcuts", "&Keyboard shortcuts", ("Ctrl+F1",)),
    ActionSpec("about", "&About Perspective Reader", ()),
)

MENUS: tuple[MenuSpec, ...] = (
    MenuSpec(
        "&File",
        (
            "import_files",
            "import_folder",
            "",
            "new_library",
            "open_library",
            "libraries",
            "",
            "statistics",
            "open_folder",
            "copy_library",
            "move_library",
            "",
            "content_folder",
            "remove_samples",
            "frameworks",
            "",
            "quit",
        ),
    ),
    MenuSpec(
        "&Edit",
        (
            "undo",
            "redo",
            "",
            "edit_details",
            "change_slug",
            "versions",
            "delete_items",
            "bin",
            "duplicates",
            "",
            "find_here",
            "find_next",
            "find_previous",
            "",
            "settings",
        ),
    ),
    MenuSpec(
        "&View",
        (
            "theme_system",
            "theme_light",
            "theme_dark",
            "",
            "text_bigger",
            "text_smaller",
            "text_reset",
            "",
            "show_list",
            "show_reading",
            "show_charts",
            "",
            "show_why",
            "show_related",
            "show_fragility",
        ),
    ),
    MenuSpec(
        "&Go",
        (
            "back",
            "forward",
            "library",
            "search",
            "find_conversation",
            "reel",
            "compare",
            "side_by_side",
            "add_beside",
            "remove_beside",
            "",
            "next_slice",
            "previous_slice",
            "next_one_sided",
            "previous_one_sided",
        ),
    ),
    MenuSpec("&Help", ("methodology", "shortcuts", "all_actions", "", "about")),
)


def spec(action_id: str) -> ActionSpec:
    """The action of this id. Raises KeyError for an unknown one."""
    return _BY_ID[action_id]


_BY_ID = {action.id: action for action in ACTIONS}
