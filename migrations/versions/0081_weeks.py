"""Weeks: which were closed or recapped, and who won them.

Revision ID: 0081
Revises: 0090
"""

import sqlalchemy as sa
from alembic import op

revision = "0081"
down_revision = "0090"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "weeks_done",
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("what", sa.Text(collation="C"), nullable=False),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["guild_id"], ["guilds.guild_id"], name=op.f("fk_weeks_done_guild_id_guilds"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("guild_id", "what", "week", name=op.f("pk_weeks_done")),
    )
    op.create_table(
        "weekly_winners",
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("place", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("xp", sa.BigInteger(), nullable=False),
        sa.Column("bonus_xp", sa.BigInteger(), nullable=False),
        sa.Column("bonus_gold", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["guild_id", "user_id"],
            ["members.guild_id", "members.user_id"],
            name=op.f("fk_weekly_winners_guild_id_user_id_members"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("guild_id", "week", "place", name=op.f("pk_weekly_winners")),
    )
    op.create_index("ix_weekly_winners_guild_id_user_id", "weekly_winners", ["guild_id", "user_id"])


def downgrade() -> None:
    op.drop_table("weekly_winners")
    op.drop_table("weeks_done")
