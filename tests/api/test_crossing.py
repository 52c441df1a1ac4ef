"""Browsers that other sites make ask: announced requests are welcome, simple ones are not."""

import pytest

from tests.api.conftest import Api

QUERY = "{ guilds { name } }"
FETCH = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "cors", "origin": "https://elsewhere.example"}


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
@pytest.mark.parametrize("mode", ["no-cors", "navigate"])
async def test_pictures_scripts_and_forms_of_other_sites_are_refused(api: Api, site: str, mode: str) -> None:
    headers = {"sec-fetch-site": site, "sec-fetch-mode": mode}
    for response in (
        await api.http.get("/graphql", params={"query": QUERY}, headers=headers),
        await api.http.post("/graphql", json={"query": QUERY}, headers=headers),
    ):
        assert response.status_code == 403
        assert response.json()["errors"][0]["extensions"]["code"] == "FORBIDDEN"


async def test_not_even_what_is_remembered_is_given_to_them(api: Api) -> None:
    parameters = {"query": QUERY}
    assert (await api.http.get("/graphql", params=parameters)).status_code == 200
    headers = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors"}
    assert (await api.http.get("/graphql", params=parameters, headers=headers)).status_code == 403


async def test_forms_cannot_send_what_is_taken(api: Api) -> None:
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"):
        headers = {"content-type": kind, "origin": "https://elsewhere.example"}
        response = await api.http.post("/graphql", content='{"query": "{ guilds { name } }"}', headers=headers)
        assert response.status_code == 415


async def test_pages_that_fetch_are_welcome(api: Api) -> None:
    for response in (
        await api.http.post("/graphql", json={"query": QUERY}, headers=FETCH),
        await api.http.get("/graphql", params={"query": QUERY}, headers=FETCH),
    ):
        assert response.status_code == 200
        assert response.headers["access-control-allow-origin"] == "*"
    posted = await api.http.post("/graphql", json={"query": QUERY}, headers=FETCH)
    assert "X-RateLimit-Remaining" in posted.headers["access-control-expose-headers"]


async def test_a_person_may_type_the_address_or_follow_a_link(api: Api) -> None:
    typed = {"sec-fetch-site": "none", "sec-fetch-mode": "navigate"}
    assert (await api.http.get("/graphql", params={"query": QUERY}, headers=typed)).status_code == 200
    link = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "accept": "text/html,*/*;q=0.8"}
    response = await api.http.get("/graphql", params={"query": QUERY}, headers=link)
    assert response.headers["content-type"].startswith("text/html")
