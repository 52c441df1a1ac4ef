from collections import Counter
from typing import Any

from synapse.demo.actions import guilds as actions
from synapse.demo.rest import access
from synapse.demo.rest.call import NO_CONTENT, Call, Reply, ok, snowflake
from synapse.demo.rest.errors import ApiError, Invalid, missing_permissions, unknown
from synapse.demo.rest.route import Route
from synapse.demo.world import Guild, Role, payloads
from synapse.demo.world.permissions import Permission, top_position

MAX_ROLES = 250


def find(call: Call, guild: Guild) -> Role:
    """The route's role."""
    role = guild.roles.get(call.id("role_id"))
    if role is None:
        raise unknown("Role")
    return role


def demand_above(call: Call, guild: Guild, role: Role) -> None:
    """Demand that who asks manages roles and stands above this one."""
    me = access.guild_permission(call, guild, Permission.MANAGE_ROLES)
    if top_position(guild, me) <= role.position:
        raise missing_permissions()


def listing(call: Call) -> Reply:
    """GET /guilds/{guild_id}/roles."""
    return ok([payloads.role(role) for role in access.guild(call).roles.values()])


def one(call: Call) -> Reply:
    """GET /guilds/{guild_id}/roles/{role_id}."""
    return ok(payloads.role(find(call, access.guild(call))))


def member_counts(call: Call) -> Reply:
    """GET /guilds/{guild_id}/roles/member-counts: how many members have each role but @everyone."""
    guild = access.guild(call)
    counts = Counter(role_id for member in guild.members.values() for role_id in member.role_ids)
    return ok({str(role_id): count for role_id, count in counts.items()})


def _color(body: dict[str, Any]) -> int | None:
    colors = body.get("colors")
    return colors["primary_color"] if isinstance(colors, dict) else body.get("color")


def _apply(role: Role, body: dict[str, Any]) -> None:
    problems = Invalid()
    color = _color(body)
    if body.get("name") is not None:
        problems.length("name", body["name"], 1, 100)
    if color is not None and not (isinstance(color, int) and 0 <= color <= 0xFFFFFF):  # noqa: PLR2004 - 24 bits
        problems.add("color", "NUMBER_TYPE_RANGE", "int value should be between 0 and 16777215.")
    problems.raise_if_any()
    role.color = role.color if color is None else color
    role.name = role.name if body.get("name") is None else body["name"]
    role.permissions = role.permissions if body.get("permissions") is None else int(body["permissions"])
    role.hoist = bool(body.get("hoist", role.hoist))
    role.mentionable = bool(body.get("mentionable", role.mentionable))


def create(call: Call) -> Reply:
    """POST /guilds/{guild_id}/roles: a role at the bottom, above @everyone."""
    guild = access.guild(call)
    access.guild_permission(call, guild, Permission.MANAGE_ROLES)
    if len(guild.roles) >= MAX_ROLES:
        raise ApiError(400, 30005, f"Maximum number of guild roles reached ({MAX_ROLES})")
    role = Role(call.backend.snowflakes.next(), guild.id, "new role", guild.everyone.permissions, position=1)
    _apply(role, call.fields())
    for other in guild.roles.values():
        other.position += other.position >= 1
    actions.role_saved(call.backend, guild, role)
    return ok(payloads.role(role))


def change(call: Call) -> Reply:
    """PATCH /guilds/{guild_id}/roles/{role_id}."""
    guild = access.guild(call)
    role = find(call, guild)
    demand_above(call, guild, role)
    _apply(role, call.fields())
    actions.role_saved(call.backend, guild, role)
    return ok(payloads.role(role))


def move(call: Call) -> Reply:
    """PATCH /guilds/{guild_id}/roles: new positions."""
    guild = access.guild(call)
    for item in call.body if isinstance(call.body, list) else []:
        role = guild.roles.get(snowflake(item.get("id"), "id"))
        if role is None:
            raise unknown("Role")
        demand_above(call, guild, role)
        if isinstance(item.get("position"), int):
            role.position = item["position"]
            actions.role_saved(call.backend, guild, role)
    return listing(call)


def delete(call: Call) -> Reply:
    """DELETE /guilds/{guild_id}/roles/{role_id}; @everyone and managed roles stay."""
    guild = access.guild(call)
    role = find(call, guild)
    demand_above(call, guild, role)
    if role.id == guild.id or role.managed:
        raise ApiError(400, 50028, "Invalid Role")
    actions.role_deleted(call.backend, guild, role)
    return NO_CONTENT


_ALL = "/guilds/{guild_id}/roles"
_ONE = f"{_ALL}/{{role_id}}"
ROUTES = [
    Route("GET", _ALL, listing),
    Route("POST", _ALL, create),
    Route("PATCH", _ALL, move),
    Route("GET", f"{_ALL}/member-counts", member_counts),
    Route("GET", _ONE, one),
    Route("PATCH", _ONE, change),
    Route("DELETE", _ONE, delete),
]
