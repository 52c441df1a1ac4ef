"""What all connections and all fetchable objects share."""

from collections.abc import Callable
from typing import Any

import strawberry

from synapse.api.execution.access import MANY, Many


def resolved(resolver: Callable[..., Any], *, many: Many | None = None) -> Any:  # noqa: ANN401 - the field's own annotation is its type
    """A field that a function resolves: to the service's value that stands for the annotated type.

    Args:
        resolver: Resolves the field of one parent.
        many: Does the same for many parents at once, for a field without arguments that lists ask for.
    """
    return strawberry.field(resolver=resolver, metadata={MANY: many} if many else None)


def followed(resolver: Callable[..., Any]) -> Any:  # noqa: ANN401 - as above
    """A subscription field, likewise."""
    return strawberry.subscription(resolver=resolver)


def changed(resolver: Callable[..., Any]) -> Any:  # noqa: ANN401 - as above
    """A mutation field, likewise."""
    return strawberry.mutation(resolver=resolver)


@strawberry.interface
class Node:
    """An object with a global id."""

    id: strawberry.ID


@strawberry.type
class PageInfo:
    """Where a page stands; the value is ``paging.PageInfo``."""

    has_next_page: bool
    has_previous_page: bool
    start_cursor: str | None
    end_cursor: str | None
