"""Anonymous GETs: entity tags, 304, and answers that are remembered no longer than they are right."""

import gzip

import httpx
import orjson
import pytest
from sqlalchemy.engine import URL

from synapse.api.http.cache import SECONDS, Asked, Cache, Entry, takes_gzip
from synapse.db.notify import Part
from tests.api import club
from tests.api.conftest import Api, open_api

HEALTH = "sha256:5fadf4de03f124524b5409ce8e4f0b2e9efa6ae68b77fa53eab7fbae140dd407"
PULSE = "sha256:ecabeae7b2b29dc3f7aca31e9710d654cf02579303df2b09cea6dd5145eed875"
BOARD = (
    "query B($guild: Snowflake!) { guild(id: $guild) { leaderboard(first: 9) { nodes { value member { userId } } } } }"
)
VARIABLES = orjson.dumps({"guild": str(club.GUILD)}).decode()
GUILDS = "{ guilds { name } }"
PARTS = frozenset({club.GUILD})


class Watch:
    """A clock that is moved by hand."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


async def get(api: Api, query: str = GUILDS, **headers: str) -> httpx.Response:
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    return await api.http.get("/graphql", params={"query": query, "variables": VARIABLES}, headers=sent)


async def test_a_known_document_is_asked_for_by_its_hash_and_remembered(api: Api) -> None:
    parameters = {"documentId": PULSE, "variables": VARIABLES}
    first = await api.http.get("/graphql", params=parameters)
    assert first.status_code == 200
    assert first.headers["cache-control"] == "public, no-cache"
    assert set(first.headers["vary"].split(", ")) >= {"Accept", "Accept-Encoding", "Authorization"}
    assert "extensions" not in first.json()
    assert first.headers["x-ratelimit-cost"] == "2"
    api.statements.clear()
    second = await api.http.get("/graphql", params=parameters)
    assert (second.content, second.headers["etag"]) == (first.content, first.headers["etag"])
    assert second.headers["content-type"] == first.headers["content-type"]
    assert second.headers["access-control-allow-origin"] == "*"
    assert api.statements == []
    assert api.service.cache.hits == 1


@pytest.mark.parametrize("known", ["{}", "W/{}", '"other", {}', "*"])
async def test_who_has_it_already_is_told_so(api: Api, known: str) -> None:
    tag = (await get(api)).headers["etag"]
    assert not tag.startswith("W/")
    for _ in range(2):
        response = await get(api, if_none_match=known.format(tag))
        assert (response.status_code, response.content) == (304, b"")
        assert response.headers["etag"] == tag
    assert (await get(api, if_none_match='"other"')).status_code == 200


async def test_another_media_type_is_another_answer(api: Api) -> None:
    plain = await get(api, accept="application/json")
    graphql = await get(api, accept="application/graphql-response+json")
    assert plain.headers["content-type"] != graphql.headers["content-type"]
    assert plain.headers["etag"] != graphql.headers["etag"]


async def test_large_answers_are_compressed_and_tagged_apart(api: Api) -> None:
    query = "{ __schema { types { name description } } }"
    plain = await get(api, query, accept_encoding="identity")
    packed = await get(api, query, accept_encoding="br, gzip;q=0.5")
    assert packed.headers["content-encoding"] == "gzip"
    assert int(packed.headers["content-length"]) < len(plain.content) == int(plain.headers["content-length"])
    assert packed.content == plain.content
    assert packed.headers["etag"] != plain.headers["etag"]
    assert (await get(api, query, if_none_match=plain.headers["etag"])).status_code == 304
    posted = await api.http.post("/graphql", json={"query": query}, headers={"accept-encoding": "gzip"})
    assert posted.headers["content-encoding"] == "gzip"
    assert posted.json() == plain.json()


async def test_small_answers_are_not_compressed(api: Api) -> None:
    assert "content-encoding" not in (await get(api, accept_encoding="gzip")).headers
    posted = await api.http.post("/graphql", json={"query": GUILDS}, headers={"accept-encoding": "gzip"})
    assert "content-encoding" not in posted.headers


@pytest.mark.parametrize(
    ("header", "takes"),
    [(b"gzip", True), (b"br, gzip; q=0.8", True), (b"*", True), (b"gzip;q=0", False), (b"br", False), (b"", False)],
)
def test_who_takes_gzip(header: bytes, *, takes: bool) -> None:
    assert takes_gzip(header) is takes


async def test_nothing_personal_is_remembered(api: Api) -> None:
    for response in (
        await get(api, authorization="Bearer x"),
        await get(api, "{ rateLimit { remaining } }"),
        await get(api, '{ guild(id: "x") { name } }'),
        await api.http.post("/graphql", json={"query": GUILDS}),
    ):
        assert response.headers["cache-control"] == "private, no-store"
        assert "etag" not in response.headers
    await get(api)
    assert "etag" not in (await get(api, authorization="Bearer x")).headers
    assert api.service.cache.hits == 0


@pytest.mark.live
async def test_a_notice_ends_what_was_remembered(live_api: Api) -> None:
    before = await get(live_api, BOARD)
    await live_api.database.execute("UPDATE member_seasons SET xp = 777 WHERE user_id = 1")
    await live_api.notify(Part.TOTALS)
    while (after := await get(live_api, BOARD)).json() == before.json():
        assert live_api.service.listener.connected
    assert after.json()["data"]["guild"]["leaderboard"]["nodes"][0] == {"value": 777, "member": {"userId": "1"}}


def test_an_answer_is_never_older_than_a_second() -> None:
    watch = Watch()
    cache = Cache(watch)
    cache.keep((b"q", b""), cache.begin(PARTS), Entry(b"{}", b"json"))
    watch.now += SECONDS - 0.01
    assert cache.find((b"q", b"")) is not None
    watch.now += 0.01
    assert cache.find((b"q", b"")) is None
    assert (cache.hits, cache.misses) == (1, 1)


@pytest.mark.parametrize(
    ("guilds", "changed", "there"),
    [
        (PARTS, club.GUILD, False),
        (PARTS, club.OTHER_GUILD, True),
        (None, club.OTHER_GUILD, False),
        (PARTS, None, False),
    ],
)
def test_changes_end_what_depends_on_them(guilds: frozenset[int] | None, changed: int | None, *, there: bool) -> None:
    cache = Cache(Watch())
    early = cache.begin(guilds)
    cache.keep((b"q", b""), early, Entry(b"{}", b"json"))
    cache.forget(changed) if changed else cache.clear()
    assert (cache.find((b"q", b"")) is not None) is there
    # What was begun before the change must not be remembered after it either.
    cache.keep((b"late", b""), early, Entry(b"{}", b"json"))
    assert (cache.find((b"late", b"")) is not None) is there
    cache.keep((b"new", b""), cache.begin(guilds), Entry(b"{}", b"json"))
    assert cache.find((b"new", b"")) is not None


def test_only_so_much_is_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("synapse.api.http.cache.ENTRIES", 1)
    cache = Cache(Watch())
    for name in (b"a", b"b"):
        cache.keep((name, b""), cache.begin(None), Entry(b"{}", b"json"))
    cache.keep((b"large", b""), cache.begin(None), Entry(b"x" * 200_001, b"json"))
    assert [cache.find((name, b"")) is None for name in (b"a", b"b", b"large")] == [True, False, True]


def test_what_is_sent_again_is_compressed_once() -> None:
    entry = Entry(b'"' + b"x" * 2000 + b'"', b"application/json")
    (_, first), (_, second) = (entry.messages(Asked(gzip=True)) for _ in range(2))
    assert first["body"] is second["body"]
    assert gzip.decompress(first["body"]) == entry.body


async def test_only_known_documents_when_told_so(club_url: URL) -> None:
    async with open_api(club_url, trusted_only=True) as api:
        assert (await api.http.get("/graphql", params={"documentId": HEALTH})).status_code == 200
        error = await api.refusal(GUILDS)
        assert error["extensions"]["code"] == "FORBIDDEN"
        assert (await api.ask("query Health { __typename }")) == {"__typename": "Query"}
