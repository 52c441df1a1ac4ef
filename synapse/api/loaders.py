"""Loaders: what resolvers ask for one by one in the same turn becomes one statement per guild.

They gather and do not cache, so that the events of a subscription, which share a context, see what is
there now.
"""

from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import date, datetime
from functools import cached_property
from typing import Generic, TypeVar

from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.api.gathering import Gathered, Together
from synapse.api.readers import Readers
from synapse.engine.rules import Rules
from synapse.errors import NotFound
from synapse.runtime import Clock
from synapse.services import (
    achievements,
    activity,
    audit_names,
    directory,
    feed,
    members,
    privacy,
    quest_claims,
    quests,
    shop_purchases,
    voice,
    why,
    zones,
)
from synapse.services import earners as earning
from synapse.services.audit_names import NameKind, Ref
from synapse.services.rules import Rulebook

T = TypeVar("T")
Key = tuple[int, int]
"""A guild's id, and what is asked for within it."""
Earliest = tuple[int, int, tuple[datetime, int] | None]
"""A guild's id, how many earners, and after whom."""
Load = Callable[[Rules, Sequence[int]], Awaitable[Mapping[int, T]]]


class _PerGuild(Generic[T]):
    """Gathers keys and loads those of each guild in one go."""

    def __init__(self, rulebook: Rulebook, load: Load[T]) -> None:
        self._rulebook = rulebook
        self._load = load
        self._together: Together[Key, T | None] = Together(self.all)

    async def __call__(self, guild_id: int, wanted: int) -> T | None:
        """What is wanted, None when it is not there or the guild is not served."""
        return await self._together((guild_id, wanted))

    async def all(self, keys: Sequence[Key]) -> list[T | None]:
        """What is wanted by each of these keys, in their order."""
        by_guild: defaultdict[int, set[int]] = defaultdict(set)
        for guild_id, wanted in keys:
            by_guild[guild_id].add(wanted)
        found: dict[int, Mapping[int, T]] = {}
        for guild_id, all_wanted in by_guild.items():
            rules = self._rulebook.get(guild_id)
            found[guild_id] = await self._load(rules, sorted(all_wanted)) if rules else {}
        return [found[guild_id].get(wanted) for guild_id, wanted in keys]


