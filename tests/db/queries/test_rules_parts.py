from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection
from structlog.testing import capture_logs

from synapse.db.queries import rules
from synapse.db.session import driver_connection
from synapse.engine.events import EventKind
from synapse.engine.rules import Achievement, Rarity, Scope, TriggerKind, Zone, ZoneMultiplier
from synapse.engine.settings import GeometricCurve, GuildSettings, LinearCurve, Rewards

GUILD = 900_000_000_000_000_001


@pytest.fixture
async def guild(connection: AsyncConnection) -> AsyncConnection:
    """Two guilds without anything, 5 and GUILD."""
    await connection.execute(
        text("INSERT INTO guilds (guild_id, name) VALUES (:id, 'Club'), (5, 'Other')"), {"id": GUILD}
    )
    return connection


async def execute(connection: AsyncConnection, statement: str, **values: object) -> int:
    result = await connection.execute(text(statement), {"guild": GUILD, **values})
    return int(result.scalar_one()) if result.returns_rows else 0


async def zone(connection: AsyncConnection, name: str, *, active: bool = True) -> int:
    statement = "INSERT INTO zones (guild_id, name, active) VALUES (:guild, :name, :active) RETURNING id"
    return await execute(connection, statement, name=name, active=active)


async def test_settings_are_read_as_stored(guild: AsyncConnection) -> None:
    await execute(guild, 'UPDATE guilds SET settings = \'{"motto": "Hello"}\' WHERE guild_id = :guild')
    driver = await driver_connection(guild)

    assert await rules.settings(driver, None) == {5: GuildSettings(), GUILD: GuildSettings(motto="Hello")}
    assert await rules.settings(driver, [GUILD]) == {GUILD: GuildSettings(motto="Hello")}


async def test_inactive_guilds_have_no_settings(guild: AsyncConnection) -> None:
    await execute(guild, "UPDATE guilds SET active = false WHERE guild_id = :guild")
    assert list(await rules.settings(await driver_connection(guild), None)) == [5]


SETTINGS = GuildSettings(motto="Hi", levels=LinearCurve(step=7))


@pytest.mark.parametrize(
    ("stored", "expected", "told"),
    [
        ({}, GuildSettings(), []),
        ({"motto": "Hi", "glow": 3}, GuildSettings(motto="Hi"), ["glow"]),
        ({"motto": 5, "time_zone": "Europe/Berlin"}, GuildSettings(time_zone="Europe/Berlin"), ["motto"]),
        ({"levels": {"kind": "spiral", "turns": 3}}, GuildSettings(levels=GeometricCurve()), ["levels"]),
        ({"levels": {"kind": "linear", "step": -1}}, GuildSettings(), ["levels.linear.step"]),
        (
            {"rewards": {"message_sent": {"xp": -5, "stars": 2}, "level_up_gold": 9}},
            GuildSettings(rewards=Rewards(level_up_gold=9)),
            ["rewards.message_sent.xp", "rewards.message_sent.xp"],
        ),
        (SETTINGS.model_dump(mode="json"), SETTINGS, []),
    ],
)
def test_defaults_stand_in_for_what_this_version_cannot_read(
    stored: Mapping[str, Any], expected: GuildSettings, told: list[str]
) -> None:
    with capture_logs() as logs:
        assert rules.readable_settings(GUILD, stored) == expected
    assert [each["setting"] for each in logs] == told


