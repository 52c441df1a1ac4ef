"""Weeks in the local Discord: the role goes to who won, and winners and recap are posted once over restarts."""

from datetime import timedelta
from typing import Any

from synapse.demo import snowflakes
from synapse.demo.actions import guilds as actions
from synapse.demo.world import Role
from synapse.engine import weeks
from synapse.services import settings
from synapse.services.changes import Actor
from tests.bot.live.harness import Lab, prose
from tests.demo import worlds

TOLD = "SELECT kind, state FROM announcements WHERE user_id = 0 ORDER BY kind"


async def chosen(lab: Lab, **values: Any) -> Role:  # noqa: ANN401 - of any setting
    guild = lab.script.guild
    role = Role(snowflakes.from_ms(worlds.FOUNDED_MS + 9000, 1), guild.id, "Best of the week", position=2)
    actions.role_saved(lab.local.backend, guild, role)
    await lab.until_rows("SELECT true FROM roles WHERE id = :id", [(True,)], id=role.id)
    channel = lab.script.names.channel("#general").id
    await settings.update(
        lab.engine,
        actor=Actor(1),
        guild_id=guild.id,
        version=1,
        values={
            "weekly.winners": 1,
            "weekly.role_ids": [str(role.id)],
            "weekly.channel_id": str(channel),
            "weekly.recap": True,
            **values,
        },
    )
    return role


def to_next_week(lab: Lab) -> None:
    """Put the clock to Monday, a quarter past nine."""
    now = lab.clock()
    monday = weeks.moment(weeks.running(now, "UTC") + weeks.WEEK, 0, 9, "UTC") + timedelta(minutes=15)
    lab.clock.ahead += monday - now


def of_the_week(lab: Lab) -> list[dict[str, Any]]:
    return [embed for post in lab.posts() for embed in post.embeds if embed["title"][0] in "🏆📬"]


async def test_the_week_is_won_told_of_and_recapped_once(lab: Lab) -> None:
    async with lab.start() as bot:
        role = await chosen(lab)
        said = [lab.script.says("Ada", "#general", prose("ada"))]
        await lab.recorded(*(f"m{message.id}" for message in said))
        # By what is set this far, last week may be closed already; it had nobody.
        to_next_week(lab)
        await bot.weekly.step()
        await lab.until_rows(
            "SELECT kind, state FROM announcements WHERE user_id = 0 ORDER BY kind",
            [("recap", "sent"), ("week", "sent")],
        )

        async def carried() -> bool:
            members = lab.script.guild.members.values()
            return [member.display_name for member in members if role.id in member.role_ids] == ["Ada"]

        await lab.until(carried)
    async with lab.start() as bot:
        await bot.weekly.step()
        assert await lab.rows("SELECT count(*) FROM announcements WHERE user_id = 0") == [(2,)]
    told = {embed["title"]: embed for embed in of_the_week(lab)}
    assert len(told) == len(of_the_week(lab)) == 2
    won, recap = told["🏆 The best of the week"], told["📬 What the week was like"]
    ada = lab.script.names.user("Ada").id
    assert f"🥇 <@{ada}>" in won["description"]
    assert f"<@&{role.id}>" in str(won["fields"])
    assert "1** members were active" in recap["fields"][0]["value"]
    assert all(len(field["value"]) <= 1024 for embed in (won, recap) for field in embed["fields"])


async def test_what_is_posted_is_in_the_guilds_language(lab: Lab) -> None:
    async with lab.start() as bot:
        await chosen(lab, **{"announcements.language": "de"})
        message = lab.script.says("Ada", "#general", prose("ada"))
        await lab.recorded(f"m{message.id}")
        to_next_week(lab)
        await bot.weekly.step()
        await lab.until_rows(
            "SELECT kind, state FROM announcements WHERE user_id = 0 ORDER BY kind",
            [("recap", "sent"), ("week", "sent")],
        )
    assert {embed["title"] for embed in of_the_week(lab)} == {"🏆 Die Besten der Woche", "📬 So war die Woche"}


async def test_recap_tells_the_asker_alone_of_their_week(lab: Lab) -> None:
    async with lab.start():
        message = lab.script.says("Ada", "#general", prose("ada"))
        await lab.recorded(f"m{message.id}")
        answer = await lab.script.uses("/recap", "Ada", {"week": "running"})
        assert answer.message.flags & 64
        fields = {field["name"]: field["value"] for field in answer.message.embeds[0]["fields"]}
        assert fields["Active days"] == "1 of 7"
        assert "1 message" in fields["What you did"]
        quiet = await lab.script.uses("/recap", "Ada")
        assert "Nothing of yours" in quiet.text
        message.author.locale = "de"
        german = await lab.script.uses("/recap", "Ada", {"week": "running"})
        assert german.message.embeds[0]["title"] == "📬 Deine Woche bis jetzt"
