"""What an operation costs, in points: about one for each object that it may return.

An object costs 1 (``limits.DEAR`` has those that cost more), and a list as many times what one of its entries costs
as it may have entries: ``first`` or ``last`` of a connection, the number of ``ids``, 10 for lists without a size.
Values cost nothing, nor does introspection. The estimate is made before anything is executed; what was returned in
the end is counted the same way.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLCompositeType,
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    ListValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    ValueNode,
    VariableNode,
    get_named_type,
    is_composite_type,
    is_list_type,
    is_non_null_type,
)
from graphql.pyutils import Undefined

from synapse.api import limits

_WITH_FIELDS = (GraphQLObjectType, GraphQLInterfaceType)
_SIZES = ("first", "last")
_PATTERN = "Connection"

Variables = Mapping[str, Any]
Condition = tuple[str | None, bool, bool]
"""A variable's name (None: a literal), the value that includes, and the literal or the variable's default."""
_Occurrence = tuple[GraphQLCompositeType, FieldNode, tuple[Condition, ...]]


@dataclass(frozen=True, slots=True)
class _Size:
    """How many entries a list may have: the greatest number among literals and variables, else ``unstated``."""

    unstated: int
    literals: tuple[int, ...] = ()
    variables: tuple[str, ...] = ()

    def of(self, variables: Variables) -> int:
        given = [*self.literals, *(_number(variables.get(name)) for name in self.variables)]
        return max((number for number in given if number is not None), default=self.unstated)


@dataclass(slots=True)
class _Field:
    """A selected field that returns objects; ``own`` is what one of them costs without what is under it."""

    key: str
    occurrences: list[tuple[Condition, ...]]
    own: int = 1
    size: _Size | None = None
    fields: "list[_Field]" = field(default_factory=list)
    each: int = 0
    """What one object costs at most with all under it, where that contains no list; else 0."""

    def estimate(self, variables: Variables) -> int:
        if not any(all(_included(condition, variables) for condition in each) for each in self.occurrences):
            return 0
        each = self.each or self.own + sum(inner.estimate(variables) for inner in self.fields)
        return each if self.size is None else each * self.size.of(variables)

    def count(self, value: object) -> int:
        """What a value costs that was returned."""
        if isinstance(value, list):
            return len(value) * self.each if self.each else sum(map(self._count_one, value))
        return self._count_one(value)

    def _count_one(self, value: object) -> int:
        if not isinstance(value, dict):
            return 0
        return self.each or self.own + sum(inner.count(value.get(inner.key)) for inner in self.fields)


@dataclass(frozen=True, slots=True)
class Cost:
    """The cost of one operation of a document."""

    fields: tuple[_Field, ...]
    defaults: Variables
    roots: tuple[FieldNode, ...] = ()
    """What is selected of the operation's root, fragments opened."""

    @property
    def constant(self) -> bool:
        """Whether only introspection is asked for, so that every answer is the same."""
        return all(node.name.value.startswith("__") for node in self.roots)

    def estimate(self, variables: Variables) -> int:
        """The most that the operation costs with these variables; 0 when it only asks for introspection."""
        known = {**self.defaults, **variables} if self.defaults else variables
        return sum(each.estimate(known) for each in self.fields)

    def count(self, data: object) -> int:
        """What an answer's data cost."""
        return sum(each.count(data.get(each.key)) for each in self.fields) if isinstance(data, dict) else 0


def cost_of(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode) -> Cost:
    """The cost of an operation of a valid document whose size was checked."""
    fragments = {node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)}
    root = schema.get_root_type(operation.operation)
    if root is None:
        return Cost((), {})
    defaults = {
        definition.variable.name.value: _plain(definition.default_value)
        for definition in operation.variable_definitions or ()
        if definition.default_value is not None
    }
    compiler = _Compiler(schema, fragments)
    roots = tuple(node for _parent, node, _conditions in compiler.selected(root, operation.selection_set))
    return Cost(tuple(compiler.fields([(root, operation.selection_set)], None)), defaults, roots)


