"""Alembic's entry: runs migrations on the connection that ``schema.migrate`` hands over, inside its transaction."""

from __future__ import annotations

from alembic import context

from reader.library.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
