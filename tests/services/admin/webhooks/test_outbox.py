"""What gets into the outbox, in the transaction that makes it happen."""

from typing import Any

import pytest

from synapse.services import awards, reversals, seasons, zones
from synapse.services.webhooks import registry
from synapse.services.webhooks.deliverer import Desk
from tests.services.admin.conftest import ADA, ADMIN, Log, rules_now
from tests.services.admin.webhooks.conftest import deliveries, hooked
from tests.services.conftest import GUILD, NOW, Look

pytestmark = pytest.mark.live
URL = "https://example.org/hook"


async def award(desk: Desk, xp: int, key: str = "one") -> None:
    values = {"user_id": ADA, "xp": xp, "reason": "Thanks", "idempotency_key": key}
    await awards.give(desk.engine, actor=ADMIN, guild_id=GUILD, values=values, now=NOW)


async def told(desk: Desk, webhook: registry.Webhook) -> list[tuple[str, int | None]]:
    return [(each.event, each.user_id) for each in await deliveries(desk, webhook.id)]


async def test_levels_and_achievements_once_for_each_that_hears_of_them(desk: Desk) -> None:
    levels = (await hooked(desk, URL, "member.levelled_up")).webhook
    both = (await hooked(desk, URL)).webhook
    other = (await hooked(desk, URL, "zone.changed")).webhook
    await award(desk, 130)
    await award(desk, 130)
    assert await told(desk, levels) == [("member.levelled_up", ADA)]
    assert await told(desk, both) == [("member.levelled_up", ADA), ("achievement.earned", ADA)]
    assert await told(desk, other) == []
    [level, earned] = await deliveries(desk, both.id)
    assert level.data["level"] == 2
    assert earned.data["name"] == "First Steps"
    assert level.message_id != earned.message_id


async def test_a_guild_without_webhooks_writes_nothing_more(desk: Desk, look: Look) -> None:
    await award(desk, 130)
    assert await look("SELECT count(*) FROM webhook_deliveries") == [(0,)]
    made = (await hooked(desk, URL)).webhook
    await registry.update(
        desk.engine,
        desk.office,
        actor=ADMIN,
        guild_id=GUILD,
        webhook_id=made.id,
        version=1,
        values={"active": False},
    )
    await award(desk, 10_000, "two")
    assert await look("SELECT count(*) FROM webhook_deliveries") == [(0,)]


async def test_what_is_rolled_back_is_told_to_nobody(desk: Desk, look: Look) -> None:
    await hooked(desk, URL)
    await look("ALTER TABLE audit_log ADD CONSTRAINT never CHECK (action <> 'give')")
    with pytest.raises(Exception, match="never"):
        await award(desk, 130)
    assert await look("SELECT count(*) FROM webhook_deliveries") == [(0,)]


async def test_zones_with_all_that_they_are(desk: Desk) -> None:
    made = (await hooked(desk, URL, "zone.changed")).webhook
    values: dict[str, Any] = {
        "name": "Lab",
        "description": "Here",
        "channel_ids": [11],
        "multipliers": {"message_sent": {"xp": "1.50"}},
    }
    zone = await zones.create(desk.engine, actor=ADMIN, guild_id=GUILD, values=values, move_channels=True)
    await zones.set_active(
        desk.engine, actor=ADMIN, guild_id=GUILD, zone_id=zone.id, version=zone.version, active=False
    )
    [first, second] = await deliveries(desk, made.id)
    assert first.data == {
        "action": "create",
        "zone": {
            "id": str(zone.id),
            "name": "Lab",
            "description": "Here",
            "active": True,
            "channelIds": ["11"],
            "multipliers": {"message_sent": {"xp": "1.5", "stars": "1"}},
        },
    }
    assert (second.data["action"], second.data["zone"]["active"]) == ("deactivate", False)


async def test_seasons_and_that_a_roll_was_reverted(desk: Desk, log: Log) -> None:
    made = (await hooked(desk, URL, "season.rolled")).webhook
    closing = (await rules_now(desk.engine)).season
    rolled = await seasons.roll(
        desk.engine, actor=ADMIN, guild_id=GUILD, closing=closing.id, name="Next", now=NOW.replace(month=5)
    )
    entry = (await log())[-1]
    await reversals.revert(desk.engine, actor=ADMIN, guild_id=GUILD, entry_id=entry.id, now=NOW.replace(month=6))
    [first, second] = await deliveries(desk, made.id)
    assert first.data["action"] == "roll"
    assert first.data["closed"]["id"] == str(closing.id)
    assert first.data["opened"] == {
        "id": str(rolled.opened.id),
        "name": "Next",
        "startsAt": "2026-05-01T12:00:00Z",
        "endsAt": None,
    }
    assert (second.data["action"], second.data["opened"]["id"]) == ("revert", str(closing.id))
