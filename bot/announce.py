"""The announcer: posts what waits in the outbox, each entry once, no channel faster than it should.

It is woken by notices and looks by itself now and then. An entry is claimed, sent with an enforced
nonce, and marked. What happens to it when the bot dies in between: the claim goes stale, the next
claimer first looks whether the post is there, and the nonce stops Discord from posting it twice.
"""

import asyncio
import contextlib
from collections import defaultdict, deque
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import disnake
import structlog
from disnake.http import Route

from bot.celebrate import embed, embed_of_week
from bot.client import OUTAGES
from bot.core import Core
from bot.errands import is_outage
from bot.translate import first_id_at, snowflake
from synapse.db.notify import Listener, Notice, Part, Topic
from synapse.services import announcements
from synapse.services.announcements import DIRECT, Waiting

log = structlog.get_logger(__name__)

DIRECT_PER_MINUTE = 20
"""Direct messages to members within 60 seconds over all guilds: Discord takes a bot that writes to many for spam."""

_WINDOW = timedelta(seconds=60)
_IDLE_SECONDS = 15.0
_TROUBLE_SECONDS = 5.0
_AT_ONCE = 10
_PAGE, _PAGES = 100, 5
_TOO_MANY = 429


class Announcer:
    """Posts announcements for the guilds of this process."""

    def __init__(self, core: Core, listener: Listener) -> None:
        self._core = core
        self._listener = listener
        self._wake = asyncio.Event()
        self._posted: defaultdict[int, deque[datetime]] = defaultdict(deque)
        self._guild_of: dict[int, int] = {}
        self._remembered: set[int] = set()
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to post."""
        self._undo = [
            self._listener.on_notice(self._hear),
            self._listener.on_reconnect(self._wake.set),
        ]
        self._task = asyncio.create_task(self._run(), name="announcer")

    async def stop(self) -> None:
        """Stop; what was claimed and not sent is taken up again later."""
        for undo in self._undo:
            undo()
        if self._task:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    async def step(self) -> float:
        """Post what can be posted now.

        Returns:
            Seconds after which to look again, unless woken before.
        """
        guild_ids = [guild.id for guild in self._core.client.guilds if self._core.serves(guild.id)]
        await self._remember(guild_ids)
        while guild_ids:
            now = self._core.clock()
            claimed = await announcements.claim(
                self._core.engine, guild_ids, now=now, limit=_AT_ONCE, except_channels=self._full(now)
            )
            if not await self._post_all(claimed):
                return _TROUBLE_SECONDS
            if len(claimed) < _AT_ONCE:
                break
        return self._until_free()

    def _hear(self, notice: Notice) -> None:
        if notice.topic is Topic.ACTIVITY and Part.ANNOUNCEMENTS in notice.parts:
            self._wake.set()

    async def _run(self) -> None:
        while True:
            self._wake.clear()
            try:
                pause = await self.step()
            except Exception as error:
                pause = _TROUBLE_SECONDS
                log.warning("announcer.failed", error=type(error).__name__, exc_info=not is_outage(error))
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(pause):
                    await self._wake.wait()

    async def _remember(self, guild_ids: list[int]) -> None:
        """Learn what an earlier process posted within the last minute: the limit holds over a restart."""
        new = [guild_id for guild_id in guild_ids if guild_id not in self._remembered]
        if new:
            for each in await announcements.posted(self._core.engine, new, self._core.clock() - _WINDOW):
                self._posted[each.channel_id].append(each.at)
            self._remembered.update(new)

    def _full(self, now: datetime) -> list[int]:
        for channel_id, times in list(self._posted.items()):
            while times and times[0] <= now - _WINDOW:
                times.popleft()
            if not times:
                del self._posted[channel_id]
        return [channel_id for channel_id, times in self._posted.items() if len(times) >= self._limit(channel_id)]

    def _limit(self, channel_id: int) -> int:
        if channel_id == DIRECT:
            return DIRECT_PER_MINUTE
        guild_id = self._guild_of.get(channel_id)
        if guild_id is None:
            guild = getattr(self._core.client.get_channel(channel_id), "guild", None)
            guild_id = guild.id if guild else 0
        rules = self._core.rulebook.get(guild_id)
        return rules.settings.announcements.per_minute if rules else 1

    def _until_free(self) -> float:
        """When the first full channel takes something again, if that is sooner than the next look."""
        now = self._core.clock()
        free = [(self._posted[channel_id][0] + _WINDOW - now).total_seconds() for channel_id in self._full(now)]
        return min((_IDLE_SECONDS, *(max(0.05, seconds) for seconds in free)))

    async def _post_all(self, claimed: list[Waiting]) -> bool:
        """Post what was claimed, in order; False when Discord or the database does not answer."""
        back: list[Waiting] = []
        for position, waiting in enumerate(claimed):
            if (waiting.channel_id or DIRECT) in self._full(self._core.clock()):
                back.append(waiting)
            elif not await self._post(waiting):
                back += claimed[position + 1 :]
                await self._give_back(back)
                return False
        await self._give_back(back)
        return True

    async def _give_back(self, entries: list[Waiting]) -> None:
        if entries:
            await announcements.release(self._core.engine, [(entry.guild_id, entry.id) for entry in entries])

    async def _post(self, waiting: Waiting) -> bool:
        """Post one; False when it is not known whether it went through (the claim then stays, and goes stale)."""
        try:
            made = await self._made(waiting)
            if made is None:
                await announcements.skip(self._core.engine, waiting.guild_id, waiting.id)
                return True
            channel_id = waiting.channel_id or await self._direct(waiting.user_id)
            message_id = await self._posted_before(waiting, channel_id, made)
            message_id = message_id or await self._send(waiting, channel_id, made)
        except disnake.HTTPException as error:
            if error.status >= 500 or error.status == _TOO_MANY:  # noqa: PLR2004 - HTTP's server errors
                log.warning("announcer.waiting", status=error.status)
                return False
            await announcements.skip(self._core.engine, waiting.guild_id, waiting.id)
            log.warning(
                "announcer.skipped",
                announcement=waiting.id,
                channel_id=waiting.channel_id,
                status=error.status,
                code=error.code,
                advice="The channel is gone, the bot may not write or embed links there, or the member takes no "
                "direct messages.",
            )
            return True
        except OUTAGES as error:
            log.warning("announcer.waiting", error=type(error).__name__)
            return False
        now = self._core.clock()
        place = waiting.channel_id or DIRECT
        self._posted[place].append(now)
        self._guild_of[place] = waiting.guild_id
        await announcements.sent(self._core.engine, waiting.guild_id, waiting.id, message_id, now)
        return True

    async def _made(self, waiting: Waiting) -> Mapping[str, Any] | None:
        rules = self._core.rulebook.get(waiting.guild_id)
        if waiting.user_id:
            return embed(waiting, rules).to_dict()
        made = await embed_of_week(self._core.engine, waiting, rules) if rules else None
        return made.to_dict() if made else None

    async def _direct(self, user_id: int) -> int:
        """The channel of direct messages with a member; asking for it again gives the same one."""
        return snowflake((await self._core.client.http.start_private_message(user_id))["id"])

    async def _send(self, waiting: Waiting, channel_id: int, made: Mapping[str, Any]) -> int:
        route = Route("POST", "/channels/{channel_id}/messages", channel_id=channel_id)
        body = {
            "content": f"<@{waiting.user_id}>" if waiting.user_id else "",
            "embeds": [made],
            "allowed_mentions": {"parse": [], "users": [str(waiting.user_id)] if waiting.user_id else []},
            "nonce": waiting.nonce,
            "enforce_nonce": True,
        }
        message = await self._core.client.http.request(route, json=body)
        return snowflake(message["id"])

    async def _posted_before(self, waiting: Waiting, channel_id: int, wanted: Mapping[str, Any]) -> int | None:
        """The post of an entry whose earlier claimer was lost: Discord forgets a nonce after minutes."""
        if waiting.attempts == 1:
            return None
        http, me = self._core.client.http, str(self._core.client.user.id)
        after = first_id_at(waiting.occurred_at)
        for _ in range(_PAGES):
            page = await http.logs_from(channel_id, _PAGE, after=after)
            for message in page:
                if message["author"]["id"] == me and any(_same(wanted, each) for each in message["embeds"]):
                    return snowflake(message["id"])
            if len(page) < _PAGE:
                break
            after = max(snowflake(message["id"]) for message in page)
        return None


def _same(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two embeds celebrate the same: what they say, of whom, and when it happened to the millisecond."""
    if any(one.get(name) != other.get(name) for name in ("title", "description")):
        return False
    times = [embed["timestamp"] for embed in (one, other) if embed.get("timestamp")]
    moments = {int(datetime.fromisoformat(time).timestamp() * 1000) for time in times}
    return len(times) == 2 and len(moments) == 1  # noqa: PLR2004 - of both
