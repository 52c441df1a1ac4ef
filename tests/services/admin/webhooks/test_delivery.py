"""Deliveries to a receiver on loopback: signed, tried again, given up, and never lost."""

import asyncio
from datetime import timedelta
from typing import Any

import asyncpg
import orjson
import pytest
from standardwebhooks import Webhook

from synapse.db.notify import Listener
from synapse.db.queries import webhooks as queries
from synapse.db.queries.webhooks import Claim
from synapse.services import awards, settings
from synapse.services.credentials import Keys
from synapse.services.webhooks import deliverer, registry
from synapse.services.webhooks.addresses import Allowed
from synapse.services.webhooks.deliverer import ATTEMPTS, Deliverer, Desk, pause_after
from synapse.services.webhooks.log import Delivery, DeliveryState
from synapse.services.webhooks.registry import Office
from synapse.services.webhooks.sending import Outcome, Sender
from tests.services.admin.conftest import ADA, ADMIN, Log
from tests.services.admin.webhooks.conftest import (
    PATIENCE,
    Receiver,
    attempt,
    claim,
    deliveries,
    hooked,
    make_due,
)
from tests.services.conftest import GUILD, NOW, Look

pytestmark = pytest.mark.live


async def send_test_to(desk: Desk, webhook: registry.Webhook) -> None:
    await registry.send_test(desk.engine, actor=ADMIN, guild_id=GUILD, webhook_id=webhook.id)


async def only(desk: Desk, webhook: registry.Webhook) -> Delivery:
    [delivery] = await deliveries(desk, webhook.id)
    return delivery


async def award(desk: Desk) -> None:
    values = {"user_id": ADA, "xp": 130, "reason": "Thanks", "idempotency_key": "one"}
    await awards.give(desk.engine, actor=ADMIN, guild_id=GUILD, values=values, now=NOW)


async def test_what_arrives_is_verified_by_the_standards_own_package(
    desk: Desk, sender: Sender, receiver: Receiver
) -> None:
    shown = await hooked(desk, receiver.url, "member.levelled_up", "achievement.earned")
    await award(desk)
    assert await attempt(desk, sender) == 2
    messages = [Webhook(shown.secret).verify(each.body, each.headers) for each in receiver.got]
    member = {"userId": str(ADA), "displayName": "Ada", "avatarUrl": messages[0]["data"]["member"]["avatarUrl"]}
    member |= {"anonymous": False}
    assert messages[0] == {
        "type": "member.levelled_up",
        "timestamp": "2026-03-01T12:00:00Z",
        "data": {"guildId": str(GUILD), "member": member, "level": 2, "gold": 50},
    }
    assert messages[1]["data"]["achievement"]["name"] == "First Steps"
    assert messages[1]["data"]["member"] == member
    assert receiver.got[0].headers["content-type"] == "application/json"
    [first, _second] = await deliveries(desk, shown.webhook.id)
    assert receiver.got[0].headers["webhook-id"] == first.message_id
    assert (first.state, first.next_at) == (DeliveryState.DELIVERED, None)
    assert [(each.outcome, each.status) for each in first.attempts] == [(Outcome.DELIVERED, 204)]
    assert await attempt(desk, sender) == 0


async def test_after_500_the_same_message_comes_again(desk: Desk, sender: Sender, receiver: Receiver) -> None:
    shown = await hooked(desk, receiver.url)
    await send_test_to(desk, shown.webhook)
    receiver.statuses = [500, 302]
    assert await attempt(desk, sender) == 1
    assert await attempt(desk, sender) == 0, "it is tried again at once"
    waiting = await only(desk, shown.webhook)
    assert (waiting.state, waiting.finished_at) == (DeliveryState.PENDING, None)
    for _ in range(2):
        await make_due(desk)
        assert await attempt(desk, sender) == 1
    done = await only(desk, shown.webhook)
    outcomes = [Outcome.ANSWERED, Outcome.REDIRECTED, Outcome.DELIVERED]
    assert [each.outcome for each in done.attempts] == outcomes
    assert [each.status for each in done.attempts] == [500, 302, 204]
    assert {each.headers["webhook-id"] for each in receiver.got} == {done.message_id}
    assert len(receiver.got) == 3, "a redirection was followed"
    for each in receiver.got:
        assert Webhook(shown.secret).verify(each.body, each.headers)["type"] == "webhook.test"


async def test_who_does_not_answer_in_time_is_tried_again(desk: Desk, receiver: Receiver) -> None:
    shown = await hooked(desk, receiver.url)
    await send_test_to(desk, shown.webhook)
    receiver.hold = True
    hasty = Sender(Allowed(private=True), patience=0.2)
    await attempt(desk, hasty)
    await hasty.close()
    [tried] = (await only(desk, shown.webhook)).attempts
    assert (tried.outcome, tried.status) == (Outcome.TIMED_OUT, None)
    assert (await only(desk, shown.webhook)).state is DeliveryState.PENDING


