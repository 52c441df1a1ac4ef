import re
import tomllib
from collections import deque
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from random import Random
from typing import Any

from synapse.demo.club.people import Person
from synapse.demo.club.places import Place

_SLOT = re.compile(r"\{([a-z]+)(\d?)\}")
_REMEMBERED = 60
_TRIES = 6
_CODE_CHANCE = 0.12
_LINK_CHANCE = 0.07
_FILE_CHANCE = 0.45
_LONG_CHANCE = 0.16
_GREETING_CHANCE = 0.3
_EMOJI_CHANCE = 0.18
_LANGUAGES = {"python": "```python", "rust": "```rust", "javascript": "```typescript"}
"""What code looks like in the channels that belong to one language."""

_FUNNY = frozenset({"memes", "pets"})


@dataclass(frozen=True, slots=True)
class Saying:
    """What somebody writes: a text, and the name of a picture if they show one."""

    text: str
    file: str | None = None


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files("synapse.demo.club").joinpath("data/phrases.toml").read_text(encoding="utf-8"))


def themes() -> frozenset[str]:
    """The themes that something can be said about."""
    return frozenset(name for name, table in _data().items() if "lines" in table)


class Phrases:
    """Finds words for every occasion, seldom the same ones twice in a short time."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._said: deque[str] = deque(maxlen=_REMEMBERED)

    def opening(self, place: Place, person: Person) -> Saying:
        """What begins a conversation."""
        random, theme, table = self._random, place.theme, _data()[place.theme]
        if "files" in table and random.random() < _FILE_CHANCE:
            return Saying(self._from(table["openers"]), random.choice(table["files"]))
        greetings = _data()["greetings"].get(person.member.user.locale)
        if greetings and theme in {"general", "introductions"} and random.random() < _GREETING_CHANCE:
            return Saying(f"{random.choice(greetings)} {self._from(table['openers'])}")
        return Saying(self._from(table["openers"]))

    def answer(self, place: Place, person: Person) -> Saying:
        """What goes on with a conversation: a line, now and then something longer, code or a link."""
        random, table = self._random, _data()[place.theme]
        if "code" in table and random.random() < _CODE_CHANCE:
            fence = _LANGUAGES.get(place.channel.name, "```")
            return Saying(self._from([text for text in table["code"] if fence in text]))
        if "links" in table and random.random() < _LINK_CHANCE:
            return Saying(self._from(table["links"]))
        if "long" in table and random.random() < _LONG_CHANCE * person.habits.wordy:
            return Saying(self._from(table["long"]))
        text = self._from(table["lines"])
        if random.random() < _EMOJI_CHANCE:
            text = f"{text} {self.emoji(place.theme)}"
        return Saying(text)

    def thread_name(self) -> str:
        """The title of a thread."""
        return self._from(_data()["threads"]["names"])

    def machine(self, which: str) -> str:
        """What a program says: the jukebox, or the builds' webhook."""
        return self._from(_data()["machines"][which])

    def emoji(self, theme: str) -> str:
        """An emoji to react with."""
        moods = _data()["emoji"]
        mood = "funny" if theme in _FUNNY else self._random.choice(("warm", "warm", "curious"))
        choices: list[str] = moods[mood]
        return self._random.choice(choices)

    def _from(self, choices: list[str]) -> str:
        for _ in range(_TRIES):
            raw = self._random.choice(choices)
            if raw not in self._said:
                break
        self._said.append(raw)
        return self._filled(raw)

    def _filled(self, raw: str) -> str:
        """The text with its slots filled; slots of the same name get the same word, others of its kind another."""
        words: dict[str, list[str]] = {}
        chosen: dict[str, str] = {}

        def word(match: re.Match[str]) -> str:
            slot, kind = match[0], match[1]
            if slot not in chosen:
                left = words.setdefault(kind, self._random.sample(_data()["words"][kind], k=2))
                chosen[slot] = left.pop()
            return chosen[slot]

        return _SLOT.sub(word, raw)
