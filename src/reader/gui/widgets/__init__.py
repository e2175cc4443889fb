"""Widgets out of which pages and dialogs are made."""
