"""What callers see of failures, and what they must never see."""

import pytest
import structlog
from graphql import build_client_schema, get_introspection_query
from structlog.testing import capture_logs

from synapse.api import limits
from synapse.api.operations import Operations
from synapse.db.lease import Lease
from synapse.services import pulse
from tests.api.conftest import Api

PULSE = '{ guild(id: "4000000000000000001") { name pulse { memberCount } } }'


async def test_internal_errors_are_masked_and_found_by_reference(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    async def broken(*_: object, **__: object) -> object:
        raise RuntimeError("password=hunter2 at 10.0.0.1")

    monkeypatch.setattr(pulse, "pulse", broken)
    with capture_logs() as logged:
        error = await api.refusal(PULSE)
    assert "hunter2" not in str(error)
    assert error["extensions"]["code"] == "INTERNAL"
    assert error["path"] == ["guild", "pulse"]
    reference = error["extensions"]["reference"]
    assert reference in error["message"]
    told = [entry for entry in logged if entry["log_level"] != "debug"]
    assert [(entry["event"], entry["reference"], entry["path"]) for entry in told] == [
        ("api.failed", reference, "guild.pulse")
    ]


async def test_what_fails_outside_of_the_document_is_masked_too(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> object:
        raise RuntimeError("password=hunter2 at 10.0.0.1")

    monkeypatch.setattr(Operations, "prepare", broken)
    for ask in (api.http.post("/graphql", json={"query": PULSE}), api.http.get("/graphql", params={"query": PULSE})):
        with capture_logs() as logged:
            response = await ask
        assert response.status_code == 500
        assert response.headers["access-control-allow-origin"] == "*"
        assert "hunter2" not in response.text
        [error] = response.json()["errors"]
        assert error["extensions"]["code"] == "INTERNAL"
        assert [entry["reference"] for entry in logged] == [error["extensions"]["reference"]]


async def test_a_value_that_breaks_the_contract_is_an_internal_error(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    async def wrong(*_: object, **__: object) -> object:
        return pulse.Pulse(None, 0, 0, 0, 0, 0)  # type: ignore[arg-type] # the point of the test

    monkeypatch.setattr(pulse, "pulse", wrong)
    error = await api.refusal(PULSE)
    assert error["extensions"]["code"] == "INTERNAL"
    assert "memberCount" not in error["message"]


async def test_a_database_that_is_away_is_unavailable(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    async def refuse(_engine: object) -> object:
        raise ConnectionRefusedError("10.0.0.1:5432")

    monkeypatch.setattr(Lease, "take", refuse)
    error = await api.refusal(PULSE)
    assert error["extensions"]["code"] == "UNAVAILABLE"
    assert "10.0.0.1" not in error["message"]


async def test_callers_mistakes_are_not_logged(api: Api) -> None:
    structlog.reset_defaults()
    with capture_logs() as logged:
        await api.refusal("{ nothing }")
        await api.refusal("{")
        await api.refusal('{ guild(id: "x") { name } }')
    assert logged == []


async def test_no_suggestions_are_made(api: Api) -> None:
    error = await api.refusal("{ guildz { name } }")
    assert error["message"] == "Cannot query field 'guildz' on type 'Query'."
    assert error["extensions"] == {"code": "BAD_USER_INPUT"}


async def test_long_mistakes_are_told_short(api: Api) -> None:
    answer = await api.answer("{ " + " ".join(f"{'x' * 1000}{number}" for number in range(15)) + " }")
    assert len(answer["errors"]) == limits.ERRORS + 1
    assert all(len(error["message"]) <= 403 for error in answer["errors"])


@pytest.mark.parametrize(
    "document",
    [
        '{ guild(id: "x") { name } }',
        "{ guild(id: 5) { name } }",
        "{ guild { name } }",
        '{ guild(id: "1") { leaderboard(by: SILVER) { totalCount } } }',
        "query ($a: Int) { guilds { leaderboard(first: $a, by: null) { totalCount } } }",
    ],
)
async def test_wrong_arguments_are_the_callers_to_mend(api: Api, document: str) -> None:
    assert (await api.refusal(document))["extensions"]["code"] == "BAD_USER_INPUT"


async def test_a_missing_variable_is_the_callers_to_mend(api: Api) -> None:
    document = 'query ($by: Board! = XP) { guild(id: "4000000000000000001") { leaderboard(by: $by) { totalCount } } }'
    assert (await api.refusal(document, by=None))["extensions"]["code"] == "BAD_USER_INPUT"


def nested(levels: int) -> str:
    return "{ __schema { types " + "{ ofType " * levels + "{ name }" + " }" * levels + " } }"


@pytest.mark.parametrize(
    ("document", "what"),
    [
        ("{ " + " ".join(f"a{number}: __typename" for number in range(31)) + " }", "aliases"),
        ("{ __typename " + "@skip(if: false) " * 31 + "}", "directives"),
        (nested(20), "levels deep"),
        ("{ " + "guilds { name motto guildId } " * 300 + "}", "fields"),
        (
            "{ ...a ...a ...a ...a } "
            + " ".join(
                f"fragment {x} on Query {{ ...{y} ...{y} ...{y} ...{y} }}"
                for x, y in zip("abcdef", "bcdefg", strict=True)
            )
            + " fragment g on Query { __typename }",
            "fields",
        ),
    ],
)
async def test_too_large_documents_are_refused_before_validation(api: Api, document: str, what: str) -> None:
    error = await api.refusal(document)
    assert error["extensions"]["code"] == "BAD_USER_INPUT"
    assert what in error["message"]


async def test_too_many_tokens_are_refused(api: Api) -> None:
    error = await api.refusal("{ " + "a " * 2_000 + "}")
    assert "token" in error["message"]


async def test_circular_fragments_are_refused(api: Api) -> None:
    error = await api.refusal("{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }")
    assert "within itself" in error["message"]


async def test_very_deep_nesting_is_refused(api: Api) -> None:
    assert (await api.refusal("{" * 900 + "}" * 900))["extensions"]["code"] == "BAD_USER_INPUT"


async def test_the_usual_introspection_works(api: Api) -> None:
    data = await api.ask(get_introspection_query(specified_by_url=True))
    assert build_client_schema(data).query_type is not None  # type: ignore[arg-type] # JSON is what it is


async def test_a_document_is_validated_once(api: Api) -> None:
    documents = api.service.operations.documents
    for _ in range(100):
        await api.ask(PULSE)
    assert (documents.misses, documents.hits) == (1, 99)
