"""The reference of ``bench api``: what one would write by hand for one document."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import asyncpg
import orjson
from starlette.requests import Request
from starlette.responses import Response

FLAT = """
query Flat($guild: Snowflake!) { guild(id: $guild) { leaderboard(first: 100) { nodes {
    rank value member { userId displayName avatarUrl level stars gold } } } } }
"""
NESTED = """
query Nested($guild: Snowflake!) { guild(id: $guild) { leaderboard(first: 50) { nodes {
    rank value member { userId displayName achievements { earnedAt achievement { name rarity xp } } } } } } }
"""

Rows = list[asyncpg.Record]
Statement = tuple[str, tuple[Any, ...]]
"""A statement and its arguments."""


@dataclass(frozen=True, slots=True)
class Case:
    """A document, and how the reference shows the rows of its statements."""

    name: str
    document: str
    statements: int
    shown: Callable[[list[Rows]], object]


def _flat(answers: list[Rows]) -> object:
    return [
        {
            "rank": rank,
            "value": row["value"],
            "member": {
                "userId": str(row["user_id"]),
                "displayName": row["display_name"],
                "avatarUrl": row["avatar_url"],
                "xp": row["xp"],
                "stars": row["stars"],
                "gold": row["gold"],
            },
        }
        for rank, row in enumerate(answers[1][:100], start=1)
    ]


def _nested(answers: list[Rows]) -> object:
    earned: defaultdict[int, list[object]] = defaultdict(list)
    for row in answers[2]:
        achievement = {"name": row["name"], "rarity": row["rarity"], "xp": row["xp"]}
        earned[row["user_id"]].append({"earnedAt": row["earned_at"], "achievement": achievement})
    return [
        {
            "rank": rank,
            "value": row["value"],
            "member": {
                "userId": str(row["user_id"]),
                "displayName": row["display_name"],
                "achievements": earned[row["user_id"]],
            },
        }
        for rank, row in enumerate(answers[1][:50], start=1)
    ]


CASES = (Case("flat", FLAT, 2, _flat), Case("nested", NESTED, 3, _nested))


@dataclass(slots=True)
class Reference:
    """The plain handler of one case."""

    pool: "asyncpg.Pool[asyncpg.Record]"
    case: Case
    statements: list[Statement]

    async def respond(self, _request: Request) -> Response:
        """Run the statements one after the other and dump what they gave."""
        async with self.pool.acquire() as opened:
            answers = [await opened.fetch(query, *arguments) for query, arguments in self.statements]
        shown = {"data": {"guild": {"leaderboard": {"nodes": self.case.shown(answers)}}}}
        return Response(orjson.dumps(shown), media_type="application/json")
