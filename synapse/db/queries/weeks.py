"""What is done once with each week of a guild, and who won it."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Literal

import asyncpg
import orjson

from synapse.db.queries.members import COLUMNS

What = Literal["winners", "recap"]

_MARK = """
INSERT INTO weeks_done (guild_id, what, week, at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING RETURNING true
"""
# Who shows no name or nothing at all would be told of by the role, so they are passed over.
_BEST = """
SELECT user_id, sum(d.xp)::bigint AS xp FROM member_days AS d JOIN members AS m USING (guild_id, user_id)
WHERE d.guild_id = $1 AND d.day BETWEEN $2 AND $3 AND m.listed AND m.tracked AND m.visibility = 0
GROUP BY user_id HAVING sum(d.xp) > 0 ORDER BY 2 DESC, 1 LIMIT $4
"""
_KEEP = """
INSERT INTO weekly_winners (guild_id, week, place, user_id, xp, bonus_xp, bonus_gold)
SELECT $1, $2, place, user_id, xp, $5, $6
FROM unnest($3::bigint[], $4::bigint[]) WITH ORDINALITY AS t (user_id, xp, place)
"""
_REIGNING = """
SELECT user_id FROM weekly_winners
WHERE guild_id = $1 AND week = (SELECT max(week) FROM weeks_done WHERE guild_id = $1 AND what = 'winners')
"""
_WINNERS = f"""
SELECT won.week, won.place, won.xp AS week_xp, won.bonus_xp, won.bonus_gold, {COLUMNS}
FROM weekly_winners AS won JOIN members AS m USING (guild_id, user_id)
WHERE won.guild_id = $1 AND won.week IN (
    SELECT DISTINCT week FROM weekly_winners WHERE guild_id = $1 AND ($2::date IS NULL OR week <= $2)
    ORDER BY week DESC LIMIT $3)
ORDER BY won.week DESC, won.place
"""  # noqa: S608 - made of constants
_TELL = """
INSERT INTO announcements (guild_id, event_key, kind, user_id, payload, occurred_at)
VALUES ($1, $2, $3, 0, $4::text::jsonb, $5)
"""


async def mark(connection: "asyncpg.Connection[Any]", guild_id: int, what: What, week: date, at: datetime) -> bool:
    """Note that something is done with a week in this transaction; False when it was done already."""
    return bool(await connection.fetchval(_MARK, guild_id, what, week, at))


async def best(
    connection: "asyncpg.Connection[Any]", guild_id: int, first: date, last: date, limit: int
) -> list[asyncpg.Record]:
    """Who earned the most XP within these days: user_id, xp. Members who show no name or opted out are left out."""
    return await connection.fetch(_BEST, guild_id, first, last, limit)


async def keep(
    connection: "asyncpg.Connection[Any]",
    guild_id: int,
    week: date,
    best_: Sequence[tuple[int, int]],
    *,
    bonus_xp: int,
    bonus_gold: int,
) -> None:
    """Note who won a week, each (member, XP), the first first."""
    users, xp = [user for user, _xp in best_], [xp for _user, xp in best_]
    await connection.execute(_KEEP, guild_id, week, users, xp, bonus_xp, bonus_gold)


async def reigning(connection: "asyncpg.Connection[Any]", guild_id: int) -> list[int]:
    """Who won the week that was closed last."""
    return [row["user_id"] for row in await connection.fetch(_REIGNING, guild_id)]


async def winners(
    connection: "asyncpg.Connection[Any]", guild_id: int, newest: date | None, limit: int
) -> list[asyncpg.Record]:
    """The winners of the last weeks up to ``newest`` that had some, the newest first: week, place, week_xp, bonuses."""
    return await connection.fetch(_WINNERS, guild_id, newest, limit)


async def tell(connection: "asyncpg.Connection[Any]", guild_id: int, kind: str, week: date, at: datetime) -> None:
    """Have something about a week posted; what it says is looked up when it is."""
    payload = orjson.dumps({"week": week}).decode()
    await connection.execute(_TELL, guild_id, f"{kind}:{week.isoformat()}", kind, payload, at)
