"""``/shop`` and ``/inventory``: what the community sells for gold, bought after a look at the price, and what one has.

The buttons carry the offer, the price that was seen and a key of the request's own, so that a double press buys once.
"""

from datetime import datetime

import disnake
from disnake.interactions.application_command import GuildCommandInteraction
from disnake.interactions.message import MessageInteraction

from bot.commands.admin import refusals
from bot.commands.answer import Answer, Hint, give
from bot.commands.asked import carried, carrying
from bot.core import Core
from bot.texts import counted, described, named, number, say
from synapse.engine.shop import OfferKind
from synapse.services import shop, shop_purchases
from synapse.services.shop import Offer
from synapse.services.shop_purchases import Wish
from synapse.services.texts import escaped

_MARK = "shop"
_COLOR = 0xF1C40F
_SIZE = 5
_MOST = 25
_STYLE = disnake.ButtonStyle


def attach(core: Core) -> None:
    """Offer the commands and hear their buttons."""

    @core.client.slash_command(name=named("shop", "shop.name"), description=described("shop.description"))
    async def shop_(interaction: GuildCommandInteraction[disnake.Client]) -> None:
        await give(interaction, _page(core, interaction.guild_id, 0), for_asker=True)

    @core.client.slash_command(
        name=named("inventory", "inventory.name"), description=described("inventory.description")
    )
    async def inventory(interaction: GuildCommandInteraction[disnake.Client]) -> None:
        await give(interaction, _inventory(core, interaction.guild_id, interaction.author.id), for_asker=True)

    @core.client.listen("on_button_click")
    async def pressed(interaction: MessageInteraction[disnake.Client]) -> None:
        values = carried(interaction.component.custom_id, _MARK, 3)
        if values is None or interaction.guild_id is None:
            return
        what, about, price = values
        guild_id = interaction.guild_id
        if what == "page":
            making = _page(core, guild_id, int(about), in_place=True)
        elif what == "look":
            making = _confirm(core, guild_id, int(about), interaction.id)
        else:
            offer_id, _, key = about.partition(".")
            wish = Wish(int(offer_id), int(price), f"discord-{key}")
            making = _buy(core, guild_id, interaction.author.id, wish)
        await give(interaction, making, for_asker=True, in_place=True)


async def _page(core: Core, guild_id: int, start: int, *, in_place: bool = False) -> Answer:
    found = await shop.offers(core.engine, guild_id)
    made = disnake.Embed(title=f"🛍️ {say('shop.title')}", color=_COLOR)
    if not found:
        made.description = say("shop.none")
    shown = found[start : start + _SIZE]
    buttons: list[disnake.ui.Button[None]] = []
    for place, offer in enumerate(shown, 1):
        made.add_field(f"{place} · {_title(offer)}", _told(offer), inline=False)
        button = _button(f"{place} · {say('shop.buy')}", ("look", offer.id, offer.gold), _STYLE.success)
        button.disabled = offer.problem is not None or offer.stock_left == 0
        buttons.append(button)
    if len(found) > _SIZE:
        buttons.append(_turn("previous", start - _SIZE, possible=start > 0))
        buttons.append(_turn("next", start + _SIZE, possible=start + _SIZE < len(found)))
    return Answer(made, buttons=buttons, for_asker=True, in_place=in_place)


def _title(offer: Offer) -> str:
    return f"{offer.marker} {escaped(offer.name)}".strip()


def _told(offer: Offer) -> str:
    lines = [escaped(offer.description, limit=300)] if offer.description else []
    if offer.kind is OfferKind.ROLE:
        lines.append(say("shop.role", role=f"<@&{offer.role_id}>"))
    else:
        lines.append(say("shop.marker"))
    facts = [f"🪙 {counted('gold', offer.gold)}"]
    if offer.stock_left is not None:
        facts.append(say("shop.left", left=number(offer.stock_left)))
    if offer.problem is not None:
        facts.append(say("shop.trouble"))
    return "\n".join([*lines, " · ".join(facts)])


async def _confirm(core: Core, guild_id: int, offer_id: int, request: int) -> Answer:
    found = await shop.offers(core.engine, guild_id, [offer_id])
    if not found:
        raise Hint(say("refused.shop.off"))
    [offer] = found
    question = say("shop.confirm", name=_title(offer), gold=counted("gold", offer.gold))
    made = disnake.Embed(description=question, color=_COLOR)
    buttons = [
        _button(say("shop.yes"), ("buy", f"{offer.id}.{request}", offer.gold), _STYLE.success),
        _button(say("shop.no"), ("page", 0, 0), _STYLE.secondary),
    ]
    return Answer(made, buttons=buttons, for_asker=True, in_place=True)


async def _buy(core: Core, guild_id: int, user_id: int, wish: Wish) -> Answer:
    with refusals():
        bought = await shop_purchases.buy(core.engine, guild_id=guild_id, user_id=user_id, wish=wish, now=core.clock())
    purchase = bought.purchase
    name = f"{purchase.marker} {escaped(purchase.name)}".strip()
    lines = [say("shop.bought", name=name, left=counted("gold", bought.left))]
    if purchase.kind is OfferKind.ROLE:
        lines.append(say("shop.coming"))
    made = disnake.Embed(description="\n".join(lines), color=_COLOR)
    return Answer(made, buttons=[_button(say("shop.back"), ("page", 0, 0), _STYLE.secondary)], in_place=True)


async def _inventory(core: Core, guild_id: int, user_id: int) -> Answer:
    page = await shop_purchases.purchases(core.engine, guild_id, user_id=user_id, size=_MOST)
    lines = []
    for each in page.entries:
        name = f"{each.marker} {escaped(each.name)}".strip()
        line = say("inventory.line", name=name, gold=counted("gold", each.gold), at=f"<t:{_second(each.bought_at)}:d>")
        lines.append(line if each.refunded_at is None else f"~~{line}~~ {say('inventory.refunded')}")
    made = disnake.Embed(title=say("inventory.title"), description="\n".join(lines), color=_COLOR)
    if not lines:
        made.description = say("inventory.none")
    return Answer(made, for_asker=True)


def _second(moment: datetime) -> int:
    return int(moment.timestamp())


def _button(label: str, carries: tuple[str, int | str, int], style: disnake.ButtonStyle) -> disnake.ui.Button[None]:
    return disnake.ui.Button(label=label, style=style, custom_id=carrying(_MARK, *carries))


def _turn(name: str, start: int, *, possible: bool) -> disnake.ui.Button[None]:
    # What leads nowhere must not carry what another button of the page carries.
    made = _button(say(f"shop.{name}"), ("page", max(0, start), 1 if name == "next" else 2), _STYLE.secondary)
    made.disabled = not possible
    return made
