"""``/season``: the running season's figures for everybody; admins roll it, after a look at what that does."""

from datetime import timedelta

import disnake
from disnake.ext import commands
from disnake.interactions.application_command import GuildCommandInteraction
from disnake.interactions.message import MessageInteraction

from bot.commands.admin import ADMIN_COLOR, actor_of, refusals
from bot.commands.answer import Answer, give
from bot.commands.asked import carried, carrying, rules_of
from bot.core import Core
from bot.texts import counted, described, named, number, say
from synapse.engine.rules import Rules
from synapse.services import boards, members, seasons
from synapse.services.boards import Board, Centre, Entry, Question, Span, Window
from synapse.services.privacy import Reader
from synapse.services.texts import escaped

Asked = GuildCommandInteraction[disnake.Client]

_MARK = "season"
_COLOR = 0x1ABC9C
_MEDALS = ("🥇", "🥈", "🥉")
_QUESTION = Question(Board.XP, Span.SEASON)
_COUNTERS = ("xp", "stars", "messages", "reactions_given", "reactions_received", "threads", "voice_minutes")
_LONGEST_DAYS = 730


def attach(core: Core) -> None:
    """Offer the command and hear its button."""

    @core.client.slash_command(name=named("season", "season.name"), description=described("season.description"))
    async def season(_interaction: Asked) -> None:
        pass

    @season.sub_command(name=named("show", "show.name"), description=described("season.show.description"))
    async def show(interaction: Asked) -> None:
        await give(interaction, _show(core, interaction.guild_id, interaction.author.id), for_asker=True)

    @season.sub_command(name=named("roll", "season.roll.name"), description=described("season.roll.description"))
    async def roll(
        interaction: Asked,
        title: str = commands.Param(
            min_length=1, max_length=60, name=named("title", "option.title"), description=described("season.title")
        ),
        days: int | None = commands.Param(
            default=None,
            ge=1,
            le=_LONGEST_DAYS,
            name=named("days", "option.days"),
            description=described("season.days"),
        ),
    ) -> None:
        await give(interaction, _ask(core, interaction, title, days), for_asker=True)

    @core.client.listen("on_button_click")
    async def pressed(interaction: MessageInteraction[disnake.Client]) -> None:
        values = carried(interaction.component.custom_id, _MARK, 3)
        if values is None or interaction.guild_id is None:
            return
        await give(interaction, _roll(core, interaction, values), for_asker=True, in_place=True)


async def _show(core: Core, guild_id: int, user_id: int) -> Answer:
    rules, now, reader = rules_of(core, guild_id), core.clock(), Reader(user_id, member=True)
    top = await boards.page(core.engine, rules, _QUESTION, Window(size=3), now=now, reader=reader)
    figures = await seasons.figures(core.engine, guild_id, rules.season.id)
    made = disnake.Embed(title=f"📅 {escaped(rules.season.name)}", description=_time(rules), color=_COLOR)
    told = [counted(what, getattr(figures, what)) for what in ("members", "xp", "stars", "messages")]
    made.add_field(say("season.figures"), " · ".join(told), inline=False)
    lines = [_line(place, entry) for place, entry in zip(_MEDALS, top.entries, strict=False)]
    made.add_field(say("season.top"), "\n".join(lines) or say("leaderboard.empty"), inline=False)
    made.add_field(say("season.you"), await _own(core, rules, user_id), inline=False)
    return Answer(made, for_asker=True)


def _time(rules: Rules) -> str:
    began = say("season.began", at=f"<t:{int(rules.season.starts_at.timestamp())}:D>")
    if rules.season.ends_at is None:
        return f"{began} {say('season.open')}"
    stamp = int(rules.season.ends_at.timestamp())
    return f"{began} {say('season.ends', at=f'<t:{stamp}:D>', left=f'<t:{stamp}:R>')}"


def _line(place: str, entry: Entry) -> str:
    return f"{place} {escaped(entry.member.display_name, limit=40)} · **{counted('xp', entry.value)}**"


async def _own(core: Core, rules: Rules, user_id: int) -> str:
    reader = Reader(user_id, member=True)
    around = await boards.around(core.engine, rules, _QUESTION, Centre(user_id, 1), now=core.clock(), reader=reader)
    mine = next((entry for entry in around.entries if entry.member.user_id == user_id), None)
    if mine is None:
        return say("leaderboard.not_on_it")
    counts = (await members.seasons(core.engine, rules, [user_id])).get(user_id, members.NOTHING)
    shown = [counted(what, getattr(counts, what)) for what in _COUNTERS if getattr(counts, what)]
    place = say("season.place", rank=number(mine.rank), total=number(around.total))
    return f"{place}\n{' · '.join(shown)}"


async def _ask(core: Core, interaction: Asked, title: str, days: int | None) -> Answer:
    """What rolling would do, with a button that does it. The button names the season that is to end."""
    rules = rules_of(core, interaction.guild_id)
    with refusals():
        await actor_of(core, interaction)
    made = disnake.Embed(
        title=say("season.roll.title"),
        description=say("season.roll.ask", closing=escaped(rules.season.name), opening=escaped(title.strip())),
        color=ADMIN_COLOR,
    )
    until = say("season.open") if days is None else say("season.roll.days", days=number(days))
    made.add_field(say("season.roll.until"), until)
    button = disnake.ui.Button[None](
        label=say("season.roll.confirm"),
        style=disnake.ButtonStyle.danger,
        custom_id=carrying(_MARK, rules.season.id, days or 0, title.strip()),
    )
    return Answer(made, buttons=[button], for_asker=True)


async def _roll(core: Core, interaction: MessageInteraction[disnake.Client], values: list[str]) -> Answer:
    closing, days, title = int(values[0]), int(values[1]), values[2]
    now = core.clock()
    with refusals():
        actor = await actor_of(core, interaction)
        rolled = await seasons.roll(
            core.engine,
            actor=actor,
            guild_id=interaction.guild_id or 0,
            closing=closing,
            name=title,
            now=now,
            ends_at=now + timedelta(days=days) if days else None,
        )
    made = disnake.Embed(
        title=say("season.rolled.title"),
        description=say("season.rolled.text", closed=escaped(rolled.closed.name), opened=escaped(rolled.opened.name)),
        color=ADMIN_COLOR,
    )
    made.set_footer(text=say("admin.revertible"))
    return Answer(made, for_asker=True, in_place=True)
