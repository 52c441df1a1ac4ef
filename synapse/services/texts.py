"""The words of announcements and cards: the bot posts them, the dashboard previews them, other sites show them.

Each language is a catalogue. Which one speaks is a matter of who is answered, so it is set once where an answer
begins (``speaking``) and holds for all that the answer is made of.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from synapse.services import texts_de

CATALOGUE: Mapping[str, str] = {
    "level_up.title": "Level {level}",
    "level_up.text": "{who} reached **level {level}**.",
    "level_up.next": "{bar} {needed} XP to level {next}",
    "level_up.highest": "There is no level above this one.",
    "achievement.title": "{badge}{name}",
    "achievement.text": "{who} earned an achievement: {description}",
    "achievement.text_bare": "{who} earned an achievement.",
    "award.title": "An award for {name}",
    "award.text": "{who} was given {amounts} by {giver}.",
    "award.reason": "Reason",
    "reward": "Reward",
    "rarity.common": "Common",
    "rarity.uncommon": "Uncommon",
    "rarity.rare": "Rare",
    "rarity.epic": "Epic",
    "rarity.legendary": "Legendary",
    "card.level": "Level {level}",
    "card.of": "of {count} members",
    "card.zone": "at home in {zone}",
    "card.none": "new",
    "card.unranked": "not on the board yet",
    "card.xp": "{xp} XP",
    "card.ahead": "{xp} XP to level {level}",
    "card.highest": "the highest level there is",
    "card.empty": "Nobody is on this board yet",
    "card.alt": "{name}: level {level}, {rank}, {xp}. {ahead}.",
    "card.alt.rank": "rank {rank} of {count}",
    "span.season": "This season",
    "span.week": "Last 7 days",
    "span.all_time": "All time",
}

COUNTED: Mapping[str, tuple[str, str]] = {
    "xp": ("{count} XP", "{count} XP"),
    "gold": ("{count} gold", "{count} gold"),
    "stars": ("{count} star", "{count} stars"),
    "messages": ("{count} message", "{count} messages"),
    "reactions_given": ("{count} reaction given", "{count} reactions given"),
    "reactions_received": ("{count} reaction received", "{count} reactions received"),
    "threads": ("{count} thread", "{count} threads"),
    "voice_minutes": ("{count} minute in voice", "{count} minutes in voice"),
    "days": ("{count} day in a row", "{count} days in a row"),
}

ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class Language:
    """What differs between languages.

    Attributes:
        catalogue: The texts by their names.
        counted: A number of things, as singular and plural.
        thousands: What stands between the thousands of a number.
    """

    catalogue: Mapping[str, str]
    counted: Mapping[str, tuple[str, str]]
    thousands: str


LANGUAGES: Mapping[str, Language] = {
    ENGLISH: Language(CATALOGUE, COUNTED, ","),
    "de": Language(texts_de.CATALOGUE, texts_de.COUNTED, "."),
}

_SPOKEN: ContextVar[str] = ContextVar("spoken", default=ENGLISH)

_ADDRESS = r"(?P<address><[^: >]+:\/[^ >]+>|(?:https?|steam):\/\/[^\s<]+[^<.,:;\"'\]\s])"
_MARKUP = r"(?P<markup>[_\\~|*`]|^>(?:>>)?\s|\[.+\]\(.+\))"
_ADDRESS_OR_MARKUP = re.compile(f"{_ADDRESS}|{_MARKUP}", re.MULTILINE)
_MENTION = re.compile(r"@(everyone|here|[!&]?[0-9]{17,19})")


@contextmanager
def speaking(locale: str | None) -> Iterator[None]:
    """Answer in the language of a locale such as ``de`` or ``en-GB``; in English where there is no catalogue."""
    token = _SPOKEN.set(language_of(locale))
    try:
        yield
    finally:
        _SPOKEN.reset(token)


def language_of(locale: str | None) -> str:
    """The language that is spoken to who has this locale."""
    language = (locale or "").partition("-")[0]
    return language if language in LANGUAGES else ENGLISH


def spoken() -> str:
    """The language that is spoken now."""
    return _SPOKEN.get()


def say(name: str, /, **values: object) -> str:
    """The text of this name with its values filled in."""
    return LANGUAGES[spoken()].catalogue[name].format(**values)


def number(value: int) -> str:
    """A number as people read it."""
    return f"{value:,}".replace(",", LANGUAGES[spoken()].thousands)


def counted(what: str, count: int) -> str:
    """A number of things, in the singular or the plural."""
    one, many = LANGUAGES[spoken()].counted[what]
    return (one if count == 1 else many).format(count=number(count))


def bar(ratio: float, width: int = 12) -> str:
    """A bar that is filled to ``ratio`` (0 to 1); full only when all of it is there."""
    filled = min(int(ratio * width), width)
    return "▰" * filled + "▱" * (width - filled)


def escaped(text: str, limit: int = 80) -> str:
    """What people wrote as plain text: at most ``limit`` characters, without meaning in Discord's markup.

    Addresses stay as they are, so that they still lead somewhere; a mention of everybody calls nobody.
    """
    short = text if len(text) <= limit else text[: limit - 1] + "…"
    unheard = _MENTION.sub("@\u200b\\1", short)
    return _ADDRESS_OR_MARKUP.sub(lambda found: found["address"] or f"\\{found['markup']}", unheard)
