"""The roles of levels: which level brings which, who is to be looked at, who was given what, what is in the way."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import asyncpg

_ROLES = """
SELECT own.level, own.role_id, problem.problem, problem.since FROM level_roles AS own
LEFT JOIN level_role_problems AS problem USING (guild_id, role_id) WHERE guild_id = $1 ORDER BY own.level
"""
_PROBLEMS = "SELECT role_id, problem, since FROM level_role_problems WHERE guild_id = $1 ORDER BY role_id"
_PUT = """
INSERT INTO level_roles (guild_id, level, role_id) VALUES ($1, $2, $3)
ON CONFLICT (guild_id, level) DO UPDATE SET role_id = excluded.role_id
"""
_BEGIN = """
UPDATE guilds SET level_roles_after = 0 WHERE guild_id = $1 AND (
    EXISTS (SELECT FROM level_roles WHERE guild_id = $1) OR EXISTS (SELECT FROM level_role_grants WHERE guild_id = $1)
    OR EXISTS (SELECT FROM weekly_winners WHERE guild_id = $1))
"""
_PENDING = """
SELECT guild_id FROM guilds WHERE guild_id = ANY($1::bigint[]) AND (level_roles_after IS NOT NULL
    OR EXISTS (SELECT FROM level_role_checks AS own WHERE own.guild_id = guilds.guild_id)) ORDER BY guild_id
"""
_STATE = """
SELECT members.user_id, xp, role_ids, level_roles_above, asked_at,
    ARRAY(SELECT role_id FROM level_role_grants AS own
        WHERE own.guild_id = members.guild_id AND own.user_id = members.user_id) AS given,
    EXISTS (SELECT FROM weekly_winners AS won WHERE won.guild_id = members.guild_id AND won.user_id = members.user_id
        AND won.week = (SELECT max(week) FROM weeks_done AS done
            WHERE done.guild_id = members.guild_id AND done.what = 'winners')) AS won,
    ARRAY(SELECT offer.role_id FROM shop_purchases AS bought
        JOIN shop_offers AS offer ON offer.guild_id = bought.guild_id AND offer.id = bought.offer_id
        WHERE bought.guild_id = members.guild_id AND bought.user_id = members.user_id AND bought.refunded_at IS NULL
            AND offer.role_id IS NOT NULL) AS bought
