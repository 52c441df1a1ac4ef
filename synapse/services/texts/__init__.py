"""What services say: announcements and cards, which the bot posts and the dashboard previews, and refusals.

Each language is a catalogue, split by topic. Which one speaks is a matter of who is answered, so it is set once where
an answer begins (``speaking``) and holds for all that the answer is made of, refusals of services too.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from synapse.services.texts import de, en
from synapse.services.texts.de.counted import COUNTED as COUNTED_DE
from synapse.services.texts.en.counted import COUNTED

ENGLISH = "en"


@dataclass(frozen=True)
class Language:
    """What differs between languages.

    Attributes:
        topics: The parts of the catalogue; no text is in two of them.
        counted: A number of things, as singular and plural.
        thousands: What stands between the thousands of a number.
        point: What stands before its decimal places.
    """

    topics: tuple[Mapping[str, str], ...]
    counted: Mapping[str, tuple[str, str]]
    thousands: str
    point: str

    @cached_property
    def catalogue(self) -> Mapping[str, str]:
        """The texts by their names."""
        return {name: text for topic in self.topics for name, text in topic.items()}


LANGUAGES: Mapping[str, Language] = {
    ENGLISH: Language(en.TOPICS, COUNTED, ",", "."),
    "de": Language(de.TOPICS, COUNTED_DE, ".", ","),
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


def has(name: str) -> bool:
    """Whether there is a text of this name."""
    return name in LANGUAGES[ENGLISH].catalogue


def say(name: str, /, **values: object) -> str:
    """The text of this name with its values filled in."""
    return LANGUAGES[spoken()].catalogue[name].format(**values)


def number(value: int) -> str:
    """A number as people read it."""
    return f"{value:,}".replace(",", LANGUAGES[spoken()].thousands)


def factor(value: Decimal) -> str:
    """A factor as people read it, with the sign of multiplication and as short as it can be written."""
    return f"\N{MULTIPLICATION SIGN}{value.normalize():f}".replace(".", LANGUAGES[spoken()].point)


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
