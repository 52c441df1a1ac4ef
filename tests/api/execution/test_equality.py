"""The compiled way gives what graphql-core gives: data, errors and their order, for any document."""

import asyncio
import gc
import inspect
from collections.abc import Iterator
from random import Random
from typing import Any

import orjson
import pytest
from graphql import ExecutionResult, execute
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from synapse.api.execution.executor import Accelerated
from synapse.api.execution.leaves import JSON
from tests.api.execution.faulty import SCHEMA, World
from tests.api.execution.writing import Writer, Written

EXAMPLES = 1_200
RATES = (0.0, 0.0, 0.0, 0.005, 0.03, 0.15)
VALUES = {
    "Snowflake": ['"175928847299117063"', '"1"'],
    "ID": ['"abc"', '"def"'],
    "Boolean": ["true", "false"],
    "Float": ["0.5", "3"],
    "BigInt": ["5", "5000000000"],
    "Date": ['"2026-05-04"'],
    "Color": ['"#FF0000"'],
    "URL": ['"https://example.com/a.png"'],
    "Int": ["1", "5", "100", "1000"],
    "DateTime": ['"2026-05-04T12:30:00Z"'],
    "Decimal": ['"1.25"'],
    "JSON": ["5", '"text"', "[1, 2]", '{ a: "b" }', "null"],
    "String": ['"text"', "null"],
}


async def reference(written: Written, world: World) -> ExecutionResult:
    started = execute(
        SCHEMA,
        written.document,
        context_value=world,
        variable_values=written.variables,
        operation_name="Q",
        hide_suggestions=True,
    )
    return await started if inspect.isawaitable(started) else started


async def accelerated(executor: Accelerated, written: Written, world: World) -> ExecutionResult:
    built = executor.executor(written.text, written.document, world, written.variables, "Q")
    if isinstance(built, ExecutionResult):
        return built
    return await executor.execute(written.text, written.document, *built)


def shown(result: ExecutionResult) -> dict[str, Any]:
    """All that an answer could be made of; data as text, for the order of keys counts."""
    return {
        "data": orjson.dumps(result.data, default=repr, option=JSON),
        "errors": [
            (error.formatted, repr(error.original_error), [node.loc and node.loc.start for node in error.nodes or ()])
            for error in result.errors or ()
        ],
    }


@pytest.fixture
def calm_collector() -> Iterator[None]:
    """Collect garbage only where told: graphql-core leaves coroutines behind when an error ends their siblings.

    Python warns of each as it goes, which must not happen within a named tuple's own code.
    """
    gc.disable()
    yield
    gc.collect()
    gc.enable()


@pytest.mark.filterwarnings("ignore:coroutine .* was never awaited:RuntimeWarning")
@pytest.mark.usefixtures("calm_collector")
def test_any_document_is_answered_as_by_graphql_core() -> None:
    executor = Accelerated(SCHEMA)
    executor.patience = 0
    compared = wrong = 0

    @settings(max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(st.integers(0, 2**64), st.sampled_from(RATES))
    def same(seed: int, rate: float) -> None:
        nonlocal compared, wrong
        written = Writer(SCHEMA, Random(seed), VALUES).write()  # noqa: S311 - by seed, not a secret
        world = World(seed, rate)
        given_up = executor.given_up

        async def both() -> tuple[ExecutionResult, ExecutionResult]:
            asyncio.get_running_loop().set_exception_handler(lambda _loop, _context: None)
            return await reference(written, world), await accelerated(executor, written, world)

        expected, found = asyncio.run(both())
        assert shown(found) == shown(expected), written.text
        compared += 1
        if not rate and not expected.errors:
            assert executor.given_up == given_up, f"nothing went wrong, and yet it was given up: {written.text}"
        wrong += bool(expected.errors)
        if compared % 50 == 0:
            gc.collect()

    same()
    assert compared >= 1_000
    # Both ways were gone, and many documents met errors.
    assert executor.compiled > 400
    assert executor.given_up > 200
    assert wrong > 200
