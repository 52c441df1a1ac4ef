"""Documents at random: everything that a schema lets one ask for, in every way of asking."""

from dataclasses import dataclass, field
from random import Random
from typing import Any, cast

from graphql import (
    DocumentNode,
    GraphQLArgument,
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLNamedType,
    GraphQLSchema,
    get_named_type,
    is_abstract_type,
    is_leaf_type,
    is_list_type,
    is_non_null_type,
    is_object_type,
    parse,
    print_ast,
    validate,
)
from graphql.language import ast

DEPTH = 5
_FLAGS = ("yes", "no", "maybe")


@dataclass
class Written:
    """A valid document, and variables for it."""

    text: str
    document: DocumentNode
    variables: dict[str, Any]


@dataclass
class Writer:
    """Writes documents for a schema; ``ids`` are the values of arguments by their type's name."""

    schema: GraphQLSchema
    random: Random
    values: dict[str, list[str]]
    fragments: dict[str, str] = field(default_factory=dict)
    used: dict[str, str] = field(default_factory=dict)
    variables: dict[str, Any] = field(default_factory=dict)
    count: int = 0

    def write(self) -> Written:
        """A valid document."""
        while True:
            self.fragments, self.used, self.variables, self.count = {}, {}, {}, 0
            body = self._selections(self.schema.query_type, DEPTH)  # type: ignore[arg-type] # there is a query type
            head = f"query Q({', '.join(self.used.values())})" if self.used else "query Q"
            text = "\n".join([f"{head} {body}", *self.fragments.values()])
            document = parse(text)
            if not validate(self.schema, document):
                return Written(print_ast(document), document, self.variables)

    def _selections(self, type_: GraphQLNamedType, depth: int) -> str:
        parts = [self._selection(type_, depth) for _ in range(self.random.randint(1, 4))]
        return "{ " + " ".join(parts) + " }"

    def _selection(self, type_: GraphQLNamedType, depth: int) -> str:
        chance = self.random.random()
        if depth > 0 and chance < 0.12:
            return self._inline(type_, depth)
        if depth > 0 and chance < 0.2:
            return self._spread(type_, depth)
        if chance < 0.26:
            return f"{self._alias(0.5)}__typename {self._condition()}"
        return self._field(type_, depth)

    def _field(self, type_: GraphQLNamedType, depth: int) -> str:
        fields: dict[str, GraphQLField] = type_.fields  # type: ignore[attr-defined] # only objects and interfaces
        deep = {name: one for name, one in fields.items() if not is_leaf_type(get_named_type(one.type))}
        flat = {name: one for name, one in fields.items() if name not in deep}
        pool = deep if deep and depth > 0 and (not flat or self.random.random() < 0.6) else flat
        if not pool:
            return "__typename"
        name = self.random.choice(list(pool))
        chosen = pool[name]
        arguments = self._arguments(chosen.args)
        alias = self._alias(1.0 if arguments else 0.2)
        inner = "" if name in flat else self._selections(get_named_type(chosen.type), depth - 1)
        return f"{alias}{name}{arguments} {self._condition()} {inner}"

    def _inline(self, type_: GraphQLNamedType, depth: int) -> str:
        narrowed = self._narrowed(type_)
        on = f" on {narrowed.name}" if self.random.random() < 0.8 or narrowed is not type_ else ""
        return f"...{on} {self._condition()} {self._selections(narrowed, depth - 1)}"

    def _spread(self, type_: GraphQLNamedType, depth: int) -> str:
        narrowed = self._narrowed(type_)
        self.count += 1
        name = f"F{self.count}"
        self.fragments[name] = f"fragment {name} on {narrowed.name} {self._selections(narrowed, depth - 1)}"
        again = f" ...{name}" if self.random.random() < 0.2 else ""
        return f"...{name} {self._condition()}{again}"

    def _narrowed(self, type_: GraphQLNamedType) -> GraphQLNamedType:
        """The type itself, one of its possible types, or one of its interfaces."""
        if is_abstract_type(type_):
            return self.random.choice([type_, *self.schema.get_possible_types(type_)])
        if is_object_type(type_) and type_.interfaces and self.random.random() < 0.3:
            return cast("GraphQLNamedType", self.random.choice(list(type_.interfaces)))
        return type_

    def _alias(self, chance: float) -> str:
        if self.random.random() >= chance:
            return ""
        self.count += 1
        return f"a{self.count}: "

    def _condition(self) -> str:
        chance = self.random.random()
        if chance < 0.85:
            return ""
        name = self.random.choice(("skip", "include"))
        if chance < 0.9:
            return f"@{name}(if: {self.random.choice(('true', 'false'))})"
        flag = self.random.choice(_FLAGS)
        self.used[flag] = f"${flag}: Boolean!" if flag != "maybe" else "$maybe: Boolean! = true"
        if flag != "maybe" or self.random.random() < 0.5:
            self.variables[flag] = flag == "yes"
        return f"@{name}(if: ${flag})"

    def _arguments(self, arguments: dict[str, GraphQLArgument]) -> str:
        given = [
            f"{name}: {self._value(argument.type, name)}"
            for name, argument in arguments.items()
            if (is_non_null_type(argument.type) and not argument.default) or self.random.random() < 0.2
        ]
        return f"({', '.join(given)})" if given else ""

    def _value(self, type_: GraphQLInputType, name: str) -> str:
        literal = self._literal(type_)
        if self.random.random() < 0.7:
            return literal
        self.count += 1
        variable = f"{name}{self.count}"
        self.used[variable] = f"${variable}: {type_}"
        self.variables[variable] = ast_value(literal)
        return f"${variable}"

    def _literal(self, type_: GraphQLInputType) -> str:
        if is_non_null_type(type_):
            return self._literal(type_.of_type)
        if is_list_type(type_):
            return f"[{', '.join(self._literal(type_.of_type) for _ in range(self.random.randint(0, 3)))}]"
        named = get_named_type(type_)
        if isinstance(named, GraphQLInputObjectType):
            return f"{{{', '.join(self._members(named))}}}"
        if isinstance(named, GraphQLEnumType):
            return str(self.random.choice(list(named.values)))
        return self.random.choice(self.values[named.name])

    def _members(self, type_: GraphQLInputObjectType) -> list[str]:
        """Some members of an input object, the required ones among them."""
        return [
            f"{name}: {self._literal(one.type)}"
            for name, one in type_.fields.items()
            if is_non_null_type(one.type) or self.random.random() < 0.3
        ]


def ast_value(literal: str) -> Any:  # noqa: ANN401 - JSON
    """What a literal is as a variable's value."""
    node = parse(f"{{ f(a: {literal}) }}").definitions[0].selection_set.selections[0].arguments[0].value  # type: ignore[attr-defined]  # of this form
    return _plain(node)


def _plain(node: ast.ValueNode) -> Any:  # noqa: ANN401 - JSON
    if isinstance(node, ast.ListValueNode):
        return [_plain(item) for item in node.values]
    if isinstance(node, ast.ObjectValueNode):
        return {field.name.value: _plain(field.value) for field in node.fields}
    if isinstance(node, ast.IntValueNode):
        return int(node.value)
    if isinstance(node, ast.FloatValueNode):
        return float(node.value)
    return None if isinstance(node, ast.NullValueNode) else node.value  # type: ignore[attr-defined]  # the others have it
