"""What admins answer to what members handed in."""

from typing import cast

import strawberry
from strawberry.types.info import Info

from synapse.api import permissions
from synapse.api.context import Context
from synapse.api.types.changes import ChangePayload
from synapse.api.types.problems import mendable
from synapse.api.types.quests import Quest, numbers_of_hand_in
from synapse.api.types.relay import changed
from synapse.services import hand_ins


@strawberry.input
class AcceptHandInInput:
    """Which hand-in."""

    id: strawberry.ID
    reason: str | None = None
    client_mutation_id: str | None = None


@strawberry.input
class SendBackHandInInput:
    """Which hand-in, and why."""

    id: strawberry.ID
    answer: str
    client_mutation_id: str | None = None


@strawberry.type
class AcceptHandInPayload(ChangePayload):
    """The quest whose hand-in was accepted."""

    quest: Quest | None = None


@strawberry.type
class SendBackHandInPayload(ChangePayload):
    """The quest whose hand-in was sent back."""

    quest: Quest | None = None


async def _accept(
    info: Info[Context, None],
    input: AcceptHandInInput,  # noqa: A002 - the argument's name in the schema
) -> AcceptHandInPayload:
    payload, context = AcceptHandInPayload(client_mutation_id=input.client_mutation_id), info.context
    with mendable(payload):
        guild_id, quest_id, user_id = numbers_of_hand_in(input.id)
        await hand_ins.accept(
            context.engine,
            actor=await permissions.admin(context, guild_id),
            guild_id=guild_id,
            quest_id=quest_id,
            user_id=user_id,
            now=context.clock(),
            reason=input.reason,
        )
        payload.quest = cast("Quest | None", await context.loaders.quest(guild_id, quest_id))
    return payload


async def _send_back(
    info: Info[Context, None],
    input: SendBackHandInInput,  # noqa: A002 - as above
) -> SendBackHandInPayload:
    payload, context = SendBackHandInPayload(client_mutation_id=input.client_mutation_id), info.context
    with mendable(payload):
        guild_id, quest_id, user_id = numbers_of_hand_in(input.id)
        await hand_ins.send_back(
            context.engine,
            actor=await permissions.admin(context, guild_id),
            guild_id=guild_id,
            quest_id=quest_id,
            user_id=user_id,
            answer=input.answer,
            now=context.clock(),
        )
        payload.quest = cast("Quest | None", await context.loaders.quest(guild_id, quest_id))
    return payload


@strawberry.type
class HandInMutations:
    """What admins answer to what was handed in."""

    accept_hand_in: AcceptHandInPayload | None = changed(_accept)
    send_back_hand_in: SendBackHandInPayload | None = changed(_send_back)
