"""Streaks that forgive a missed day: the longest one, and the active days of late; counted anew from the days.

Revision ID: 0080
Revises: 0060
"""

import sqlalchemy as sa
from alembic import op

revision = "0080"
down_revision = "0060"
branch_labels = None
depends_on = None

_COUNT = """
WITH source AS (
    SELECT d.guild_id, d.user_id, d.day, coalesce((g.settings -> 'streaks' ->> 'grace_days')::integer, 1) AS grace
    FROM member_days AS d JOIN guilds AS g USING (guild_id)
    WHERE d.messages + d.reactions_given + d.threads + d.voice_minutes > 0
), active AS (
    SELECT guild_id, user_id, day, grace, row_number() OVER own AS place, day - lag(day) OVER own AS step
    FROM source WINDOW own AS (PARTITION BY guild_id, user_id ORDER BY day)
), missed AS (
    SELECT guild_id, user_id, grace, place, day - back AS day, place - 1 AS before
    FROM active CROSS JOIN generate_series(1, least(step - 1, grace + 1)) AS back WHERE step > 1
), windows AS (
    SELECT guild_id, user_id, place, lag(before, grace) OVER own AS before, day - lag(day, grace) OVER own AS span
    FROM missed WINDOW own AS (PARTITION BY guild_id, user_id ORDER BY day)
), cuts AS (
    SELECT guild_id, user_id, place, max(before) AS cut FROM windows WHERE span < 7 GROUP BY 1, 2, 3
), runs AS (
    SELECT guild_id, user_id, day, max(day) OVER (PARTITION BY guild_id, user_id) AS newest,
        place - coalesce(max(cut) OVER (PARTITION BY guild_id, user_id ORDER BY place), 0) AS run
    FROM active LEFT JOIN cuts USING (guild_id, user_id, place)
), counted AS (
    SELECT guild_id, user_id, max(newest) AS newest, max(run) FILTER (WHERE day = newest) AS streak,
        max(run) AS longest, bit_or(1 << (newest - day)) FILTER (WHERE newest - day < 7) AS recent
    FROM runs GROUP BY guild_id, user_id
)
UPDATE members AS m SET streak = c.streak, longest_streak = c.longest, recent_days = c.recent,
    last_active_on = c.newest
FROM counted AS c WHERE m.guild_id = c.guild_id AND m.user_id = c.user_id
"""
_COUNT_WITHOUT_GRACE = """
UPDATE members AS m SET streak = run.days
FROM (
    SELECT guild_id, user_id, count(*) AS days
    FROM (
        SELECT guild_id, user_id,
            day + (row_number() OVER (PARTITION BY guild_id, user_id ORDER BY day DESC))::integer AS anchor,
            max(day) OVER (PARTITION BY guild_id, user_id) AS newest
        FROM member_days WHERE messages + reactions_given + threads + voice_minutes > 0
    ) AS active
    WHERE anchor = newest + 1 GROUP BY guild_id, user_id
) AS run
WHERE m.guild_id = run.guild_id AND m.user_id = run.user_id
"""


def upgrade() -> None:
    for name in ("longest_streak", "recent_days"):
        op.add_column("members", sa.Column(name, sa.Integer(), server_default="0", nullable=False))
    op.execute(_COUNT)


def downgrade() -> None:
    op.execute(_COUNT_WITHOUT_GRACE)
    for name in ("recent_days", "longest_streak"):
        op.drop_column("members", name)
