"""What if: nothing is written, and unchanged rules earn what was earned."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.errors import Invalid, NotFound
from synapse.services import preview
from synapse.services.preview import Earnings
from synapse.services.proposals import Proposal, ZoneProposal, proposed
from tests.services.admin.conftest import rules_now
from tests.services.conftest import NOW
from tests.services.ingest.conftest import ADA, BOB, Happenings, Open

pytestmark = pytest.mark.usefixtures("club")


@pytest.fixture
async def history(opened: Open, happens: Happenings) -> None:
    """Ada writes twice in #memes and once too soon; Bob reacts to her, and to himself."""
    async with opened() as pipeline:
        pipeline.put(happens.message(ADA, channel=12, at=0))
        pipeline.put(happens.message(ADA, channel=12, at=10))
        pipeline.put(happens.message(ADA, channel=12, at=60))
        for event in (*happens.reaction(BOB, ADA, 1, at=70), *happens.reaction(BOB, BOB, 2, at=80)):
            pipeline.put(event)
        pipeline.put(happens.thread(BOB, number=5000, at=90))
        pipeline.put(happens.tick(BOB, at=600))
        await pipeline.drain()


async def what_if(engine: AsyncEngine, days: int = 1, **proposal: Any) -> preview.Preview:  # noqa: ANN401 - a proposal's fields
    rules = await rules_now(engine)
    return await preview.preview(engine, rules, Proposal(**proposal), days=days, now=NOW + timedelta(hours=1))


@pytest.mark.live
@pytest.mark.usefixtures("history")
async def test_unchanged_rules_earn_what_was_earned(live_engine: AsyncEngine) -> None:
    found = await what_if(live_engine)
    assert found.events == 9
    assert (found.total.xp, found.total.stars) == (found.total.new_xp, found.total.new_stars)
    assert found.total.xp > 0
    assert set(found.members) == {ADA, BOB}


@pytest.mark.live
@pytest.mark.usefixtures("history")
async def test_other_rules_earn_something_else(live_engine: AsyncEngine) -> None:
    memes = next(zone for zone in (await rules_now(live_engine)).zones.values() if zone.name == "memes")
    proposal: dict[str, Any] = {
        "settings": {"fair_play.cooldown_seconds": 0, "rewards.reaction_received.xp": 0},
        "zones": {memes.id: ZoneProposal(multipliers={"message_sent": {"xp": "2"}})},
    }
    found = await what_if(live_engine, **proposal)
    assert (found.members[ADA].xp, found.members[ADA].new_xp) == (2 * 7 + 3, 3 * 30)
    assert found.members[BOB].xp == found.members[BOB].new_xp
    assert await what_if(live_engine) == await what_if(live_engine)


@pytest.mark.live
@pytest.mark.usefixtures("history")
async def test_a_zone_that_is_not_there_yet_takes_its_channels_from_others(live_engine: AsyncEngine) -> None:
    rules = await rules_now(live_engine)
    general = rules.zones[rules.zone_of_channel[12]]
    fun = ZoneProposal(name="Fun", multipliers={"message_sent": {"xp": "3"}}, channel_ids=(12,))
    found = await what_if(live_engine, zones={-1: fun})
    assert (found.members[ADA].xp, found.members[ADA].new_xp) == (2 * 7 + 3, 2 * 45 + 3)
    emptied = await what_if(live_engine, zones={general.id: ZoneProposal(channel_ids=())})
    assert (emptied.members[ADA].xp, emptied.members[ADA].new_xp) == (2 * 7 + 3, 2 * 15 + 3)
    both = proposed(rules, Proposal({}, {-1: fun, general.id: ZoneProposal()}))
    assert (both.zones[-1].name, both.zones[general.id].name, both.zone_of_channel[12]) == ("Fun", general.name, -1)


@pytest.mark.live
@pytest.mark.usefixtures("history")
async def test_the_day_before_is_only_remembered(live_engine: AsyncEngine) -> None:
    rules = await rules_now(live_engine)
    now = NOW + timedelta(days=1, seconds=30)
    found = await preview.preview(live_engine, rules, Proposal(), days=1, now=now)
    assert found.members[ADA] == Earnings(7 + 3, 2, 7 + 3, 2)


@pytest.mark.live
async def test_what_cannot_be_previewed(live_engine: AsyncEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    for days in (0, 91):
        with pytest.raises(Invalid, match="1 to 90"):
            await what_if(live_engine, days=days)
    with pytest.raises(Invalid):
        await what_if(live_engine, settings={"nothing": 1})
    with pytest.raises(NotFound):
        await what_if(live_engine, zones={999_999: ZoneProposal()})
    zone = next(iter((await rules_now(live_engine)).zones))
    with pytest.raises(Invalid):
        await what_if(live_engine, zones={zone: ZoneProposal(multipliers={"award_given": {}})})
    monkeypatch.setattr(preview, "MOST_EVENTS", -1)
    assert (await what_if(live_engine)).events == 0


@pytest.mark.live
@pytest.mark.usefixtures("history")
async def test_there_is_an_end_to_events(live_engine: AsyncEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preview, "MOST_EVENTS", 8)
    with pytest.raises(Invalid, match="fewer days"):
        await what_if(live_engine)
