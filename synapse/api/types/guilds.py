"""Guilds and all that hangs under them; the values are the services'."""

from datetime import date, datetime

import strawberry
from strawberry.types.info import Info

from synapse.api import ids, paging, permissions
from synapse.api.context import Context
from synapse.api.execution.access import by_class
from synapse.api.types.achievements import Achievement
from synapse.api.types.activity import Activity, activity_of, number_of
from synapse.api.types.applying import RulesApplication
from synapse.api.types.audit import AuditConnection, AuditEntry, AuditPage, numbers_of_entry
from synapse.api.types.audit import place_of as audit_place_of
from synapse.api.types.boosts import Boost
from synapse.api.types.feed import FeedConnection, FeedPage, entry_of
from synapse.api.types.imports import Import, imports_of
from synapse.api.types.leaderboard import BoardPage, DayRange, LeaderboardConnection, place_of
from synapse.api.types.level_roles import LevelRoles
from synapse.api.types.members import Member
from synapse.api.types.people import MemberConnection, members_of
from synapse.api.types.preview import RulesPreview, Shown
from synapse.api.types.proposals import PreviewRulesInput, proposal_of
from synapse.api.types.quests import Quest, QuestConnection, QuestHandInConnection, hand_ins_of, quest_of, quests_of
from synapse.api.types.rehearsal import AchievementRehearsal, RehearseAchievementInput, rehearse
from synapse.api.types.relay import Node, resolved
from synapse.api.types.scalars import URL, BigInt, Snowflake
from synapse.api.types.settings import Channel, GuildSettings, Role
from synapse.api.types.shop import ShopOffer, ShopPurchaseConnection, purchases_of, shop_of
from synapse.api.types.system import System, Watched
from synapse.api.types.webhooks import Webhook, numbers_of_webhook
from synapse.api.types.weeks import Recap, WonWeek, recap_of, winners_of
from synapse.api.types.would_earn import Verdict, WouldEarn, WouldEarnInput, verdicts
from synapse.api.types.zones import ActivityKind, Zone
from synapse.engine.events import EventKind
from synapse.errors import Invalid
from synapse.services import (
    audit,
    boards,
    boosts,
    directory,
    feed,
    level_roles,
    members,
    preview,
    privacy,
    pulse,
    retroactive,
    seasons,
    settings,
    zones,
)
from synapse.services.imports import planning
from synapse.services.rehearsal import Rehearsal
from synapse.services.webhooks import registry

strawberry.enum(privacy.Audience)

_BOARD_SIZE = 25
_FEED_SIZE = 20
_AUDIT_SIZE = 25


@strawberry.type
class Pulse:
    """The overview's figures; the value is ``pulse.Pulse``."""

    member_count: int
    active_today: int
    messages_today: int
    xp_today: BigInt
    achievements_today: int
    in_voice: int


def _season_id(root: strawberry.Parent[directory.Season]) -> strawberry.ID:
    return strawberry.ID(ids.encode(ids.Kind.SEASON, root.guild_id, root.id))


@strawberry.type
class Season(Node):
    """A span of time with a board of its own; the value is ``directory.Season``."""

    id: strawberry.ID = resolved(_season_id)
    name: str
    starts_at: datetime
    ends_at: datetime | None

    @classmethod
    @by_class
    def is_type_of(cls, value: object, _info: Info[Context, None]) -> bool:
        """Whether a value is shown as this type."""
        return isinstance(value, directory.Season)


def _id(root: strawberry.Parent[directory.Guild]) -> strawberry.ID:
    return strawberry.ID(ids.encode(ids.Kind.GUILD, root.guild_id))


def _motto(root: strawberry.Parent[directory.Guild]) -> str:
    return root.rules.settings.motto


def _season(root: strawberry.Parent[directory.Guild]) -> directory.Season:
    return directory.running_season(root.rules)


def _audience(root: strawberry.Parent[directory.Guild]) -> privacy.Audience:
    return privacy.audience(root.rules)


async def _sees_members(root: strawberry.Parent[directory.Guild], info: Info[Context, None]) -> bool:
    return privacy.Policy(root.rules, await info.context.readers(root.guild_id)).open


async def _pulse(root: strawberry.Parent[directory.Guild], info: Info[Context, None]) -> pulse.Pulse:
    return await pulse.pulse(info.context.engine, root.rules, now=info.context.clock())


