"""Commands, buttons and forms of a real disnake bot, used by scripted members."""

import asyncio
from typing import Any

import disnake
import pytest
from disnake.ext import commands
from disnake.interactions import ApplicationCommandInteraction, MessageInteraction, ModalInteraction
from disnake.ui.select.string import StringSelect, string_select

from synapse.demo.backend import Options
from synapse.demo.command_data import Unusable
from synapse.demo.interactions import Callback
from synapse.demo.script import Script
from synapse.demo.server import LocalDiscord
from synapse.demo.world import World
from tests.demo.clients import Clock, Connect, Rest


class Again(disnake.ui.View):
    @disnake.ui.button(label="Again", custom_id="again")
    async def again(self, _: disnake.ui.Button[Any], inter: MessageInteraction[Any]) -> None:
        await inter.response.edit_message("pressed", view=None)

    @string_select(custom_id="menu", options=["one", "two"])
    async def menu(self, _: StringSelect[Any], inter: MessageInteraction[Any]) -> None:
        await inter.response.send_message(f"chose {inter.values}", ephemeral=True)

    @disnake.ui.button(label="Off", custom_id="off", disabled=True)
    async def off(self, _: disnake.ui.Button[Any], __: MessageInteraction[Any]) -> None:
        raise AssertionError("a disabled button was pressed")


class Form(disnake.ui.Modal):
    def __init__(self) -> None:
        super().__init__(
            title="Form", custom_id="form", components=[disnake.ui.TextInput(label="Name", custom_id="name")]
        )

    async def callback(self, inter: ModalInteraction[Any], /) -> None:
        await inter.response.send_message(f"got {inter.text_values['name']}", ephemeral=True)


def _commands(bot: commands.InteractionBot) -> None:
    @bot.slash_command(description="Greets somebody")
    async def hello(
        inter: ApplicationCommandInteraction[Any],
        who: disnake.Member,
        times: int = commands.Param(1, ge=1, le=5),
        where: disnake.TextChannel | None = None,
    ) -> None:
        place = "" if where is None else f" in {where.name}"
        await inter.response.send_message(f"hello {who.display_name} x{times}{place}", view=Again())

    @bot.slash_command(description="Thinks first")
    async def slow(inter: ApplicationCommandInteraction[Any]) -> None:
        await inter.response.defer(ephemeral=True)
        await inter.edit_original_response("done")
        await inter.followup.send("and more", ephemeral=True)

    @bot.slash_command(description="Opens a form")
    async def form(inter: ApplicationCommandInteraction[Any]) -> None:
        await inter.response.send_modal(Form())

    @bot.slash_command(description="For leads", default_member_permissions=disnake.Permissions(manage_guild=True))
    async def lead(inter: ApplicationCommandInteraction[Any]) -> None:
        pass

    @lead.sub_command(description="Gives a role")
    async def give(inter: ApplicationCommandInteraction[Any], role: disnake.Role) -> None:
        await inter.response.send_message(file=disnake.File(__file__, "role.py"), content=role.name)

    async def propose(inter: ApplicationCommandInteraction[Any], text: str) -> list[str]:
        assert inter.guild_id is not None
        return [f"{text}-{n}" for n in range(2)]

    @bot.slash_command(description="Finds a thing")
    async def find(inter: ApplicationCommandInteraction[Any], what: str = commands.Param(autocomplete=propose)) -> None:
        await inter.response.send_message(what)


@pytest.fixture
async def bot(connect: Connect, local: LocalDiscord) -> commands.InteractionBot:
    made = commands.InteractionBot(intents=disnake.Intents.all(), guild_ready_timeout=0.1)
    _commands(made)
    await connect(made)
    async with asyncio.timeout(10):
        while len(local.backend.commands.all(None)) < 5:
            await local.backend.requests.next()
    return made


