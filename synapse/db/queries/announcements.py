"""The outbox of announcements: pending, claimed, then sent or skipped."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import asyncpg

_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


DIRECT = 0
"""What stands for all direct messages where channels are told of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """An announcement that was claimed for posting.

    Attributes:
        guild_id: Where.
        id: Its number in the outbox.
        event_key: The identity of the journal's event that it celebrates.
        kind: ``level_up``, ``achievement``, ``award`` or ``quest``; ``week`` or ``recap`` for what concerns nobody
            alone.
        user_id: Who is celebrated, 0 for nobody in particular.
        channel_id: Where to post it; None for a direct message to the member.
        payload: The figures that the text is made of.
        occurred_at: When it happened.
        display_name: What the member is called in the guild.
        attempts: How often it was claimed, this time included; from 2 on, an earlier claimer may have posted it
            and been lost before it could say so.
    """

    guild_id: int
    id: int
    event_key: str
    kind: str
    user_id: int
    channel_id: int | None
    payload: Mapping[str, Any]
    occurred_at: datetime
    display_name: str
    attempts: int

    @property
    def nonce(self) -> str:
        """What the post carries so that Discord posts it once, however often it is sent; at most 23 characters.

        Discord compares nonces of the last few minutes only.
        """
        return f"{_base62(self.guild_id)}-{_base62(self.id)}"


@dataclass(frozen=True, slots=True)
class Posted:
    """When something was posted in a channel; ``DIRECT`` for a direct message."""

    channel_id: int
    at: datetime


