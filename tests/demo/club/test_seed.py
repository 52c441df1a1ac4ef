"""The club's past in a real database, and the recount of a life against it."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.config import Ports, Soft, Spool
from synapse.db.session import driver_transaction
from synapse.demo import recount
from synapse.demo.backend import Backend
from synapse.demo.club import Club, found
from synapse.demo.club.life import Life
from synapse.demo.club.seed import seed_history
from synapse.demo.history import history
from synapse.demo.recount import Database, Event, Tariff
from synapse.demo.recount.expected import GIVEN, MESSAGE, RECEIVED
from synapse.engine.events import MessageSent, ReactionGiven, ReactionReceived, Recorded, ThreadCreated
from synapse.engine.rules import Rules
from synapse.services.ingest import Ingest
from synapse.services.rules import Rulebook
from tests.demo.club.conftest import Clock, backend_of

pytestmark = pytest.mark.live

UNTIL = datetime(2026, 11, 24, 12, tzinfo=UTC)
DAYS = 3
EVERYTHING = (
    "SELECT * FROM events WHERE guild_id = $1",
    "SELECT * FROM members WHERE guild_id = $1",
    "SELECT * FROM member_seasons WHERE guild_id = $1",
    "SELECT * FROM activity_hours WHERE guild_id = $1",
    "SELECT * FROM announcements WHERE guild_id = $1",
)


@pytest.fixture
def soft(tmp_path: Path) -> Soft:
    return Soft(spool=Spool(directory=tmp_path / "spool"), ports=Ports(discord=4567))


@pytest.fixture
async def rulebook(live_engine: AsyncEngine) -> AsyncIterator[Rulebook]:
    opened = Rulebook(live_engine)
    await opened.start()
    yield opened
    await opened.stop()


async def rows(engine: AsyncEngine, statement: str, guild_id: int) -> list[dict[str, Any]]:
    async with driver_transaction(engine) as connection:
        return [dict(row) for row in await connection.fetch(statement, guild_id)]


async def read(engine: AsyncEngine, guild_id: int) -> Database:
    """Everything the recount compares."""
    found_rows = [await rows(engine, statement, guild_id) for statement in EVERYTHING]
    return Database(*found_rows)


async def test_the_past_is_recorded_once(live_engine: AsyncEngine, rulebook: Rulebook, soft: Soft, club: Club) -> None:
    shares: list[float] = []
    count = await seed_history(live_engine, rulebook, soft, club, days=DAYS, until=UNTIL, progress=shares.append)
    assert count == len(list(history(club, days=DAYS, until=UNTIL)))
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    assert await seed_history(live_engine, rulebook, soft, club, days=DAYS, until=UNTIL) == 0
    assert not list((soft.spool.directory).glob("*.jsonl"))


async def test_the_past_is_celebrated_in_silence(
    live_engine: AsyncEngine, rulebook: Rulebook, soft: Soft, club: Club
) -> None:
    await seed_history(live_engine, rulebook, soft, club, days=DAYS, until=UNTIL)
    states = await rows(live_engine, "SELECT DISTINCT state FROM announcements WHERE guild_id = $1", club.guild.id)
    assert states == [{"state": "skipped"}]


async def test_members_come_with_names_pictures_and_roles(
    live_engine: AsyncEngine, rulebook: Rulebook, soft: Soft, club: Club
) -> None:
    await seed_history(live_engine, rulebook, soft, club, days=DAYS, until=UNTIL)
    members = {
        m["user_id"]: m for m in await rows(live_engine, "SELECT * FROM members WHERE guild_id = $1", club.guild.id)
    }
    assert members.keys() == club.guild.members.keys()
    ada = members[club.crowd[0].id]
    assert (ada["display_name"], ada["is_bot"]) == ("Ada", False)
    assert set(ada["role_ids"]) == set(club.crowd[0].member.role_ids)
    assert members[club.application.id]["is_bot"]
    pictures = [member["avatar_url"] for member in members.values()]
    files = ("http://127.0.0.1:4567/avatars/", "http://127.0.0.1:4567/embed/avatars/")
    assert all(url.startswith(files) for url in pictures)
    assert {files.index(next(start for start in files if url.startswith(start))) for url in pictures} == {0, 1}
    settings = rulebook.get(club.guild.id)
    assert settings is not None
    assert settings.season.starts_at == UNTIL - timedelta(days=DAYS)
    announce = settings.settings.announcements.channel_id
    assert announce is not None
    assert club.guild.channels[announce].name == "level-ups"


def heard(event: Event, guild_id: int) -> Recorded:
    """A ledger's event as the bot would hand it on."""
    at = datetime.fromtimestamp(event.at_ms / 1000, UTC)
    where: dict[str, Any] = {"guild_id": guild_id, "channel_id": event.channel_id, "parent_id": event.parent_id}
    message_id, _, other = event.key[1:].partition(":")
    if event.kind == MESSAGE:
        facts = event.facts
        return MessageSent(
            **where,
            user_id=event.user_id,
            occurred_at=at,
            message_id=int(message_id),
            length=facts["length"],
            has_code=facts["has_code"],
            has_link=facts["has_link"],
            has_attachment=facts["attachments"] > 0,
            emoji_count=facts["emoji"],
        )
    if event.kind == GIVEN:
        author = event.user_id if not event.counts else 1
        return ReactionGiven(
            **where, user_id=event.user_id, occurred_at=at, message_id=int(message_id), author_id=author
        )
    if event.kind == RECEIVED:
        return ReactionReceived(
            **where, user_id=event.user_id, occurred_at=at, message_id=int(message_id), reactor_id=int(other)
        )
    return ThreadCreated(**where, user_id=event.user_id, occurred_at=at)