"""
_PAGE = f"""
{_STATE} FROM (SELECT *, NULL::timestamptz AS asked_at FROM members) AS members
WHERE guild_id = $1 AND user_id > $2 AND listed ORDER BY user_id LIMIT $3
"""  # noqa: S608 - made of constants
_DUE = f"""
{_STATE}, listed FROM (SELECT * FROM level_role_checks WHERE guild_id = $1 ORDER BY asked_at, user_id LIMIT $2) AS asked
JOIN members USING (guild_id, user_id) ORDER BY asked_at, user_id
"""  # noqa: S608 - as above
_ASK = """
INSERT INTO level_role_checks (guild_id, user_id)
SELECT guild_id, user_id FROM members WHERE guild_id = $1 AND user_id = ANY($2::bigint[]) ORDER BY user_id
ON CONFLICT (guild_id, user_id) DO UPDATE SET asked_at = clock_timestamp()
"""
_ANSWERED = """
DELETE FROM level_role_checks AS own USING unnest($2::bigint[], $3::timestamptz[]) AS done (user_id, asked_at)
WHERE own.guild_id = $1 AND own.user_id = done.user_id AND own.asked_at = done.asked_at
"""
_GIVE = """
INSERT INTO level_role_grants (guild_id, user_id, role_id)
SELECT guild_id, user_id, role_id FROM unnest($2::bigint[], $3::bigint[]) AS given (user_id, role_id)
JOIN members USING (user_id) WHERE guild_id = $1 ORDER BY user_id, role_id
ON CONFLICT DO NOTHING
"""
_TAKE = """
DELETE FROM level_role_grants AS own USING unnest($2::bigint[], $3::bigint[]) AS taken (user_id, role_id)
WHERE own.guild_id = $1 AND own.user_id = taken.user_id AND own.role_id = taken.role_id
"""
_PUT_PROBLEM = """
INSERT INTO level_role_problems (guild_id, role_id, problem) VALUES ($1, $2, $3)
ON CONFLICT (guild_id, role_id) DO UPDATE SET problem = excluded.problem, since = now()
WHERE level_role_problems.problem <> excluded.problem
"""


async def level_roles(connection: "asyncpg.Connection[Any]", guild_id: int) -> list[asyncpg.Record]:
    """Each level that brings a role, with what keeps the bot from giving it: level, role_id, problem, since."""
    return await connection.fetch(_ROLES, guild_id)


async def put(connection: "asyncpg.Connection[Any]", guild_id: int, level: int, role_id: int | None) -> None:
    """Let a level bring a role, or none."""
    if role_id is None:
        await connection.execute("DELETE FROM level_roles WHERE guild_id = $1 AND level = $2", guild_id, level)
    else:
        await connection.execute(_PUT, guild_id, level, role_id)


async def begin_walk(connection: "asyncpg.Connection[Any]", guild_id: int) -> None:
    """Have all members of a guild looked at, unless no role was ever given for a level or is to be."""
    await connection.execute(_BEGIN, guild_id)


async def walked_to(connection: "asyncpg.Connection[Any]", guild_id: int) -> int | None:
    """Up to which member everybody was looked at; None when nobody is to be."""
    after: int | None = await connection.fetchval("SELECT level_roles_after FROM guilds WHERE guild_id = $1", guild_id)
    return after


async def walk_on(connection: "asyncpg.Connection[Any]", guild_id: int, after: int | None) -> None:
    """Everybody up to this member was looked at; None for all."""
    await connection.execute("UPDATE guilds SET level_roles_after = $2 WHERE guild_id = $1", guild_id, after)


async def pending(connection: "asyncpg.Connection[Any]", guild_ids: Sequence[int]) -> list[int]:
    """Those of these guilds in which somebody is to be looked at."""
    return [row["guild_id"] for row in await connection.fetch(_PENDING, guild_ids)]


async def page(connection: "asyncpg.Connection[Any]", guild_id: int, after: int, limit: int) -> list[asyncpg.Record]:
    """The next members by id, with their XP, their roles, and those that were given for a level."""
    return await connection.fetch(_PAGE, guild_id, after, limit)


async def asked(connection: "asyncpg.Connection[Any]", guild_id: int, limit: int) -> list[asyncpg.Record]:
    """The members who were to be looked at first, likewise; ``listed`` is false for those who left."""
    return await connection.fetch(_DUE, guild_id, limit)


async def waiting(connection: "asyncpg.Connection[Any]", guild_id: int) -> int:
    """How many members are to be looked at."""
    return int(await connection.fetchval("SELECT count(*) FROM level_role_checks WHERE guild_id = $1", guild_id))


async def ask(connection: "asyncpg.Connection[Any]", guild_id: int, user_ids: Sequence[int]) -> None:
    """Have these members looked at."""
    await connection.execute(_ASK, guild_id, user_ids)


async def answered(
    connection: "asyncpg.Connection[Any]", guild_id: int, members: Sequence[tuple[int, datetime]]
) -> None:
    """These members were looked at since they were asked for at the time beside them."""
    await connection.execute(_ANSWERED, guild_id, [user for user, _at in members], [at for _user, at in members])


async def give(connection: "asyncpg.Connection[Any]", guild_id: int, pairs: Sequence[tuple[int, int]]) -> None:
    """Note that members (user, role) have roles from us, or are about to."""
    await connection.execute(_GIVE, guild_id, [user for user, _role in pairs], [role for _user, role in pairs])


async def take(connection: "asyncpg.Connection[Any]", guild_id: int, pairs: Sequence[tuple[int, int]]) -> None:
    """Note that members (user, role) have these roles from us no more."""
    await connection.execute(_TAKE, guild_id, [user for user, _role in pairs], [role for _user, role in pairs])


async def came_back(
    connection: "asyncpg.Connection[Any]", guild_id: int, user_ids: Sequence[int], *, anew: bool
) -> None:
    """Members came back without the roles they had; ``anew``: what they had reached brings them no roles again."""
    await connection.execute(
        "DELETE FROM level_role_grants WHERE guild_id = $1 AND user_id = ANY($2::bigint[])", guild_id, user_ids
    )
    if anew:
        await connection.execute(
            "UPDATE members SET level_roles_above = level WHERE guild_id = $1 AND user_id = ANY($2::bigint[])",
            guild_id,
            user_ids,
        )


async def problems(connection: "asyncpg.Connection[Any]", guild_id: int) -> list[asyncpg.Record]:
    """What keeps the bot from giving or taking roles: role_id, problem, since."""
    return await connection.fetch(_PROBLEMS, guild_id)


async def set_problems(
    connection: "asyncpg.Connection[Any]", guild_id: int, found: Mapping[int, str], gone: Sequence[int]
) -> None:
    """Note problems by role, and that other roles have none any more."""
    for role_id, problem in found.items():
        await connection.execute(_PUT_PROBLEM, guild_id, role_id, problem)
    await connection.execute(
        "DELETE FROM level_role_problems WHERE guild_id = $1 AND role_id = ANY($2::bigint[])", guild_id, gone
    )