# What concerns no single member has user 0 and goes where the week is told of. Of the rest:
# A member's own wish for direct messages wins over everything. Else an achievement's own channel wins over the guild's
# wish for direct messages, that over the guild's channel, and that over the place where it happened. The names of
# settings and preferences are those of the kinds, in the plural; a quest is announced as an award is, for an admin gave
# what it pays.
_PLACE = """
JOIN guilds AS guild USING (guild_id)
LEFT JOIN achievements AS achievement ON achievement.guild_id = entry.guild_id
    AND achievement.id = (entry.payload ->> 'achievement_id')::bigint
LEFT JOIN members AS member ON member.guild_id = entry.guild_id AND member.user_id = entry.user_id
CROSS JOIN LATERAL (SELECT CASE entry.kind WHEN 'quest' THEN 'awards' ELSE entry.kind || 's' END AS name) AS switch
CROSS JOIN LATERAL (SELECT coalesce(member.preferences ->> 'announce_direct', 'false') = 'true'
    OR achievement.channel_id IS NULL
    AND coalesce(guild.settings -> 'announcements' ->> (switch.name || '_direct'), 'false') = 'true' AS direct) AS way
CROSS JOIN LATERAL (SELECT CASE WHEN NOT direct THEN coalesce(achievement.channel_id,
    CASE WHEN entry.user_id = 0 THEN (guild.settings -> 'weekly' ->> 'channel_id')::bigint END,
    (guild.settings -> 'announcements' ->> 'channel_id')::bigint, entry.channel_id) END AS channel_id) AS place
"""
_CLAIM = f"""
WITH chosen AS (
    SELECT entry.guild_id, entry.id, coalesce(member.display_name, '') AS display_name, place.channel_id,
        (way.direct OR place.channel_id IS NOT NULL) AND (entry.user_id = 0 OR coalesce(member.tracked, false))
        AND coalesce(guild.settings -> 'announcements' ->> switch.name, 'true') <> 'false'
        AND coalesce(member.preferences ->> ('announce_' || switch.name), 'true') <> 'false' AS wanted
    FROM announcements AS entry {_PLACE}
    WHERE entry.guild_id = ANY($1::bigint[]) AND entry.state IN ('pending', 'claimed')
        AND (entry.state = 'pending' OR entry.claimed_at < $2) AND NOT coalesce(place.channel_id, 0) = ANY($5::bigint[])
    ORDER BY entry.id LIMIT $4 FOR UPDATE OF entry SKIP LOCKED
)
UPDATE announcements AS entry
SET state = CASE WHEN wanted THEN 'claimed' ELSE 'skipped' END, claimed_at = $3, attempts = attempts + 1
FROM chosen WHERE entry.guild_id = chosen.guild_id AND entry.id = chosen.id
RETURNING wanted, entry.guild_id, entry.id, entry.event_key, entry.kind, entry.user_id, chosen.channel_id,
    entry.payload, entry.occurred_at, chosen.display_name, entry.attempts
"""  # noqa: S608 - made of constants
_SENT = """
UPDATE announcements SET state = 'sent', sent_at = $4, message_id = $3
WHERE guild_id = $1 AND id = $2 AND state <> 'sent'
"""
_RELEASE = """
UPDATE announcements AS entry SET state = 'pending', attempts = attempts - 1
FROM unnest($1::bigint[], $2::bigint[]) AS given (guild_id, id)
WHERE entry.guild_id = given.guild_id AND entry.id = given.id AND entry.state = 'claimed'
"""
_SKIP = "UPDATE announcements SET state = 'skipped' WHERE guild_id = $1 AND id = $2 AND state <> 'sent'"
_POSTED = f"""
SELECT coalesce(place.channel_id, 0) AS channel_id, entry.sent_at FROM announcements AS entry {_PLACE}
WHERE entry.guild_id = ANY($1::bigint[]) AND entry.sent_at > $2
ORDER BY entry.sent_at
"""  # noqa: S608 - made of constants
_DEPTH = "SELECT count(*) FROM announcements WHERE guild_id = $1 AND state IN ('pending', 'claimed')"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What is to be claimed.

    Attributes:
        guild_ids: Of which guilds.
        at: The moment of the claim.
        stale_before: Claims made before this are taken over.
        limit: How many at most.
        except_channels: Channels that take nothing now, ``DIRECT`` for direct messages; what goes there stays where it
            is.
    """

    guild_ids: Collection[int]
    at: datetime
    stale_before: datetime
    limit: int
    except_channels: Collection[int] = ()


async def claim(connection: "asyncpg.Connection[Any]", wish: Claim) -> tuple[list[Waiting], int]:
    """Claim what waits, oldest first, and skip what nobody wants to see or has no place.

    Returns:
        What was claimed, in order, and how many entries were claimed or skipped.
    """
    rows = await connection.fetch(
        _CLAIM, list(wish.guild_ids), wish.stale_before, wish.at, wish.limit, list(wish.except_channels)
    )
    wanted = [{name: value for name, value in row.items() if name != "wanted"} for row in rows if row["wanted"]]
    return sorted((Waiting(**values) for values in wanted), key=lambda waiting: waiting.id), len(rows)


async def sent(connection: "asyncpg.Connection[Any]", entry: tuple[int, int], message_id: int, at: datetime) -> None:
    """Mark (guild id, id) as posted; the first report counts."""
    await connection.execute(_SENT, *entry, message_id, at)


async def release(connection: "asyncpg.Connection[Any]", entries: Sequence[tuple[int, int]]) -> None:
    """Give claims of (guild id, id) back, as if they had not been made."""
    await connection.execute(_RELEASE, [guild_id for guild_id, _ in entries], [number for _, number in entries])


async def skip(connection: "asyncpg.Connection[Any]", entry: tuple[int, int]) -> None:
    """Mark (guild id, id) as never to be posted."""
    await connection.execute(_SKIP, *entry)


async def posted(connection: "asyncpg.Connection[Any]", guild_ids: Collection[int], since: datetime) -> list[Posted]:
    """What was posted after ``since``, oldest first."""
    return [
        Posted(row["channel_id"], row["sent_at"]) for row in await connection.fetch(_POSTED, list(guild_ids), since)
    ]


async def depth(connection: "asyncpg.Connection[Any]", guild_id: int) -> int:
    """How many entries of a guild were neither posted nor skipped."""
    return int(await connection.fetchval(_DEPTH, guild_id))


def _base62(number: int) -> str:
    digits = ""
    while number:
        number, digit = divmod(number, len(_DIGITS))
        digits = _DIGITS[digit] + digits
    return digits
