"""Payloads in, events out: the way of everything heard to the ingest, live, replayed or read from history.

Heard payloads are translated and put at once, in the order of the gateway and without a task of their
own. What has to be asked first (whose message, which parent) is finished in the background and keeps
``unsettled`` above zero until then, so that no checkpoint passes it by.
"""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

import structlog

from bot import translate
from bot.people import Author, Authors, People
from bot.translate import Payload, snowflake
from synapse.engine.events import Recorded, ThreadCreated

log = structlog.get_logger(__name__)

_HELD_AT_MOST = 100_000
_MEMBER_LIST_SECONDS = 10


class Unknown(Exception):  # noqa: N818 - an answer, not a fault
    """It is not known which channel a thread belongs to."""


class Discord(Protocol):
    """What the intake asks of the client."""

    def parent_of(self, guild_id: int, channel_id: int) -> int | None:
        """The channel that a thread belongs to, None outside threads; raises Unknown."""

    async def fetch_parent(self, channel_id: int) -> int | None:
        """The same, asked of Discord."""

    async def fetch_author(self, channel_id: int, message_id: int) -> Author | None:
        """Who wrote a message; None when it is gone or out of reach."""


@dataclass(slots=True)
class Guild:
    """What the intake keeps of one guild; ``held`` are events that wait until its rules are there."""

    people: People = field(default_factory=People)
    listed: asyncio.Event = field(default_factory=asyncio.Event)
    held: list[Recorded] | None = None


