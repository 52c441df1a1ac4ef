import hashlib
from collections.abc import Callable
from dataclasses import dataclass

GLOBAL_PER_SECOND = 50
# Discord does not publish its limits; these are what its answers have been seen to say.
_DEFAULT = (10, 1.0)
LIMITS: dict[tuple[str, str], tuple[int, float]] = {
    ("POST", "/channels/{channel_id}/messages"): (5, 5.0),
    ("PATCH", "/channels/{channel_id}/messages/{message_id}"): (5, 5.0),
    ("DELETE", "/channels/{channel_id}/messages/{message_id}"): (5, 1.0),
    ("GET", "/channels/{channel_id}/messages"): (10, 5.0),
    ("PUT", "/channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}/@me"): (1, 0.25),
    ("PUT", "/guilds/{guild_id}/members/{user_id}/roles/{role_id}"): (10, 10.0),
    ("DELETE", "/guilds/{guild_id}/members/{user_id}/roles/{role_id}"): (10, 10.0),
    ("PATCH", "/guilds/{guild_id}/members/{user_id}"): (10, 10.0),
    ("GET", "/guilds/{guild_id}/members"): (10, 10.0),
    ("POST", "/webhooks/{webhook_id}/{webhook_token}"): (5, 2.0),
    ("PATCH", "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}"): (5, 2.0),
    ("GET", "/gateway/bot"): (2, 5.0),
    ("GET", "/users/@me"): (30, 30.0),
}
"""How many calls in how many seconds, by method and route."""
_EXEMPT = "/interactions/"


@dataclass(slots=True)
class Bucket:
    """How much of a limit is left until it resets."""

    name: str
    limit: int
    window: float
    remaining: int
    resets_at: float

    def headers(self, now: float) -> dict[str, str]:
        """The headers every answer of the bucket carries."""
        return {
            "X-RateLimit-Limit": str(self.limit),
            "X-RateLimit-Remaining": str(self.remaining),
            "X-RateLimit-Reset": f"{self.resets_at:.3f}",
            "X-RateLimit-Reset-After": f"{max(0.0, self.resets_at - now):.3f}",
            "X-RateLimit-Bucket": self.name,
        }


@dataclass(slots=True, frozen=True)
class Verdict:
    """Whether a call may pass; if not, after how many seconds it may be tried again."""

    bucket: Bucket | None
    allowed: bool = True
    retry_after: float = 0.0
    is_global: bool = False


class RateLimits:
    """Per-route buckets by major parameter, and the global limit."""

    def __init__(self, clock: Callable[[], float], *, enabled: bool) -> None:
        self._clock = clock
        self.enabled = enabled
        self.refused = 0
        """How many calls were answered 429, by limits and by faults."""
        self._buckets: dict[tuple[str, str, str], Bucket] = {}
        self.overall = Bucket("global", GLOBAL_PER_SECOND, 1.0, GLOBAL_PER_SECOND, 0.0)

    def take(self, method: str, route: str, major: str) -> Verdict:
        """Count a call against its bucket and the global limit."""
        now = self._clock()
        if route.startswith(_EXEMPT):
            return Verdict(None)
        bucket = self._bucket(method, route, major, now)
        if not self.enabled:
            bucket.remaining = bucket.limit - 1
            return Verdict(bucket)
        if not route.startswith("/webhooks/") and not self._spend(self.overall, now):
            return self._refuse(self.overall, now, is_global=True)
        if not self._spend(bucket, now):
            return self._refuse(bucket, now, is_global=False)
        return Verdict(bucket)

    def _bucket(self, method: str, route: str, major: str, now: float) -> Bucket:
        key = (method, route, major)
        if key not in self._buckets:
            limit, window = LIMITS.get((method, route), _DEFAULT)
            name = hashlib.sha256(f"{method} {route}".encode()).hexdigest()[:32]
            self._buckets[key] = Bucket(name, limit, window, limit, now + window)
        return self._buckets[key]

    def _spend(self, bucket: Bucket, now: float) -> bool:
        if now >= bucket.resets_at:
            bucket.remaining = bucket.limit
            bucket.resets_at = now + bucket.window
        if bucket.remaining <= 0:
            return False
        bucket.remaining -= 1
        return True

    def _refuse(self, bucket: Bucket, now: float, *, is_global: bool) -> Verdict:
        retry_after = max(0.001, bucket.resets_at - now)
        return Verdict(bucket, allowed=False, retry_after=retry_after, is_global=is_global)
