"""Discord's guilds, channels, roles and members as the plain values that the services keep."""

from datetime import UTC, datetime

import disnake
from disnake.abc import GuildChannel

from bot.translate import Payload, snowflake
from synapse.services.guilds import ChannelSeen, GuildSeen, RoleSeen
from synapse.services.members_sync import MemberSeen


def guild(seen: disnake.Guild) -> GuildSeen:
    """A guild with all of its channels and roles."""
    return GuildSeen(
        guild_id=seen.id,
        name=seen.name,
        icon_url=seen.icon.url if seen.icon else None,
        owner_id=seen.owner_id,
        locale=str(seen.preferred_locale),
        channels=tuple(channel(each) for each in seen.channels),
        roles=tuple(role(each) for each in seen.roles),
    )


def channel(seen: GuildChannel) -> ChannelSeen:
    """A channel; threads are no channels of their own here."""
    return ChannelSeen(
        id=seen.id,
        name=seen.name,
        kind=seen.type.value,
        parent_id=seen.category_id,
        position=seen.position,
    )


def role(seen: disnake.Role) -> RoleSeen:
    """A role."""
    return RoleSeen(
        id=seen.id,
        name=seen.name,
        color=seen.color.value,
        position=seen.position,
        permissions=seen.permissions.value,
    )


def member(data: Payload, guild_id: int) -> MemberSeen:
    """A member from a payload: a list of members may be long, and only these facts of it are kept.

    Raises:
        Unreadable: It is not a member.
    """
    user = data["user"]
    user_id = snowflake(user["id"])
    username = str(user.get("username") or "")
    return MemberSeen(
        user_id=user_id,
        username=username,
        display_name=str(data.get("nick") or user.get("global_name") or username),
        avatar_url=_avatar_url(data, guild_id, user_id),
        role_ids=tuple(snowflake(role_id) for role_id in data.get("roles", ())),
        is_bot=bool(user.get("bot")),
        joined_at=_moment(data.get("joined_at")),
    )


def _avatar_url(data: Payload, guild_id: int, user_id: int) -> str:
    """The guild's own picture of the member, else the account's, else the one that Discord gives by id."""
    if own := data.get("avatar"):
        return f"{disnake.Asset.BASE}/guilds/{guild_id}/users/{user_id}/avatars/{own}.png?size=256"
    if everywhere := data["user"].get("avatar"):
        return f"{disnake.Asset.BASE}/avatars/{user_id}/{everywhere}.png?size=256"
    return f"{disnake.Asset.BASE}/embed/avatars/{(user_id >> 22) % 6}.png"


def _moment(value: str | None) -> datetime | None:
    if value is None:
        return None
    at = datetime.fromisoformat(value)
    return at if at.tzinfo else at.replace(tzinfo=UTC)
