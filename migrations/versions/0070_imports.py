"""Histories from other programs.

Revision ID: 0070
Revises: 0030
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0070"
down_revision = "0030"
branch_labels = None
depends_on = None

_NUMBERS = ("xp", "level", "messages", "stars", "gold", "voice_minutes")


def upgrade() -> None:
    op.create_table(
        "imports",
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("source", sa.Text(collation="C"), nullable=False),
        sa.Column("state", sa.Text(collation="C"), server_default="read", nullable=False),
        sa.Column("uploaded_by", sa.BigInteger(), nullable=True),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("found", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("season_id", sa.BigInteger(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["guild_id"], ["guilds.guild_id"], name=op.f("fk_imports_guild_id_guilds"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("guild_id", "id", name=op.f("pk_imports")),
    )
    op.create_table(
        "import_rows",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("import_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("user_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        *(sa.Column(name, sa.Integer() if name == "level" else sa.BigInteger(), nullable=True) for name in _NUMBERS),
        sa.ForeignKeyConstraint(
            ["guild_id", "import_id"],
            ["imports.guild_id", "imports.id"],
            name=op.f("fk_import_rows_guild_id_imports"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("guild_id", "import_id", "user_id", name=op.f("pk_import_rows")),
    )
    # An import that replaces totals may take away in its own season what was earned in others.
    for currency in ("xp", "stars"):
        op.drop_constraint(op.f(f"ck_member_seasons_{currency}"), "member_seasons", type_="check")


def downgrade() -> None:
    for currency in ("xp", "stars"):
        op.create_check_constraint(op.f(f"ck_member_seasons_{currency}"), "member_seasons", f"{currency} >= 0")
    op.drop_table("import_rows")
    op.drop_table("imports")
