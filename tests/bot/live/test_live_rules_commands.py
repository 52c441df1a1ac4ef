"""/why, /levelrole and /boost over the real client; what is set here GraphQL reads, and the other way round."""

from typing import Any

import pytest

from bot.texts import CATALOGUE, CATALOGUES
from synapse.demo.command_data import Unusable
from synapse.demo.script import Script
from synapse.engine.rules import Rules
from synapse.services import boosts, settings
from synapse.services.changes import Actor
from tests.api.conftest import Api, open_api
from tests.bot.live.harness import Lab
from tests.bot.live.signing import sign_in

READ = """query ($id: Snowflake!) { guild(id: $id) {
    levelRoles { levelRoles { level roleId trouble { problem message } } }
    boosts { name running roleId endsAt multipliers { kind xp stars } } } }"""
SET_ROLE = "mutation ($input: SetLevelRoleInput!) { setLevelRole(input: $input) { problems { message } } }"
CREATE = (
    "mutation ($input: CreateBoostInput!) { createBoost(input: $input) { boost { id version } problems { message } } }"
)


def role_id(lab: Lab, name: str) -> int:
    return next(role.id for role in lab.script.guild.roles.values() if role.name == name)


async def read(api: Api, lab: Lab) -> dict[str, Any]:
    found: dict[str, Any] = (await api.ask(READ, id=str(lab.script.guild.id)))["guild"]
    return found


async def until_rules(lab: Lab, get: Any, true: Any) -> Rules:  # noqa: ANN401 - a getter and a question
    async def so() -> bool:
        rules = get(lab.script.guild.id)
        return rules is not None and true(rules)

    await lab.until(so)
    rules: Rules = get(lab.script.guild.id)
    return rules


async def test_what_is_set_by_command_is_read_through_graphql_and_the_other_way_round(lab: Lab) -> None:
    guild = {"guildId": str(lab.script.guild.id)}
    async with lab.start(), open_api(lab.url, clock=lab.clock) as api:
        await sign_in(api, lab, "Ada")
        regular, founder = role_id(lab, "Level 5"), role_id(lab, "Founder")
        answer = await lab.script.uses("/levelrole set", "Ada", {"level": 5, "role": "Level 5"})
        assert answer.message.flags & 64
        assert f"Level 5: <@&{regular}>" in answer.text
        assert (await read(api, lab))["levelRoles"]["levelRoles"] == [
            {"level": 5, "roleId": str(regular), "trouble": None}
        ]
        wanted = {**guild, "level": 9, "roleId": str(founder)}
        assert (await api.ask(SET_ROLE, input=wanted))["setLevelRole"]["problems"] == []
        shown = await lab.script.uses("/levelrole show", "Grace")
        assert f"Level 9: <@&{founder}>" in shown.text
        assert "This role stands above mine" in shown.text
        await lab.until_rows("SELECT problem FROM level_role_problems", [("too_high",)])
        told = (await read(api, lab))["levelRoles"]["levelRoles"][1]["trouble"]
        assert told["problem"] == "TOO_HIGH"
        assert "above the bot's own" in told["message"]
        removed = await lab.script.uses("/levelrole remove", "Ada", {"level": 5})
        assert "Level 5" not in removed.text

        options = {"title": "Double XP", "xp": 2, "hours": 48}
        assert "Double XP" in (await lab.script.uses("/boost start", "Ada", options)).text
        [boost] = (await read(api, lab))["boosts"]
        assert (boost["name"], boost["running"], boost["roleId"]) == ("Double XP", True, None)
        assert {each["xp"] for each in boost["multipliers"]} == {"2"}
        helpers = {
            **guild,
            "name": "Helpers",
            "roleId": str(regular),
            "multipliers": [{"kind": "MESSAGE_SENT", "xp": "1.5"}],
        }
        assert (await api.ask(CREATE, input=helpers))["createBoost"]["problems"] == []
        listed = await lab.script.uses("/boost show", "Ada")
        assert "Helpers" in listed.text
        assert f"<@&{regular}>" in listed.text
        [choice] = await lab.script.types("/boost end", "Ada", {"which": "double"})
        ended = await lab.script.uses("/boost end", "Ada", {"which": choice["value"]})
        assert "Double XP" not in ended.text
        assert [each["running"] for each in (await read(api, lab))["boosts"]] == [True, False]


