"""``/setup``: a guided first run, one step after the other; each can be passed over, and all can be changed later.

Which steps are done is read off what is set, so it goes on where it was left, whoever left it and by which face.
What was passed over is remembered until the bot starts again.
"""

from collections import defaultdict
from enum import StrEnum

import disnake
from disnake.interactions.application_command import GuildCommandInteraction
from disnake.interactions.message import MessageInteraction
from disnake.ui.select.channel import ChannelSelect
from disnake.ui.select.role import RoleSelect
from disnake.ui.select.string import StringSelect

from bot.commands.admin import ADMIN_COLOR, PERMISSIONS, actor_of, refusals
from bot.commands.answer import Answer, Interaction, Part, give
from bot.commands.asked import carried, carrying
from bot.core import Core
from bot.texts import described, named, number, say
from synapse.services import settings, suggestions
from synapse.services.changes import Actor
from synapse.services.suggestions import Suggestion
from synapse.services.texts import escaped

_MARK = "setup"
_MOST = 25
_ADMIN_ROLES = 5
_POSTABLE = [disnake.ChannelType.text, disnake.ChannelType.news]


class Step(StrEnum):
    """The steps in their order."""

    ZONES = "zones"
    ADMINS = "admins"
    ANNOUNCE = "announce"
    IMPORT = "import"