@pytest.mark.usefixtures("bot")
class TestCommands:
    async def test_are_answered(self, script: Script) -> None:
        used = await script.uses("/hello", "Ada", {"who": "Grace", "times": 3, "where": "#help"})
        assert used.text.startswith("hello Grace x3 in help")
        assert used.callback is Callback.MESSAGE

    async def test_a_public_answer_is_a_message_of_the_channel(self, script: Script, rest: Rest) -> None:
        used = await script.uses("/hello", "Ada", {"who": "Grace"}, "#help")
        shown = (await rest.get(f"/channels/{script.names.channel('#help').id}/messages")).data
        assert [message["id"] for message in shown] == [str(used.message.id)]
        assert shown[0]["interaction_metadata"]["user"]["username"] == "ada"

    async def test_may_think_and_follow_up(self, script: Script, local: LocalDiscord) -> None:
        used = await script.uses("/slow", "Ada")
        async with asyncio.timeout(10):
            while not used.followups:
                await local.backend.requests.next()
        assert (used.text, used.message.ephemeral) == ("done", True)
        assert [message.content for message in used.followups.values()] == ["and more"]
        assert len(local.backend.world.messages[used.channel_id]) == 0

    async def test_sub_commands_with_a_file(self, script: Script) -> None:
        used = await script.uses("/lead give", "Ada", {"role": "Level 5"})
        assert (used.message.content, used.message.attachments[0].filename) == ("Level 5", "role.py")

    async def test_propose(self, script: Script) -> None:
        choices = await script.types("/find", "Ada", {"what": "ab"})
        assert [choice["value"] for choice in choices] == ["ab-0", "ab-1"]

    async def test_take_a_number_as_it_is_written_on_a_command_line(self, script: Script) -> None:
        used = await script.uses("/hello", "Ada", {"who": "Grace", "times": "3"})
        assert "hello Grace x3" in used.text

    @pytest.mark.parametrize(
        ("name", "given"),
        [
            ("/nothing", {}),
            ("/hello", {"who": "Grace", "times": "9"}),
            ("/hello", {}),
            ("/hello", {"who": "Grace", "times": 9}),
            ("/hello", {"who": "Grace", "times": "x"}),
            ("/hello", {"who": "Grace", "colour": "red"}),
            ("/lead", {}),
            ("/lead take", {}),
        ],
    )
    async def test_that_discord_would_not_send(self, script: Script, name: str, given: dict[str, object]) -> None:
        with pytest.raises(Unusable):
            script.starts(name, "Ada", given)

    async def test_are_hidden_from_who_may_not(self, script: Script) -> None:
        with pytest.raises(Unusable, match="does not see"):
            script.starts("/lead give", "Linus", {"role": "Level 5"})
        assert (await script.uses("/lead give", "Grace", {"role": "Level 5"})).answered

    async def test_are_synced_once(self, local: LocalDiscord, world: World) -> None:
        names = {command["name"] for command in local.backend.commands.all(None)}
        assert names == {"hello", "slow", "form", "lead", "find"}
        assert len(local.backend.requests.matching("PUT", f"^/applications/{world.application.id}/commands$")) == 1


@pytest.mark.usefixtures("bot")
class TestComponents:
    async def test_a_button_changes_its_message(self, script: Script) -> None:
        used = await script.uses("/hello", "Ada", {"who": "Grace"})
        pressed = await script.clicks(used, "Again", "Grace")
        assert pressed.message is used.message
        assert (used.message.content, used.message.components) == ("pressed", [])

    async def test_a_menu(self, script: Script) -> None:
        used = await script.uses("/hello", "Ada", {"who": "Grace"})
        chosen = await script.chooses(used, "menu", ["two"], "Ada")
        assert (chosen.text, chosen.message.ephemeral) == ("chose ['two']", True)

    @pytest.mark.parametrize("which", ["Off", "Nothing", "menu"])
    async def test_what_cannot_be_pressed(self, script: Script, which: str) -> None:
        used = await script.uses("/hello", "Ada", {"who": "Grace"})
        with pytest.raises(Unusable):
            await script.clicks(used, which, "Ada")

    async def test_a_form(self, script: Script) -> None:
        opened = await script.uses("/form", "Ada")
        answered = await script.submits(opened, {"name": "Countess"}, "Ada")
        assert (answered.text, answered.message.ephemeral) == ("got Countess", True)

    @pytest.mark.parametrize("values", [{}, {"name": "x", "age": "1"}])
    async def test_a_form_filled_in_wrongly(self, script: Script, values: dict[str, object]) -> None:
        opened = await script.uses("/form", "Ada")
        with pytest.raises(Unusable):
            await script.submits(opened, values, "Ada")


