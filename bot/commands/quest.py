"""``/quest``: admins post quests and close them; ``quest_review`` has how they answer to what was handed in."""

from datetime import timedelta
from typing import Any

import disnake
from disnake.ext import commands
from disnake.interactions.application_command import GuildCommandInteraction
from disnake.interactions.modal import ModalInteraction

from bot.commands import quest_review
from bot.commands.admin import ADMIN_COLOR, PERMISSIONS, actor_of, refusals
from bot.commands.answer import Answer, Hint, give
from bot.commands.asked import carried, carrying, rules_of
from bot.commands.quests import COLOR, reward
from bot.core import Core
from bot.texts import described, named, say, speaking
from synapse.services import quests, zones
from synapse.services.quests import Proof, Window
from synapse.services.texts import escaped

Asked = GuildCommandInteraction[disnake.Client]

_POST = "quest_post"
_TITLE, _DESCRIPTION = "title", "description"
_MOST = 1_000_000
_MOST_DAYS = 730
_CHOICES = 25
_PROOFS = [disnake.OptionChoice(described(f"quest.proof.{proof.value}"), proof.value) for proof in Proof]
_NONE = "-"


def attach(core: Core) -> None:
    """Offer the command; hear its buttons and its forms."""

    @core.client.slash_command(
        name=named("quest", "quest.name"),
        description=described("quest.description"),
        default_member_permissions=PERMISSIONS,
    )
    async def quest(_interaction: Asked) -> None:
        pass

    @quest.sub_command(name=named("post", "quest.post.name"), description=described("quest.post.description"))
    async def post(
        interaction: Asked,
        xp: int = commands.Param(
            default=0, ge=0, le=_MOST, name=named("xp", "option.xp"), description=described("quest.xp")
        ),
        gold: int = commands.Param(
            default=0, ge=0, le=_MOST, name=named("gold", "option.gold"), description=described("quest.gold")
        ),
        stars: int | None = commands.Param(
            default=None, ge=0, le=_MOST, name=named("stars", "option.stars"), description=described("quest.stars")
        ),
        places: int | None = commands.Param(
            default=None, ge=1, le=_MOST, name=named("places", "option.places"), description=described("quest.places")
        ),
        days: int | None = commands.Param(
            default=None, ge=1, le=_MOST_DAYS, name=named("days", "option.days"), description=described("quest.days")
        ),
        proof: str = commands.Param(
            default="none",
            name=named("proof", "option.proof"),
            choices=_PROOFS,
            description=described("quest.proof"),
        ),
        zone: str | None = commands.Param(
            default=None, name=named("zone", "option.zone"), description=described("quest.zone")
        ),
    ) -> None:
        carries = [xp, gold, stars, places, days, proof, zone]
        await _open_form(core, interaction, [_NONE if each is None else each for each in carries])

    @post.autocomplete("zone")
    async def zones_offered(interaction: Asked, typed: str) -> dict[str, str]:
        return await _zones_called(core, interaction.guild_id, typed)

    @quest.sub_command(name=named("close", "quest.close.name"), description=described("quest.close.description"))
    async def close(
        interaction: Asked,
        which: str = commands.Param(name=named("which", "option.which"), description=described("quest.which")),
    ) -> None:
        await give(interaction, _close(core, interaction, which), for_asker=True)

    @close.autocomplete("which")
    async def offered(interaction: Asked, typed: str) -> dict[str, str]:
        return await _open_called(core, interaction.guild_id, typed)

    quest_review.attach(core, quest)

    @core.client.listen("on_modal_submit")
    async def sent(interaction: ModalInteraction[disnake.Client]) -> None:
        values = carried(interaction.custom_id, _POST, 7)
        if values is not None and interaction.guild_id is not None:
            await give(interaction, _post(core, interaction, values), for_asker=True)


