"""Where a member stands: the totals that levels and achievements follow from."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Tally:
    """Counts and earnings over a span of time (a season, or a lifetime)."""

    xp: int = 0
    stars: int = 0
    messages: int = 0
    reactions_given: int = 0
    reactions_received: int = 0
    threads: int = 0
    voice_minutes: int = 0
    zone_events: dict[int, int] = field(default_factory=dict)


@dataclass(slots=True)
class Standing:
    """A member's totals at one moment. ``earned`` holds the ids of achievements they have."""

    level: int = 1
    gold: int = 0
    streak: int = 0
    lifetime: Tally = field(default_factory=Tally)
    season: Tally = field(default_factory=Tally)
    earned: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Settlement:
    """What follows from a standing: levels newly reached (in order) and achievements newly earned.

    ``xp`` and ``gold`` are the achievements' rewards in all, plus the level-ups' gold; they are already
    part of the standing that was settled.
    """

    levels: tuple[int, ...] = ()
    achievements: tuple[int, ...] = ()
    xp: int = 0
    gold: int = 0
