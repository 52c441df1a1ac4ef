from collections.abc import Callable

DISCORD_EPOCH_MS = 1_420_070_400_000
"""The first second of 2015, from which Discord counts."""


def from_ms(milliseconds: int, low_bits: int = 0) -> int:
    """The snowflake of a moment; `low_bits` are the 22 bits below the time."""
    return ((milliseconds - DISCORD_EPOCH_MS) << 22) | (low_bits & 0x3F_FFFF)


def to_ms(snowflake: int) -> int:
    """The moment a snowflake was made, in ms since 1970."""
    return (snowflake >> 22) + DISCORD_EPOCH_MS


class Snowflakes:
    """Ids that carry the current time, never repeat and always grow."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._last = 0

    def next(self) -> int:
        """A new id."""
        self._last = max(self._last + 1, from_ms(int(self._clock() * 1000)))
        return self._last
