from typing import Any

from synapse.demo.rest.call import Call, Reply, ok, snowflake
from synapse.demo.rest.errors import ApiError, Invalid, unauthorized, unknown
from synapse.demo.rest.route import Access, Route
from synapse.demo.world import Guild, Member, payloads
from synapse.demo.world.permissions import in_guild

MAX_GUILDS = 200


def _allowed(call: Call, scope: str) -> None:
    """Demand a scope of an OAuth2 token; the bot needs none."""
    if call.scopes is not None and scope not in call.scopes:
        raise unauthorized()


def me(call: Call) -> Reply:
    """GET /users/@me: who asks."""
    _allowed(call, "identify")
    user: dict[str, Any] = payloads.user(call.user) | {"mfa_enabled": False, "locale": call.user.locale}
    user |= {"premium_type": 0}
    if call.scopes is None:
        user |= {"verified": True, "email": None}
    elif "email" in call.scopes:
        user |= {"verified": True, "email": f"{call.user.username}@example.com"}
    return ok(user)


def user(call: Call) -> Reply:
    """GET /users/{user_id}."""
    found = call.world.users.get(call.id("user_id"))
    if found is None:
        raise unknown("User")
    return ok(payloads.user(found))


def _my_guild(guild: Guild, member: Member, *, counts: bool) -> dict[str, Any]:
    payload: dict[str, Any] = {
        "id": str(guild.id),
        "name": guild.name,
        "icon": None,
        "banner": None,
        "owner": guild.owner_id == member.id,
        "permissions": str(in_guild(guild, member)),
        "features": ["COMMUNITY", "NEWS"],
    }
    if counts:
        payload |= {"approximate_member_count": len(guild.members), "approximate_presence_count": len(guild.members)}
    return payload


def my_guilds(call: Call) -> Reply:
    """GET /users/@me/guilds: where who asks is a member, and what they may do there."""
    _allowed(call, "guilds")
    limit = call.number("limit", MAX_GUILDS, 1, MAX_GUILDS)
    after = snowflake(call.query.get("after", "0"), "after")
    before = snowflake(call.query.get("before", (1 << 63) - 1), "before")
    counts = call.flag("with_counts")
    found = sorted(
        (g for g in call.world.guilds.values() if after < g.id < before and call.user.id in g.members),
        key=lambda guild: guild.id,
    )
    return ok([_my_guild(guild, guild.members[call.user.id], counts=counts) for guild in found[:limit]])


def my_member(call: Call) -> Reply:
    """GET /users/@me/guilds/{guild_id}/member: who asks, as a member."""
    _allowed(call, "guilds.members.read")
    if call.scopes is None:
        raise ApiError(403, 20001, "Bots cannot use this endpoint")
    member = call.world.member(call.id("guild_id"), call.user.id)
    if member is None:
        raise unknown("Guild")
    return ok(payloads.member(member))


def open_direct(call: Call) -> Reply:
    """POST /users/@me/channels: the direct message channel with a user."""
    problems = Invalid()
    wanted = call.fields().get("recipient_id")
    if wanted is None:
        problems.require("recipient_id")
    problems.raise_if_any()
    user_id = snowflake(wanted, "recipient_id")
    recipient = call.world.users.get(user_id)
    if recipient is None or user_id == call.user.id:
        raise ApiError(400, 50033, "Invalid Recipient(s)")
    channel = call.world.direct_channel(user_id, call.backend.snowflakes.next())
    return ok(payloads.direct(channel, [recipient]))


ROUTES = [
    Route("GET", "/users/@me", me, Access.USER),
    Route("GET", "/users/@me/guilds", my_guilds, Access.USER),
    Route("GET", "/users/@me/guilds/{guild_id}/member", my_member, Access.USER),
    Route("POST", "/users/@me/channels", open_direct),
    Route("GET", "/users/{user_id}", user),
]
