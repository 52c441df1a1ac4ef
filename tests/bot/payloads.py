"""Payloads in the shape in which Discord's gateway sends them."""

from typing import Any

GUILD, CHANNEL, THREAD, MESSAGE = 1100000000000000001, 1100000000000000002, 1100000000000000003, 1400000000000000000
ADA, GRACE, BOT, HOOK = 900000000000000001, 900000000000000002, 900000000000000003, 900000000000000004

Payload = dict[str, Any]


def user(user_id: int = ADA, *, bot: bool = False) -> Payload:
    data: Payload = {"id": str(user_id), "username": f"user{user_id}", "discriminator": "0", "avatar": None}
    return {**data, "bot": True} if bot else data


def member(user_id: int = ADA, *, bot: bool = False) -> Payload:
    return {
        "user": user(user_id, bot=bot),
        "nick": None,
        "avatar": None,
        "roles": [],
        "joined_at": "2024-05-01T12:00:00.000000+00:00",
        "deaf": False,
        "mute": False,
        "flags": 0,
    }


def message(content: str = "hello", **changes: object) -> Payload:
    return {
        "id": str(MESSAGE),
        "channel_id": str(CHANNEL),
        "guild_id": str(GUILD),
        "type": 0,
        "author": user(),
        "content": content,
        "timestamp": "2025-08-01T12:00:00.000000+00:00",
        "edited_timestamp": None,
        "attachments": [],
        "embeds": [],
        "mentions": [],
        "mention_roles": [],
        "mention_everyone": False,
        "pinned": False,
        "tts": False,
        **changes,
    }


def reaction(**changes: object) -> Payload:
    return {
        "user_id": str(GRACE),
        "channel_id": str(CHANNEL),
        "message_id": str(MESSAGE),
        "guild_id": str(GUILD),
        "member": member(GRACE),
        "emoji": {"id": None, "name": "👍"},
        "message_author_id": str(ADA),
        "burst": False,
        "type": 0,
        **changes,
    }


def thread(**changes: object) -> Payload:
    return {
        "id": str(THREAD),
        "guild_id": str(GUILD),
        "parent_id": str(CHANNEL),
        "owner_id": str(ADA),
        "type": 11,
        "name": "a thread",
        "message_count": 0,
        "member_count": 1,
        "rate_limit_per_user": 0,
        "last_message_id": None,
        "flags": 0,
        "newly_created": True,
        "thread_metadata": {
            "archived": False,
            "archive_timestamp": "2025-08-01T12:00:00+00:00",
            "auto_archive_duration": 1440,
            "locked": False,
            "create_timestamp": "2025-08-01T12:00:00+00:00",
        },
        **changes,
    }


def role(role_id: int, name: str) -> Payload:
    colors = {"primary_color": 0, "secondary_color": None, "tertiary_color": None}
    return {
        "id": str(role_id),
        "name": name,
        "color": 0,
        "colors": colors,
        "position": 0,
        "permissions": "1024",
        "hoist": False,
        "managed": False,
        "mentionable": False,
        "flags": 0,
    }


def guild(**changes: object) -> Payload:
    return {
        "id": str(GUILD),
        "name": "Lab",
        "owner_id": str(ADA),
        "preferred_locale": "en-US",
        "afk_channel_id": None,
        "roles": [role(GUILD, "@everyone")],
        "channels": [
            {"id": str(CHANNEL), "type": 0, "name": "general", "position": 0, "permission_overwrites": []},
        ],
        "threads": [],
        "members": [],
        "voice_states": [],
        "emojis": [],
        "stickers": [],
        "features": [],
        "member_count": 3,
        "unavailable": False,
        **changes,
    }
