"""The bar at the top: menus, the way back, where one is, and the field that searches the library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenuBar, QPushButton, QSizePolicy, QToolButton, QWidget

from reader.gui.theme.icons import icon
from reader.gui.widgets.labels import label, restyle

if TYPE_CHECKING:
    from reader.gui.theme.palette import Palette


MORE_PAGES = {
    "methodology": "Methodology", "compare": "Comparison", "search": "Search", "reel": "Counterbalance reel",
    "side_by_side": "Side by side",
}  # fmt: skip
FIELD_WIDTH, SEARCH_WIDTH = 380, 640


class TopBar(QWidget):
    """Breadcrumb, back and forward, and the field; what they do is the window's."""

    library_requested = Signal()
    focus_requested = Signal()
    text_changed = Signal(str)
    """A person changed what stands in the field."""
    text_entered = Signal()
    list_requested = Signal()
    """Down was pressed: on into what was found."""
    left = Signal()
    """Escape was pressed in the field."""

    def __init__(self, back: QAction, forward: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.menus = QMenuBar()
        self.setObjectName("top_bar")
        self.setProperty("panel", "bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._back_action, self._forward_action = back, forward
        self._back = self._arrow(back, "Back")
        self._forward = self._arrow(forward, "Forward")
        self._library = self._crumb("Library")
        self._slash = label("faint", "/")
        self._focus = self._crumb("In focus")
        self._more_slash = label("faint", "/")
        self._more = self._crumb("")
        self.field = QLineEdit()
        self.field.setPlaceholderText("Search every conversation…  (Ctrl+K)")
        self.field.setAccessibleName("Search every conversation")
        self.field.setClearButtonEnabled(True)
        self.field.setMaximumWidth(FIELD_WIDTH)
        self.field.setMinimumWidth(180)
        self.field.installEventFilter(self)
        self._assemble()
        self._library.clicked.connect(self.library_requested)
        self._focus.clicked.connect(self.focus_requested)
        self._is_told = True
        self.field.textChanged.connect(self._tell_text)
        self.field.returnPressed.connect(self.text_entered)

    def _assemble(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 4, 16, 4)
        layout.setSpacing(4)
        self.menus.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        layout.addWidget(self.menus, alignment=Qt.AlignmentFlag.AlignVCenter)
        layout.addSpacing(12)
        for part in (
            self._back, self._forward, self._library, self._slash, self._focus, self._more_slash, self._more,
        ):  # fmt: skip
            layout.addWidget(part)
        layout.addStretch(1)
        layout.addWidget(self.field, 3)

    def _arrow(self, action: QAction, name: str) -> QToolButton:
        made = QToolButton()
        made.setDefaultAction(action)
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        made.setAccessibleName(name)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return made

    def _crumb(self, text: str) -> QPushButton:
        made = QPushButton(text)
        made.setProperty("kind", "crumb")
        made.setAutoDefault(False)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return made

    def focus_field(self) -> None:
        """Put the keyboard into the field, ready to type over what stands in it."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def show_text(self, text: str) -> None:
        """Show a text in the field that nobody has typed; tells nothing."""
        if text != self.field.text():
            self._is_told = False
            self.field.setText(text)
            self._is_told = True

    def _tell_text(self, text: str) -> None:
        if self._is_told:
            self.text_changed.emit(text)

    def show_page(self, page: str, item_open: bool) -> None:
        """Mark the page one is on: ``library``, ``item``, or one of those that have a name of their own."""
        on_library, more = page == "library", MORE_PAGES.get(page, "")
        self.field.setMaximumWidth(SEARCH_WIDTH if page == "search" else FIELD_WIDTH)
        self._library.setText("Library" if on_library else "‹ Library")
        self._more.setText(more)
        self._more.setVisible(bool(more))
        self._more_slash.setVisible(bool(more))
        on_item = not on_library and not more
        for crumb, current in ((self._library, on_library), (self._focus, on_item), (self._more, bool(more))):
            crumb.setProperty("current", "true" if current else "false")
            restyle(crumb)
        self._slash.setVisible(item_open)
        self._focus.setVisible(item_open)

    def apply_palette(self, palette: Palette) -> None:
        """Show these colours."""
        self._back_action.setIcon(icon("back", palette))
        self._forward_action.setIcon(icon("forward", palette))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Escape leaves the field, Down goes into what was found."""
        if watched is self.field and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                self.left.emit()
                return True
            if event.key() == Qt.Key.Key_Down:
                self.list_requested.emit()
                return True
        return super().eventFilter(watched, event)
