from dataclasses import dataclass, field
from enum import IntEnum


class ChannelType(IntEnum):
    """Discord's channel types, as far as the club has them."""

    TEXT = 0
    DM = 1
    VOICE = 2
    CATEGORY = 4
    ANNOUNCEMENT = 5
    ANNOUNCEMENT_THREAD = 10
    PUBLIC_THREAD = 11
    PRIVATE_THREAD = 12


@dataclass(slots=True, frozen=True)
class Overwrite:
    """A channel's exception for one role (kind 0) or one member (kind 1)."""

    id: int
    kind: int
    allow: int = 0
    deny: int = 0


@dataclass(slots=True, eq=False)
class Channel:
    """A guild's category, text, announcement or voice channel, or a direct message (guild_id None)."""

    id: int
    type: ChannelType
    name: str
    guild_id: int | None = None
    parent_id: int | None = None
    position: int = 0
    topic: str | None = None
    overwrites: list[Overwrite] = field(default_factory=list)
    last_message_id: int | None = None
    recipient_ids: tuple[int, ...] = ()
    user_limit: int = 0
    bitrate: int = 64_000


@dataclass(slots=True, eq=False)
class Thread:
    """A thread under a channel; its id equals the message's it was started from, if any."""

    id: int
    type: ChannelType
    name: str
    guild_id: int
    parent_id: int
    owner_id: int
    created_ms: int
    archived: bool = False
    archived_ms: int = 0
    locked: bool = False
    auto_archive_minutes: int = 1440
    message_count: int = 0
    last_message_id: int | None = None
    joined: dict[int, int] = field(default_factory=dict)
    """Who takes part: user id -> time of joining in ms."""
