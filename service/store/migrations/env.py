"""Alembic's entry: runs the migrations on the connection that `service.store.schema` hands over."""

from alembic import context

from service.store.tables import Table

context.configure(connection=context.config.attributes["connection"], target_metadata=Table.metadata)
context.run_migrations()
