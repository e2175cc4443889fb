"""Perspective Reader: read conversations by their perspective."""

__version__ = "0.1.0"
