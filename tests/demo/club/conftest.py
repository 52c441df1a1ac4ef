from collections.abc import Callable
from random import Random

import pytest

from synapse.demo.backend import Backend, Options
from synapse.demo.club import Club, found

NOON = 1_795_521_600.0
"""Tuesday, 24 November 2026, 12:00 UTC."""


class Clock:
    """A time that only moves when it is told to."""

    def __init__(self, at: float = NOON) -> None:
        self.at = at

    def __call__(self) -> float:
        return self.at


def dice(seed: int) -> Random:
    """A source of chance that always throws the same."""
    return Random(seed)  # noqa: S311 - chance that repeats itself is the point


def backend_of(club: Club, clock: Callable[[], float]) -> Backend:
    """What a local Discord is without its sockets."""
    return Backend(club, Options(clock=clock), "http://127.0.0.1:0")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def club() -> Club:
    return found(seed=7, members=80)
