"""Objects as Discord's API and gateway show them."""

from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

import orjson

from synapse.demo import snowflakes
from synapse.demo.world.channels import Channel, ChannelType, Overwrite, Thread
from synapse.demo.world.guilds import Guild, Member, Role, VoiceState
from synapse.demo.world.messages import Attachment, Emoji
from synapse.demo.world.users import User

Payload = dict[str, Any]


@lru_cache(maxsize=1024)
def _second(seconds: int) -> str:
    return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%dT%H:%M:%S}"


def iso(milliseconds: int) -> str:
    """A moment as Discord writes it: ISO 8601 with microseconds and offset."""
    seconds, rest = divmod(milliseconds, 1000)
    return f"{_second(seconds)}.{rest:03d}000+00:00"


def user(of: User) -> Payload:
    """A user object."""
    payload: Payload = {
        "id": str(of.id),
        "username": of.username,
        "global_name": of.global_name,
        "discriminator": "0000" if of.bot else "0",
        "avatar": of.avatar,
        "avatar_decoration_data": None,
        "banner": None,
        "accent_color": None,
        "public_flags": 0,
        "flags": 0,
        "primary_guild": None,
    }
    if of.bot:
        payload["bot"] = True
    return payload


def _user_bytes(of: User) -> bytes:
    if of.rendered is None:
        of.rendered = orjson.dumps(user(of))
    return of.rendered


def user_json(of: User) -> orjson.Fragment:
    """A user object, rendered once."""
    return orjson.Fragment(_user_bytes(of))


def member_part(of: Member) -> Payload:
    """A member object without its user, as messages carry it."""
    return {
        "nick": of.nick,
        "avatar": None,
        "banner": None,
        "roles": [str(role_id) for role_id in of.role_ids],
        "joined_at": iso(of.joined_ms),
        "premium_since": None,
        "deaf": of.deaf,
        "mute": of.mute,
        "pending": False,
        "flags": 0,
        "communication_disabled_until": None,
    }


def _member_bytes(of: Member) -> bytes:
    if of.rendered is None:
        of.rendered = orjson.dumps(member_part(of))
    return of.rendered


def member_json(of: Member) -> orjson.Fragment:
    """A member object without its user, rendered once per change."""
    return orjson.Fragment(_member_bytes(of))


def member_with_user_json(of: Member) -> orjson.Fragment:
    """A member object with its user, put together from what is rendered already."""
    return orjson.Fragment(b'%b,"user":%b}' % (_member_bytes(of)[:-1], _user_bytes(of.user)))


def member(of: Member) -> Payload:
    """A member object with its user."""
    return {**member_part(of), "user": user(of.user)}


def role(of: Role) -> Payload:
    """A role object."""
    payload: Payload = {
        "id": str(of.id),
        "name": of.name,
        "description": None,
        "permissions": str(of.permissions),
        "position": of.position,
        "color": of.color,
        "colors": {"primary_color": of.color, "secondary_color": None, "tertiary_color": None},
        "hoist": of.hoist,
        "managed": of.managed,
        "mentionable": of.mentionable,
        "icon": None,
        "unicode_emoji": None,
        "flags": 0,
    }
    if of.bot_id is not None:
        payload["tags"] = {"bot_id": str(of.bot_id)}
    return payload


def overwrite(of: Overwrite) -> Payload:
    """A channel's permission overwrite."""
    return {"id": str(of.id), "type": of.kind, "allow": str(of.allow), "deny": str(of.deny)}


def _optional(snowflake: int | None) -> str | None:
    return None if snowflake is None else str(snowflake)


def channel(of: Channel) -> Payload:
    """A guild channel object."""
    payload: Payload = {
        "id": str(of.id),
        "type": int(of.type),
        "guild_id": str(of.guild_id),
        "name": of.name,
        "position": of.position,
        "parent_id": _optional(of.parent_id),
        "permission_overwrites": [overwrite(o) for o in of.overwrites],
        "flags": 0,
        "nsfw": False,
    }
    if of.type != ChannelType.CATEGORY:
        payload |= {"last_message_id": _optional(of.last_message_id), "rate_limit_per_user": 0}
    if of.type in {ChannelType.TEXT, ChannelType.ANNOUNCEMENT}:
        payload |= {"topic": of.topic, "last_pin_timestamp": None}
    if of.type == ChannelType.VOICE:
        payload |= {"bitrate": of.bitrate, "user_limit": of.user_limit, "rtc_region": None}
    return payload


def direct(of: Channel, recipients: list[User]) -> Payload:
    """A direct message channel object."""
    return {
        "id": str(of.id),
        "type": int(ChannelType.DM),
        "flags": 0,
        "last_message_id": _optional(of.last_message_id),
        "recipients": [user(recipient) for recipient in recipients],
    }


