"""What a request brings besides its document, read once: variables that come again cost a look-up.

The same page asks the same document with the same variables over and over.
"""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

import orjson
from graphql import DocumentNode, FragmentDefinitionNode, GraphQLError, GraphQLSchema, OperationDefinitionNode
from graphql.execution import Executor, default_field_resolver, default_type_resolver
from graphql.execution.collect_fields import FragmentDetails
from graphql.execution.values import VariableValues

from synapse.api.execution.plan import Field

_KEPT = 1_000
_LONGEST = 500
_SIMPLE = (str, int, float, bool, Enum, type(None))


@dataclass(eq=False, slots=True)
class Inputs:
    """An operation with its variables read.

    Attributes:
        operation: The operation.
        definitions: The document's fragments.
        fragments: The same, as graphql-core executes them.
        variables: The variables.
        arguments: The arguments of fields, as far as they were read; only those that nobody can change.
    """

    operation: OperationDefinitionNode
    definitions: dict[str, FragmentDefinitionNode]
    fragments: dict[str, FragmentDetails]
    variables: VariableValues
    arguments: dict[Field, Mapping[str, Any]] = field(default_factory=dict)

    def executor(self, schema: GraphQLSchema, context: Any) -> Executor[None]:  # noqa: ANN401 - the resolvers' affair
        """A fresh executor."""
        return Executor(
            schema,
            self.definitions,
            self.fragments,
            None,
            context,
            self.operation,
            self.variables,
            default_field_resolver,
            default_type_resolver,
            default_field_resolver,
            hide_suggestions=True,
        )


class Reader:
    """Reads variables; remembers what it read lately."""

    def __init__(self, schema: GraphQLSchema) -> None:
        self._schema = schema
        self._kept: OrderedDict[tuple[str, str | None, bytes], Inputs] = OrderedDict()

    def read(
        self, text: str, document: DocumentNode, operation_name: str | None, variables: dict[str, Any]
    ) -> Inputs | list[GraphQLError]:
        """The inputs of an operation, or what is wrong with them."""
        try:
            key = (text, operation_name, orjson.dumps(variables))
        except TypeError:
            return self._read(document, operation_name, variables)
        if known := self._kept.get(key):
            self._kept.move_to_end(key)
            return known
        inputs = self._read(document, operation_name, variables)
        if isinstance(inputs, Inputs) and len(key[2]) <= _LONGEST:
            self._kept[key] = inputs
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return inputs

    def _read(
        self, document: DocumentNode, operation_name: str | None, variables: dict[str, Any]
    ) -> Inputs | list[GraphQLError]:
        built = Executor.build(
            self._schema,
            document,
            raw_variable_values=variables,
            operation_name=operation_name,
            hide_suggestions=True,
        )
        if isinstance(built, list):
            return built
        return Inputs(built.operation, built.fragment_definitions, built.fragments, built.variable_values)


def constant(arguments: Mapping[str, Any]) -> bool:
    """Whether nobody can change the values of these arguments, so that executions may share them."""
    return all(isinstance(value, _SIMPLE) for value in arguments.values())