@dataclass(frozen=True, slots=True)
class _Compiler:
    """Merges what is selected more than once, as execution does."""

    schema: GraphQLSchema
    fragments: Mapping[str, FragmentDefinitionNode]

    def fields(
        self, selections: list[tuple[GraphQLCompositeType, SelectionSetNode]], page: _Size | None
    ) -> list[_Field]:
        """The fields of merged selection sets that return objects; ``page`` is the size of a connection's lists."""
        merged: dict[str, list[_Occurrence]] = {}
        seen: set[tuple[str, tuple[Condition, ...]]] = set()
        for parent, selection_set in selections:
            for occurrence in self.selected(parent, selection_set, (), seen):
                node = occurrence[1]
                merged.setdefault(node.alias.value if node.alias else node.name.value, []).append(occurrence)
        found = (self._field(key, occurrences, page) for key, occurrences in merged.items())
        return [each for each in found if each is not None]

    def _field(self, key: str, occurrences: list[_Occurrence], page: _Size | None) -> _Field | None:
        parent, node, _conditions = occurrences[0]
        if not isinstance(parent, _WITH_FIELDS) or (definition := parent.fields.get(node.name.value)) is None:
            return None
        named = get_named_type(definition.type)
        if not is_composite_type(named):
            return None
        own = _size(parent, node, definition)
        selections = [(named, each.selection_set) for _parent, each, _conditions in occurrences if each.selection_set]
        is_list = is_list_type(definition.type.of_type if is_non_null_type(definition.type) else definition.type)
        size = (own or page or _Size(limits.LIST)) if is_list else None
        inner = self.fields(selections, own if named.name.endswith(_PATTERN) else None)
        own_points = limits.DEAR.get(f"{parent.name}.{node.name.value}", 1)
        made = _Field(key, [each for _parent, _node, each in occurrences], own_points, size, inner)
        if all(child.size is None and child.each and child.occurrences == [()] for child in inner):
            made.each = own_points + sum(child.each for child in inner)
        return made

    def selected(
        self,
        parent: GraphQLCompositeType,
        selection_set: SelectionSetNode,
        conditions: tuple[Condition, ...] = (),
        seen: set[tuple[str, tuple[Condition, ...]]] | None = None,
    ) -> Iterator[_Occurrence]:
        """The fields of a selection set with their parents, fragments opened, each fragment once."""
        seen = set() if seen is None else seen
        for node in selection_set.selections:
            own = conditions + _conditions(node)
            if isinstance(node, FieldNode):
                yield parent, node, own
            elif isinstance(node, InlineFragmentNode):
                yield from self.selected(self._narrowed(parent, node), node.selection_set, own, seen)
            elif isinstance(node, FragmentSpreadNode) and (node.name.value, own) not in seen:
                seen.add((node.name.value, own))
                fragment = self.fragments[node.name.value]
                yield from self.selected(self._narrowed(parent, fragment), fragment.selection_set, own, seen)

    def _narrowed(
        self, parent: GraphQLCompositeType, node: InlineFragmentNode | FragmentDefinitionNode
    ) -> GraphQLCompositeType:
        named = self.schema.get_type(node.type_condition.name.value) if node.type_condition else None
        return named if is_composite_type(named) else parent


def _size(parent: GraphQLObjectType | GraphQLInterfaceType, node: FieldNode, definition: GraphQLField) -> _Size | None:
    """The size that a field's arguments give, None when it has no argument that could."""
    given = {argument.name.value: argument.value for argument in node.arguments or ()}
    if "ids" in definition.args:
        return _given([given["ids"]] if "ids" in given else [], limits.PAGE)
    if not any(name in definition.args for name in _SIZES):
        return None
    stated = [definition.args[name].default_value for name in _SIZES if name in definition.args]
    numbers = [value for value in stated if value is not Undefined and value is not None]
    unstated = numbers[0] if numbers else limits.UNSTATED.get(f"{parent.name}.{node.name.value}", limits.PAGE)
    return _given([given[name] for name in _SIZES if name in given], unstated)


def _given(values: list[ValueNode], unstated: int) -> _Size:
    variables = tuple(value.name.value for value in values if isinstance(value, VariableNode))
    numbers = [_number(_plain(value)) for value in values if not isinstance(value, VariableNode)]
    return _Size(unstated, tuple(number for number in numbers if number is not None), variables)


def _number(value: object) -> int | None:
    """A size as a number: itself, or the length of a list."""
    if isinstance(value, list):
        return len(value)
    return max(0, value) if isinstance(value, int) and not isinstance(value, bool) else None


def _plain(value: ValueNode) -> object:
    """A literal as far as sizes and conditions need it."""
    if isinstance(value, IntValueNode):
        return int(value.value)
    if isinstance(value, ListValueNode):
        return list(value.values)
    return getattr(value, "value", None)


def _conditions(node: FieldNode | InlineFragmentNode | FragmentSpreadNode | Any) -> tuple[Condition, ...]:  # noqa: ANN401 - graphql-core types selections as their base
    found: list[Condition] = []
    for directive in node.directives or ():
        wanted = {"include": True, "skip": False}.get(directive.name.value)
        if wanted is None or not directive.arguments:
            continue
        value = directive.arguments[0].value
        if isinstance(value, VariableNode):
            found.append((value.name.value, wanted, wanted))
        else:
            found.append((None, wanted, bool(_plain(value))))
    return tuple(found)


def _included(condition: Condition, variables: Variables) -> bool:
    name, wanted, literal = condition
    value = variables.get(name, literal) if name else literal
    return bool(value) is wanted
