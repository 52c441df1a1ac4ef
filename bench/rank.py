"""Ranks and deep pages in a guild of a million members, by the services that the faces read from.

Values follow a power law: a few earn very much, most next to nothing, so many share a value. Ranks are
asked as a face does it, from the member's id: the row first, then the place. A sample of the answers is
compared with counting everybody who has more. Figures are of the slowest board; all are printed.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random
from time import perf_counter
from typing import cast

from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncEngine

from bench import stream
from bench.report import Report, connection, fresh_database, percentile, server
from synapse.db.queries import ranks
from synapse.db.read import reading
from synapse.db.session import create_engine
from synapse.engine.rules import Rules
from synapse.services import boards, guilds, members
from synapse.services.boards import Board, Question, Span, Window
from synapse.services.rules import Rulebook

MEMBERS = 1_000_000
DEPTH = 500_000
_FIRST = 810_000_000_000_000_000
_CHUNK = 100_000
_CHECKED = 40
_WARM_UP = 50

_FILL = """
INSERT INTO members (guild_id, user_id, display_name, username, xp, stars, gold, messages, last_active_on)
SELECT $1, $2 + n, 'Member ' || n, 'member' || n, xp, xp / 14, xp / 3, xp / 15, current_date
FROM (SELECT n, (power(random(), 6) * 250000)::bigint AS xp FROM generate_series($3::bigint, $4::bigint) AS n) AS made
"""
_FILL_SEASON = """
INSERT INTO member_seasons (guild_id, season_id, user_id, xp, stars, messages)
SELECT guild_id, $2, user_id, xp / 2, stars / 2, messages / 2
FROM members WHERE guild_id = $1 AND user_id BETWEEN $3 AND $4
"""
_MORE = {
    Span.ALL_TIME: "SELECT count(*) FROM members WHERE guild_id = $1 AND listed AND {board} > $2 AND $3::bigint > 0",
    Span.SEASON: "SELECT count(*) FROM member_seasons "
    "WHERE guild_id = $1 AND listed AND {board} > $2 AND season_id = $3",
}
_AT = {
    Span.ALL_TIME: "SELECT {board}, user_id FROM members WHERE guild_id = $1 AND listed AND {board} > 0 "
    "AND $3::bigint > 0 ORDER BY {board} DESC, user_id OFFSET $2 LIMIT 1",
    Span.SEASON: "SELECT {board}, user_id FROM member_seasons WHERE guild_id = $1 AND listed AND {board} > 0 "
    "AND season_id = $3 ORDER BY {board} DESC, user_id OFFSET $2 LIMIT 1",
}
_QUESTIONS = (
    Question(Board.XP, Span.ALL_TIME),
    Question(Board.STARS, Span.ALL_TIME),
    Question(Board.GOLD, Span.ALL_TIME),
    Question(Board.XP, Span.SEASON),
    Question(Board.STARS, Span.SEASON),
)


@dataclass(frozen=True, slots=True)
class Guild:
    """The filled guild and the ways into it."""

    url: URL
    engine: AsyncEngine
    rules: Rules
    random: Random

    def somebody(self) -> int:
        """A random member's id."""
        return _FIRST + self.random.randrange(MEMBERS)

    async def place_of(self, question: Question, user_id: int) -> tuple[int, int]:
        """A member's value and rank, as a face asks for it."""
        now = datetime.now(UTC)
        if question.span is Span.SEASON:
            counts = (await members.seasons(self.engine, self.rules, [user_id]))[user_id]
            value = counts.xp if question.board is Board.XP else counts.stars
            return value, await self._rank(question.board, self.rules.season.id, value)
        member = await members.by_id(self.engine, self.rules, user_id, now=now)
        if member is None:
            raise LookupError(user_id)
        value = {Board.XP: member.xp, Board.STARS: member.stars, Board.GOLD: member.gold}[question.board]
        if question.board is Board.XP:
            return value, (await members.ranks(self.engine, self.rules.guild_id, [value]))[value]
        return value, await self._rank(question.board, ranks.ALL_TIME, value)

    async def page(self, question: Question, after: tuple[int, int]) -> boards.Page:
        """The page that follows a place."""
        window = Window(size=25, after=after)
        return await boards.page(self.engine, self.rules, question, window, now=datetime.now(UTC))

    async def at(self, question: Question, depth: int) -> tuple[int, int]:
        """Value and id of who stands at a depth, by walking there."""
        statement = _AT[question.span].format(board=question.board.value)
        async with connection(self.url) as opened:
            row = await opened.fetchrow(statement, self.rules.guild_id, depth, self.rules.season.id)
        if row is None:
            raise LookupError(f"the board of {question} has fewer than {depth} members")
        return row[0], row[1]

    async def counted(self, question: Question, value: int) -> int:
        """The rank of a value by counting everybody who has more."""
        statement = _MORE[question.span].format(board=question.board.value)
        async with connection(self.url) as opened:
            above = await opened.fetchval(statement, self.rules.guild_id, value, self.rules.season.id)
        return int(above) + 1

    async def _rank(self, board: Board, season_id: int, value: int) -> int:
        async with reading(self.engine) as opened:
            return await ranks.rank(opened, self.rules.guild_id, cast("ranks.Board", board.value), season_id, value)


