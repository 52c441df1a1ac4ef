"""``/create-achievement``: what is chosen comes with the command, what is written in a form.

What somebody wrote is kept for a while if it is refused, so that a slip costs nobody their text.
"""

import asyncio
import secrets
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import asdict

import disnake
from disnake.ext import commands
from disnake.interactions.application_command import GuildCommandInteraction
from disnake.interactions.message import MessageInteraction
from disnake.interactions.modal import ModalInteraction

from bot.celebrate import shown
from bot.commands.admin import PERMISSIONS, actor_of, chosen, offered, refusals
from bot.commands.answer import Answer, Hint, Interaction, give
from bot.commands.asked import carried, carrying, rules_of
from bot.core import Core
from bot.texts import described, named, say, speaking
from synapse.engine.rules import Rarity, Scope, TriggerKind
from synapse.services import achievements
from synapse.services.achievements import Template
from synapse.services.posts import Occasion, post_of

Asked = GuildCommandInteraction[disnake.Client]

_FORM, _AGAIN = "create", "again"
_MOST = 1_000_000
_KEPT = 200
_PATIENCE_SECONDS = 2.0
_CHOSEN = ("trigger", "rarity", "scope", "zone_id", "channel_id", "xp", "gold")
_FIELDS = {"name": (True, 60), "threshold": (True, 10), "description": (False, 500), "badge": (False, 300)}
"""What is written: whether it has to be, and how long it may be."""
_TRIGGERS = [disnake.OptionChoice(described(f"trigger.{each.value}"), each.value) for each in TriggerKind]
_RARITIES = [disnake.OptionChoice(described(f"rarity.{each.value}"), each.value) for each in Rarity]
_SCOPES = [disnake.OptionChoice(described(f"scope.{each.value}"), each.value) for each in Scope]

Values = dict[str, str]


class Drafts:
    """What was refused and may be corrected: the last ones, in memory."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, tuple[int, Values]] = OrderedDict()

    def keep(self, user_id: int, values: Values) -> str:
        """Keep somebody's values; the key takes them back."""
        key = secrets.token_hex(8)
        self._kept[key] = (user_id, values)
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return key

    def of(self, user_id: int, key: str) -> Values | None:
        """The values of this key, if they are this person's and are still kept."""
        owner, values = self._kept.get(key, (0, {}))
        return values if owner == user_id else None


def attach(core: Core) -> None:
    """Offer the command; hear its form, and the button that opens it again."""
    drafts = Drafts()

    @core.client.slash_command(
        name=named("create-achievement", "create.name"),
        description=described("create.description"),
        default_member_permissions=PERMISSIONS,
    )
    async def create(
        interaction: Asked,
        trigger: str = commands.Param(
            choices=_TRIGGERS, name=named("trigger", "option.trigger"), description=described("create.trigger")
        ),
        rarity: str = commands.Param(
            default=Rarity.COMMON.value,
            choices=_RARITIES,
            name=named("rarity", "option.rarity"),
            description=described("create.rarity"),
        ),
        xp: int = commands.Param(
            default=0, ge=0, le=_MOST, name=named("xp", "option.xp"), description=described("create.xp")
        ),
        gold: int = commands.Param(
            default=0, ge=0, le=_MOST, name=named("gold", "option.gold"), description=described("create.gold")
        ),
        zone: str = commands.Param(default="", name=named("zone", "option.zone"), description=described("create.zone")),
        scope: str = commands.Param(
            default=Scope.LIFETIME.value,
            choices=_SCOPES,
            name=named("scope", "option.scope"),
            description=described("create.scope"),
        ),
        channel: disnake.TextChannel | None = commands.Param(
            default=None, name=named("channel", "option.channel"), description=described("create.channel")
        ),
    ) -> None:
        values = {"trigger": trigger, "rarity": rarity, "scope": scope, "xp": str(xp), "gold": str(gold)}
        values["channel_id"] = str(channel.id) if channel else ""
        await _open(core, interaction, {**values, "zone": zone})

    @create.autocomplete("zone")
    async def offers(interaction: Asked, typed: str) -> dict[str, str]:
        return offered(_zones(core, interaction.guild_id), typed)

    @core.client.listen("on_modal_submit")
    async def sent(interaction: ModalInteraction[disnake.Client]) -> None:
        carries = carried(interaction.custom_id, _FORM, len(_CHOSEN))
        if carries is None or interaction.guild_id is None:
            return
        values = {**dict(zip(_CHOSEN, carries, strict=True)), **interaction.text_values}
        await give(interaction, _create(core, interaction, values, drafts), for_asker=True)

    @core.client.listen("on_button_click")
    async def again(interaction: MessageInteraction[disnake.Client]) -> None:
        key = carried(interaction.component.custom_id, _AGAIN, 1)
        if key is None or interaction.guild_id is None:
            return
        values = drafts.of(interaction.author.id, key[0])
        if values is None:
            await give(interaction, _hint("create.lost"), for_asker=True)
        else:
            await _show_form(interaction, values)


