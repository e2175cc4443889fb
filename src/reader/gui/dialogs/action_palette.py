"""Every action by its name: type a few letters, Enter does it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QPalette
from PySide6.QtWidgets import QApplication, QHeaderView, QLineEdit, QTreeWidget, QTreeWidgetItem, QWidget

from reader.domain.name_finding import nearness
from reader.gui.action_needs import NEEDS
from reader.gui.actions import spec
from reader.gui.dialogs.base import Dialog
from reader.gui.widgets.labels import label

PAGE = 10
"""So many rows go by with Page Up and Page Down."""
STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: PAGE, Qt.Key.Key_PageUp: -PAGE}
ON = "on"


class Offer(NamedTuple):
    """An action as it is offered: ``note`` says that it is on, or why it ``can`` not be done; ``hint`` explains it."""

    name: str
    keys: str
    call: Callable[[], object]
    can: bool = True
    note: str = ""
    hint: str = ""


class ActionPalette(Dialog):
    """Narrows the list of actions to those that answer what is typed, the plainest first. Grey ones say why."""

    def __init__(self, offers: Sequence[Offer], parent: QWidget | None) -> None:
        super().__init__("All actions", parent)
        self._field = QLineEdit()
        self._field.setPlaceholderText("Type some letters of an action")
        self._field.setAccessibleName("Name of the action")
        self._list = QTreeWidget()
        self._list.setAccessibleName("Actions")
        self._list.setColumnCount(2)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setHeaderHidden(True)
        self._list.setRootIsDecorated(False)
        self._list.setUniformRowHeights(True)
        self._list.header().setStretchLastSection(False)
        self._list.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self._list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self._nothing = label("muted", "No action has this name.")
        self._offers = offers
        self.add(self._field)
        self.add(self._nothing)
        self.add(self._list, 1)
        self._field.textChanged.connect(self._narrow)
        self._field.returnPressed.connect(self._do_current)
        self._list.itemActivated.connect(self._do)
        self._field.installEventFilter(self)
        self._narrow("")
        self.fit(640, 480)

    def _narrow(self, text: str) -> None:
        found = [(nearness(text, offer.name, offer.hint), offer) for offer in self._offers]
        answering = [(rank, offer) for rank, offer in found if rank is not None]
        self._list.clear()
        # What can be done stands before what cannot, as far as it answers as plainly.
        order = sorted(answering, key=lambda one: (one[0], not one[1].can)) if text.strip() else answering
        for _rank, offer in order:
            self._list.addTopLevelItem(self._row(offer))
        self._nothing.setVisible(not order)
        self._step(1, first=-1)

    def _do_current(self) -> None:
        current = self._list.currentItem()
        if current is not None:
            self._do(current)

    def _step(self, by: int, first: int | None = None) -> None:
        """Go on by so many rows, past those that cannot be done; at either end, stay."""
        at = self._list.currentIndex().row() if first is None else first
        last = self._list.topLevelItemCount() - 1
        wanted = min(max(at + by, 0), last)
        beyond = range(wanted, last + 1) if by > 0 else range(wanted, -1, -1)
        between = range(wanted, at, -1) if by > 0 else range(wanted, at)
        for row in (*beyond, *between):
            found = self._list.topLevelItem(row)
            if found is not None and not found.isDisabled():
                self._list.setCurrentItem(found)
                return

    def _do(self, row: QTreeWidgetItem) -> None:
        if row.isDisabled():
            return
        call = row.data(0, Qt.ItemDataRole.UserRole)
        self.accept()
        call()

    def _row(self, offer: Offer) -> QTreeWidgetItem:
        row = QTreeWidgetItem([f"{offer.name}  ·  {offer.note}" if offer.note else offer.name, offer.keys])
        row.setData(0, Qt.ItemDataRole.UserRole, offer.call)
        row.setDisabled(not offer.can)
        row.setToolTip(0, "\n".join(part for part in (offer.hint, offer.note) if part))
        row.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if not offer.can:
            # Of the application: that of a styled widget has one colour for all states.
            faint = QApplication.palette().brush(QPalette.ColorRole.PlaceholderText)
            for column in range(row.columnCount()):
                row.setForeground(column, faint)
        return row

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            by = STEPS.get(Qt.Key(event.key()), 0)
            if by:
                self._step(by)
                return True
        return super().eventFilter(watched, event)


def offers_of(actions: Iterable[QAction]) -> list[Offer]:
    """All of the window's actions, with what stands in the way of those that cannot be done now."""
    return [
        Offer(
            _plain_name(action.text(), is_dotted=spec(action.objectName()).text.endswith("…")),
            action.shortcut().toString(QKeySequence.SequenceFormat.NativeText),
            action.trigger,
            action.isEnabled(),
            _note(action),
            spec(action.objectName()).hint,
        )
        for action in actions
        if action.objectName() != "all_actions"
    ]


def _note(action: QAction) -> str:
    if not action.isEnabled():
        return NEEDS.get(action.objectName(), "Not now")
    return ON if action.isChecked() else ""


def _plain_name(text: str, *, is_dotted: bool) -> str:
    """The text of an action without mnemonic and dots; a doubled ampersand is one."""
    plain = text.replace("&&", "\0").replace("&", "").replace("\0", "&")
    return plain.removesuffix("…") if is_dotted else plain
