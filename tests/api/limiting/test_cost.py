"""The published formula: what operations cost, before and after they were executed."""

from typing import Any

import pytest
from graphql import GraphQLSchema, OperationDefinitionNode, build_schema, parse

from synapse.api import limits
from synapse.api.documents import trusted_documents
from synapse.api.limiting.cost import Cost, cost_of
from synapse.api.schema import CONTRACT, executable
from synapse.api.service import MANIFEST
from tests.api import club
from tests.api.conftest import Api

EXAMPLES = CONTRACT.parent / "docs" / "examples" / "queries"
GUILD = '{ guild(id: "1") { %s } }'
BOARD = {"by": "XP", "span": "SEASON"}
PINNED: dict[str, tuple[dict[str, Any], int]] = {
    "Health": ({}, 0),
    "Guilds": ({}, 10),
    "Pulse": ({}, 2),
    "Overview": ({}, 59),
    "Leaderboard": (BOARD | {"later": False, "first": 100}, 324),
    "Member": ({"member": "1"}, 46),
    "Feed": ({"first": 20}, 61),
    "LeaderboardChanged": (BOARD | {"first": 10}, 32),
}
EXAMPLE_COSTS = {"feed": 330, "leaderboard": 341, "live": 11, "member": 24, "rewards": 154}


def cost(text: str, schema: GraphQLSchema | None = None) -> Cost:
    document = parse(text)
    (operation,) = (node for node in document.definitions if isinstance(node, OperationDefinitionNode))
    return cost_of(schema or executable(), document, operation)


def name_of(text: str) -> str:
    (operation,) = (node for node in parse(text).definitions if isinstance(node, OperationDefinitionNode))
    assert operation.name is not None
    return operation.name.value


DOCUMENTS = {name_of(text): text for text in trusted_documents(MANIFEST).values()}


@pytest.mark.parametrize("name", PINNED)
def test_costs_of_the_dashboard_are_pinned(name: str) -> None:
    variables, expected = PINNED[name]
    assert cost(DOCUMENTS[name]).estimate({"guild": "1", **variables}) == expected


@pytest.mark.parametrize("name", DOCUMENTS)
def test_each_document_of_the_dashboard_is_affordable(name: str) -> None:
    assert cost(DOCUMENTS[name]).estimate({"first": 100, "last": 100}) <= limits.COST


@pytest.mark.parametrize("name", EXAMPLE_COSTS)
def test_costs_of_the_examples_are_pinned(name: str) -> None:
    text = (EXAMPLES / f"{name}.graphql").read_text(encoding="utf-8")
    assert cost(text).estimate({}) == EXAMPLE_COSTS[name]


def test_every_example_is_pinned() -> None:
    assert {path.stem for path in EXAMPLES.glob("*.graphql")} == EXAMPLE_COSTS.keys()


