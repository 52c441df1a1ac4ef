from collections.abc import Callable

from tests.bot.live.harness import Running

Start = Callable[..., Running]


async def test_a_message_becomes_a_reward(start: Start) -> None:
    async with start() as running:
        message = running.script.says("Ada", "#general", "hello, world")
        await running.recorded(f"m{message.id}")
        assert await running.rows(
            "SELECT xp, stars, messages, display_name FROM members WHERE user_id = :user", user=message.author.id
        ) == [(15, 1, 1, "Ada")]


async def test_a_reaction_pays_both_once_however_often_it_is_given(start: Start) -> None:
    async with start() as running:
        script = running.script
        message = script.says("Ada", "#general", "hello")
        grace = script.names.user("Grace")
        script.reacts(grace, message)
        script.unreacts(grace, message)
        script.reacts(grace, message)
        script.reacts(grace, message, "🎉")
        end = script.says("Linus", "#help", "the end")
        await running.recorded(f"m{message.id}", f"g{message.id}:{grace.id}", f"r{message.id}:{grace.id}", f"m{end.id}")
        assert await running.rows("SELECT count(*) FROM events WHERE kind IN (2, 3)") == [(2,)]
        assert await running.rows("SELECT stars FROM members WHERE user_id = :user", user=grace.id) == [(1,)]
