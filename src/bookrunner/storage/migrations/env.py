"""Alembic's entry: run the migrations on the connection that the caller already holds."""

from alembic import context

context.configure(
    connection=context.config.attributes["connection"],
    transactional_ddl=True,
    render_as_batch=True,
)
# The caller's transaction is around this, so a killed migration leaves the old tables.
with context.begin_transaction():
    context.run_migrations()
