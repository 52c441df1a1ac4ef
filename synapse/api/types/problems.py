"""What a person can mend in a mutation's input, and what all payloads share."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum

import strawberry

from synapse.errors import Conflict, Invalid, NotFound


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


@strawberry.type
class Payload:
    """What every mutation answers with."""

    problems: list[Problem] = strawberry.field(default_factory=list)
    client_mutation_id: str | None = None


@contextmanager
def mendable(payload: Payload) -> Iterator[None]:
    """What the block raises and a person can mend becomes a problem of the payload."""
    try:
        yield
    except (Invalid, Conflict, NotFound) as error:
        payload.problems.append(Problem(code=ProblemCode(error.code), message=error.message, path=list(error.path)))
