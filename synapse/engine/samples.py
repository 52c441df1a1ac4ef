"""What one made-up event would earn: judged as a real one, of a member who has done nothing before."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypedDict

from synapse.engine.decide import Decision, decide
from synapse.engine.events import (
    EventKind,
    MessageSent,
    ReactionGiven,
    ReactionReceived,
    Recorded,
    ThreadCreated,
    VoiceTick,
)
from synapse.engine.rules import Rules
from synapse.engine.windows import Windows

NOBODY, SOMEBODY = 1, 2
"""Who does it, and who else has a part in it; no ids that Discord gives."""

_DISCORD_EPOCH_MS = 1_420_070_400_000
_TICK = timedelta(minutes=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A made-up event.

    Attributes:
        kind: One of the kinds that happen in a channel.
        channel_id: Where; a thread's or post's parent. 0 is a channel in the default zone.
        length: Of a message, in characters; the rest of what a message has or has not follows.
        companions: Who else is in voice.
    """

    kind: EventKind
    channel_id: int = 0
    length: int = 100
    has_code: bool = False
    has_link: bool = False
    has_attachment: bool = False
    emoji_count: int = 0
    companions: int = 1


def would_earn(sample: Sample, rules: Rules, at: datetime) -> Decision:
    """What the sample earns by these rules at a moment, with nothing before it that could lower it.

    Raises:
        ValueError: Nothing of this kind happens in a channel.
    """
    return decide(_event(sample, rules.guild_id, at), rules, Windows())


def _event(sample: Sample, guild_id: int, at: datetime) -> Recorded:
    build = _BUILDERS.get(sample.kind)
    if build is None:
        raise ValueError(f"{sample.kind.name} does not happen in a channel.")
    return build(sample, _About(guild_id=guild_id, user_id=NOBODY, channel_id=sample.channel_id, occurred_at=at))


class _About(TypedDict):
    guild_id: int
    user_id: int
    channel_id: int
    occurred_at: datetime


def _message(sample: Sample, about: _About) -> MessageSent:
    return MessageSent(
        **about,
        message_id=_written(about),
        length=sample.length,
        has_code=sample.has_code,
        has_link=sample.has_link,
        has_attachment=sample.has_attachment,
        emoji_count=sample.emoji_count,
    )


def _given(_sample: Sample, about: _About) -> ReactionGiven:
    return ReactionGiven(**about, message_id=_written(about), author_id=SOMEBODY)


def _received(_sample: Sample, about: _About) -> ReactionReceived:
    return ReactionReceived(**about, message_id=_written(about), reactor_id=SOMEBODY)


def _thread(_sample: Sample, about: _About) -> ThreadCreated:
    return ThreadCreated(**about)


def _voice(sample: Sample, about: _About) -> VoiceTick:
    started = about["occurred_at"] - _TICK
    return VoiceTick(**about, session_started_at=started, tick=1, companions=sample.companions)


def _written(about: _About) -> int:
    """The id of the message that is sent, or that somebody reacts to: one of this very moment."""
    return (int(about["occurred_at"].timestamp() * 1000) - _DISCORD_EPOCH_MS) << 22


_BUILDERS: Mapping[EventKind, Callable[[Sample, _About], Recorded]] = {
    EventKind.MESSAGE_SENT: _message,
    EventKind.REACTION_GIVEN: _given,
    EventKind.REACTION_RECEIVED: _received,
    EventKind.THREAD_CREATED: _thread,
    EventKind.VOICE_TICK: _voice,
}
