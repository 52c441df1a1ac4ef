"""The few words on a picture, by language."""

from collections.abc import Mapping

FALLBACK = "en"

_WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "level": "Level {level}",
        "of": "of {count} members",
        "days": "{count} days in a row",
        "day": "1 day in a row",
        "zone": "at home in {zone}",
        "none": "new",
        "unranked": "not on the board yet",
        "xp": "{xp} XP",
        "ahead": "{xp} XP to level {level}",
        "highest": "the highest level there is",
        "empty": "Nobody is on this board yet",
        "board.xp": "{value} XP",
        "board.stars": "{value} stars",
        "board.gold": "{value} gold",
        "thousands": ",",
        "alt": "{name}: level {level}, {rank}, {xp}. {ahead}.",
        "alt.rank": "rank {rank} of {count}",
    },
    "de": {
        "level": "Level {level}",
        "of": "von {count} Mitgliedern",
        "days": "{count} Tage in Folge",
        "day": "1 Tag in Folge",
        "zone": "zu Hause in {zone}",
        "none": "neu",
        "unranked": "noch nicht auf der Rangliste",
        "xp": "{xp} XP",
        "ahead": "{xp} XP bis Level {level}",
        "highest": "das höchste Level, das es gibt",
        "empty": "Auf dieser Rangliste steht noch niemand",
        "board.xp": "{value} XP",
        "board.stars": "{value} Sterne",
        "board.gold": "{value} Gold",
        "thousands": ".",
        "alt": "{name}: Level {level}, {rank}, {xp}. {ahead}.",
        "alt.rank": "Rang {rank} von {count}",
    },
}

LANGUAGES = frozenset(_WORDS)


class Words:
    """The words of one language; one that is not known is English."""

    def __init__(self, language: str = FALLBACK) -> None:
        self._words = _WORDS.get(language, _WORDS[FALLBACK])

    def say(self, key: str, **values: object) -> str:
        """A text with its values; whole numbers are grouped as the language does it."""
        shown = {name: self.number(value) if isinstance(value, int) else value for name, value in values.items()}
        return self._words[key].format_map(shown)

    def number(self, value: int) -> str:
        """A whole number with its thousands apart."""
        return f"{value:,}".replace(",", self._words["thousands"])
