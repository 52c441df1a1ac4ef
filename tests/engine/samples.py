"""Rules, events and comparisons that the engine's tests share."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from synapse.engine.decide import Decision, decide
from synapse.engine.events import (
    EventKind,
    MessageSent,
    ReactionGiven,
    ReactionReceived,
    Recorded,
    ThreadCreated,
    VoiceTick,
)
from synapse.engine.rules import Rules, Season, Zone, ZoneMultiplier
from synapse.engine.settings import FairPlay, GuildSettings, Quality, Rewards
from synapse.engine.windows import Windows

GUILD = 900
ADA, BOB, CLEO = 101, 102, 103
LOUNGE, CODE, MEMES, MUTED = 201, 202, 203, 204
PROGRAMMING, FUN, RETIRED = 1, 2, 3
NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
"""When the tests' days happen; their messages were written a minute before."""


def written_at(moment: datetime, number: int = 0) -> int:
    """The snowflake of a message written at ``moment``."""
    milliseconds = int(moment.timestamp() * 1000) - 1_420_070_400_000
    return (milliseconds << 22) + number


def times(**by_kind: tuple[str, str]) -> dict[EventKind, ZoneMultiplier]:
    """Multipliers by kind: ``message_sent=("1.5", "1")``."""
    return {
        EventKind[kind.upper()]: ZoneMultiplier(Decimal(xp), Decimal(stars)) for kind, (xp, stars) in by_kind.items()
    }


ZONES = {
    PROGRAMMING: Zone(
        PROGRAMMING,
        "programming",
        times(
            message_sent=("1.5", "1"),
            thread_created=("2", "1.5"),
            reaction_received=("0.5", "1"),
            reaction_given=("0.3", "1"),
        ),
    ),
    FUN: Zone(
        FUN,
        "memes",
        times(message_sent=("0.5", "1"), reaction_received=("0.2", "1.5"), reaction_given=("0.2", "1")),
    ),
}


def rules(**changes: Any) -> Rules:  # noqa: ANN401 - any field of Rules
    """Default rules with the zones of the tests; the zone RETIRED is inactive."""
    fields: dict[str, Any] = {
        "guild_id": GUILD,
        "settings": GuildSettings(),
        "season": Season(1, "Spring", NOON - timedelta(days=30)),
        "zones": ZONES,
        "zone_of_channel": {CODE: PROGRAMMING, MEMES: FUN, MUTED: RETIRED},
    }
    return Rules(**(fields | changes))


def fair(**limits: Any) -> Rules:  # noqa: ANN401 - any field of FairPlay
    """Default rules with other limits."""
    return rules(settings=GuildSettings(fair_play=FairPlay(**limits)))


def paying(rewards: Rewards | None = None, quality: Quality | None = None, **limits: Any) -> Rules:  # noqa: ANN401 - any field of FairPlay
    """Rules with other base rewards, qualities and limits."""
    settings = GuildSettings(rewards=rewards or Rewards(), quality=quality or Quality(), fair_play=FairPlay(**limits))
    return rules(settings=settings)


def after(seconds: float) -> datetime:
    """A moment so long after noon."""
    return NOON + timedelta(seconds=seconds)


def message(at: float = 0, **changes: Any) -> MessageSent:  # noqa: ANN401 - any field of MessageSent
    """Ada writes 12 characters in the lounge."""
    event = MessageSent(
        guild_id=GUILD,
        user_id=ADA,
        channel_id=LOUNGE,
        occurred_at=after(at),
        message_id=written_at(after(at)),
        length=12,
    )
    return replace(event, **changes)


def given(at: float = 0, **changes: Any) -> ReactionGiven:  # noqa: ANN401 - any field of ReactionGiven
    """Ada reacts to a message of Bob's."""
    event = ReactionGiven(
        guild_id=GUILD,
        user_id=ADA,
        channel_id=LOUNGE,
        occurred_at=after(at),
        message_id=written_at(after(-60)),
        author_id=BOB,
    )
    return replace(event, **changes)


def received(at: float = 0, **changes: Any) -> ReactionReceived:  # noqa: ANN401 - any field of ReactionReceived
    """A message of Ada's draws a reaction of Bob's."""
    event = ReactionReceived(
        guild_id=GUILD,
        user_id=ADA,
        channel_id=LOUNGE,
        occurred_at=after(at),
        message_id=written_at(after(-60)),
        reactor_id=BOB,
    )
    return replace(event, **changes)


def thread(at: float = 0, **changes: Any) -> ThreadCreated:  # noqa: ANN401 - any field of ThreadCreated
    """Ada opens a thread in the lounge."""
    event = ThreadCreated(guild_id=GUILD, user_id=ADA, channel_id=300, parent_id=LOUNGE, occurred_at=after(at))
    return replace(event, **changes)


def tick(at: float = 600, **changes: Any) -> VoiceTick:  # noqa: ANN401 - any field of VoiceTick
    """Ada has been in voice for ten minutes with one other person."""
    event = VoiceTick(
        guild_id=GUILD,
        user_id=ADA,
        channel_id=LOUNGE,
        occurred_at=after(at),
        session_started_at=NOON,
        tick=1,
        companions=1,
    )
    return replace(event, **changes)


def decided(events: Iterable[Recorded], by: Rules, windows: Windows | None = None) -> list[Decision]:
    """The decisions on events one after the other."""
    windows = windows or Windows()
    return [decide(event, by, windows) for event in events]


def held(windows: Windows) -> dict[str, Any]:
    """Everything that windows remember, as values to compare."""
    tables = (name for name in ("cooldowns", "pairs", "bursts", "crowds", "voice", "days"))
    return {name: {key: _copy(entry) for key, entry in getattr(windows, name).entries.items()} for name in tables}


def _copy(entry: Any) -> Any:  # noqa: ANN401 - each table has entries of its own shape
    return entry.copy() if isinstance(entry, list | dict) else entry
