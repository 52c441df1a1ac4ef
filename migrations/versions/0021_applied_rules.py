"""Rules applied to what happened before.

Revision ID: 0021
Revises: 0020
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    names, moment, number = sa.Text(collation="C"), sa.DateTime(timezone=True), sa.BigInteger()
    counts = ("total", "judged", "changed", "xp", "stars", "settled_after")
    op.create_table(
        "rule_applications",
        sa.Column("guild_id", number, nullable=False),
        sa.Column("id", number, sa.Identity(always=False), nullable=False),
        sa.Column("state", names, nullable=False),
        sa.Column("restores", number, nullable=True),
        sa.Column("rules", JSONB(), nullable=True),
        sa.Column("since", moment, nullable=False),
        sa.Column("until", moment, nullable=False),
        sa.Column("reached", moment, nullable=False),
        sa.Column("restored_to", names, server_default="", nullable=False),
        *[sa.Column(name, number, server_default="0", nullable=False) for name in counts],
        sa.Column("started_at", moment, server_default=sa.func.now(), nullable=False),
        sa.Column("finished_at", moment, nullable=True),
        sa.ForeignKeyConstraint(
            ["guild_id"], ["guilds.guild_id"], name=op.f("fk_rule_applications_guild_id_guilds"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("guild_id", "id", name=op.f("pk_rule_applications")),
    )
    op.create_table(
        "rule_rewrites",
        sa.Column("guild_id", number, nullable=False, autoincrement=False),
        sa.Column("application_id", number, nullable=False, autoincrement=False),
        sa.Column("event_key", names, nullable=False),
        sa.Column("xp", sa.Integer(), nullable=False),
        sa.Column("stars", sa.Integer(), nullable=False),
        sa.Column("facts", JSONB(), nullable=False),
        sa.ForeignKeyConstraint(
            ["guild_id", "application_id"],
            ["rule_applications.guild_id", "rule_applications.id"],
            name="fk_rule_rewrites_application",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("guild_id", "application_id", "event_key", name=op.f("pk_rule_rewrites")),
    )
    op.create_index("ix_rule_rewrites_event", "rule_rewrites", ["guild_id", "event_key"])


def downgrade() -> None:
    op.drop_table("rule_rewrites")
    op.drop_table("rule_applications")
