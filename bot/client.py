"""The Discord client: which intents, what is kept in memory, how to ask Discord for what is missing."""

import asyncio
import sys
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar
from urllib.parse import urlsplit

import aiohttp
import disnake
import structlog
from disnake.ext.commands import AutoShardedInteractionBot, CommandSyncFlags
from disnake.http import Route

from bot.gateway import Session, State
from bot.intake import Unknown
from bot.people import Author
from bot.translate import THREADS, is_person, snowflake
from synapse.config import Shards

log = structlog.get_logger(__name__)

T = TypeVar("T")

INTENTS = disnake.Intents(
    guilds=True, members=True, guild_messages=True, guild_reactions=True, message_content=True, voice_states=True
)
"""The least that works: content to measure messages, members to tell people from bots."""

KEEP_SESSION = 4000
"""A close code after which Discord keeps the session for a resume; 1000 would end it."""

OUTAGES = (OSError, aiohttp.ClientError, TimeoutError, disnake.HTTPException)
"""What a call to Discord raises when it does not come through."""

_RETRY_SECONDS = (0.5, 1.0, 2.0, 5.0, 10.0, 30.0, 60.0)


def use_api(url: str) -> None:
    """Talk to another address than Discord's own; its pictures are taken to lie at the same host."""
    address = urlsplit(url)
    Route.BASE = url.rstrip("/")
    disnake.Asset.BASE = f"{address.scheme}://{address.netloc}"


class Client(AutoShardedInteractionBot):
    """disnake's client without a message store and a member cache, and with ``state`` to hear frames by.

    Args:
        test_guild: A guild whose commands are synced at once; None syncs them for all guilds.
        shards: The shards to serve, while other processes serve the others; None serves all that Discord recommends.
    """

    state: State

    def __init__(self, *, test_guild: int | None = None, shards: Shards | None = None) -> None:
        # The bot never speaks, so disnake need not warn that it cannot.
        disnake.VoiceClient.warn_nacl = disnake.VoiceClient.warn_dave = False
        super().__init__(
            intents=INTENTS,
            max_messages=None,
            chunk_guilds_at_startup=False,
            member_cache_flags=disnake.MemberCacheFlags.none(),
            allowed_mentions=disnake.AllowedMentions.none(),
            # Commands are the application's, not a shard's: one of the processes registers them for all.
            command_sync_flags=CommandSyncFlags.default()
            if shards is None or shards.leads
            else CommandSyncFlags.none(),
            shard_ids=list(shards.numbers) if shards else None,
            shard_count=shards.count if shards else None,
            test_guilds=[test_guild] if test_guild else None,
            default_contexts=disnake.InteractionContextTypes(guild=True),
            default_install_types=disnake.ApplicationInstallTypes(guild=True),
        )
        self._parents: dict[int, int | None] = {}

    def _get_state(self, **options: Any) -> State:  # noqa: ANN401 - disnake's own, handed through
        own = {"dispatch": self.dispatch, "handlers": self._handlers, "hooks": self._hooks}
        self.state = State(http=self.http, loop=self.loop, **own, **options)
        return self.state

    @property
    def shard_numbers(self) -> tuple[int, ...]:
        """The shards that have been launched."""
        return tuple(self.shards)

    @property
    def is_online(self) -> bool:
        """Whether every shard of this process has a session and hears Discord at this moment."""
        shards = self.shards
        expected = len(self.shard_ids or range(self.shard_count or 0))
        return 0 < expected == len(shards) and all(
            self.session(number) and not each.is_closed() for number, each in shards.items()
        )

    def session(self, shard_id: int) -> Session | None:
        """Where a shard stands in the gateway."""
        return self.state.session(shard_id) if shard_id in self.shards else None

    def shard_of(self, guild_id: int) -> int:
        """The shard that hears a guild."""
        return (guild_id >> 22) % (self.shard_count or 1)

    def parent_of(self, guild_id: int, channel_id: int) -> int | None:
        """The channel that a thread belongs to, None outside threads.

        Raises:
            Unknown: The channel has not been heard of.
        """
        guild = self.get_guild(guild_id)
        if guild and guild.get_channel(channel_id):
            return None
        if guild and (thread := guild.get_thread(channel_id)):
            return thread.parent_id
        if channel_id in self._parents:
            return self._parents[channel_id]
        raise Unknown

    async def fetch_parent(self, channel_id: int) -> int | None:
        """Ask which channel a thread belongs to; None if it is none, or out of reach."""
        found = await self.insist(lambda: self.http.get_channel(channel_id))
        is_thread = found is not None and found["type"] in THREADS
        parent_id = snowflake(found.get("parent_id")) if found and is_thread else None
        self._parents[channel_id] = parent_id
        return parent_id

    async def fetch_author(self, channel_id: int, message_id: int) -> Author | None:
        """Ask who wrote a message; None if it is gone or out of reach."""
        found = await self.insist(lambda: self.http.get_message(channel_id, message_id))
        if found is None:
            return None
        author = found["author"]
        return Author(snowflake(author["id"]), is_person=is_person(author) and found.get("webhook_id") is None)

    async def insist(self, call: Callable[[], Awaitable[T]]) -> T | None:
        """Call Discord until it answers; None for what it refuses (gone, forbidden).

        Raises:
            disnake.HTTPException: Discord does not answer for minutes.
        """
        for delay in (*_RETRY_SECONDS, None):
            try:
                return await call()
            except OUTAGES as error:
                status = error.status if isinstance(error, disnake.HTTPException) else 0
                if status in range(400, 500) and status != 429:  # noqa: PLR2004 - HTTP's client errors
                    return None
                if delay is None:
                    raise
                log.warning("client.retrying", error=type(error).__name__, status=status, retry_in_seconds=delay)
                await asyncio.sleep(delay)
        return None

    async def ask_for_members(self, guild_id: int, nonce: str) -> None:
        """Ask the gateway for a guild's whole member list; the chunks that answer carry the nonce."""
        await self.state.chunker(guild_id, nonce=nonce)

    async def close(self) -> None:
        """Leave the gateway in a way that lets the next start resume the session."""
        for shard_id in self.shards:
            websocket = self._get_websocket(shard_id=shard_id)
            close = websocket.close
            setattr(websocket, "close", lambda code=KEEP_SESSION, close=close: close(KEEP_SESSION))  # noqa: B010, ARG005 - disnake gives 1000
        await super().close()

    async def on_gateway_error(self, event: str, _data: object, shard_id: int | None, error: Exception) -> None:
        """Tell of a frame that disnake could not read, without its content."""
        log.warning("gateway.unreadable", frame=event, shard_id=shard_id, error=type(error).__name__)

    async def on_error(self, event_method: str, *_args: object, **_kwargs: object) -> None:
        """Tell of a listener that failed."""
        log.error("client.listener_failed", listener=event_method, exc_info=sys.exc_info()[1])
