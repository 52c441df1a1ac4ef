"""Scripted members: names, and what Discord's own client would not let anybody do."""

import pytest

from synapse.demo.command_data import Unusable
from synapse.demo.names import UnknownName
from synapse.demo.script import Script
from synapse.demo.server import LocalDiscord
from synapse.demo.world import Overwrite
from synapse.demo.world.permissions import Permission
from tests.demo.clients import Rest


class TestNames:
    @pytest.mark.parametrize("who", ["Ada", "ada", "@Ada", "AD"])
    async def test_of_people(self, script: Script, who: str) -> None:
        assert script.names.member(who).user.username == "ada"

    async def test_by_id_and_by_itself(self, script: Script) -> None:
        member = script.names.member("Ada")
        for who in (member, member.user, member.id, str(member.id)):
            assert script.names.member(who) is member

    async def test_by_nickname_until_it_is_gone(self, script: Script) -> None:
        script.renames("Grace", "Admiral")
        assert script.names.member("Admiral").user.username == "grace"
        script.renames("Grace", None)
        with pytest.raises(UnknownName, match="Nobody is called 'Admiral'"):
            script.names.member("Admiral")

    async def test_of_who_left_and_came_back(self, script: Script) -> None:
        before = script.names.member("Linus").id
        script.leaves("Linus")
        with pytest.raises(UnknownName, match="not a member"):
            script.names.member("Linus")
        assert script.joins("Linus").id == before

    async def test_of_places(self, script: Script) -> None:
        general = script.names.channel("#general")
        assert script.names.channel(str(general.id)) is general
        thread = script.opens_thread("Ada", "general", "Ideas")
        assert script.names.channel("ideas") is thread
        with pytest.raises(UnknownName):
            script.names.channel("#nowhere")
        with pytest.raises(UnknownName):
            script.opens_thread("Ada", thread, "Threads in threads")

    async def test_of_roles_and_messages(self, script: Script) -> None:
        assert script.names.role("lead").name == "Lead"
        message = script.says("Ada", "#general", "x")
        assert script.names.message(str(message.id)) is message
        for find in (script.names.role, script.names.message):
            with pytest.raises(UnknownName):
                find("nothing")


class TestDeeds:
    async def test_a_channel_is_read_newest_first(self, script: Script) -> None:
        script.says("Ada", "#general", "one")
        script.says("Grace", "#general", "two").embeds.append({"title": "A badge", "description": "for two"})
        script.says("Ada", "#general", "three")
        assert script.reads("#general", last=2) == ["three", "two\nA badge\nfor two"]

    async def test_messages_are_edited_and_deleted(self, script: Script) -> None:
        message = script.says("Ada", "#general", "one", files=2)
        assert [a.filename for a in message.attachments] == ["file0.txt", "file1.txt"]
        script.edits(message, "two")
        script.deletes(message, "Grace")
        kinds = [(e.kind, e.actor_id == message.author.id) for e in script.backend.ledger.entries]
        assert kinds == [("message", True), ("message_edit", True), ("message_delete", False)]

    async def test_a_reaction_counts_once(self, script: Script) -> None:
        message = script.says("Ada", "#general", "one")
        assert (script.reacts("Grace", message), script.reacts("Grace", message)) == (True, False)
        assert (script.unreacts("Grace", message), script.unreacts("Grace", message)) == (True, False)
        assert script.backend.ledger.count("reaction", "reaction_removed") == 2

    async def test_webhooks_speak_without_being_members(self, script: Script) -> None:
        message = script.webhook_says("Deploys", "#general", "done")
        entry = script.backend.ledger.entries[-1]
        assert (entry.is_webhook, entry.is_bot, message.webhook_id) == (True, True, message.author.id)

    async def test_voice(self, script: Script) -> None:
        script.joins_voice("Ada", "Lounge")
        script.mutes("Ada", deafened=True)
        script.joins_voice("Ada", "AFK")
        script.leaves("Ada")
        steps = [entry.facts["step"] for entry in script.backend.ledger.of_kind("voice")]
        assert steps == ["join", "mute", "move", "leave"]
        assert script.guild.voice == {}

    async def test_voice_that_is_none(self, script: Script) -> None:
        with pytest.raises(Unusable, match="no voice channel"):
            script.joins_voice("Ada", "#general")
        with pytest.raises(Unusable, match="not in voice"):
            script.mutes("Ada")


class TestPermissions:
    async def test_overwrites_hide_a_channel(self, script: Script, rest: Rest, local: LocalDiscord) -> None:
        channel = script.names.channel("#help")
        hidden = Overwrite(script.guild.id, 0, deny=int(Permission.VIEW_CHANNEL))
        for overwrites, status in (
            ([hidden], 403),
            ([hidden, Overwrite(script.names.role("Synapse").id, 0, allow=int(Permission.VIEW_CHANNEL))], 200),
            ([hidden, Overwrite(local.backend.bot_id, 1, allow=int(Permission.VIEW_CHANNEL))], 200),
            ([Overwrite(local.backend.bot_id, 1, deny=int(Permission.VIEW_CHANNEL))], 403),
        ):
            channel.overwrites = overwrites  # type: ignore[union-attr] # a channel, not a thread
            assert (await rest.get(f"/channels/{channel.id}")).status == status

    async def test_history_without_the_permission_to_read_it(self, script: Script, rest: Rest) -> None:
        channel = script.names.channel("#help")
        script.says("Ada", channel, "x")
        overwrite = Overwrite(script.guild.id, 0, deny=int(Permission.READ_MESSAGE_HISTORY))
        role = script.guild.roles[script.names.role("Synapse").id]
        role.permissions &= ~int(Permission.READ_MESSAGE_HISTORY)
        channel.overwrites = [overwrite]  # type: ignore[union-attr] # a channel, not a thread
        assert (await rest.get(f"/channels/{channel.id}/messages")).data == []
