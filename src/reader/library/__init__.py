"""Where items live on disk: SQLite through SQLAlchemy, migrations by Alembic. Nothing of either leaves this package.

This module imports nothing, so that ``reader.library.records`` can be had without SQLAlchemy.
"""