@pytest.mark.parametrize(
    ("document", "variables", "expected"),
    [
        ("{ __typename }", {}, 0),
        ("{ __schema { types { name } } }", {}, 0),
        (GUILD % "name", {}, 1),
        (GUILD % "name pulse { inVoice }", {}, 2),
        ("{ guilds { name } }", {}, 10),
        (GUILD % "leaderboard { totalCount }", {}, 2),
        (GUILD % "leaderboard { nodes { rank } }", {}, 2 + 25),
        (GUILD % "feed { nodes { at } }", {}, 2 + 20),
        (GUILD % "leaderboard(first: 7) { nodes { rank member { level } } pageInfo { endCursor } }", {}, 2 + 14 + 1),
        (GUILD % "leaderboard(first: 100) { nodes { rank member { level } } pageInfo { endCursor } }", {}, 203),
        (GUILD % "leaderboard(last: 7) { edges { cursor node { rank } } }", {}, 2 + 14),
        (GUILD % "leaderboard(first: 7) { nodes { rank } edges { cursor } }", {}, 2 + 14),
        (GUILD % "leaderboard(first: 3) { nodes { member { achievements { earnedAt } } } }", {}, 2 + 3 * 12),
        (GUILD % "leaderboard(first: -3) { nodes { rank } }", {}, 2),
        (GUILD % "leaderboard(first: 1000000000) { nodes { rank } }", {}, 2 + 1_000_000_000),
        ('{ nodes(ids: ["a", "b"]) { id } }', {}, 2),
        ("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", {"ids": ["a", "b", "c"]}, 3),
        ('{ node(id: "a") { id ... on Member { progress { ratio } } ... on Guild { season { name } } } }', {}, 3),
        ('query ($n: Int) { guild(id: "1") { feed(first: $n) { nodes { at } } } }', {"n": 4}, 6),
        ('query ($n: Int) { guild(id: "1") { feed(first: $n) { nodes { at } } } }', {}, 22),
        ('query ($n: Int) { guild(id: "1") { feed(first: $n) { nodes { at } } } }', {"n": "x"}, 22),
        ('query ($n: Int = 9) { guild(id: "1") { feed(first: $n) { nodes { at } } } }', {}, 11),
        ('query ($n: Int = 9) { guild(id: "1") { feed(first: $n) { nodes { at } } } }', {"n": None}, 22),
        ('query ($n: Int, $m: Int) { guild(id: "1") { feed(first: $n, last: $m) { nodes { at } } } }', {"m": 2}, 4),
    ],
)
def test_the_formula(document: str, variables: dict[str, Any], expected: int) -> None:
    assert cost(document).estimate(variables) == expected


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (GUILD % "pulse { inVoice } pulse { xpToday }", 2),
        (GUILD % "...a ...b } } fragment a on Guild { pulse { inVoice } } fragment b on Guild { pulse { xpToday ", 2),
        (GUILD % "a: pulse { inVoice } b: pulse { inVoice }", 3),
        (GUILD % "... on Guild { pulse { inVoice } } ... { pulse { xpToday } }", 2),
        (GUILD % "pulse { inVoice } season { name } pulse { xpToday }", 3),
    ],
)
def test_what_is_selected_twice_is_executed_and_billed_once(document: str, expected: int) -> None:
    assert cost(document).estimate({}) == expected


@pytest.mark.parametrize(
    ("directive", "variables", "expected"),
    [
        ("@include(if: $on)", {"on": True}, 2),
        ("@include(if: $on)", {"on": False}, 1),
        ("@skip(if: $on)", {"on": True}, 1),
        ("@skip(if: $on)", {"on": False}, 2),
        ("@skip(if: true)", {}, 1),
        ("@include(if: false)", {}, 1),
        ("@include(if: true) @skip(if: $on)", {"on": True}, 1),
    ],
)
def test_what_is_left_out_is_not_billed(directive: str, variables: dict[str, Any], expected: int) -> None:
    field = 'query ($on: Boolean!) { guild(id: "1") { pulse @on { inVoice } } }'.replace("@on", directive)
    fragment = 'query ($on: Boolean!) { guild(id: "1") { ... @on { pulse { inVoice } } } }'.replace("@on", directive)
    assert cost(field).estimate(variables) == cost(fragment).estimate(variables) == expected
    always = field.replace("{ inVoice }", "{ inVoice } pulse { xpToday }")
    assert cost(always).estimate(variables) == 2


def test_the_fan_out_of_84_bytes_costs_too_much() -> None:
    schema = build_schema(
        "type Query { me: User! } type User { name: String! friends(first: Int): UserConnection! }"
        "type UserConnection { nodes: [User!]! }"
    )
    level = "friends(first:100){nodes{%s}}"
    fan_out = cost("{me{" + level % (level % "name") + "}}", schema)
    assert fan_out.estimate({}) == 1 + 1 + 100 * (1 + 1 + 100) > limits.COST
    assert fan_out.count({"me": {"friends": {"nodes": []}}}) == 2


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (None, 0),
        ({"guild": None}, 0),
        ({"guild": {"leaderboard": None}}, 1),
        ({"guild": {"leaderboard": {"nodes": [{}, {}], "pageInfo": {}}}}, 1 + 2 + 4),
        ({"guild": {"leaderboard": {"nodes": [], "pageInfo": {}}}}, 1 + 2),
    ],
)
def test_what_was_returned_is_counted(data: object, expected: int) -> None:
    board = "leaderboard(first: 50) { nodes { member { level } } pageInfo { endCursor } }"
    assert cost(GUILD % board).count(data) == expected


async def test_the_estimate_is_never_below_what_the_dashboard_gets(api: Api) -> None:
    variables = {"guild": str(club.GUILD), "member": "1", "later": True, "first": 5, **BOARD}
    for name in ("Overview", "Leaderboard", "Member", "Pulse"):
        answer = await api.answer(DOCUMENTS[name], **variables)
        billed = answer["extensions"]["cost"]
        assert 1 <= billed["actual"] <= billed["requested"]
