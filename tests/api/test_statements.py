"""How many SQL statements each of the dashboard's documents takes: few, and the same however many rows it shows."""

from typing import Any

import pytest
from graphql import (
    GraphQLEnumType,
    NamedTypeNode,
    NonNullTypeNode,
    OperationDefinitionNode,
    OperationType,
    TypeNode,
    parse,
)

from synapse.api.documents import trusted_documents
from synapse.api.schema import contract
from synapse.api.service import MANIFEST
from tests.api import club
from tests.api.changing import ADMIN, prepare, sign_in
from tests.api.conftest import Api

DOCUMENTS = trusted_documents(MANIFEST)
GUILD = {"guild": str(club.GUILD)}
BOARD = {"by": "XP", "span": "SEASON"}
EXPECTED: dict[str, tuple[dict[str, Any], int]] = {
    "Guilds": ({}, 1),
    "Health": ({}, 0),
    "Pulse": (GUILD, 2),
    "Week": (GUILD | {"week": "2026-04-27"}, 7),
    "Overview": (GUILD, 6),
    "Leaderboard": (GUILD | BOARD | {"later": False, "first": 100}, 5),
    "EmbedFeed": (GUILD | {"first": 8}, 2),
    "Member": (GUILD | {"member": "1"}, 7),
    "Shop": (GUILD, 2),
    "Quests": (GUILD | {"filter": "OPEN", "first": 20}, 2),
}
"""The variables of each query that strangers ask, and the statements that it takes."""

SIGNED_IN: dict[str, tuple[dict[str, Any], int]] = {
    "Achievements": (GUILD, 8),
    "Activity": (GUILD, 7),
    "AdminOverview": (GUILD, 7),
    "AuditLog": (GUILD, 7),
    "ChangeById": (GUILD, 6),
    "FindMembers": (GUILD | {"search": "Mem"}, 6),
    "Me": ({}, 11),
    "Seasons": (GUILD, 3),
    "Settings": (GUILD, 8),
    "Steps": (GUILD | {"member": "1"}, 9),
    "System": (GUILD, 7),
    "Viewer": ({}, 5),
    "AdminAchievements": (GUILD, 9),
    "AdminAwards": (GUILD, 8),
    "AdminQuest": (GUILD | {"quest": "?"}, 5),
    "AdminQuests": (GUILD | {"first": 20}, 9),
    "AdminShop": (GUILD | {"first": 20}, 8),
    "AdminZones": (GUILD, 6),
    "Boosts": (GUILD, 6),
    "FindAwardees": (GUILD | {"search": "Mem"}, 4),
    "LevelRoles": (GUILD, 11),
    "QuestPlaces": (GUILD, 4),
    "RehearseAchievement": (GUILD | {"input": {"name": "Try", "trigger": "MESSAGES", "threshold": 5}}, 12),
    "WebhookDeliveries": (GUILD | {"webhook": "?", "first": 20}, 5),
    "WhatIf": (GUILD | {"input": {"days": 7}}, 10),
    "WouldEarn": (GUILD | {"input": {"events": [{"kind": "MESSAGE_SENT"}]}}, 9),
}
"""The same for those that an admin asks; one or two of the statements tell who that is."""
_LATER = 10
_FEW = 16
_TRIES = 3
_NESTED = """
{ guild(id: "4000000000000000001") { leaderboard(first: %d, span: ALL_TIME) { nodes { member {
    rank season { xp } achievements { earnedAt achievement { name } } } } } } }
"""


def _operation(text: str) -> OperationDefinitionNode:
    (operation,) = (node for node in parse(text).definitions if isinstance(node, OperationDefinitionNode))
    return operation


def _name(text: str) -> str:
    name = _operation(text).name
    assert name is not None
    return name.value


QUERIES = {_name(text): text for text in DOCUMENTS.values() if _operation(text).operation is OperationType.QUERY}


async def count(api: Api, document: str, variables: dict[str, Any]) -> int:
    """The statements of a document: the fewest of some tries, for the process reads for itself now and then."""
    await api.ask(document, **variables)
    return min([await _count(api, document, variables) for _ in range(_TRIES)])


async def _count(api: Api, document: str, variables: dict[str, Any]) -> int:
    api.statements.clear()
    await api.ask(document, **variables)
    # The driver's own look-ups of types on a new connection are none of the document's.
    own = [text for text in api.statements if "'jit'" not in text and "pg_catalog" not in text]
    return sum(text.lstrip().startswith("SELECT") for text in own)


