"""The charts: spectrum strip, episode arc, and their small pictures on cards.

``arc`` and ``strip`` import pyqtgraph, which takes longer than a window; import them once the window is on
the screen. ``small`` does without.
"""
