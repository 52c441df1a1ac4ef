"""REQUEST_GUILD_MEMBERS: a guild's members in chunks of a thousand."""

from collections.abc import Iterator
from typing import Any

from synapse.demo.gateway import intents as bits
from synapse.demo.gateway.session import Session
from synapse.demo.world import Guild, Member, World, payloads

CHUNK = 1000
QUERY_LIMIT = 100


def answers(world: World, session: Session, request: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The GUILD_MEMBERS_CHUNK events that answer a request; none if it may not be asked."""
    guild = world.guilds.get(int(request["guild_id"]))
    if guild is None:
        return iter(())
    members, missing = _asked(guild, session, request)
    return _chunks(guild, request, members, missing)


def _chunks(
    guild: Guild, request: dict[str, Any], members: list[Member], missing: list[str]
) -> Iterator[dict[str, Any]]:
    chunks = [members[start : start + CHUNK] for start in range(0, len(members), CHUNK)] or [[]]
    for index, chunk in enumerate(chunks):
        yield _chunk(guild, request, chunk) | {
            "chunk_index": index,
            "chunk_count": len(chunks),
            **({"not_found": missing} if missing else {}),
        }


def _chunk(guild: Guild, request: dict[str, Any], members: list[Member]) -> dict[str, Any]:
    payload: dict[str, Any] = {
        "guild_id": str(guild.id),
        "members": [payloads.member_with_user_json(member) for member in members],
    }
    if request.get("presences"):
        payload["presences"] = [
            {"user": {"id": str(m.id)}, "status": "online", "activities": [], "client_status": {}} for m in members
        ]
    if "nonce" in request:
        payload["nonce"] = str(request["nonce"])
    return payload


def _asked(guild: Guild, session: Session, request: dict[str, Any]) -> tuple[list[Member], list[str]]:
    wanted = request.get("user_ids")
    if wanted is not None:
        ids = [int(i) for i in (wanted if isinstance(wanted, list) else [wanted])][:QUERY_LIMIT]
        found = [guild.members[i] for i in ids if i in guild.members]
        return found, [str(i) for i in ids if i not in guild.members]
    query = str(request.get("query", "")).casefold()
    limit = int(request.get("limit", 0))
    if not query and not limit:
        # All members at once is what the privileged intent is for.
        return (list(guild.members.values()) if session.intents & bits.GUILD_MEMBERS else []), []
    names = (m for m in guild.members.values() if _named(m, query))
    return [m for m, _ in zip(names, range(min(limit or QUERY_LIMIT, QUERY_LIMIT)), strict=False)], []


def _named(member: Member, query: str) -> bool:
    return any(
        name is not None and name.casefold().startswith(query)
        for name in (member.user.username, member.user.global_name, member.nick)
    )
