"""Whether somebody may change a guild's rules, for faces where nobody signs in: Discord says who they are."""

from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.db.queries import rights as queries
from synapse.db.read import reading
from synapse.errors import Forbidden
from synapse.services.changes import Actor
from synapse.services.texts import say


async def admin(engine: AsyncEngine, guild_id: int, user_id: int, admin_role_id: int | None) -> Actor:
    """A guild's admin, as the one who changes something.

    Raises:
        Forbidden: They are none, by the members and roles that the bot keeps current.
    """
    async with reading(engine) as connection:
        found = (await queries.rights(connection, user_id, [guild_id], admin_role_id)).get(guild_id)
    if found is None or not found.admin:
        raise Forbidden(say("refused.admin"))
    return Actor(user_id)
