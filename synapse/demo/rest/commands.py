"""Application commands: the same operations globally and for one guild."""

from typing import Any

from synapse.demo.rest import access, commands_check
from synapse.demo.rest.call import NO_CONTENT, Call, Reply, ok
from synapse.demo.rest.commands_registry import without_localizations
from synapse.demo.rest.errors import ApiError, missing_access
from synapse.demo.rest.route import Route


def _scope(call: Call) -> int | None:
    """The guild of the route, None for the global commands; the application must be the bot's own."""
    if call.id("application_id") != call.world.application.id:
        raise ApiError(403, 20012, "You are not authorized to perform this action on this application")
    if "guild_id" not in call.params:
        return None
    if call.id("guild_id") not in call.world.guilds:
        raise missing_access()
    return access.guild(call).id


def listing(call: Call) -> Reply:
    """GET .../commands."""
    commands = call.backend.commands.all(_scope(call))
    return ok(commands if call.flag("with_localizations") else [without_localizations(c) for c in commands])


def create(call: Call) -> Reply:
    """POST .../commands: 201 for a new one, 200 for one that replaces its namesake."""
    command, is_new = call.backend.commands.create(_scope(call), call.fields())
    return Reply(201 if is_new else 200, command)


def overwrite(call: Call) -> Reply:
    """PUT .../commands: all of them at once."""
    scope, bodies = _scope(call), call.body
    if not isinstance(bodies, list) or not all(isinstance(body, dict) for body in bodies):
        raise commands_check.not_a_list()
    commands: list[Any] = call.backend.commands.overwrite(scope, bodies)
    return ok(commands)


def one(call: Call) -> Reply:
    """GET .../commands/{command_id}."""
    return ok(call.backend.commands.get(_scope(call), call.id("command_id")))


def change(call: Call) -> Reply:
    """PATCH .../commands/{command_id}."""
    return ok(call.backend.commands.edit(_scope(call), call.id("command_id"), call.fields()))


def delete(call: Call) -> Reply:
    """DELETE .../commands/{command_id}."""
    call.backend.commands.delete(_scope(call), call.id("command_id"))
    return NO_CONTENT


def _under(prefix: str) -> list[Route]:
    every, single = f"{prefix}/commands", f"{prefix}/commands/{{command_id}}"
    return [
        Route("GET", every, listing),
        Route("POST", every, create),
        Route("PUT", every, overwrite),
        Route("GET", single, one),
        Route("PATCH", single, change),
        Route("DELETE", single, delete),
    ]


_APPLICATION = "/applications/{application_id}"
ROUTES = [*_under(_APPLICATION), *_under(f"{_APPLICATION}/guilds/{{guild_id}}")]
