from datetime import UTC, datetime, timedelta

from bot.heartbeat import Rate

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def test_a_rate_is_what_came_within_the_last_minute() -> None:
    rate = Rate()
    assert rate.per_minute(NOW, 1000) == 0
    assert rate.per_minute(NOW + timedelta(seconds=30), 1010) == 10
    assert rate.per_minute(NOW + timedelta(seconds=60), 1030) == 30
    assert rate.per_minute(NOW + timedelta(seconds=90), 1031) == 21
    assert rate.per_minute(NOW + timedelta(minutes=10), 1031) == 0
