"""How much work a hostile document can cause before it is refused or ready, counted in lines that run.

50 ms of CPU on a small machine are about 2.4 million lines of Python here; counting them gives the same number
on every machine and on every run.
"""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from synapse.api import limits
from synapse.api.documents import Documents, Rejected
from synapse.api.schema import executable
from synapse.errors import Invalid, SynapseError

LINES = 2_000_000
FEW_LINES = 300_000
BODY = 100_000
BOARD = "leaderboard(first: 100) { nodes { rank value member { displayName level xp stars gold rank streak } } }"
ATTACKS = {
    "one string": '{ guild(id: "' + "x" * (limits.DOCUMENT - 100) + '") { name } }',
    "100 kB of nothing": "{ a " + " " * BODY,
    "escapes": '{ guild(id: "' + "\\u0041" * 3300 + '") { name } }',
    "block string": '{ guild(id: """' + " \n x" * 4900 + '""") { name } }',
    "comments": ("#" + "x" * 90 + "\n") * 199 + "{ a }",
    "spaces": "{ a " + " " * 19_000 + "}",
    "nesting": "{a" * 900 + "}" * 900,
    "nested lists": "{ a(b: " + "[" * 990 + "]" * 990 + ") }",
    "nested fragments": "{ guilds { " + "... on Guild { " * 300 + " name " + "}" * 300 + " } }",
    "one field again and again": "{ guilds {" + " name" * 1900 + " } }",
    "repeats at every level": "{ " + "guilds { leaderboard { nodes { member { level } } } } " * 30 + "}",
    "arguments": "{ " + 'guild(id: "1") { name } ' * 200 + " }",
    "aliases": "{ " + " ".join(f'a{i}: guild(id: "1") {{ name }}' for i in range(150)) + " }",
    "unknown fields": "{ " + " ".join(f"a{i}" for i in range(990)) + " }",
    "directives": "{ a " + "@a " * 990 + "}",
    "directives of a variable": "query ($a: Int " + "@a " * 900 + ") { guilds { name } }",
    "variables": "query (" + " ".join(f"$a{i}: Int" for i in range(390)) + ") { guilds { name } }",
    "operations": " ".join(f"query a{i} {{ guilds {{ name }} }}" for i in range(150)),
    "ids": "{ nodes(ids: [" + '"x" ' * 1900 + "]) { id } }",
    "an object": "{ guild(id: {" + "a: 1 " * 600 + "}) { name } }",
    "fragments": "{ "
    + " ".join(f"...f{i}" for i in range(49))
    + " } "
    + " ".join(f"fragment f{i} on Query {{ guilds {{ name motto season {{ name }} }} }}" for i in range(49)),
    "a chain of fragments": "{ ...f0 } "
    + " ".join(f"fragment f{i} on Query {{ ...f{i + 1} guilds {{ name motto }} }}" for i in range(48))
    + " fragment f48 on Query { guilds { name } }",
    "a circle of fragments": "{ ...f0 } "
    + " ".join(f"fragment f{i} on Query {{ ...f{(i + 1) % 49} }}" for i in range(49)),
    "unused fragments": "{ a } " + " ".join(f"fragment f{i} on Query {{ guilds {{ name }} }}" for i in range(200)),
    "fragments of fragments": "{ ...f0 } "
    + " ".join(f"fragment f{i} on Query {{ a: __typename ...f{i + 1} ...f{i + 1} }}" for i in range(24))
    + " fragment f24 on Query { guilds { name } }",
    "wide": "{ " + " ".join(f'a{i}: guild(id: "1") {{ {BOARD} }}' for i in range(30)) + " }",
    "introspection": "{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }",
}


def lines_of(work: Callable[[], object]) -> int:
    """How many lines run."""
    count = 0

    def trace(_frame: FrameType, event: str, _argument: Any) -> Any:  # noqa: ANN401 - as sys.settrace has it
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("name", ATTACKS)
def test_any_document_is_judged_within_bounds(name: str) -> None:
    documents = Documents(executable())

    def judge() -> None:
        try:
            prepared = documents.prepare(ATTACKS[name])
            prepared.cost(None).estimate({})
        except (Rejected, SynapseError):
            pass

    assert lines_of(judge) < LINES


@pytest.mark.parametrize("name", ATTACKS)
def test_and_the_second_time_costs_no_more(name: str) -> None:
    documents = Documents(executable())
    for _ in range(2):
        try:
            documents.prepare(ATTACKS[name])
        except (Rejected, SynapseError):
            assert documents.hits == 0


def test_the_fan_out_is_refused_with_little_work() -> None:
    documents = Documents(executable())
    fan_out = "{guilds{leaderboard(first:100){nodes{member{achievements{achievement{name}}}}}}}"

    def judge() -> None:
        assert documents.prepare(fan_out).cost(None).estimate({}) > limits.COST

    assert lines_of(judge) < FEW_LINES


@pytest.mark.parametrize(
    "variables",
    [
        {"ids": ["x"] * 251},
        {"a": {"b": [{"c": [0] * 300}]}},
        {"a": [[0] * 200] * 200},
        {str(number): 0 for number in range(6_000)},
    ],
)
def test_variables_have_bounds_of_their_own(variables: dict[str, Any]) -> None:
    def judge() -> None:
        with pytest.raises(Invalid):
            limits.check_variables(variables)

    assert lines_of(judge) < FEW_LINES


def test_usual_variables_pass() -> None:
    limits.check_variables({"ids": ["x"] * 250, "input": {"a": None, "b": [[], {}]}})