async def test_zones_bring_their_multipliers_and_channels(guild: AsyncConnection) -> None:
    plain, rich, closed = (
        await zone(guild, "plain"),
        await zone(guild, "rich"),
        await zone(guild, "closed", active=False),
    )
    multiplier = (
        "INSERT INTO zone_multipliers (guild_id, zone_id, kind, xp, stars) VALUES (:guild, :zone, :kind, :xp, :stars)"
    )
    await execute(guild, multiplier, zone=rich, kind=1, xp=Decimal("1.5"), stars=100)
    await execute(guild, multiplier, zone=rich, kind=3, xp=Decimal("0.125"), stars=0)
    await execute(guild, multiplier, zone=rich, kind=99, xp=1, stars=1)
    channel = "INSERT INTO zone_channels (guild_id, channel_id, zone_id) VALUES (:guild, :channel, :zone)"
    for number, owner in ((10, plain), (11, rich), (12, rich), (13, closed)):
        await execute(guild, channel, channel=number, zone=owner)

    found = await rules.zones(await driver_connection(guild), [GUILD, 5])

    assert list(found) == [GUILD]
    assert found[GUILD].zones == {
        plain: Zone(plain, "plain"),
        rich: Zone(
            rich,
            "rich",
            {
                EventKind.MESSAGE_SENT: ZoneMultiplier(Decimal("1.5"), Decimal(100)),
                EventKind.REACTION_RECEIVED: ZoneMultiplier(Decimal("0.125"), Decimal(0)),
            },
        ),
    }
    assert found[GUILD].zone_of_channel == {10: plain, 11: rich, 12: rich}
    factors = [str(each.stars) for each in found[GUILD].zones[rich].multipliers.values()]
    assert factors == ["100", "0"]


async def test_zones_cannot_be_changed_by_whoever_reads_them(guild: AsyncConnection) -> None:
    await zone(guild, "plain")
    found = await rules.zones(await driver_connection(guild), None)
    with pytest.raises(TypeError):
        found[GUILD].zone_of_channel[1] = 1  # type: ignore[index] # what the test is about


async def test_achievements_are_read_with_all_they_say(guild: AsyncConnection) -> None:
    club = await zone(guild, "club")
    insert = """
        INSERT INTO achievements (guild_id, name, description, trigger, threshold, scope, zone_id, xp, gold, rarity,
            badge, channel_id, active)
        VALUES (:guild, :name, 'Be there', :trigger, 5, :scope, :zone, 10, 20, :rarity, '*', 77, :active) RETURNING id
    """
    plain = {"trigger": "zone_events", "scope": "season", "rarity": "epic", "zone": club, "active": True}
    regular = await execute(guild, insert, name="Regular", **plain)
    await execute(guild, insert, name="Closed", **plain | {"active": False})
    for column in ("trigger", "scope", "rarity"):
        await execute(guild, insert, name=column, **plain | {column: "of a later version"})

    with capture_logs() as logs:
        found = await rules.achievements(await driver_connection(guild), None)
    assert found == {
        GUILD: (
            Achievement(
                id=regular, name="Regular", description="Be there", trigger=TriggerKind.ZONE_EVENTS, threshold=5,
                scope=Scope.SEASON, zone_id=club, xp=10, gold=20, rarity=Rarity.EPIC, badge="*", channel_id=77,
            ),
        )
    }  # fmt: skip
    assert [each["event"] for each in logs] == ["rules.unknown_achievement"] * 3


async def test_the_active_season_counts_or_else_the_newest(guild: AsyncConnection) -> None:
    season = """
        INSERT INTO seasons (guild_id, name, starts_at, ends_at, active)
        VALUES (:of, :name, CAST(:starts AS text)::timestamptz, CAST(:ends AS text)::timestamptz, :active)
    """
    rows = [
        (GUILD, "old", "2026-01-01", "2026-02-01", False),
        (GUILD, "now", "2026-02-01", "2026-03-01", True),
        (GUILD, "planned", "2026-03-01", None, False),
        (5, "old", "2026-01-01", "2026-02-01", False),
        (5, "last", "2026-02-01", "2026-03-01", False),
    ]
    for of, name, starts, ends, active in rows:
        await execute(guild, season, of=of, name=name, starts=starts, ends=ends, active=active)

    found = await rules.seasons(await driver_connection(guild), None)
    assert {guild_id: each.name for guild_id, each in found.items()} == {GUILD: "now", 5: "last"}
    assert await rules.seasons(await driver_connection(guild), [404]) == {}