def lived(club: Club, clock: Clock) -> Backend:
    backend = backend_of(club, clock)
    life = Life(backend, club)
    for _ in range(2500):
        life.step()
        clock.at += 1.3
    return backend


def tariff_of(rules: Rules) -> Tariff:
    zones = {
        channel_id: {
            int(kind): (Fraction(multiplier.xp), Fraction(multiplier.stars))
            for kind, multiplier in rules.zones[zone_id].multipliers.items()
        }
        for channel_id, zone_id in rules.zone_of_channel.items()
    }
    return Tariff(zones)


async def test_a_life_is_recounted_to_the_unit(
    live_engine: AsyncEngine, rulebook: Rulebook, soft: Soft, clock: Clock
) -> None:
    club = found(11, 60)
    guild_id = club.guild.id
    await seed_history(live_engine, rulebook, soft, club, days=1, until=UNTIL)
    before = await read(live_engine, guild_id)
    entries = lived(club, clock).ledger.entries
    events = recount.events(entries, guild_id)
    ingest = Ingest(live_engine, rulebook, soft, announce_after=datetime.max.replace(tzinfo=UTC))
    await ingest.start()
    for event in events.values():
        ingest.put(heard(event, guild_id))
        if event.kind == MESSAGE:
            ingest.put(heard(event, guild_id))
    await ingest.drain()
    await ingest.stop()
    after = await read(live_engine, guild_id)
    known = {row["event_key"] for row in before.journal}
    fresh = [row for row in after.journal if row["event_key"] not in known]
    rules = rulebook.get(guild_id)
    assert rules is not None
    now = Database(fresh, after.members, after.seasons, after.hours, after.outbox)
    assert recount.differences(entries, now, guild_id=guild_id, bot_id=club.application.id, before=before) == []
    must = recount.rewards(events.values(), tariff_of(rules))
    assert list(recount.reward_differences(must, fresh)) == []
    assert any(reward == (0, 0) for reward in must.values())


async def test_a_lost_event_is_noticed(live_engine: AsyncEngine, rulebook: Rulebook, soft: Soft, clock: Clock) -> None:
    club = found(11, 60)
    guild_id = club.guild.id
    await seed_history(live_engine, rulebook, soft, club, days=1, until=UNTIL)
    before = await read(live_engine, guild_id)
    entries = lived(club, clock).ledger.entries
    same = Database([], before.members, before.seasons, before.hours, before.outbox)
    found_out = recount.differences(entries, same, guild_id=guild_id, bot_id=club.application.id, before=before)
    assert len(found_out) > len(recount.events(entries, guild_id))
