"""What breaks the clients of a released contract without having been announced."""

from collections.abc import Iterator
from pathlib import Path

from graphql import (
    BreakingChangeType,
    DirectiveNode,
    DocumentNode,
    GraphQLSchema,
    Node,
    Visitor,
    VisitorAction,
    build_ast_schema,
    find_schema_changes,
    parse,
    visit,
)
from graphql.language import REMOVE

from synapse.api.schema import CONTRACT

RELEASED = CONTRACT / "released"
"""One file for each release, named by its version."""


def last_release() -> Path:
    """The newest release's contract."""
    return max(RELEASED.glob("*.graphql"), key=lambda file: version_of(file.stem))


def version_of(text: str) -> tuple[int, ...]:
    """A version such as 0.1.0 as numbers that can be compared."""
    return tuple(int(part) for part in text.split("."))


def unannounced(released: str, now: GraphQLSchema) -> Iterator[str]:
    """The breaking changes between a released contract and the present one that no ``@deprecated`` announced.

    What a release deprecated may go or change, and with it the types that nothing else refers to.
    """
    for change in find_schema_changes(_without_deprecated(parse(released)), now):
        if isinstance(change.type, BreakingChangeType):
            yield change.description


class _Deprecated(Visitor):
    """Drops fields, arguments, input fields and enum values that are deprecated."""

    def enter(self, node: Node, *_: object) -> VisitorAction:
        directives: tuple[DirectiveNode, ...] = getattr(node, "directives", None) or ()
        return REMOVE if any(each.name.value == "deprecated" for each in directives) else None


def _without_deprecated(document: DocumentNode) -> GraphQLSchema:
    whole = build_ast_schema(document)
    kept = build_ast_schema(visit(document, _Deprecated()), assume_valid=True)
    lost = reached(whole) - reached(kept)
    definitions = [
        node
        for node in visit(document, _Deprecated()).definitions
        if getattr(getattr(node, "name", None), "value", None) not in lost
    ]
    return build_ast_schema(DocumentNode(definitions=tuple(definitions)), assume_valid=True)


def reached(schema: GraphQLSchema) -> set[str]:
    """The names of the types that the roots lead to."""
    whole = GraphQLSchema(schema.query_type, schema.mutation_type, schema.subscription_type, assume_valid=True)
    return set(whole.type_map)
