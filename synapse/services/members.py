"""Members as every face shows them: bot, API and cards read the same figures from here."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.db.queries import members as queries
from synapse.db.queries import shop as shop_queries
from synapse.db.read import Row, reading
from synapse.engine.levels import Progress, progress_in, thresholds
from synapse.engine.rules import RARITY_COLORS, Rarity, Rules
from synapse.engine.streaks import Streak, standing
from synapse.services.privacy import ANONYMOUS_NAME, STRANGER, Policy, Reader, Visibility

_DEFAULT_AVATAR = "https://cdn.discordapp.com/embed/avatars/{}.png"
_DEFAULT_AVATARS = 6
_GREATEST_ID = 2**63 - 1

MARKERS = 3
"""How many markers are shown beside a name."""


class Counts(NamedTuple):
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


class Member(NamedTuple):
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
        row: The row that the member was made of.
        table: The XP at which each level of the guild's curve begins.
        today: The day it is in the guild's time zone.
        grace: How many missed days within seven the guild forgives.
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
    row: Row
    table: tuple[int, ...]
    today: date
    grace: int

    @property
    def progress(self) -> Progress:
        """How far they are on the way to the next level."""
        return progress_in(self.xp, self.table)

    @property
    def github_login(self) -> str | None:
        """The GitHub account that they show, if any."""
        return None if self.anonymous else self.row["github_login"]

    @property
    def streak(self) -> int:
        """Days active in a row, as of today in the guild's time zone: see ``engine.streaks``."""
        return self._run.days

    @property
    def grace_days_used(self) -> int:
        """Missed days within the last seven, today included, that the streak bridges."""
        return self._run.missed

    @property
    def longest_streak(self) -> int:
        """The longest streak that they ever had."""
        return int(self.row["longest_streak"])

    @property
    def _run(self) -> Streak:
        row = self.row
        return standing(row["streak"], row["recent_days"], row["last_active_on"], self.today, self.grace)

    @property
    def lifetime(self) -> Counts:
        """What they did and earned in all."""
        return counts_of(self.row)


class Achievement(NamedTuple):
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


class Earned(NamedTuple):
    """An achievement that a member earned, and when."""

    achievement: Achievement
    earned_at: datetime


@dataclass(frozen=True, slots=True)
class Profile:
    """All that a member's card shows.

    Attributes:
        rank: The place on the XP board of all time.
        markers: What they bought to be shown beside their name, the newest first.
    """

    member: Member
    rank: int
    season: Counts
    achievements: tuple[Earned, ...]
    markers: tuple[str, ...] = ()


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
        markers = [] if member.anonymous else await shop_queries.markers(connection, guild_id, [key])
    return Profile(
        member=member,
        rank=ranks[member.xp],
        season=counts_of(season[0]) if season else NOTHING,
        achievements=tuple(_earned(guild_id, row) for row in earned),
        markers=tuple(row["marker"] for row in markers[:MARKERS]),
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
    known: dict[int, Achievement] = {}
    for row in rows:
        if (achievement := known.get(row["id"])) is None:
            achievement = known[row["id"]] = achievement_of(guild_id, row)
        earned[row["user_id"]].append(tuple.__new__(Earned, (achievement, row["earned_at"])))
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

    __slots__ = ("_grace", "_guild_id", "_table", "_today", "policy")

    def __init__(self, rules: Rules, now: datetime, reader: Reader = STRANGER) -> None:
        self.policy = Policy(rules, reader)
        self._guild_id = rules.guild_id
        self._table = thresholds(rules.settings.levels)
        self._today = now.astimezone(ZoneInfo(rules.settings.time_zone)).date()
        self._grace = rules.settings.streaks.grace_days

    def member(self, row: Row) -> Member | None:
        """The member that a row with ``queries.members.COLUMNS`` describes, None if the reader does not see them."""
        return self.members((row,))[0]

    def members(self, rows: Sequence[Row]) -> list[Member | None]:
        """The same for many rows: boards make a hundred members at once, so nothing is called for the usual ones."""
        built: list[Member | None] = []
        guild_id, table, today, grace, policy = self._guild_id, self._table, self._today, self._grace, self.policy
        is_open, usual, new = policy.open, queries.USUAL, tuple.__new__
        for row in rows:
            key, name, handle, avatar, joined, left, xp, stars, gold = row[usual]
            shown_id, anonymous = key, False
            if row[-1] or left is not None or not is_open:
                seen = policy.seen(key, row[-1], left=left is not None)
                if seen is Visibility.HIDDEN:
                    built.append(None)
                    continue
                if seen is Visibility.ANONYMOUS:
                    shown_id, anonymous = policy.pseudonym(key), True
                    name, avatar, joined, left = ANONYMOUS_NAME, None, None, None
            values = (
                guild_id,
                key,
                shown_id,
                anonymous,
                name or handle or f"Member {key}",
                avatar or avatar_of(shown_id, None),
                joined,
                left,
                bisect_right(table, xp) or 1,
                xp,
                stars,
                gold,
                row,
                table,
                today,
                grace,
            )
            # What a named tuple's own constructor does, without its keywords.
            built.append(new(Member, values))
        return built


def _earned(guild_id: int, row: Row) -> Earned:
    return Earned(achievement_of(guild_id, row), row["earned_at"])
