from datetime import timedelta

from synapse.demo.script import Script
from tests.bot.live.harness import Lab, prose


def long(seed: str) -> str:
    """A message that is worth much, and that no other one resembles."""
    return "```python\nprint('hello')\n``` see https://docs.python.org/3/ " + prose(seed)


async def test_a_message_becomes_a_reward(lab: Lab) -> None:
    async with lab.start():
        message = lab.script.says("Ada", "#general", "hello, world")
        await lab.recorded(f"m{message.id}")
        assert await lab.rows(
            "SELECT xp, stars, messages, display_name FROM members WHERE user_id = :user", user=message.author.id
        ) == [(15, 1, 1, "Ada")]


async def test_a_reaction_pays_both_once_however_often_it_is_given(lab: Lab) -> None:
    async with lab.start():
        script = lab.script
        message, grace = script.says("Ada", "#general", "hello"), script.names.user("Grace")
        script.reacts(grace, message)
        script.unreacts(grace, message)
        script.reacts(grace, message)
        script.reacts(grace, message, "🎉")
        end = script.says("Linus", "#help", "the end")
        await lab.recorded(f"m{message.id}", f"g{message.id}:{grace.id}", f"r{message.id}:{grace.id}", f"m{end.id}")
        assert await lab.rows("SELECT count(*) FROM events WHERE kind IN (2, 3)") == [(2,)]
        assert await lab.rows("SELECT stars FROM members WHERE user_id = :user", user=grace.id) == [(1,)]


async def test_nobody_receives_a_reaction_to_a_webhook_or_from_a_bot(lab: Lab) -> None:
    async with lab.start():
        script = lab.script
        message, grace = script.webhook_says("News", "#general", "released"), script.names.user("Grace")
        script.reacts(grace, message)
        own = script.says("Ada", "#general", "hello")
        script.reacts("synapse", own)
        script.reacts("Ada", own)
        end = script.says("Linus", "#help", "the end")
        await lab.recorded(f"g{message.id}:{grace.id}", f"g{own.id}:{own.author.id}", f"m{end.id}")
        assert await lab.rows("SELECT count(*) FROM events WHERE kind IN (2, 3)") == [(2,)]


async def test_a_thread_and_what_is_written_in_it_belong_to_its_channel(lab: Lab) -> None:
    async with lab.start():
        script = lab.script
        thread = script.opens_thread("Ada", "#help", "How do I exit vim?")
        message = script.says("Grace", thread, "You do not.")
        await lab.recorded(f"t{thread.id}", f"m{message.id}")
        assert await lab.rows("SELECT DISTINCT channel_id, parent_id FROM events WHERE kind IN (1, 4)") == [
            (thread.id, thread.parent_id)
        ]


async def test_ten_minutes_in_voice_are_a_tick_and_a_restart_loses_none(lab: Lab) -> None:
    ada, grace = lab.script.names.user("Ada"), lab.script.names.user("Grace")
    stays = "SELECT user_id, ticks FROM voice_sessions ORDER BY user_id"
    async with lab.start():
        lab.script.joins_voice("Ada", "Lounge")
        lab.script.joins_voice("Grace", "Lounge")
        lab.script.joins_voice("synapse", "Lounge")
        await lab.until_rows("SELECT count(*) FROM voice_sessions", [(2,)])
        lab.clock.ahead = timedelta(minutes=10, seconds=30)
        lab.script.mutes("Ada")
        await lab.until_rows("SELECT count(*) FROM events WHERE kind = 5", [(2,)])
    assert await lab.rows(stays) == [(ada.id, 1), (grace.id, 1)]
    lab.clock.ahead = timedelta(minutes=25)
    async with lab.start():
        await lab.until_rows("SELECT count(*) FROM events WHERE kind = 5", [(4,)])
        assert await lab.rows("SELECT voice_minutes, stars FROM members WHERE user_id = :user", user=ada.id) == [
            (20, 2)
        ]
        lab.script.leaves_voice("Ada")
        await lab.until_rows("SELECT count(*) FROM voice_sessions WHERE user_id = :user", [(0,)], user=ada.id)


async def test_levels_and_achievements_are_announced_where_they_happened(lab: Lab) -> None:
    async with lab.start():
        script = lab.script
        _climb(script)
        threads = [script.opens_thread("Ada", "#help", name) for name in ("one", "two")]
        last = script.says("Ada", threads[0], long("Ada thread"), files=1)
        await lab.recorded(f"m{last.id}")
        await lab.until_rows("SELECT count(*) FROM announcements WHERE state = 'sent'", [(2,)])
        said = [embed["title"] for message in lab.posts() for embed in message.embeds]
        assert set(said) == {"👣 First Steps", "🎉 Level 2"}


async def test_a_channel_takes_three_announcements_a_minute_and_the_rest_waits(lab: Lab) -> None:
    script, general = lab.script, lab.script.names.channel("#general")
    states = "SELECT state, count(*) FROM announcements GROUP BY state ORDER BY state"
    async with lab.start(announce_channel=general.id):
        for person in ("Ada", "Grace", "Linus", "Margaret"):
            _climb(script, person)
            script.opens_thread(person, "#help", f"by {person}")
            script.opens_thread(person, "#help", f"again by {person}")
        await lab.until_rows(states, [("pending", 5), ("sent", 3)])
        lab.clock.ahead = timedelta(seconds=61)
    # A bot that starts anew knows what was posted a moment ago.
    async with lab.start():
        await lab.until_rows(states, [("pending", 2), ("sent", 6)])
    assert {message.channel_id for message in lab.posts()} == {general.id}


def _climb(script: Script, who: str = "Ada") -> None:
    """Earn enough for level 2 in two channels; messages in one channel are too soon after each other."""
    script.says(who, "#general", long(f"{who} general"), files=1)
    script.says(who, "#help", long(f"{who} help"), files=1)


async def test_the_bot_tells_how_it_does(lab: Lab) -> None:
    async with lab.start() as bot:
        message = lab.script.says("Ada", "#general", "hello")
        await lab.recorded(f"m{message.id}")

        async def counted() -> bool:  # the row is there a moment before the bot's own count of it
            return bot.pulse.look().events_recorded == 1

        await lab.until(counted)
        beat = bot.pulse.look()
        assert beat.online_since is not None
        assert (beat.events_recorded, beat.events_per_minute, beat.queue_depth, beat.spool_depth) == (1, 1, 0, 0)
        assert beat.batch_milliseconds > 0
        assert await lab.rows("SELECT stopped_at IS NULL FROM heartbeats") == [(True,)]
    assert await lab.rows("SELECT stopped_at IS NULL, online_since IS NULL, events_recorded FROM heartbeats") == [
        (False, True, 1)
    ]
