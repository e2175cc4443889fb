"""Pages that stand in the middle of the window. They do not know each other; the window routes."""
