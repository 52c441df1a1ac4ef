"""The guided first run over the real client: what it sets, that it goes on where it was left, and who may not."""

import pytest

from synapse.demo.command_data import Unusable
from synapse.demo.world import Channel, ChannelType
from tests.api.conftest import open_api
from tests.bot.live.harness import Lab
from tests.bot.live.signing import sign_in

READ = """query ($id: Snowflake!) { guild(id: $id) { zones { name channelIds }
    settings { version groups { settings { key value } } } auditLog(first: 9) { nodes { subject action } } } }"""
SET = "mutation ($input: UpdateSettingsInput!) { updateSettings(input: $input) { problems { message } } }"


def categories(lab: Lab) -> None:
    """Two categories of which nothing can be guessed, with a channel each."""
    guild = lab.script.guild
    for number, (name, inside) in enumerate((("Atelier", "clay"), ("Kitchen", "soup")), 70):
        category = Channel(guild.id + number, ChannelType.CATEGORY, name, guild.id, None, number)
        channel = Channel(guild.id + number + 10, ChannelType.TEXT, inside, guild.id, category.id, number)
        guild.channels |= {category.id: category, channel.id: channel}


async def test_the_first_run_sets_zones_admins_and_the_channel(lab: Lab) -> None:
    categories(lab)
    guild_id, general = str(lab.script.guild.id), lab.script.names.channel("#general").id
    async with lab.start(), open_api(lab.url, clock=lab.clock) as api:
        await sign_in(api, lab, "Ada")
        first = await lab.script.uses("/setup", "Ada")
        assert first.message.flags & 64
        assert "➡️ Zones" in first.text
        assert "**Atelier** · channels: 1" in first.text
        atelier = next(each.id for each in lab.script.guild.channels.values() if each.name == "Atelier")
        second = await lab.script.chooses(first, "setup:zones", [str(atelier)], "Ada")
        assert "✅ Zones" in second.text
        assert "➡️ Admins" in second.text
        role = lab.script.names.role("Level 5")
        third = await lab.script.chooses(second, "setup:admins", [str(role.id)], "Ada")
        assert "➡️ Announcements" in third.text
        fourth = await lab.script.chooses(third, "setup:announce", [str(general)], "Ada")
        assert "➡️ Bring your history" in fourth.text
        last = await lab.script.clicks(fourth, "Done", "Ada")
        assert "Everything is set up" in last.text

        read = (await api.ask(READ, id=guild_id))["guild"]
        assert {each["name"] for each in read["zones"] if each["channelIds"]} == {"Atelier", "general"}
        values = {each["key"]: each["value"] for group in read["settings"]["groups"] for each in group["settings"]}
        assert values["admins.role_ids"] == [str(role.id)]
        assert values["announcements.channel_id"] == str(general)
        assert [each["action"] for each in read["auditLog"]["nodes"]][:3] == ["update", "update", "create"]

        # Who has the role is an admin now, in the service; what Discord shows them is Discord's to say.
        lab.script.names.member("Linus").role_ids.append(role.id)
        lab.script.renames("Linus", "Linus T.")
        await lab.until_rows("SELECT 1 FROM members WHERE display_name = 'Linus T.'", [(1,)])
        rolled = await lab.script.uses("/season roll", "Linus", {"title": "Next"})
        assert "End the season?" in rolled.text


async def test_it_goes_on_where_it_was_left_and_sees_what_the_dashboard_set(lab: Lab) -> None:
    categories(lab)
    guild_id, general = str(lab.script.guild.id), lab.script.names.channel("#general").id
    async with lab.start(), open_api(lab.url, clock=lab.clock) as api:
        await sign_in(api, lab, "Ada")
        lab.script.names.user("Ada").locale = "de"
        first = await lab.script.uses("/setup", "Ada")
        await lab.script.clicks(first, "Aus jeder eine Zone machen", "Ada")
        read = (await api.ask(READ, id=guild_id))["guild"]
        assert {"Atelier", "Kitchen"} <= {each["name"] for each in read["zones"] if each["channelIds"]}
        values = [{"key": "announcements.channel_id", "value": str(general)}]
        wanted = {"guildId": guild_id, "version": read["settings"]["version"], "values": values}
        assert (await api.ask(SET, input=wanted))["updateSettings"]["problems"] == []
        again = await lab.script.uses("/setup", "Grace")
        assert "➡️ Admins" in again.text
        assert "✅ Announcements" in again.text
        passed = await lab.script.clicks(again, "Not now", "Grace")
        assert "➡️ Bring your history" in passed.text
        whole = await lab.script.clicks(
            await lab.script.clicks(passed, "Done", "Grace"), "Go through it again", "Grace"
        )
        assert "➡️ Admins" in whole.text
        everybody = await lab.script.chooses(whole, "setup:admins", [guild_id], "Grace")
        assert "everybody would be an admin" in everybody.text


async def test_who_is_no_admin_sets_nothing_up(lab: Lab) -> None:
    categories(lab)
    async with lab.start():
        with pytest.raises(Unusable):
            lab.script.starts("/setup", "Linus")
        shown = await lab.script.uses("/setup", "Ada")
        lab.script.names.user("Linus").locale = "de"
        refused = await lab.script.clicks(shown, "Make a zone of each", "Linus")
        assert "Server verwalten" in refused.text
        assert await lab.rows("SELECT count(*) FROM zones WHERE name = 'Atelier'") == [(0,)]
