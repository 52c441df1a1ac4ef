"""REST routes; what they answer is judged by Discord's own description in the fixture `local`."""

from typing import Any

import pytest

from synapse.demo.script import Script
from synapse.demo.server import LocalDiscord
from synapse.demo.world import Member, World
from tests.demo import worlds
from tests.demo.clients import Rest


@pytest.fixture
def general(script: Script) -> str:
    return str(script.names.channel("#general").id)


@pytest.fixture
def guild(world: World) -> str:
    return f"/guilds/{world.guild.id}"


@pytest.fixture
def ada(script: Script) -> Member:
    return script.names.member("Ada")


class TestAsking:
    async def test_gateway(self, rest: Rest, local: LocalDiscord) -> None:
        assert (await rest.as_(None).get("/gateway")).data == {"url": local.backend.gateway_url}
        bot = await rest.get("/gateway/bot")
        assert (bot.status, bot.data["shards"]) == (200, 1)

    async def test_who_one_is(self, rest: Rest, world: World) -> None:
        assert (await rest.get("/users/@me")).data["id"] == str(world.application.id)
        assert (await rest.get("/applications/@me")).data["owner"]["username"] == "ada"
        assert (await rest.get("/oauth2/applications/@me")).data["name"] == "Synapse"

    async def test_json_answers_are_typed_without_a_charset(self, rest: Rest) -> None:
        assert (await rest.get("/users/@me")).headers["Content-Type"] == "application/json"

    @pytest.mark.parametrize("authorization", [None, "Bot wrong", "Bearer wrong", worlds.TOKEN])
    async def test_without_the_token_nothing(self, rest: Rest, authorization: str | None) -> None:
        answer = await rest.as_(authorization).get("/users/@me")
        assert (answer.status, answer.data["code"]) == (401, 0)

    async def test_addresses_that_are_none(self, rest: Rest) -> None:
        answer = await rest.get("/nothing/here")
        assert (answer.status, answer.data) == (404, {"message": "404: Not Found", "code": 0})

    async def test_users_and_direct_messages(self, rest: Rest, ada: Member) -> None:
        assert (await rest.get(f"/users/{ada.id}")).data["global_name"] == "Ada"
        assert (await rest.get("/users/5")).data["code"] == 10013
        opened = await rest.call("POST", "/users/@me/channels", {"recipient_id": str(ada.id)})
        again = await rest.call("POST", "/users/@me/channels", {"recipient_id": str(ada.id)})
        assert opened.data["id"] == again.data["id"]
        sent = await rest.call("POST", f"/channels/{opened.data['id']}/messages", {"content": "psst"})
        assert sent.status == 200
        assert (await rest.call("POST", "/users/@me/channels", {"recipient_id": "5"})).data["code"] == 50033


