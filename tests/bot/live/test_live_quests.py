"""/quests and /quest over the real client: from posting to the reward, wrong, refused, and in the second language."""

from typing import Any

import pytest

from bot.texts import CATALOGUES
from synapse.demo.command_data import Unusable
from synapse.demo.interactions import Interaction
from synapse.demo.script import Script
from tests.api.conftest import open_api
from tests.bot.live.harness import Lab
from tests.bot.live.signing import sign_in

READ = """query ($id: Snowflake!) { guild(id: $id) { quests(filter: ALL) { nodes {
    title xp stars gold places underWay completed proof active zone { name } mine { state proof } } } } }"""
CREATE = "mutation ($input: CreateQuestInput!) { createQuest(input: $input) { problems { message } } }"
PROOF = "https://example.org/pull/7"


async def post(lab: Lab, title: str, **options: object) -> Interaction:
    opened = await lab.script.uses("/quest post", "Ada", options)
    return await lab.script.submits(opened, {"title": title, "description": "Any bug will do."}, "Ada")


async def read(lab: Lab, api: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - the API's test client
    found: list[dict[str, Any]] = (await api.ask(READ, id=str(lab.script.guild.id)))["guild"]["quests"]["nodes"]
    return found


async def test_a_quest_from_its_posting_to_its_reward(lab: Lab) -> None:
    async with lab.start(), open_api(lab.url, clock=lab.clock) as api:
        posted = await post(lab, "Fix a *bug*", xp=200, gold=30, places=1, days=7, proof="link")
        assert posted.message.flags & 64
        assert "200 XP · 5 stars · 30 gold" in posted.text
        await sign_in(api, lab, "Linus")
        [quest] = await read(lab, api)
        assert (quest["title"], quest["places"], quest["proof"], quest["mine"]) == ("Fix a *bug*", 1, "LINK", None)

        listed = await lab.script.uses("/quests", "Linus")
        assert listed.message.flags & 64
        assert "Fix a \\*bug\\*" in listed.text
        assert "1 of 1 places left" in listed.text
        claimed = await lab.script.clicks(listed, "1 · Claim", "Linus")
        assert claimed.message.id == listed.message.id
        assert "You have taken this on" in claimed.text
        full = await lab.script.uses("/quests", "Grace")
        with pytest.raises(Unusable):
            await lab.script.clicks(full, "1 · Claim", "Grace")

        opened = await lab.script.clicks(claimed, "1 · Hand in", "Linus")
        wrong = await lab.script.submits(opened, {"proof": "in my drawer"}, "Linus")
        assert "beginning with https" in wrong.text
        opened = await lab.script.clicks(claimed, "1 · Hand in", "Linus")
        handed_in = await lab.script.submits(opened, {"proof": PROOF}, "Linus")
        assert "an admin looks at it" in handed_in.text
        assert (await read(lab, api))[0]["mine"] == {"state": "HANDED_IN", "proof": PROOF}

        review = await lab.script.uses("/quest review", "Ada")
        linus = lab.script.names.user("Linus").id
        assert f"<@{linus}>" in review.text
        assert PROOF in review.text
        opened = await lab.script.clicks(review, "Send back", "Ada")
        sent_back = await lab.script.submits(opened, {"answer": "Add a test"}, "Ada")
        assert "Nothing waits" in sent_back.text
        assert "Add a test" in (await lab.script.uses("/quests", "Linus")).text
        undone = await lab.script.clicks(sent_back, "Undo", "Ada")
        assert PROOF in undone.text
        accepted = await lab.script.clicks(undone, "Accept", "Ada")
        assert "has the reward" in accepted.text
        assert await lab.rows("SELECT xp, stars, gold FROM members WHERE user_id = :id", id=linus) == [(200, 5, 80)]
        assert await lab.rows("SELECT proof FROM quest_claims") == [(None,)]
        assert "You have done this" in (await lab.script.uses("/quests", "Linus")).text
        assert (await read(lab, api))[0]["completed"] == 1

        taken_back = await lab.script.clicks(accepted, "Undo", "Ada")
        assert "undone" in taken_back.text
        assert await lab.rows("SELECT gold FROM members WHERE user_id = :id", id=linus) == [(50,)]


async def test_what_the_api_posts_is_claimed_here_and_pages_turn(lab: Lab) -> None:
    async with lab.start(), open_api(lab.url, clock=lab.clock) as api:
        await sign_in(api, lab, "Ada")
        for number in range(4):
            wanted = {"guildId": str(lab.script.guild.id), "title": f"Quest {number}", "xp": 5}
            assert (await api.ask(CREATE, input=wanted))["createQuest"]["problems"] == []
        await sign_in(api, lab, "Linus")
        first = await lab.script.uses("/quests", "Linus")
        assert "Quest 3" in first.text
        assert "Quest 0" not in first.text
        second = await lab.script.clicks(first, "Older", "Linus")
        assert "Quest 0" in second.text
        claimed = await lab.script.clicks(second, "1 · Claim", "Linus")
        # The page is the same one as before.
        assert "Quest 0" in claimed.text
        handed_in = await lab.script.clicks(claimed, "1 · Hand in", "Linus")
        assert "an admin looks at it" in handed_in.text
        gone = await lab.script.clicks(handed_in, "1 · Give up", "Linus")
        assert "given this up" in gone.text
        assert [quest["mine"] and quest["mine"]["state"] for quest in await read(lab, api)] == [
            None,
            None,
            None,
            "GIVEN_UP",
        ]
        assert "Quest 3" in (await lab.script.clicks(gone, "Newer", "Linus")).text

        [choice] = await lab.script.types("/quest close", "Ada", {"which": "quest 2"})
        closed = await lab.script.uses("/quest close", "Ada", {"which": choice["value"]})
        assert "**Quest 2** is closed" in closed.text
        assert "no such open quest" in (await lab.script.uses("/quest close", "Ada", {"which": choice["value"]})).text


async def test_wrong_and_refused_and_in_german(lab: Lab, monkeypatch: pytest.MonkeyPatch) -> None:
    async with lab.start():
        assert "no open quest" in (await lab.script.uses("/quests", "Linus")).text
        with pytest.raises(Unusable):
            lab.script.starts("/quest review", "Linus")
        nothing = await post(lab, "For nothing", stars=0)
        assert "pays XP, stars or gold" in nothing.text
        [zone] = await lab.script.types("/quest post", "Ada", {"zone": "meme"})
        assert "posted" in (await post(lab, "In a zone", xp=5, zone=zone["value"])).message.embeds[0]["footer"]["text"]
        assert "no such zone" in (await post(lab, "Nowhere", xp=5, zone="nowhere")).text
        # Where a server's own settings let everybody use a command, the service still refuses.
        monkeypatch.setattr("synapse.demo.script.Script._command", _any_command)
        for command, options in (("/quest post", {"xp": 1}), ("/quest close", {"which": "1"}), ("/quest review", {})):
            answer = await lab.script.uses(command, "Linus", options)
            assert "Manage Guild" in answer.text
        assert await lab.rows("SELECT count(*) FROM quests") == [(1,)]

        german = CATALOGUES["de"]
        lab.script.names.user("Linus").locale = "de"
        listed = await lab.script.uses("/quests", "Linus")
        claimed = await lab.script.clicks(listed, f"1 · {german['quests.claim']}", "Linus")
        assert german["quests.state.claimed"] in claimed.text


def _any_command(script: Script, name: str, kind: int, _member: object) -> dict[str, Any]:
    command = script.backend.commands.find(name, kind, script.guild.id)
    assert command is not None
    return command
