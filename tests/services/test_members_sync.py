import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import asyncpg
import pytest
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool

from synapse.db.notify import Listener, Notice, Part, Topic, connect
from synapse.db.queries import members_sync as queries
from synapse.services import members_sync
from synapse.services.members_sync import MemberSeen
from tests.services.conftest import NOW, Look

pytestmark = pytest.mark.live

ADA = MemberSeen(user_id=1, username="ada", display_name="Ada", role_ids=(5, 6), joined_at=NOW)
BOB = MemberSeen(user_id=2, username="bob", display_name="Bob", avatar_url="http://127.0.0.1/bob.png")
BOT = MemberSeen(user_id=3, username="synapse", display_name="Synapse", is_bot=True)


async def test_members_are_taken_in_as_discord_shows_them(live_engine: AsyncEngine, club: int, look: Look) -> None:
    await members_sync.saw(live_engine, club, [BOT, BOB, ADA])

    assert await look("SELECT user_id, username, display_name, avatar_url FROM members ORDER BY user_id") == [
        (1, "ada", "Ada", None),
        (2, "bob", "Bob", "http://127.0.0.1/bob.png"),
        (3, "synapse", "Synapse", None),
    ]
    assert await look("SELECT role_ids, is_bot, joined_at, left_at, listed FROM members ORDER BY user_id") == [
        ([5, 6], False, NOW, None, True),
        ([], False, None, None, True),
        ([], True, None, None, False),
    ]


async def test_what_did_not_change_is_not_written_again(live_engine: AsyncEngine, club: int, look: Look) -> None:
    await members_sync.saw(live_engine, club, [ADA, BOB])
    (ada_before, bob_before) = await look("SELECT xmin::text FROM members ORDER BY user_id")

    unknown_joining = MemberSeen(user_id=1, username="ada", display_name="Ada", role_ids=(5, 6))
    renamed = MemberSeen(user_id=2, username="bob", display_name="Robert", avatar_url=BOB.avatar_url)
    await members_sync.saw(live_engine, club, [unknown_joining, renamed])

    (ada_after, bob_after) = await look("SELECT xmin::text FROM members ORDER BY user_id")
    assert ada_after == ada_before
    assert bob_after != bob_before
    assert await look("SELECT display_name, joined_at FROM members ORDER BY user_id") == [
        ("Ada", NOW),
        ("Robert", None),
    ]


async def test_totals_and_choices_survive_a_sync(live_engine: AsyncEngine, club: int, look: Look) -> None:
    await members_sync.saw(live_engine, club, [ADA])
    await look("UPDATE members SET xp = 500, level = 4, tracked = false, preferences = '{\"announce_awards\": false}'")

    await members_sync.saw(live_engine, club, [MemberSeen(user_id=1, username="ada", display_name="Countess")])

    assert await look("SELECT display_name, xp, level, tracked, preferences FROM members") == [
        ("Countess", 500, 4, False, {"announce_awards": False})
    ]


async def test_a_member_named_twice_counts_as_named_last(live_engine: AsyncEngine, club: int, look: Look) -> None:
    again = MemberSeen(user_id=1, username="ada", display_name="Countess")
    await members_sync.saw(live_engine, club, [ADA, again])

    assert await look("SELECT display_name FROM members") == [("Countess",)]


async def test_thousands_at_once(live_engine: AsyncEngine, club: int, look: Look) -> None:
    crowd = [MemberSeen(user_id=n, username=f"m{n}", display_name=f"M {n}", role_ids=(n,)) for n in range(1, 5001)]
    await members_sync.saw(live_engine, club, crowd)

    assert await look("SELECT count(*), sum(role_ids[1] - user_id) FROM members") == [(5000, 0)]


async def test_nobody_is_taken_in_before_the_guild_is_registered(live_engine: AsyncEngine, look: Look) -> None:
    await members_sync.saw(live_engine, 404, [ADA])
    assert await look("SELECT user_id FROM members") == []


async def test_who_is_not_on_the_complete_list_has_left(live_engine: AsyncEngine, club: int, look: Look) -> None:
    await members_sync.saw(live_engine, club, [ADA, BOB, BOT])

    assert await members_sync.present(live_engine, club, [1, 3, 99], NOW) == 1
    assert await members_sync.present(live_engine, club, [1, 3, 99], NOW + timedelta(days=1)) == 0

    assert await look("SELECT user_id, left_at, listed FROM members ORDER BY user_id") == [
        (1, None, True),
        (2, NOW, False),
        (3, None, False),
    ]


