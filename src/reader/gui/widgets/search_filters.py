"""Filters of a search by clicks: which band, which show or speaker; all of them write the query that stands on top."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QButtonGroup, QMenu, QToolButton, QWidget

from reader.domain.query_filters import Filter, filters_of, with_filter, without, without_field
from reader.domain.search_words import words_of
from reader.domain.searching import bands_named
from reader.gui.theme.palette import Palette
from reader.gui.widgets.flow_layout import FlowLayout, clear_layout
from reader.gui.widgets.search_rows import SearchRows

MOST_ENTRIES = 40
"""So many values stand in a menu: the most frequent ones."""
DOT = 8
SCORES = (
    ("−30 and below", "<=-30"), ("Below 0", "<0"), ("Exactly 0", "0"), ("Above 0", ">0"), ("30 and above", ">=30"),
)  # fmt: skip
MENUS = (
    ("show", "Show"), ("speaker", "Speaker"), ("tag", "Tag"), ("lens", "Lens"), ("score", "Score"), ("date", "Year"),
)  # fmt: skip


class SearchFilters(QWidget):
    """Two rows: a switch of the axis' bands and a menu for each filter; below, those that hold, to be taken away."""

    text_wanted = Signal(str)
    """What the query shall be now."""

    def __init__(self, rows: SearchRows, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = rows
        self._palette = palette
        self._text = ""
        self._bands: list[str] = []
        self.stance = QButtonGroup(self)
        self.menus: dict[str, QToolButton] = {}
        self._row = FlowLayout(self, gap=6, row_gap=6)
        self._build()

    def _build(self) -> None:
        """Set the switch anew for the bands of the axis, and the menus behind it."""
        for made in self.stance.buttons():
            self.stance.removeButton(made)
        clear_layout(self._row)
        self._bands = [band.id for band in self._rows.items_model.bands]
        for band_id, name, tip in self._stances():
            made = _chip(f" {name}" if band_id else name, tip)
            made.setAccessibleName(name)
            made.setCheckable(True)
            made.setProperty("band", band_id)
            made.clicked.connect(lambda _checked=False, band=band_id: self._choose_band(band))
            self.stance.addButton(made)
            self._row.addWidget(made)
        for field, name in MENUS:
            made = _chip(f"{name} ▾", f"Only hits of one {name.lower()}: adds {field}: to the query")
            made.setAccessibleName(f"Filter by {name.lower()}")
            made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
            menu = QMenu(made)
            menu.aboutToShow.connect(lambda menu=menu, field=field: self._fill(menu, field))
            made.setMenu(menu)
            self.menus[field] = made
            self._row.addWidget(made)
        self._colour()
        self._show_stance()

    def _stances(self) -> Iterable[tuple[str, str, str]]:
        yield "", "All bands", "Hits in slices of any band"
        for band in self._rows.items_model.bands:
            yield band.id, band.name, f"By stance: only hits in slices that are {band.name}"

    # -- what the page tells

    def show_query(self, text: str) -> None:
        """Show what of this query is a filter."""
        self._text = text
        self._show_stance()

    def take_bands(self) -> None:
        """The axis may have other bands now."""
        if self._bands != [band.id for band in self._rows.items_model.bands]:
            self._build()

    def apply_palette(self, palette: Palette) -> None:
        """Show these colours."""
        self._palette = palette
        self._colour()

    @property
    def band(self) -> str:
        """Id of the band that hits have to be in; "" for any, "?" where the query says so in another way."""
        named = [one.value for one in filters_of(self._text) if one.field == "band" and not one.left_out]
        if not named:
            return ""
        found = [band.id for band in bands_named(tuple(words_of(named[0])), self._rows.items_model.bands)]
        return found[0] if len(named) == len(found) == 1 else "?"

    # -- private

    def _choose_band(self, band_id: str) -> None:
        if band_id:
            self.text_wanted.emit(with_filter(self._text, "band", band_id))
        else:
            self.text_wanted.emit(without_field(self._text, "band"))
        self._show_stance()

    def _show_stance(self) -> None:
        chosen = self.band
        self.stance.setExclusive(False)
        for made in self.stance.buttons():
            made.setChecked(made.property("band") == chosen)
        self.stance.setExclusive(chosen != "?")

    def _colour(self) -> None:
        tones = {band.id: band.tone for band in self._rows.items_model.bands}
        for made in self.stance.buttons():
            tone = tones.get(made.property("band"))
            if tone is not None:
                made.setIcon(_dot(self._palette, tone))
                made.setIconSize(QSize(DOT, DOT))

    def _fill(self, menu: QMenu, field: str) -> None:
        menu.clear()
        held = {one.value.casefold() for one in filters_of(self._text) if one.field == field and not one.left_out}
        for shown, value, note in self._values(field):
            action = menu.addAction(f"{shown.replace('&', '&&')}\t{note}" if note else shown)
            action.setCheckable(True)
            action.setChecked(value.casefold() in held)
            action.triggered.connect(lambda _checked=False, value=value: self._toggle(field, value))
        if menu.isEmpty():
            menu.addAction("None in what was found" if field == "speaker" else "None in this library").setEnabled(False)

    def _toggle(self, field: str, value: str) -> None:
        held = [one for one in filters_of(self._text) if one.field == field and not one.left_out]
        same = next((one for one in held if one.value.casefold() == value.casefold()), None)
        self.text_wanted.emit(without(self._text, same) if same else with_filter(self._text, field, value))

    def _values(self, field: str) -> Iterable[tuple[str, str, str]]:
        """What a menu offers: how it is shown, the value, and how often it is there."""
        if field == "score":
            return [(shown, value, "") for shown, value in SCORES]
        counts = self._counts(field)
        most = counts.most_common(MOST_ENTRIES)
        if field == "date":
            most = sorted(most, reverse=True)
        return [(value, value, f"{number:,}") for value, number in most]

    def _counts(self, field: str) -> Counter[str]:
        items = self._rows.items_model.items
        made: dict[str, Callable[[], Iterable[str]]] = {
            "show": lambda: (item.show for item in items),
            "tag": lambda: (tag for item in items for tag in item.tags),
            "lens": lambda: (lens for item in items for lens in (item.lens, item.second_lens)),
            "date": lambda: (item.date[:4] for item in items),
            "speaker": lambda: (hit.speaker for item in self._rows.found for hit in item.hits),
        }
        return Counter(value for value in made[field]() if value)


class FilterChips(QWidget):
    """The filters of the query one by one; a click takes one away."""

    text_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[Filter, ...] = ()
        self._row = FlowLayout(self, gap=6, row_gap=6)
        self.hide()

    @property
    def chips(self) -> list[QToolButton]:
        """The chips, in the order of the query."""
        return [self._row.itemAt(at).widget() for at in range(self._row.count())]  # type: ignore[union-attr, misc]

    def show_query(self, text: str) -> None:
        """Show a chip for each filter of this query."""
        filters = filters_of(text)
        if filters == self._shown:
            return
        self._shown = filters
        clear_layout(self._row)
        for one in filters:
            words = f"{'not ' if one.left_out else ''}{one.field}: {one.value}"
            made = _chip(f"{words.replace('&', '&&')}  ×", "Take this filter away")
            made.setProperty("chip", "strong")
            made.setAccessibleName(f"Take away the filter {words}")
            made.clicked.connect(lambda _checked=False, one=one: self.text_wanted.emit(without(text, one)))
            self._row.addWidget(made)
        self.setVisible(bool(filters))
        self.updateGeometry()


def _chip(text: str, tip: str) -> QToolButton:
    made = QToolButton()
    made.setText(text)
    made.setToolTip(tip)
    made.setProperty("chip", "plain")
    made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return made


def _dot(palette: Palette, tone: str) -> QIcon:
    pixmap = QPixmap(4 * DOT, 4 * DOT)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(palette.tone_text_colour(tone))
    painter.drawEllipse(pixmap.rect())
    painter.end()
    return QIcon(pixmap)
