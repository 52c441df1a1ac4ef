"""What is a member's own: everything held about them, and the end of it."""

from typing import Any

import asyncpg

HELD = {
    "seasons": "SELECT * FROM member_seasons WHERE guild_id = $1 AND user_id = $2 ORDER BY season_id",
    "days": "SELECT * FROM member_days WHERE guild_id = $1 AND user_id = $2 ORDER BY day",
    "zones": "SELECT * FROM member_zones WHERE guild_id = $1 AND user_id = $2 ORDER BY season_id, zone_id",
    "achievements": "SELECT e.*, a.name FROM member_achievements AS e JOIN achievements AS a "
    "ON a.guild_id = e.guild_id AND a.id = e.achievement_id WHERE e.guild_id = $1 AND e.user_id = $2 "
    "ORDER BY e.earned_at",
    "voice": "SELECT * FROM voice_sessions WHERE guild_id = $1 AND user_id = $2",
    "announcements": "SELECT * FROM announcements WHERE guild_id = $1 AND user_id = $2 ORDER BY id",
    "level_roles": "SELECT * FROM level_role_grants WHERE guild_id = $1 AND user_id = $2",
    "level_role_checks": "SELECT * FROM level_role_checks WHERE guild_id = $1 AND user_id = $2",
    "webhook_deliveries": "SELECT * FROM webhook_deliveries WHERE guild_id = $1 AND user_id = $2",
    "weeks_won": "SELECT * FROM weekly_winners WHERE guild_id = $1 AND user_id = $2 ORDER BY week",
    "import_rows": "SELECT * FROM import_rows WHERE guild_id = $1 AND user_id = $2",
    "quest_claims": "SELECT c.*, q.title FROM quest_claims AS c JOIN quests AS q ON q.guild_id = c.guild_id "
    "AND q.id = c.quest_id WHERE c.guild_id = $1 AND c.user_id = $2 ORDER BY c.claimed_at",
    "shop_purchases": "SELECT p.*, o.name FROM shop_purchases AS p JOIN shop_offers AS o ON o.guild_id = p.guild_id "
    "AND o.id = p.offer_id WHERE p.guild_id = $1 AND p.user_id = $2 ORDER BY p.bought_at",
    "events": "SELECT * FROM events WHERE guild_id = $1 AND user_id = $2 ORDER BY occurred_at",
    "reactions_to_others": "SELECT r.event_key, r.occurred_at FROM events AS g JOIN events AS r "
    "ON r.guild_id = g.guild_id AND r.event_key = 'r' || substr(g.event_key, 2) "
    "WHERE g.guild_id = $1 AND g.user_id = $2 AND g.kind = 2 ORDER BY r.occurred_at",
    "audit_log": "SELECT * FROM audit_log WHERE guild_id = $1 AND actor_id = $2 ORDER BY id",
}
"""What is held about a member in a guild beside their own row, by what it is about."""

_COUNTS = " UNION ALL ".join(f"SELECT '{name}' AS name, count(*) FROM ({each}) AS held" for name, each in HELD.items())  # noqa: S608 - as above
_OF_PERSON = {
    "account": "SELECT * FROM users WHERE user_id = $1",
    "sessions": "SELECT id, created_at, last_used_at, expires_at, revoked_at FROM sessions "
    "WHERE user_id = $1 ORDER BY id",
    "api_tokens": "SELECT id, name, scopes, created_at, expires_at, last_used_at, revoked_at FROM api_tokens "
    "WHERE user_id = $1 ORDER BY id",
}
_LOCK = "SELECT tracked FROM members WHERE guild_id = $1 AND user_id = $2 FOR UPDATE"
_KEEP_HOURS = """
INSERT INTO forgotten_hours AS kept (guild_id, hour, channel_id, zone_id, kind, events, xp, stars, gold)
SELECT guild_id, date_trunc('hour', occurred_at, 'UTC'), coalesce(parent_id, channel_id, 0), coalesce(zone_id, 0), kind,
    count(*), sum(xp), sum(stars), sum(gold)
FROM events WHERE guild_id = $1 AND user_id = $2 GROUP BY 1, 2, 3, 4, 5
ON CONFLICT (guild_id, hour, channel_id, zone_id, kind) DO UPDATE SET events = kept.events + excluded.events,
    xp = kept.xp + excluded.xp, stars = kept.stars + excluded.stars, gold = kept.gold + excluded.gold
"""
# Whom a reaction came from is in its identity, which must stay one of its own: a number that was drawn stands in.
_UNNAME_REACTIONS = """
UPDATE events AS r SET event_key = 'r' || split_part(substr(g.event_key, 2), ':', 1) || ':' || $3::text
FROM events AS g
WHERE g.guild_id = $1 AND g.user_id = $2 AND g.kind = 2
    AND r.guild_id = $1 AND r.event_key = 'r' || substr(g.event_key, 2)
"""
# What rules that were applied later made of these events is kept by the events' identities.
_UNNAME_REWRITES = """
UPDATE rule_rewrites AS r SET event_key = 'r' || split_part(substr(g.event_key, 2), ':', 1) || ':' || $3::text
FROM events AS g
WHERE g.guild_id = $1 AND g.user_id = $2 AND g.kind = 2
    AND r.guild_id = $1 AND r.event_key = 'r' || substr(g.event_key, 2)
"""
_FORGET_REWRITES = """
DELETE FROM rule_rewrites AS r USING events AS e
WHERE e.guild_id = $1 AND e.user_id = $2 AND r.guild_id = $1 AND r.event_key = e.event_key
"""
_UNNAME_GRANTS = "UPDATE member_achievements SET granted_by = NULL WHERE guild_id = $1 AND granted_by = $2"
_PERSONAL = ("events", "announcements", "voice_sessions", "webhook_deliveries", "import_rows")
"""Tables with rows of a member that do not go with their own row."""
_FORGET = "DELETE FROM members WHERE guild_id = $1 AND user_id = $2"
_REMAIN_UNTRACKED = "INSERT INTO members (guild_id, user_id, tracked) VALUES ($1, $2, false)"
_FORGET_PERSON = """
DELETE FROM users WHERE user_id = $1 AND NOT EXISTS (SELECT FROM members WHERE user_id = $1 AND tracked)
"""
_TRACK = """
UPDATE members SET tracked = $3 WHERE guild_id = $1 AND user_id = $2 AND left_at IS NULL AND NOT is_bot
RETURNING true
"""
_LINK = """
UPDATE members SET github_login = $3 WHERE guild_id = $1 AND user_id = $2 AND left_at IS NULL AND NOT is_bot
RETURNING true
"""


