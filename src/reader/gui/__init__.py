"""The window: PySide6 and pyqtgraph live only in here."""
