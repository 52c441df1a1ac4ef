"""What bots do with disnake over REST, against the local Discord: both sides must understand each other."""

import disnake
import pytest

from synapse.demo.script import Script
from synapse.demo.world import World
from tests.demo.clients import Connect, Rest


@pytest.fixture
async def client(connect: Connect) -> disnake.Client:
    return await connect(disnake.Client(intents=disnake.Intents.all(), guild_ready_timeout=0.1))


@pytest.fixture
def guild(client: disnake.Client) -> disnake.Guild:
    return client.guilds[0]


@pytest.fixture
def general(guild: disnake.Guild) -> disnake.TextChannel:
    return next(channel for channel in guild.text_channels if channel.name == "general")


async def test_roles_and_members(guild: disnake.Guild, world: World) -> None:
    role = await guild.create_role(name="Level 10", colour=disnake.Colour(0x123456), hoist=True)
    linus = guild.get_member_named("linus")
    assert linus is not None
    await linus.add_roles(role, reason="Level 10 reached")
    assert role.id in world.guild.members[linus.id].role_ids
    await linus.edit(nick="Lin", roles=[])
    assert (world.guild.members[linus.id].nick, world.guild.members[linus.id].role_ids) == ("Lin", [])
    assert (await guild.fetch_member(linus.id)).nick == "Lin"
    assert len([member async for member in guild.fetch_members(limit=None)]) == 5
    assert [m.name for m in await guild.search_members("gra")] == ["grace"]
    await role.edit(name="Level 11")
    await role.delete()
    assert role.id not in world.guild.roles


async def test_messages_and_reactions(general: disnake.TextChannel, script: Script) -> None:
    sent = await general.send("hello", embed=disnake.Embed(title="T").add_field("a", "b"), nonce="n")
    await sent.edit("changed", suppress_embeds=True)
    reply = await sent.reply("me too", mention_author=False)
    assert reply.reference is not None
    assert reply.reference.message_id == sent.id
    await sent.add_reaction("👍")
    script.reacts("Ada", sent.id, "👍")
    fetched = await general.fetch_message(sent.id)
    assert {user.name async for user in fetched.reactions[0].users()} == {"synapse", "ada"}
    await sent.remove_reaction("👍", sent.author)
    await sent.clear_reactions()
    assert [message.content async for message in general.history(oldest_first=True)] == ["changed", "me too"]
    await reply.delete()
    with pytest.raises(disnake.NotFound):
        await general.fetch_message(reply.id)


async def test_history_longer_than_a_page(general: disnake.TextChannel, script: Script) -> None:
    for number in range(230):
        script.says("Ada", "#general", str(number))
    expected = [str(number) for number in range(230)]
    assert [m.content async for m in general.history(limit=None, oldest_first=True)] == expected
    assert [m.content async for m in general.history(limit=None)] == expected[::-1]


async def test_threads(general: disnake.TextChannel, guild: disnake.Guild, script: Script) -> None:
    message = await general.send("topic")
    thread = await message.create_thread(name="Topic")
    await thread.send("inside")
    script.says("Ada", "Topic", "me too")
    assert {member.id for member in await thread.fetch_members()} == {guild.me.id, script.names.user("Ada").id}
    assert [active.name for active in await guild.active_threads()] == ["Topic"]
    await thread.edit(archived=True)
    assert [archived.name async for archived in general.archived_threads()] == ["Topic"]
    await thread.delete()
    assert await guild.active_threads() == []


async def test_channels_and_users(client: disnake.Client, guild: disnake.Guild, rest: Rest) -> None:
    made = await guild.create_text_channel("awards", topic="Well done")
    await made.edit(name="honours")
    assert {channel.name for channel in await guild.fetch_channels()} >= {"honours", "general", "Lounge"}
    await made.delete()
    assert guild.owner_id is not None
    ada = await client.fetch_user(guild.owner_id)
    direct = await ada.send("psst")
    answer = await rest.get(f"/channels/{direct.channel.id}/messages")
    assert [message["content"] for message in answer.data] == ["psst"]
    assert (await client.fetch_guild(guild.id)).name == "Lab"
    assert (await client.application_info()).owner.name == "ada"
