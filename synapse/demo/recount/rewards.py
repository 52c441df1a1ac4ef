"""What messages and threads must have earned, by the written rules and with fractions instead of the engine.

Reactions and voice earn by windows that depend on when the bot heard of them; they are left out.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import floor

from synapse.demo.recount.expected import MESSAGE, THREAD, Event
from synapse.demo.recount.journal import Row

ONE = Fraction(1)
_EMOJI_FLOOD = 5
_LONG, _VERY_LONG = 200, 500


@dataclass(frozen=True, slots=True)
class Tariff:
    """The rules as they were all the time that the ledger covers.

    Attributes:
        zones: By channel and kind (1 messages, 4 threads): the multipliers of XP and of stars.
        message: XP and stars of a message before any factor.
        thread: XP and stars of a thread before any factor.
        cooldown_ms: How long a member's messages in a channel earn nothing after one that did.
    """

    zones: Mapping[int, Mapping[int, tuple[Fraction, Fraction]]] = field(default_factory=dict)
    message: tuple[int, int] = (15, 1)
    thread: tuple[int, int] = (20, 2)
    cooldown_ms: int = 30_000

    def of(self, event: Event, quality: Fraction = ONE) -> tuple[int, int]:
        """XP and stars of a message or a thread that nothing cuts."""
        xp, stars = self.message if event.kind == MESSAGE else self.thread
        zone = self.zones.get(event.parent_id or event.channel_id, {})
        xp_factor, star_factor = zone.get(event.kind, (ONE, ONE))
        return floor(xp * xp_factor * quality), floor(stars * star_factor)


def rewards(expected: Iterable[Event], tariff: Tariff) -> dict[str, tuple[int, int]]:
    """XP and stars by identity for every message and thread.

    Holds for messages that reached the bot in the order they were written.
    """
    earned: dict[str, tuple[int, int]] = {}
    last: dict[tuple[int, int], int] = {}
    for event in sorted(expected, key=lambda each: (each.at_ms, int(each.key[1:].partition(":")[0]))):
        if event.kind == THREAD:
            earned[event.key] = tariff.of(event)
        elif event.kind == MESSAGE:
            where = (event.user_id, event.channel_id)
            if where in last and event.at_ms - last[where] < tariff.cooldown_ms:
                earned[event.key] = (0, 0)
            else:
                last[where] = event.at_ms
                earned[event.key] = tariff.of(event, _quality(event))
    return earned


def reward_differences(must: Mapping[str, tuple[int, int]], rows: Iterable[Row]) -> Iterator[str]:
    """Journal rows (columns event_key, xp, stars) that earned something else than they must."""
    for row in rows:
        wanted = must.get(row["event_key"])
        earned = (row["xp"], row["stars"])
        if wanted is not None and earned != wanted:
            yield f"{row['event_key']} earned (XP, stars) {earned} instead of {wanted}."


def _quality(event: Event) -> Fraction:
    facts = event.facts
    length = facts.get("length", 0)
    factor = ONE
    if length > _VERY_LONG:
        factor *= Fraction(3, 2)
    elif length > _LONG:
        factor *= Fraction(6, 5)
    if facts.get("has_code"):
        factor *= Fraction(7, 5)
    if facts.get("has_link"):
        factor *= Fraction(5, 4)
    if facts.get("attachments"):
        factor *= Fraction(11, 10)
    if facts.get("emoji", 0) > _EMOJI_FLOOD:
        factor *= Fraction(1, 2)
    return max(factor, Fraction(1, 10))
