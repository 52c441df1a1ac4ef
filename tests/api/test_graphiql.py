"""GraphiQL: a page whose policy allows nothing from elsewhere, and assets that are all here."""

import re

import pytest

from synapse.api.http.graphiql import ASSETS
from synapse.api.schema import CONTRACT
from tests.api.conftest import Api

BROWSER = {"accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}


async def test_the_page_allows_only_its_own_assets(api: Api) -> None:
    response = await api.http.get("/graphql", headers=BROWSER)
    assert response.status_code == 200
    assert response.headers["content-type"].startswith("text/html")
    policy = dict(part.strip().split(" ", 1) for part in response.headers["content-security-policy"].split(";"))
    assert (policy["default-src"], policy["script-src"], policy["connect-src"]) == ("'none'", "'self'", "'self'")
    assert "unsafe" not in str(policy)
    assert "http" not in response.text
    (nonce,) = re.findall(r'data-nonce="([^"]+)"', response.text)
    assert policy["style-src"] == f"'self' 'nonce-{nonce}'"
    assert nonce not in (await api.http.get("/graphql", headers=BROWSER)).text


@pytest.mark.parametrize("encoding", ["gzip", "identity"])
async def test_its_assets_are_here_and_never_change(api: Api, encoding: str) -> None:
    page = (await api.http.get("/graphql", headers=BROWSER)).text
    addresses = re.findall(r'(?:href|src)="(/[^"]+)"', page)
    assert len(addresses) == 2
    for address in addresses:
        response = await api.http.get(address, headers={"accept-encoding": encoding})
        assert response.status_code == 200
        assert "immutable" in response.headers["cache-control"]
        assert response.headers.get("content-encoding", "identity") == encoding
        assert response.content == (ASSETS / address.split("/")[-1].split("?")[0]).read_bytes()


async def test_there_is_nothing_else_to_get(api: Api) -> None:
    for name in ("main.jsx", "..%2Fapp.py", "%2e%2e"):
        assert (await api.http.get(f"/graphql/assets/{name}")).status_code == 404


def test_the_examples_are_those_of_the_documentation() -> None:
    script = (ASSETS / "graphiql.js").read_text(encoding="utf-8")
    for example in (CONTRACT.parent / "docs" / "examples" / "queries").glob("*.graphql"):
        first = example.read_text(encoding="utf-8").splitlines()[0].partition("`")[0]
        assert first in script, f"{example.name} changed: cd tools/graphiql && npm ci && npm run build"
