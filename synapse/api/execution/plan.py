"""What an operation asks for, worked out once: fragments spread out, equal fields merged, conditions decided."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from graphql import (
    DirectiveNode,
    DocumentNode,
    FieldNode,
    GraphQLAbstractType,
    GraphQLField,
    GraphQLObjectType,
    OperationDefinitionNode,
    VariableNode,
    Visitor,
    get_named_type,
    is_abstract_type,
    is_object_type,
    visit,
)
from graphql.execution import Executor
from graphql.execution.collect_fields import FieldDetails, GroupedFieldSet, collect_fields, collect_subfields

from synapse.api.execution import access
from synapse.api.execution.access import Access

FIELDS = 2_000
"""The most fields that a plan has; a selection on an interface counts for each of its types."""
_CONDITIONS = frozenset({"skip", "include"})
_INTROSPECTION = frozenset({"__schema", "__type"})


class Unsupported(Exception):  # noqa: N818 - it says which way to go, not that something failed
    """The operation is left to graphql-core."""


@dataclass(eq=False, slots=True)
class Field:
    """A field of a selection set.

    Attributes:
        key: Its name in the answer.
        parent: The type that it is asked of.
        definition: What the schema says of it.
        details: Where the document asks for it; the arguments are those of the first place.
        access: How its value is reached.
        selections: What is asked of its value, by the name of the value's type.
    """

    key: str
    parent: GraphQLObjectType
    definition: GraphQLField
    details: list[FieldDetails]
    access: Access
    selections: "dict[str, Selection]" = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Its name in the schema."""
        return self.details[0].node.name.value

    @property
    def nodes(self) -> list[FieldNode]:
        """Where the document asks for it."""
        return [detail.node for detail in self.details]

    @property
    def wants_path(self) -> bool:
        """Whether anything under it is told where it stands."""
        return any(selection.wants_path for selection in self.selections.values())

    @property
    def waits(self) -> bool:
        """Whether anything under it may take time."""
        return any(selection.waits for selection in self.selections.values())


@dataclass(eq=False, slots=True)
class Selection:
    """What is asked of an object of one type.

    Attributes:
        type: The type.
        fields: What is asked, in the answer's order.
        wants_path: Whether anything under it is told where it stands.
        waits: Whether anything under it may take time.
    """

    type: GraphQLObjectType
    fields: list[Field]
    wants_path: bool = False
    waits: bool = False


class _Directives(Visitor):
    """Finds the variables that decide what is included, and directives that only graphql-core knows."""

    def __init__(self) -> None:
        super().__init__()
        self.variables: dict[str, None] = {}
        self.others = False

    def enter_directive(self, node: DirectiveNode, *_: object) -> None:
        """Note one directive."""
        self.others = self.others or node.name.value not in _CONDITIONS
        for argument in node.arguments or ():
            if isinstance(argument.value, VariableNode):
                self.variables[argument.value.name.value] = None


def conditions(document: DocumentNode) -> tuple[str, ...] | None:
    """The variables that decide which fields are included; None when the document has other directives."""
    found = _Directives()
    visit(document, found)
    return None if found.others else tuple(found.variables)


def of(executor: Executor[None]) -> Selection:
    """The plan of an executor's operation, for the values that its conditions have.

    Raises:
        Unsupported: The operation is left to graphql-core.
    """
    return _Planner(executor).root(executor.operation)


class _Planner:
    def __init__(self, executor: Executor[None]) -> None:
        self._executor = executor
        self._schema = executor.schema
        self._count = 0

    def root(self, operation: OperationDefinitionNode) -> Selection:
        executor = self._executor
        root = self._schema.get_root_type(operation.operation)
        if root is None:
            raise Unsupported
        found = collect_fields(
            self._schema, executor.fragments, executor.variable_values, root, operation, executor.hide_suggestions
        )
        return self._selection(root, found.grouped_field_set)

    def _selection(self, type_: GraphQLObjectType, grouped: GroupedFieldSet) -> Selection:
        fields = [self._field(type_, key, details) for key, details in grouped.items()]
        wants_path = any(field.access.takes_path or field.wants_path for field in fields)
        waits = any(field.access.later or field.waits for field in fields)
        return Selection(type_, fields, wants_path, waits)

    def _field(self, parent: GraphQLObjectType, key: str, details: list[FieldDetails]) -> Field:
        self._count += 1
        name = details[0].node.name.value
        definition = self._schema.get_field(parent, name)
        if definition is None or name in _INTROSPECTION or self._count > FIELDS:
            raise Unsupported
        planned = Field(key, parent, definition, details, access.of(definition, name))
        for type_ in self._types(definition):
            planned.selections[type_.name] = self._selection(type_, self._subfields(type_, details))
        return planned

    def _types(self, definition: GraphQLField) -> Sequence[GraphQLObjectType]:
        """The types that a field's value can have; none for leaves."""
        named = get_named_type(definition.type)
        if is_object_type(named):
            return [named]
        if is_abstract_type(named):
            abstract: GraphQLAbstractType = named
            return self._schema.get_possible_types(abstract)
        return []

    def _subfields(self, type_: GraphQLObjectType, details: list[FieldDetails]) -> GroupedFieldSet:
        executor = self._executor
        return collect_subfields(
            self._schema,
            executor.fragments,
            executor.variable_values,
            executor.operation,
            type_,
            details,
            executor.hide_suggestions,
        ).grouped_field_set
