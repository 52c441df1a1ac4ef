"""Global ids: opaque to clients, here a kind and the numbers that name an object of it."""

import base64
import binascii
from enum import StrEnum

from synapse.errors import Invalid

_GREATEST = 2**63 - 1
_GREATEST_PSEUDONYM = 2**64 - 1
_LONGEST = 120


class Kind(StrEnum):
    """The types that can be fetched by a global id."""

    GUILD = "Guild"
    SEASON = "Season"
    MEMBER = "Member"
    ACHIEVEMENT = "Achievement"
    FEED_ENTRY = "FeedEntry"
    ZONE = "Zone"


def encode(kind: Kind, *numbers: int) -> str:
    """The global id of an object."""
    return pack(kind.value, *numbers)


def decode(text: str) -> tuple[Kind, tuple[int, int]]:
    """What a global id names: the kind, and guild and number (a guild's number is 0).

    Raises:
        Invalid: No object ever had this id.
    """
    try:
        name, *numbers = unpack(text, pseudonyms=True)
        kind = Kind(name)
        if kind is not Kind.MEMBER and not all(map(_fits, numbers)):
            raise ValueError("too great")  # noqa: TRY301 - told like everything else that is no id
        guild_id, number = (*numbers, "0") if kind is Kind.GUILD else numbers
    except ValueError as error:
        raise Invalid("This is not a global id. Give an id exactly as an `id` field returned it.") from error
    return kind, (int(guild_id), int(number))


def pack(name: str, *numbers: int) -> str:
    """A name and numbers as URL-safe text."""
    plain = ":".join((name, *map(str, numbers)))
    return base64.urlsafe_b64encode(plain.encode()).rstrip(b"=").decode()


def unpack(text: str, *, pseudonyms: bool = False) -> tuple[str, ...]:
    """What ``pack`` was given, the numbers as text that ``int`` takes and that a bigint holds.

    With ``pseudonyms`` they may be members' pseudonyms, which are greater.

    Raises:
        ValueError: The text is none that ``pack`` made.
    """
    if len(text) > _LONGEST:
        raise ValueError("too long")
    try:
        plain = base64.b64decode(text.encode("ascii") + b"=" * (-len(text) % 4), altchars=b"-_", validate=True)
        name, *numbers = plain.decode("ascii").split(":")
    except (binascii.Error, UnicodeError) as error:
        raise ValueError("not base64 of text") from error
    greatest = _GREATEST_PSEUDONYM if pseudonyms else _GREATEST
    if not all(number.isdecimal() and int(number) <= greatest for number in numbers):
        raise ValueError("not numbers")
    if pack(name, *map(int, numbers)) != text:
        raise ValueError("not in its one form")
    return name, *numbers


def _fits(number: str) -> bool:
    return int(number) <= _GREATEST
