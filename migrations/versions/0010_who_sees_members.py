"""How members want to be seen, and the key of each guild's pseudonyms.

Revision ID: 0010
Revises: 0050
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0050"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("members", sa.Column("visibility", sa.SmallInteger(), server_default="0", nullable=False))
    op.create_check_constraint(op.f("ck_members_visibility"), "members", "visibility BETWEEN 0 AND 2")
    op.create_index(
        "ix_members_hidden",
        "members",
        ["guild_id", "user_id"],
        postgresql_where=sa.text("visibility = 2 OR NOT tracked"),
    )
    op.add_column(
        "guilds",
        sa.Column("pseudonym_key", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
    )


def downgrade() -> None:
    op.drop_column("guilds", "pseudonym_key")
    op.drop_index("ix_members_hidden", table_name="members")
    op.drop_column("members", "visibility")
