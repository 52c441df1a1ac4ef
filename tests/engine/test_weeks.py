from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from synapse.engine import weeks

ZONES = st.sampled_from(["UTC", "Europe/Berlin", "Asia/Kolkata", "Pacific/Auckland", "America/St_Johns"])
MOMENTS = st.integers(1_577_836_800, 2_051_222_400).map(lambda at: datetime.fromtimestamp(at, UTC))


@given(MOMENTS, ZONES)
def test_every_moment_lies_in_its_week_and_in_no_other(now: datetime, zone: str) -> None:
    week = weeks.running(now, zone)
    begins, ends = weeks.bounds(week, zone)
    assert begins <= now < ends
    assert weeks.bounds(week + weeks.WEEK, zone)[0] == ends
    assert week.weekday() == 0
    assert weeks.last_day(week).weekday() == 6


@given(MOMENTS, ZONES)
def test_the_week_to_close_is_over_and_settled_and_the_newest_such(now: datetime, zone: str) -> None:
    week = weeks.to_close(now, zone)
    ends = weeks.bounds(week, zone)[1]
    assert ends + weeks.SETTLED <= now
    assert now < weeks.bounds(week + weeks.WEEK, zone)[1] + weeks.SETTLED


def test_a_week_in_which_the_clocks_change_has_another_length() -> None:
    begins, ends = weeks.bounds(date(2026, 3, 23), "Europe/Berlin")
    assert ends - begins == timedelta(days=7) - timedelta(hours=1)
    assert weeks.moment(date(2026, 3, 23), 6, 9, "Europe/Berlin") == datetime(2026, 3, 29, 7, tzinfo=UTC)
