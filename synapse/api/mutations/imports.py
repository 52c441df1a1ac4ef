"""Applying an import."""

from typing import cast

import strawberry
from strawberry.types.info import Info

from synapse.api import permissions
from synapse.api.context import Context
from synapse.api.types.changes import ChangePayload
from synapse.api.types.imports import Import, numbers_of_import
from synapse.api.types.problems import mendable
from synapse.api.types.relay import changed
from synapse.services.imports import applying
from synapse.services.imports.offers import Offered
from synapse.services.imports.planning import Choice, Keep, Meeting


@strawberry.input
class ApplyImportInput:
    """Which import, and how."""

    id: strawberry.ID
    keep: Keep = Keep.XP
    meeting: Meeting = Meeting.LARGER
    take: list[Offered] = strawberry.field(default_factory=list)
    client_mutation_id: str | None = None


@strawberry.type
class ApplyImportPayload(ChangePayload):
    """The import as it is now."""

    import_: Import | None = strawberry.field(name="import", default=None)


async def _apply(
    info: Info[Context, None],
    input: ApplyImportInput,  # noqa: A002 - the argument's name in the schema
) -> ApplyImportPayload:
    payload = ApplyImportPayload(client_mutation_id=input.client_mutation_id)
    with mendable(payload):
        guild_id, number = numbers_of_import(input.id)
        actor = await permissions.admin(info.context, guild_id)
        choice = Choice(input.keep, input.meeting, frozenset(input.take))
        done = await applying.apply(info.context.engine, actor=actor, guild_id=guild_id, number=number, choice=choice)
        payload.import_ = cast("Import", done)
    return payload


@strawberry.type
class ImportMutations:
    """What concerns imports."""

    apply_import: ApplyImportPayload | None = changed(_apply)
