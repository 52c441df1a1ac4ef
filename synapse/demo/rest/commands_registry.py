"""The application commands that are registered, globally and per guild."""

from synapse.demo.rest import commands_check
from synapse.demo.rest.errors import ApiError, unknown
from synapse.demo.snowflakes import Snowflakes
from synapse.demo.world.payloads import Payload

CHAT_INPUT, USER, MESSAGE = 1, 2, 3
MAX_OF_TYPE = {CHAT_INPUT: 100, USER: 15, MESSAGE: 15}
_LOCALIZED = ("name_localizations", "description_localizations")


class CommandRegistry:
    """Commands by scope: None is global, a guild's id is that guild."""

    def __init__(self, application_id: int, snowflakes: Snowflakes) -> None:
        self._application_id = application_id
        self._snowflakes = snowflakes
        self._scopes: dict[int | None, dict[int, Payload]] = {}

    def all(self, guild_id: int | None) -> list[Payload]:
        """The commands of a scope in the order they were made."""
        return list(self._scopes.get(guild_id, {}).values())

    def get(self, guild_id: int | None, command_id: int) -> Payload:
        """One command.

        Raises:
            ApiError: 404 if there is no such command.
        """
        found = self._scopes.get(guild_id, {}).get(command_id)
        if found is None:
            raise unknown("Application Command")
        return found

    def find(self, name: str, kind: int, guild_id: int | None) -> Payload | None:
        """The command a member of the guild sees under a name: the guild's own before the global one."""
        return self._named(guild_id, name, kind) or self._named(None, name, kind)

    def create(self, guild_id: int | None, body: Payload) -> tuple[Payload, bool]:
        """Add a command, or replace the one of the same name and type; True if it is new.

        Raises:
            ApiError: 400 for a command beyond Discord's limits, 30032 for one too many.
        """
        commands_check.check(body)
        old = self._named(guild_id, body["name"], body.get("type") or CHAT_INPUT)
        command = self._made(guild_id, body, old)
        scope = self._scopes.setdefault(guild_id, {})
        _check_count([*(c for c in scope.values() if c is not old), command])
        scope[int(command["id"])] = command
        return command, old is None

    def edit(self, guild_id: int | None, command_id: int, body: Payload) -> Payload:
        """Change some fields of a command.

        Raises:
            ApiError: 404 if there is no such command, 400 for limits.
        """
        old = self.get(guild_id, command_id)
        merged = {**old, **body, "type": old["type"]}
        commands_check.check(merged)
        command = self._made(guild_id, merged, old)
        self._scopes[guild_id][command_id] = command
        return command

    def delete(self, guild_id: int | None, command_id: int) -> None:
        """Remove a command.

        Raises:
            ApiError: 404 if there is no such command.
        """
        self.get(guild_id, command_id)
        del self._scopes[guild_id][command_id]

    def overwrite(self, guild_id: int | None, bodies: list[Payload]) -> list[Payload]:
        """Replace all commands of a scope; those that keep name and type keep their ids.

        Raises:
            ApiError: 400 for commands beyond Discord's limits; then nothing is changed.
        """
        commands_check.check_all(bodies)
        made = [
            self._made(guild_id, body, self._named(guild_id, body["name"], body.get("type") or CHAT_INPUT))
            for body in bodies
        ]
        _check_count(made)
        self._scopes[guild_id] = {int(command["id"]): command for command in made}
        return made

    def _named(self, guild_id: int | None, name: str, kind: int) -> Payload | None:
        commands = self._scopes.get(guild_id, {}).values()
        return next((c for c in commands if c["name"] == name and c["type"] == kind), None)

    def _made(self, guild_id: int | None, body: Payload, old: Payload | None) -> Payload:
        command: Payload = {
            "id": old["id"] if old else str(self._snowflakes.next()),
            "application_id": str(self._application_id),
            "type": body.get("type") or CHAT_INPUT,
            "name": body["name"],
            "name_localizations": body.get("name_localizations") or None,
            "description": body.get("description") or "",
            "description_localizations": body.get("description_localizations") or None,
            "default_member_permissions": _permissions(body.get("default_member_permissions")),
            "integration_types": body.get("integration_types") or [0],
            "nsfw": bool(body.get("nsfw")),
        }
        if body.get("options"):
            command["options"] = [_option(option) for option in body["options"]]
        if guild_id is not None:
            command["guild_id"] = str(guild_id)
        else:
            command["contexts"] = body.get("contexts")
            command["dm_permission"] = _in_direct(body)
        unchanged = old is not None and {**old, "version": None} == {**command, "version": None}
        command["version"] = old["version"] if old and unchanged else str(self._snowflakes.next())
        return command


def _check_count(commands: list[Payload]) -> None:
    for kind, limit in MAX_OF_TYPE.items():
        if sum(1 for command in commands if command["type"] == kind) > limit:
            raise ApiError(400, 30032, f"Maximum number of application commands reached ({limit}).")


def _permissions(value: object) -> str | None:
    return None if value is None else str(value)


def _in_direct(body: Payload) -> bool:
    contexts = body.get("contexts")
    return 1 in contexts if contexts is not None else body.get("dm_permission") is not False


def _option(option: Payload) -> Payload:
    done = {key: value for key, value in option.items() if value is not None and value != []}
    if "options" in done:
        done["options"] = [_option(child) for child in done["options"]]
    return done


def without_localizations(command: Payload) -> Payload:
    """A command as the list shows it unless `with_localizations` is asked for."""
    kept = {key: value for key, value in command.items() if key not in _LOCALIZED}
    for name in ("options", "choices"):
        if name in kept:
            kept[name] = [without_localizations(item) for item in kept[name]]
    return kept