class Setup:
    """The first runs of all guilds."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._passed: defaultdict[int, set[Step]] = defaultdict(set)

    async def open(self, interaction: Interaction) -> Answer:
        """The step that is next."""
        with refusals():
            await actor_of(self._core, interaction)
            return await self._next(interaction, in_place=False)

    async def press(self, interaction: MessageInteraction[disnake.Client], what: str, value: str) -> Answer:
        """Do what a button says, and show the step that is next then."""
        guild_id = interaction.guild_id or 0
        with refusals():
            actor = await actor_of(self._core, interaction)
            if what == "pass" and value in list(Step):
                self._passed[guild_id].add(Step(value))
            elif what == "again":
                self._passed.pop(guild_id, None)
            elif what == "all":
                found = await suggestions.suggestions(self._core.engine, guild_id)
                await self._zones(actor, guild_id, [each.category_id for each in found[:_MOST]])
            elif what == "there":
                await self._set(actor, guild_id, "announcements.channel_id", None, Step.ANNOUNCE)
            return await self._next(interaction, in_place=True)

    async def choose(self, interaction: MessageInteraction[disnake.Client], step: str) -> Answer:
        """Do what was chosen in a menu, and show the step that is next then."""
        guild_id, chosen = interaction.guild_id or 0, list(interaction.values or ())
        with refusals():
            actor = await actor_of(self._core, interaction)
            if step == Step.ZONES:
                await self._zones(actor, guild_id, [int(each) for each in chosen])
            elif step == Step.ADMINS:
                await self._set(actor, guild_id, "admins.role_ids", chosen, Step.ADMINS)
            elif step == Step.ANNOUNCE:
                await self._set(actor, guild_id, "announcements.channel_id", chosen[0], Step.ANNOUNCE)
            return await self._next(interaction, in_place=True)

    async def _zones(self, actor: Actor, guild_id: int, category_ids: list[int]) -> None:
        await suggestions.take(self._core.engine, actor=actor, guild_id=guild_id, category_ids=category_ids)
        self._passed[guild_id].add(Step.ZONES)

    async def _set(self, actor: Actor, guild_id: int, key: str, value: object, step: Step) -> None:
        """Set one setting on top of whatever others set meanwhile."""
        now = await settings.settings(self._core.engine, guild_id)
        await settings.update(
            self._core.engine, actor=actor, guild_id=guild_id, version=now.version, values={key: value}
        )
        self._passed[guild_id].add(step)

    async def _next(self, interaction: Interaction, *, in_place: bool) -> Answer:
        guild_id = interaction.guild_id or 0
        proposed = await suggestions.suggestions(self._core.engine, guild_id)
        done = self._passed[guild_id] | await self._done(guild_id, proposed)
        step = next((each for each in Step if each not in done), None)
        made = disnake.Embed(title=say("setup.title"), color=ADMIN_COLOR)
        made.description = "\n".join((*(_mark(each, step, done) for each in Step), "", *_told(step, proposed)))
        if step is None:
            parts: list[Part] = [_button("again", "", "setup.again", disnake.ButtonStyle.secondary)]
        else:
            parts = [*_menus(step, proposed), *_choices(step, proposed)]
        return Answer(made, buttons=parts, for_asker=True, in_place=in_place)

    async def _done(self, guild_id: int, proposed: list[Suggestion]) -> set[Step]:
        """The steps that need nothing any more, by what is set."""
        now = await settings.settings(self._core.engine, guild_id)
        values = {each.field.key: each.value for group in now.groups for each in group.settings}
        found = set() if proposed else {Step.ZONES}
        found |= {Step.ADMINS} if values["admins.role_ids"] else set()
        return found | ({Step.ANNOUNCE} if values["announcements.channel_id"] is not None else set())


def attach(core: Core) -> None:
    """Offer the command; hear its buttons and menus."""
    setup = Setup(core)

    @core.client.slash_command(
        name=named("setup", "setup.name"),
        description=described("setup.description"),
        default_member_permissions=PERMISSIONS,
    )
    async def command(interaction: GuildCommandInteraction[disnake.Client]) -> None:
        await give(interaction, setup.open(interaction), for_asker=True)

    @core.client.listen("on_button_click")
    async def pressed(interaction: MessageInteraction[disnake.Client]) -> None:
        values = carried(interaction.component.custom_id, _MARK, 2)
        if values is not None and interaction.guild_id is not None:
            await give(interaction, setup.press(interaction, *values), for_asker=True, in_place=True)

    @core.client.listen("on_dropdown")
    async def chosen(interaction: MessageInteraction[disnake.Client]) -> None:
        values = carried(interaction.component.custom_id, _MARK, 1)
        if values is not None and interaction.guild_id is not None:
            await give(interaction, setup.choose(interaction, values[0]), for_asker=True, in_place=True)


def _mark(each: Step, step: Step | None, done: set[Step]) -> str:
    mark = "➡️" if each is step else "✅" if each in done else "▫️"
    return f"{mark} {say(f'setup.{each.value}')}"


def _told(step: Step | None, proposed: list[Suggestion]) -> list[str]:
    """What the step is about, and what is proposed."""
    name = "finished" if step is None else step.value
    lines = [f"**{say(f'setup.{name}')}**", say(f"setup.{name}.text")]
    return [*lines, *map(_line, proposed[:_MOST])] if step is Step.ZONES else lines


def _line(each: Suggestion) -> str:
    return say("setup.zones.line", zone=escaped(each.name, limit=40), count=number(len(each.channel_ids)))


def _menus(step: Step, proposed: list[Suggestion]) -> list[Part]:
    if step is Step.ZONES:
        options = [disnake.SelectOption(label=each.name, value=str(each.category_id)) for each in proposed[:_MOST]]
        menu = StringSelect[None](
            custom_id=carrying(_MARK, step.value),
            placeholder=say("setup.zones.choose"),
            options=options,
            min_values=1,
            max_values=len(options),
        )
        return [menu]
    if step is Step.ADMINS:
        place = say("setup.admins.choose")
        return [RoleSelect[None](custom_id=carrying(_MARK, step.value), placeholder=place, max_values=_ADMIN_ROLES)]
    if step is Step.ANNOUNCE:
        place = say("setup.announce.choose")
        return [ChannelSelect[None](custom_id=carrying(_MARK, step.value), placeholder=place, channel_types=_POSTABLE)]
    return []


def _choices(step: Step, proposed: list[Suggestion]) -> list[Part]:
    style = disnake.ButtonStyle
    found = {
        Step.ZONES: [_button("all", "", "setup.zones.all", style.primary)] if proposed else [],
        Step.ADMINS: [],
        Step.ANNOUNCE: [_button("there", "", "setup.announce.there", style.primary)],
        Step.IMPORT: [],
    }[step]
    last = "setup.done" if step is Step.IMPORT else "setup.pass"
    return [*found, _button("pass", step.value, last, style.secondary)]


def _button(what: str, value: str, text: str, style: disnake.ButtonStyle) -> disnake.ui.Button[None]:
    return disnake.ui.Button(label=say(text), style=style, custom_id=carrying(_MARK, what, value))
