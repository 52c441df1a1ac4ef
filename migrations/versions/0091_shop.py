"""What a community's shop offers, and who bought what.

Revision ID: 0091
Revises: 0061
"""

import sqlalchemy as sa
from alembic import op

revision = "0091"
down_revision = "0061"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "shop_offers",
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), server_default="", nullable=False),
        sa.Column("kind", sa.Text(collation="C"), nullable=False),
        sa.Column("role_id", sa.BigInteger(), nullable=True),
        sa.Column("marker", sa.Text(), server_default="", nullable=False),
        sa.Column("gold", sa.Integer(), nullable=False),
        sa.Column("stock", sa.Integer(), nullable=True),
        sa.Column("per_member", sa.Integer(), nullable=True),
        sa.Column("active", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("gold > 0", name=op.f("ck_shop_offers_gold")),
        sa.CheckConstraint("stock >= 0 AND per_member > 0", name=op.f("ck_shop_offers_amounts")),
        sa.CheckConstraint(
            "kind = 'role' AND role_id IS NOT NULL OR kind = 'marker' AND marker <> ''",
            name=op.f("ck_shop_offers_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["guild_id"], ["guilds.guild_id"], name=op.f("fk_shop_offers_guild_id_guilds"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("guild_id", "id", name=op.f("pk_shop_offers")),
    )
    op.create_table(
        "shop_purchases",
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("offer_id", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("gold", sa.Integer(), nullable=False),
        sa.Column("event_key", sa.Text(collation="C"), nullable=False),
        sa.Column("bought_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("refunded_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["guild_id", "offer_id"],
            ["shop_offers.guild_id", "shop_offers.id"],
            name=op.f("fk_shop_purchases_guild_id_offer_id_shop_offers"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["guild_id", "user_id"],
            ["members.guild_id", "members.user_id"],
            name=op.f("fk_shop_purchases_guild_id_user_id_members"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("guild_id", "id", name=op.f("pk_shop_purchases")),
        sa.UniqueConstraint("guild_id", "event_key", name=op.f("uq_shop_purchases_guild_id_event_key")),
    )
    op.create_index("ix_shop_purchases_member", "shop_purchases", ["guild_id", "user_id"])
    op.create_index("ix_shop_purchases_offer", "shop_purchases", ["guild_id", "offer_id", "user_id"])


def downgrade() -> None:
    op.drop_table("shop_purchases")
    op.drop_table("shop_offers")
