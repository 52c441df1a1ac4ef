import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.services import checkpoints
from tests.services.conftest import Look

pytestmark = pytest.mark.live


async def save(engine: AsyncEngine, session_id: str, sequence: int, *, shard_id: int = 0) -> None:
    url = f"ws://127.0.0.1/{session_id}"
    await checkpoints.save(
        engine, bot_id=1, shard_id=shard_id, session_id=session_id, resume_url=url, sequence=sequence
    )


async def position(engine: AsyncEngine, *, shard_id: int = 0) -> tuple[str, str, int] | None:
    found = await checkpoints.load(engine, bot_id=1, shard_id=shard_id)
    return (found.session_id, found.resume_url, found.sequence) if found else None


async def test_a_shard_finds_its_last_checkpoint(live_engine: AsyncEngine) -> None:
    assert await position(live_engine) is None

    await save(live_engine, "a", 5)
    await save(live_engine, "a", 9)
    await save(live_engine, "other", 100, shard_id=1)
    assert await position(live_engine) == ("a", "ws://127.0.0.1/a", 9)
    assert await position(live_engine, shard_id=1) == ("other", "ws://127.0.0.1/other", 100)


async def test_a_late_save_of_the_same_session_does_not_go_back(live_engine: AsyncEngine) -> None:
    await save(live_engine, "a", 9)
    await save(live_engine, "a", 5)
    assert await position(live_engine) == ("a", "ws://127.0.0.1/a", 9)


async def test_a_new_session_counts_from_its_own_start(live_engine: AsyncEngine) -> None:
    await save(live_engine, "a", 9)
    await save(live_engine, "b", 1)
    assert await position(live_engine) == ("b", "ws://127.0.0.1/b", 1)


async def test_saving_again_tells_that_the_shard_is_alive(live_engine: AsyncEngine, look: Look) -> None:
    await save(live_engine, "a", 9)
    await look("UPDATE gateway_sessions SET saved_at = '2020-01-01T00:00Z'")

    await save(live_engine, "a", 9)
    found = await checkpoints.load(live_engine, bot_id=1, shard_id=0)
    assert found
    assert found.saved_at.year > 2020


async def test_a_session_is_given_up(live_engine: AsyncEngine) -> None:
    await save(live_engine, "a", 9)
    await save(live_engine, "b", 9, shard_id=1)

    await checkpoints.clear(live_engine, bot_id=1, shard_id=0)
    assert await position(live_engine) is None
    assert await position(live_engine, shard_id=1)
