"""Everything the bot says, by language and topic; what is said about announcements lies with the services."""

from collections.abc import Mapping

import disnake
from disnake import Localized

from bot.texts import de, en
from synapse.services.texts import ENGLISH, LANGUAGES, bar, counted, factor, number, speaking, spoken

__all__ = [
    "CATALOGUE",
    "CATALOGUES",
    "TOPICS",
    "bar",
    "counted",
    "described",
    "factor",
    "named",
    "number",
    "say",
    "speaking",
]

TOPICS: Mapping[str, tuple[Mapping[str, str], ...]] = {
    ENGLISH: (*LANGUAGES[ENGLISH].topics, *en.TOPICS),
    "de": (*LANGUAGES["de"].topics, *de.TOPICS),
}
"""The parts of each language's catalogue; no text is in two of them."""

CATALOGUES: Mapping[str, Mapping[str, str]] = {
    language: {name: text for topic in topics for name, text in topic.items()} for language, topics in TOPICS.items()
}

CATALOGUE = CATALOGUES[ENGLISH]


def say(name: str, /, **values: object) -> str:
    """The text of this name with its values filled in, in the language of who is answered."""
    return CATALOGUES[spoken()][name].format(**values)


def described(name: str) -> Localized[str]:
    """A text that Discord's client shows in its own language: of a command, an option or a choice."""
    return Localized(CATALOGUE[name], data=_elsewhere(name))


def named(english: str, name: str) -> Localized[str]:
    """A command's or an option's name; other languages have it in their catalogue under ``name``."""
    return Localized(english, data=_elsewhere(name))


def _elsewhere(name: str) -> dict[disnake.Locale, str]:
    others = {language: catalogue for language, catalogue in CATALOGUES.items() if language != ENGLISH}
    return {disnake.Locale[language]: catalogue[name] for language, catalogue in others.items()}