class Loaders:
    """The loaders of one operation, each made when it is first asked."""

    def __init__(self, engine: AsyncEngine, rulebook: Rulebook, clock: Clock, readers: Readers) -> None:
        self._engine = engine
        self._rulebook = rulebook
        self._readers = readers
        self._clock = clock

    @cached_property
    def _names(self) -> Together[Ref, str | None]:
        return Together(self._load_names)

    @cached_property
    def _guilds(self) -> Together[int, directory.Guild | None]:
        return Together(self._load_guilds)

    @cached_property
    def member(self) -> _PerGuild[members.Member]:
        """A member by id."""
        return _PerGuild(self._rulebook, self._load_members)

    @cached_property
    def achievement(self) -> _PerGuild[members.Achievement]:
        """An achievement by id."""
        return _PerGuild(self._rulebook, self._load_achievements)

    @cached_property
    def voice_status(self) -> _PerGuild[voice.Status]:
        """Whether a member is in voice, and whether they earn there."""
        return _PerGuild(self._rulebook, self._load_voice)

    @cached_property
    def season(self) -> _PerGuild[directory.Season]:
        """A season by id."""
        return _PerGuild(self._rulebook, self._load_seasons)

    @cached_property
    def feed_entry(self) -> _PerGuild[feed.Entry]:
        """An entry of the feed by id."""
        return _PerGuild(self._rulebook, self._load_entries)

    @cached_property
    def _ranks(self) -> _PerGuild[int]:
        return _PerGuild(self._rulebook, self._load_ranks)

    @cached_property
    def _counts(self) -> _PerGuild[members.Counts]:
        return _PerGuild(self._rulebook, self._load_counts)

    @cached_property
    def _earned(self) -> _PerGuild[Sequence[members.Earned]]:
        return _PerGuild(self._rulebook, self._load_earned)

    @cached_property
    def zone(self) -> _PerGuild[zones.Zone]:
        """A zone by id."""
        return _PerGuild(self._rulebook, self._load_zones)

    @cached_property
    def _templates(self) -> _PerGuild[achievements.Template]:
        return _PerGuild(self._rulebook, self._load_templates)

    @cached_property
    def _earners(self) -> _PerGuild[achievements.Earners]:
        return _PerGuild(self._rulebook, self._load_earners)

    @cached_property
    def channel(self) -> _PerGuild[directory.Channel]:
        """A channel by id, also one that is gone."""
        return _PerGuild(self._rulebook, self._load_channels)

    @cached_property
    def quest(self) -> _PerGuild[quests.Quest]:
        """A quest by id."""
        return _PerGuild(self._rulebook, self._load_quests)

    @cached_property
    def offers_owned(self) -> Gathered[Key, int]:
        """How many of an offer a member of a guild has, by the offer's id."""
        return Gathered(self._load_owned)

    @cached_property
    def _markers(self) -> _PerGuild[Sequence[str]]:
        return _PerGuild(self._rulebook, self._load_markers)

    @cached_property
    def quest_claim(self) -> Gathered[Key, quest_claims.Claim]:
        """Where a member of a guild stands with a quest, by the quest's id."""
        return Gathered(self._load_quest_claims)

    @cached_property
    def zone_events(self) -> _PerGuild[earning.ZoneEvents]:
        """What counted in each zone, by member."""
        return _PerGuild(self._rulebook, self._load_zone_events)

    @cached_property
    def calendar(self) -> Gathered[tuple[int, date, date], Sequence[activity.Day]]:
        """The days of a time, by member."""
        return Gathered(self._load_calendars)

    @cached_property
    def done(self) -> Gathered[tuple[int, why.Window], why.Page]:
        """A window of what a member did."""
        return Gathered(self._load_done)

    @cached_property
    def first_earners(self) -> Gathered[Earliest, earning.Page]:
        """Who earned an achievement first."""
        return Gathered(self._load_first_earners)

    async def guild(self, guild_id: int, _number: int = 0) -> directory.Guild | None:
        """A guild that is served, else None."""
        return await self._guilds(guild_id)

    async def name(self, ref: Ref) -> str | None:
        """What something in the audit log is called now, None when it is not there or not to be named."""
        if ref.kind is not NameKind.MEMBER:
            return await self._names(ref)
        member = await self.member(ref.guild_id, ref.number)
        return member.display_name if member else None

    async def known_member(self, guild_id: int, user_id: int) -> members.Member | None:
        """A member by the id that the asker knows them by: Discord's, or a pseudonym; else None."""
        if (rules := self._rulebook.get(guild_id)) is None:
            return None
        key = privacy.Policy(rules, privacy.STRANGER).user_id(user_id)
        return members.shown_as(await self.member(guild_id, key), user_id)

    async def rank(self, guild_id: int, xp: int) -> int:
        """The place that an XP total has on the board of all time.

        Raises:
            NotFound: The guild is no longer served.
        """
        if (rank := await self._ranks(guild_id, xp)) is None:
            raise NotFound("This guild is no longer served here.")
        return rank

    async def all_ranks(self, keys: Sequence[Key]) -> list[int]:
        """The same for the XP totals of many.

        Raises:
            NotFound: A guild is no longer served.
        """
        ranks = [rank for rank in await self._ranks.all(keys) if rank is not None]
        if len(ranks) < len(keys):
            raise NotFound("This guild is no longer served here.")
        return ranks

    async def template(self, guild_id: int, achievement_id: int) -> achievements.Template:
        """All that admins set of an achievement.

        Raises:
            NotFound: The guild is no longer served.
        """
        if (template := await self._templates(guild_id, achievement_id)) is None:
            raise NotFound("This guild is no longer served here.")
        return template

    async def earners(self, guild_id: int, achievement_id: int) -> achievements.Earners:
        """Who earned an achievement."""
        return await self._earners(guild_id, achievement_id) or achievements.Earners()

    async def season_counts(self, guild_id: int, user_id: int) -> members.Counts:
        """What a member did in the running season."""
        return await self._counts(guild_id, user_id) or members.NOTHING

    async def all_season_counts(self, keys: Sequence[Key]) -> list[members.Counts]:
        """The same for many members."""
        return [counts or members.NOTHING for counts in await self._counts.all(keys)]

    async def markers(self, guild_id: int, user_id: int) -> Sequence[str]:
        """The markers that a member shows beside their name."""
        return await self._markers(guild_id, user_id) or ()

    async def all_markers(self, keys: Sequence[Key]) -> list[Sequence[str]]:
        """The same for many members."""
        return [found or () for found in await self._markers.all(keys)]

    async def earned(self, guild_id: int, user_id: int) -> Sequence[members.Earned]:
        """What a member earned, newest first."""
        return await self._earned(guild_id, user_id) or ()

    async def all_earned(self, keys: Sequence[Key]) -> list[Sequence[members.Earned]]:
        """The same for many members."""
        return [earned or () for earned in await self._earned.all(keys)]

    async def _load_guilds(self, guild_ids: Sequence[int]) -> list[directory.Guild | None]:
        guilds = await directory.guilds(self._engine, guild_ids, self._rulebook.get)
        found = {guild.guild_id: guild for guild in guilds}
        return [found.get(guild_id) for guild_id in guild_ids]

    async def _load_names(self, refs: Sequence[Ref]) -> list[str | None]:
        found = await audit_names.names(self._engine, refs)
        return [found.get(ref) for ref in refs]

    async def _load_members(self, rules: Rules, ids: Sequence[int]) -> Mapping[int, members.Member]:
        reader = await self._readers(rules.guild_id)
        return await members.by_ids(self._engine, rules, ids, now=self._clock(), reader=reader)

    async def _load_voice(self, rules: Rules, ids: Sequence[int]) -> Mapping[int, voice.Status]:
        return await voice.statuses(self._engine, rules, ids, now=self._clock())

    async def _load_achievements(self, rules: Rules, ids: Sequence[int]) -> Mapping[int, members.Achievement]:
        return await members.achievements_by_ids(self._engine, rules.guild_id, ids)

    async def _load_zones(self, rules: Rules, ids: Sequence[int]) -> Mapping[int, zones.Zone]:
        return {zone.id: zone for zone in await zones.zones(self._engine, rules.guild_id, ids)}

    async def _load_quests(self, rules: Rules, ids: Sequence[int]) -> Mapping[int, quests.Quest]:
        return await quests.by_ids(self._engine, rules.guild_id, ids)

    async def _load_owned(self, whose: Key, ids: Sequence[int]) -> Mapping[int, int]:
        return await shop_purchases.owned(self._engine, *whose, ids)

    async def _load_markers(self, rules: Rules, ids: Sequence[int]) -> Mapping[int, Sequence[str]]:
        return await shop_purchases.markers(self._engine, rules.guild_id, ids)

    async def _load_quest_claims(self, whose: Key, ids: Sequence[int]) -> Mapping[int, quest_claims.Claim]:
        return await quest_claims.of_member(self._engine, *whose, ids)

    async def _load_channels(self, rules: Rules, ids: Sequence[int]) -> Mapping[int, directory.Channel]:
        return await directory.channels_by_ids(self._engine, rules.guild_id, ids)

    async def _load_templates(self, rules: Rules, ids: Sequence[int]) -> Mapping[int, achievements.Template]:
        return {each.id: each for each in await achievements.templates(self._engine, rules.guild_id, ids)}

    async def _load_earners(self, rules: Rules, ids: Sequence[int]) -> Mapping[int, achievements.Earners]:
        return await achievements.earners(self._engine, rules.guild_id, ids)

    async def _load_seasons(self, rules: Rules, ids: Sequence[int]) -> Mapping[int, directory.Season]:
        return await directory.seasons(self._engine, rules.guild_id, ids)

    async def _load_entries(self, rules: Rules, ids: Sequence[int]) -> Mapping[int, feed.Entry]:
        reader = await self._readers(rules.guild_id)
        return await feed.by_ids(self._engine, rules, ids, now=self._clock(), reader=reader)

    async def _load_ranks(self, rules: Rules, xp: Sequence[int]) -> Mapping[int, int]:
        return await members.ranks(self._engine, rules.guild_id, xp)

    async def _load_counts(self, rules: Rules, ids: Sequence[int]) -> Mapping[int, members.Counts]:
        return await members.seasons(self._engine, rules, ids)

    async def _load_earned(self, rules: Rules, ids: Sequence[int]) -> Mapping[int, Sequence[members.Earned]]:
        return await members.achievements(self._engine, rules.guild_id, ids)

    async def _load_zone_events(self, rules: Rules, ids: Sequence[int]) -> Mapping[int, earning.ZoneEvents]:
        return await earning.zone_events(self._engine, rules, ids)

    async def _load_calendars(
        self, asked: tuple[int, date, date], ids: Sequence[int]
    ) -> Mapping[int, Sequence[activity.Day]]:
        guild_id, first, last = asked
        return await activity.calendars(self._engine, guild_id, ids, first, last)

    async def _load_done(self, asked: tuple[int, why.Window], ids: Sequence[int]) -> Mapping[int, why.Page]:
        guild_id, window = asked
        return await why.done(self._engine, guild_id, ids, window)

    async def _load_first_earners(self, asked: Earliest, ids: Sequence[int]) -> Mapping[int, earning.Page]:
        guild_id, size, after = asked
        if (rules := self._rulebook.get(guild_id)) is None:
            return {}
        reader = await self._readers(guild_id)
        return await earning.first(self._engine, rules, ids, size, now=self._clock(), after=after, reader=reader)
