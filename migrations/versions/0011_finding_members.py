"""What members are found by: the names that they are called, and when they were last active.

Revision ID: 0011
Revises: 0021
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0021"
branch_labels = None
depends_on = None

SOUGHT = "lower(coalesce(nullif(display_name, ''::text), username) || '\n'::text || username)"


def upgrade() -> None:
    # Both are trusted: whoever owns the database may create them.
    op.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    op.execute("CREATE EXTENSION IF NOT EXISTS btree_gin")
    op.add_column(
        "members",
        sa.Column("sought", sa.Text(collation="C"), sa.Computed(SOUGHT, persisted=True), nullable=False),
    )
    op.create_index(
        "ix_members_sought",
        "members",
        ["guild_id", "sought"],
        postgresql_using="gin",
        postgresql_ops={"sought": "gin_trgm_ops"},
    )
    op.create_index("ix_members_name", "members", ["guild_id", "sought", "user_id"])


def downgrade() -> None:
    op.drop_index("ix_members_name", table_name="members")
    op.drop_index("ix_members_sought", table_name="members")
    op.drop_column("members", "sought")
    op.execute("DROP EXTENSION btree_gin")
    op.execute("DROP EXTENSION pg_trgm")
