"""The arguments of connections and their cursors, checked before anything is asked of the database."""

import base64
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from synapse.api import ids
from synapse.errors import Invalid

MOST = 100
"""The most entries that one page can have."""

_LONGEST = 200
_WRONG = "`{}` is not a cursor of this list. Give a cursor as this list with these arguments returned it."
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LAST = datetime(9999, 1, 1, tzinfo=UTC)
_TICK = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class PageInfo:
    """Where a page stands in the whole list."""

    has_next_page: bool
    has_previous_page: bool
    start_cursor: str | None
    end_cursor: str | None


@dataclass(frozen=True, slots=True)
class Size:
    """How many entries are asked for, and from which end of the range."""

    size: int
    backward: bool


def size_of(first: int | None, last: int | None, *, default: int) -> Size:
    """What ``first`` and ``last`` ask for.

    Raises:
        Invalid: Both are given, or one is out of bounds.
    """
    if first is not None and last is not None:
        raise Invalid("Give either `first` or `last`, not both.", path=("last",))
    if last is not None:
        return Size(bounded(last, "last"), backward=True)
    return Size(bounded(default if first is None else first, "first"), backward=False)


def bounded(size: int, argument: str) -> int:
    """The size itself.

    Raises:
        Invalid: It is not between 1 and 100.
    """
    if not 1 <= size <= MOST:
        raise Invalid(f"`{argument}` is {size}, but a page has 1 to {MOST} entries.", path=(argument,))
    return size


def cursor(name: str, *numbers: int) -> str:
    """The cursor of an entry in the list ``name``."""
    return ids.pack(name, *numbers)


def keyed(name: str, moment: datetime, key: str) -> str:
    """The cursor of what happened at a moment and has a key that is no number."""
    plain = f"{name}:{ticks(moment)}:{key}"
    return base64.urlsafe_b64encode(plain.encode()).rstrip(b"=").decode()


def keyed_place_of(text: str | None, argument: str, name: str) -> tuple[datetime, str] | None:
    """The moment and the key in a cursor that ``keyed`` made, None when there is no cursor.

    Raises:
        Invalid: The text is no cursor, or it is one of another list.
    """
    if text is None:
        return None
    try:
        plain = base64.b64decode(
            text[:_LONGEST].encode("ascii") + b"=" * (-len(text) % 4), altchars=b"-_", validate=True
        )
        owner, number, key = plain.decode("ascii").split(":", 2)
    except ValueError:
        owner, number, key = "", "", ""
    if owner == name and number.isdecimal() and key.isprintable():
        moment = moment_of(int(number), argument)
        if keyed(name, moment, key) == text:
            return moment, key
    raise Invalid(_WRONG.format(argument), path=(argument,))


def place_of(
    text: str | None, argument: str, name: str, count: int, *, pseudonyms: bool = False
) -> tuple[int, ...] | None:
    """The numbers in a cursor of the list ``name``, None when there is no cursor; of members perhaps pseudonyms.

    Raises:
        Invalid: The text is no cursor, or it is one of another list.
    """
    if text is None:
        return None
    try:
        owner, *numbers = ids.unpack(text, pseudonyms=pseudonyms)
    except ValueError:
        owner, numbers = "", []
    if owner != name or len(numbers) != count:
        raise Invalid(_WRONG.format(argument), path=(argument,))
    return tuple(map(int, numbers))


def ticks(moment: datetime) -> int:
    """A moment as a cursor has it: whole microseconds since 1970."""
    return (moment - _EPOCH) // _TICK


def moment_of(number: int, argument: str) -> datetime:
    """The moment that a number of a cursor stands for.

    Raises:
        Invalid: There is no such moment.
    """
    if number > ticks(_LAST):
        raise Invalid(f"`{argument}` is not a cursor of this list.", path=(argument,))
    return _EPOCH + number * _TICK