async def test_nobody_there_until_it_is_given_up_and_sent_again_by_hand(
    desk: Desk, sender: Sender, receiver: Receiver
) -> None:
    shown = await hooked(desk, "http://127.0.0.1:9/hook")
    await send_test_to(desk, shown.webhook)
    for _ in range(ATTEMPTS):
        await make_due(desk)
        assert await attempt(desk, sender) == 1
    dead = await only(desk, shown.webhook)
    assert (dead.state, dead.next_at, len(dead.attempts)) == (DeliveryState.DEAD, None, ATTEMPTS)
    assert {each.outcome for each in dead.attempts} == {Outcome.UNREACHABLE}
    await make_due(desk)
    assert await attempt(desk, sender) == 0
    there = await registry.update(
        desk.engine,
        desk.office,
        actor=ADMIN,
        guild_id=GUILD,
        webhook_id=shown.webhook.id,
        version=1,
        values={"url": receiver.url},
    )
    assert there.url == receiver.url
    await registry.redeliver(desk.engine, actor=ADMIN, guild_id=GUILD, delivery_id=dead.id)
    assert await attempt(desk, sender) == 1
    done = await only(desk, shown.webhook)
    assert (done.state, done.message_id) == (DeliveryState.DELIVERED, dead.message_id)
    assert receiver.got[0].headers["webhook-id"] == dead.message_id


async def test_gone_for_good_switches_it_off(desk: Desk, sender: Sender, receiver: Receiver, log: Log) -> None:
    shown = await hooked(desk, receiver.url)
    await send_test_to(desk, shown.webhook)
    receiver.statuses = [410]
    await attempt(desk, sender)
    assert (await only(desk, shown.webhook)).state is DeliveryState.DEAD
    assert not (await registry.webhooks(desk.engine, GUILD))[0].active
    entry = (await log())[-1]
    assert (entry.actor_id, entry.after) == (None, {"active": False})
    assert "410" in (entry.reason or "")


async def test_after_a_rotation_both_secrets_sign_for_a_day(
    desk: Desk, sender: Sender, receiver: Receiver, look: Look
) -> None:
    old = await hooked(desk, receiver.url)
    new = await registry.rotate(
        desk.engine, desk.office, actor=ADMIN, guild_id=GUILD, webhook_id=old.webhook.id, version=1
    )
    await send_test_to(desk, new.webhook)
    await attempt(desk, sender)
    for secret in (old.secret, new.secret):
        assert Webhook(secret).verify(receiver.got[0].body, receiver.got[0].headers)
    await look("UPDATE webhooks SET previous_until = now() - interval '1 second'")
    await send_test_to(desk, new.webhook)
    await attempt(desk, sender)
    assert receiver.got[1].headers["webhook-signature"].count("v1,") == 1
    assert Webhook(new.secret).verify(receiver.got[1].body, receiver.got[1].headers)


async def test_nothing_is_signed_with_a_secret_that_nobody_has(desk: Desk, sender: Sender, receiver: Receiver) -> None:
    shown = await hooked(desk, receiver.url)
    await send_test_to(desk, shown.webhook)
    moved = Desk(desk.engine, desk.rulebook, Office(Keys("another key"), desk.office.allowed))
    await attempt(moved, sender)
    assert receiver.got == []
    assert (await only(desk, shown.webhook)).attempts[0].outcome is Outcome.SECRET_CHANGED


async def test_who_was_forgotten_meanwhile_is_not_named(
    desk: Desk, sender: Sender, receiver: Receiver, look: Look
) -> None:
    await hooked(desk, receiver.url, "member.levelled_up")
    await award(desk)
    await look("UPDATE members SET is_bot = true WHERE user_id = :ada", ada=ADA)
    await attempt(desk, sender)
    assert orjson.loads(receiver.got[0].body)["data"] == {
        "guildId": str(GUILD),
        "member": None,
        "level": 2,
        "gold": 50,
    }


async def test_who_is_anonymous_is_so_here_too(desk: Desk, sender: Sender, receiver: Receiver, look: Look) -> None:
    await hooked(desk, receiver.url, "member.levelled_up")
    await award(desk)
    await look("UPDATE members SET visibility = 1 WHERE user_id = :ada", ada=ADA)
    await attempt(desk, sender)
    member = orjson.loads(receiver.got[0].body)["data"]["member"]
    assert (member["anonymous"], member["displayName"]) == (True, "Anonymous member")
    assert int(member["userId"]) != ADA


