"""Documents, parsed and validated once: a document that comes again costs a look-up."""

import hashlib
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import orjson
from graphql import (
    DocumentNode,
    GraphQLError,
    GraphQLSchema,
    OperationDefinitionNode,
    OperationType,
    parse,
    specified_rules,
    validate,
)

from synapse.api import limits
from synapse.api.limiting.cost import Cost, cost_of
from synapse.errors import Forbidden, Invalid, NotFound

_KEPT = 1000
_TOO_DEEP = f"The document is nested too deeply. {limits.DEPTH} levels are the most."
_PREFIX = "sha256:"


@dataclass(frozen=True, slots=True)
class Prepared:
    """A valid document, ready to be executed, and what each of its operations costs."""

    text: str
    document: DocumentNode
    operations: Mapping[str, OperationDefinitionNode]
    costs: Mapping[str, Cost]

    def operation(self, name: str | None) -> OperationDefinitionNode:
        """The operation of that name; without a name the only one.

        Raises:
            Invalid: There is none, or it is not clear which.
        """
        if name:
            if name not in self.operations:
                raise Invalid(f"The document has no operation '{name[:100]}'.", path=("operationName",))
            return self.operations[name]
        if len(self.operations) != 1:
            raise Invalid("The document has several operations. Say which in `operationName`.")
        return next(iter(self.operations.values()))

    def kind(self, name: str | None) -> OperationType:
        """Whether that operation is a query, a mutation or a subscription; raises as ``operation`` does."""
        return self.operation(name).operation

    def cost(self, name: str | None) -> Cost:
        """What that operation costs; raises as ``operation`` does."""
        node = self.operation(name)
        return self.costs[node.name.value if node.name else ""]


class Rejected(Exception):  # noqa: N818 - it is an answer, told in GraphQL's own errors
    """A document that is not valid.

    Attributes:
        errors: What is wrong with it.
    """

    def __init__(self, errors: list[GraphQLError]) -> None:
        super().__init__("the document is not valid")
        self.errors = errors


class Documents:
    """The documents that this process has seen lately, and those it knows by their hash.

    Attributes:
        hits: How often a document was ready.
        misses: How often one had to be parsed and validated.
        trusted: The texts known by their hash, by their id.
    """

    def __init__(
        self, schema: GraphQLSchema, trusted: Mapping[str, str] | None = None, *, trusted_only: bool = False
    ) -> None:
        self.hits = 0
        self.misses = 0
        self._schema = schema
        self.trusted = dict(trusted or {})
        self._trusted_only = trusted_only
        self._kept: OrderedDict[str, Prepared] = OrderedDict()

    def by_hash(self, document_id: str) -> str:
        """The text of a trusted document.

        Raises:
            NotFound: No document with this id is known here.
        """
        if (text := self.trusted.get(document_id)) is None:
            raise NotFound("No document with this `documentId` is known here. Send its text as `query`.")
        return text

    def prepare(self, text: str) -> Prepared:
        """The document, from memory if it was seen lately.

        Raises:
            Rejected: It is not valid GraphQL for this schema.
            Invalid: It is too large or too deep.
            Forbidden: It is not among the documents that are executed here.
        """
        if known := self._kept.get(text):
            self.hits += 1
            self._kept.move_to_end(text)
            return known
        if self._trusted_only and text not in self.trusted.values():
            raise Forbidden("Only known documents are executed here. Ask for one by its `documentId`.")
        self.misses += 1
        try:
            prepared = self._prepare(text)
        except RecursionError as error:
            raise Invalid(_TOO_DEEP) from error
        self._kept[text] = prepared
        if len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return prepared

    def _prepare(self, text: str) -> Prepared:
        if len(text) > limits.DOCUMENT:
            raise Invalid(f"The document has more than {limits.DOCUMENT} characters. Ask for less at once.")
        try:
            document = parse(text, max_lexical_tokens=limits.TOKENS, max_comments=limits.COMMENTS)
        except GraphQLError as error:
            raise Rejected([error]) from error
        limits.check(document)
        if errors := validate(self._schema, document, specified_rules, max_errors=limits.ERRORS, hide_suggestions=True):
            raise Rejected(errors)
        operations = [node for node in document.definitions if isinstance(node, OperationDefinitionNode)]
        by_name = {node.name.value if node.name else "": node for node in operations}
        costs = {name: cost_of(self._schema, document, node) for name, node in by_name.items()}
        return Prepared(text, document, by_name, costs)


def trusted_documents(manifest: Path) -> dict[str, str]:
    """The documents of a manifest by their id ``sha256:...``; none when there is no manifest.

    Raises:
        ValueError: A document does not have the hash that it is listed under.
    """
    if not manifest.exists():
        return {}
    documents: dict[str, str] = orjson.loads(manifest.read_bytes())
    for document_id, text in documents.items():
        if document_id != _PREFIX + hashlib.sha256(text.encode()).hexdigest():
            raise ValueError(f"{manifest} lists a document under {document_id}, which is not its hash.")
    return documents