def _zones(core: Core, guild_id: int | None) -> Mapping[int, str]:
    rules = core.rulebook.get(guild_id or 0)
    return {number: zone.name for number, zone in rules.zones.items()} if rules else {}


async def _open(core: Core, interaction: Asked, values: Values) -> None:
    """Open the form, unless it is clear already that nothing will come of it: nobody fills one in for nothing."""
    with speaking(interaction.locale.value):
        checking = asyncio.ensure_future(_checked(core, interaction, values))
    # A form has to be the first sign, and Discord waits three seconds for one.
    await asyncio.wait({checking}, timeout=_PATIENCE_SECONDS)
    if checking.done() and not checking.exception():
        await _show_form(interaction, checking.result())
    else:
        await give(interaction, _too_late(checking), for_asker=True)


async def _checked(core: Core, interaction: Asked, values: Values) -> Values:
    """What the form carries on.

    Raises:
        Hint: They are no admin, or there is no such zone.
    """
    zone, watches = values["zone"], values["trigger"] == TriggerKind.ZONE_EVENTS.value
    number = chosen(_zones(core, interaction.guild_id), zone) if zone else None
    with refusals():
        await actor_of(core, interaction)
    if (watches or zone) and number is None:
        raise Hint(say("create.which_zone"))
    return {**values, "zone_id": "" if number is None else str(number)}


async def _too_late(checking: "asyncio.Future[Values]") -> Answer:
    """What stood in the way of the form, or that it took too long."""
    await checking
    raise Hint(say("error.slow"))


async def _hint(name: str) -> Answer:
    raise Hint(say(name))


async def _show_form(interaction: Asked | MessageInteraction[disnake.Client], values: Values) -> None:
    manual = values["trigger"] == TriggerKind.MANUAL.value
    with speaking(interaction.locale.value):
        fields = [
            disnake.ui.TextInput(
                label=say(f"form.{name}.label"),
                custom_id=name,
                value=values.get(name) or None,
                placeholder=say(f"form.{name}.example"),
                required=required,
                max_length=length,
                style=disnake.TextInputStyle.paragraph if name == "description" else disnake.TextInputStyle.short,
            )
            for name, (required, length) in _FIELDS.items()
            if not (manual and name == "threshold")
        ]
        await interaction.response.send_modal(
            title=say("create.title"),
            custom_id=carrying(_FORM, *(values[name] for name in _CHOSEN)),
            components=fields,
        )


async def _create(core: Core, interaction: Interaction, values: Values, drafts: Drafts) -> Answer:
    try:
        with refusals():
            actor = await actor_of(core, interaction)
            made = await achievements.create(
                core.engine, actor=actor, guild_id=interaction.guild_id or 0, values=_draft(values)
            )
    except Hint as hint:
        key = drafts.keep(interaction.author.id, values)
        button = disnake.ui.Button[None](
            label=say("create.again"), style=disnake.ButtonStyle.primary, custom_id=carrying(_AGAIN, key)
        )
        return Answer(text=str(hint), buttons=[button], for_asker=True)
    return _made(core, interaction, made)


def _draft(values: Values) -> dict[str, object]:
    """What was chosen and written, as the service takes it.

    Raises:
        Hint: The threshold is no number.
    """
    threshold = values.get("threshold", "0").strip().replace(".", "").replace(",", "")
    if not threshold.isdecimal():
        raise Hint(say("create.no_number", text=threshold[:20] or "—"))
    numbers = {name: int(values[name]) for name in ("xp", "gold")}
    ids = {name: int(values[name]) if values[name] else None for name in ("zone_id", "channel_id")}
    texts = {name: values.get(name, "") for name in ("name", "description", "badge", "trigger", "rarity", "scope")}
    return {**texts, **numbers, **ids, "threshold": int(threshold)}


def _made(core: Core, interaction: Interaction, made: Template) -> Answer:
    """The new achievement as it will be announced, with the asker as an example."""
    occasion = Occasion(
        kind="achievement",
        user_id=interaction.author.id,
        display_name=interaction.author.display_name,
        payload={**asdict(made), "rarity": made.rarity.value},
    )
    told = say("create.done") if made.trigger is TriggerKind.MANUAL else say("create.done_awarding")
    text = f"{told}\n-# {say('admin.revertible')}"
    return Answer(shown(post_of(occasion, rules_of(core, made.guild_id))), text=text, for_asker=True)
