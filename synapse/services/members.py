"""Members as every face shows them: bot, API and cards read the same figures from here."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.db.queries import members as queries
from synapse.db.read import Row, reading
from synapse.engine.levels import Progress, progress
from synapse.engine.rules import RARITY_COLORS, Rarity, Rules
from synapse.services.privacy import ANONYMOUS_NAME, STRANGER, Policy, Reader, Visibility

_DEFAULT_AVATAR = "https://cdn.discordapp.com/embed/avatars/{}.png"
_DEFAULT_AVATARS = 6
_GREATEST_ID = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Counts:
    """Counts and earnings over a span of time."""

    xp: int = 0
    stars: int = 0
    messages: int = 0
    reactions_given: int = 0
    reactions_received: int = 0
    threads: int = 0
    voice_minutes: int = 0


NOTHING = Counts()
"""What a member did in a season in which they did nothing."""


@dataclass(frozen=True, slots=True)
class Member:
    """A person in a guild, as one reader sees them.

    Attributes:
        key: Their id at Discord, for further reading. It is never shown; ``user_id`` is.
        user_id: The id to show: Discord's, or a pseudonym.
        anonymous: Whether the reader sees them without name, picture and whatever else tells who they are.
        display_name: The name to show; never empty.
        avatar_url: The picture to show: Discord's default one for who has none.
        joined_at: When they joined, None when Discord did not say.
        left_at: When they left, None while they are here.
        level: The level that ``xp`` reaches on the guild's curve.
        progress: How far they are on the way to the next level.
        streak: Days active in a row, up to today or yesterday in the guild's time zone; else 0.
        lifetime: What they did and earned in all.
    """

    guild_id: int
    key: int
    user_id: int
    anonymous: bool
    display_name: str
    avatar_url: str
    joined_at: datetime | None
    left_at: datetime | None
    level: int
    xp: int
    stars: int
    gold: int
    progress: Progress
    streak: int
    lifetime: Counts


@dataclass(frozen=True, slots=True)
class Achievement:
    """Something that a member can earn once; ``xp`` and ``gold`` come with it."""

    guild_id: int
    id: int
    name: str
    description: str
    rarity: Rarity
    color: str
    badge: str
    xp: int
    gold: int


@dataclass(frozen=True, slots=True)
class Earned:
    """An achievement that a member earned, and when."""

    achievement: Achievement
    earned_at: datetime


@dataclass(frozen=True, slots=True)
class Profile:
    """All that a member's card shows; ``rank`` is the place on the XP board of all time."""

    member: Member
    rank: int
    season: Counts
    achievements: tuple[Earned, ...]


async def by_id(
    engine: AsyncEngine, rules: Rules, user_id: int, *, now: datetime, reader: Reader = STRANGER
) -> Member | None:
    """One member by the id that the reader knows them by.

    None when the guild never saw them, they are a bot, or they are not shown to the reader under this id.
    """
    key = Policy(rules, reader).user_id(user_id)
    return shown_as((await by_ids(engine, rules, [key], now=now, reader=reader)).get(key), user_id)


def shown_as(member: Member | None, user_id: int) -> Member | None:
    """The member if the reader knows them by this id: who is anonymous is not found by the id that Discord gave."""
    return member if member is not None and member.user_id == user_id else None


async def by_ids(
    engine: AsyncEngine, rules: Rules, user_ids: Sequence[int], *, now: datetime, reader: Reader = STRANGER
) -> dict[int, Member]:
    """Those of the members with these Discord ids whom the reader sees, by that id; one statement."""
    wanted = [user_id for user_id in user_ids if 0 <= user_id <= _GREATEST_ID]
    if not wanted:
        return {}
    async with reading(engine) as connection:
        rows = await queries.by_ids(connection, rules.guild_id, wanted)
    build = Builder(rules, now, reader)
    return {row["user_id"]: member for row in rows if (member := build.member(row)) is not None}


async def profile(
    engine: AsyncEngine, rules: Rules, user_id: int, *, now: datetime, reader: Reader = STRANGER
) -> Profile | None:
    """All that a member's card shows, as of one moment; None as for ``by_id``."""
    build = Builder(rules, now, reader)
    if not 0 <= (key := build.policy.user_id(user_id)) <= _GREATEST_ID:
        return None
    guild_id = rules.guild_id
    async with reading(engine, snapshot=True) as connection:
        rows = await queries.by_ids(connection, guild_id, [key])
        member = shown_as(build.member(rows[0]), user_id) if rows else None
        if member is None:
            return None
        ranks = await queries.xp_ranks(connection, guild_id, [member.xp])
        season = await queries.seasons(connection, guild_id, rules.season.id, [key])
        earned = [] if member.anonymous else await queries.achievements(connection, guild_id, [key])
    return Profile(
        member=member,
        rank=ranks[member.xp],
        season=counts_of(season[0]) if season else NOTHING,
        achievements=tuple(_earned(guild_id, row) for row in earned),
    )


