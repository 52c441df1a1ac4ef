"""What is left of members who were forgotten, which names nobody; and a GitHub account that a member shows.

Revision ID: 0012
Revises: 0011
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("members", sa.Column("github_login", sa.Text(), nullable=True))
    op.create_table(
        "forgotten_hours",
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("hour", sa.DateTime(timezone=True), nullable=False),
        sa.Column("channel_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("zone_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.SmallInteger(), nullable=False),
        sa.Column("events", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("xp", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("stars", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("gold", sa.BigInteger(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(
            ["guild_id"], ["guilds.guild_id"], name=op.f("fk_forgotten_hours_guild_id_guilds"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("guild_id", "hour", "channel_id", "zone_id", "kind", name=op.f("pk_forgotten_hours")),
    )


def downgrade() -> None:
    op.drop_table("forgotten_hours")
    op.drop_column("members", "github_login")
