"""Which answers are the same for everybody, and on which guilds they depend."""

from graphql import FieldNode, OperationType, StringValueNode, ValueNode, VariableNode

from synapse.api.documents import Prepared
from synapse.api.operations import Request

_PERSONAL = frozenset({"viewer", "rateLimit"})
"""Fields of the query root whose value depends on who asks."""
_GUILD = "guild"


def is_public(prepared: Prepared, request: Request) -> bool:
    """Whether everybody who is not signed in gets the same answer."""
    operation = prepared.operation(request.operation_name)
    roots = prepared.cost(request.operation_name).roots
    return operation.operation is OperationType.QUERY and not any(node.name.value in _PERSONAL for node in roots)


def guilds_of(prepared: Prepared, request: Request) -> frozenset[int] | None:
    """The guilds on which an answer depends; None when it may be any."""
    found = [_guild(node, request) for node in prepared.cost(request.operation_name).roots]
    known = frozenset(guild_id for guild_id in found if guild_id is not None)
    return known if known and None not in found else None


def _guild(node: FieldNode, request: Request) -> int | None:
    if node.name.value != _GUILD or not node.arguments:
        return None
    value: ValueNode = node.arguments[0].value
    given = request.variables.get(value.name.value) if isinstance(value, VariableNode) else None
    text = value.value if isinstance(value, StringValueNode) else given
    return int(text) if isinstance(text, str) and text.isdecimal() else None