async def _leaderboard(  # noqa: PLR0913 - the field's arguments
    root: strawberry.Parent[directory.Guild],
    info: Info[Context, None],
    *,
    by: boards.Board = boards.Board.XP,
    span: boards.Span = boards.Span.SEASON,
    season: strawberry.ID | None = None,
    between: DayRange | None = None,
    as_of: date | None = None,
    zones: list[strawberry.ID] | None = None,
    kinds: list[ActivityKind] | None = None,
    roles: list[Snowflake] | None = None,
    first: int | None = None,
    after: str | None = None,
    last: int | None = None,
    before: str | None = None,
    around: Snowflake | None = None,
) -> BoardPage:
    question = boards.Question(
        by,
        span,
        season_id=None if season is None else number_of(root.guild_id, season, ids.Kind.SEASON, "season"),
        between=None if between is None else (between.since, between.until),
        as_of=as_of,
        zone_ids=None
        if zones is None
        else tuple(number_of(root.guild_id, each, ids.Kind.ZONE, "zones") for each in zones),
        kinds=None if kinds is None else tuple(EventKind[kind.name] for kind in kinds),
        role_ids=None if roles is None else tuple(permissions.in_range(role, "roles") for role in roles),
    )
    size = paging.size_of(first, last, default=_BOARD_SIZE)
    start, end = place_of(after, "after", question), place_of(before, "before", question)
    engine, now, reader = info.context.engine, info.context.clock(), await info.context.readers(root.guild_id)
    if around is None:
        window = boards.Window(size.size, size.backward, start, end)
        page = await boards.page(engine, root.rules, question, window, now=now, reader=reader)
        return BoardPage(question, page)
    if start or end or last is not None:
        raise Invalid("`around` cannot be combined with a cursor or with `last`.", path=("around",))
    centre = boards.Centre(around, size.size)
    page = await boards.around(engine, root.rules, question, centre, now=now, reader=reader)
    return BoardPage(question, page)


async def _member(
    root: strawberry.Parent[directory.Guild],
    info: Info[Context, None],
    id: Snowflake,  # noqa: A002 - the argument's name in the schema
) -> members.Member | None:
    return await info.context.loaders.known_member(root.guild_id, id)


async def _feed(
    root: strawberry.Parent[directory.Guild],
    info: Info[Context, None],
    *,
    first: int | None = None,
    after: str | None = None,
    last: int | None = None,
    before: str | None = None,
) -> FeedPage:
    size = paging.size_of(first, last, default=_FEED_SIZE)
    window = feed.Window(size.size, size.backward, entry_of(after, "after"), entry_of(before, "before"))
    context = info.context
    reader = await context.readers(root.guild_id)
    return FeedPage(await feed.page(context.engine, root.rules, window, now=context.clock(), reader=reader))


async def _zones(root: strawberry.Parent[directory.Guild], info: Info[Context, None]) -> list[zones.Zone]:
    return await zones.zones(info.context.engine, root.guild_id)


async def _achievements(
    root: strawberry.Parent[directory.Guild], info: Info[Context, None]
) -> list[members.Achievement]:
    return await members.all_achievements(info.context.engine, root.guild_id)


async def _seasons(root: strawberry.Parent[directory.Guild], info: Info[Context, None]) -> list[directory.Season]:
    return await seasons.seasons(info.context.engine, root.guild_id)


async def _settings(root: strawberry.Parent[directory.Guild], info: Info[Context, None]) -> settings.Settings:
    await permissions.admin_reads(info.context, root.guild_id)
    return await settings.settings(info.context.engine, root.guild_id)


async def _boosts(root: strawberry.Parent[directory.Guild], info: Info[Context, None]) -> list[boosts.Boost]:
    await permissions.admin_reads(info.context, root.guild_id)
    return await boosts.boosts(info.context.engine, root.guild_id)


async def _level_roles(root: strawberry.Parent[directory.Guild], info: Info[Context, None]) -> level_roles.LevelRoles:
    await permissions.admin_reads(info.context, root.guild_id)
    return await level_roles.level_roles(info.context.engine, root.guild_id)


async def _channels(root: strawberry.Parent[directory.Guild], info: Info[Context, None]) -> list[directory.Channel]:
    await permissions.admin_reads(info.context, root.guild_id)
    return await directory.channels(info.context.engine, root.guild_id)


async def _roles(root: strawberry.Parent[directory.Guild], info: Info[Context, None]) -> list[directory.Role]:
    await permissions.admin_reads(info.context, root.guild_id)
    return await directory.roles(info.context.engine, root.guild_id)


async def _audit_log(  # noqa: PLR0913 - the field's arguments
    root: strawberry.Parent[directory.Guild],
    info: Info[Context, None],
    *,
    actor_id: Snowflake | None = None,
    action: str | None = None,
    subject: str | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    first: int | None = None,
    after: str | None = None,
    last: int | None = None,
    before: str | None = None,
) -> AuditPage:
    await permissions.admin_reads(info.context, root.guild_id)
    actor = None if actor_id is None else permissions.in_range(actor_id, "actorId")
    wanted = audit.Filter(actor_id=actor, action=action, subject=subject, since=since, until=until)
    size = paging.size_of(first, last, default=_AUDIT_SIZE)
    window = audit.Window(size.size, size.backward, audit_place_of(after, "after"), audit_place_of(before, "before"))
    return AuditPage(await audit.page(info.context.engine, root.guild_id, wanted, window))


async def _audit_entry(
    root: strawberry.Parent[directory.Guild],
    info: Info[Context, None],
    id: strawberry.ID,  # noqa: A002 - the argument's name in the schema
) -> audit.Entry | None:
    await permissions.admin_reads(info.context, root.guild_id)
    guild_id, number = numbers_of_entry(id)
    if guild_id != root.guild_id:
        return None
    return (await audit.by_ids(info.context.engine, guild_id, [number])).get(number)