class TestMessages:
    async def test_are_sent_read_edited_and_deleted(self, rest: Rest, general: str) -> None:
        body = {"content": "hello", "embeds": [{"title": "T", "fields": [{"name": "a", "value": "b"}]}]}
        sent = await rest.call("POST", f"/channels/{general}/messages", body)
        path = f"/channels/{general}/messages/{sent.data['id']}"
        assert (await rest.get(path)).data["embeds"][0]["type"] == "rich"
        edited = await rest.call("PATCH", path, {"content": "changed"})
        assert (edited.data["content"], edited.data["embeds"][0]["title"]) == ("changed", "T")
        assert edited.data["edited_timestamp"] is not None
        assert (await rest.call("DELETE", path)).status == 204
        assert (await rest.get(path)).data["code"] == 10008

    async def test_history_by_before_after_around(self, rest: Rest, script: Script, general: str) -> None:
        sent = [str(script.says("Ada", "#general", f"{number}").id) for number in range(9)]

        async def ids(**query: str) -> list[int]:
            answer = await rest.get(f"/channels/{general}/messages", **query)
            return [sent.index(message["id"]) for message in answer.data]

        assert await ids(limit="3") == [8, 7, 6]
        assert await ids(limit="2", before=sent[4]) == [3, 2]
        assert await ids(limit="2", after=sent[4]) == [6, 5]
        assert await ids(limit="3", around=sent[4]) == [5, 4, 3]
        assert await ids(before="1") == []

    @pytest.mark.parametrize("query", [{"limit": "0"}, {"limit": "101"}, {"limit": "x"}, {"before": "x"}])
    async def test_history_refuses(self, rest: Rest, general: str, query: dict[str, str]) -> None:
        assert (await rest.get(f"/channels/{general}/messages", **query)).data["code"] == 50035

    @pytest.mark.parametrize(
        ("body", "code"),
        [
            ({}, 50006),
            ({"content": "  "}, 50006),
            ({"content": "x" * 2001}, 50035),
            ({"content": 5}, 50035),
            ({"embeds": [{"title": "x" * 257}]}, 50035),
            ({"embeds": [{"description": "x" * 4000}, {"description": "x" * 2001}]}, 50035),
            ({"embeds": [{"title": "a"}] * 11}, 50035),
            ({"content": "a", "nonce": "n" * 26}, 50035),
            ({"content": "a", "components": [{"type": 1, "components": []}]}, 50035),
            ({"content": "a", "components": [{"type": 2, "custom_id": "a", "label": "a", "style": 1}]}, 50035),
            ({"content": "a", "message_reference": {"message_id": "5"}}, 50035),
            (["a"], 50035),
        ],
    )
    async def test_are_refused_beyond_the_limits(self, rest: Rest, general: str, body: object, code: int) -> None:
        answer = await rest.call("POST", f"/channels/{general}/messages", body)
        assert (answer.status, answer.data["code"]) == (400, code)

    async def test_broken_json(self, rest: Rest, general: str) -> None:
        headers = {"Authorization": str(rest.authorization), "Content-Type": "application/json"}
        address = f"{rest.api_url}/channels/{general}/messages"
        async with rest.session.post(address, data=b"{", headers=headers) as response:
            assert (response.status, (await response.json())["code"]) == (400, 50109)

    async def test_an_enforced_nonce_makes_one_message(self, rest: Rest, general: str) -> None:
        body = {"content": "once", "nonce": "a-1", "enforce_nonce": True}
        first = await rest.call("POST", f"/channels/{general}/messages", body)
        second = await rest.call("POST", f"/channels/{general}/messages", body)
        assert first.data["id"] == second.data["id"]
        assert len((await rest.get(f"/channels/{general}/messages")).data) == 1

    async def test_a_nonce_alone_does_not(self, rest: Rest, general: str) -> None:
        body = {"content": "twice", "nonce": "a-1"}
        first = await rest.call("POST", f"/channels/{general}/messages", body)
        assert first.data["nonce"] == "a-1"
        assert (await rest.call("POST", f"/channels/{general}/messages", body)).data["id"] != first.data["id"]

    async def test_replies_name_what_they_answer(self, rest: Rest, script: Script, general: str) -> None:
        message = script.says("Ada", "#general", "question")
        body = {"content": "answer", "message_reference": {"message_id": str(message.id)}}
        answer = await rest.call("POST", f"/channels/{general}/messages", body)
        assert (answer.data["type"], answer.data["referenced_message"]["content"]) == (19, "question")

    async def test_others_messages_cannot_be_edited(self, rest: Rest, script: Script, general: str) -> None:
        message = script.says("Ada", "#general", "mine")
        answer = await rest.call("PATCH", f"/channels/{general}/messages/{message.id}", {"content": "x"})
        assert (answer.status, answer.data["code"]) == (403, 50005)

    async def test_many_at_once(self, rest: Rest, script: Script, general: str) -> None:
        ids = [str(script.says("Ada", "#general", "x").id) for _ in range(3)]
        assert (await rest.call("POST", f"/channels/{general}/messages/bulk-delete", {"messages": ids})).status == 204
        assert (await rest.get(f"/channels/{general}/messages")).data == []

    async def test_without_the_permission(self, rest: Rest, script: Script, world: World, general: str) -> None:
        world.guild.roles.pop(script.names.role("Synapse").id)
        world.guild.everyone.permissions = 1 << 10
        answer = await rest.call("POST", f"/channels/{general}/messages", {"content": "x"})
        assert (answer.status, answer.data["code"]) == (403, 50013)
        world.guild.everyone.permissions = 0
        assert (await rest.get(f"/channels/{general}")).data["code"] == 50001


