"""Roles that make a difference, in the pipeline and in the journal."""

from decimal import Decimal

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.db.session import driver_transaction
from synapse.engine.events import EventKind
from synapse.engine.rules import Boost, Rules, Season, ZoneMultiplier
from synapse.engine.settings import Exclusions, GuildSettings
from synapse.services.ingest.roles import Roles
from tests.services.conftest import GUILD, NOW

pytestmark = pytest.mark.live

HELPER, STAFF = 7, 8


def rules(*, boosted: int | None = HELPER, excluded: int | None = None) -> Rules:
    pair = {EventKind.MESSAGE_SENT: ZoneMultiplier(Decimal(2))}
    return Rules(
        guild_id=GUILD,
        settings=GuildSettings(exclusions=Exclusions(role_ids=(excluded,) if excluded else ())),
        season=Season(1, "S", NOW),
        boosts=(Boost(id=1, name="", role_id=boosted, multipliers=pair),) if boosted else (),
    )


@pytest.fixture
async def people(live_engine: AsyncEngine, club: int) -> None:
    async with driver_transaction(live_engine) as connection:
        await connection.execute(
            "INSERT INTO members (guild_id, user_id, role_ids) VALUES ($1, 1, '{7,9}'), ($1, 2, '{8}'), ($1, 3, '{9}')",
            club,
        )


async def test_only_roles_that_matter_are_read_and_only_when_others_matter(
    live_engine: AsyncEngine, people: None
) -> None:
    del people
    roles = Roles(live_engine)
    assert await roles.of(rules(boosted=None)) == {}
    found = await roles.of(rules())
    assert found == {1: (HELPER,)}
    assert await roles.of(rules()) is found
    assert await roles.of(rules(excluded=STAFF)) == {1: (HELPER,), 2: (STAFF,)}
    assert await roles.of(rules(boosted=None)) == {}


async def test_what_the_bot_sees_counts_at_once(live_engine: AsyncEngine, people: None) -> None:
    del people
    roles = Roles(live_engine)
    roles.saw(GUILD, 1, (HELPER,))
    found = await roles.of(rules())
    roles.saw(GUILD, 3, (9, HELPER))
    roles.saw(GUILD, 2, (9,))
    roles.saw(GUILD, 1, ())
    assert found == {1: (), 3: (HELPER,)}


async def test_a_database_that_is_away_is_asked_again(live_engine: AsyncEngine, people: None) -> None:
    del people
    roles = Roles(live_engine)
    async with driver_transaction(live_engine) as connection:
        await connection.execute("ALTER TABLE members RENAME TO hidden")
    with pytest.raises(Exception, match="members"):
        await roles.of(rules())
    async with driver_transaction(live_engine) as connection:
        await connection.execute("ALTER TABLE hidden RENAME TO members")
    assert await roles.of(rules()) == {1: (HELPER,)}
