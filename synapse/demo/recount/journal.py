"""Comparing journal, members' counters and hourly rollups with what must be in them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from synapse.demo.recount.expected import COUNTERS, MESSAGE, VOICE, Event

Row = Mapping[str, Any]
"""A row of the database by column names."""

HOUR_MS = 3_600_000
RECOUNTED = frozenset(COUNTERS)
"""The kinds that can be recounted to the unit; voice has bounds of its own."""


def journal_differences(expected: Mapping[str, Event], rows: Iterable[Row]) -> Iterator[str]:
    """What the journal lacks, has too much, twice or wrong.

    Args:
        expected: What must be there, by identity.
        rows: Columns event_key, kind, user_id, channel_id, parent_id and occurred_at; other kinds are ignored.

    Yields:
        A sentence for each difference.
    """
    seen: Counter[str] = Counter()
    for row in rows:
        if row["kind"] not in RECOUNTED:
            continue
        key = row["event_key"]
        seen[key] += 1
        event = expected.get(key)
        if event is None:
            yield f"{key} is in the journal and never happened."
        else:
            yield from _unlike(event, row)
    yield from (f"{key} is in the journal {count} times." for key, count in seen.items() if count > 1)
    yield from (f"{key} happened and is not in the journal." for key in expected if key not in seen)


def _unlike(event: Event, row: Row) -> Iterator[str]:
    for name in ("kind", "user_id", "channel_id", "parent_id"):
        if row[name] != getattr(event, name):
            yield f"{event.key} has {name} {row[name]} instead of {getattr(event, name)}."
    if event.kind == MESSAGE and _ms(row["occurred_at"]) != event.at_ms:
        yield f"{event.key} is dated {row['occurred_at'].isoformat()} instead of {_moment(event.at_ms).isoformat()}."


def counter_differences(
    grown: Mapping[int, Mapping[str, int]], rows: Iterable[Row], before: Iterable[Row] = ()
) -> Iterator[str]:
    """Members whose counters did not grow by what they must.

    Args:
        grown: By how much each counter of each member must have grown.
        rows: Columns user_id, messages, reactions_given, reactions_received and threads, as they are now:
            of members, or of a season's members.
        before: The same rows as they were when the ledger began.

    Yields:
        A sentence for each wrong counter.
    """
    earlier = {row["user_id"]: row for row in before}
    now = {row["user_id"]: row for row in rows}
    for user_id in sorted(now.keys() | grown.keys() | earlier.keys()):
        for name in COUNTERS.values():
            is_now = now.get(user_id, {}).get(name, 0)
            was = earlier.get(user_id, {}).get(name, 0)
            must = was + grown.get(user_id, {}).get(name, 0)
            if is_now != must:
                yield f"Member {user_id} has {name} {is_now} instead of {must}."


def hour_differences(expected: Iterable[Event], rows: Iterable[Row], before: Iterable[Row] = ()) -> Iterator[str]:
    """Hourly rollups that do not add up: messages by hour and channel, the rest by channel over all hours.

    Args:
        expected: What must have been recorded.
        rows: Columns hour, channel_id (a thread's parent), kind and events.
        before: The same rows as they were when the ledger began.

    Yields:
        A sentence for each wrong sum.
    """
    must: Counter[tuple[int, int, int]] = Counter()
    for event in expected:
        must[_slot(event.kind, event.at_ms, event.parent_id or event.channel_id)] += 1
    has: Counter[tuple[int, int, int]] = Counter()
    for sign, table in ((1, rows), (-1, before)):
        for row in table:
            if row["kind"] in RECOUNTED:
                has[_slot(row["kind"], _ms(row["hour"]), row["channel_id"])] += sign * row["events"]
    for slot in sorted(must.keys() | has.keys()):
        if must[slot] != has[slot]:
            kind, hour_ms, channel_id = slot
            when = f" in the hour of {_moment(hour_ms).isoformat()}" if kind == MESSAGE else ""
            name = COUNTERS[kind]
            yield f"Channel {channel_id} has {has[slot]} {name} instead of {must[slot]}{when}."


def voice_differences(bounds: Mapping[int, tuple[int, int]], rows: Iterable[Row]) -> Iterator[str]:
    """Members with fewer or more ticks of voice in the journal than their stays can have brought."""
    ticks = Counter(row["user_id"] for row in rows if row["kind"] == VOICE)
    for user_id in sorted(ticks.keys() | bounds.keys()):
        least, most = bounds.get(user_id, (0, 0))
        if not least <= ticks[user_id] <= most:
            yield f"Member {user_id} has {ticks[user_id]} ticks of voice instead of {least} to {most}."


def _slot(kind: int, at_ms: int, channel_id: int) -> tuple[int, int, int]:
    """A reaction may be dated in the hour after it happened, so only messages are counted by the hour."""
    return kind, at_ms // HOUR_MS * HOUR_MS if kind == MESSAGE else 0, channel_id


def _ms(at: datetime) -> int:
    return round(at.timestamp() * 1000)


def _moment(milliseconds: int) -> datetime:
    return datetime.fromtimestamp(milliseconds / 1000, UTC)