def thread(of: Thread) -> Payload:
    """A thread object."""
    return {
        "id": str(of.id),
        "type": int(of.type),
        "guild_id": str(of.guild_id),
        "parent_id": str(of.parent_id),
        "owner_id": str(of.owner_id),
        "name": of.name,
        "last_message_id": _optional(of.last_message_id),
        "message_count": of.message_count,
        "total_message_sent": of.message_count,
        "member_count": min(len(of.joined), 50),
        "rate_limit_per_user": 0,
        "flags": 0,
        "thread_metadata": {
            "archived": of.archived,
            "archive_timestamp": iso(of.archived_ms or of.created_ms),
            "auto_archive_duration": of.auto_archive_minutes,
            "locked": of.locked,
            "create_timestamp": iso(of.created_ms),
        },
    }


def thread_member(of: Thread, user_id: int) -> Payload:
    """A thread member object."""
    return {
        "id": str(of.id),
        "user_id": str(user_id),
        "join_timestamp": iso(of.joined.get(user_id, of.created_ms)),
        "flags": 0,
    }


def any_channel(of: Channel | Thread, users: dict[int, User]) -> Payload:
    """A channel of whatever kind."""
    if isinstance(of, Thread):
        return thread(of)
    if of.guild_id is None:
        return direct(of, [users[user_id] for user_id in of.recipient_ids])
    return channel(of)


def emoji(of: Emoji) -> Payload:
    """A partial emoji object."""
    payload: Payload = {"id": _optional(of.id), "name": of.name}
    if of.id is not None:
        payload["animated"] = of.animated
    return payload


def attachment(of: Attachment, base_url: str, *, ephemeral: bool = False) -> Payload:
    """An attachment object whose address the local CDN answers."""
    address = f"{base_url}/_cdn/attachments/{of.id}/{of.filename}"
    payload: Payload = {
        "id": str(of.id),
        "filename": of.filename,
        "size": of.size,
        "url": address,
        "proxy_url": address,
    }
    if of.content_type:
        payload["content_type"] = of.content_type
    if of.description:
        payload["description"] = of.description
    if ephemeral:
        payload["ephemeral"] = True
    return payload


def voice_state(of: VoiceState, guild: Guild, *, connected: bool = True) -> Payload:
    """A voice state object; a member who left has no channel."""
    payload: Payload = {
        "guild_id": str(guild.id),
        "channel_id": str(of.channel_id) if connected else None,
        "user_id": str(of.user_id),
        "session_id": of.session_id,
        "deaf": of.deaf,
        "mute": of.mute,
        "self_deaf": of.self_deaf,
        "self_mute": of.self_mute,
        "self_stream": False,
        "self_video": False,
        "suppress": of.channel_id == guild.afk_channel_id,
        "request_to_speak_timestamp": None,
    }
    someone = guild.members.get(of.user_id)
    if someone is not None:
        payload["member"] = member(someone)
    return payload


def guild(of: Guild) -> Payload:
    """A guild object."""
    return {
        "id": str(of.id),
        "name": of.name,
        "icon": None,
        "description": of.description,
        "home_header": None,
        "splash": None,
        "discovery_splash": None,
        "features": ["COMMUNITY", "NEWS"],
        "banner": None,
        "owner_id": str(of.owner_id),
        "application_id": None,
        "region": "deprecated",
        "afk_channel_id": _optional(of.afk_channel_id),
        "afk_timeout": of.afk_timeout,
        "system_channel_id": _optional(of.system_channel_id),
        "system_channel_flags": 0,
        "widget_enabled": False,
        "widget_channel_id": None,
        "verification_level": 1,
        "roles": [role(r) for r in of.roles.values()],
        "default_message_notifications": 1,
        "mfa_level": 0,
        "explicit_content_filter": 2,
        "max_presences": None,
        "max_members": 500_000,
        "max_stage_video_channel_users": 50,
        "max_video_channel_users": 25,
        "vanity_url_code": None,
        "premium_tier": 0,
        "premium_subscription_count": 0,
        "preferred_locale": of.locale,
        "rules_channel_id": _optional(of.system_channel_id),
        "safety_alerts_channel_id": None,
        "public_updates_channel_id": _optional(of.system_channel_id),
        "premium_progress_bar_enabled": False,
        "nsfw": False,
        "nsfw_level": 0,
        "emojis": [],
        "stickers": [],
        "incidents_data": None,
    }


def created_at(snowflake: int) -> str:
    """When the object with this id was made."""
    return iso(snowflakes.to_ms(snowflake))
