"""Weeks as people live them: from Monday to Sunday in the guild's time zone. A week is called by its Monday."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

WEEK = timedelta(days=7)
SETTLED = timedelta(minutes=15)
"""How long after its end a week is taken as it is: until then what happened in it may still be on its way."""

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def week_of(day: date) -> date:
    """The Monday of the week that a day is in."""
    return day - timedelta(days=day.weekday())


def running(now: datetime, time_zone: str) -> date:
    """The week that is running."""
    return week_of(now.astimezone(ZoneInfo(time_zone)).date())


def last_day(week: date) -> date:
    """The Sunday of a week."""
    return week + timedelta(days=6)


def bounds(week: date, time_zone: str) -> tuple[datetime, datetime]:
    """When a week begins, and when the next one does."""
    return moment(week, 0, 0, time_zone), moment(week + WEEK, 0, 0, time_zone)


def moment(week: date, day: int, hour: int, time_zone: str) -> datetime:
    """A full hour on a day of a week; ``day`` is 0 for Monday."""
    local = datetime.combine(week + timedelta(days=day), time(hour), ZoneInfo(time_zone))
    return local.astimezone(UTC)


def to_close(now: datetime, time_zone: str) -> date:
    """The newest week that is over and settled."""
    return running(now - SETTLED, time_zone) - WEEK
