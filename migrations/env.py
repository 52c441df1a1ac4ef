"""Alembic's entry: runs revisions on the connection that ``synapse.db.migrate`` hands over."""

from alembic import context

from synapse.db.models import Model


def include(_object: object, name: str | None, kind: str, _reflected: object, _against: object) -> bool:
    """Leave out what the models cannot describe: functions' own tables."""
    return not (kind == "table" and name == "alembic_version")


connection = context.config.attributes.get("connection")
if connection is None:
    raise SystemExit("Run migrations with: synapse migrate (or python -m synapse migrate)")
context.configure(
    connection=connection,
    target_metadata=Model.metadata,
    compare_type=True,
    compare_server_default=True,
    include_object=include,
    transaction_per_migration=True,
)
with context.begin_transaction():
    context.run_migrations()
