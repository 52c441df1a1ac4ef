"""The words of announcements, in one catalogue: the bot posts them and the dashboard previews them."""

import re
from collections.abc import Mapping

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
}

_COUNTED: Mapping[str, tuple[str, str]] = {
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

_ADDRESS = r"(?P<address><[^: >]+:\/[^ >]+>|(?:https?|steam):\/\/[^\s<]+[^<.,:;\"'\]\s])"
_MARKUP = r"(?P<markup>[_\\~|*`]|^>(?:>>)?\s|\[.+\]\(.+\))"
_ADDRESS_OR_MARKUP = re.compile(f"{_ADDRESS}|{_MARKUP}", re.MULTILINE)
_MENTION = re.compile(r"@(everyone|here|[!&]?[0-9]{17,19})")


def say(name: str, /, **values: object) -> str:
    """The text of this name with its values filled in."""
    return CATALOGUE[name].format(**values)


def number(value: int) -> str:
    """A number as people read it."""
    return f"{value:,}"


def counted(what: str, count: int) -> str:
    """A number of things, in the singular or the plural."""
    one, many = _COUNTED[what]
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
