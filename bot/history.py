"""What happened while nobody listened, read back from Discord's channel history, within bounds."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

import disnake
import structlog
from disnake.http import Route

from bot.core import Core
from bot.translate import Payload, first_id_at, moment, opened_at, snowflake

log = structlog.get_logger(__name__)

_PAGE = 100
_AT_ONCE = 8
_OVERLAP = timedelta(minutes=10)
"""How far before the gap reading begins: for reactions to what was written just before, and for clocks that differ."""
_NORMAL, _BURST = 0, 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """What may be missing in a guild.

    ``since`` is when everything was known to be committed, None when no checkpoint says so; ``last_seen``
    is the newest message in the journal of each channel.
    """

    since: datetime | None
    last_seen: Mapping[int, int]

    def after(self, channel_id: int, earliest: datetime) -> int | None:
        """The snowflake to read a channel from; None when nothing can be missing because nothing was known."""
        if self.since is not None:
            begin = self.since
        elif self.last_seen:
            begin = moment(self.last_seen.get(channel_id) or max(self.last_seen.values()))
        else:
            return None
        return first_id_at(max(begin - _OVERLAP, earliest))


class History:
    """Reads one guild's gap back through the intake."""

    def __init__(self, core: Core, guild: disnake.Guild, gap: Gap) -> None:
        self._core = core
        self._guild = guild
        self._gap = gap
        self._earliest = core.clock() - timedelta(hours=core.soft.catch_up.hours)
        self.messages = 0

    async def read(self) -> None:
        """Read threads, messages and their reactions. What the bot may not see is left out."""
        threads = await self._threads()
        await self._side_by_side(partial(self._channel, channel_id, newest) for channel_id, newest in self._channels())
        await self._side_by_side(partial(self._thread, thread) for thread in threads)

    async def _side_by_side(self, reads: Iterable[Callable[[], Awaitable[None]]]) -> None:
        """Discord limits requests by channel, so that channels need not wait for each other."""
        turns = asyncio.Semaphore(_AT_ONCE)

        async def read(one: Callable[[], Awaitable[None]]) -> None:
            async with turns:
                await one()

        async with asyncio.TaskGroup() as group:
            for one in reads:
                group.create_task(read(one))

    def _channels(self) -> list[tuple[int, int | None]]:
        """Every channel that holds messages of its own, with the id of its newest one."""
        kinds = (disnake.TextChannel, disnake.VoiceChannel, disnake.StageChannel)
        return [(each.id, each.last_message_id) for each in self._guild.channels if isinstance(each, kinds)]

    async def _threads(self) -> list[Payload]:
        """The active threads, and those that were archived within the gap."""
        client = self._core.client
        active = await client.insist(lambda: client.http.get_active_threads(self._guild.id))
        found: list[Payload] = [*(active["threads"] if active else ())]
        for channel in self._guild.channels:
            if isinstance(channel, disnake.TextChannel | disnake.ForumChannel | disnake.MediaChannel):
                found += await self._archived(channel.id)
        return found

    async def _archived(self, channel_id: int) -> list[Payload]:
        after = self._gap.after(channel_id, self._earliest)
        if after is None:
            return []
        client = self._core.client
        page = await client.insist(lambda: client.http.get_public_archived_threads(channel_id, limit=_PAGE))
        begin = moment(after)
        threads: list[Payload] = [*(page["threads"] if page else ())]
        return [
            thread
            for thread in threads
            if datetime.fromisoformat(thread["thread_metadata"]["archive_timestamp"]) >= begin
        ]

    async def _thread(self, thread: Payload) -> None:
        thread_id = snowflake(thread["id"])
        after = self._gap.after(thread_id, self._earliest)
        if after is None:
            return
        if opened_at(thread) >= moment(after):
            self._heard(partial(self._core.intake.thread, thread, self._guild.id))
        last = thread.get("last_message_id")
        await self._channel(thread_id, snowflake(last) if last else None)

    async def _channel(self, channel_id: int, last_message_id: int | None) -> None:
        after = self._gap.after(channel_id, self._earliest)
        if after is None or last_message_id is None or last_message_id <= after:
            return
        limit = self._core.soft.catch_up.messages_per_channel
        read = 0
        async for message in self._messages(channel_id, after, limit):
            read += 1
            if self._heard(partial(self._core.intake.message, message, self._guild.id)):
                await self._reactions(message)
        self.messages += read
        if read >= limit:
            log.warning("history.cut_short", channel_id=channel_id, messages=read, setting="messages_per_channel")

    async def _messages(self, channel_id: int, after: int, limit: int) -> AsyncIterator[Payload]:
        client = self._core.client
        while limit > 0:
            begin, size = after, min(limit, _PAGE)
            page = await client.insist(lambda: client.http.logs_from(channel_id, size, after=begin))  # noqa: B023 - awaited at once
            for message in sorted(page or (), key=lambda each: snowflake(each["id"])):
                after = snowflake(message["id"])
                yield message
            limit -= size
            if not page or len(page) < size:
                return

    async def _reactions(self, message: Payload) -> None:
        for reaction in message.get("reactions") or ():
            details = reaction.get("count_details") or {}
            for kind in (_NORMAL, _BURST):
                if details.get("burst" if kind == _BURST else "normal", kind == _NORMAL):
                    await self._reactors(message, reaction["emoji"], kind)

    async def _reactors(self, message: Payload, emoji: Payload, kind: int) -> None:
        author = message["author"]
        about = {
            "guild_id": self._guild.id,
            "channel_id": message["channel_id"],
            "message_id": message["id"],
            "message_author_id": author["id"],
        }
        async for user in self._users(message, emoji, kind):
            reaction = {**about, "user_id": user["id"], "member": {"user": user}}
            self._heard(partial(self._core.intake.reaction, reaction))

    async def _users(self, message: Payload, emoji: Payload, kind: int) -> AsyncIterator[Payload]:
        name = f"{emoji['name']}:{emoji['id']}" if emoji.get("id") else emoji["name"]
        after = 0
        while True:
            route = Route(
                "GET",
                "/channels/{channel_id}/messages/{message_id}/reactions/{emoji}",
                channel_id=message["channel_id"],
                message_id=message["id"],
                emoji=name,
            )
            page = await self._page(route, {"limit": _PAGE, "after": after, "type": kind})
            for user in page:
                after = snowflake(user["id"])
                yield user
            if len(page) < _PAGE:
                return

    def _heard(self, hearer: Callable[[], None]) -> bool:
        """Let the intake hear something; False when it is not readable."""
        try:
            hearer()
        except Exception as error:  # noqa: BLE001 - one strange message must not hide the others
            log.warning("history.unreadable", error=type(error).__name__)
            return False
        return True

    async def _page(self, route: Route, params: dict[str, int]) -> list[Payload]:
        client = self._core.client
        found: list[Payload] | None = await client.insist(lambda: client.http.request(route, params=params))
        return found or []
