"""What subscriptions follow: states that are read once per notice, however many follow them.

A follower finds the newest state when it is ready for one; states that came and went meanwhile are
skipped, so a slow one never makes a queue.
"""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Hashable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import structlog

from synapse.db.notify import Listener, Notice, Part
from synapse.errors import SynapseError
from synapse.services.rules import Rulebook

log = structlog.get_logger(__name__)

T = TypeVar("T")
REST_SECONDS = 0.1
"""The least time between two reads of one state; notices in between become one."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What can be followed: a state within a guild that depends on some parts of it."""

    guild_id: int
    parts: frozenset[Part]
    key: Hashable


class Latest(Generic[T]):
    """The newest of a series of values, and how to wait for the next."""

    def __init__(self) -> None:
        self._version = 0
        self._closed = False
        self._value: T | None = None
        self._changed = asyncio.Event()

    def put(self, value: T) -> None:
        """Replace the value and wake who waits."""
        self._value = value
        self._version += 1
        self._changed.set()
        self._changed = asyncio.Event()

    def close(self) -> None:
        """There will be no further value."""
        self._closed = True
        self._changed.set()

    async def follow(self) -> AsyncGenerator[T, None]:
        """The newest value at once (or when there is one), then again whenever there is a newer one."""
        seen = 0
        while True:
            while self._version == seen:
                if self._closed:
                    return
                await self._changed.wait()
            seen = self._version
            yield self._value  # type: ignore[misc] # a version above 0 has a value


class _State(Generic[T]):
    """One state that is read again after notices, for as long as anybody follows it."""

    def __init__(self, read: Callable[[], Awaitable[T]]) -> None:
        self.latest: Latest[T] = Latest()
        self.followers = 0
        self._read = read
        self._first = asyncio.Lock()
        self._stale = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    async def ready(self) -> None:
        """Return once the state has been read; who comes together waits for one reading."""
        async with self._first:
            if self._task is None:
                self.latest.put(await self._read())
                self._task = asyncio.create_task(self._keep(), name="live-state")

    def touch(self) -> None:
        """Something may have changed."""
        self._stale.set()

    def close(self) -> None:
        """Stop reading."""
        if self._task:
            self._task.cancel()

    async def _keep(self) -> None:
        while True:
            await self._stale.wait()
            self._stale.clear()
            try:
                self.latest.put(await self._read())
            except SynapseError as error:
                # The last state stays in force; when the listener is back it touches every state.
                log.warning("live.unread", error=type(error).__name__)
            except Exception:
                log.exception("live.failed")
            await asyncio.sleep(REST_SECONDS)


class Live:
    """All states that are followed in this process."""

    def __init__(self, listener: Listener, rulebook: Rulebook) -> None:
        self._listener = listener
        self._rulebook = rulebook
        self._states: dict[Subject, _State[Any]] = {}
        self._undo: list[Callable[[], None]] = []

    def start(self) -> None:
        """Begin to hear notices."""
        self._undo = [self._listener.on_notice(self._hear), self._listener.on_reconnect(self._touch_all)]
        self._rulebook.on_replaced.append(self._touch_guild)

    def stop(self) -> None:
        """Stop hearing, and stop reading."""
        for undo in self._undo:
            undo()
        self._rulebook.on_replaced.remove(self._touch_guild)
        for state in self._states.values():
            state.close()
        self._states.clear()

    @property
    def followed(self) -> int:
        """How many states are followed at this moment."""
        return len(self._states)

    async def follow(self, subject: Subject, read: Callable[[], Awaitable[T]]) -> AsyncGenerator[T, None]:
        """The state of a subject now, and again after each change; iterate what is returned at once.

        Args:
            subject: What is followed; all followers of equal subjects share one reading.
            read: Reads the state.

        Raises:
            SynapseError: The state cannot be read.
        """
        state = self._states.setdefault(subject, _State(read))
        state.followers += 1
        try:
            await state.ready()
        except BaseException:
            self._leave(subject, state)
            raise
        return self._following(subject, state)

    async def _following(self, subject: Subject, state: _State[T]) -> AsyncGenerator[T, None]:
        try:
            async for value in state.latest.follow():
                yield value
        finally:
            self._leave(subject, state)

    def _leave(self, subject: Subject, state: _State[Any]) -> None:
        state.followers -= 1
        if not state.followers:
            state.close()
            if self._states.get(subject) is state:
                del self._states[subject]

    def _hear(self, notice: Notice) -> None:
        self._touch(lambda subject: subject.guild_id == notice.guild_id and bool(subject.parts & notice.parts))

    def _touch_guild(self, guild_id: int) -> None:
        self._touch(lambda subject: subject.guild_id == guild_id)

    def _touch_all(self) -> None:
        self._touch(lambda _subject: True)

    def _touch(self, concerned: Callable[[Subject], bool]) -> None:
        for subject, state in self._states.items():
            if concerned(subject):
                state.touch()
