"""Whether totals and rollups still equal the sum of the journal."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.db.queries.verify import CHECKS, one_moment
from synapse.db.session import driver_transaction


@dataclass(frozen=True, slots=True)
class Difference:
    """One row that is not what the journal says.

    Attributes:
        check: What was recounted, such as ``members`` or ``rank_buckets``.
        guild_id: The guild.
        what: Which row: its key within the guild.
        kept: The figures that the database keeps, as JSON.
        counted: The figures that the recount gave, as JSON.
    """

    check: str
    guild_id: int
    what: str
    kept: str
    counted: str


async def verify(
    engine: AsyncEngine, guild_id: int | None = None, *, on_check: Callable[[str], None] | None = None
) -> list[Difference]:
    """Recount everything from the journal; returns at most 100 differences of each check.

    All checks see the same moment, so that a running bot does not disturb them.

    Args:
        engine: The database.
        guild_id: One guild, or None for all.
        on_check: Told of each check before it begins.
    """
    differences: list[Difference] = []
    async with driver_transaction(engine) as connection:
        await one_moment(connection)
        for check, statement in CHECKS.items():
            if on_check is not None:
                on_check(check)
            rows = await connection.fetch(statement, guild_id)
            differences.extend(
                Difference(check, row["guild_id"], row["what"], row["kept"], row["counted"]) for row in rows
            )
    return differences
