"""Boosts, and what giving the roles of levels needs: who was given what, who is to be looked at, what is in the way.

Revision ID: 0030
Revises: 0010
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0030"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "boosts",
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role_id", sa.BigInteger(), nullable=True),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("multipliers", postgresql.JSONB(), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("active", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_boosts_span")),
        sa.CheckConstraint(
            "role_id IS NOT NULL OR starts_at IS NOT NULL AND ends_at IS NOT NULL", name=op.f("ck_boosts_bounds")
        ),
        sa.ForeignKeyConstraint(
            ["guild_id"], ["guilds.guild_id"], name=op.f("fk_boosts_guild_id_guilds"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("guild_id", "id", name=op.f("pk_boosts")),
    )
    op.create_table(
        "level_role_problems",
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("role_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
        sa.ForeignKeyConstraint(
            ["guild_id"], ["guilds.guild_id"], name=op.f("fk_level_role_problems_guild_id_guilds"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("guild_id", "role_id", name=op.f("pk_level_role_problems")),
    )
    _of_members("level_role_grants", "role_id")
    _of_members("level_role_checks")
    asked_at = sa.Column(
        "asked_at", sa.DateTime(timezone=True), server_default=sa.func.clock_timestamp(), nullable=False
    )
    op.add_column("level_role_checks", asked_at)
    op.add_column("guilds", sa.Column("level_roles_after", sa.BigInteger(), nullable=True))
    op.add_column("members", sa.Column("level_roles_above", sa.Integer(), server_default="0", nullable=False))


def _of_members(table: str, *further: str) -> None:
    names = ["guild_id", "user_id", *further]
    op.create_table(
        table,
        *(sa.Column(name, sa.BigInteger(), autoincrement=False, nullable=False) for name in names),
        sa.ForeignKeyConstraint(
            ["guild_id", "user_id"],
            ["members.guild_id", "members.user_id"],
            name=op.f(f"fk_{table}_guild_id_user_id_members"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(*names, name=op.f(f"pk_{table}")),
    )


def downgrade() -> None:
    op.drop_column("members", "level_roles_above")
    op.drop_column("guilds", "level_roles_after")
    for table in ("level_role_checks", "level_role_grants", "level_role_problems", "boosts"):
        op.drop_table(table)
