from typing import Any

from synapse.demo.gateway.ready import application_flags
from synapse.demo.rest.call import Call, Reply, ok
from synapse.demo.rest.route import Access, Route
from synapse.demo.world import World, payloads


def _public(world: World) -> dict[str, Any]:
    application = world.application
    flags = application_flags(world)
    return {
        "id": str(application.id),
        "name": application.name,
        "icon": None,
        "description": "",
        "type": None,
        "bot": payloads.user(application.bot),
        "bot_public": True,
        "bot_require_code_grant": False,
        "verify_key": "0" * 64,
        "flags": flags,
        "flags_new": str(flags),
    }


def me(call: Call) -> Reply:
    """GET /applications/@me and its older address: the application as its owner sees it."""
    application = call.world.application
    own = {
        "redirect_uris": application.redirect_uris,
        "interactions_endpoint_url": None,
        "role_connections_verification_url": None,
        "owner": payloads.user(application.owner),
        "approximate_guild_count": len(call.world.guilds),
        "approximate_user_install_count": 0,
        "approximate_user_authorization_count": 0,
        "explicit_content_filter": 0,
        "team": None,
        "eligible_oauth2_scopes": [],
        "rpc_origins": [],
    }
    return ok(_public(call.world) | own)


def authorization(call: Call) -> Reply:
    """GET /oauth2/@me: what the sender of a user's token was allowed."""
    application = {k: v for k, v in _public(call.world).items() if k != "bot"}
    scopes = sorted(call.scopes or frozenset())
    answer = {"application": application, "expires": payloads.iso(call.expires_ms), "scopes": scopes}
    if "identify" in scopes:
        answer["user"] = payloads.user(call.user)
    return ok(answer)


ROUTES = [
    Route("GET", "/applications/@me", me),
    Route("GET", "/oauth2/applications/@me", me),
    Route("GET", "/oauth2/@me", authorization, Access.USER),
]
