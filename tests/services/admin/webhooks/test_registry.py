"""Webhooks as admins change them."""

from typing import Any

import pytest

from synapse.db.queries import webhooks as queries
from synapse.db.session import driver_transaction
from synapse.errors import Conflict, Invalid, NotFound
from synapse.services import audit, reversals
from synapse.services.webhooks import log, registry, signing
from synapse.services.webhooks.addresses import Allowed
from synapse.services.webhooks.deliverer import Desk
from synapse.services.webhooks.outbox import WebhookEvent
from synapse.services.webhooks.registry import Office, Window
from tests.services.admin.conftest import ADMIN, Log
from tests.services.admin.webhooks.conftest import claim, deliveries, hooked
from tests.services.conftest import GUILD, NOW, Look

pytestmark = pytest.mark.live
URL = "https://example.org/hook"


async def change(desk: Desk, webhook: registry.Webhook, **values: Any) -> registry.Webhook:  # noqa: ANN401 - fields of any type
    return await registry.update(
        desk.engine,
        desk.office,
        actor=ADMIN,
        guild_id=GUILD,
        webhook_id=webhook.id,
        version=webhook.version,
        values=values,
    )


async def revert(desk: Desk, entry: audit.Entry) -> audit.Entry:
    return await reversals.revert(desk.engine, actor=ADMIN, guild_id=GUILD, entry_id=entry.id, now=NOW)


async def there(desk: Desk) -> list[registry.Webhook]:
    return await registry.webhooks(desk.engine, GUILD)


async def test_one_is_made_changed_taken_away_and_brought_back(desk: Desk, log: Log) -> None:
    shown = await hooked(desk, URL, "season.rolled", "member.levelled_up", "season.rolled")
    made = shown.webhook
    assert made.events == (WebhookEvent.MEMBER_LEVELLED_UP, WebhookEvent.SEASON_ROLLED)
    assert (made.active, made.version, made.previous_until) == (True, 1, None)
    assert shown.secret not in repr(shown)
    changed = await change(desk, made, description="Board", active=False, url=f"{URL}/2", events=["zone.changed"])
    assert (changed.description, changed.active, changed.version) == ("Board", False, 2)
    assert await there(desk) == [changed]
    await registry.delete(desk.engine, actor=ADMIN, guild_id=GUILD, webhook_id=made.id, version=2)
    assert await there(desk) == []
    with pytest.raises(NotFound):
        await change(desk, changed, description="Gone")
    entries = await log()
    assert [entry.action for entry in entries] == ["create", "update", "delete"]
    await revert(desk, entries[2])
    [back] = await there(desk)
    assert back.url == f"{URL}/2"
    await revert(desk, entries[1])
    assert (await there(desk))[0].events == made.events
    await revert(desk, entries[0])
    assert not (await there(desk))[0].active
    told = str([(entry.before, entry.after) for entry in await log()])
    assert "whsec" not in told
    assert "salt" not in told


async def test_the_secret_is_in_no_row(desk: Desk, look: Look) -> None:
    shown = await hooked(desk, URL)
    [(row,)] = await look("SELECT hook::text FROM webhooks AS hook")
    assert shown.secret.removeprefix("whsec_") not in row
    [(salt, kept)] = await look("SELECT salt, fingerprint FROM webhooks")
    assert signing.secret_of(desk.office.keys, GUILD, shown.webhook.id, salt) == shown.secret
    assert kept == signing.fingerprint(shown.secret)


async def test_a_rotation_gives_another_secret_and_keeps_the_one_before_for_a_day(desk: Desk, log: Log) -> None:
    shown = await hooked(desk, URL)
    rotated = await registry.rotate(
        desk.engine, desk.office, actor=ADMIN, guild_id=GUILD, webhook_id=shown.webhook.id, version=1
    )
    assert rotated.secret != shown.secret
    assert rotated.webhook.previous_until is not None
    with pytest.raises(Conflict, match="Somebody else"):
        await registry.rotate(
            desk.engine, desk.office, actor=ADMIN, guild_id=GUILD, webhook_id=shown.webhook.id, version=1
        )
    with pytest.raises(Conflict, match="not brought back"):
        await revert(desk, (await log())[-1])