async def test_a_guild_whose_rules_are_not_loaded_names_nobody(
    desk: Desk, sender: Sender, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    await hooked(desk, receiver.url, "member.levelled_up")
    await award(desk)
    monkeypatch.setattr(desk.rulebook, "get", lambda _guild_id: None)
    await attempt(desk, sender)
    assert orjson.loads(receiver.got[0].body)["data"]["member"] is None


async def test_whoever_dies_in_mid_attempt_loses_nothing(desk: Desk, sender: Sender, receiver: Receiver) -> None:
    """Claimed, and never settled: after the lease it is claimed again, and is the same message."""
    shown = await hooked(desk, receiver.url)
    await send_test_to(desk, shown.webhook)
    [lost] = await claim(desk)
    assert await claim(desk) == []
    await make_due(desk)
    assert await attempt(desk, sender) == 1
    assert receiver.got[0].headers["webhook-id"] == lost["message_id"]
    # The first one was only slow, and fails after all: what arrived stays delivered.
    receiver.statuses = [500]
    await deliverer.deliver(desk, sender, lost)
    assert (await only(desk, shown.webhook)).state is DeliveryState.DELIVERED


async def test_two_processes_share_the_work_and_a_restart_loses_none(
    desk: Desk, listener: Listener, receiver: Receiver, look: Look
) -> None:
    shown = await hooked(desk, receiver.url)
    receiver.hold = True
    for _ in range(3):
        await send_test_to(desk, shown.webhook)
    first = Deliverer(desk, listener, Sender(Allowed(private=True)))
    first.start()
    await receiver.wait_for(3)
    await first.stop()
    receiver.hold = False
    interrupted = {each.headers["webhook-id"] for each in receiver.got}
    receiver.got.clear()
    for _ in range(20):
        await send_test_to(desk, shown.webhook)
    await make_due(desk)
    pair = [Deliverer(desk, listener) for _ in range(2)]
    for each in pair:
        each.start()
    await receiver.wait_for(23)
    for each in pair:
        await each.stop()
    assert await look("SELECT count(*) FROM webhook_deliveries WHERE state = 'dead'") == [(0,)]
    got = [each.headers["webhook-id"] for each in receiver.got]
    assert len(got) == len(set(got)) == 23
    assert interrupted < set(got)


async def test_it_wakes_by_notice_and_by_time(desk: Desk, listener: Listener, receiver: Receiver) -> None:
    running = Deliverer(desk, listener)
    running.start()
    shown = await hooked(desk, receiver.url)
    receiver.statuses = [500]
    await send_test_to(desk, shown.webhook)
    await receiver.wait_for(1)
    await make_due(desk)
    await settings.update(desk.engine, actor=ADMIN, guild_id=GUILD, version=1, values={"motto": "No reason to wake"})
    await send_test_to(desk, shown.webhook)
    await receiver.wait_for(3)
    await running.stop()


async def test_trouble_with_the_database_is_waited_out(
    desk: Desk, listener: Listener, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = await hooked(desk, receiver.url)
    await send_test_to(desk, shown.webhook)
    failures = [OSError("away")]

    async def claim_or_fail(connection: "asyncpg.Connection[Any]", wish: Claim) -> list[Any]:
        if failures:
            raise failures.pop()
        return await real(connection, wish)

    async def fail(*_: object) -> None:
        unsettled.set()
        raise OSError("away")

    real = queries.claim
    unsettled = asyncio.Event()
    monkeypatch.setattr(queries, "claim", claim_or_fail)
    monkeypatch.setattr(deliverer, "deliver", fail)
    running = Deliverer(desk, listener)
    running.start()
    async with asyncio.timeout(PATIENCE):
        await unsettled.wait()
    await running.stop()
    # Attempts that were cut short may have been cut short in the middle of a statement.
    await desk.engine.dispose()
    assert (await only(desk, shown.webhook)).state is DeliveryState.PENDING


async def test_no_more_at_once_than_there_is_room_for(
    desk: Desk, listener: Listener, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deliverer, "_AT_ONCE", 2)
    monkeypatch.setattr(deliverer, "_EACH", 1)
    slow, other = (await hooked(desk, receiver.url)).webhook, (await hooked(desk, receiver.url)).webhook
    receiver.hold = True
    for webhook in (slow, slow, other):
        await send_test_to(desk, webhook)
    running = Deliverer(desk, listener)
    assert await running.look() == 0, "there may be more"
    await receiver.wait_for(2)
    assert await running.look() > 1, "there is no room"
    await running.stop()
    assert {each.headers["webhook-id"] for each in receiver.got} == {
        (await deliveries(desk, slow.id))[0].message_id,
        (await only(desk, other)).message_id,
    }


async def test_one_slow_receiver_does_not_hold_up_the_others(
    desk: Desk, listener: Listener, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deliverer, "_EACH", 1)
    slow, other = (await hooked(desk, receiver.url)).webhook, (await hooked(desk, receiver.url)).webhook
    receiver.hold = True
    running = Deliverer(desk, listener)
    for webhook in (slow, slow, other):
        await send_test_to(desk, webhook)
        await running.look()
    await receiver.wait_for(2)
    await running.stop()
    assert {(await only(desk, other)).message_id} < {each.headers["webhook-id"] for each in receiver.got}


def test_pauses_grow_and_are_spread() -> None:
    assert [pause_after(attempt, 0.5).total_seconds() for attempt in (1, 2, 3, 7)] == [5, 20, 80, 20_480]
    assert pause_after(1, 0) == timedelta(seconds=3.75)
    assert pause_after(1, 1) == timedelta(seconds=6.25)


async def test_a_desk_that_never_began_ends(desk: Desk, listener: Listener) -> None:
    await Deliverer(desk, listener).stop()
