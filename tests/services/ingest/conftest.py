"""A pipeline on a seeded guild in a database of the test's own."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Protocol

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from synapse import config
from synapse.config import Soft
from synapse.engine.events import MessageSent, ReactionGiven, ReactionReceived, ThreadCreated, VoiceTick
from synapse.services.ingest import Ingest
from synapse.services.rules import Rulebook
from synapse.services.verify import verify
from tests.services.conftest import GUILD, NOW

ADA, BOB, EVE = 101, 102, 103
FIRST = (int(NOW.timestamp() * 1000) - 1_420_070_400_000) << 22
"""The snowflake of NOW: messages are numbered from it, because a message's id tells its age."""
Agrees = Callable[[], Awaitable[None]]


class Happenings:
    """Makes events of the guild; times are seconds after NOW."""

    def __init__(self) -> None:
        self._number = 1000

    def message(
        self, user: int = ADA, *, at: float = 0, channel: int = 11, number: int | None = None, guild: int = GUILD
    ) -> MessageSent:
        self._number += 1
        return MessageSent(
            guild_id=guild,
            user_id=user,
            channel_id=channel,
            occurred_at=NOW + timedelta(seconds=at),
            message_id=FIRST + (number or self._number),
            length=20,
        )

    def reaction(
        self, reactor: int, author: int, message: int, *, at: float = 0
    ) -> tuple[ReactionGiven, ReactionReceived]:
        when = NOW + timedelta(seconds=at)
        return (
            ReactionGiven(
                guild_id=GUILD,
                user_id=reactor,
                channel_id=11,
                occurred_at=when,
                message_id=FIRST + message,
                author_id=author,
            ),
            ReactionReceived(
                guild_id=GUILD,
                user_id=author,
                channel_id=11,
                occurred_at=when,
                message_id=FIRST + message,
                reactor_id=reactor,
            ),
        )

    def thread(self, user: int = ADA, *, number: int, at: float = 0) -> ThreadCreated:
        when = NOW + timedelta(seconds=at)
        return ThreadCreated(guild_id=GUILD, user_id=user, channel_id=number, parent_id=11, occurred_at=when)

    def tick(self, user: int = ADA, *, tick: int = 1, companions: int = 1, at: float = 600) -> VoiceTick:
        when = NOW + timedelta(seconds=at)
        return VoiceTick(
            guild_id=GUILD,
            user_id=user,
            channel_id=11,
            occurred_at=when,
            session_started_at=NOW,
            tick=tick,
            companions=companions,
        )


class Open(Protocol):
    """Opens a pipeline as a process of its own would."""

    def __call__(
        self, *, announce_after: datetime | None = None, engine: AsyncEngine | None = None, **ingest: int
    ) -> Any: ...  # noqa: ANN401 - an async context manager of a pipeline


@pytest.fixture
def happens() -> Happenings:
    return Happenings()


@pytest.fixture
def spool_folder(tmp_path: Path) -> Path:
    return tmp_path / "spool"


@pytest.fixture
def soft(spool_folder: Path) -> Callable[..., Soft]:
    def made(*, spool_mb: int = 1, **ingest: int) -> Soft:
        return Soft(
            ingest=config.Ingest(**{"max_delay_ms": 5, **ingest}),
            spool=config.Spool(directory=spool_folder, max_mb=spool_mb),
        )

    return made


@pytest.fixture
def opened(live_engine: AsyncEngine, club: int, soft: Callable[..., Soft]) -> Open:
    """A pipeline with a rulebook of its own; stopped at the end."""
    assert club == GUILD

    @asynccontextmanager
    async def run(
        *, announce_after: datetime | None = None, engine: AsyncEngine | None = None, **ingest: int
    ) -> AsyncIterator[Ingest]:
        rulebook = Rulebook(live_engine)
        await rulebook.start()
        pipeline = Ingest(engine or live_engine, rulebook, soft(**ingest), announce_after=announce_after)
        await pipeline.start()
        yield pipeline
        await pipeline.stop()
        await rulebook.stop()

    return run


@pytest.fixture
def agrees(live_engine: AsyncEngine) -> Agrees:
    """Demands that everything kept as a sum equals the journal."""

    async def check() -> None:
        assert await verify(live_engine) == []

    return check
