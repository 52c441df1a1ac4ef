"""Webhooks through the API, with a receiver on loopback."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import web
from sqlalchemy.engine import URL
from standardwebhooks import Webhook

from synapse.config import Process, load
from tests.api import club
from tests.api.changing import ADMIN, MEMBER, prepare, sign_in
from tests.api.conftest import Api, _found, open_api
from tests.api.lab import JWT_SECRET

pytestmark = pytest.mark.live
PATIENCE = 20
CREATE = """mutation ($input: CreateWebhookInput!) { createWebhook(input: $input) {
  webhook { id url events active version } secret problems { code message path } } }"""
TEST = """mutation ($input: TestWebhookInput!) { testWebhook(input: $input) {
  delivery { id messageId type state member { userId } nextAttemptAt attempts { outcome } } problems { message } } }"""
LOG = """query ($id: Snowflake!, $first: Int, $after: String) { guild(id: $id) { webhooks {
  id url previousSecretUntil deliveries(first: $first, after: $after) {
    nodes { messageId type state finishedAt member { displayName } attempts { outcome status milliseconds } }
    edges { cursor node { id } } pageInfo { hasNextPage } } } } }"""
LEVEL = """mutation ($input: AwardMemberInput!) { awardMember(input: $input) { problems { message } } }"""


@asynccontextmanager
async def demo_api(url: URL) -> AsyncIterator[Api]:
    """The API with the settings of the demo, where loopback may be told."""
    await _found(url)
    settings = load(
        Process.API,
        environment={
            "JWT_SECRET": JWT_SECRET,
            "DISCORD_CLIENT_ID": "1",
            "DISCORD_CLIENT_SECRET": "x",
            "DISCORD_REDIRECT_URI": "http://127.0.0.1:3000/auth/callback",
            "FRONTEND_URL": "http://127.0.0.1:3000",
        },
    )
    soft = settings.soft.model_copy(
        update={"webhooks": settings.soft.webhooks.model_copy(update={"allow_private": True})}
    )
    async with open_api(url, settings=settings.model_copy(update={"soft": soft})) as api:
        yield api


async def test_from_the_first_mutation_to_the_message(live_url: URL) -> None:
    got: asyncio.Queue[tuple[dict[str, str], bytes]] = asyncio.Queue()

    async def answer(request: web.Request) -> web.Response:
        headers = {name.lower(): value for name, value in request.headers.items()}
        got.put_nowait((headers, await request.read()))
        return web.Response(status=200)

    app = web.Application()
    app.router.add_post("/hook", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    async with demo_api(live_url) as api:
        there = await prepare(api)
        await sign_in(api, ADMIN)
        wanted = {"guildId": str(there.guild_id), "url": url, "events": ["MEMBER_LEVELLED_UP"]}
        made = (await api.ask(CREATE, input=wanted))["createWebhook"]
        assert made["problems"] == []
        assert made["webhook"] | {"id": ""} == {
            "id": "",
            "url": url,
            "events": ["MEMBER_LEVELLED_UP"],
            "active": True,
            "version": 1,
        }
        sent = (await api.ask(TEST, input={"id": made["webhook"]["id"]}))["testWebhook"]["delivery"]
        async with asyncio.timeout(PATIENCE):
            headers, body = await got.get()
        assert Webhook(made["secret"]).verify(body, headers)["type"] == "webhook.test"
        assert headers["webhook-id"] == sent["messageId"]
        award = {
            "guildId": str(there.guild_id), "userId": "3", "xp": 9000, "reason": "Thanks", "idempotencyKey": "one"
        }  # fmt: skip
        await api.ask(LEVEL, input=award)
        async with asyncio.timeout(PATIENCE):
            headers, body = await got.get()
        message = Webhook(made["secret"]).verify(body, headers)
        assert message["type"] == "member.levelled_up"
        assert message["data"]["member"]["userId"] == "3"
        page = await told(api, first=1)
        assert page["pageInfo"] == {"hasNextPage": True}
        assert page["nodes"][0]["type"] == "member.levelled_up"
        assert page["nodes"][0]["member"]["displayName"]
        later = await told(api, first=1, after=page["edges"][0]["cursor"])
        assert later["nodes"][0]["messageId"] == sent["messageId"]
    await runner.cleanup()


async def told(api: Api, **variables: Any) -> dict[str, Any]:  # noqa: ANN401 - variables of any type
    found = await api.ask(LOG, id=str(club.GUILD), **variables)
    page: dict[str, Any] = found["guild"]["webhooks"][-1]["deliveries"]
    return page


async def test_private_addresses_are_a_problem_in_production(live_api: Api) -> None:
    await prepare(live_api)
    await sign_in(live_api, ADMIN)
    wanted = {"guildId": str(club.GUILD), "url": "http://127.0.0.1:1/", "events": ["ZONE_CHANGED"]}
    [problem] = (await live_api.ask(CREATE, input=wanted))["createWebhook"]["problems"]
    assert (problem["code"], problem["path"]) == ("BAD_USER_INPUT", ["url"])


async def test_only_admins_see_webhooks(live_api: Api) -> None:
    await prepare(live_api)
    for user, code in ((None, "UNAUTHENTICATED"), (MEMBER, "FORBIDDEN")):
        await sign_in(live_api, user)
        assert (await live_api.refusal(LOG, id=str(club.GUILD)))["extensions"]["code"] == code
    await sign_in(live_api, ADMIN)
    error = await live_api.refusal(LOG, id=str(club.GUILD), after="x")
    assert error["extensions"]["code"] == "BAD_USER_INPUT"