class TestTerms:
    @pytest.fixture
    def path(self, script: Script, local: LocalDiscord) -> str:
        local.backend.commands.create(None, {"name": "hello", "description": "d"})
        asked = script.starts("/hello", "Ada")
        return f"/interactions/{asked.id}/{asked.token}/callback"

    async def test_one_acknowledgement(self, rest: Rest, path: str) -> None:
        body = {"type": 4, "data": {"content": "a"}}
        first = await rest.as_(None).call("POST", path, body, with_response="true")
        assert first.data["resource"]["message"]["content"] == "a"
        assert (await rest.as_(None).call("POST", path, body)).data["code"] == 40060

    @pytest.mark.parametrize(
        ("body", "code"),
        [
            ({"type": 99}, 50035),
            ({}, 50035),
            ({"type": 7, "data": {"content": "a"}}, 50035),
            ({"type": 8, "data": {"choices": []}}, 50035),
            ({"type": 4, "data": {}}, 50006),
            ({"type": 9, "data": {"custom_id": "", "title": "", "components": []}}, 50035),
        ],
    )
    async def test_an_answer_must_fit(self, rest: Rest, path: str, body: dict[str, Any], code: int) -> None:
        assert (await rest.as_(None).call("POST", path, body)).data["code"] == code

    async def test_unknown_tokens(self, rest: Rest, world: World) -> None:
        assert (await rest.call("POST", "/interactions/1/x/callback", {"type": 5})).data["code"] == 10062
        assert (await rest.get(f"/webhooks/{world.application.id}/x/messages/@original")).data["code"] == 10015

    async def test_follow_ups_are_read_changed_and_deleted(self, rest: Rest, path: str, world: World) -> None:
        token = path.split("/")[3]
        webhook = f"/webhooks/{world.application.id}/{token}"
        assert (await rest.get(f"{webhook}/messages/@original")).data["code"] == 10015
        await rest.call("POST", path, {"type": 5})
        filled = await rest.call("POST", webhook, {"content": "first"})
        assert (await rest.get(f"{webhook}/messages/@original")).data["id"] == filled.data["id"]
        more = await rest.call("POST", webhook, {"content": "second", "flags": 64})
        one = f"{webhook}/messages/{more.data['id']}"
        assert (await rest.call("PATCH", one, {"content": "2"})).data["content"] == "2"
        assert (await rest.call("DELETE", one)).status == 204
        assert (await rest.call("DELETE", f"{webhook}/messages/@original")).status == 204
        assert (await rest.get(f"{webhook}/messages/@original")).data["code"] == 10008


class TestTime:
    @pytest.fixture
    def clock(self) -> Clock:
        return Clock()

    @pytest.fixture
    def options(self, clock: Clock) -> Options:
        return Options(clock=clock)

    async def test_three_seconds_to_acknowledge(self, rest: Rest, script: Script, clock: Clock) -> None:
        script.backend.commands.create(None, {"name": "hello", "description": "d"})
        asked = script.starts("/hello", "Ada")
        clock.now += 3.1
        answer = await rest.call("POST", f"/interactions/{asked.id}/{asked.token}/callback", {"type": 5})
        assert answer.data["code"] == 10062
        assert script.backend.interactions.expired == 1

    async def test_fifteen_minutes_to_follow_up(self, rest: Rest, script: Script, clock: Clock) -> None:
        script.backend.commands.create(None, {"name": "hello", "description": "d"})
        asked = script.starts("/hello", "Ada")
        await rest.call("POST", f"/interactions/{asked.id}/{asked.token}/callback", {"type": 5})
        clock.now += 901
        late = await rest.call("POST", f"/webhooks/{script.backend.bot_id}/{asked.token}", {"content": "late"})
        assert (late.status, late.data["code"]) == (401, 50027)
