"""Errors as callers see them: what they can mend in plain words, everything else behind a reference."""

from collections.abc import Iterable
from typing import Any

import structlog
from graphql import GraphQLError

from synapse.errors import Invalid, Misconfigured, RateLimited, SynapseError
from synapse.log import new_reference

log = structlog.get_logger(__name__)

_LONGEST = 400
_OF_ARGUMENTS = ("Argument ", "Variable ", "Invalid argument", "Invalid value")


def told(errors: Iterable[GraphQLError]) -> list[dict[str, Any]]:
    """The errors of an answer."""
    return [_told(error) for error in errors]


def told_of(error: SynapseError) -> dict[str, Any]:
    """An error that concerns the request as a whole."""
    return {"message": error.message, "extensions": _extensions(error)}


def told_of_unexpected(error: BaseException) -> dict[str, Any]:
    """An error that nobody foresaw and that concerns the request as a whole: logged, and told by reference."""
    return _masked(error, None)


def _told(error: GraphQLError) -> dict[str, Any]:
    cause = _cause(error)
    if isinstance(cause, SynapseError) and not isinstance(cause, Misconfigured):
        shown: dict[str, Any] = {"message": cause.message, "extensions": _extensions(cause)}
    elif cause is None and (error.path is None or error.message.startswith(_OF_ARGUMENTS)):
        shown = {"message": _short(error.message), "extensions": {"code": Invalid.code}}
    else:
        shown = _masked(cause or error, error.path)
    if error.locations:
        shown["locations"] = [location.formatted for location in error.locations]
    if error.path is not None:
        shown["path"] = list(error.path)
    return shown


def _cause(error: GraphQLError) -> BaseException | None:
    """What lies behind an error, None when GraphQL itself raised it."""
    cause: BaseException | None = error
    while isinstance(cause, GraphQLError):
        cause = cause.original_error
    return cause


def _extensions(error: SynapseError) -> dict[str, Any]:
    extensions: dict[str, Any] = {"code": error.code}
    if error.path:
        extensions["argument"] = ".".join(error.path)
    if isinstance(error, RateLimited):
        extensions["retryAfter"] = error.retry_after
    return extensions


def _masked(cause: BaseException, path: Iterable[str | int] | None) -> dict[str, Any]:
    reference = new_reference()
    where = ".".join(str(part) for part in path) if path else None
    log.error("api.failed", reference=reference, path=where, error=type(cause).__name__, exc_info=cause)
    message = f"Something went wrong on our side. If it stays so, tell the people who run this, with {reference}."
    return {"message": message, "extensions": {"code": SynapseError.code, "reference": reference}}


def _short(message: str) -> str:
    """GraphQL's own messages repeat what was sent, which may be long."""
    return message if len(message) <= _LONGEST else message[:_LONGEST] + "..."
