"""What happens while the bot is away or cut off is not lost, and nothing counts twice."""

import asyncio
import signal

import pytest
from sqlalchemy import text

from synapse.demo.faults import Refusal
from synapse.demo.rest.nonces import Nonces
from tests.bot.live.harness import PATIENCE, Lab, prose


async def _kill(process: asyncio.subprocess.Process) -> None:
    process.kill()
    await process.communicate()


async def _up(lab: Lab) -> None:
    """Wait until the bot listens and has a checkpoint to come back to."""
    await lab.script.connected(seconds=PATIENCE)
    await lab.until_rows("SELECT count(*) FROM gateway_sessions", [(1,)])


async def _totals(lab: Lab) -> list[tuple[int, ...]]:
    return await lab.rows(
        "SELECT (SELECT sum(xp) FROM events), (SELECT sum(xp) FROM members), (SELECT sum(messages) FROM members), "
        "(SELECT sum(xp) FROM member_seasons)"
    )


async def test_a_dropped_connection_is_resumed(lab: Lab) -> None:
    async with lab.start():
        before = lab.script.says("Ada", "#general", "before")
        await lab.recorded(f"m{before.id}")
        for connection in list(lab.local.backend.hub.connections):
            connection.cut()
        missed = lab.script.says("Grace", "#general", "missed")
        await lab.recorded(f"m{missed.id}")
        assert lab.local.backend.hub.counters["resumes"] == 1


async def test_repeated_and_shuffled_events_count_once(lab: Lab) -> None:
    async with lab.start():
        lab.local.backend.faults.duplicate_probability = 1.0
        lab.local.backend.faults.reorder_window = 5
        script, keys = lab.script, []
        for number in range(20):
            message = script.says("Ada", "#general", f"message {number}")
            script.reacts("Grace", message)
            keys += [f"m{message.id}", f"g{message.id}:{script.names.user('Grace').id}"]
        thread = script.opens_thread("Linus", "#help", "a thread")
        inside = script.says("Margaret", thread, "inside")
        await lab.recorded(*keys, f"t{thread.id}", f"m{inside.id}")
        assert await lab.rows("SELECT sum(messages), sum(reactions_given), sum(threads) FROM members") == [(21, 20, 1)]
        assert await lab.rows("SELECT parent_id FROM events WHERE event_key = :key", key=f"m{inside.id}") == [
            (thread.parent_id,)
        ]


async def test_a_killed_bot_hears_what_it_missed_by_resuming_its_session(lab: Lab) -> None:
    process = await lab.launch()
    await _up(lab)
    before = lab.script.says("Ada", "#general", "before")
    await lab.recorded(f"m{before.id}")
    await _kill(process)
    missed = lab.script.says("Grace", "#general", "missed")
    lab.script.reacts("Linus", before)
    lab.script.unreacts("Linus", before)
    process = await lab.launch()
    linus = lab.script.names.user("Linus")
    await lab.recorded(f"m{missed.id}", f"g{before.id}:{linus.id}", f"r{before.id}:{linus.id}")
    assert lab.local.backend.hub.counters["resumes"] == 1
    after = lab.script.says("Margaret", "#help", "after")
    await lab.recorded(f"m{after.id}")
    process.send_signal(signal.SIGTERM)
    await process.communicate()
    assert process.returncode == 0
    [(journal, members, messages, season)] = await _totals(lab)
    assert journal == members == season
    assert messages == 3


async def test_a_killed_bot_reads_the_history_when_its_session_is_gone(lab: Lab) -> None:
    process = await lab.launch()
    await _up(lab)
    script, hub = lab.script, lab.local.backend.hub
    before = script.says("Ada", "#general", "before")
    await lab.recorded(f"m{before.id}")
    await _kill(process)
    missed = script.says("Grace", "#general", "missed")
    script.reacts("Linus", missed)
    script.webhook_says("News", "#general", "released")
    thread = script.opens_thread("Margaret", "#help", "missed thread")
    inside = script.says("Ada", thread, "inside")
    for session_id in list(hub.sessions):
        hub.end(session_id)
    process = await lab.launch()
    linus = script.names.user("Linus")
    reactions = (f"g{missed.id}:{linus.id}", f"r{missed.id}:{linus.id}")
    await lab.recorded(f"m{missed.id}", f"t{thread.id}", f"m{inside.id}", *reactions)
    process.send_signal(signal.SIGTERM)
    await process.communicate()
    assert hub.counters["resumes"] == 0
    assert await lab.rows("SELECT sum(messages) FROM members") == [(3,)]


async def test_a_session_lost_for_good_is_followed_by_reading_the_history(
    lab: Lab, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with lab.start() as bot:
        before = lab.script.says("Ada", "#general", "before")
        await lab.recorded(f"m{before.id}")
        hub = lab.local.backend.hub
        # disnake waits five seconds before it identifies anew; its own pace is not what is tested.
        monkeypatch.setattr(bot.core.client, "before_identify_hook", _at_once)
        for session_id in list(hub.sessions):
            hub.end(session_id)
        for connection in list(hub.connections):
            connection.cut()
        missed = lab.script.says("Grace", "#general", "missed")
        await lab.recorded(f"m{missed.id}")
        assert hub.counters["resumes"] == 0


async def _at_once(_shard_id: int | None, *, initial: bool = False) -> None:
    del initial


async def test_an_announcement_lost_between_post_and_mark_is_not_posted_again(lab: Lab) -> None:
    async with lab.start():
        thread = lab.script.opens_thread("Ada", "#general", "a thread")
        await lab.recorded(f"t{thread.id}")
    async with lab.start():
        for place in ("#general", "#help", thread):
            lab.script.says("Ada", place, f"```x = 1\n``` https://docs.python.org {prose(str(place))}")
        await lab.until_rows("SELECT state FROM announcements ORDER BY id", [("sent",), ("sent",)])
    posted = len(lab.posts())
    async with lab.engine.begin() as connection:
        await connection.execute(
            text(
                "UPDATE announcements SET state = 'claimed', sent_at = NULL, message_id = NULL, "
                "claimed_at = claimed_at - interval '1 day'"
            )
        )
    # Minutes later Discord knows the nonce no more.
    lab.local.backend.nonces = Nonces(lab.local.backend.clock)
    async with lab.start():
        await lab.until_rows("SELECT state FROM announcements ORDER BY id", [("sent",), ("sent",)])
    assert len(lab.posts()) == posted == 2


async def test_a_refused_announcement_is_skipped_and_a_failing_one_is_tried_again(lab: Lab) -> None:
    async with lab.start():
        posts = r"POST .*/channels/\d+/messages"
        lab.local.backend.faults.refuse(Refusal(403, count=1, pattern=posts, code=50013, message="Missing Permissions"))
        lab.local.backend.faults.refuse(Refusal(500, count=2, pattern=posts))
        for place in ("#general", "#help"):
            lab.script.says("Ada", place, "```x = 1\n``` https://docs.python.org " + prose(place))
        lab.script.opens_thread("Ada", "#general", "a thread")
        lab.script.opens_thread("Ada", "#general", "another thread")
        lab.script.opens_thread("Ada", "#general", "a third thread")
        await lab.until_rows(
            "SELECT state, count(*) FROM announcements GROUP BY state ORDER BY state", [("sent", 1), ("skipped", 1)]
        )
    assert len(lab.posts()) == 1
