"""Which way an operation goes: compiled when it came before and is regular, else graphql-core's.

A compiled operation gives up on anything irregular, errors included, and graphql-core executes the operation
from the beginning. So errors, their order and the nulls they leave are graphql-core's own. Only queries and
the events of subscriptions are compiled: executing them twice changes nothing.
"""

import inspect
from collections import OrderedDict
from collections.abc import Hashable
from typing import Any, cast

import structlog
from graphql import DocumentNode, ExecutionResult, GraphQLSchema, OperationType
from graphql.execution import Executor

from synapse.api.execution import emit, plan
from synapse.api.execution.emit import Complete
from synapse.api.execution.inputs import Inputs, Reader
from synapse.api.execution.later import Pending, Run, settle
from synapse.api.execution.leaves import Irregular
from synapse.api.execution.plan import Unsupported

log = structlog.get_logger(__name__)

_KEPT = 500
_VARIANTS = 16


class _Shape:
    """An operation of a document, and its compiled variants by the values of its conditions."""

    __slots__ = ("conditions", "seen", "variants")

    def __init__(self, document: DocumentNode) -> None:
        self.conditions = plan.conditions(document)
        self.seen = 0
        self.variants: OrderedDict[tuple[Hashable, ...], Complete | None] = OrderedDict()


class Accelerated:
    """Executes valid documents.

    Attributes:
        patience: How often an operation is left to graphql-core before it is compiled, which takes longer than
            executing it once.
        compiled: How many executions a compiled operation answered.
        given_up: How many it began and left to graphql-core.
    """

    patience = 1

    def __init__(self, schema: GraphQLSchema) -> None:
        self.compiled = 0
        self.given_up = 0
        self._schema = schema
        self._reader = Reader(schema)
        self._shapes: OrderedDict[tuple[str, str | None], _Shape] = OrderedDict()

    def executor(
        self,
        text: str,
        document: DocumentNode,
        context: Any,  # noqa: ANN401 - the resolvers' affair
        variables: dict[str, Any],
        operation_name: str | None,
    ) -> tuple[Executor[None], Inputs] | ExecutionResult:
        """An executor with its variables read, or what is wrong with them; ``text`` is what the document is made of."""
        inputs = self._reader.read(text, document, operation_name, variables)
        if isinstance(inputs, list):
            return ExecutionResult(None, errors=inputs)
        return inputs.executor(self._schema, context), inputs

    async def execute(
        self, text: str, document: DocumentNode, executor: Executor[None], inputs: Inputs
    ) -> ExecutionResult:
        """Execute the operation of an executor."""
        if executor.operation.operation is not OperationType.MUTATION:
            complete = self._complete(text, document, executor)
            if complete is not None and (data := await self._try(complete, executor, inputs)) is not None:
                return ExecutionResult(data, None)
        result = executor.execute_operation()
        return cast("ExecutionResult", await result if inspect.isawaitable(result) else result)

    async def _try(self, complete: Complete, executor: Executor[None], inputs: Inputs) -> dict[str, Any] | None:
        """The data, None when graphql-core has to do it."""
        run, pending = Run(executor, inputs.arguments), cast("list[Pending]", [])
        try:
            data = complete(run, executor.root_value, None, pending)
            if pending:
                await settle(run, pending)
        except Exception as error:  # noqa: BLE001 - graphql-core meets the same error and tells it
            self.given_up += 1
            if not isinstance(error, Irregular):
                log.debug("api.given_up", error=type(error).__name__)
            return None
        self.compiled += 1
        return data

    def _complete(self, text: str, document: DocumentNode, executor: Executor[None]) -> Complete | None:
        name = executor.operation.name
        key = (text, name.value if name else None)
        shape = self._shapes.get(key)
        if shape is None:
            shape = self._shapes[key] = _Shape(document)
            if len(self._shapes) > _KEPT:
                self._shapes.popitem(last=False)
        else:
            self._shapes.move_to_end(key)
        shape.seen += 1
        if shape.conditions is None or shape.seen <= self.patience:
            return None
        return self._variant(shape, shape.conditions, executor)

    def _variant(self, shape: _Shape, conditions: tuple[str, ...], executor: Executor[None]) -> Complete | None:
        coerced = executor.variable_values.coerced
        values = tuple(coerced.get(name) for name in conditions)
        if values in shape.variants:
            return shape.variants[values]
        try:
            complete = emit.compiled(plan.of(executor))
        except Unsupported:
            complete = None
        shape.variants[values] = complete
        if len(shape.variants) > _VARIANTS:
            shape.variants.popitem(last=False)
        return complete
