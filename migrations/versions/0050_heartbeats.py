"""How the bot does, told by itself.

Revision ID: 0050
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY

revision = "0050"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    names, moment, count = sa.Text(collation="C"), sa.DateTime(timezone=True), sa.BigInteger()
    op.create_table(
        "heartbeats",
        sa.Column("instance", names, nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("started_at", moment, nullable=False),
        sa.Column("told_at", moment, nullable=False),
        sa.Column("online_since", moment, nullable=True),
        sa.Column("stopped_at", moment, nullable=True),
        sa.Column("events_per_minute", sa.Integer(), server_default="0", nullable=False),
        sa.Column("queue_depth", count, server_default="0", nullable=False),
        sa.Column("spool_depth", count, server_default="0", nullable=False),
        sa.Column("batch_size", sa.Integer(), server_default="0", nullable=False),
        sa.Column("batch_milliseconds", sa.Double(), server_default="0", nullable=False),
        sa.Column("notice_milliseconds", sa.Double(), nullable=True),
        sa.Column("events_recorded", count, server_default="0", nullable=False),
        sa.Column("events_dropped", count, server_default="0", nullable=False),
        sa.Column("events_rejected", count, server_default="0", nullable=False),
        sa.Column("fault_references", ARRAY(names), nullable=False),
        sa.Column("fault_names", ARRAY(names), nullable=False),
        sa.Column("fault_times", ARRAY(moment), nullable=False),
        sa.PrimaryKeyConstraint("instance", name=op.f("pk_heartbeats")),
    )


def downgrade() -> None:
    op.drop_table("heartbeats")