class TestReactions:
    async def test_are_given_listed_and_taken(self, rest: Rest, script: Script, general: str) -> None:
        message = script.says("Ada", "#general", "hi")
        path = f"/channels/{general}/messages/{message.id}/reactions/%F0%9F%91%8D"
        script.reacts("Grace", message, "👍")
        assert (await rest.call("PUT", f"{path}/@me")).status == 204
        assert [u["username"] for u in (await rest.get(path)).data] == ["synapse", "grace"]
        shown = (await rest.get(f"/channels/{general}/messages/{message.id}")).data["reactions"][0]
        assert (shown["count"], shown["me"]) == (2, True)
        assert (await rest.call("DELETE", f"{path}/@me")).status == 204
        grace = script.names.user("Grace").id
        assert (await rest.call("DELETE", f"{path}/{grace}")).status == 204
        assert message.reactions == {}

    async def test_are_listed_in_pages(self, rest: Rest, script: Script, general: str) -> None:
        message = script.says("Ada", "#general", "hi")
        for name in worlds.PEOPLE:
            script.reacts(name, message, "🎉")
        path = f"/channels/{general}/messages/{message.id}/reactions/%F0%9F%8E%89"
        page = (await rest.get(path, limit="3")).data
        rest_of_it = (await rest.get(path, limit="3", after=page[-1]["id"])).data
        assert [u["global_name"] for u in page + rest_of_it] == list(worlds.PEOPLE)

    async def test_are_cleared(self, rest: Rest, script: Script, general: str) -> None:
        message = script.says("Ada", "#general", "hi")
        script.reacts("Ada", message, "👍")
        script.reacts("Ada", message, "🎉")
        path = f"/channels/{general}/messages/{message.id}/reactions"
        assert (await rest.call("DELETE", f"{path}/%F0%9F%91%8D")).status == 204
        assert list(message.reactions) == ["🎉"]
        assert (await rest.call("DELETE", path)).status == 204
        assert message.reactions == {}

    async def test_an_emoji_that_is_none(self, rest: Rest, script: Script, general: str) -> None:
        message = script.says("Ada", "#general", "hi")
        answer = await rest.call("PUT", f"/channels/{general}/messages/{message.id}/reactions/thumbs/@me")
        assert answer.data["code"] == 10014


class TestThreads:
    async def test_are_started_and_listed(self, rest: Rest, script: Script, general: str, guild: str) -> None:
        message = script.says("Ada", "#general", "topic")
        on_message = f"/channels/{general}/messages/{message.id}/threads"
        started = await rest.call("POST", on_message, {"name": "Topic"})
        assert (started.status, started.data["id"]) == (201, str(message.id))
        assert (await rest.call("POST", on_message, {"name": "Again"})).data["code"] == 160004
        own = await rest.call("POST", f"/channels/{general}/threads", {"name": "Own", "type": 11})
        active = (await rest.get(f"{guild}/threads/active")).data
        assert [thread["name"] for thread in active["threads"]] == ["Own", "Topic"]
        assert len(active["members"]) == 2
        archive = await rest.call("PATCH", f"/channels/{own.data['id']}", {"archived": True})
        assert archive.data["thread_metadata"]["archived"] is True
        archived = (await rest.get(f"/channels/{general}/threads/archived/public", limit="2")).data
        assert ([t["name"] for t in archived["threads"]], archived["has_more"]) == (["Own"], False)
        assert (await rest.get(f"/channels/{general}/threads/archived/private")).data["threads"] == []

    async def test_are_joined_and_left(self, rest: Rest, script: Script) -> None:
        thread = script.opens_thread("Ada", "#general", "Ideas")
        path = f"/channels/{thread.id}/thread-members"
        assert (await rest.call("PUT", f"{path}/@me")).status == 204
        assert len((await rest.get(path)).data) == 2
        assert (await rest.call("DELETE", f"{path}/@me")).status == 204
        assert len((await rest.get(path)).data) == 1

    @pytest.mark.parametrize("body", [{}, {"name": ""}, {"name": "x" * 101}, {"name": "a", "auto_archive_duration": 5}])
    async def test_refuse(self, rest: Rest, general: str, body: dict[str, object]) -> None:
        assert (await rest.call("POST", f"/channels/{general}/threads", body)).data["code"] == 50035

    async def test_a_message_wakes_an_archived_one(self, rest: Rest, script: Script) -> None:
        thread = script.opens_thread("Ada", "#general", "Ideas")
        thread.archived = True
        await rest.call("POST", f"/channels/{thread.id}/messages", {"content": "x"})
        assert thread.archived is False