async def test_wrong_and_refused(lab: Lab, monkeypatch: pytest.MonkeyPatch) -> None:
    async with lab.start():
        with pytest.raises(Unusable):
            lab.script.starts("/levelrole show", "Linus")
        # Where a server's own settings let everybody use a command, the service still refuses.
        monkeypatch.setattr("synapse.demo.script.Script._command", _any_command)
        for command, options in (
            ("/levelrole show", {}),
            ("/levelrole set", {"level": 5, "role": "Level 5"}),
            ("/boost show", {}),
            ("/boost start", {"title": "X", "xp": 2, "hours": 1}),
            ("/boost end", {"which": "1"}),
        ):
            answer = await lab.script.uses(command, "Linus", options)
            assert "Manage Guild" in answer.text
            assert answer.message.flags & 64
        nothing = await lab.script.uses("/levelrole remove", "Ada", {"level": 5})
        assert "brings no role" in nothing.text
        endless = await lab.script.uses("/boost start", "Ada", {"title": "X", "xp": 2})
        assert "needs a start and an end" in endless.text
        unknown = await lab.script.uses("/boost end", "Ada", {"which": "nothing"})
        assert "no such boost" in unknown.text
        lab.script.names.user("Ada").locale = "de"
        nothing = await lab.script.uses("/levelrole remove", "Ada", {"level": 5})
        assert "Level 5 bringt keine Rolle." in nothing.text
        endless = await lab.script.uses("/boost start", "Ada", {"title": "X", "xp": 2})
        assert "Ein Boost für alle braucht Anfang und Ende" in endless.text
        assert "Noch bringt kein Level eine Rolle." in (await lab.script.uses("/levelrole show", "Ada")).text
        assert "Es läuft kein Boost." in (await lab.script.uses("/boost show", "Ada")).text
        assert await lab.rows("SELECT count(*) FROM boosts") == [(0,)]
        assert await lab.rows("SELECT count(*) FROM level_roles") == [(0,)]


def _any_command(script: Script, name: str, kind: int, _member: object) -> dict[str, Any]:
    command = script.backend.commands.find(name, kind, script.guild.id)
    assert command is not None
    return command


async def test_why_tells_what_was_earned_what_was_not_and_what_earns_now(lab: Lab) -> None:
    guild_id = lab.script.guild.id
    async with lab.start() as bot:
        nothing = await lab.script.uses("/why", "Ada")
        assert "nothing yet" in nothing.text
        double = {"name": "Double XP", "role_id": role_id(lab, "Lead"), "multipliers": {"message_sent": {"xp": "2"}}}
        await boosts.create(lab.engine, actor=Actor(1), guild_id=guild_id, values=double, now=lab.clock())
        help_id = lab.script.names.channel("#help").id
        values = {"exclusions.channel_ids": [str(help_id)], "fair_play.min_length": 5}
        await settings.update(lab.engine, actor=Actor(1), guild_id=guild_id, version=1, values=values)
        await until_rules(
            lab, bot.core.rulebook.get, lambda rules: rules.boosts and rules.settings.exclusions.channel_ids
        )
        said = [
            lab.script.says("Grace", "#general", "Good morning everybody, how are you doing today?"),
            lab.script.says("Grace", "#general", "good morning everybody how are you doing today!!"),
            lab.script.says("Grace", "#help", "this earns nothing at all here"),
            lab.script.says("Grace", "Lounge", "ok"),
        ]
        await lab.recorded(*(f"m{each.id}" for each in said))
        rows = await lab.rows("SELECT xp, facts -> 'cuts' FROM events WHERE kind = 1 ORDER BY event_key")
        assert rows == [
            (30, None),
            (0, ["repeated", "cooldown"]),
            (0, ["excluded_channel"]),
            (0, ["too_short"]),
        ]
        answer = await lab.script.uses("/why", "Grace", where="#general")
        assert answer.message.flags & 64
        assert "30 XP" in answer.text
        assert "Double XP" in answer.text
        for reason in ("cooldown", "repeated", "excluded_channel", "too_short"):
            assert CATALOGUE[f"cut.{reason}"] in answer.text
        assert "A message here earns again" in str(answer.message.embeds)
        lab.script.names.user("Grace").locale = "de"
        german = await lab.script.uses("/why", "Grace", where="#help")
        assert CATALOGUES["de"]["cut.excluded_channel"] in str(german.message.embeds)
        assert "Good morning" not in str(await lab.rows("SELECT facts::text FROM events"))
