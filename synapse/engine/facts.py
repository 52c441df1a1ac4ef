"""How a decision is written into the journal, and read back: facts about an event and its reward, never content.

An event's identity holds ids already, so facts do not repeat them. The author of a message that somebody
reacted to is not written at all. What is false or 0 is left out.
"""

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from typing import Any, get_args

import orjson

from synapse.engine.decide import Decision
from synapse.engine.events import (
    REPEATED,
    Event,
    EventKind,
    MessageSent,
    ReactionGiven,
    ReactionReceived,
    Recorded,
    ThreadCreated,
    VoiceTick,
)
from synapse.engine.reward import Cut, Reward
from synapse.engine.reward_facts import reward_of, reward_text

Row = Mapping[str, Any]

_IN_COLUMNS = {"guild_id", "user_id", "channel_id", "parent_id", "occurred_at", "xp", "stars", "gold"}
_IN_KEY = {"week", "place", "message_id", "reactor_id", "session_started_at", "tick", "idempotency_key"}
_PRIVATE = {"author_id", "fingerprint"}
_ELSEWHERE = {"title"}
"""What its own table tells better."""
_TOLD: dict[type[Event], tuple[str, ...]] = {
    cls: tuple(field.name for field in fields(cls) if field.name not in _IN_COLUMNS | _IN_KEY | _PRIVATE | _ELSEWHERE)
    for cls in get_args(Event)
}
"""The fields of each kind of event that its facts tell."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def written(decision: Decision) -> str:
    """The facts of a decision as JSON text."""
    event = decision.event
    about = _message(event) if isinstance(event, MessageSent) else _other(event)
    reward = reward_text(decision.reward)
    if decision.role_ids:
        roles = f'"roles":[{",".join(map(str, decision.role_ids))}]'
        reward = f"{reward},{roles}" if reward else roles
    if about and reward:
        return f"{{{about},{reward}}}"
    return f"{{{about}{reward}}}"


def facts(decision: Decision) -> dict[str, Any]:
    """The facts of a decision as plain values."""
    plain: dict[str, Any] = orjson.loads(written(decision))
    return plain


def _message(event: MessageSent) -> str:
    """By hand, because most events are messages."""
    text = f'"length":{event.length}'
    if event.has_code:
        text += ',"has_code":true'
    if event.has_link:
        text += ',"has_link":true'
    if event.has_attachment:
        text += ',"has_attachment":true'
    if event.emoji_count:
        text += f',"emoji_count":{event.emoji_count}'
    return text


def _other(event: Event) -> str:
    plain = {name: value for name in _TOLD[type(event)] if (value := getattr(event, name))}
    return orjson.dumps(plain).decode()[1:-1] if plain else ""


def read(guild_id: int, row: Mapping[str, Any]) -> tuple[Recorded, Reward]:
    """The event and the reward of a journal row; ``facts`` may be JSON text or plain values.

    Raises:
        ValueError: The row is not of a kind that comes in from Discord.
    """
    known = row["facts"]
    if isinstance(known, str | bytes):
        known = orjson.loads(known)
    event, reward = event_of(guild_id, row, known), reward_of(known, row["xp"], row["stars"])
    if isinstance(event, MessageSent) and Cut.REPEATED in reward.cut_by:
        event = replace(event, fingerprint=REPEATED)
    return event, reward


def roles(row: Mapping[str, Any]) -> tuple[int, ...]:
    """Those of the member's roles that mattered to a journal row's reward."""
    known = row["facts"]
    if isinstance(known, str | bytes):
        known = orjson.loads(known)
    return tuple(known.get("roles", ()))


def event_of(guild_id: int, row: Mapping[str, Any], known: Mapping[str, Any]) -> Recorded:
    """The event of a journal row: its columns, its key and its facts together.

    Who wrote the message that a reaction was given to is 0, because the journal does not say.

    Raises:
        ValueError: The row is not of a kind that comes in from Discord.
    """
    build = _BUILDERS.get(row["kind"])
    if build is None:
        raise ValueError(
            f"An event of kind {row['kind']} does not come in from Discord, so nothing is rebuilt from it."
        )
    columns = {name: row[name] for name in ("user_id", "channel_id", "parent_id", "occurred_at")}
    return build(guild_id, columns, row["event_key"][1:].split(":"), known)


def _message_sent(guild_id: int, columns: Row, key: list[str], known: Row) -> MessageSent:
    return MessageSent(
        guild_id=guild_id,
        **columns,
        message_id=int(key[0]),
        length=known["length"],
        has_code=known.get("has_code", False),
        has_link=known.get("has_link", False),
        has_attachment=known.get("has_attachment", False),
        emoji_count=known.get("emoji_count", 0),
    )


def _reaction_given(guild_id: int, columns: Row, key: list[str], _known: Row) -> ReactionGiven:
    return ReactionGiven(guild_id=guild_id, **columns, message_id=int(key[0]), author_id=0)


def _reaction_received(guild_id: int, columns: Row, key: list[str], _known: Row) -> ReactionReceived:
    return ReactionReceived(guild_id=guild_id, **columns, message_id=int(key[0]), reactor_id=int(key[1]))


def _thread_created(guild_id: int, columns: Row, _key: list[str], _known: Row) -> ThreadCreated:
    return ThreadCreated(guild_id=guild_id, **columns)


def _voice_tick(guild_id: int, columns: Row, key: list[str], known: Row) -> VoiceTick:
    return VoiceTick(
        guild_id=guild_id,
        **columns,
        session_started_at=_EPOCH + timedelta(milliseconds=int(key[1])),
        tick=int(key[2]),
        companions=known.get("companions", 0),
        silent_seconds=known.get("silent_seconds", 0),
        afk=known.get("afk", False),
    )


_BUILDERS: dict[int, Callable[[int, Row, list[str], Row], Recorded]] = {
    EventKind.MESSAGE_SENT: _message_sent,
    EventKind.REACTION_GIVEN: _reaction_given,
    EventKind.REACTION_RECEIVED: _reaction_received,
    EventKind.THREAD_CREATED: _thread_created,
    EventKind.VOICE_TICK: _voice_tick,
}
