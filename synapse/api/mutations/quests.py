"""Changes of quests, by admins, and what members do about them."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import Any, cast

import strawberry
from strawberry.types.info import Info

from synapse.api import ids, permissions
from synapse.api.context import Context
from synapse.api.types.activity import number_of
from synapse.api.types.changes import ChangePayload
from synapse.api.types.problems import Payload, mendable
from synapse.api.types.quests import Quest, numbers_of_quest
from synapse.api.types.relay import changed
from synapse.api.types.scalars import Snowflake
from synapse.services import quest_claims, quests

_VALUES = ("title", "description", "xp", "stars", "gold", "places", "ends_at", "proof")
_NEVER_NULL = {"description": "", "xp": 0, "gold": 0, "proof": quests.Proof.NONE}
"""What null stands for in fields that always have a value."""


@strawberry.input
class CreateQuestInput:
    """A new quest."""

    guild_id: Snowflake
    title: str
    description: str | None = strawberry.UNSET
    xp: int | None = strawberry.UNSET
    stars: int | None = strawberry.UNSET
    gold: int | None = strawberry.UNSET
    zone_id: strawberry.ID | None = strawberry.UNSET
    season_id: strawberry.ID | None = strawberry.UNSET
    places: int | None = strawberry.UNSET
    ends_at: datetime | None = strawberry.UNSET
    proof: quests.Proof | None = strawberry.UNSET
    reason: str | None = None
    client_mutation_id: str | None = None


@strawberry.input
class UpdateQuestInput:
    """What to change of a quest."""

    id: strawberry.ID
    version: int
    title: str | None = strawberry.UNSET
    description: str | None = strawberry.UNSET
    xp: int | None = strawberry.UNSET
    stars: int | None = strawberry.UNSET
    gold: int | None = strawberry.UNSET
    zone_id: strawberry.ID | None = strawberry.UNSET
    season_id: strawberry.ID | None = strawberry.UNSET
    places: int | None = strawberry.UNSET
    ends_at: datetime | None = strawberry.UNSET
    proof: quests.Proof | None = strawberry.UNSET
    reason: str | None = None
    client_mutation_id: str | None = None


@strawberry.input
class DeactivateQuestInput:
    """Which quest."""

    id: strawberry.ID
    version: int
    reason: str | None = None
    client_mutation_id: str | None = None


@strawberry.input
class ReactivateQuestInput:
    """Which quest."""

    id: strawberry.ID
    version: int
    reason: str | None = None
    client_mutation_id: str | None = None


@strawberry.input
class ClaimQuestInput:
    """Which quest."""

    id: strawberry.ID
    client_mutation_id: str | None = None


@strawberry.input
class HandInQuestInput:
    """Which quest, and what is handed in."""

    id: strawberry.ID
    proof: str | None = None
    client_mutation_id: str | None = None


@strawberry.input
class GiveUpQuestInput:
    """Which quest."""

    id: strawberry.ID
    client_mutation_id: str | None = None


@strawberry.type
class CreateQuestPayload(ChangePayload):
    """The new quest."""

    quest: Quest | None = None


@strawberry.type
class UpdateQuestPayload(ChangePayload):
    """The quest as it is now."""

    quest: Quest | None = None


@strawberry.type
class DeactivateQuestPayload(ChangePayload):
    """The quest as it is now."""

    quest: Quest | None = None


@strawberry.type
class ReactivateQuestPayload(ChangePayload):
    """The quest as it is now."""

    quest: Quest | None = None


@strawberry.type
class ClaimQuestPayload(Payload):
    """The quest that was taken on."""

    quest: Quest | None = None


@strawberry.type
class HandInQuestPayload(Payload):
    """The quest that was handed in."""

    quest: Quest | None = None


@strawberry.type
class GiveUpQuestPayload(Payload):
    """The quest that was given up."""

    quest: Quest | None = None


def _values(wanted: CreateQuestInput | UpdateQuestInput, guild_id: int) -> Mapping[str, Any]:
    values = dict(permissions.given(wanted, *_VALUES))
    values |= {name: plain for name, plain in _NEVER_NULL.items() if name in values and values[name] is None}
    for name, kind in (("zone_id", ids.Kind.ZONE), ("season_id", ids.Kind.SEASON)):
        for text in permissions.given(wanted, name).values():
            values[name] = None if text is None else number_of(guild_id, text, kind, name)
    return values


async def _create(
    info: Info[Context, None],
    input: CreateQuestInput,  # noqa: A002 - the argument's name in the schema
) -> CreateQuestPayload:
    payload = CreateQuestPayload(client_mutation_id=input.client_mutation_id)
    with mendable(payload):
        actor = await permissions.admin(info.context, input.guild_id)
        made = await quests.create(
            info.context.engine,
            actor=actor,
            guild_id=input.guild_id,
            values=_values(input, input.guild_id),
            now=info.context.clock(),
            reason=input.reason,
        )
        payload.quest = cast("Quest", made)
    return payload


async def _update(
    info: Info[Context, None],
    input: UpdateQuestInput,  # noqa: A002 - as above
) -> UpdateQuestPayload:
    payload = UpdateQuestPayload(client_mutation_id=input.client_mutation_id)
    with mendable(payload):
        guild_id, quest_id = numbers_of_quest(input.id)
        actor = await permissions.admin(info.context, guild_id)
        saved = await quests.update(
            info.context.engine,
            actor=actor,
            guild_id=guild_id,
            quest_id=quest_id,
            version=input.version,
            values=_values(input, guild_id),
            reason=input.reason,
        )
        payload.quest = cast("Quest", saved)
    return payload


async def _deactivate(
    info: Info[Context, None],
    input: DeactivateQuestInput,  # noqa: A002 - as above
) -> DeactivateQuestPayload:
    payload = DeactivateQuestPayload(client_mutation_id=input.client_mutation_id)
    with mendable(payload):
        payload.quest = await _set_active(info.context, input, active=False)
    return payload


async def _reactivate(
    info: Info[Context, None],
    input: ReactivateQuestInput,  # noqa: A002 - as above
) -> ReactivateQuestPayload:
    payload = ReactivateQuestPayload(client_mutation_id=input.client_mutation_id)
    with mendable(payload):
        payload.quest = await _set_active(info.context, input, active=True)
    return payload


async def _set_active(context: Context, which: DeactivateQuestInput | ReactivateQuestInput, *, active: bool) -> Quest:
    guild_id, quest_id = numbers_of_quest(which.id)
    saved = await quests.set_active(
        context.engine,
        actor=await permissions.admin(context, guild_id),
        guild_id=guild_id,
        quest_id=quest_id,
        version=which.version,
        active=active,
        reason=which.reason,
    )
    return cast("Quest", saved)


async def _claim(
    info: Info[Context, None],
    input: ClaimQuestInput,  # noqa: A002 - as above
) -> ClaimQuestPayload:
    payload = ClaimQuestPayload(client_mutation_id=input.client_mutation_id)
    with mendable(payload):
        payload.quest = await _ones_own(info.context, input.id, quest_claims.claim)
    return payload


async def _hand_in(
    info: Info[Context, None],
    input: HandInQuestInput,  # noqa: A002 - as above
) -> HandInQuestPayload:
    payload = HandInQuestPayload(client_mutation_id=input.client_mutation_id)
    with mendable(payload):
        payload.quest = await _ones_own(info.context, input.id, quest_claims.hand_in, proof=input.proof)
    return payload


async def _give_up(
    info: Info[Context, None],
    input: GiveUpQuestInput,  # noqa: A002 - as above
) -> GiveUpQuestPayload:
    payload = GiveUpQuestPayload(client_mutation_id=input.client_mutation_id)
    with mendable(payload):
        payload.quest = await _ones_own(info.context, input.id, quest_claims.give_up)
    return payload


async def _ones_own(
    context: Context,
    text: str,
    do: Callable[..., Awaitable[quest_claims.Claim]],
    **more: Any,  # noqa: ANN401 - what the one of them takes beside
) -> Quest | None:
    """Do something about a quest as the member who asks; returns the quest as it is then."""
    guild_id, quest_id = numbers_of_quest(text)
    user_id = await permissions.themselves(context, guild_id)
    await do(context.engine, guild_id=guild_id, user_id=user_id, quest_id=quest_id, now=context.clock(), **more)
    return cast("Quest | None", await context.loaders.quest(guild_id, quest_id))


@strawberry.type
class QuestMutations:
    """What admins change of quests, and what members do about them."""

    create_quest: CreateQuestPayload | None = changed(_create)
    update_quest: UpdateQuestPayload | None = changed(_update)
    deactivate_quest: DeactivateQuestPayload | None = changed(_deactivate)
    reactivate_quest: ReactivateQuestPayload | None = changed(_reactivate)
    claim_quest: ClaimQuestPayload | None = changed(_claim)
    hand_in_quest: HandInQuestPayload | None = changed(_hand_in)
    give_up_quest: GiveUpQuestPayload | None = changed(_give_up)
