"""How a field's value is reached: by an attribute, by a plain function, or by a resolver in the general way."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias, TypeVar

from graphql import GraphQLField
from strawberry.types.field import StrawberryField

MANY = "many"
"""The key of a field's metadata for a resolver of many parents at once."""

Many: TypeAlias = Callable[[Any, Sequence[Any]], Awaitable[Sequence[Any]]]
"""Takes the context and the parents, gives the field's values in the same order."""


F = TypeVar("F", bound=Callable[..., bool])


def by_class(predicate: F) -> F:
    """Mark an ``is_type_of`` that looks at nothing but a value's class, so that it is asked once for each class."""
    predicate.by_class = True  # type: ignore[attr-defined] # functions take attributes
    return predicate


@dataclass(frozen=True, slots=True)
class Access:
    """How a field's value is reached.

    Attributes:
        attribute: The attribute of the parent's value that it is, empty when a resolver gives it.
        direct: A resolver that takes nothing but the parent's value, by its parameter's name.
        later: Whether the resolver may take time.
        many: Resolves the field of many parents at once.
    """

    attribute: str = ""
    direct: tuple[object, str] | None = None
    later: bool = True
    many: Many | None = None

    @property
    def takes_path(self) -> bool:
        """Whether the resolver is told where it is called."""
        return self.later or not (self.attribute or self.direct)


def of(definition: GraphQLField, name: str) -> Access:
    """How a field's value is reached; whatever is not one of Strawberry's own resolvers may take time."""
    if name == "__typename":
        return Access(later=False)
    declared = definition.extensions.get("strawberry-definition")
    if not isinstance(declared, StrawberryField) or not hasattr(definition.resolve, "_is_default"):
        return Access()
    if declared.is_basic_field:
        return Access(attribute=declared.python_name, later=False) if declared.default_resolver is getattr else Access()
    resolver = declared.base_resolver
    plain = resolver is not None and not declared.extensions and not definition.args
    if declared.is_async or resolver is None:
        return Access(many=declared.metadata.get(MANY) if plain else None)
    parent, others = resolver.parent_parameter, (resolver.info_parameter, resolver.self_parameter)
    if plain and parent is not None and not any(others) and resolver.root_parameter is None:
        return Access(direct=(resolver.wrapped_func, parent.name), later=False)
    return Access(later=False)
