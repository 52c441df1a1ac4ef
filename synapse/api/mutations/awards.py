"""What admins give by hand, and what members buy."""

from typing import cast

import strawberry
from strawberry.types.info import Info

from synapse.api import ids, permissions
from synapse.api.context import Context
from synapse.api.types.changes import ChangePayload
from synapse.api.types.members import Member
from synapse.api.types.problems import Payload, mendable
from synapse.api.types.relay import changed
from synapse.api.types.scalars import BigInt, Snowflake
from synapse.services import awards, purchases
from synapse.services.purchases import Item

strawberry.enum(Item, name="ShopItem")


@strawberry.input
class AwardMemberInput:
    """An award."""

    guild_id: Snowflake
    user_id: Snowflake
    xp: int = 0
    gold: int = 0
    reason: str
    idempotency_key: str
    client_mutation_id: str | None = None


@strawberry.type
class AwardMemberPayload(ChangePayload):
    """The member as they stand now."""

    member: Member | None = None
    repeated: bool = False


@strawberry.input
class GrantAchievementInput:
    """Who gets what."""

    id: strawberry.ID
    user_id: Snowflake
    reason: str | None = None
    client_mutation_id: str | None = None


@strawberry.type
class GrantAchievementPayload(ChangePayload):
    """The member as they stand now."""

    member: Member | None = None


@strawberry.input
class SpendGoldInput:
    """What to buy."""

    guild_id: Snowflake
    item: Item
    idempotency_key: str
    client_mutation_id: str | None = None


@strawberry.type
class SpendGoldPayload(Payload):
    """What was bought."""

    member: Member | None = None
    gold: BigInt = BigInt(0)
    repeated: bool = False


async def _award(
    info: Info[Context, None],
    input: AwardMemberInput,  # noqa: A002 - the argument's name in the schema
) -> AwardMemberPayload:
    payload = AwardMemberPayload(client_mutation_id=input.client_mutation_id)
    context = info.context
    with mendable(payload):
        actor = await permissions.admin(context, input.guild_id)
        values = permissions.given(input, "user_id", "xp", "gold", "reason", "idempotency_key")
        award = await awards.give(
            context.engine, actor=actor, guild_id=input.guild_id, values=values, now=context.clock()
        )
        payload.repeated = award.repeated
        payload.member = await _shown(context, award.guild_id, award.user_id)
    return payload


async def _grant(
    info: Info[Context, None],
    input: GrantAchievementInput,  # noqa: A002 - as above
) -> GrantAchievementPayload:
    payload = GrantAchievementPayload(client_mutation_id=input.client_mutation_id)
    context = info.context
    with mendable(payload):
        guild_id, achievement_id = permissions.named(input.id, ids.Kind.ACHIEVEMENT)
        actor = await permissions.admin(context, guild_id)
        await awards.grant(
            context.engine,
            actor=actor,
            guild_id=guild_id,
            achievement_id=achievement_id,
            user_id=input.user_id,
            now=context.clock(),
            reason=input.reason,
        )
        payload.member = await _shown(context, guild_id, input.user_id)
    return payload


async def _spend(
    info: Info[Context, None],
    input: SpendGoldInput,  # noqa: A002 - as above
) -> SpendGoldPayload:
    payload = SpendGoldPayload(client_mutation_id=input.client_mutation_id)
    context = info.context
    with mendable(payload):
        user_id = await permissions.themselves(context, input.guild_id)
        bought = await purchases.buy(
            context.engine,
            guild_id=input.guild_id,
            user_id=user_id,
            item=input.item,
            idempotency_key=input.idempotency_key,
            now=context.clock(),
        )
        payload.gold, payload.repeated = BigInt(bought.gold), bought.repeated
        payload.member = await _shown(context, input.guild_id, user_id)
    return payload


async def _shown(context: Context, guild_id: int, user_id: int) -> Member | None:
    """The member service's value stands for the type."""
    return cast("Member | None", await context.loaders.member(guild_id, user_id))


@strawberry.type
class AwardMutations:
    """What is given by hand, and bought."""

    award_member: AwardMemberPayload | None = changed(_award)
    grant_achievement: GrantAchievementPayload | None = changed(_grant)
    spend_gold: SpendGoldPayload | None = changed(_spend)
