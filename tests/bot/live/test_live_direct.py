"""Announcements as direct messages, over the real client."""

from synapse.services import settings
from synapse.services.changes import Actor
from tests.bot.live.harness import Lab


async def test_a_level_up_reaches_the_member_alone_in_the_guilds_own_words(lab: Lab) -> None:
    guild_id = lab.script.guild.id
    async with lab.start() as bot:
        values = {
            "announcements.level_ups_direct": True,
            "announcements.level_up_text": "Well done, {name}: level {level}!",
            "levels": {"kind": "linear", "step": 10},
        }
        await settings.update(lab.engine, actor=Actor(1), guild_id=guild_id, version=1, values=values)

        async def known() -> bool:
            rules = bot.core.rulebook.get(guild_id)
            return rules is not None and rules.settings.announcements.level_ups_direct

        await lab.until(known)
        lab.script.says("Ada", "#general", "hello, world")
        await lab.until_rows("SELECT state FROM announcements WHERE kind = 'level_up'", [("sent",)])
        [post] = lab.posts()
        assert post.channel_id not in lab.script.guild.channels
        assert post.embeds[0]["description"].startswith("Well done, Ada: level 2!")
