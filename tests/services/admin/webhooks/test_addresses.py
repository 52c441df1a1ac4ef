"""Which addresses may be asked."""

import ipaddress
from typing import Any

import pytest
from aiohttp.abc import AbstractResolver, ResolveResult

from synapse.errors import Invalid
from synapse.services.webhooks.addresses import Allowed, RefusedAddress, Resolver
from synapse.services.webhooks.sending import Outcome, Sender

PUBLIC, ANY = Allowed(), Allowed(private=True)


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/hook",
        "https://localhost/hook",
        "https://localhost./hook",
        "https://printer/hook",
        "https://nas.local/hook",
        "https://metadata.google.internal/",
        "https://127.0.0.1/hook",
        "https://10.1.2.3/",
        "https://192.168.0.1:8443/",
        "https://172.20.0.2/",
        "https://169.254.169.254/latest/meta-data",
        "https://100.64.0.1/",
        "https://0.0.0.0/",
        "https://224.0.0.1/",
        "https://[::1]/",
        "https://[fe80::1%25eth0]/",
        "https://[fc00::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://[64:ff9b::7f00:1]/",
        "https://[2002:7f00:1::]/",
    ],
)
def test_nothing_of_a_private_network_is_named(url: str) -> None:
    with pytest.raises(Invalid) as caught:
        PUBLIC.check(url)
    assert caught.value.path == ("url",)
    assert ANY.check(url) == url


@pytest.mark.parametrize(
    "url", ["", "x", "ftp://example.org", "https://", "https://user:word@example.org/", "https://e.org/#a",
            "https://e.org:99999/", "https://[::1/", "https://exämple.org/", "https://e.org/" + "a" * 2000]
)  # fmt: skip
def test_what_is_no_address_is_none_anywhere(url: str) -> None:
    for allowed in (PUBLIC, ANY):
        with pytest.raises(Invalid):
            allowed.check(url)


@pytest.mark.parametrize("url", ["https://example.org/hook?a=1", "https://93.184.215.14/", "https://[2606:4700::1]/"])
def test_the_public_internet_is_open(url: str) -> None:
    assert PUBLIC.check(f" {url} ") == url


class Names(AbstractResolver):
    """A name server of the test's own."""

    def __init__(self, *addresses: str) -> None:
        self.addresses = addresses
        self.closed = False

    async def resolve(self, host: str, port: int = 0, family: Any = 0) -> list[ResolveResult]:  # noqa: ANN401 - as the base has it
        return [
            ResolveResult(hostname=host, host=each, port=port, family=int(family), proto=0, flags=0)
            for each in self.addresses
        ]

    async def close(self) -> None:
        self.closed = True


@pytest.mark.parametrize("found", [["127.0.0.1"], ["93.184.215.14", "10.0.0.1"], ["::ffff:10.0.0.1"], ["nonsense"]])
async def test_a_name_that_leads_inside_is_not_followed(found: list[str]) -> None:
    names = Names(*found)
    with pytest.raises(RefusedAddress):
        await Resolver(PUBLIC, names).resolve("evil.example.org", 443)
    sender = Sender(PUBLIC, resolver=Resolver(PUBLIC, names))
    tried = await sender.send("https://evil.example.org/hook", b"{}", {})
    assert (tried.outcome, tried.status) == (Outcome.ADDRESS_REFUSED, None)
    await sender.close()
    assert names.closed


async def test_a_name_that_leads_outside_is() -> None:
    names = Names("93.184.215.14", "2606:4700::1")
    resolver = Resolver(PUBLIC, names)
    assert [each["host"] for each in await resolver.resolve("example.org", 443)] == list(names.addresses)


async def test_an_address_that_was_stored_when_more_was_allowed_is_not_asked() -> None:
    sender = Sender(PUBLIC)
    assert (await sender.send("http://127.0.0.1:1/hook", b"{}", {})).outcome == Outcome.ADDRESS_REFUSED
    await sender.close()


def test_what_an_address_stands_for_counts() -> None:
    teredo = ipaddress.ip_address("2001:0:4136:e378:8000:63bf:3fff:fdd2")
    assert not PUBLIC.may_be_asked(teredo)
