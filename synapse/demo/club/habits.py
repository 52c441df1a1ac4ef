from dataclasses import dataclass
from random import Random

HOURS = 24
THEMES = ("general", "programming", "cybersecurity", "memes", "pets", "music", "career", "introductions")

# How lively a kind of person is in each hour of their own day, from midnight on.
_EARLY = (0, 0, 0, 0, 0, 2, 6, 8, 6, 4, 4, 5, 7, 5, 4, 4, 4, 5, 6, 5, 3, 1, 0, 0)
_STUDENT = (2, 1, 0, 0, 0, 0, 0, 1, 3, 4, 4, 4, 6, 4, 4, 4, 5, 6, 7, 8, 9, 9, 7, 4)
_NIGHT = (8, 7, 5, 3, 1, 0, 0, 0, 0, 1, 2, 3, 4, 4, 4, 4, 4, 5, 5, 6, 7, 8, 9, 9)
_OFFICE = (0, 0, 0, 0, 0, 0, 1, 3, 5, 6, 5, 5, 7, 4, 4, 4, 4, 5, 3, 4, 5, 5, 3, 1)
_RHYTHMS = (_EARLY, _STUDENT, _NIGHT, _OFFICE)
_RHYTHM_WEIGHTS = (15, 45, 22, 18)
_BUSIEST = 45.0
_SHAPE = 1.15


@dataclass(frozen=True, slots=True)
class Habits:
    """How a member takes part.

    Attributes:
        activity: How much they do compared with the quietest (1); few do most, as everywhere.
        rhythm: How lively they are in each hour of the UTC day.
        interests: How much each theme draws them, 0 to 1.
        reacts: How readily they react to what others write, 0 to 1.
        voice: How much they like voice, 0 to 1.
        wordy: How readily they write long messages, 0 to 1.
    """

    activity: float
    rhythm: tuple[float, ...]
    interests: dict[str, float]
    reacts: float
    voice: float
    wordy: float

    def liveliness(self, hour: int) -> float:
        """How likely they do something in this hour of the UTC day, compared with others."""
        return self.activity * self.rhythm[hour % HOURS]


def form(random: Random, utc_offset: int) -> Habits:
    """Habits of somebody who lives at `utc_offset` hours from UTC."""
    local = random.choices(_RHYTHMS, _RHYTHM_WEIGHTS)[0]
    favourites = random.sample(THEMES[1:], random.choice((1, 2, 2, 3)))
    return Habits(
        activity=min(random.paretovariate(_SHAPE), _BUSIEST),
        rhythm=tuple(local[(hour + utc_offset) % HOURS] + 0.05 for hour in range(HOURS)),
        interests={theme: random.uniform(0.6, 1.0) if theme in favourites else 0.15 for theme in THEMES}
        | {"general": 0.5, "announcements": 0.3},
        reacts=random.betavariate(2, 3),
        voice=random.betavariate(0.6, 1.4),
        wordy=random.betavariate(1.2, 3.5),
    )
