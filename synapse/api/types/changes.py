"""What every change by an admin answers with."""

import strawberry
from strawberry.types.info import Info

from synapse.api.context import Context
from synapse.api.types.audit import AuditEntry
from synapse.api.types.problems import Payload
from synapse.api.types.relay import resolved
from synapse.services import audit


async def _entry(root: strawberry.Parent[Payload], info: Info[Context, None]) -> audit.Entry | None:
    """The row that the change wrote; none when nothing was done, or had been done by an earlier request."""
    if not root.recorded or root.problems:
        return None
    guild_id, row = root.recorded[-1]
    return (await audit.by_ids(info.context.engine, guild_id, [row])).get(row)


@strawberry.type
class ChangePayload(Payload):
    """A payload that tells which entry of the audit log the change wrote."""

    entry: AuditEntry | None = resolved(_entry)
