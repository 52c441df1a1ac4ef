from collections.abc import Awaitable, Callable
from datetime import timedelta

import orjson
import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.db.session import driver_transaction
from synapse.services import announcements, members_sync
from synapse.services.announcements import Posted, Waiting
from synapse.services.members_sync import MemberSeen
from tests.services.conftest import GUILD, NOW, Look

pytestmark = pytest.mark.live

INSERT = """
INSERT INTO announcements (guild_id, event_key, kind, user_id, channel_id, payload, occurred_at)
VALUES (:guild, :key, :kind, :user, :channel, CAST(:payload AS jsonb), :at) RETURNING id
"""
Write = Callable[..., Awaitable[int]]


@pytest.fixture
async def write(live_engine: AsyncEngine, club: int, look: Look) -> Write:
    """Puts an announcement for Ada (1) or Bob (2) into the outbox; returns its id."""
    crew = [MemberSeen(user_id=1, username="ada", display_name="Ada")]
    await members_sync.saw(live_engine, club, [*crew, MemberSeen(user_id=2, username="bob", display_name="Bob")])

    async def insert(
        *, kind: str = "level_up", user: int = 1, channel: int | None = 11, payload: dict[str, int] | None = None
    ) -> int:
        text = orjson.dumps(payload or {}).decode()
        values = {"guild": club, "key": f"l{user}:2", "kind": kind, "user": user, "channel": channel}
        ((number,),) = await look(INSERT, **values, payload=text, at=NOW)
        return int(number)

    return insert


async def claim(
    engine: AsyncEngine, *, after: timedelta = timedelta(0), limit: int = 10, full: tuple[int, ...] = ()
) -> list[Waiting]:
    return await announcements.claim(engine, [GUILD], now=NOW + after, limit=limit, except_channels=full)


async def states(look: Look) -> list[str]:
    return [state for (state,) in await look("SELECT state FROM announcements ORDER BY id")]


async def test_what_waits_is_claimed_in_order_and_once(live_engine: AsyncEngine, write: Write) -> None:
    first = await write(payload={"level": 2, "gold": 50})
    second = await write(kind="award", user=2, channel=12)

    claimed = await claim(live_engine)
    assert claimed == [
        Waiting(
            guild_id=GUILD, id=first, event_key="l1:2", kind="level_up", user_id=1, channel_id=11,
            payload={"level": 2, "gold": 50}, occurred_at=NOW, display_name="Ada", attempts=1,
        ),
        Waiting(
            guild_id=GUILD, id=second, event_key="l2:2", kind="award", user_id=2, channel_id=12,
            payload={}, occurred_at=NOW, display_name="Bob", attempts=1,
        ),
    ]  # fmt: skip
    assert await claim(live_engine) == []


async def test_the_limit_takes_the_oldest(live_engine: AsyncEngine, write: Write) -> None:
    numbers = [await write() for _ in range(3)]
    assert [each.id for each in await claim(live_engine, limit=2)] == numbers[:2]
    assert [each.id for each in await claim(live_engine, limit=2)] == numbers[2:]
    assert await claim(live_engine, limit=0) == []


async def test_only_the_asked_guilds_are_served(live_engine: AsyncEngine, write: Write) -> None:
    await write()
    assert await announcements.claim(live_engine, [404], now=NOW, limit=10) == []


async def test_a_claim_that_went_stale_is_taken_over(live_engine: AsyncEngine, write: Write) -> None:
    number = await write()
    await claim(live_engine)

    assert await claim(live_engine, after=timedelta(seconds=60)) == []
    (again,) = await claim(live_engine, after=timedelta(seconds=61))
    assert (again.id, again.attempts) == (number, 2)
    assert await claim(live_engine, after=timedelta(seconds=62)) == []


async def test_two_posters_at_once_never_get_the_same(live_engine: AsyncEngine, write: Write) -> None:
    first, second = await write(), await write()
    async with driver_transaction(live_engine) as connection:
        # Another poster's claim that is not committed yet.
        await connection.execute("UPDATE announcements SET state = 'claimed' WHERE id = $1", first)
        assert [each.id for each in await claim(live_engine)] == [second]


