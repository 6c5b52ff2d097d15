"""Alembic's entry: runs the migrations on the connection that store.upgrade hands over, inside its transaction.

What a newcomer gets wrong: importing our own tables here. A migration describes the file as it was then.
"""

from alembic import context

context.configure(connection=context.config.attributes["connection"], target_metadata=None)
context.run_migrations()
