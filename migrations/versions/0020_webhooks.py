"""Webhooks.

Revision ID: 0020
Revises: 0070
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

revision = "0020"
down_revision = "0070"
branch_labels = None
depends_on = None


def upgrade() -> None:
    names, moment, number = sa.Text(collation="C"), sa.DateTime(timezone=True), sa.BigInteger()
    now = sa.func.now()
    op.create_table(
        "webhooks",
        sa.Column("guild_id", number, nullable=False),
        sa.Column("id", number, sa.Identity(always=False), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), server_default="", nullable=False),
        sa.Column("events", ARRAY(names), nullable=False),
        sa.Column("active", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("removed", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("salt", names, nullable=False),
        sa.Column("fingerprint", names, nullable=False),
        sa.Column("previous_salt", names, nullable=True),
        sa.Column("previous_until", moment, nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("created_at", moment, server_default=now, nullable=False),
        sa.ForeignKeyConstraint(
            ["guild_id"], ["guilds.guild_id"], name=op.f("fk_webhooks_guild_id_guilds"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("guild_id", "id", name=op.f("pk_webhooks")),
    )
    op.create_table(
        "webhook_deliveries",
        sa.Column("guild_id", number, nullable=False, autoincrement=False),
        sa.Column("id", number, sa.Identity(always=False), nullable=False),
        sa.Column("webhook_id", number, nullable=False),
        sa.Column("message_id", names, nullable=False),
        sa.Column("event", names, nullable=False),
        sa.Column("user_id", number, nullable=True),
        sa.Column("data", JSONB(), nullable=False),
        sa.Column("occurred_at", moment, nullable=False),
        sa.Column("state", names, server_default="pending", nullable=False),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("next_at", moment, server_default=now, nullable=False),
        sa.Column("finished_at", moment, nullable=True),
        sa.ForeignKeyConstraint(
            ["guild_id", "webhook_id"],
            ["webhooks.guild_id", "webhooks.id"],
            name="fk_webhook_deliveries_webhook",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("guild_id", "id", name=op.f("pk_webhook_deliveries")),
    )
    waiting, of_somebody = sa.text("state = 'pending'"), sa.text("user_id IS NOT NULL")
    table, of_webhook = "webhook_deliveries", ["guild_id", "webhook_id"]
    op.create_index(f"ix_{table}_waiting", table, [*of_webhook, "next_at"], postgresql_where=waiting)
    op.create_index(f"ix_{table}_log", table, [*of_webhook, sa.text("id DESC")])
    op.create_index(f"ix_{table}_user", table, ["guild_id", "user_id"], postgresql_where=of_somebody)
    op.create_table(
        "webhook_attempts",
        sa.Column("guild_id", number, nullable=False, autoincrement=False),
        sa.Column("delivery_id", number, nullable=False, autoincrement=False),
        sa.Column("id", number, sa.Identity(always=False), nullable=False),
        sa.Column("at", moment, server_default=now, nullable=False),
        sa.Column("outcome", names, nullable=False),
        sa.Column("status", sa.SmallInteger(), nullable=True),
        sa.Column("milliseconds", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["guild_id", "delivery_id"],
            ["webhook_deliveries.guild_id", "webhook_deliveries.id"],
            name="fk_webhook_attempts_delivery",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("guild_id", "delivery_id", "id", name=op.f("pk_webhook_attempts")),
    )


def downgrade() -> None:
    for table in ("webhook_attempts", "webhook_deliveries", "webhooks"):
        op.drop_table(table)
