"""What a person can mend in a mutation's input, and what all payloads share."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import field
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, cast

import strawberry
from strawberry.utils.str_converters import to_camel_case

from synapse.errors import Conflict, Invalid, NotFound
from synapse.services import changes
from synapse.services.changes import Recorded
from synapse.services.versions import Outdated

if TYPE_CHECKING:
    from synapse.api.types.audit import AuditEntry


class ProblemCode(StrEnum):
    """The kinds of problem; named like the errors that they are made of."""

    BAD_USER_INPUT = Invalid.code
    CONFLICT = Conflict.code
    NOT_FOUND = NotFound.code


strawberry.enum(ProblemCode)


@strawberry.type
class Problem:
    """Something in the input that the person who asked can mend."""

    code: ProblemCode
    message: str
    path: list[str]
    meanwhile: list[Annotated["AuditEntry", strawberry.lazy("synapse.api.types.audit")]]


@strawberry.type
class Payload:
    """What every mutation answers with."""

    problems: list[Problem] = strawberry.field(default_factory=list)
    client_mutation_id: str | None = None
    recorded: strawberry.Private[list[Recorded]] = field(default_factory=list)


@contextmanager
def mendable(payload: Payload) -> Iterator[None]:
    """What the block raises and a person can mend becomes a problem of the payload; what it changes is noted there."""
    try:
        with changes.noting(payload.recorded):
            yield
    except (Invalid, Conflict, NotFound) as error:
        others = error.others if isinstance(error, Invalid) else ()
        payload.problems.extend(_problem(each) for each in (error, *others))


def _problem(error: Invalid | Conflict | NotFound) -> Problem:
    """An error as a problem; services write the input's fields as Python does."""
    head, *rest = error.path or ("",)
    path = [to_camel_case(head), *rest] if head else []
    meanwhile = error.meanwhile if isinstance(error, Outdated) else ()
    # The service's values stand for the type.
    told = cast("list[AuditEntry]", list(meanwhile))
    return Problem(code=ProblemCode(error.code), message=error.message, path=path, meanwhile=told)
