"""What a person may do in guilds, from the members and roles that the bot keeps current."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import asyncpg

ADMINISTRATOR = 1 << 3
MANAGE_GUILD = 1 << 5

# The role that everybody has bears the guild's own id. A role that is gone grants nothing, though members may
# still list it.
_RIGHTS = """
SELECT g.guild_id, m.user_id IS NOT NULL AS member,
    m.user_id IS NOT NULL AND (g.owner_id IS NOT DISTINCT FROM $1 OR EXISTS (
        SELECT FROM roles r
        WHERE r.guild_id = g.guild_id AND r.active AND (r.id = g.guild_id OR r.id = ANY(m.role_ids))
            AND (r.permissions & $3 <> 0 OR r.id <> g.guild_id
                AND (r.id = $4 OR coalesce(g.settings #> '{admins,role_ids}' @> to_jsonb(r.id), false))))) AS admin,
    own.user_id IS NOT NULL AND (own.visibility <> 0 OR NOT own.tracked OR own.left_at IS NOT NULL) AS concealed
FROM guilds g
LEFT JOIN members m ON m.guild_id = g.guild_id AND m.user_id = $1 AND m.left_at IS NULL AND NOT m.is_bot
LEFT JOIN members own ON own.guild_id = g.guild_id AND own.user_id = $1
WHERE g.active AND g.guild_id = ANY($2::bigint[])
"""


@dataclass(frozen=True, slots=True)
class Rights:
    """What a person is in a guild at this moment.

    Attributes:
        member: Whether they are in it.
        admin: Whether they may change its rules.
        concealed: Whether others may see less of them than they see themself.
    """

    guild_id: int
    member: bool = False
    admin: bool = False
    concealed: bool = False


async def rights(
    connection: "asyncpg.Connection[Any]", user_id: int, guild_ids: Sequence[int], admin_role_id: int | None
) -> dict[int, Rights]:
    """The rights of a person in those of these guilds that are active, by guild.

    Admins are who may manage the guild at Discord, and who has the role of the configuration or one of the guild's own.
    """
    rows = await connection.fetch(_RIGHTS, user_id, guild_ids, ADMINISTRATOR | MANAGE_GUILD, admin_role_id)
    return {row["guild_id"]: Rights(**row) for row in rows}
