"""Bounds on documents that are checked before validation, whose own cost they bound.

Depth and size are those of the document with its fragments spread out, so that fragments cannot hide them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graphql import (
    DefinitionNode,
    DocumentNode,
    ExecutableDefinitionNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
)

from synapse.errors import Invalid

BODY_BYTES = 100_000
DOCUMENT = 20_000
"""Characters of a document. Reading them one by one takes longest where they form few tokens."""
TOKENS = 2_000
COMMENTS = 200
DEPTH = 16
FIELDS = 1_000
ALIASES = 30
DIRECTIVES = 30
SPREADS = 50
OPERATIONS = 10
REPEATS = 30
"""Fields that are selected again beside themselves; validation compares each with each."""
ENTRIES = 250
"""The most entries of any list in an argument or a variable."""
VALUES = 5_000
"""The most values in all variables together."""
ERRORS = 10
"""The most validation errors that are told of one document."""
COST = 10_000
"""The most points that one operation may cost."""
PAGE = 100
"""What a connection is billed for that neither says a size nor has a default known here; no page is larger."""
LIST = 10
"""What a list without any size is billed for before it is known."""
UNSTATED = {
    "Member.rewards": 20,
    "Guild.leaderboard": 25,
    "Guild.feed": 20,
    "Guild.auditLog": 25,
    "Guild.quests": 25,
    "Guild.questHandIns": 25,
    "Guild.shopPurchases": 25,
    "Guild.weeklyWinners": 10,
    "Webhook.deliveries": 20,
}
"""Connections' sizes when neither `first` nor `last` is given, where the contract states them in words."""
DEAR = {"Member.recap": 100}
"""What one object costs that is read by statements of its own, so that no list of members asks for many of them."""
SECONDS = 10.0
"""The longest that an operation may take."""
CHANGES = 30
"""Changes that an admin may make in a minute."""


@dataclass(slots=True)
class _Measure:
    """What a document's own text holds, and its fragments by name with what they amount to."""

    fragments: dict[str, FragmentDefinitionNode]
    known: dict[str, tuple[int, int]]
    aliases: int = 0
    directives: int = 0
    spreads: int = 0
    repeats: int = 0

    def selections(self, selections: SelectionSetNode | None) -> tuple[int, int]:
        """Depth and number of fields of a selection set, fragments spread out."""
        depth = fields = 0
        self.repeats += _repeats(selections)
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
                self.spreads += 1
                yield self.fragment(node.name.value)

    def fragment(self, name: str) -> tuple[int, int]:
        """Depth and number of fields of a fragment."""
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
    depth = fields = operations = 0
    for node in document.definitions:
        measure.directives += _directives(node)
        if isinstance(node, OperationDefinitionNode):
            operations += 1
            operation_depth, operation_fields = measure.selections(node.selection_set)
            depth, fields = max(depth, operation_depth), fields + operation_fields
    for name in fragments:
        # Validation reads those too that no operation uses.
        measure.fragment(name)
    for what, found, most in (
        ("levels deep", depth, DEPTH),
        ("fields", fields, FIELDS),
        ("aliases", measure.aliases, ALIASES),
        ("directives", measure.directives, DIRECTIVES),
        ("fragment spreads", measure.spreads, SPREADS),
        ("operations", operations, OPERATIONS),
        ("fields that are selected twice", measure.repeats, REPEATS),
    ):
        if found > most:
            raise Invalid(f"The document has more than {most} {what}. Ask for less at once, in several requests.")


def check_variables(variables: Mapping[str, object]) -> None:
    """Refuse variables that hold too much; the limits on documents do not reach them.

    Raises:
        Invalid: A list is too long, or there are too many values.
    """
    values = 0
    waiting: list[object] = [variables]
    while waiting:
        value = waiting.pop()
        inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        if isinstance(value, list) and len(value) > ENTRIES:
            raise Invalid(f"A list in `variables` has more than {ENTRIES} entries.", path=("variables",))
        values += len(inner)
        if values > VALUES:
            raise Invalid(f"`variables` hold more than {VALUES} values.", path=("variables",))
        waiting.extend(each for each in inner if isinstance(each, dict | list))


def _directives(node: DefinitionNode) -> int:
    """Directives of a definition and of its variables; those within selections are counted elsewhere."""
    variables = (
        (getattr(node, "variable_definitions", None) or ()) if isinstance(node, ExecutableDefinitionNode) else ()
    )
    return len(getattr(node, "directives", None) or ()) + sum(len(each.directives or ()) for each in variables)


def _repeats(selections: SelectionSetNode | None) -> int:
    """How many fields stand beside one with the same name in the answer, inline fragments opened."""
    names: set[str] = set()
    fields = 0
    waiting = list(selections.selections) if selections else []
    while waiting:
        node = waiting.pop()
        if isinstance(node, FieldNode):
            fields += 1
            names.add((node.alias or node.name).value)
        elif isinstance(node, InlineFragmentNode):
            waiting.extend(node.selection_set.selections)
    return fields - len(names)
