"""Loaders: what resolvers ask for one by one in the same turn becomes one statement per guild.

They gather and do not cache, so that the events of a subscription, which share a context, see what is
there now.
"""

from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Generic, TypeVar

from sqlalchemy.ext.asyncio import AsyncEngine
from strawberry.dataloader import DataLoader

from synapse.api.gathering import Gathered
from synapse.api.readers import Readers
from synapse.engine.rules import Rules
from synapse.errors import NotFound
from synapse.runtime import Clock
from synapse.services import achievements, activity, directory, feed, members, privacy, zones
from synapse.services import earners as earning
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
        self._loader: DataLoader[Key, T | None] = DataLoader(load_fn=self._all, cache=False)

    async def __call__(self, guild_id: int, wanted: int) -> T | None:
        """What is wanted, None when it is not there or the guild is not served."""
        return await self._loader.load((guild_id, wanted))

    async def _all(self, keys: list[Key]) -> list[T | None]:
        by_guild: defaultdict[int, set[int]] = defaultdict(set)
        for guild_id, wanted in keys:
            by_guild[guild_id].add(wanted)
        found: dict[int, Mapping[int, T]] = {}
        for guild_id, all_wanted in by_guild.items():
            rules = self._rulebook.get(guild_id)
            found[guild_id] = await self._load(rules, sorted(all_wanted)) if rules else {}
        return [found[guild_id].get(wanted) for guild_id, wanted in keys]


class Loaders:
    """The loaders of one operation."""

    def __init__(self, engine: AsyncEngine, rulebook: Rulebook, clock: Clock, readers: Readers) -> None:
        self._engine = engine
        self._rulebook = rulebook
        self._readers = readers
        self._clock = clock
        self._guilds: DataLoader[int, directory.Guild | None] = DataLoader(load_fn=self._load_guilds, cache=False)
        self.member: _PerGuild[members.Member] = _PerGuild(rulebook, self._load_members)
        self.achievement: _PerGuild[members.Achievement] = _PerGuild(rulebook, self._load_achievements)
        self.season: _PerGuild[directory.Season] = _PerGuild(rulebook, self._load_seasons)
        self.feed_entry: _PerGuild[feed.Entry] = _PerGuild(rulebook, self._load_entries)
        self.zone: _PerGuild[zones.Zone] = _PerGuild(rulebook, self._load_zones)
        self.channel: _PerGuild[directory.Channel] = _PerGuild(rulebook, self._load_channels)
        self._templates: _PerGuild[achievements.Template] = _PerGuild(rulebook, self._load_templates)
        self._earners: _PerGuild[achievements.Earners] = _PerGuild(rulebook, self._load_earners)
        self.zone_events: _PerGuild[earning.ZoneEvents] = _PerGuild(rulebook, self._load_zone_events)
        self.calendar: Gathered[tuple[int, date, date], Sequence[activity.Day]] = Gathered(self._load_calendars)
        self.first_earners: Gathered[Earliest, earning.Page] = Gathered(self._load_first_earners)
        self._ranks: _PerGuild[int] = _PerGuild(rulebook, self._load_ranks)
        self._counts: _PerGuild[members.Counts] = _PerGuild(rulebook, self._load_counts)
        self._earned: _PerGuild[Sequence[members.Earned]] = _PerGuild(rulebook, self._load_earned)

    async def guild(self, guild_id: int, _number: int = 0) -> directory.Guild | None:
        """A guild that is served, else None."""
        return await self._guilds.load(guild_id)

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

    async def earned(self, guild_id: int, user_id: int) -> Sequence[members.Earned]:
        """What a member earned, newest first."""
        return await self._earned(guild_id, user_id) or ()

    async def _load_guilds(self, guild_ids: list[int]) -> list[directory.Guild | None]:
        guilds = await directory.guilds(self._engine, guild_ids, self._rulebook.get)
        found = {guild.guild_id: guild for guild in guilds}
        return [found.get(guild_id) for guild_id in guild_ids]

    async def _load_members(self, rules: Rules, ids: Sequence[int]) -> Mapping[int, members.Member]:
        reader = await self._readers(rules.guild_id)
        return await members.by_ids(self._engine, rules, ids, now=self._clock(), reader=reader)

    async def _load_achievements(self, rules: Rules, ids: Sequence[int]) -> Mapping[int, members.Achievement]:
        return await members.achievements_by_ids(self._engine, rules.guild_id, ids)

    async def _load_zones(self, rules: Rules, ids: Sequence[int]) -> Mapping[int, zones.Zone]:
        return {zone.id: zone for zone in await zones.zones(self._engine, rules.guild_id, ids)}

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

    async def _load_first_earners(self, asked: Earliest, ids: Sequence[int]) -> Mapping[int, earning.Page]:
        guild_id, size, after = asked
        if (rules := self._rulebook.get(guild_id)) is None:
            return {}
        reader = await self._readers(guild_id)
        return await earning.first(self._engine, rules, ids, size, now=self._clock(), after=after, reader=reader)
