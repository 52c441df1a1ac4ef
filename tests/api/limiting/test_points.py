"""Buckets that refill, and what callers are told of them."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.engine import URL

from synapse.api.limiting.points import Allowance, Points, anonymous, payer_of
from synapse.api.limiting.rates import PerMinute
from synapse.errors import RateLimited
from synapse.services.credentials import Caller, Kind
from tests.api import club
from tests.api.conftest import Api, open_api

ALLOWANCE = Allowance(points=60, seconds=60)


class Watch:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.now = club.NOW

    def __call__(self) -> datetime:
        return self.now

    def pass_(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@pytest.fixture
def watch() -> Watch:
    return Watch()


def test_points_are_taken_given_back_and_refilled(watch: Watch) -> None:
    points = Points(ALLOWANCE, watch)
    charge = points.charge("a", 40)
    assert (charge.requested, charge.remaining, charge.reset_at) == (40, 20, watch.now + timedelta(seconds=40))
    settled = points.settle("a", charge, 10)
    assert (settled.requested, settled.actual, settled.remaining) == (40, 10, 50)
    watch.pass_(5)
    assert points.charge("a", 0).remaining == 55
    watch.pass_(500)
    assert points.charge("a", 60).remaining == 0


def test_who_has_too_few_is_told_when_to_come_back(watch: Watch) -> None:
    points = Points(ALLOWANCE, watch)
    points.charge("a", 50)
    with pytest.raises(RateLimited) as caught:
        points.charge("a", 25)
    assert caught.value.retry_after == 15
    assert points.charge("b", 60).remaining == 0
    watch.pass_(caught.value.retry_after)
    assert points.charge("a", 25).remaining == 0


def test_more_than_the_estimate_is_never_taken(watch: Watch) -> None:
    points = Points(ALLOWANCE, watch)
    assert points.settle("a", points.charge("a", 10), 99).remaining == 50


def test_a_clock_that_goes_back_takes_nothing(watch: Watch) -> None:
    points = Points(ALLOWANCE, watch)
    points.charge("a", 10)
    watch.pass_(-100)
    assert points.charge("a", 0).remaining == 50


def test_only_so_many_callers_are_remembered(watch: Watch) -> None:
    points = Points(Allowance(points=60, seconds=60, callers=2), watch)
    for caller in ("a", "b", "a", "c"):
        points.charge(caller, 10)
    assert points.charge("a", 0).remaining == 40
    assert points.charge("b", 0).remaining == 60


@pytest.mark.parametrize(
    ("client", "caller"),
    [
        (("192.0.2.7", 1234), "address:192.0.2.7"),
        (("2001:db8:1:2:3::4", 1), "address:2001:db8:1:2::/64"),
        (("::ffff:192.0.2.7", 1), "address:192.0.2.7"),
        (("testclient", 1), "address:unknown"),
        (None, "address:unknown"),
    ],
)
def test_an_anonymous_caller_is_an_address(client: object, caller: str) -> None:
    assert anonymous({"type": "http", "client": client}) == caller


def test_thirty_changes_a_minute(watch: Watch) -> None:
    changes = PerMinute(30, watch)
    for _ in range(30):
        changes.take("ada")
        watch.pass_(1)
    with pytest.raises(RateLimited) as caught:
        changes.take("ada")
    assert caught.value.retry_after == 30
    changes.take("bob")
    watch.pass_(30)
    changes.take("ada")
    with pytest.raises(RateLimited):
        changes.take("ada")


def test_only_so_many_people_are_remembered(watch: Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("synapse.api.limiting.rates._PEOPLE", 1)
    changes = PerMinute(1, watch)
    changes.take("ada")
    changes.take("bob")
    changes.take("ada")


async def test_extension_field_and_headers_agree(api: Api) -> None:
    query = "{ rateLimit { cost limit remaining resetAt } }"
    response = await api.http.post("/graphql", json={"query": query})
    told, billed = response.json()["data"]["rateLimit"], response.json()["extensions"]["cost"]
    assert told == {"cost": 1, "limit": 50_000, "remaining": 49_999, "resetAt": "2026-05-04T12:30:01Z"}
    assert billed == {"requested": 1, "actual": 1, **{name: told[name] for name in ("limit", "remaining", "resetAt")}}
    reset = int(response.headers["x-ratelimit-reset"])
    assert datetime.fromtimestamp(reset, UTC) == datetime.fromisoformat(told["resetAt"])
    headers = {name: response.headers[f"x-ratelimit-{name}"] for name in ("cost", "limit", "remaining")}
    assert headers == {"cost": "1", "limit": "50000", "remaining": "49999"}


async def test_what_was_not_returned_is_given_back(api: Api) -> None:
    answer = await api.answer("{ guilds { leaderboard(first: 100) { nodes { rank } } } }")
    billed = answer["extensions"]["cost"]
    assert (billed["requested"], billed["actual"]) == (10 * 102, 2 + 8)
    assert billed["remaining"] == billed["limit"] - billed["actual"]


async def test_introspection_costs_nothing(api: Api) -> None:
    response = await api.http.post("/graphql", json={"query": "{ __schema { queryType { name } } }"})
    assert response.json() == {"data": {"__schema": {"queryType": {"name": "Query"}}}}
    assert "x-ratelimit-cost" not in response.headers
    assert (await api.answer("{ rateLimit { remaining } }"))["data"]["rateLimit"]["remaining"] == 49_999


async def test_too_much_at_once_is_refused_unexecuted(api: Api) -> None:
    api.statements.clear()
    error = await api.refusal(
        "{ guilds { leaderboard(first: 100) { nodes { member { achievements { earnedAt } } } } } }"
    )
    assert error["extensions"]["code"] == "BAD_USER_INPUT"
    assert "10000 are the most" in error["message"]
    assert api.statements == []


async def test_an_empty_bucket_is_told_over_every_transport(club_url: URL) -> None:
    async with open_api(club_url, allowance=Allowance(points=15, seconds=60)) as api:
        query = {"query": "{ guilds { name } }"}
        for _ in range(6):
            assert (await api.http.post("/graphql", json=query)).status_code == 200
        for accept in ("application/json", "application/graphql-response+json"):
            response = await api.http.post("/graphql", json=query, headers={"accept": accept})
            assert response.status_code == 429
            assert response.headers["retry-after"] == str(response.json()["errors"][0]["extensions"]["retryAfter"])
            assert response.json()["errors"][0]["extensions"]["code"] == "RATE_LIMITED"
        events = await api.http.post("/graphql", json=query, headers={"accept": "text/event-stream"})
        assert "RATE_LIMITED" in events.text


def test_who_is_known_pays_from_one_bucket_wherever_they_are() -> None:
    here, there = {"client": ("127.0.0.1", 1)}, {"client": ("127.0.0.2", 1)}
    session = Caller(7, Kind.SESSION, 1, frozenset(), club.NOW)
    program = Caller(7, Kind.API_TOKEN, 2, frozenset(), club.NOW)
    assert payer_of(session, here) == payer_of(program, there)
    assert payer_of(None, here) != payer_of(None, there)
