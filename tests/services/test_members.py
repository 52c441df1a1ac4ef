"""A member's profile: everything of one moment, as the cards show it."""

import pytest
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.db import notify
from synapse.engine.rules import Rules
from synapse.services import members
from synapse.services.rules import Rulebook
from tests.api import club


@pytest.fixture
async def rules(live_url: URL, live_engine: AsyncEngine) -> Rules:
    connection = await notify.connect(live_url, application="test")
    await club.found(connection)
    await club.add_achievement(connection, "First", (2, 1))
    await connection.execute("UPDATE members SET display_name = '' WHERE user_id = 2")
    await connection.execute("UPDATE members SET display_name = '', username = '' WHERE user_id = 3")
    await connection.close()
    rules = await Rulebook(live_engine).load(club.GUILD)
    assert rules is not None
    return rules


async def test_a_profile_holds_rank_season_and_achievements(live_engine: AsyncEngine, rules: Rules) -> None:
    profile = await members.profile(live_engine, rules, 2, now=club.NOW)
    assert profile is not None
    assert (profile.rank, profile.member.xp, profile.season.xp) == (2, 900, 90)
    assert [each.achievement.name for each in profile.achievements] == ["First"]


async def test_a_profile_without_a_season_has_zeros(live_engine: AsyncEngine, rules: Rules) -> None:
    profile = await members.profile(live_engine, rules, 9, now=club.NOW)
    assert profile is not None
    assert (profile.rank, profile.season, profile.achievements) == (9, members.NOTHING, ())


@pytest.mark.parametrize("user_id", [club.BOT, 12345, 2**63, -1])
async def test_who_is_no_member_has_no_profile(live_engine: AsyncEngine, rules: Rules, user_id: int) -> None:
    assert await members.profile(live_engine, rules, user_id, now=club.NOW) is None
    assert await members.by_id(live_engine, rules, user_id, now=club.NOW) is None


async def test_a_name_is_never_empty(live_engine: AsyncEngine, rules: Rules) -> None:
    found = await members.by_ids(live_engine, rules, [1, 2, 3], now=club.NOW)
    assert [found[user_id].display_name for user_id in (1, 2, 3)] == ["Member 1", "user2", "Member 3"]
