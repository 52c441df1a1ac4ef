"""Days as people live them: from midnight to midnight in the guild's time zone."""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

_QUARTER_SECONDS = 900
_MICRO = 1_000_000


def day_around(at: int, time_zone: str) -> tuple[int, int]:
    """The first moment of the local day that holds ``at``, and that of the next day, in microseconds."""
    return _day_of_quarter(at // (_QUARTER_SECONDS * _MICRO), time_zone)


@lru_cache(maxsize=4096)
def _day_of_quarter(quarter: int, time_zone: str) -> tuple[int, int]:
    zone = ZoneInfo(time_zone)
    day = datetime.fromtimestamp(quarter * _QUARTER_SECONDS, UTC).astimezone(zone).date()
    return _midnight(day, zone), _midnight(day + timedelta(days=1), zone)


def _midnight(day: date, zone: ZoneInfo) -> int:
    return int(datetime.combine(day, time(), zone).timestamp()) * _MICRO