class TestGuilds:
    async def test_and_what_is_in_it(self, rest: Rest, guild: str) -> None:
        assert (await rest.get(guild, with_counts="true")).data["approximate_member_count"] == 5
        assert len((await rest.get(f"{guild}/channels")).data) == 5
        assert (await rest.get("/guilds/5")).data["code"] == 10004

    async def test_channels_are_made_changed_and_deleted(self, rest: Rest, guild: str) -> None:
        made = await rest.call("POST", f"{guild}/channels", {"name": "new", "type": 0, "topic": "t"})
        assert made.status == 201
        path = f"/channels/{made.data['id']}"
        assert (await rest.call("PATCH", path, {"name": "newer"})).data["name"] == "newer"
        assert (await rest.get(path)).data["topic"] == "t"
        assert (await rest.call("DELETE", path)).data["name"] == "newer"
        assert (await rest.get(path)).data["code"] == 10003

    async def test_members_in_pages_and_by_name(self, rest: Rest, guild: str, ada: Member) -> None:
        page = (await rest.get(f"{guild}/members", limit="3")).data
        last = page[-1]["user"]["id"]
        after = (await rest.get(f"{guild}/members", limit="3", after=last)).data
        assert len({m["user"]["id"] for m in page + after}) == 5
        found = (await rest.get(f"{guild}/members/search", query="gr", limit="5")).data
        assert [m["user"]["username"] for m in found] == ["grace"]
        assert (await rest.get(f"{guild}/members/{ada.id}")).data["user"]["username"] == "ada"
        assert (await rest.get(f"{guild}/members/5")).data["code"] == 10013

    async def test_members_get_roles_and_names(self, rest: Rest, guild: str, script: Script) -> None:
        member = script.names.member("Linus")
        role = script.names.role("Level 5").id
        path = f"{guild}/members/{member.id}"
        assert (await rest.call("PUT", f"{path}/roles/{role}")).status == 204
        assert member.role_ids == [role]
        assert (await rest.call("DELETE", f"{path}/roles/{role}")).status == 204
        changed = await rest.call("PATCH", path, {"nick": "Lin", "roles": [str(role)]})
        assert (changed.data["nick"], changed.data["roles"]) == ("Lin", [str(role)])

    async def test_roles_above_ones_own_are_out_of_reach(self, rest: Rest, guild: str, script: Script) -> None:
        member = script.names.member("Linus")
        for name, code in (("Founder", 50013), ("Synapse", 50013)):
            answer = await rest.call("PUT", f"{guild}/members/{member.id}/roles/{script.names.role(name).id}")
            assert answer.data["code"] == code

    async def test_roles_are_made_changed_and_deleted(self, rest: Rest, guild: str) -> None:
        made = await rest.call("POST", f"{guild}/roles", {"name": "Level 10", "color": 255, "permissions": "0"})
        path = f"{guild}/roles/{made.data['id']}"
        assert (made.status, made.data["position"]) == (200, 1)
        assert (await rest.call("PATCH", path, {"name": "Level 11"})).data["color"] == 255
        assert (await rest.get(path)).data["name"] == "Level 11"
        assert made.data["id"] in [r["id"] for r in (await rest.get(f"{guild}/roles")).data]
        moved = await rest.call("PATCH", f"{guild}/roles", [{"id": made.data["id"], "position": 2}])
        assert moved.status == 200
        assert (await rest.call("DELETE", path)).status == 204
        assert (await rest.get(path)).data["code"] == 10011

    async def test_roles_are_counted(self, rest: Rest, guild: str, script: Script) -> None:
        counts = (await rest.get(f"{guild}/roles/member-counts")).data
        assert counts[str(script.names.role("Lead").id)] == 1

    async def test_a_member_is_moved_in_voice_and_kicked(self, rest: Rest, guild: str, script: Script) -> None:
        member = script.names.member("Linus")
        path, afk = f"{guild}/members/{member.id}", str(script.names.channel("AFK").id)
        assert (await rest.call("PATCH", path, {"channel_id": afk})).data["code"] == 40032
        script.joins_voice("Linus", "Lounge")
        assert (await rest.call("PATCH", path, {"channel_id": afk})).status == 200
        assert script.guild.voice[member.id].channel_id == int(afk)
        assert (await rest.call("DELETE", path)).status == 204
        assert (await rest.get(path)).data["code"] == 10007


