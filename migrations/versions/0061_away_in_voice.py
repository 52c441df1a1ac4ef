"""Whether somebody in voice is in the channel for those who are away.

Revision ID: 0061
Revises: 0081
"""

import sqlalchemy as sa
from alembic import op

revision = "0061"
down_revision = "0081"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("voice_sessions", sa.Column("afk", sa.Boolean(), server_default=sa.false(), nullable=False))


def downgrade() -> None:
    op.drop_column("voice_sessions", "afk")
