"""``/recap``: what the asker's week was like."""

import disnake
from disnake.ext import commands
from disnake.interactions.application_command import GuildCommandInteraction

from bot.commands.answer import Answer, Hint, give
from bot.core import Core
from bot.texts import counted, described, named, number, say
from synapse.services import members, recaps
from synapse.services.privacy import Reader
from synapse.services.recaps import MemberRecap
from synapse.services.week_posts import badged, span_of

_COLOR = 0x5865F2
_SHOWN = 8
_COUNTERS = ("stars", "messages", "reactions_given", "reactions_received", "threads", "voice_minutes")
_LAST, _RUNNING = "last", "running"


def attach(core: Core) -> None:
    """Offer the command."""

    @core.client.slash_command(name=named("recap", "my_week.name"), description=described("my_week.description"))
    async def recap(
        interaction: GuildCommandInteraction[disnake.Client],
        which: str = commands.Param(
            default=_LAST,
            name=named("week", "option.week"),
            description=described("my_week.which"),
            choices=[
                disnake.OptionChoice(described("my_week.last"), _LAST),
                disnake.OptionChoice(described("my_week.running"), _RUNNING),
            ],
        ),
    ) -> None:
        asked = interaction.author.id
        await give(interaction, _recap(core, interaction.guild_id, asked, running=which == _RUNNING), for_asker=True)


async def _recap(core: Core, guild_id: int, user_id: int, *, running: bool) -> Answer:
    rules, now = core.rulebook.get(guild_id), core.clock()
    if rules is None:
        raise Hint(say("error.not_ready"))
    reader = Reader(user_id, member=True)
    member = await members.by_id(core.engine, rules, user_id, now=now, reader=reader)
    if member is None:
        raise Hint(say("profile.nobody", who=f"<@{user_id}>"))
    week = recaps.week_asked(rules, member.today if running else None, now=now)
    found = await recaps.member_recap(core.engine, rules, user_id, week)
    return Answer(embed(found, member.streak, running=running), for_asker=True)


def embed(recap: MemberRecap, streak: int, *, running: bool) -> disnake.Embed:
    """A member's week as an embed."""
    title = say("my_week.title.running" if running else "my_week.title.last")
    made = disnake.Embed(title=f"📬 {title}", description=span_of(recap.week), color=_COLOR)
    if not recap.active_days and not recap.counts.xp:
        made.description = f"{span_of(recap.week)}\n\n{say('my_week.quiet')}"
        return made
    made.add_field(say("profile.xp"), number(recap.counts.xp))
    if recap.place is not None:
        made.add_field(say("profile.rank"), say("profile.rank_value", rank=number(recap.place)))
    made.add_field(say("my_week.active_days"), say("my_week.of_seven", count=recap.active_days))
    counts = [counted(name, value) for name in _COUNTERS if (value := getattr(recap.counts, name))]
    if counts:
        made.add_field(say("my_week.doings"), " · ".join(counts), inline=False)
    if recap.level is not None:
        text = say("my_week.level", level=recap.level, levels=number(recap.levels))
        made.add_field(say("my_week.risen"), text, inline=False)
    if recap.achievements:
        lines = [badged(each) for each in recap.achievements[:_SHOWN]]
        if (more := len(recap.achievements) - _SHOWN) > 0:
            lines.append(say("profile.more", count=number(more)))
        made.add_field(
            say("profile.achievements", count=number(len(recap.achievements))), "\n".join(lines), inline=False
        )
    if recap.zone:
        made.add_field(say("my_week.zone"), disnake.utils.escape_markdown(recap.zone))
    if streak:
        made.add_field(say("profile.streak"), counted("days", streak))
    return made