async def _filled(url: URL) -> None:
    now = datetime.now(UTC)
    engine = create_engine(url)
    await guilds.register(engine, stream.guild(), announce_channel=None, now=now, season_starts_at=now - timedelta(30))
    await engine.dispose()
    async with connection(url) as opened:
        season = await opened.fetchval("SELECT id FROM seasons")
        for first in range(0, MEMBERS, _CHUNK):
            last = first + _CHUNK - 1
            await opened.execute(_FILL, stream.GUILD, _FIRST, first, last)
            await opened.execute(_FILL_SEASON, stream.GUILD, season, _FIRST + first, _FIRST + last)
        for table in ("members", "member_seasons", "rank_buckets"):
            await opened.execute(f"VACUUM ANALYZE {table}")
        await opened.execute("CHECKPOINT")


async def _timed(call: Callable[[], Awaitable[object]], seconds: float) -> list[float]:
    """Milliseconds of each call, one after the other."""
    for _ in range(_WARM_UP):
        await call()
    taken: list[float] = []
    end = perf_counter() + seconds
    while (began := perf_counter()) < end:
        await call()
        taken.append((perf_counter() - began) * 1000)
    return taken


async def _wrong(guild: Guild, question: Question, start: tuple[int, int]) -> int:
    """How many ranks of random members, and of the page's ends, are not what counting gives."""
    asked = [await guild.place_of(question, guild.somebody()) for _ in range(_CHECKED)]
    page = await guild.page(question, start)
    asked += [(entry.value, entry.rank) for entry in (page.entries[0], page.entries[-1])]
    return sum([rank != await guild.counted(question, value) for value, rank in asked])


async def _measure(guild: Guild, seconds: float, report: Report) -> None:
    rank_p99 = page_p99 = wrong = 0.0
    share = seconds / len(_QUESTIONS) / 2
    for question in _QUESTIONS:
        starts = [await guild.at(question, DEPTH - 500 + 25 * step) for step in range(40)]
        looks = await _timed(lambda q=question: guild.place_of(q, guild.somebody()), share)  # type: ignore[misc] # mypy cannot infer a lambda with a default
        pages = await _timed(lambda q=question, s=starts: guild.page(q, guild.random.choice(s)), share)  # type: ignore[misc] # as above
        slow, deep = percentile(looks, 0.99), percentile(pages, 0.99)
        print(
            f"  {question.board.value:6}{question.span.value:9} rank p50 {percentile(looks, 0.5):.2f} p99 {slow:.2f} ms"
            f" of {len(looks):,}; page p50 {percentile(pages, 0.5):.2f} p99 {deep:.2f} ms of {len(pages):,}",
            flush=True,
        )
        rank_p99, page_p99 = max(rank_p99, slow), max(page_p99, deep)
        wrong += await _wrong(guild, question, starts[0])
    report.figure("rank_p99_ms", rank_p99, bar="under 5")
    report.figure("page_p99_ms", page_p99, bar="under 10")
    report.figure("wrong", int(wrong), bar="0")


async def _run(seconds: float, report: Report) -> None:
    with server() as postgres:
        url = await fresh_database(postgres)
        print(f"filling a guild with {MEMBERS:,} members ...", flush=True)
        await _filled(url)
        engine = create_engine(url)
        rulebook = Rulebook(engine)
        await rulebook.start()
        rules = rulebook.get(stream.GUILD)
        if rules is None:
            raise LookupError("the guild has no rules")
        await _measure(Guild(url, engine, rules, Random(5)), seconds, report)
        await rulebook.stop()
        await engine.dispose()


def run(seconds: float) -> Report:
    """Measure for about ``seconds`` in all."""
    report = Report("rank")
    asyncio.run(_run(seconds, report))
    return report
