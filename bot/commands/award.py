"""``/award`` and ``/grant-achievement``: what admins give by hand; both show how it is announced."""

from dataclasses import asdict

import disnake
from disnake.ext import commands
from disnake.interactions.application_command import GuildCommandInteraction

from bot.celebrate import shown
from bot.commands.admin import PERMISSIONS, actor_of, chosen, offered, refusals
from bot.commands.answer import Answer, Hint, give
from bot.commands.asked import rules_of
from bot.core import Core
from bot.texts import described, named, say
from synapse.services import achievements, awards
from synapse.services.posts import Occasion, post_of

Asked = GuildCommandInteraction[disnake.Client]
Person = disnake.User | disnake.Member

_MOST = 1_000_000
_LONGEST_REASON = 500


def attach(core: Core) -> None:
    """Offer both commands."""

    @core.client.slash_command(
        name=named("award", "award.name"),
        description=described("award.description"),
        default_member_permissions=PERMISSIONS,
    )
    async def award(
        interaction: Asked,
        member: disnake.User = commands.Param(
            name=named("member", "option.member"), description=described("award.member")
        ),
        reason: str = commands.Param(
            min_length=1,
            max_length=_LONGEST_REASON,
            name=named("reason", "option.reason"),
            description=described("award.reason_option"),
        ),
        xp: int = commands.Param(
            default=0, ge=0, le=_MOST, name=named("xp", "option.xp"), description=described("award.xp")
        ),
        gold: int = commands.Param(
            default=0, ge=0, le=_MOST, name=named("gold", "option.gold"), description=described("award.gold")
        ),
    ) -> None:
        amounts = {"xp": xp, "gold": gold}
        await give(interaction, _award(core, interaction, member, reason, amounts), for_asker=True)

    @core.client.slash_command(
        name=named("grant-achievement", "grant.name"),
        description=described("grant.description"),
        default_member_permissions=PERMISSIONS,
    )
    async def grant(
        interaction: Asked,
        achievement: str = commands.Param(
            name=named("achievement", "option.achievement"), description=described("grant.achievement")
        ),
        member: disnake.User = commands.Param(
            name=named("member", "option.member"), description=described("grant.member")
        ),
        reason: str | None = commands.Param(
            default=None,
            max_length=_LONGEST_REASON,
            name=named("reason", "option.reason"),
            description=described("grant.reason"),
        ),
    ) -> None:
        await give(interaction, _grant(core, interaction, achievement, member, reason), for_asker=True)

    @grant.autocomplete("achievement")
    async def offers(interaction: Asked, typed: str) -> dict[str, str]:
        found = await achievements.templates(core.engine, interaction.guild_id)
        return offered({each.id: each.name for each in found if each.active}, typed)


async def _award(core: Core, interaction: Asked, member: Person, reason: str, amounts: dict[str, int]) -> Answer:
    if member.bot:
        raise Hint(say("award.bot", who=member.mention))
    rules = rules_of(core, interaction.guild_id)
    with refusals():
        actor = await actor_of(core, interaction)
        # Discord may send an interaction twice; its id makes both the same award.
        key = f"interaction.{interaction.id}"
        values = {**amounts, "user_id": member.id, "reason": reason, "idempotency_key": key}
        given = await awards.give(
            core.engine, actor=actor, guild_id=interaction.guild_id, values=values, now=core.clock()
        )
    payload = {"xp": given.xp, "gold": given.gold, "reason": given.reason, "given_by": interaction.author.id}
    occasion = Occasion(kind="award", user_id=member.id, display_name=member.display_name, payload=payload)
    return Answer(shown(post_of(occasion, rules)), text=_done("award.done", member), for_asker=True)


async def _grant(core: Core, interaction: Asked, which: str, member: Person, reason: str | None) -> Answer:
    if member.bot:
        raise Hint(say("award.bot", who=member.mention))
    rules = rules_of(core, interaction.guild_id)
    with refusals():
        actor = await actor_of(core, interaction)
        found = {each.id: each for each in await achievements.templates(core.engine, interaction.guild_id)}
        number = chosen({each.id: each.name for each in found.values()}, which)
        if number is None:
            raise Hint(say("grant.unknown"))
        await awards.grant(
            core.engine,
            actor=actor,
            guild_id=interaction.guild_id,
            achievement_id=number,
            user_id=member.id,
            now=core.clock(),
            reason=reason,
        )
    payload = {**asdict(found[number]), "rarity": found[number].rarity.value}
    occasion = Occasion(kind="achievement", user_id=member.id, display_name=member.display_name, payload=payload)
    return Answer(shown(post_of(occasion, rules)), text=_done("grant.done", member), for_asker=True)


def _done(what: str, member: Person) -> str:
    return f"{say(what, who=member.mention)}\n-# {say('admin.revertible')}"
