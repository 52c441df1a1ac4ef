import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from random import Random
from typing import Any

MAX_DISPLAY = 32
MIN_USERNAME = 2
MAX_USERNAME = 32
# How often a name is written in each style, in percent.
_STYLES = {"whole": 34, "given": 30, "handle": 20, "decorated": 12, "initial": 4}
_EXTRA_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "ß": "ss", "\u0131": "i", "þ": "th", "đ": "d", "æ": "ae", "ð": "d", "\u02bb": ""}
)


@dataclass(frozen=True, slots=True)
class Name:
    """How a member is called: on display, as a unique user name, and where they are at home.

    Attributes:
        display: At most 32 characters, in any script.
        username: 2 to 32 of a-z, 0-9, dot and underscore.
        locale: The language of their client.
        utc_offset: Hours from UTC at which they live.
    """

    display: str
    username: str
    locale: str
    utc_offset: int


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a name as it is written, and in plain letters."""

    written: str
    plain: str

    @property
    def own_script(self) -> bool:
        """Whether it is written in another script than Latin."""
        return not any("LATIN" in unicodedata.name(character, "") for character in self.written)

    @classmethod
    def parse(cls, text: str) -> "_Part":
        written, bar, plain = text.partition("|")
        return cls(written, plain if bar else _plain(written))


@dataclass(frozen=True, slots=True)
class _Culture:
    locale: str
    hours: tuple[int, ...]
    weight: int
    given: tuple[_Part, ...]
    family: tuple[_Part, ...]
    family_first: bool

    @classmethod
    def parse(cls, table: dict[str, Any]) -> "_Culture":
        return cls(
            table["locale"],
            tuple(table["hours"]),
            table["weight"],
            tuple(map(_Part.parse, table["given"])),
            tuple(map(_Part.parse, table["family"])),
            table.get("family_first", False),
        )


def _plain(text: str) -> str:
    """The text in the letters that a user name may have."""
    spread = unicodedata.normalize("NFKD", text.lower().translate(_EXTRA_LETTERS))
    return re.sub(r"[^a-z0-9]+", "", spread)


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files("synapse.demo.club").joinpath("data/names.toml").read_text(encoding="utf-8"))


@cache
def _cultures() -> tuple[_Culture, ...]:
    return tuple(map(_Culture.parse, _data()["culture"]))


class Names:
    """An endless, reproducible supply of members' names; no user name comes twice."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._taken: set[str] = set()
        self._weights = [culture.weight for culture in _cultures()]
        self._special = [_Part.parse(text) for text in _data()["special"]]
        random.shuffle(self._special)

    def __iter__(self) -> Iterator[Name]:
        """The cast first, always in the same order, then everybody else."""
        for given in _data()["cast"]:
            yield Name(given, self._unique(_plain(given)), "en-GB", self._random.choice((0, 1, 1, 2)))
        while True:
            yield self._next()

    def _next(self) -> Name:
        random = self._random
        culture = random.choices(_cultures(), self._weights)[0]
        if self._special and random.random() < 0.07:  # noqa: PLR2004 - one name in fourteen is a special one
            special = self._special.pop()
            return Name(special.written, self._unique(special.plain), "en-US", random.choice(culture.hours))
        style = random.choices(list(_STYLES), list(_STYLES.values()))[0]
        display, username = self._handle() if style == "handle" else self._written(culture, style)
        return Name(display, self._unique(username), culture.locale, random.choice(culture.hours))

    def _handle(self) -> tuple[str, str]:
        random, data = self._random, _data()
        first, second = random.choice(data["adjectives"]), random.choice(data["things"])
        display = random.choice((f"{first} {second}", f"{first}_{second}", f"{first}{second.title()}", f"{second}"))
        if random.random() < 0.2:  # noqa: PLR2004 - one in five
            display += f" {random.choice(data['decorations'])}"
        return display, random.choice((f"{first}.{second}", f"{first}_{second}", f"{first}{second}"))

    def _written(self, culture: _Culture, style: str) -> tuple[str, str]:
        random = self._random
        given, family = random.choice(culture.given), random.choice(culture.family)
        username = random.choice(
            (f"{given.plain}.{family.plain}", f"{given.plain}_{family.plain[:1]}", f"{given.plain}{family.plain}")
        )
        if style == "decorated":
            return f"{given.written} {random.choice(_data()['decorations'])}", username
        # A name does not change its script in the middle.
        if style == "given" or given.own_script != family.own_script:
            return given.written, username
        if style == "initial" and not given.own_script:
            return f"{given.written} {family.written[0]}.", username
        return _whole(culture, given, family), username

    def _unique(self, wanted: str) -> str:
        wanted = wanted[:MAX_USERNAME]
        if len(wanted) < MIN_USERNAME:
            wanted += "_"
        while wanted in self._taken:
            wanted = f"{wanted[: MAX_USERNAME - 6].rstrip('0123456789')}{self._random.randint(2, 99_999)}"
        self._taken.add(wanted)
        return wanted


def _whole(culture: _Culture, given: _Part, family: _Part) -> str:
    if not culture.family_first:
        return f"{given.written} {family.written}"
    gap = "" if culture.locale in {"zh-CN", "ko"} else " "
    return f"{family.written}{gap}{given.written}"