async def ranks(engine: AsyncEngine, guild_id: int, xp: Sequence[int]) -> dict[int, int]:
    """The place that each of these XP totals has on the board of all time; one statement."""
    async with reading(engine) as connection:
        return await queries.xp_ranks(connection, guild_id, xp)


async def seasons(engine: AsyncEngine, rules: Rules, user_ids: Sequence[int]) -> dict[int, Counts]:
    """What these members did in the running season, by id; one statement. Who did nothing is not in it."""
    async with reading(engine) as connection:
        rows = await queries.seasons(connection, rules.guild_id, rules.season.id, user_ids)
    return {row["user_id"]: counts_of(row) for row in rows}


async def achievements(engine: AsyncEngine, guild_id: int, user_ids: Sequence[int]) -> Mapping[int, list[Earned]]:
    """What each of these members earned, newest first, by id; one statement."""
    async with reading(engine) as connection:
        rows = await queries.achievements(connection, guild_id, user_ids)
    earned: defaultdict[int, list[Earned]] = defaultdict(list)
    for row in rows:
        earned[row["user_id"]].append(_earned(guild_id, row))
    return earned


async def achievements_by_ids(engine: AsyncEngine, guild_id: int, ids: Sequence[int]) -> dict[int, Achievement]:
    """These achievements by id, deactivated ones too; one statement."""
    async with reading(engine) as connection:
        rows = await queries.achievements_by_ids(connection, guild_id, ids)
    return {row["id"]: achievement_of(guild_id, row) for row in rows}


async def all_achievements(engine: AsyncEngine, guild_id: int) -> list[Achievement]:
    """All achievements of a guild in the order in which they were made, deactivated ones too; one statement."""
    async with reading(engine) as connection:
        rows = await queries.all_achievements(connection, guild_id)
    return [achievement_of(guild_id, row) for row in rows]


def counts_of(row: Row) -> Counts:
    """The counters of a row that has them."""
    return Counts(
        row["xp"],
        row["stars"],
        row["messages"],
        row["reactions_given"],
        row["reactions_received"],
        row["threads"],
        row["voice_minutes"],
    )


def achievement_of(guild_id: int, row: Row) -> Achievement:
    """The achievement that a row describes."""
    rarity = Rarity(row["rarity"])
    return Achievement(
        guild_id,
        row["id"],
        row["name"],
        row["description"],
        rarity,
        RARITY_COLORS[rarity],
        row["badge"],
        row["xp"],
        row["gold"],
    )


def avatar_of(user_id: int, avatar_url: str | None) -> str:
    """The picture to show.

    Discord documents the default one: its number is ``(user_id >> 22) % 6``.
    """
    return avatar_url or _DEFAULT_AVATAR.format((user_id >> 22) % _DEFAULT_AVATARS)


class Builder:
    """Makes members of rows as one reader sees them; holds what is the same for all rows of one answer.

    Attributes:
        policy: What the reader sees.
    """

    __slots__ = ("_curve", "_guild_id", "_yesterday", "policy")

    def __init__(self, rules: Rules, now: datetime, reader: Reader = STRANGER) -> None:
        self.policy = Policy(rules, reader)
        self._guild_id = rules.guild_id
        self._curve = rules.settings.levels
        self._yesterday = now.astimezone(ZoneInfo(rules.settings.time_zone)).date() - timedelta(days=1)

    def member(self, row: Row) -> Member | None:
        """The member that a row with ``queries.members.COLUMNS`` describes, None if the reader does not see them."""
        user_id, left_at = row["user_id"], row["left_at"]
        seen = self.policy.seen(user_id, row["shown"], left=left_at is not None)
        if seen is Visibility.HIDDEN:
            return None
        if anonymous := seen is Visibility.ANONYMOUS:
            shown_id, name, avatar, joined_at, left_at = (
                self.policy.pseudonym(user_id),
                ANONYMOUS_NAME,
                None,
                None,
                None,
            )
        else:
            name = row["display_name"] or row["username"] or f"Member {user_id}"
            shown_id, avatar, joined_at = user_id, row["avatar_url"], row["joined_at"]
        xp, active_on = row["xp"], row["last_active_on"]
        way = progress(xp, self._curve)
        return Member(
            self._guild_id,
            user_id,
            shown_id,
            anonymous,
            name,
            avatar_of(shown_id, avatar),
            joined_at,
            left_at,
            way.level,
            xp,
            row["stars"],
            row["gold"],
            way,
            row["streak"] if active_on is not None and active_on >= self._yesterday else 0,
            counts_of(row),
        )


def _earned(guild_id: int, row: Row) -> Earned:
    return Earned(achievement_of(guild_id, row), row["earned_at"])