def command(**changes: object) -> dict[str, Any]:
    return {"name": "award", "description": "Give somebody something", **changes}


def option(**changes: object) -> dict[str, Any]:
    return {"type": 3, "name": "what", "description": "What", **changes}


LONG_CHOICES = [{"name": "n" * 60 + str(n), "value": "v" * 60} for n in range(25)]


class TestCommands:
    @pytest.fixture(params=["", "guild"])
    def path(self, request: pytest.FixtureRequest, world: World) -> str:
        scope = f"/guilds/{world.guild.id}" if request.param else ""
        return f"/applications/{world.application.id}{scope}/commands"

    async def test_are_made_changed_and_deleted(self, rest: Rest, path: str) -> None:
        body = command(options=[option(name_localizations={"de": "was"})])
        made = await rest.call("POST", path, body)
        assert made.status == 201
        again = await rest.call("POST", path, body)
        assert (again.status, again.data["version"]) == (200, made.data["version"])
        one = f"{path}/{made.data['id']}"
        changed = await rest.call("PATCH", one, {"description": "Another"})
        assert changed.data["version"] != made.data["version"]
        assert (await rest.get(one)).data["description"] == "Another"
        assert "name_localizations" not in (await rest.get(path)).data[0]["options"][0]
        full = (await rest.get(path, with_localizations="true")).data
        assert full[0]["options"][0]["name_localizations"] == {"de": "was"}
        assert (await rest.call("DELETE", one)).status == 204
        assert (await rest.get(one)).data["code"] == 10063

    async def test_are_replaced_all_at_once(self, rest: Rest, path: str) -> None:
        first = (await rest.call("PUT", path, [command(), command(name="rank")])).data
        second = (await rest.call("PUT", path, [command(), command(name="board")])).data
        assert second[0]["id"] == first[0]["id"]
        assert [c["name"] for c in (await rest.get(path)).data] == ["award", "board"]

    @pytest.mark.parametrize(
        "body",
        [
            command(name="Award"),
            command(name="a b"),
            command(name=""),
            command(name="x" * 33),
            command(description=""),
            command(description="x" * 101),
            command(type=9),
            command(name_localizations={"xx": "a"}),
            command(description_localizations={"de": ""}),
            command(default_member_permissions="x"),
            command(options=[option(type=99)]),
            command(options=[option()] * 2),
            command(options=[option(name=f"o{n}") for n in range(26)]),
            command(options=[option(), option(name="b", required=True)]),
            command(options=[option(choices=[{"name": "a", "value": "a"}], autocomplete=True)]),
            command(options=[option(choices=[{"name": "a", "value": "a"}] * 26)]),
            command(options=[option(choices=[{"name": "a", "value": 1}])]),
            command(options=[option(type=4, choices=[{"name": "a", "value": 1.5}])]),
            command(options=[option(type=6, autocomplete=True)]),
            command(options=[option(min_value=1)]),
            command(options=[option(max_length=0)]),
            command(options=[option(channel_types=[0])]),
            command(options=[option(type=1), option(name="b")]),
            command(options=[option(type=2, options=[option(type=2, options=[option(type=1)])])]),
            command(options=[option(name=f"o{n}", choices=LONG_CHOICES) for n in range(4)]),
            {"name": "Menu", "type": 2, "description": "none allowed"},
        ],
    )
    async def test_are_refused_beyond_the_limits(self, rest: Rest, path: str, body: dict[str, Any]) -> None:
        answer = await rest.call("PUT", path, [body])
        assert (answer.status, answer.data["code"]) == (400, 50035)
        assert (await rest.get(path)).data == []

    async def test_names_are_unique_in_a_list(self, rest: Rest, path: str) -> None:
        assert (await rest.call("PUT", path, [command(), command()])).status == 400

    async def test_too_many(self, rest: Rest, path: str) -> None:
        answer = await rest.call("PUT", path, [command(name=f"c{n}") for n in range(101)])
        assert answer.data["code"] == 30032

    async def test_of_another_application(self, rest: Rest) -> None:
        assert (await rest.get("/applications/5/commands")).data["code"] == 20012
