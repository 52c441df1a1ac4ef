"""A small club in the database: known figures that the API's tests can name."""

from datetime import UTC, date, datetime, timedelta

import asyncpg

GUILD = 4_000_000_000_000_000_001
OTHER_GUILD = 4_000_000_000_000_000_002
NOW = datetime(2026, 5, 4, 12, 30, tzinfo=UTC)
TODAY = date(2026, 5, 4)
BOT = 99
LEAVER = 98
SEASON_FACTOR = 10

XP = {1: 1000, 2: 900, 3: 900, 4: 500, 5: 500, 6: 500, 7: 120, 8: 15, 9: 0}
"""All-time XP of the members 1 to 9; ties at the places 2 and 4, and one who earned nothing."""


async def found(connection: "asyncpg.Connection[asyncpg.Record]", guild_id: int = GUILD) -> None:
    """Add the guild with a season, ten members, a bot and one who left."""
    await connection.execute(
        "INSERT INTO guilds (guild_id, name, settings, seeded) VALUES ($1, 'Campus Code Club', $2, true)",
        guild_id,
        '{"motto": "We build things.", "time_zone": "Europe/Berlin"}',
    )
    season = await connection.fetchval(
        "INSERT INTO seasons (guild_id, name, starts_at, active) VALUES ($1, 'Season 1', $2, true) RETURNING id",
        guild_id,
        NOW - timedelta(days=60),
    )
    for user_id, xp in XP.items():
        await add_member(connection, guild_id, user_id, xp, season)
    await add_member(connection, guild_id, BOT, 5000, season, is_bot=True)
    await add_member(connection, guild_id, LEAVER, 4000, season, left_at=NOW)


async def add_member(
    connection: "asyncpg.Connection[asyncpg.Record]",
    guild_id: int,
    user_id: int,
    xp: int,
    season: int,
    *,
    is_bot: bool = False,
    left_at: datetime | None = None,
) -> None:
    """A member whose season is a tenth of their XP and who earned that tenth yesterday."""
    await connection.execute(
        """INSERT INTO members (guild_id, user_id, display_name, username, avatar_url, joined_at, xp, stars, gold,
               messages, reactions_given, reactions_received, threads, voice_minutes, streak, longest_streak,
               recent_days, last_active_on, is_bot, left_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 11, 12, 13, 14, 150, 4, 9, 15, $10, $11, $12)""",
        guild_id,
        user_id,
        f"Member {user_id}",
        f"user{user_id}",
        None if user_id % 2 else f"http://127.0.0.1:4500/avatars/{user_id}.png",
        NOW - timedelta(days=100),
        xp,
        xp // 100,
        xp // 10,
        TODAY - timedelta(days=1),
        is_bot,
        left_at,
    )
    if part := xp // SEASON_FACTOR:
        await connection.execute(
            "INSERT INTO member_seasons (guild_id, season_id, user_id, xp, stars, messages, listed) "
            "VALUES ($1, $2, $3, $4, 3, 5, $5)",
            guild_id,
            season,
            user_id,
            part,
            not is_bot and left_at is None,
        )
        await connection.execute(
            "INSERT INTO member_days (guild_id, day, user_id, xp, stars, messages) VALUES ($1, $2, $3, $4, 3, 5)",
            guild_id,
            TODAY - timedelta(days=1),
            user_id,
            part,
        )


async def add_achievement(
    connection: "asyncpg.Connection[asyncpg.Record]", name: str, earners: tuple[int, ...], guild_id: int = GUILD
) -> int:
    """An achievement that these members earned today, each a minute after the one before."""
    achievement = await connection.fetchval(
        "INSERT INTO achievements (guild_id, name, description, trigger, threshold, rarity, badge, xp, gold) "
        "VALUES ($1, $2, 'Done.', 'xp', 100, 'epic', '🏅', 25, 5) RETURNING id",
        guild_id,
        name,
    )
    for number, user_id in enumerate(earners):
        await connection.execute(
            "INSERT INTO member_achievements (guild_id, user_id, achievement_id, earned_at) VALUES ($1, $2, $3, $4)",
            guild_id,
            user_id,
            achievement,
            NOW + timedelta(minutes=number),
        )
    return int(achievement)


async def celebrate(
    connection: "asyncpg.Connection[asyncpg.Record]", user_id: int, kind: str, payload: str, guild_id: int = GUILD
) -> int:
    """An entry of the feed."""
    return int(
        await connection.fetchval(
            "INSERT INTO announcements (guild_id, event_key, kind, user_id, payload, occurred_at) "
            "VALUES ($1, 'k', $2, $3, $4, $5) RETURNING id",
            guild_id,
            kind,
            user_id,
            payload,
            NOW,
        )
    )
