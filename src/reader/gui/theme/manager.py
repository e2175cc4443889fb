"""The theme in force: which palette, and that the application wears it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QPalette, QStyleHints
from PySide6.QtWidgets import QApplication

from reader.gui.theme.fonts import interface_font, register_fonts
from reader.gui.theme.palette import Palette, load_palette
from reader.gui.theme.stylesheet import stylesheet

CHOICES = ("system", "light", "dark")


class ThemeManager(QObject):
    """Dresses the application, and follows the system's colour scheme while the choice is ``system``.

    Make one, before any window, and hand it to the widgets that paint for themselves.
    """

    palette_changed = Signal(Palette)

    def __init__(self, application: QApplication, choice: str = "system") -> None:
        super().__init__(application)
        self._application = application
        self._choice = "system"
        self._was_dark = _is_dark(application.palette())
        register_fonts()
        application.setStyle("Fusion")
        application.setFont(interface_font())
        self._hints = application.styleHints()
        self._palette = self._wanted()
        self._hints.colorSchemeChanged.connect(self._follow_system)
        self.set_choice(choice)
        self._dress()

    @property
    def palette(self) -> Palette:
        """The colours in force."""
        return self._palette

    @property
    def choice(self) -> str:
        """What the person chose: ``system``, ``light`` or ``dark``."""
        return self._choice

    def set_choice(self, choice: str) -> None:
        """Wear this theme from now on.

        Raises ValueError for anything but ``system``, ``light`` and ``dark``.
        """
        if choice not in CHOICES:
            raise ValueError(f"no theme {choice!r}")
        self._choice = choice
        if choice == "system":
            self._hints.unsetColorScheme()
        else:
            self._hints.setColorScheme(Qt.ColorScheme.Dark if choice == "dark" else Qt.ColorScheme.Light)
        self._follow_system()

    def _follow_system(self) -> None:
        wanted = self._wanted()
        if wanted is not self._palette:
            self._palette = wanted
            self._dress()
            self.palette_changed.emit(wanted)

    def _wanted(self) -> Palette:
        if self._choice != "system":
            return load_palette(self._choice)
        scheme = system_scheme(self._hints)
        dark = self._was_dark if scheme == Qt.ColorScheme.Unknown else scheme == Qt.ColorScheme.Dark
        return load_palette("dark" if dark else "light")

    def _dress(self) -> None:
        self._application.setPalette(qt_palette(self._palette))
        size = self._application.font().pointSizeF()
        self._application.setStyleSheet(stylesheet(self._palette, size))


def system_scheme(hints: QStyleHints) -> Qt.ColorScheme:
    """What the system says of itself; some desktops say nothing (Unknown)."""
    return hints.colorScheme()


def _is_dark(palette: QPalette) -> bool:
    """Whether a palette, such as the desktop's own, has light words on a dark ground."""
    ground, words = palette.color(QPalette.ColorRole.Window), palette.color(QPalette.ColorRole.WindowText)
    return ground.lightness() < words.lightness()


def qt_palette(palette: Palette) -> QPalette:
    """The colours for whatever the stylesheet does not reach: native dialogs, rich text, links, placeholders."""
    role = QPalette.ColorRole
    colours = {
        role.Window: palette.window,
        role.WindowText: palette.text,
        role.Base: palette.field,
        role.AlternateBase: palette.hover,
        role.Text: palette.text,
        role.PlaceholderText: palette.text_faint,
        role.Button: palette.raised,
        role.ButtonText: palette.text,
        role.BrightText: palette.heading,
        role.ToolTipBase: palette.tooltip,
        role.ToolTipText: palette.chart_text,
        role.Highlight: palette.accent,
        role.HighlightedText: palette.on_accent,
        role.Accent: palette.accent,
        role.Link: palette.accent_text,
        role.LinkVisited: palette.accent_text,
        role.Light: palette.raised,
        role.Midlight: palette.hover,
        role.Mid: palette.line_strong,
        role.Dark: palette.line,
        role.Shadow: QColor(0, 0, 0),
    }
    result = QPalette()
    for name, colour in colours.items():
        result.setColor(name, colour)
    for name in (role.WindowText, role.Text, role.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, name, palette.text_disabled)
    return result
