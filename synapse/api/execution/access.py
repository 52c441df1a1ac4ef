"""How a field's value is reached: by an attribute, by a plain function, or by a resolver in the general way."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias, TypeVar

from graphql import GraphQLField
from strawberry.schema import schema_converter
from strawberry.types.field import StrawberryField
from strawberry.types.fields.resolver import StrawberryResolver

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
class Own:
    """A resolver that can be called without Strawberry's wrapping.

    Attributes:
        declared: The field that it is declared with.
        call: The function.
        parent: The name of the parameter for the parent's value, empty when it takes none.
        info: The name of the parameter for the info, empty when it takes none.
    """

    declared: StrawberryField
    call: Callable[..., Any]
    parent: str
    info: str


@dataclass(frozen=True, slots=True)
class Access:
    """How a field's value is reached.

    Attributes:
        attribute: The attribute of the parent's value that it is, empty when a resolver gives it.
        direct: A resolver that takes nothing but the parent's value, by its parameter's name.
        later: Whether the resolver may take time.
        many: Resolves the field of many parents at once.
        own: The resolver, where it can be called without Strawberry's wrapping.
    """

    attribute: str = ""
    direct: tuple[object, str] | None = None
    later: bool = True
    many: Many | None = None
    own: Own | None = None

    @property
    def takes_path(self) -> bool:
        """Whether the resolver is told where it is called; one of many parents has no such place."""
        return self.many is None and (self.later or not (self.attribute or self.direct))


def of(definition: GraphQLField, name: str) -> Access:
    """How a field's value is reached; whatever is not one of Strawberry's own resolvers may take time."""
    if name == "__typename":
        return Access(later=False)
    declared = definition.extensions.get("strawberry-definition")
    if not isinstance(declared, StrawberryField) or not hasattr(definition.resolve, "_is_default"):
        return Access()
    if declared.base_resolver is not None:
        return _of_resolver(definition, declared, declared.base_resolver)
    if declared.is_basic_field and declared.default_resolver is getattr:
        return Access(attribute=declared.python_name, later=False)
    return Access()


def _of_resolver(definition: GraphQLField, declared: StrawberryField, resolver: StrawberryResolver[Any]) -> Access:
    parent, root = resolver.parent_parameter, resolver.root_parameter
    # A parent that is called ``root`` is found under both names.
    one = root is None or (parent is not None and parent.name == root.name)
    simple = not declared.extensions and resolver.self_parameter is None and one
    wrapped = getattr(definition.resolve, "__module__", "") == schema_converter.__name__
    own = _own(declared, resolver) if simple and wrapped else None
    if declared.is_async:
        return Access(many=declared.metadata.get(MANY) if simple and not definition.args else None, own=own)
    if simple and parent is not None and resolver.info_parameter is None and not definition.args:
        return Access(direct=(resolver.wrapped_func, parent.name), later=False)
    return Access(later=False, own=own)


def _own(declared: StrawberryField, resolver: StrawberryResolver[Any]) -> Own:
    parent, info = resolver.parent_parameter, resolver.info_parameter
    function: Callable[..., Any] = resolver.wrapped_func  # type: ignore[assignment] # a descriptor is bound by now
    return Own(declared, function, parent.name if parent else "", info.name if info else "")
