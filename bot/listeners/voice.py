"""Voice: stays are tracked, their ticks are put when they fall due, and they outlive a restart."""

import asyncio
import contextlib
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from bot.core import Core
from bot.translate import Payload, snowflake
from bot.voice import State as VoiceState
from bot.voice import Stay, Tracker
from synapse.engine.events import VoiceTick
from synapse.services import voice
from synapse.services.voice import StoredSession

_SEEN_EVERY = timedelta(seconds=20)


def state_of(data: Payload) -> VoiceState:
    """Somebody's place in voice from a payload.

    Raises:
        Unreadable: It is not a voice state.
    """
    channel_id = data["channel_id"]
    muted = bool(data.get("self_mute") or data.get("mute"))
    deafened = bool(data.get("self_deaf") or data.get("deaf"))
    return VoiceState(
        user_id=snowflake(data["user_id"]),
        channel_id=None if channel_id is None else snowflake(channel_id),
        silent=muted and deafened,
    )


class Voice:
    """Trackers of all served guilds, their timer, and what of them is to be kept."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._trackers: dict[int, Tracker] = {}
        self._restored: set[int] = set()
        self._kept: dict[int, dict[int, StoredSession]] = {}
        self._changed = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def attach(self) -> None:
        """Hear of voice in place of disnake, which needs a member cache for it."""

        def changed(data: dict[str, Any]) -> None:
            if data.get("guild_id") is not None and self._core.serves(snowflake(data["guild_id"])):
                self._heard(data)

        self._core.client.state.hear("VOICE_STATE_UPDATE", changed, instead=True)

    def start(self) -> None:
        """Begin to put ticks as they fall due."""
        self._task = asyncio.create_task(self._run(), name="voice ticks")

    async def stop(self) -> None:
        """Stop."""
        if self._task:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    def arrived(self, data: Payload) -> None:
        """A guild came with the complete list of who is in voice."""
        guild_id = snowflake(data["id"])
        tracker = self._tracker(guild_id)
        self._afk(tracker, data)
        self._put(tracker.replaced([state_of(each) for each in data.get("voice_states", ())], self._core.clock()))
        if guild_id not in self._restored:
            self._core.errands.add("voice", lambda: self._restore(guild_id))

    def updated(self, data: Payload) -> None:
        """A guild's settings changed: the AFK channel may be another."""
        self._afk(self._tracker(snowflake(data["id"])), data)

    def gone(self, guild_id: int) -> None:
        """The bot is no longer in the guild."""
        if tracker := self._trackers.get(guild_id):
            self._put(tracker.replaced((), self._core.clock()))

    def snapshot(self) -> "Snapshot":
        """What changed since it was last kept; to be kept once all ticks put so far are committed."""
        now = self._core.clock()
        saved: list[StoredSession] = []
        ended: dict[int, list[int]] = {}
        for guild_id in self._restored:
            is_bot = self._core.intake.guild(guild_id).people.is_bot
            tracker = self._trackers[guild_id]
            current = {user: _stored(tracker, stay, now) for user, stay in tracker.stays.items() if not is_bot(user)}
            kept = self._kept.setdefault(guild_id, {})
            saved += [session for user_id, session in current.items() if _is_news(kept.get(user_id), session)]
            if left := [user_id for user_id in kept if user_id not in current]:
                ended[guild_id] = left
        return Snapshot(saved, ended)

    async def keep(self, snapshot: "Snapshot") -> None:
        """Keep a snapshot, so that a restart continues from it."""
        for guild_id, user_ids in snapshot.ended.items():
            await voice.ended(self._core.engine, guild_id, user_ids)
            for user_id in user_ids:
                self._kept[guild_id].pop(user_id, None)
        if snapshot.saved:
            await voice.save(self._core.engine, snapshot.saved)
            for session in snapshot.saved:
                self._kept[session.guild_id][session.user_id] = session

    def _heard(self, data: Payload) -> None:
        guild_id = snowflake(data["guild_id"])
        state = state_of(data)
        user = (data.get("member") or {}).get("user")
        if user:
            self._core.intake.guild(guild_id).people.saw(state.user_id, is_bot=bool(user.get("bot")))
        self._put(self._tracker(guild_id).changed(state, self._core.clock()))

    async def _restore(self, guild_id: int) -> None:
        sessions = await voice.stored(self._core.engine, guild_id)
        self._kept[guild_id] = {session.user_id: session for session in sessions}
        stays = [(_stay(session), session.seen_at) for session in sessions]
        self._put(self._tracker(guild_id).restored(stays, self._core.clock()))
        self._restored.add(guild_id)

    def _tracker(self, guild_id: int) -> Tracker:
        if guild_id not in self._trackers:
            self._trackers[guild_id] = Tracker(guild_id, self._core.intake.guild(guild_id).people.is_bot)
        return self._trackers[guild_id]

    def _afk(self, tracker: Tracker, data: Payload) -> None:
        afk = data.get("afk_channel_id")
        tracker.afk_channel_id = None if afk is None else snowflake(afk)

    def _put(self, ticks: list[VoiceTick]) -> None:
        for tick in ticks:
            self._core.intake.put(tick)
        self._changed.set()

    async def _run(self) -> None:
        while True:
            self._changed.clear()
            now = self._core.clock()
            due = min((at for tracker in self._trackers.values() if (at := tracker.next_due())), default=None)
            wait = None if due is None else max(0.0, (due - now).total_seconds())
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(wait):
                    await self._changed.wait()
            for tracker in self._trackers.values():
                for tick in tracker.due(self._core.clock()):
                    self._core.intake.put(tick)


class Snapshot:
    """Sessions to keep and sessions that ended."""

    def __init__(self, saved: list[StoredSession], ended: dict[int, list[int]]) -> None:
        self.saved = saved
        self.ended = ended

    def __bool__(self) -> bool:
        return bool(self.saved or self.ended)


def _stored(tracker: Tracker, stay: Stay, now: datetime) -> StoredSession:
    return StoredSession(
        guild_id=tracker.guild_id,
        user_id=stay.user_id,
        channel_id=stay.channel_id,
        started_at=stay.started_at,
        ticks=stay.ticks,
        silent_since=stay.silent_since,
        seen_at=now,
        afk=stay.channel_id == tracker.afk_channel_id,
    )


def _stay(session: StoredSession) -> Stay:
    return Stay(session.user_id, session.channel_id, session.started_at, session.ticks, session.silent_since)


def _is_news(kept: StoredSession | None, session: StoredSession) -> bool:
    """Whether a session differs from what is kept, or was last seen long enough ago to say so again."""
    if kept is None or session.seen_at - kept.seen_at >= _SEEN_EVERY:
        return True
    return replace(kept, seen_at=session.seen_at) != session