async def test_who_leaves_is_off_the_boards_and_back_on_return(live_engine: AsyncEngine, club: int, look: Look) -> None:
    await members_sync.saw(live_engine, club, [ADA, BOB])
    await look("UPDATE members SET xp = 20")
    on_the_board = "SELECT sum(members)::int FROM rank_buckets WHERE board = 'xp'"

    await members_sync.left(live_engine, club, 1, NOW)
    await members_sync.left(live_engine, club, 1, NOW + timedelta(days=1))
    assert await look("SELECT left_at, listed FROM members WHERE user_id = 1") == [(NOW, False)]
    assert await look(on_the_board) == [(1,)]

    await members_sync.saw(live_engine, club, [ADA])
    assert await look("SELECT left_at, listed, xp FROM members WHERE user_id = 1") == [(None, True, 20)]
    assert await look(on_the_board) == [(2,)]


async def test_who_opted_out(live_engine: AsyncEngine, club: int, look: Look) -> None:
    await members_sync.saw(live_engine, club, [ADA, BOB])
    assert await members_sync.untracked(live_engine) == set()

    await look("UPDATE members SET tracked = false WHERE user_id = 2")
    assert await members_sync.untracked(live_engine) == {(club, 2)}


async def test_only_changes_send_a_notice(live_engine: AsyncEngine, club: int, listener: Listener) -> None:
    heard: asyncio.Queue[Notice] = asyncio.Queue()
    listener.on_notice(heard.put_nowait)
    members = Notice(Topic.ACTIVITY, club, frozenset({Part.MEMBERS}))

    await members_sync.saw(live_engine, club, [ADA])
    assert await heard.get() == members
    await members_sync.saw(live_engine, club, [ADA])
    await members_sync.left(live_engine, club, 404, datetime.now(UTC))
    await members_sync.present(live_engine, club, [1], NOW)
    await members_sync.left(live_engine, club, 1, NOW)
    assert await heard.get() == members
    assert heard.empty()


@pytest.fixture
async def impatient(live_url: URL) -> AsyncIterator[AsyncEngine]:
    """Connections that notice a deadlock at once, so that they are the ones to give way."""
    arguments = {"server_settings": {"deadlock_timeout": "1ms"}}
    engine = create_async_engine(live_url, poolclass=NullPool, connect_args=arguments)
    yield engine
    await engine.dispose()


async def holding(url: URL, user_id: int) -> "asyncpg.Connection[Any]":
    """A connection in a transaction that has written a member's row, and never gives way in a deadlock."""
    connection = await connect(url, application="holding")
    await connection.execute("SET deadlock_timeout = '1h'")
    await connection.execute("BEGIN")
    await connection.execute("UPDATE members SET gold = 7 WHERE user_id = $1", user_id)
    return connection


async def until_blocked_by(pid: int, watcher: "asyncpg.Connection[Any]") -> None:
    blocked = "SELECT count(*) FROM pg_stat_activity WHERE $1::integer = ANY (pg_blocking_pids(pid))"
    while not await watcher.fetchval(blocked, pid):
        pass


async def test_a_deadlock_is_tried_again(impatient: AsyncEngine, live_url: URL, club: int, look: Look) -> None:
    await members_sync.saw(impatient, club, [ADA, BOB, BOT])
    second, third, watcher = (
        await holding(live_url, 2),
        await holding(live_url, 3),
        await connect(live_url, application=""),
    )
    renamed = [MemberSeen(user_id=user, username="x", display_name="Renamed") for user in (1, 2, 3)]
    saw = asyncio.create_task(members_sync.saw(impatient, club, renamed))
    await until_blocked_by(second.get_server_pid(), watcher)
    saw_pid = await watcher.fetchval("SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
    writes_first = asyncio.create_task(third.execute("UPDATE members SET gold = 7 WHERE user_id = 1"))
    await until_blocked_by(saw_pid, watcher)

    # Now `saw` gets the second row and wants the third, whose holder waits for the first: `saw` has to give way.
    await second.execute("COMMIT")
    await writes_first
    await third.execute("COMMIT")
    await saw

    assert await look("SELECT display_name, gold FROM members") == [("Renamed", 7)] * 3
    for connection in (second, third, watcher):
        await connection.close()


async def test_deadlocks_without_end_are_told(
    live_engine: AsyncEngine, club: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries = 0

    async def deadlock(*_: object) -> int:
        nonlocal tries
        tries += 1
        raise asyncpg.DeadlockDetectedError("deadlock detected")

    monkeypatch.setattr(queries, "save", deadlock)
    with pytest.raises(asyncpg.DeadlockDetectedError):
        await members_sync.saw(live_engine, club, [ADA])
    assert tries == 5
