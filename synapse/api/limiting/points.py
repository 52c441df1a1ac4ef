"""Points: each caller has a bucket of them that refills, and each operation takes some out."""

import ipaddress
import math
from collections import OrderedDict
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

from starlette.types import Scope

from synapse.errors import RateLimited
from synapse.runtime import Clock
from synapse.services.credentials import Caller

_SUBNET = 64
"""Bits of an IPv6 address that belong to one connection to the internet."""


@dataclass(frozen=True, slots=True)
class Allowance:
    """What each caller may use.

    Attributes:
        points: How many points a full bucket holds.
        seconds: How long an empty bucket takes to be full again.
        callers: For how many callers buckets are kept; the one unused for longest is forgotten first.
    """

    points: int = 50_000
    seconds: float = 60.0
    callers: int = 50_000


@dataclass(slots=True)
class Charge:
    """What one operation took from its caller's bucket.

    Attributes:
        requested: The cost that was estimated before execution.
        actual: The cost of what was returned; until then the estimate.
        limit: What a full bucket holds.
        remaining: What was left in it.
        reset: When it will be full again, if nothing more is asked, in whole seconds since 1970.
    """

    requested: int
    actual: int
    limit: int
    remaining: int
    reset: int

    @property
    def reset_at(self) -> datetime:
        """The moment of ``reset``."""
        return datetime.fromtimestamp(self.reset, UTC)

    def told(self) -> dict[str, int | str]:
        """As ``extensions.cost``."""
        return {
            "requested": self.requested,
            "actual": self.actual,
            "limit": self.limit,
            "remaining": self.remaining,
            "resetAt": _written(self.reset),
        }

    def headers(self) -> list[tuple[bytes, bytes]]:
        """As headers of a response."""
        return [
            (b"x-ratelimit-cost", b"%d" % self.actual),
            (b"x-ratelimit-limit", b"%d" % self.limit),
            (b"x-ratelimit-remaining", b"%d" % self.remaining),
            (b"x-ratelimit-reset", b"%d" % self.reset),
        ]


@dataclass(slots=True)
class _Bucket:
    points: float
    at: datetime


class Points:
    """The buckets of all callers of this process."""

    def __init__(self, allowance: Allowance, clock: Clock) -> None:
        self._allowance = allowance
        self._clock = clock
        self._per_second = allowance.points / allowance.seconds
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()

    def charge(self, caller: str, cost: int) -> Charge:
        """Take an operation's estimated cost out of its caller's bucket.

        Raises:
            RateLimited: There is not enough in it.
        """
        bucket = self._bucket(caller)
        if cost > bucket.points:
            raise RateLimited(
                f"This costs {cost} points, and {int(bucket.points)} of {self._allowance.points} are left. "
                "Wait as long as `retryAfter` says, in seconds, or ask for less.",
                retry_after=max(1, math.ceil((cost - bucket.points) / self._per_second)),
            )
        bucket.points -= cost
        return self._told(bucket, cost, cost)

    def settle(self, caller: str, charge: Charge, actual: int) -> Charge:
        """Give back what was not used; more than the estimate is never taken."""
        bucket = self._bucket(caller)
        used = min(actual, charge.requested)
        bucket.points = min(self._allowance.points, bucket.points + charge.requested - used)
        return self._told(bucket, charge.requested, used)

    def _bucket(self, caller: str) -> _Bucket:
        now = self._clock()
        bucket = self._buckets.get(caller)
        if bucket is None:
            bucket = self._buckets[caller] = _Bucket(self._allowance.points, now)
            if len(self._buckets) > self._allowance.callers:
                self._buckets.popitem(last=False)
        else:
            passed = max(0.0, (now - bucket.at).total_seconds())
            bucket.points = min(self._allowance.points, bucket.points + passed * self._per_second)
            bucket.at = now
            self._buckets.move_to_end(caller)
        return bucket

    def _told(self, bucket: _Bucket, requested: int, actual: int) -> Charge:
        missing = (self._allowance.points - bucket.points) / self._per_second
        reset = math.ceil(bucket.at.timestamp() + missing)
        return Charge(requested, actual, self._allowance.points, int(bucket.points), reset)


@lru_cache(maxsize=256)
def _written(second: int) -> str:
    """A moment as RFC 3339 has it."""
    return datetime.fromtimestamp(second, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def payer_of(caller: Caller | None, scope: Scope) -> str:
    """Whose points a request takes: the person's, whatever they came in with, else the address's."""
    return f"user:{caller.user_id}" if caller else anonymous(scope)


def anonymous(scope: Scope) -> str:
    """The caller that a connection stands for as long as nobody says who they are: its address."""
    return _source(scope)[1]


def address_of(scope: Scope) -> str | None:
    """The network address that a connection comes from, None where it is not known."""
    return _source(scope)[0]


def _source(scope: Scope) -> tuple[str | None, str]:
    return _read((scope.get("client") or ("",))[0])


@lru_cache(maxsize=1024)
def _read(client: str) -> tuple[str | None, str]:
    """An address, None when it is none, and who it stands for; an IPv4 address in IPv6's form is one of IPv4."""
    try:
        found = ipaddress.ip_address(client)
    except ValueError:
        return None, "address:unknown"
    address = getattr(found, "ipv4_mapped", None) or found
    if address.version == 6:  # noqa: PLR2004 - IPv6
        return str(address), f"address:{ipaddress.ip_network((address, _SUBNET), strict=False)}"
    return str(address), f"address:{address}"