async def test_what_was_sent_is_never_claimed_again(live_engine: AsyncEngine, write: Write, look: Look) -> None:
    number = await write()
    await claim(live_engine)

    await announcements.sent(live_engine, GUILD, number, 777, NOW)
    await announcements.sent(live_engine, GUILD, number, 888, NOW + timedelta(days=1))
    await announcements.skip(live_engine, GUILD, number)
    await announcements.release(live_engine, [(GUILD, number)])

    assert await claim(live_engine, after=timedelta(days=1)) == []
    assert await look("SELECT state, message_id, sent_at FROM announcements") == [("sent", 777, NOW)]


async def test_what_is_given_back_can_be_claimed_as_if_never_claimed(live_engine: AsyncEngine, write: Write) -> None:
    first, second = await write(), await write()
    await claim(live_engine)

    await announcements.release(live_engine, [(GUILD, second), (GUILD, first)])
    assert [(each.id, each.attempts) for each in await claim(live_engine)] == [(first, 1), (second, 1)]


async def test_what_can_never_be_posted_is_skipped(live_engine: AsyncEngine, write: Write, look: Look) -> None:
    number = await write()
    await claim(live_engine)

    await announcements.skip(live_engine, GUILD, number)
    assert await states(look) == ["skipped"]
    assert await claim(live_engine, after=timedelta(days=1)) == []


KINDS = [("level_up", "level_ups"), ("achievement", "achievements"), ("award", "awards")]


async def test_a_quest_is_announced_as_an_award_is(live_engine: AsyncEngine, write: Write, look: Look) -> None:
    await write(kind="quest")
    assert [each.kind for each in await claim(live_engine)] == ["quest"]
    await look("UPDATE members SET preferences = '{\"announce_awards\": false}'")
    await write(kind="quest")
    assert await claim(live_engine) == []
    await look("UPDATE members SET preferences = '{}'")
    await look('UPDATE guilds SET settings = \'{"announcements": {"awards": false}}\'')
    await write(kind="quest")
    assert await claim(live_engine) == []


@pytest.mark.parametrize(("kind", "name"), KINDS)
async def test_members_switch_kinds_off(
    live_engine: AsyncEngine, write: Write, look: Look, kind: str, name: str
) -> None:
    await look("UPDATE members SET preferences = CAST(:text AS jsonb)", text=f'{{"announce_{name}": false}}')
    for each, _ in KINDS:
        await write(kind=each)

    assert {each.kind for each in await claim(live_engine)} == {each for each, _ in KINDS} - {kind}
    assert sorted(await states(look)) == ["claimed", "claimed", "skipped"]


@pytest.mark.parametrize(("kind", "name"), KINDS)
async def test_guilds_switch_kinds_off(
    live_engine: AsyncEngine, write: Write, look: Look, kind: str, name: str
) -> None:
    await look("UPDATE guilds SET settings = CAST(:text AS jsonb)", text=f'{{"announcements": {{"{name}": false}}}}')
    await look("UPDATE members SET preferences = CAST(:text AS jsonb)", text=f'{{"announce_{name}": true}}')
    for each, _ in KINDS:
        await write(kind=each)

    assert {each.kind for each in await claim(live_engine)} == {each for each, _ in KINDS} - {kind}


async def test_nothing_is_said_of_who_opted_out_or_is_forgotten(
    live_engine: AsyncEngine, write: Write, look: Look
) -> None:
    await look("UPDATE members SET tracked = false WHERE user_id = 1")
    await write(user=1)
    await write(user=404)
    number = await write(user=2)

    assert [each.id for each in await claim(live_engine)] == [number]
    assert await states(look) == ["skipped", "skipped", "claimed"]


async def test_skipped_entries_do_not_use_up_the_limit(live_engine: AsyncEngine, write: Write, look: Look) -> None:
    await look("UPDATE members SET tracked = false WHERE user_id = 1")
    for _ in range(4):
        await write(user=1)
    numbers = [await write(user=2) for _ in range(3)]

    assert [each.id for each in await claim(live_engine, limit=2)] == numbers[:2]


