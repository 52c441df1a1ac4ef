"""The verdict: what the local Discord says happened against what the database holds."""

import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import asyncpg

from bench.trial.stage import Stage
from synapse.db.session import create_engine
from synapse.demo import recount
from synapse.demo.recount import Database, Tariff
from synapse.demo.recount.journal import voice_differences
from synapse.engine.levels import level_of
from synapse.engine.rules import Rules, Scope, TriggerKind
from synapse.services.rules import Rulebook
from synapse.services.verify import verify

VOICE_SLACK_MS = 5_000
_COUNTED = (
    TriggerKind.MESSAGES,
    TriggerKind.REACTIONS_GIVEN,
    TriggerKind.REACTIONS_RECEIVED,
    TriggerKind.THREADS,
    TriggerKind.STARS,
    TriggerKind.XP,
    TriggerKind.LEVEL,
)
_LEVEL, _ACHIEVEMENT = 8, 9
_STALLED_SECONDS = 45.0
"""Longer than anything in the bot waits before it tries again, but for the outbox of a full channel, which moves."""
_RECORDED = "SELECT count(*) FROM events WHERE kind <= 4"
_OPEN = "SELECT count(*) FROM announcements WHERE state IN ('pending', 'claimed')"
_READ = {
    "journal": "SELECT event_key, kind, user_id, channel_id, parent_id, occurred_at, xp, stars, gold "
    "FROM events WHERE guild_id = $1",
    "members": "SELECT user_id, messages, reactions_given, reactions_received, threads FROM members "
    "WHERE guild_id = $1",
    "seasons": "SELECT user_id, messages, reactions_given, reactions_received, threads FROM member_seasons "
    "WHERE guild_id = $1",
    "hours": "SELECT hour, channel_id, kind, events FROM activity_hours WHERE guild_id = $1",
    "outbox": "SELECT id, event_key, kind, user_id, state, message_id, (payload ->> 'gold')::bigint AS gold "
    "FROM announcements WHERE guild_id = $1",
}
_STANDINGS = """
SELECT m.user_id, m.level, m.xp, m.stars, m.messages, m.reactions_given, m.reactions_received, m.threads,
    coalesce((SELECT sum(s.xp) FROM member_seasons AS s WHERE s.user_id = m.user_id), 0) AS season_xp,
    array(SELECT achievement_id FROM member_achievements AS a WHERE a.user_id = m.user_id) AS earned
FROM members AS m WHERE m.guild_id = $1
"""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Every difference as a sentence, and how much was compared."""

    differences: list[str]
    events: int
    announcements: int


async def settled(stage: Stage, seconds: float, *, posts: bool = True) -> bool:
    """Wait until everything that happened is in the journal, and with ``posts`` nothing waits in the outbox any more.

    Returns:
        False when that does not come to pass, in time or because nothing moves any more.
    """
    # A bot's post is no event, so what is expected does not grow while it is waited for.
    expected = len(recount.events(stage.backend.ledger.entries, stage.guild_id))
    seen, since = (-1, -1), time.monotonic()

    async def so(connection: "asyncpg.Connection[Any]") -> bool:
        nonlocal seen, since
        now = (await connection.fetchval(_RECORDED), await connection.fetchval(_OPEN) if posts else 0)
        if now != seen:
            seen, since = now, time.monotonic()
        return bool(now[0] >= expected and not now[1]) or time.monotonic() - since > _STALLED_SECONDS

    return await stage.until(so, seconds) and seen[0] >= expected and not seen[1]


async def judge(stage: Stage) -> Verdict:
    """Compare; the bot must have ended, so that nothing moves."""
    engine = create_engine(stage.url)
    rulebook = Rulebook(engine)
    await rulebook.start()
    rules = rulebook.get(stage.guild_id)
    await rulebook.stop()
    if rules is None:
        raise LookupError("the guild has no rules")
    async with stage.connection() as connection:
        rows = {name: await connection.fetch(statement, stage.guild_id) for name, statement in _READ.items()}
        standings = await connection.fetch(_STANDINGS, stage.guild_id)
    found = _compared(stage, Database(**rows), _tariff(rules))
    found += _celebrated(Database(**rows))
    found += [line for row in standings for line in _earned(rules, row)]
    found += [f"verify {each.check} {each.what}: {each.kept} <> {each.counted}" for each in await verify(engine)]
    found += [f"{path.name} is left in the spool" for path in (stage.plan.folder / "spool").glob("[!.]*")]
    await engine.dispose()
    return Verdict(found, len(rows["journal"]), len(rows["outbox"]))


def _compared(stage: Stage, database: Database, tariff: Tariff) -> list[str]:
    """The recount from the ledger: journal, totals, seasons, rollups, outbox, and what messages and threads earned."""
    entries = stage.backend.ledger.entries
    found = recount.differences(entries, database, guild_id=stage.guild_id, bot_id=stage.backend.bot_id)
    must = recount.rewards(recount.events(entries, stage.guild_id).values(), tariff)
    found += recount.reward_differences(must, database.journal)
    return found + list(_voice(stage, database))


def _voice(stage: Stage, database: Database) -> Iterator[str]:
    """Ticks of voice against the stays, but for who came or went while no bot was there to hear it.

    Discord does not tell afterwards when that was.
    """
    entries = stage.backend.ledger.entries
    slack = VOICE_SLACK_MS
    deaf = [(start * 1000 - slack, end * 1000 + 3 * slack) for start, end in stage.bot.away]
    moved = [entry for entry in entries if entry.kind == "voice"]
    unheard = {entry.actor_id for entry in moved if any(start <= entry.at_ms <= end for start, end in deaf)}
    bounds = recount.voice_ticks(entries, stage.guild_id, stage.backend.now_ms(), slack_ms=slack)
    heard = {user_id: bound for user_id, bound in bounds.items() if user_id not in unheard}
    yield from voice_differences(heard, [row for row in database.journal if row["user_id"] not in unheard])


def _celebrated(database: Database) -> Iterator[str]:
    """Each achievement in the journal has one entry in the outbox, and so has each rise in level; all were posted.

    Several levels that were reached at once are one entry of the highest, with the gold of all.
    """
    must = {row["event_key"]: row for row in database.journal if row["kind"] in (_LEVEL, _ACHIEVEMENT)}
    has = Counter(row["event_key"] for row in database.outbox)
    yield from (f"{key} is announced {times} times." for key, times in has.items() if times > 1)
    yield from (f"{key} is announced and never happened." for key in has if key not in must)
    lacking = {key for key, row in must.items() if row["kind"] == _ACHIEVEMENT and key not in has}
    yield from (f"{key} was never announced." for key in lacking)
    gold: Counter[int] = Counter()
    for row in must.values():
        gold[row["user_id"]] += row["gold"] if row["kind"] == _LEVEL else 0
    for row in database.outbox:
        gold[row["user_id"]] -= row["gold"] if row["kind"] == "level_up" else 0
        if row["state"] != "sent":
            yield f"{row['event_key']} is {row['state']}, not sent."
    yield from (
        f"Member {user_id} heard of {-rest} gold too much for levels." for user_id, rest in gold.items() if rest
    )


def _earned(rules: Rules, row: "asyncpg.Record") -> Iterator[str]:
    """A member's level and achievements must follow from the totals, and season and lifetime be the same here."""
    who = f"Member {row['user_id']}"
    if row["level"] != (level := level_of(row["xp"], rules.settings.levels)):
        yield f"{who} has reached level {row['level']} instead of {level}."
    if row["season_xp"] != row["xp"]:
        yield f"{who} has {row['season_xp']} XP in the season instead of {row['xp']}."
    for each in rules.achievements:
        if each.trigger in _COUNTED and each.scope is Scope.LIFETIME:
            must = row[each.trigger.value] >= each.threshold
            if must != (each.id in row["earned"]):
                yield f"{who} {'lacks' if must else 'has'} {each.name} with {row[each.trigger.value]}."


def _tariff(rules: Rules) -> Tariff:
    """The rules as plain fractions, for a recount that does not know the engine."""
    zones = {}
    for channel_id, zone_id in rules.zone_of_channel.items():
        multipliers = rules.zones[zone_id].multipliers if zone_id in rules.zones else {}
        zones[channel_id] = {int(kind): (Fraction(each.xp), Fraction(each.stars)) for kind, each in multipliers.items()}
    return Tariff(zones=zones, cooldown_ms=rules.settings.fair_play.cooldown_seconds * 1000)
