"""``/why``: what the asker's last doings earned and why not more, and what earns now in this channel."""

import disnake
from disnake.interactions.application_command import GuildCommandInteraction

from bot.client import Client
from bot.commands.answer import Answer, Hint, give
from bot.commands.asked import rules_of
from bot.core import Core
from bot.intake import Unknown
from bot.texts import counted, described, factor, named, say
from synapse.engine.reward import Factor, FactorSource, Reward
from synapse.engine.rules import Rules
from synapse.services import why
from synapse.services.texts import escaped
from synapse.services.why import Explained, Now, Place

_SHOWN = 8
_COLOR = 0x5865F2


def attach(core: Core) -> None:
    """Offer the command."""

    @core.client.slash_command(name=named("why", "why.name"), description=described("why.description"))
    async def command(interaction: GuildCommandInteraction[disnake.Client]) -> None:
        place = Place(
            interaction.author.id,
            interaction.channel_id,
            await _parent(core.client, interaction.guild_id, interaction.channel_id),
        )
        await give(interaction, _why(core, interaction.guild_id, place), for_asker=True)


async def _parent(client: Client, guild_id: int, channel_id: int) -> int | None:
    try:
        return client.parent_of(guild_id, channel_id)
    except Unknown:
        return None


async def _why(core: Core, guild_id: int, place: Place) -> Answer:
    rules = rules_of(core, guild_id)
    now = await why.earns_now(core.engine, rules, place, now=core.clock())
    if not now.tracked:
        raise Hint(say("why.untracked"))
    last = await why.recent(core.engine, guild_id, place.user_id, limit=_SHOWN)
    made = disnake.Embed(title=say("why.title"), color=_COLOR)
    made.description = "\n".join(_line(each, rules) for each in last) or say("why.nothing")
    made.add_field(say("why.now", channel=f"<#{place.channel_id}>"), _offers(now, rules), inline=False)
    return Answer(made, for_asker=True)


def _line(each: Explained, rules: Rules) -> str:
    where = f" <#{each.channel_id}>" if each.channel_id else ""
    what = say(f"why.kind.{each.kind.name.lower()}")
    return f"<t:{int(each.at.timestamp())}:R> {what}{where}: {_told(each.reward, rules)}"


def _offers(now: Now, rules: Rules) -> str:
    lines = [f"{say(f'why.kind.{kind.name.lower()}')}: {_told(reward, rules)}" for kind, reward in now.offers]
    if now.zone is not None:
        lines.insert(0, say("why.zone", zone=escaped(now.zone)))
    if now.ready_at is not None:
        lines.append(say("why.ready", at=f"<t:{int(now.ready_at.timestamp())}:R>"))
    return "\n".join(lines)


def _told(reward: Reward, rules: Rules) -> str:
    """The amounts, the way to them, and what cut them."""
    amounts = [counted(what, getattr(reward, what)) for what in ("xp", "stars") if getattr(reward, what)]
    text = f"**{' · '.join(amounts) or say('why.no_reward')}**"
    names = why.boost_names(rules, reward.factors)
    factors = [f"{factor(each.value)} {_source(each, names)}" for each in reward.factors if each.currency.value == "xp"]
    if factors and reward.base_xp:
        text += f" ({reward.base_xp} {' '.join(factors)})"
    if reward.cut_by:
        text += " — " + ", ".join(say(f"cut.{cut.value}") for cut in reward.cut_by)
    return text


def _source(each: Factor, names: dict[int, str]) -> str:
    if each.source in {FactorSource.ROLE, FactorSource.EVENT} and each.boost_id in names:
        return escaped(names[each.boost_id])
    return say(f"factor.{each.source.value}")
