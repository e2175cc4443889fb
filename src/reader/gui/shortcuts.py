"""The declared actions as QActions of a window, with the person's own keys laid over the declared ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenuBar

from reader.gui.actions import ACTIONS, MENUS, ActionSpec, spec


class ActionSet:
    """The actions of one window. A text field that has the focus keeps its keys: Qt asks it first."""

    def __init__(self, window: QMainWindow) -> None:
        self._actions: dict[str, QAction] = {}
        self._groups: dict[str, QActionGroup] = {}
        for declared in ACTIONS:
            action = QAction(declared.text, window)
            action.setObjectName(declared.id)
            action.setCheckable(declared.checkable)
            action.setToolTip(declared.hint or declared.name)
            action.setStatusTip(declared.hint)
            if declared.group:
                self._groups.setdefault(declared.group, QActionGroup(window)).addAction(action)
            window.addAction(action)
            self._actions[declared.id] = action

    def __getitem__(self, action_id: str) -> QAction:
        return self._actions[action_id]

    def __iter__(self) -> Iterator[QAction]:
        return iter(self._actions.values())

    def connect(self, slots: Mapping[str, Callable[[], object]]) -> None:
        """Connect actions by id to calls without arguments."""
        for action_id, slot in slots.items():
            self._actions[action_id].triggered.connect(lambda _checked=False, call=slot: call())

    def apply_keys(self, rebound: Mapping[str, str]) -> None:
        """Set every action's shortcuts: the person's where there is one, else the declared ones."""
        for action_id, action in self._actions.items():
            action.setShortcuts([QKeySequence(keys) for keys in keys_of(spec(action_id), rebound)])

    def fill_menu_bar(self, bar: QMenuBar) -> None:
        """Put the declared menus into a menu bar."""
        for declared in MENUS:
            menu = bar.addMenu(declared.title)
            menu.setToolTipsVisible(True)
            for action_id in declared.action_ids:
                if action_id:
                    menu.addAction(self._actions[action_id])
                else:
                    menu.addSeparator()


def keys_of(declared: ActionSpec, rebound: Mapping[str, str]) -> tuple[str, ...]:
    """The key sequences in force for an action; empty where the person took them away."""
    if declared.id in rebound:
        keys = rebound[declared.id]
        return (keys,) if keys else ()
    return declared.keys


def shown_keys(declared: ActionSpec, rebound: Mapping[str, str]) -> str:
    """The first key sequence of an action as this system writes it, or ""."""
    keys = keys_of(declared, rebound)
    return QKeySequence(keys[0]).toString(QKeySequence.SequenceFormat.NativeText) if keys else ""


def conflicts(rebound: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Key sequences that two actions claim: (keys, first action's id, second action's id)."""
    owners: dict[str, str] = {}
    clashes = []
    for declared in ACTIONS:
        for keys in keys_of(declared, rebound):
            portable = QKeySequence(keys).toString(QKeySequence.SequenceFormat.PortableText)
            if portable in owners:
                clashes.append((portable, owners[portable], declared.id))
            owners.setdefault(portable, declared.id)
    return clashes
