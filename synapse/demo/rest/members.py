from typing import Any

from synapse.demo.actions import guilds as actions
from synapse.demo.actions import voice
from synapse.demo.gateway import intents
from synapse.demo.rest import access, roles
from synapse.demo.rest.call import NO_CONTENT, Call, Reply, ok, snowflake
from synapse.demo.rest.errors import ApiError, Invalid, invalid, missing_access, missing_permissions, unknown
from synapse.demo.rest.route import Route
from synapse.demo.world import ChannelType, Guild, Member, Role, payloads
from synapse.demo.world.permissions import Permission, top_position

MAX_LIMIT = 1000


def listing(call: Call) -> Reply:
    """GET /guilds/{guild_id}/members: by id, which the members intent must be granted for."""
    guild = access.guild(call)
    if not call.world.application.privileged_intents & intents.GUILD_MEMBERS:
        raise missing_access()
    limit = call.number("limit", 1, 1, MAX_LIMIT)
    after = snowflake(call.query.get("after", "0"), "after")
    ids = sorted(i for i in guild.members if i > after)
    return ok([payloads.member(guild.members[i]) for i in ids[:limit]])


def search(call: Call) -> Reply:
    """GET /guilds/{guild_id}/members/search: whose name begins like the query."""
    guild = access.guild(call)
    query = call.query.get("query", "").casefold()
    if not query:
        raise invalid("query", "BASE_TYPE_REQUIRED", "This field is required")
    limit = call.number("limit", 1, 1, MAX_LIMIT)
    found = [m for m in guild.members.values() if any(name.casefold().startswith(query) for name in _names(m))]
    return ok([payloads.member(member) for member in found[:limit]])


def _names(member: Member) -> list[str]:
    names = (member.user.username, member.user.global_name, member.nick)
    return [name for name in names if name]


def one(call: Call) -> Reply:
    """GET /guilds/{guild_id}/members/{user_id}."""
    return ok(payloads.member(access.member(call, access.guild(call))))


def _demand_above(call: Call, guild: Guild, member: Member, needed: Permission) -> None:
    me = access.guild_permission(call, guild, needed)
    if member is not me and top_position(guild, me) <= top_position(guild, member):
        raise missing_permissions()


def change(call: Call) -> Reply:
    """PATCH /guilds/{guild_id}/members/{user_id}: nickname, roles, voice."""
    guild = access.guild(call)
    member = access.member(call, guild)
    body = call.fields()
    if "nick" in body:
        own = member.id == call.user.id
        needed = Permission.CHANGE_NICKNAME if own else Permission.MANAGE_NICKNAMES
        _demand_above(call, guild, member, needed)
        _rename(member, body["nick"])
    if body.get("roles") is not None:
        _set_roles(call, guild, member, [snowflake(i, "roles") for i in body["roles"]])
    if "channel_id" in body:
        _move(call, guild, member, body["channel_id"])
    if {"nick", "roles"} & body.keys():
        actions.member_changed(call.backend, guild, member, call.user.id)
    return ok(payloads.member(member))


def _rename(member: Member, nick: object) -> None:
    problems = Invalid()
    if nick is not None:
        problems.length("nick", nick, 0, 32)
    problems.raise_if_any()
    member.nick = str(nick) if nick else None


def _set_roles(call: Call, guild: Guild, member: Member, wanted: list[int]) -> None:
    for role_id in set(wanted) ^ set(member.role_ids):
        role = guild.roles.get(role_id)
        if role is None:
            raise invalid("roles", "ROLE_DOES_NOT_EXIST", "Role does not exist")
        _demand_assignable(call, guild, role)
    member.role_ids = list(dict.fromkeys(wanted))


def _move(call: Call, guild: Guild, member: Member, channel_id: Any) -> None:  # noqa: ANN401 - JSON, checked here
    if member.id not in guild.voice:
        raise ApiError(400, 40032, "Target user is not connected to voice.")
    if channel_id is None:
        voice.disconnect(call.backend, guild, member)
        return
    target = guild.channels.get(snowflake(channel_id, "channel_id"))
    if target is None or target.type != ChannelType.VOICE:
        raise unknown("Channel")
    voice.connect(call.backend, guild, member, target.id)


def _demand_assignable(call: Call, guild: Guild, role: Role) -> None:
    roles.demand_above(call, guild, role)
    if role.managed or role.id == guild.id:
        raise ApiError(400, 50028, "Invalid Role")


def rename_self(call: Call) -> Reply:
    """PATCH /guilds/{guild_id}/members/@me: the bot's own nickname."""
    call.params["user_id"] = "@me"
    return change(call)


def give_role(call: Call) -> Reply:
    """PUT /guilds/{guild_id}/members/{user_id}/roles/{role_id}."""
    guild = access.guild(call)
    member, role = access.member(call, guild), roles.find(call, guild)
    _demand_assignable(call, guild, role)
    actions.give_role(call.backend, guild, member, role, call.user.id)
    return NO_CONTENT


def take_role(call: Call) -> Reply:
    """DELETE /guilds/{guild_id}/members/{user_id}/roles/{role_id}."""
    guild = access.guild(call)
    member, role = access.member(call, guild), roles.find(call, guild)
    _demand_assignable(call, guild, role)
    actions.take_role(call.backend, guild, member, role, call.user.id)
    return NO_CONTENT


def kick(call: Call) -> Reply:
    """DELETE /guilds/{guild_id}/members/{user_id}, with Kick Members."""
    guild = access.guild(call)
    member = access.member(call, guild)
    _demand_above(call, guild, member, Permission.KICK_MEMBERS)
    actions.leave(call.backend, guild, member)
    return NO_CONTENT


_ALL = "/guilds/{guild_id}/members"
_ONE = f"{_ALL}/{{user_id}}"
ROUTES = [
    Route("GET", _ALL, listing),
    Route("GET", f"{_ALL}/search", search),
    Route("PATCH", f"{_ALL}/@me", rename_self),
    Route("GET", _ONE, one),
    Route("PATCH", _ONE, change),
    Route("DELETE", _ONE, kick),
    Route("PUT", f"{_ONE}/roles/{{role_id}}", give_role),
    Route("DELETE", f"{_ONE}/roles/{{role_id}}", take_role),
]
