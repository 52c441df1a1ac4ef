"""What admins' changes need: versions, reversals, awards in the background, seasons that were taken back.

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

OVERLAP = """
ALTER TABLE seasons DROP CONSTRAINT ex_seasons_overlap, ADD CONSTRAINT ex_seasons_overlap
EXCLUDE USING gist (int8range(guild_id, guild_id, '[]') WITH &&, tstzrange(starts_at, ends_at) WITH &&) {where}
"""


def upgrade() -> None:
    op.add_column("guilds", sa.Column("settings_version", sa.Integer(), server_default="1", nullable=False))
    op.add_column("achievements", sa.Column("awarding_after", sa.BigInteger(), nullable=True))
    op.add_column("seasons", sa.Column("void", sa.Boolean(), server_default=sa.text("false"), nullable=False))
    op.execute(OVERLAP.format(where="WHERE (NOT void)"))
    op.add_column("audit_log", sa.Column("reverts", sa.BigInteger(), nullable=True))
    op.create_index(
        "uq_audit_log_reverts",
        "audit_log",
        ["guild_id", "reverts"],
        unique=True,
        postgresql_where=sa.text("reverts IS NOT NULL"),
    )


def downgrade() -> None:
    op.drop_index("uq_audit_log_reverts", table_name="audit_log")
    op.drop_column("audit_log", "reverts")
    op.execute("DELETE FROM seasons WHERE void")
    op.execute(OVERLAP.format(where=""))
    op.drop_column("seasons", "void")
    op.drop_column("achievements", "awarding_after")
    op.drop_column("guilds", "settings_version")
