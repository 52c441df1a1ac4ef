"""Two admins at the same thing: the second is told what the first changed, and nothing is overwritten."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import asyncpg

from synapse.db.queries import audit as queries
from synapse.errors import Conflict
from synapse.services.audit import Entry, entry_of
from synapse.services.texts import say

MOST = 20
"""The most changes that somebody is told of."""


class Outdated(Conflict):
    """A change was made on what is not there any more.

    Attributes:
        meanwhile: What was changed since, oldest first; at most the newest ``MOST``. Empty when the version that was
            named never was.
    """

    def __init__(self, message: str, *, path: tuple[str, ...], meanwhile: Sequence[Entry] = ()) -> None:
        super().__init__(message, path=path)
        self.meanwhile = tuple(meanwhile)


@dataclass(frozen=True, slots=True)
class Versions:
    """The version of something that is there, and the one that a change was made on."""

    there: int
    asked: int


async def check(
    connection: "asyncpg.Connection[Any]", guild_id: int, subject: str, versions: Versions, what: str
) -> None:
    """Refuse a change of something that somebody else changed meanwhile.

    Args:
        connection: Holds the guild's lock, so that nothing can come between.
        guild_id: Where.
        subject: What is to be changed, as the audit log calls it.
        versions: Which version is there and which was asked for.
        what: The kind of thing, ``zone``; the texts have a sentence for each under ``refused.outdated``.

    Raises:
        Outdated: The versions differ.
    """
    if versions.there == versions.asked:
        return
    count = min(max(versions.there - versions.asked, 0), MOST)
    rows = await queries.latest(connection, guild_id, subject, count)
    raise Outdated(
        say(f"refused.outdated.{what}"),
        path=("version",),
        meanwhile=[entry_of(row) for row in reversed(rows)],
    )
