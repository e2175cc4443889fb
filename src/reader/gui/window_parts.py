"""Everything the window is built of, by one name: importing it takes longer than the window's first paint, and so is
done behind it and off the GUI thread."""

from __future__ import annotations

from reader.gui.action_states import ActionStates
from reader.gui.appearance import Appearance
from reader.gui.framework_flow import FrameworkFlow
from reader.gui.import_flow import ImportFlow
from reader.gui.item_commands import ItemCommands
from reader.gui.library_changes import LibraryChanges
from reader.gui.navigator import Navigator
from reader.gui.operations import Operations
from reader.gui.pages.start_page import StartPage
from reader.gui.rescoring import Rescoring
from reader.gui.shortcuts import ActionSet
from reader.gui.theme.manager import ThemeManager
from reader.gui.why_flow import WhyFlow
from reader.gui.widgets.hint_line import HintLine
from reader.gui.widgets.item_list_model import ItemListModel
from reader.gui.widgets.library_pane import LibraryPane
from reader.gui.widgets.page_stack import PageStack
from reader.gui.widgets.status_area import StatusArea
from reader.gui.widgets.top_bar import TopBar
from reader.gui.window_dialogs import WindowDialogs
from reader.gui.window_flows import WindowFlows
from reader.gui.window_memory import WindowMemory

__all__ = [
    "ActionSet",
    "ActionStates",
    "Appearance",
    "FrameworkFlow",
    "HintLine",
    "ImportFlow",
    "ItemCommands",
    "ItemListModel",
    "LibraryChanges",
    "LibraryPane",
    "Navigator",
    "Operations",
    "PageStack",
    "Rescoring",
    "StartPage",
    "StatusArea",
    "ThemeManager",
    "TopBar",
    "WhyFlow",
    "WindowDialogs",
    "WindowFlows",
    "WindowMemory",
]
