"""Every field and argument that introspection tells of, asked with hostile values: never an error of the inside."""

import json
from collections.abc import AsyncIterator, Iterable
from typing import Any, cast

import pytest
from graphql import IntrospectionQuery, build_client_schema, get_introspection_query
from sqlalchemy.engine import URL

from synapse.api import ids, limits
from synapse.api.limiting.points import Allowance
from tests.api import club
from tests.api.changing import ADMIN, There, prepare, sign_in
from tests.api.conftest import Api, open_api
from tests.api.hostile import Asker, Question

pytestmark = pytest.mark.live

INTERNAL = ("INTERNAL", "asyncpg", "sqlalchemy", "pydantic", "Traceback", "synapse.", "site-packages", "SELECT ", "0x7")
"""What no answer may have in it: the code of an error that nobody foresaw, and words of the machinery."""


@pytest.fixture
async def bare(live_url: URL, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[tuple[Api, There]]:
    """The API in front of a club with an admin, who has points and changes without end."""
    monkeypatch.setattr(limits, "CHANGES", 10**9)
    async with open_api(live_url, allowance=Allowance(points=2 * 10**9)) as api:
        await club.found(api.database)
        there = await prepare(api)
        yield api, there


async def asker(api: Api, there: There) -> Asker:
    """Asks for what the API says of itself."""
    told = await api.ask(get_introspection_query(input_value_deprecation=True))
    schema = build_client_schema(cast("IntrospectionQuery", told))
    guild = str(there.guild_id)
    known: dict[str, Any] = {
        "Query.guild.id": guild,
        "Query.node.id": ids.encode(ids.Kind.MEMBER, there.guild_id, 2),
        "Query.nodes.ids": [there.zone],
        "Guild.member.id": "2",
    }
    for name, type_ in schema.type_map.items():
        for field in getattr(type_, "fields", {}) if name.endswith("Input") else ():
            known |= {f"{name}.guildId": guild} if field == "guildId" else {}
            known |= {f"{name}.version": 1} if field == "version" else {}
        if name.endswith(("ZoneInput", "ZoneProposalInput")):
            known[f"{name}.id"] = there.zone
        if name.endswith("AchievementInput"):
            known[f"{name}.id"] = there.achievement
        if name.endswith("BoostInput"):
            known[f"{name}.id"] = there.boost
    return Asker(schema, known)


async def broken(api: Api, questions: Iterable[Question]) -> list[str]:
    """What was answered in a way that tells of the inside, or not as GraphQL at all."""
    found = []
    headers = {"content-type": "application/json", "accept": "application/graphql-response+json"}
    for question in questions:
        body = json.dumps({"query": question.document, "variables": question.variables})
        response = await api.http.post("/graphql", content=body, headers=headers)
        text = response.text
        told = [word for word in INTERNAL if word in text.replace(question.document, "")]
        if response.status_code >= 500 or told or not {"data", "errors"} & response.json().keys():
            found.append(f"{question.name}: {response.status_code} {told} {text[:300]}")
    return found


@pytest.mark.parametrize("user", [None, ADMIN])
async def test_queries(bare: tuple[Api, There], user: int | None) -> None:
    api, there = bare
    await sign_in(api, user)
    asking = await asker(api, there)
    questions = [
        question
        for outer, parent, name, field in asking.fields()
        for question in asking.questions(parent, name, field, outer)
    ]
    assert len(questions) > 1_000
    assert await broken(api, questions) == []


async def test_mutations(bare: tuple[Api, There]) -> None:
    api, there = bare
    await sign_in(api, ADMIN)
    asking = await asker(api, there)
    root = asking.schema.mutation_type
    assert root is not None
    questions = [
        question
        for name, field in root.fields.items()
        for question in asking.questions("Mutation", name, field, "mutation")
        if name != "signOut"  # which would end the session that the others need
    ]
    assert len(questions) > 1_000
    assert await broken(api, questions) == []
