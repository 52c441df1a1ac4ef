"""The contract keeps what its last release promised; the schema's changelog tells what changed."""

import re

import pytest
from graphql import build_schema, print_schema

import synapse
from synapse.api import sdl
from synapse.api.schema import CONTRACT, contract, source
from tests.contract.released import RELEASED, last_release, unannounced, version_of

CHANGELOG = (CONTRACT / "CHANGELOG.md").read_text(encoding="utf-8")
BEFORE = """
type Query {
  zone(id: ID!, old: Int @deprecated(reason: "Nobody needs it.")): Zone
  legacy: Legacy @deprecated(reason: "Use zone.")
}
type Zone { name: String! color: String! @deprecated(reason: "Zones have none.") kind: Kind }
type Legacy { name: String }
enum Kind { A B @deprecated(reason: "Same as A.") }
input Wish { name: String! size: Int @deprecated(reason: "Ignored.") }
type Mutation { wish(input: Wish!): Zone }
"""


def test_nothing_breaks_that_was_not_announced() -> None:
    """Fails on your change? Add beside what was there, deprecate that, and let a release pass before it goes."""
    assert list(unannounced(last_release().read_text(encoding="utf-8"), contract())) == []


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        (' color: String! @deprecated(reason: "Zones have none.")', ""),
        (', old: Int @deprecated(reason: "Nobody needs it.")', ""),
        (' B @deprecated(reason: "Same as A.")', ""),
        (' size: Int @deprecated(reason: "Ignored.")', ""),
        ('  legacy: Legacy @deprecated(reason: "Use zone.")\n', ""),
        ("name: String! color", "name: String! better: Int color"),
        ("wish(input: Wish!)", "wish(input: Wish!, key: String)"),
    ],
)
def test_what_was_announced_may_go_and_more_may_come(was: str, becomes: str) -> None:
    assert was in BEFORE
    assert list(unannounced(BEFORE, build_schema(BEFORE.replace(was, becomes)))) == []


def test_a_type_goes_with_the_last_that_was_deprecated() -> None:
    after = BEFORE.replace('  legacy: Legacy @deprecated(reason: "Use zone.")\n', "")
    assert list(unannounced(BEFORE, build_schema(after.replace("type Legacy { name: String }", "")))) == []


@pytest.mark.parametrize(
    ("was", "becomes", "told"),
    [
        ("name: String! color", "color", "Field Zone.name was removed."),
        ("name: String! color", "name: String color", "Field Zone.name changed type from String! to String."),
        ("name: String! color", "name: Int! color", "Field Zone.name changed type from String! to Int!."),
        ("kind: Kind", "kind: String", "Field Zone.kind changed type from Kind to String."),
        ("enum Kind { A", "enum Kind { C", "Enum value Kind.A was removed."),
        ("zone(id: ID!", "zone(number: Int!", "Argument Query.zone(id:) was removed."),
        (
            "wish(input: Wish!)",
            "wish(input: Wish!, key: String!)",
            "A required argument Mutation.wish(key:) was added.",
        ),
        ("input Wish {", "input Wish { kind: Kind!", "A required field Wish.kind was added."),
    ],
)
def test_what_breaks_is_told(was: str, becomes: str, told: str) -> None:
    assert was in BEFORE
    assert told in list(unannounced(BEFORE, build_schema(BEFORE.replace(was, becomes))))


def test_the_changelog_has_each_release_with_its_date_and_each_announcement() -> None:
    for file in RELEASED.glob("*.graphql"):
        assert re.search(rf"^## {re.escape(file.stem)}, \d{{4}}-\d\d-\d\d$", CHANGELOG, re.MULTILINE), file.stem
    for name in re.findall(r"(\w+)(?:\([^)]*\))?(?:: [\w\[\]!]+)? @deprecated", source()):
        assert f"`{name}`" in CHANGELOG or f".{name}`" in CHANGELOG, name


def test_a_release_is_the_contract_as_it_was_served() -> None:
    released = last_release()
    text = released.read_text(encoding="utf-8")
    assert print_schema(build_schema(text)) + "\n" == text
    assert version_of(released.stem) <= version_of(synapse.__version__)


def test_the_served_file_builds_the_contract() -> None:
    assert print_schema(build_schema(sdl.text())) == print_schema(contract())