async def _preview_rules(
    root: strawberry.Parent[directory.Guild],
    info: Info[Context, None],
    input: PreviewRulesInput,  # noqa: A002 - the argument's name in the schema
) -> Shown:
    await permissions.admin_reads(info.context, root.guild_id)
    proposal = proposal_of(input.settings, input.zones, root.guild_id)
    # Read anew: the notice of a change that was answered a moment ago may still be on its way.
    rules = await info.context.rulebook.load(root.guild_id) or root.rules
    found = await preview.preview(info.context.engine, rules, proposal, days=input.days, now=info.context.clock())
    return Shown(root.guild_id, found)


async def _rules_application(
    root: strawberry.Parent[directory.Guild], info: Info[Context, None]
) -> retroactive.Application | None:
    await permissions.admin_reads(info.context, root.guild_id)
    return await retroactive.latest(info.context.engine, root.guild_id)


async def _webhooks(root: strawberry.Parent[directory.Guild], info: Info[Context, None]) -> list[registry.Webhook]:
    await permissions.admin_reads(info.context, root.guild_id)
    return await registry.webhooks(info.context.engine, root.guild_id)


async def _webhook(
    root: strawberry.Parent[directory.Guild],
    info: Info[Context, None],
    id: strawberry.ID,  # noqa: A002 - the argument's name in the schema
) -> registry.Webhook | None:
    await permissions.admin_reads(info.context, root.guild_id)
    guild_id, number = numbers_of_webhook(id)
    return await registry.webhook(info.context.engine, guild_id, number) if guild_id == root.guild_id else None


async def _system(root: strawberry.Parent[directory.Guild], info: Info[Context, None]) -> Watched:
    await permissions.admin_reads(info.context, root.guild_id)
    return Watched(root.guild_id)


async def _would_earn(
    root: strawberry.Parent[directory.Guild],
    info: Info[Context, None],
    input: WouldEarnInput,  # noqa: A002 - the argument's name in the schema
) -> list[Verdict]:
    rules = await info.context.rulebook.load(root.guild_id) or root.rules
    return await verdicts(info.context, rules, input)


async def _imports(root: strawberry.Parent[directory.Guild], info: Info[Context, None]) -> list[planning.Import]:
    return await imports_of(info.context, root.guild_id)


async def _rehearse(
    root: strawberry.Parent[directory.Guild],
    info: Info[Context, None],
    input: RehearseAchievementInput,  # noqa: A002 - the argument's name in the schema
) -> Rehearsal:
    rules = await info.context.rulebook.load(root.guild_id) or root.rules
    return await rehearse(info.context, rules, input)


@strawberry.type
class Guild(Node):
    """A Discord community; the value is ``directory.Guild``."""

    id: strawberry.ID = resolved(_id)
    guild_id: Snowflake
    name: str
    motto: str = resolved(_motto)
    icon_url: URL | None
    season: Season | None = resolved(_season)
    audience: privacy.Audience = resolved(_audience)
    viewer_sees_members: bool = resolved(_sees_members)
    pulse: Pulse = resolved(_pulse)
    leaderboard: LeaderboardConnection = resolved(_leaderboard)
    member: Member | None = resolved(_member)
    members: MemberConnection = resolved(members_of)
    activity: Activity = resolved(activity_of)
    feed: FeedConnection = resolved(_feed)
    zones: list[Zone] = resolved(_zones)
    achievements: list[Achievement] = resolved(_achievements)
    seasons: list[Season] = resolved(_seasons)
    settings: GuildSettings = resolved(_settings)
    boosts: list[Boost] = resolved(_boosts)
    level_roles: LevelRoles = resolved(_level_roles)
    channels: list[Channel] = resolved(_channels)
    roles: list[Role] = resolved(_roles)
    audit_log: AuditConnection = resolved(_audit_log)
    audit_entry: AuditEntry | None = resolved(_audit_entry)
    preview_rules: RulesPreview = resolved(_preview_rules)
    would_earn: list[WouldEarn] = resolved(_would_earn)
    rehearse_achievement: AchievementRehearsal = resolved(_rehearse)
    system: System = resolved(_system)
    imports: list[Import] = resolved(_imports)
    webhooks: list[Webhook] = resolved(_webhooks)
    webhook: Webhook | None = resolved(_webhook)
    rules_application: RulesApplication | None = resolved(_rules_application)
    quests: QuestConnection = resolved(quests_of)
    quest: Quest | None = resolved(quest_of)
    quest_hand_ins: QuestHandInConnection = resolved(hand_ins_of)
    shop: list[ShopOffer] = resolved(shop_of)
    shop_purchases: ShopPurchaseConnection = resolved(purchases_of)
    weekly_winners: list[WonWeek] = resolved(winners_of)
    recap: Recap = resolved(recap_of)

    @classmethod
    @by_class
    def is_type_of(cls, value: object, _info: Info[Context, None]) -> bool:
        """Whether a value is shown as this type."""
        return isinstance(value, directory.Guild)
