"""Which shards a run of the bot serves.

Revision ID: 0060
Revises: 0012
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY

revision = "0060"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("heartbeats", sa.Column("shards", ARRAY(sa.Integer()), server_default="{}", nullable=False))
    op.add_column("heartbeats", sa.Column("shard_count", sa.Integer(), server_default="1", nullable=False))


def downgrade() -> None:
    op.drop_column("heartbeats", "shard_count")
    op.drop_column("heartbeats", "shards")