async def _grow(api: Api, name: str = "No") -> None:
    for number in range(3):
        await club.add_achievement(api.database, f"{name} {number}", tuple(club.XP))
    for user_id in club.XP:
        await club.celebrate(api.database, user_id, "level_up", '{"level": 2, "gold": 50}')
        await club.celebrate(api.database, user_id, "award", '{"xp": 2, "gold": 50, "reason": "x"}')


def given_to(document: str) -> dict[str, Any]:
    """What the variables of a document are when nothing is said of it here: by their names, else by their types."""
    by_name: dict[str, Any] = GUILD | {"member": "1", "search": "Mem"}
    return {
        definition.variable.name.value: by_name.get(definition.variable.name.value, _some(definition.type.type))
        for definition in _operation(document).variable_definitions or ()
        if isinstance(definition.type, NonNullTypeNode) and definition.default_value is None
    }


def _some(type_: TypeNode) -> Any:  # noqa: ANN401 - JSON
    """Any value of a type: no entries, an enum's first value, a small number."""
    if not isinstance(type_, NamedTypeNode):
        return []
    found = contract().get_type(type_.name.value)
    if isinstance(found, GraphQLEnumType):
        return next(iter(found.values))
    return {"Int": 5, "Boolean": True, "Snowflake": "1"}.get(type_.name.value)


@pytest.mark.parametrize("name", sorted(QUERIES.keys() - EXPECTED.keys() - SIGNED_IN.keys()))
async def test_a_document_that_is_new_takes_few_statements_too(live_api: Api, name: str) -> None:
    await prepare(live_api)
    await sign_in(live_api, ADMIN)
    await _grow(live_api)
    few = await count(live_api, QUERIES[name], given_to(QUERIES[name]))
    await _grow(live_api, "More")
    assert await count(live_api, QUERIES[name], given_to(QUERIES[name])) == few
    assert few <= _FEW


@pytest.mark.parametrize("name", EXPECTED)
async def test_statements_of_a_document(live_api: Api, name: str) -> None:
    variables, expected = EXPECTED[name]
    if name != "Health":
        assert await count(live_api, QUERIES[name], variables) == expected
        await _grow(live_api)
    assert await count(live_api, QUERIES[name], variables) == expected


@pytest.mark.parametrize("name", SIGNED_IN)
async def test_statements_of_a_document_that_an_admin_asks(live_api: Api, name: str) -> None:
    there = await prepare(live_api)
    await sign_in(live_api, ADMIN)
    variables, expected = SIGNED_IN[name]
    variables = variables | {
        "ChangeById": {"entry": there.entry},
        "AdminQuest": {"quest": there.quest},
        "WebhookDeliveries": {"webhook": there.webhook},
    }.get(name, {})
    # What nobody has yet is not asked for either.
    await _grow(live_api)
    assert await count(live_api, QUERIES[name], variables) == expected
    await _grow(live_api, "More")
    assert await count(live_api, QUERIES[name], variables) == expected


async def test_nested_fields_take_one_statement_each_whatever_the_page_size(live_api: Api) -> None:
    await _grow(live_api)
    assert [await count(live_api, _NESTED % size, {}) for size in (1, 3, 8)] == [5, 5, 5]


GALLERY = """query ($first: Int!) { guild(id: "4000000000000000001") { achievements { name earnerCount
  earners(first: $first) { nodes { earnedAt member { displayName rank calendar { day } } } }
  progress(member: "1") { ratio } } } }"""
PEOPLE = """query ($first: Int!) { guild(id: "4000000000000000001") { members(first: $first) { totalCount
  nodes { displayName rank season { xp } calendar { day tally { xp } } } } } }"""


@pytest.mark.parametrize(("query", "expected"), [(GALLERY, 13), (PEOPLE, 6)])
async def test_lists_of_members_take_as_many_statements_for_few_as_for_many(
    live_api: Api, query: str, expected: int
) -> None:
    await _grow(live_api)
    counts = [await count(live_api, query, {"first": size}) for size in (1, 4, 9)]
    assert len(set(counts)) == 1
    assert counts[0] <= expected


async def test_a_later_page_takes_a_constant_number_more(live_api: Api) -> None:
    top = await live_api.ask(QUERIES["Leaderboard"], **GUILD, **BOARD, later=False, first=2)
    after = {"later": True, "after": top["guild"]["leaderboard"]["pageInfo"]["endCursor"]}
    counts = [await count(live_api, QUERIES["Leaderboard"], GUILD | BOARD | after | {"first": n}) for n in (2, 4, 6)]
    assert counts[0] == counts[1] == counts[2]
    assert counts[0] <= _LATER