class Intake:
    """Turns what is heard into events and puts them.

    Args:
        put: Takes each event; neither blocks nor raises.
        discord: Answers what a payload does not say.
        serves: Whether a guild is served at all.
        clock: The present moment.

    Attributes:
        counters: What was left out and why, by reason.
    """

    def __init__(
        self,
        put: Callable[[Recorded], None],
        discord: Discord,
        *,
        serves: Callable[[int], bool],
        clock: Callable[[], datetime],
    ) -> None:
        self._put_now = put
        self._discord = discord
        self._serves = serves
        self._clock = clock
        self._authors = Authors()
        self._guilds: dict[int, Guild] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self.counters: Counter[str] = Counter()

    def guild(self, guild_id: int) -> Guild:
        """What is kept of a guild."""
        found = self._guilds.get(guild_id)
        if found is None:
            found = self._guilds[guild_id] = Guild()
        return found

    @property
    def holding(self) -> bool:
        """Whether events are held back."""
        return any(guild.held for guild in self._guilds.values())

    @property
    def unsettled(self) -> int:
        """How many payloads were heard whose events were not put yet."""
        return len(self._tasks) + sum(len(guild.held) for guild in self._guilds.values() if guild.held)

    async def settle(self) -> None:
        """Return when everything heard before has been put."""
        pending = set(self._tasks)
        if pending:
            await asyncio.wait(pending)

    def hold(self, guild_id: int) -> None:
        """Keep a guild's events back until ``release``: its rules are not there yet."""
        guild = self.guild(guild_id)
        guild.held = guild.held or []

    def release(self, guild_id: int) -> None:
        """Put what was kept back, in order, and from now on at once."""
        guild = self.guild(guild_id)
        held, guild.held = guild.held, None
        for event in held or ():
            self._put_now(event)

    def put(self, event: Recorded) -> None:
        """Hand one event on, or hold it while its guild's rules are not there."""
        held = self.guild(event.guild_id).held
        if held is None:
            self._put_now(event)
        elif len(held) < _HELD_AT_MOST:
            held.append(event)
        else:
            self.counters["held_too_many"] += 1

    def message(self, data: Payload, guild_id: int | None = None) -> None:
        """A message was written, or read from the history of ``guild_id``."""
        where = data.get("guild_id") if guild_id is None else guild_id
        if where is None:
            return
        guild_id = snowflake(where)
        if not self._serves(guild_id):
            return
        try:
            parent_id = self._discord.parent_of(guild_id, snowflake(data["channel_id"]))
        except Unknown:
            self._later(self._message_elsewhere(data, guild_id))
        else:
            self._message(data, guild_id, parent_id)

    def reaction(self, data: Payload) -> None:
        """Somebody reacted to a message."""
        if data.get("guild_id") is None:
            return
        guild_id, user_id = snowflake(data["guild_id"]), snowflake(data["user_id"])
        channel_id, message_id = snowflake(data["channel_id"]), snowflake(data["message_id"])
        if not self._serves(guild_id):
            return
        people = self.guild(guild_id).people
        if people.is_bot(user_id):
            return
        at = self._clock()
        author = self._authors.of(message_id) or _stated(data, people)
        try:
            parent_id = self._discord.parent_of(guild_id, channel_id)
        except Unknown:
            author = None
        if author is None:
            self._later(self._reaction_to_unknown(data, guild_id, at))
        else:
            self._reaction(data, author, parent_id, at)

    def thread(self, data: Payload, guild_id: int) -> None:
        """A thread was newly opened."""
        event = translate.thread_created(data, guild_id)
        if event is None or not self._serves(guild_id):
            return
        person = self.guild(guild_id).people.is_person(event.user_id)
        if person:
            self.put(event)
        elif person is None:
            self._later(self._thread_of_unknown(event, guild_id))

    def _message(self, data: Payload, guild_id: int, parent_id: int | None) -> None:
        event = translate.message_sent(data, guild_id, parent_id)
        if event is None:
            self._authors.wrote(snowflake(data["id"]), _author(data))
            return
        self._authors.wrote(event.message_id, Author(event.user_id, is_person=True))
        self.put(event)

    def _reaction(self, data: Payload, author: Author, parent_id: int | None, at: datetime) -> None:
        for event in translate.reaction(
            data, author_id=author.user_id, author_is_person=author.is_person, parent_id=parent_id, at=at
        ):
            self.put(event)

    async def _message_elsewhere(self, data: Payload, guild_id: int) -> None:
        self._message(data, guild_id, await self._discord.fetch_parent(snowflake(data["channel_id"])))

    async def _reaction_to_unknown(self, data: Payload, guild_id: int, at: datetime) -> None:
        await self._members_of(guild_id)
        guild, message_id = self.guild(guild_id), snowflake(data["message_id"])
        if guild.people.is_bot(snowflake(data["user_id"])):
            return
        channel_id = snowflake(data["channel_id"])
        author = self._authors.of(message_id) or _stated(data, guild.people)
        author = author or await self._discord.fetch_author(channel_id, message_id)
        if author is None:
            self.counters["reactions_to_messages_out_of_reach"] += 1
            return
        self._authors.wrote(message_id, author)
        self._reaction(data, author, await self._parent_of(guild_id, channel_id), at)

    async def _thread_of_unknown(self, event: ThreadCreated, guild_id: int) -> None:
        await self._members_of(guild_id)
        # Somebody who has left since is a person all the same; only bots open threads without an account to see.
        if not self.guild(guild_id).people.is_bot(event.user_id):
            self.put(event)

    async def _members_of(self, guild_id: int) -> None:
        try:
            async with asyncio.timeout(_MEMBER_LIST_SECONDS):
                await self.guild(guild_id).listed.wait()
        except TimeoutError:
            self.counters["member_list_late"] += 1

    async def _parent_of(self, guild_id: int, channel_id: int) -> int | None:
        try:
            return self._discord.parent_of(guild_id, channel_id)
        except Unknown:
            return await self._discord.fetch_parent(channel_id)

    def _later(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(self._guarded(work), name="intake: ask first")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _guarded(self, work: Awaitable[None]) -> None:
        try:
            await work
        except Exception as error:  # noqa: BLE001 - one payload must not stop the others
            self.counters["unreadable"] += 1
            log.warning("intake.left_out", error=type(error).__name__)


def _author(message: Payload) -> Author:
    author = message["author"]
    person = translate.is_person(author) and message.get("webhook_id") is None
    return Author(snowflake(author["id"]), is_person=person)


def _stated(reaction: Payload, people: People) -> Author | None:
    """The author that a reaction's payload names, if it is known what they are."""
    stated = reaction.get("message_author_id")
    if stated is None:
        return None
    user_id = snowflake(stated)
    person = people.is_person(user_id)
    return None if person is None else Author(user_id, is_person=person)
