"""Bounds on documents that are checked before validation, whose own cost they bound.

Depth and size are those of the document with its fragments spread out, so that fragments cannot hide them.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
)

from synapse.errors import Invalid

BODY_BYTES = 100_000
TOKENS = 2_000
COMMENTS = 200
DEPTH = 16
FIELDS = 1_000
ALIASES = 30
DIRECTIVES = 30
ERRORS = 10
"""The most validation errors that are told of one document."""


@dataclass(slots=True)
class _Measure:
    """What a document's own text holds, and its fragments by name with what they amount to."""

    fragments: dict[str, FragmentDefinitionNode]
    known: dict[str, tuple[int, int]]
    aliases: int = 0
    directives: int = 0

    def selections(self, selections: SelectionSetNode | None) -> tuple[int, int]:
        """Depth and number of fields of a selection set, fragments spread out."""
        depth = fields = 0
        for inner_depth, inner_fields in self._each(selections):
            depth = max(depth, inner_depth)
            fields += inner_fields
            if depth > DEPTH or fields > FIELDS:
                break
        return depth, fields

    def _each(self, selections: SelectionSetNode | None) -> Iterator[tuple[int, int]]:
        for node in selections.selections if selections else ():
            self.directives += len(node.directives or ())
            if isinstance(node, FieldNode):
                self.aliases += node.alias is not None
                depth, fields = self.selections(node.selection_set)
                yield depth + 1, fields + 1
            elif isinstance(node, InlineFragmentNode):
                yield self.selections(node.selection_set)
            elif isinstance(node, FragmentSpreadNode):
                yield self._fragment(node.name.value)

    def _fragment(self, name: str) -> tuple[int, int]:
        if name not in self.known:
            # A fragment within itself counts as nothing here: validation refuses it.
            self.known[name] = (0, 0)
            if fragment := self.fragments.get(name):
                self.known[name] = self.selections(fragment.selection_set)
        return self.known[name]


def check(document: DocumentNode) -> None:
    """Refuse a document that is too deep or too large.

    Raises:
        Invalid: Says which bound was passed.
    """
    fragments = {node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)}
    measure = _Measure(fragments, {})
    depth = fields = 0
    for node in document.definitions:
        if isinstance(node, OperationDefinitionNode):
            measure.directives += len(node.directives or ())
            operation_depth, operation_fields = measure.selections(node.selection_set)
            depth, fields = max(depth, operation_depth), fields + operation_fields
    for what, found, most in (
        ("levels deep", depth, DEPTH),
        ("fields", fields, FIELDS),
        ("aliases", measure.aliases, ALIASES),
        ("directives", measure.directives, DIRECTIVES),
    ):
        if found > most:
            raise Invalid(f"The document has more than {most} {what}. Ask for less at once, in several requests.")
