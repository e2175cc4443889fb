"""Preferences: theme, the text's font, size and measure, and the keys."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QComboBox, QFormLayout, QSpinBox, QTabWidget, QVBoxLayout, QWidget

from reader.gui.dialogs.base import Dialog
from reader.gui.dialogs.keys_page import KeysPage
from reader.gui.widgets.labels import button, label
from reader.settings import TEXT_MEASURES, TEXT_SIZES, THEMES, Settings

THEME_NAMES = {"system": "As the system", "light": "Light", "dark": "Dark"}


class SettingsDialog(Dialog):
    """Every change is shown at once; Cancel takes all of them back."""

    outlives_library = True

    previewed = Signal(Settings)
    saved = Signal(Settings)

    def __init__(self, settings: Settings, parent: QWidget | None) -> None:
        super().__init__("Settings", parent)
        self._before = replace(settings, keys=dict(settings.keys))
        self._settings = replace(settings, keys=dict(settings.keys))
        self.theme = QComboBox()
        self.font_box = QComboBox()
        self.text_size = QSpinBox()
        self.measure = QSpinBox()
        self.keys = KeysPage(self._settings.keys)
        tabs = QTabWidget()
        tabs.setAccessibleName("Settings")
        tabs.addTab(self._look_page(), "Look")
        tabs.addTab(self.keys, "Keyboard")
        self.add(tabs, 1)
        self._save = button("Save", main=True)
        self._save.clicked.connect(self._accept)
        self.add_buttons(self.close_button("Cancel"), self._save)
        self._fill()
        self._connect()
        self.fit(560, 520)

    def _look_page(self) -> QWidget:
        page = QWidget()
        form = QFormLayout()
        form.setHorizontalSpacing(14)
        form.setVerticalSpacing(10)
        for text, field in (
            ("&Theme", self.theme),
            ("Text &font", self.font_box),
            ("Text &size", self.text_size),
            ("&Measure", self.measure),
        ):
            form.addRow(text, field)
            field.setAccessibleName(text.replace("&", ""))
        layout = QVBoxLayout(page)
        layout.setContentsMargins(4, 16, 4, 4)
        layout.addLayout(form)
        layout.addWidget(
            label("muted", "The measure is the length of a line of the transcript. 60 to 80 read best.", wraps=True)
        )
        layout.addStretch(1)
        return page

    def _fill(self) -> None:
        for theme in THEMES:
            self.theme.addItem(THEME_NAMES[theme], theme)
        self.theme.setCurrentIndex(THEMES.index(self._settings.theme))
        self.font_box.addItem("Noto Serif (the program's own)", "")
        for family in QFontDatabase.families():
            if not QFontDatabase.isPrivateFamily(family):
                self.font_box.addItem(family, family)
        self.font_box.setCurrentIndex(max(self.font_box.findData(self._settings.text_font), 0))
        self.text_size.setRange(TEXT_SIZES[0], TEXT_SIZES[-1])
        self.text_size.setSuffix(" pt")
        self.text_size.setValue(self._settings.text_size)
        self.measure.setRange(TEXT_MEASURES[0], TEXT_MEASURES[-1])
        self.measure.setSuffix(" characters")
        self.measure.setValue(self._settings.text_measure)

    def _connect(self) -> None:
        self.theme.activated.connect(self._preview)
        self.font_box.activated.connect(self._preview)
        self.text_size.valueChanged.connect(self._preview)
        self.measure.valueChanged.connect(self._preview)
        self.keys.validity_changed.connect(self._save.setEnabled)

    def _preview(self) -> None:
        self._settings.theme = self.theme.currentData()
        self._settings.text_font = self.font_box.currentData()
        self._settings.text_size = self.text_size.value()
        self._settings.text_measure = self.measure.value()
        self.previewed.emit(replace(self._settings, keys=dict(self._before.keys)))

    def _accept(self) -> None:
        self._settings.keys = self.keys.rebound()
        self.accept()
        self.saved.emit(self._settings)

    def reject(self) -> None:
        """Take back what was only shown."""
        super().reject()
        self.previewed.emit(self._before)