async def _zones_called(core: Core, guild_id: int, typed: str) -> dict[str, str]:
    found = await zones.zones(core.engine, guild_id)
    wanted = [each for each in found if each.active and typed.casefold() in each.name.casefold()]
    return {each.name: str(each.id) for each in wanted[:_CHOICES]}


async def _open_called(core: Core, guild_id: int, typed: str) -> dict[str, str]:
    rules = core.rulebook.get(guild_id)
    if rules is None:
        return {}
    page = await quests.page(core.engine, rules, Window(quests.MOST), now=core.clock())
    wanted = [each for each in page.entries if typed.casefold() in each.title.casefold()]
    return {f"{each.title} ({each.id})"[:100]: str(each.id) for each in wanted[:_CHOICES]}


async def _open_form(core: Core, interaction: Asked, carries: list[Any]) -> None:
    """Ask for the texts; only somebody who may post gets so far as to write them."""
    with speaking(interaction.locale.value):
        try:
            with refusals():
                await actor_of(core, interaction)
        except Hint as hint:
            await interaction.response.send_message(str(hint), ephemeral=True)
            return
        fields = [
            disnake.ui.TextInput(
                label=say("quest.form.title"),
                custom_id=_TITLE,
                placeholder=say("quest.form.title.example"),
                min_length=1,
                max_length=60,
            ),
            disnake.ui.TextInput(
                label=say("quest.form.description"),
                custom_id=_DESCRIPTION,
                placeholder=say("quest.form.description.example"),
                style=disnake.TextInputStyle.long,
                required=False,
                max_length=1000,
            ),
        ]
        await interaction.response.send_modal(
            title=say("quest.form"), custom_id=carrying(_POST, *carries), components=fields
        )


async def _post(core: Core, interaction: ModalInteraction[disnake.Client], values: list[str]) -> Answer:
    guild_id, now = interaction.guild_id or 0, core.clock()
    xp, gold, stars, places, days, proof, zone = (None if value == _NONE else value for value in values)
    wanted = {
        "title": interaction.text_values.get(_TITLE, ""),
        "description": interaction.text_values.get(_DESCRIPTION, ""),
        "xp": int(xp or 0),
        "gold": int(gold or 0),
        "stars": None if stars is None else int(stars),
        "places": None if places is None else int(places),
        "ends_at": None if days is None else now + timedelta(days=int(days)),
        "proof": proof,
        "zone_id": None if zone is None else await _zone(core, guild_id, zone),
    }
    with refusals():
        actor = await actor_of(core, interaction)
        made = await quests.create(core.engine, actor=actor, guild_id=guild_id, values=wanted, now=now)
    shown = disnake.Embed(title=f"🧭 {escaped(made.title)}", description=escaped(made.description, 1000), color=COLOR)
    shown.add_field(say("quest.pays"), reward(made, rules_of(core, guild_id)))
    shown.set_footer(text=say("quest.posted"))
    return Answer(shown, for_asker=True)


async def _zone(core: Core, guild_id: int, typed: str) -> int:
    """The zone that was chosen, by its number, or typed, by its name."""
    for each in await zones.zones(core.engine, guild_id):
        if typed == str(each.id) or typed.casefold() == each.name.casefold():
            return each.id
    raise Hint(say("quest.zone.unknown"))


async def _close(core: Core, interaction: Asked, which: str) -> Answer:
    guild_id = interaction.guild_id
    with refusals():
        actor = await actor_of(core, interaction)
        page = await quests.page(core.engine, rules_of(core, guild_id), Window(quests.MOST), now=core.clock())
        wanted = next((each for each in page.entries if which in {str(each.id), each.title}), None)
        if wanted is None:
            raise Hint(say("quest.unknown"))
        await quests.set_active(
            core.engine, actor=actor, guild_id=guild_id, quest_id=wanted.id, version=wanted.version, active=False
        )
    return Answer(
        disnake.Embed(description=say("quest.closed", title=escaped(wanted.title)), color=ADMIN_COLOR), for_asker=True
    )
