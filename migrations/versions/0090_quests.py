"""Quests that admins post, and who took them on.

Revision ID: 0090
Revises: 0080
"""

import sqlalchemy as sa
from alembic import op

revision = "0090"
down_revision = "0080"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "quests",
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), server_default="", nullable=False),
        sa.Column("xp", sa.Integer(), server_default="0", nullable=False),
        sa.Column("stars", sa.Integer(), nullable=True),
        sa.Column("gold", sa.Integer(), server_default="0", nullable=False),
        sa.Column("zone_id", sa.BigInteger(), nullable=True),
        sa.Column("season_id", sa.BigInteger(), nullable=True),
        sa.Column("places", sa.Integer(), nullable=True),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("proof", sa.Text(collation="C"), server_default="none", nullable=False),
        sa.Column("active", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("xp >= 0 AND gold >= 0 AND stars >= 0", name=op.f("ck_quests_amounts")),
        sa.CheckConstraint("places > 0", name=op.f("ck_quests_places")),
        sa.CheckConstraint("proof IN ('none', 'text', 'link')", name=op.f("ck_quests_proof")),
        sa.ForeignKeyConstraint(
            ["guild_id"], ["guilds.guild_id"], name=op.f("fk_quests_guild_id_guilds"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["guild_id", "zone_id"], ["zones.guild_id", "zones.id"], name=op.f("fk_quests_guild_id_zone_id_zones")
        ),
        sa.ForeignKeyConstraint(
            ["guild_id", "season_id"],
            ["seasons.guild_id", "seasons.id"],
            name=op.f("fk_quests_guild_id_season_id_seasons"),
        ),
        sa.PrimaryKeyConstraint("guild_id", "id", name=op.f("pk_quests")),
    )
    op.create_table(
        "quest_claims",
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("quest_id", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.Text(collation="C"), server_default="claimed", nullable=False),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("handed_in_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("proof", sa.Text(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["guild_id", "quest_id"],
            ["quests.guild_id", "quests.id"],
            name=op.f("fk_quest_claims_guild_id_quest_id_quests"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["guild_id", "user_id"],
            ["members.guild_id", "members.user_id"],
            name=op.f("fk_quest_claims_guild_id_user_id_members"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("guild_id", "quest_id", "user_id", name=op.f("pk_quest_claims")),
    )
    op.create_index("ix_quest_claims_member", "quest_claims", ["guild_id", "user_id"])
    op.create_index(
        "ix_quest_claims_waiting",
        "quest_claims",
        ["guild_id", "handed_in_at", "quest_id", "user_id"],
        postgresql_where=sa.text("state = 'handed_in'"),
    )


def downgrade() -> None:
    op.drop_table("quest_claims")
    op.drop_table("quests")