async def test_where_an_announcement_goes(live_engine: AsyncEngine, write: Write, look: Look) -> None:
    ((plain, special),) = await look("SELECT min(id), max(id) FROM achievements")
    await look("UPDATE achievements SET channel_id = 40 WHERE id = :id", id=special)
    for achievement in (plain, special):
        await write(kind="achievement", payload={"achievement_id": achievement})
    await write()
    await write(channel=None)

    claimed = await claim(live_engine)
    assert [each.channel_id for each in claimed] == [11, 40, 11]
    assert await states(look) == ["claimed", "claimed", "claimed", "skipped"]

    await announcements.release(live_engine, [(each.guild_id, each.id) for each in claimed])
    await look('UPDATE guilds SET settings = \'{"announcements": {"channel_id": 900000000000000030}}\'')
    await write(channel=None)
    assert [each.channel_id for each in await claim(live_engine)] == [30 + 9 * 10**17, 40, *[30 + 9 * 10**17] * 2]


async def test_full_channels_are_not_in_the_way(live_engine: AsyncEngine, write: Write, look: Look) -> None:
    waits = [await write(channel=11) for _ in range(3)]
    nowhere, goes = await write(channel=None), await write(channel=12)

    assert [each.id for each in await claim(live_engine, limit=2, full=(11, 13))] == [goes]
    assert await look("SELECT state FROM announcements WHERE id = :id", id=nowhere) == [("skipped",)]
    assert [each.id for each in await claim(live_engine)] == waits


async def test_what_was_posted_lately(live_engine: AsyncEngine, write: Write) -> None:
    numbers = [await write(channel=channel) for channel in (11, 12, 12)]
    await claim(live_engine)
    for minute, number in enumerate(numbers):
        await announcements.sent(live_engine, GUILD, number, number, NOW + timedelta(minutes=minute))

    assert await announcements.posted(live_engine, [GUILD], NOW) == [
        Posted(12, NOW + timedelta(minutes=1)),
        Posted(12, NOW + timedelta(minutes=2)),
    ]


def waiting(guild_id: int, number: int) -> Waiting:
    return Waiting(
        guild_id=guild_id, id=number, event_key="", kind="award", user_id=1, channel_id=1, payload={},
        occurred_at=NOW, display_name="", attempts=1,
    )  # fmt: skip


def test_nonces_fit_discord_and_differ() -> None:
    largest = 2**63 - 1
    assert len(waiting(largest, largest).nonce) <= 25
    pairs = [(guild, number) for guild in (1, 61, 62, 63, 3844, largest) for number in (1, 61, 62, 63, 3844, largest)]
    assert len({waiting(*pair).nonce for pair in pairs}) == len(pairs)
    assert waiting(GUILD, 63).nonce == waiting(GUILD, 63).nonce


async def test_direct_messages_need_no_channel_and_an_achievements_own_channel_wins(
    live_engine: AsyncEngine, write: Write, look: Look
) -> None:
    async with driver_transaction(live_engine) as connection:
        await connection.execute(
            """UPDATE guilds SET settings = jsonb_set(settings, '{announcements}',
               '{"channel_id": 12, "level_ups_direct": true, "achievements_direct": true}')"""
        )
        number = await connection.fetchval(
            "UPDATE achievements SET channel_id = 13 WHERE id = (SELECT min(id) FROM achievements) RETURNING id"
        )
    await write()
    await write(channel=None)
    await write(kind="award")
    await write(kind="achievement", payload={"achievement_id": number})
    await write(kind="achievement", payload={"achievement_id": number + 1})
    claimed = await claim(live_engine)
    assert [each.channel_id for each in claimed] == [None, None, 12, 13, None]
    for each in claimed:
        await announcements.sent(live_engine, GUILD, each.id, 5, NOW)
    posted = await announcements.posted(live_engine, [GUILD], NOW - timedelta(minutes=1))
    assert sorted(each.channel_id for each in posted) == [0, 0, 0, 12, 13]
    assert await states(look) == ["sent"] * 5
