"""``/profile``: how far somebody has come."""

import disnake
from disnake.ext import commands
from disnake.interactions.application_command import GuildCommandInteraction

from bot.commands.answer import Answer, Hint, give
from bot.commands.asked import rules_of
from bot.core import Core
from bot.texts import bar, counted, described, named, number, say
from synapse.services import members
from synapse.services.members import Counts, Earned, Member, Profile
from synapse.services.posts import badge_of, level_color
from synapse.services.privacy import Reader
from synapse.services.texts import escaped

_COUNTERS = ("messages", "reactions_given", "reactions_received", "threads", "voice_minutes")
_SHOWN_ACHIEVEMENTS = 8


def attach(core: Core) -> None:
    """Offer the command."""

    @core.client.slash_command(name=named("profile", "profile.name"), description=described("profile.description"))
    async def profile(
        interaction: GuildCommandInteraction[disnake.Client],
        member: disnake.User | None = commands.Param(
            default=None, name=named("member", "option.member"), description=described("profile.member")
        ),
    ) -> None:
        asked = member or interaction.author
        reader = Reader(interaction.author.id, member=True)
        await give(interaction, _profile(core, interaction.guild_id, asked, reader), for_asker=True)


async def _profile(core: Core, guild_id: int, asked: disnake.User | disnake.Member, reader: Reader) -> Answer:
    if asked.bot:
        raise Hint(say("profile.bot", who=asked.mention))
    rules = rules_of(core, guild_id)
    found = await members.profile(core.engine, rules, asked.id, now=core.clock(), reader=reader)
    if found is None:
        raise Hint(say("profile.nobody", who=asked.mention))
    return Answer(embed(found), for_asker=True)


def embed(profile: Profile) -> disnake.Embed:
    """A member's card as an embed, with the same figures as the API gives."""
    member = profile.member
    made = disnake.Embed(
        title=say("profile.level", level=member.level),
        description=_progress(profile),
        color=level_color(member.level),
    )
    name = " ".join((member.display_name[:190], *profile.markers))
    made.set_author(name=name, icon_url=member.avatar_url)
    made.set_thumbnail(url=member.avatar_url)
    on_board = member.xp > 0 and member.left_at is None
    made.add_field(
        say("profile.rank"),
        say("profile.rank_value", rank=number(profile.rank)) if on_board else say("profile.unranked"),
    )
    for what in ("xp", "stars", "gold"):
        made.add_field(say(f"profile.{what}"), number(getattr(member, what)))
    if member.longest_streak:
        made.add_field(say("profile.streak"), _streak(member))
    made.add_field(say("profile.season"), _tally(profile.season, earnings=True), inline=False)
    made.add_field(say("profile.lifetime"), _tally(member.lifetime, earnings=False), inline=False)
    if profile.achievements:
        count = number(len(profile.achievements))
        made.add_field(say("profile.achievements", count=count), _badges(profile.achievements), inline=False)
    return made


def _progress(profile: Profile) -> str:
    way = profile.member.progress
    if not way.needed:
        return say("profile.highest", bar=bar(1.0))
    return say(
        "profile.progress",
        bar=bar(way.ratio),
        earned=number(way.earned),
        needed=number(way.needed),
        next=way.level + 1,
    )


def _streak(member: Member) -> str:
    lines = [counted("days", member.streak)]
    if member.grace_days_used:
        lines.append(say("profile.streak_forgiven", count=member.grace_days_used))
    if member.longest_streak > member.streak:
        lines.append(say("profile.streak_longest", count=number(member.longest_streak)))
    return "\n".join(lines)


def _tally(counts: Counts, *, earnings: bool) -> str:
    names = (*(("xp", "stars") if earnings else ()), *_COUNTERS)
    shown = [counted(name, getattr(counts, name)) for name in names if getattr(counts, name) or name in ("xp", "stars")]
    return " · ".join(shown) or say("profile.nothing")


def _badges(earned: tuple[Earned, ...]) -> str:
    lines = [_badge(each) for each in earned[:_SHOWN_ACHIEVEMENTS]]
    if more := len(earned) - _SHOWN_ACHIEVEMENTS:
        lines += [say("profile.more", count=number(more))] if more > 0 else []
    return "\n".join(lines)


def _badge(earned: Earned) -> str:
    return f"{badge_of(earned.achievement.badge)} {escaped(earned.achievement.name)}"
