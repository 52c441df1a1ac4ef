from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson

from synapse.demo import snowflakes
from synapse.demo.ledger import Entry

MESSAGE, GIVEN, RECEIVED, THREAD, VOICE = 1, 2, 3, 4, 5
"""The journal's numbers for what Discord tells."""

COUNTERS = {MESSAGE: "messages", GIVEN: "reactions_given", RECEIVED: "reactions_received", THREAD: "threads"}
TICK_MS = 600_000


@dataclass(frozen=True, slots=True)
class Event:
    """One row that the journal must hold.

    Attributes:
        key: Its identity.
        kind: The journal's number for its kind.
        user_id: Who is rewarded.
        channel_id: Where it happened; the thread itself in threads.
        parent_id: The channel above the thread.
        at_ms: When it happened, ms since 1970. Exact for messages and threads; a reaction has no time
            of its own, so the bot may have heard of it later.
        counts: Whether it adds to the member's counter; one's own reaction does not.
        facts: What the ledger knows of a message's text.
    """

    key: str
    kind: int
    user_id: int
    channel_id: int
    parent_id: int | None
    at_ms: int
    counts: bool = True
    facts: dict[str, Any] = field(default_factory=dict, compare=False)


def read(path: Path) -> Iterator[Entry]:
    """The entries of a ledger's file; a last line that was cut off by a crash is left out."""
    for line in path.read_bytes().splitlines(keepends=True):
        if line.endswith(b"\n"):
            yield Entry(**orjson.loads(line))


def events(entries: Iterable[Entry], guild_id: int, *, untracked: Collection[int] = ()) -> dict[str, Event]:
    """The journal's rows for messages, reactions and threads in a guild, by identity, each once.

    Args:
        entries: The ledger.
        guild_id: The guild; direct messages and other guilds are left out.
        untracked: Members who had opted out all along.

    Returns:
        Each event with its first occurrence: whoever repeats a reaction gives it once.
    """
    found: dict[str, Event] = {}
    for entry in entries:
        if entry.guild_id != guild_id or entry.is_bot or entry.is_webhook or entry.actor_id in untracked:
            continue
        for event in _of(entry):
            if event.user_id not in untracked:
                found.setdefault(event.key, event)
    return found


def counters(expected: Iterable[Event]) -> dict[int, Counter[str]]:
    """How much each member's counters must have grown."""
    grown: dict[int, Counter[str]] = {}
    for event in expected:
        if event.counts:
            grown.setdefault(event.user_id, Counter())[COUNTERS[event.kind]] += 1
    return grown


def voice_ticks(
    entries: Iterable[Entry], guild_id: int, until_ms: int, *, slack_ms: int = 2_000
) -> dict[int, tuple[int, int]]:
    """The least and the most ticks of ten minutes that each person's stays in voice can have brought.

    A tick is due when ten more minutes of a stay are full; the bot hears of a stay a little later than the
    ledger, so a stay that ends within `slack_ms` of a full tick may or may not have it. Whoever was in
    voice before the ledger begins is not known here.
    """
    since: dict[int, int] = {}
    bounds: dict[int, tuple[int, int]] = {}

    def end(user_id: int, at_ms: int) -> None:
        stayed = at_ms - since.pop(user_id)
        least, most = bounds.get(user_id, (0, 0))
        bounds[user_id] = (least + max(0, stayed - slack_ms) // TICK_MS, most + (stayed + slack_ms) // TICK_MS)

    for entry in entries:
        if entry.kind != "voice" or entry.guild_id != guild_id or entry.is_bot or entry.actor_id is None:
            continue
        if entry.channel_id is None:
            if entry.actor_id in since:
                end(entry.actor_id, entry.at_ms)
        else:
            since.setdefault(entry.actor_id, entry.at_ms)
    for user_id in list(since):
        end(user_id, until_ms)
    return bounds


def _of(entry: Entry) -> Iterator[Event]:
    """What one entry by a person brings."""
    if entry.actor_id is None or entry.channel_id is None:
        return
    if entry.kind == "thread":
        yield _event(f"t{entry.channel_id}", THREAD, entry.actor_id, entry, entry.at_ms)
    elif entry.message_id is not None and entry.kind == "message":
        at_ms = snowflakes.to_ms(entry.message_id)
        yield _event(f"m{entry.message_id}", MESSAGE, entry.actor_id, entry, at_ms)
    elif entry.message_id is not None and entry.kind == "reaction" and entry.target_id is not None:
        own = entry.actor_id == entry.target_id
        yield _event(f"g{entry.message_id}:{entry.actor_id}", GIVEN, entry.actor_id, entry, entry.at_ms, counts=not own)
        # Nobody receives one's own reaction, nor one to a bot's or a webhook's message.
        if not own and not entry.facts.get("target_is_bot") and not entry.facts.get("target_is_webhook"):
            yield _event(f"r{entry.message_id}:{entry.actor_id}", RECEIVED, entry.target_id, entry, entry.at_ms)


def _event(key: str, kind: int, user_id: int, entry: Entry, at_ms: int, *, counts: bool = True) -> Event:
    facts = entry.facts if kind == MESSAGE else {}
    return Event(key, kind, user_id, entry.channel_id or 0, entry.parent_id, at_ms, counts, facts)