async def held(connection: "asyncpg.Connection[Any]", guild_id: int, user_id: int) -> dict[str, str]:
    """Everything held about a member, as JSON text by what it is about."""
    found = {name: await _rows(connection, statement, user_id) for name, statement in _OF_PERSON.items()}
    found["member"] = await _rows(
        connection, "SELECT * FROM members WHERE guild_id = $1 AND user_id = $2", guild_id, user_id
    )
    for name, statement in HELD.items():
        found[name] = await _rows(connection, statement, guild_id, user_id)
    return found


async def counts(connection: "asyncpg.Connection[Any]", guild_id: int, user_id: int) -> dict[str, int]:
    """How many rows are held about a member in a guild, by what they are about; one statement."""
    return {row["name"]: row["count"] for row in await connection.fetch(_COUNTS, guild_id, user_id)}


async def forget(connection: "asyncpg.Connection[Any]", guild_id: int, user_id: int, stand_in: int) -> None:
    """Remove a member from a guild; sums that name nobody stay, and so does that they opted out.

    ``stand_in`` takes their place where others' rows name them.
    """
    tracked = await connection.fetchval(_LOCK, guild_id, user_id)
    await connection.execute(_KEEP_HOURS, guild_id, user_id)
    await connection.execute(_UNNAME_REACTIONS, guild_id, user_id, str(stand_in))
    await connection.execute(_UNNAME_REWRITES, guild_id, user_id, str(stand_in))
    await connection.execute(_UNNAME_GRANTS, guild_id, user_id)
    await connection.execute(_FORGET_REWRITES, guild_id, user_id)
    for table in _PERSONAL:
        await connection.execute(f"DELETE FROM {table} WHERE guild_id = $1 AND user_id = $2", guild_id, user_id)  # noqa: S608 - names above
    await connection.execute(_FORGET, guild_id, user_id)
    if tracked is False:
        await connection.execute(_REMAIN_UNTRACKED, guild_id, user_id)


async def forget_person(connection: "asyncpg.Connection[Any]", user_id: int) -> bool:
    """Remove what is kept of a person who signed in, unless another guild still knows them; True if it was."""
    return (await connection.execute(_FORGET_PERSON, user_id)) == "DELETE 1"


async def guilds_of(connection: "asyncpg.Connection[Any]", user_id: int) -> list[int]:
    """The guilds that know a person."""
    rows = await connection.fetch("SELECT guild_id FROM members WHERE user_id = $1 ORDER BY guild_id", user_id)
    return [row["guild_id"] for row in rows]


async def track(connection: "asyncpg.Connection[Any]", guild_id: int, user_id: int, *, tracked: bool) -> bool:
    """Set whether what a member does is recorded; False if they are not there."""
    return bool(await connection.fetchval(_TRACK, guild_id, user_id, tracked))


async def link(connection: "asyncpg.Connection[Any]", guild_id: int, user_id: int, login: str | None) -> bool:
    """Set the GitHub account that a member shows; False if they are not there."""
    return bool(await connection.fetchval(_LINK, guild_id, user_id, login))


async def _rows(connection: "asyncpg.Connection[Any]", statement: str, *parameters: int) -> str:
    whole = f"SELECT coalesce(json_agg(held), '[]')::text FROM ({statement}) AS held"  # noqa: S608 - statements above
    text: str = await connection.fetchval(whole, *parameters)
    return text
