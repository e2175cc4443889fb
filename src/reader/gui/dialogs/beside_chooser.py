"""Which conversation shall stand beside the others: a list that is narrowed as one types."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from reader.gui.dialogs.base import Dialog
from reader.gui.widgets.item_delegate import ItemDelegate
from reader.gui.widgets.item_list_model import ItemListModel
from reader.gui.widgets.item_view import ItemView
from reader.gui.widgets.labels import label
from reader.gui.widgets.narrow_field import NarrowField

if TYPE_CHECKING:
    from reader.domain.framework import Band
    from reader.domain.item_summary import ItemSummary
    from reader.gui.theme.palette import Palette

SIZE = 520, 560


class BesideChooser(Dialog):
    """A click or Enter chooses and closes. ``items`` are those that may be chosen."""

    chosen = Signal(int)

    def __init__(
        self,
        items: Sequence[ItemSummary],
        bands: Sequence[Band],
        sorting: tuple[str, bool],
        palette: Palette,
        parent: QWidget | None,
    ) -> None:
        super().__init__("Add a conversation", parent)
        self.resize(*SIZE)
        self._model = ItemListModel(self)
        self._model.set_bands(bands)
        self._model.set_sorting(*sorting)
        self._model.set_items(items)
        self.field = NarrowField(self._model)
        self.view = ItemView(self._model)
        self.view.use_delegate(ItemDelegate(self._model, palette, self.view))
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._none = label("muted", wraps=True)
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.add(self.field)
        self.add(self.view, 1)
        self.add(self._none, 1)
        self.add_buttons(self.close_button("Cancel"))
        self.field.list_requested.connect(self.view.take_focus)
        self.field.returnPressed.connect(self.view.open_first)
        self.view.item_opened.connect(self._choose)
        self._model.narrowed.connect(self._show_state)
        self._show_state()
        self.field.setFocus()

    def _show_state(self) -> None:
        empty = not self._model.rows
        self.view.setHidden(empty)
        self._none.setVisible(empty)
        narrowed = bool(self._model.total)
        self._none.setText(
            "No conversation has these words in title or show." if narrowed else "There is no other one."
        )

    def _choose(self, item_id: int) -> None:
        self.accept()
        self.chosen.emit(item_id)
