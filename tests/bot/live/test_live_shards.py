"""Several processes of one bot, each with a share of Discord's shards."""

import pytest

from bot.app import Bot
from synapse.config import Shards
from synapse.demo.script import Script
from synapse.demo.world import Guild, World
from synapse.services import heartbeats
from tests.bot.live.harness import Lab, Running, prose
from tests.demo import worlds


@pytest.fixture
def world() -> World:
    return worlds.with_another_guild(worlds.small())


def other_guild(lab: Lab) -> Guild:
    [found] = [guild for guild in lab.local.backend.world.guilds.values() if guild is not lab.script.guild]
    return found


def running(lab: Lab, share: str, guild_id: int) -> Running:
    soft = {"spool": {"directory": str(lab.directory / share.replace("/", "of"))}}
    settings = lab.settings(**soft).model_copy(update={"shards": Shards.parse(share)})
    return Running(lab, settings, guild_id)


async def test_two_processes_share_the_guilds_and_each_event_counts_once(lab: Lab) -> None:
    one, other = lab.script.guild, other_guild(lab)
    shares = {guild.id: f"{(guild.id >> 22) % 2}/2" for guild in (one, other)}
    assert len(set(shares.values())) == 2
    async with (
        running(lab, shares[one.id], one.id) as first,
        running(lab, shares[other.id], other.id) as second,
    ):
        assert [hears(first, guild) for guild in (one, other)] == [True, False]
        assert [hears(second, guild) for guild in (one, other)] == [False, True]
        assert first.core.client.is_online
        assert second.core.client.is_online
        here = lab.script.says("Ada", "#general", prose("here"))
        there = Script(lab.local.backend, other).says("Ada", "#lobby", prose("there"))
        await lab.recorded(f"m{here.id}", f"m{there.id}")
        assert (first.core.ingest.counters.accepted, second.core.ingest.counters.accepted) == (1, 1)
        # Each guild's admin is told of the process that hears them, and commands were registered by one alone.
        for bot, guild in ((first, one), (second, other)):
            await heartbeats.tell(lab.engine, bot.pulse.look())
            status = await heartbeats.status(lab.engine, guild.id, now=lab.clock())
            assert status
            assert (status.instance, status.shard_count) == (bot.pulse.beat.instance, 2)
        registered = [each for each in lab.local.backend.requests.entries if each.path.endswith("/commands")]
        assert len([each for each in registered if each.method == "PUT"]) == 1


def hears(bot: Bot, guild: Guild) -> bool:
    return bot.core.client.get_guild(guild.id) is not None
