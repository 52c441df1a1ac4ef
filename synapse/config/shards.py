"""Which of Discord's shards one process of the bot serves."""

import re
from dataclasses import dataclass
from typing import Self

_MOST = 100_000
_FORM = re.compile(r"(?P<parts>\d+(?:-\d+)?(?:,\d+(?:-\d+)?)*)/(?P<count>\d+)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Shards:
    """A share of the guilds: Discord deals them out to shards by their ids.

    Attributes:
        numbers: The shards, in rising order; at least one.
        count: How many shards there are over all processes.
    """

    numbers: tuple[int, ...]
    count: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a text such as ``0-3/8``: shards 0 to 3 of 8; ``0,2/4`` are two of four.

        Raises:
            ValueError: It is not of this form, or a shard is not there, or is named twice.
        """
        found = _FORM.fullmatch(text.replace(" ", ""))
        count = int(found["count"]) if found else 0
        if found is None or not 0 < count <= _MOST:
            raise ValueError(text)
        numbers: list[int] = []
        for part in found["parts"].split(","):
            first, _, last = part.partition("-")
            if int(last or first) >= count:
                raise ValueError(text)
            numbers += range(int(first), int(last or first) + 1)
        if not numbers or len(set(numbers)) < len(numbers):
            raise ValueError(text)
        return cls(tuple(sorted(numbers)), count)

    @property
    def leads(self) -> bool:
        """Whether this process does what is done once for all: it serves the first shard."""
        return self.numbers[0] == 0
