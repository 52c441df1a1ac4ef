"""Refusals in the language of who asks."""

import pytest

from synapse.api.http.language import language_of_header
from tests.api import club
from tests.api.changing import ADMIN, prepare, sign_in
from tests.api.conftest import Api

pytestmark = pytest.mark.live


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (None, None),
        ("", None),
        ("fr, es;q=0.5", None),
        ("de", "de"),
        ("de-AT,en;q=0.8", "de"),
        ("en-GB,de;q=0.9", "en"),
        ("fr,de;q=0.4,en;q=0.6", "en"),
        ("de;q=0, en;q=0.1", "en"),
        ("de;q=x", None),
        ("*", None),
    ],
)
def test_the_most_wanted_language_that_is_spoken(header: str | None, expected: str | None) -> None:
    assert language_of_header(header) == expected


NOTHING = """mutation ($guild: Snowflake!) {
  awardMember(input: {guildId: $guild, userId: "1", reason: "x", idempotencyKey: "1"}) {
    problems { ... on Problem { message } } } }"""


async def test_refusals_speak_it(live_api: Api) -> None:
    await prepare(live_api)
    await sign_in(live_api, ADMIN)
    told = {}
    for language in ("en", "de"):
        live_api.http.headers["accept-language"] = language
        answer = await live_api.ask(NOTHING, guild=str(club.GUILD))
        told[language] = answer["awardMember"]["problems"][0]["message"]
    assert told["de"] == "Eine Auszeichnung bringt XP, Gold oder beides."
    assert told["en"] != told["de"]
