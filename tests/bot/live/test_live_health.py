"""The bot's own port."""

import asyncio
import signal

import httpx
import pytest

from synapse.config import Process
from synapse.engine.events import EventKind
from synapse.errors import Misconfigured
from tests.bot.live.harness import PATIENCE, Lab, Running


def running(lab: Lab, **more: str) -> Running:
    return Running(lab, lab.settings().model_copy(update={"health_address": "127.0.0.1:0", **more}))


async def test_it_is_ready_once_discord_is_heard_and_tells_its_figures(lab: Lab) -> None:
    async with running(lab) as bot, httpx.AsyncClient(base_url=f"http://127.0.0.1:{bot.health.port}") as http:
        assert (await http.get("/health/live")).json() == {"status": "ok"}
        ready = await http.get("/health/ready")
        expected = {"database": "ok", "migrations": "ok", "discord": "ok", "listener": "ok", "status": "ok"}
        assert (ready.status_code, ready.json()) == (200, expected)
        message = lab.script.says("Ada", "#general", "hello")
        await lab.recorded(f"m{message.id}")
        told = (await http.get("/metrics")).text
        assert 'synapse_events_total{outcome="committed"} 1.0' in told
        assert "synapse_batch_events_count 1.0" in told
        assert "synapse_bot_online 1.0" in told
        await lab.rows("SELECT 1")
        async with lab.engine.begin() as connection:
            await connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0001'")
        behind = await http.get("/health/ready")
        assert (behind.status_code, behind.json()["migrations"]) == (503, "behind")
        assert (await http.get("/metrics", headers={"x-forwarded-for": "8.8.8.8"})).status_code == 403


async def test_a_port_that_is_taken_is_told(lab: Lab) -> None:
    server = await asyncio.start_server(lambda _reader, _writer: None, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    with pytest.raises(Misconfigured, match="HEALTH_ADDRESS"):
        async with running(lab, health_address=f"127.0.0.1:{port}"):
            pass
    server.close()
    await server.wait_closed()


async def test_without_an_address_it_listens_nowhere(lab: Lab) -> None:
    assert lab.settings().process is Process.BOT
    async with lab.start() as bot:
        assert bot.health.port == 0


async def test_a_deploy_with_old_and_new_bot_overlapping_loses_nothing_and_counts_nothing_twice(lab: Lab) -> None:
    script = lab.script
    keys: list[str] = []

    def happens(count: int) -> None:
        for number in range(count):
            message = script.says(("Ada", "Grace", "Linus")[number % 3], "#general", f"message {len(keys)}")
            script.reacts("Margaret", message)
            margaret = script.names.user("Margaret")
            keys.extend((f"m{message.id}", f"g{message.id}:{margaret.id}", f"r{message.id}:{margaret.id}"))

    old = await lab.launch()
    await script.connected(seconds=PATIENCE)
    await lab.until_rows("SELECT count(*) FROM gateway_sessions", [(1,)])
    happens(20)
    new = await lab.launch()
    # The new one migrates, connects and catches up while the old one still works.
    while len(lab.local.backend.hub.connections) < 2:
        happens(1)
        await asyncio.sleep(0.05)
    happens(20)
    await lab.until_rows("SELECT count(*) FROM heartbeats WHERE online_since IS NOT NULL", [(2,)])
    happens(20)
    old.send_signal(signal.SIGTERM)
    happens(20)
    await asyncio.wait_for(old.communicate(), PATIENCE)
    happens(20)
    await lab.recorded(*keys)
    new.send_signal(signal.SIGTERM)
    await asyncio.wait_for(new.communicate(), PATIENCE)
    assert (old.returncode, new.returncode) == (0, 0)
    # Beside what happened the journal has only what followed from it.
    followed = [int(EventKind.LEVEL_REACHED), int(EventKind.ACHIEVEMENT_EARNED)]
    others = "SELECT event_key FROM events WHERE NOT event_key = ANY(:keys) AND NOT kind = ANY(:followed)"
    assert await lab.rows(others, keys=keys, followed=followed) == []
    messages = len(keys) // 3
    assert await lab.rows("SELECT sum(messages), sum(reactions_given), sum(reactions_received) FROM members") == [
        (messages, messages, messages)
    ]
    assert await lab.rows(
        "SELECT (SELECT sum(xp) FROM events) = (SELECT sum(xp) FROM members), "
        "(SELECT sum(stars) FROM events) = (SELECT sum(stars) FROM members)"
    ) == [(True, True)]
