"""What the API tells of itself to those who watch it."""

import re

import pytest
from sqlalchemy.engine import URL

from synapse.db.notify import connect
from tests.api import club
from tests.api.conftest import Api, open_api
from tests.api.lab import opened

pytestmark = pytest.mark.live

NAME = f'query Stranger {{ guild(id: "{club.GUILD}") {{ name }} }}'


async def test_it_is_ready_with_database_schema_and_notices(live_api: Api) -> None:
    assert (await live_api.http.get("/health/live")).json() == {"status": "ok"}
    ready = await live_api.http.get("/health/ready")
    assert (ready.status_code, ready.json()) == (
        200,
        {"status": "ok", "database": "ok", "migrations": "ok", "listener": "ok"},
    )
    await live_api.database.execute("UPDATE alembic_version SET version_num = '0001'")
    behind = await live_api.http.get("/health/ready")
    assert (behind.status_code, behind.json()["migrations"]) == (503, "behind")


async def test_it_is_not_ready_while_the_database_does_not_answer(live_url: URL) -> None:
    async with open_api(live_url) as api:
        elsewhere = await connect(live_url.set(database="postgres"), application="test")
        await elsewhere.execute(f"ALTER DATABASE {live_url.database} ALLOW_CONNECTIONS false")
        await elsewhere.close()
        await api.service.engine.dispose()
        away = await api.http.get("/health/ready")
        assert (away.status_code, away.json()["database"], away.json()["migrations"]) == (503, "unreachable", "unknown")


async def test_figures_count_operations_and_hide_the_names_that_strangers_choose(api: Api) -> None:
    await api.ask(NAME)
    refused = await api.refusal(
        "query Nosy($id: Snowflake!) { guild(id: $id) { settings { version } } }", id=str(club.GUILD)
    )
    assert refused["extensions"]["code"] == "UNAUTHENTICATED"
    told = (await api.http.get("/metrics")).text
    assert 'synapse_graphql_seconds_count{kind="query",operation="other"}' in told
    assert 'synapse_graphql_failed_total{code="UNAUTHENTICATED",kind="query",operation="other"}' in told
    assert "Stranger" not in told
    assert "synapse_notice_lag_seconds" in told
    assert re.search(r'synapse_pool_connections\{state="most"\} 10\.0', told)


async def test_the_dashboards_operations_have_their_names(api: Api) -> None:
    document_id = next(
        key for key, text in api.service.operations.documents.trusted.items() if text.startswith("query Health")
    )
    await api.http.post("/graphql", json={"documentId": document_id})
    assert 'operation="Health"' in (await api.http.get("/metrics")).text


async def test_figures_are_for_whoever_has_the_token(live_url: URL) -> None:
    async with opened(live_url, METRICS_TOKEN="let-me-see-the-figures") as lab:
        refused = await lab.api.http.get("/metrics")
        assert refused.status_code == 403
        assert "METRICS_TOKEN" in refused.json()["message"]
        headers = {"authorization": "Bearer let-me-see-the-figures"}
        assert (await lab.api.http.get("/metrics", headers=headers)).status_code == 200


async def test_figures_are_not_told_through_a_proxy(api: Api) -> None:
    assert (await api.http.get("/metrics", headers={"x-forwarded-for": "8.8.8.8"})).status_code == 403