@pytest.mark.parametrize(
    ("values", "where"),
    [
        ({"url": "x", "events": ["season.rolled"]}, "url"),
        ({"url": URL, "events": []}, "events"),
        ({"url": URL, "events": ["nothing"]}, "events"),
        ({"url": URL, "events": ["season.rolled"], "description": "a" * 501}, "description"),
        ({"events": ["season.rolled"]}, "url"),
    ],
)
async def test_wrong_values_are_told(desk: Desk, values: dict[str, Any], where: str) -> None:
    with pytest.raises(Invalid) as caught:
        await registry.create(desk.engine, desk.office, actor=ADMIN, guild_id=GUILD, values=values)
    assert caught.value.path[0] == where
    assert await there(desk) == []


async def test_private_addresses_are_refused_where_they_are_not_allowed(desk: Desk) -> None:
    strict = Desk(desk.engine, desk.rulebook, Office(desk.office.keys, Allowed()))
    for url in ("http://127.0.0.1:1/", "https://10.0.0.1/"):
        with pytest.raises(Invalid):
            await hooked(strict, url)
    made = (await hooked(strict, URL)).webhook
    with pytest.raises(Invalid):
        await change(strict, made, url="https://localhost/")


async def test_a_guild_has_so_many_at_most(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "MOST", 1)
    await hooked(desk, URL)
    with pytest.raises(Conflict, match="1 webhooks at most"):
        await hooked(desk, URL)


async def test_one_that_is_off_is_not_tested_and_nothing_is_redelivered_to_it(desk: Desk, log: Log) -> None:
    made = (await hooked(desk, URL)).webhook
    sent = await registry.send_test(desk.engine, actor=ADMIN, guild_id=GUILD, webhook_id=made.id)
    await registry.redeliver(desk.engine, actor=ADMIN, guild_id=GUILD, delivery_id=sent)
    with pytest.raises(Conflict, match="cannot be taken back"):
        await revert(desk, (await log())[-1])
    await change(desk, made, active=False)
    assert await claim(desk) == []
    with pytest.raises(Conflict, match="switched off"):
        await registry.send_test(desk.engine, actor=ADMIN, guild_id=GUILD, webhook_id=made.id)
    with pytest.raises(Conflict, match="switched off"):
        await registry.redeliver(desk.engine, actor=ADMIN, guild_id=GUILD, delivery_id=sent)
    with pytest.raises(NotFound):
        await registry.redeliver(desk.engine, actor=ADMIN, guild_id=GUILD, delivery_id=sent + 1)
    assert await registry_log(desk, sent + 1) is None


async def registry_log(desk: Desk, delivery_id: int) -> log.Delivery | None:
    return await log.one(desk.engine, GUILD, delivery_id)


async def test_the_log_is_read_in_parts(desk: Desk) -> None:
    made = (await hooked(desk, URL)).webhook
    for _ in range(5):
        await registry.send_test(desk.engine, actor=ADMIN, guild_id=GUILD, webhook_id=made.id)
    ids = [each.id for each in reversed(await deliveries(desk, made.id))]

    async def read(window: Window) -> tuple[list[int], bool, bool]:
        page = await log.page(desk.engine, GUILD, made.id, window)
        return [each.id for each in page.entries], page.has_next, page.has_previous

    assert await read(Window(2)) == (ids[:2], True, False)
    assert await read(Window(2, after=ids[1])) == (ids[2:4], True, True)
    assert await read(Window(2, after=ids[3])) == (ids[4:], False, True)
    assert await read(Window(2, backward=True)) == (ids[3:], False, True)
    assert await read(Window(9, backward=True, before=ids[2])) == (ids[:2], True, False)


async def test_the_log_forgets_what_is_old(desk: Desk, look: Look) -> None:
    made = (await hooked(desk, URL)).webhook
    for _ in range(2):
        await registry.send_test(desk.engine, actor=ADMIN, guild_id=GUILD, webhook_id=made.id)
    await look("UPDATE webhook_deliveries SET occurred_at = now() - interval '31 days' WHERE id = 1")
    async with driver_transaction(desk.engine) as connection:
        assert await queries.prune(connection, registry.OVERLAP * 30, 10) == 1
    assert [each.id for each in await deliveries(desk, made.id)] == [2]
