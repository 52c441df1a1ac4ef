"""What kind of failure stopped a batch, and so what to do about it."""

from enum import Enum, auto

import asyncpg
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from synapse.services.ingest.write import OutdatedError, RepeatedError


class Failure(Enum):
    """The kinds of failure."""

    REPEATED = auto()
    OUTDATED = auto()
    CONTENDED = auto()
    OUTAGE = auto()
    UNFIT = auto()


_OUTAGES = (
    OSError,
    TimeoutError,
    PoolTimeoutError,
    asyncpg.InterfaceError,
    asyncpg.PostgresConnectionError,
    asyncpg.OperatorInterventionError,
    asyncpg.InsufficientResourcesError,
    asyncpg.PostgresSystemError,
    asyncpg.InternalServerError,
    asyncpg.ReadOnlySQLTransactionError,
    asyncpg.InvalidAuthorizationSpecificationError,
    asyncpg.InvalidCatalogNameError,
    asyncpg.ObjectNotInPrerequisiteStateError,
)
_CONTENDED = (asyncpg.SerializationError, asyncpg.DeadlockDetectedError, asyncpg.LockNotAvailableError)


def kind_of(error: BaseException) -> Failure:
    """Sort a failure; what is no outage and no contention is the batch's own fault."""
    if isinstance(error, DBAPIError) and error.orig is not None:
        return kind_of(error.orig.__cause__ or error.orig)
    if isinstance(error, RepeatedError):
        return Failure.REPEATED
    if isinstance(error, OutdatedError):
        return Failure.OUTDATED
    if isinstance(error, _CONTENDED):
        return Failure.CONTENDED
    return Failure.OUTAGE if isinstance(error, _OUTAGES) else Failure.UNFIT
