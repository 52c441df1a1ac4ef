"""Scripted members: what somebody does, one call each, for tests and for the control endpoints."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from synapse.demo.actions import guilds, interactions, messages, reactions, threads, voice
from synapse.demo.command_data import Typed, Unusable, build
from synapse.demo.interactions import Interaction, Kind, texts
from synapse.demo.names import Names, UnknownName
from synapse.demo.rest import components, modals
from synapse.demo.world import Attachment, Channel, ChannelType, Emoji, Member, Message, Thread, User
from synapse.demo.world.permissions import in_guild

if TYPE_CHECKING:
    from collections.abc import Mapping

    from synapse.demo.backend import Backend
    from synapse.demo.world import Guild, VoiceState

BUTTON, STRING_SELECT = 2, 3
CHAT_INPUT, USER_COMMAND, MESSAGE_COMMAND = 1, 2, 3
PATIENCE = 10.0


class Script:
    """Lets members of a guild do things; people, channels and messages may be named or given.

    Raises:
        UnknownName: By every method, for a name that nobody and nothing has.
    """

    def __init__(self, backend: Backend, guild: Guild | None = None) -> None:
        self.backend = backend
        self.guild = guild or backend.world.guild
        self.names = Names(backend.world, self.guild, backend.base_url)

    # Writing ------------------------------------------------------------------------------------

    def says(
        self,
        who: object,
        where: object,
        text: str = "",
        *,
        reply_to: object = None,
        files: int = 0,
    ) -> Message:
        """Write a message; so many `files` hang on it."""
        answered = None if reply_to is None else self.names.message(reply_to).id
        attachments = [self.file(f"file{number}.txt") for number in range(files)]
        draft = messages.Draft(text, attachments=attachments, reply_to=answered)
        return messages.send(self.backend, self.names.user(who), self.names.channel(where), draft)

    def file(self, name: str, data: bytes = b"demo", content_type: str = "text/plain") -> Attachment:
        """Upload a file, to hang on a message or to give to a command."""
        made = Attachment(self.backend.snowflakes.next(), name, len(data), content_type, data=data)
        self.backend.files[made.id] = made
        return made

    def reads(self, where: object, last: int = 20) -> list[str]:
        """What the last messages of a channel say, each in one text, newest first."""
        found = self.backend.world.messages[self.names.channel(where).id].before(None, last)
        return ["\n".join(texts(message)) for message in found]

    def webhook_says(self, name: str, where: object, text: str) -> Message:
        """Write a message as a webhook does."""
        face = User(self.backend.snowflakes.next(), name, bot=True)
        self.backend.world.add_user(face)
        return messages.send(self.backend, face, self.names.channel(where), messages.Draft(text, webhook_id=face.id))

    def edits(self, message: object, text: str) -> Message:
        """Change a message's text."""
        found = self.names.message(message)
        found.content = text
        messages.edited(self.backend, found, self.names.channel(found.channel_id))
        return found

    def deletes(self, message: object, who: object = None) -> None:
        """Delete a message; by its author unless somebody is named."""
        found = self.names.message(message)
        actor = found.author if who is None else self.names.user(who)
        messages.delete(self.backend, found, self.names.channel(found.channel_id), actor.id)

    def reacts(self, who: object, message: object, emoji: str = "👍") -> bool:
        """React to a message; False if it was there already."""
        return reactions.add(self.backend, self.names.user(who), self.names.message(message), Emoji.parse(emoji))

    def unreacts(self, who: object, message: object, emoji: str = "👍") -> bool:
        """Take a reaction back; False if there was none."""
        return reactions.remove(self.backend, self.names.user(who), self.names.message(message), Emoji.parse(emoji))

    def opens_thread(self, who: object, where: object, name: str, on: object = None) -> Thread:
        """Open a thread in a channel, on a message if one is named."""
        parent = self.names.channel(where)
        if not isinstance(parent, Channel):
            raise UnknownName(f"{where!r} is a thread, and threads have no threads.")
        message = None if on is None else self.names.message(on)
        return threads.open_thread(self.backend, self.names.user(who), parent, threads.NewThread(name, message))

    # Voice --------------------------------------------------------------------------------------

    def joins_voice(self, who: object, where: object) -> VoiceState:
        """Join a voice channel or move to it.

        Raises:
            Unusable: If it is no voice channel.
        """
        channel = self.names.channel(where)
        if channel.type != ChannelType.VOICE:
            raise Unusable(f"{channel.name} is no voice channel.")
        return voice.connect(self.backend, self.guild, self.names.member(who), channel.id)

    def leaves_voice(self, who: object) -> None:
        """Leave voice."""
        voice.disconnect(self.backend, self.guild, self.names.member(who))

    def mutes(self, who: object, *, muted: bool | None = True, deafened: bool | None = None) -> None:
        """Switch one's microphone or sound; None leaves it as it is.

        Raises:
            Unusable: If the member is not in voice.
        """
        member = self.names.member(who)
        if member.id not in self.guild.voice:
            raise Unusable(f"{member.display_name} is not in voice.")
        voice.mute(self.backend, self.guild, member, muted=muted, deafened=deafened)

    # Coming and going ---------------------------------------------------------------------------

    def joins(self, who: object) -> Member:
        """Join the guild; a name that nobody has makes a new account."""
        try:
            user = self.names.user(who)
        except UnknownName:
            name = str(who)
            username = "".join(c for c in name.casefold() if c.isalnum()) or "member"
            user = self.backend.world.add_user(User(self.backend.snowflakes.next(), username, name))
        return guilds.join(self.backend, self.guild, user)

    def leaves(self, who: object) -> None:
        """Leave the guild."""
        guilds.leave(self.backend, self.guild, self.names.member(who))

    def renames(self, who: object, nick: str | None) -> Member:
        """Give a member a nickname, or take it away."""
        member = self.names.member(who)
        member.nick = nick
        guilds.member_changed(self.backend, self.guild, member, member.id)
        return member

    # Asking the bot -----------------------------------------------------------------------------

    async def connected(self, shards: int = 1, seconds: float = PATIENCE) -> None:
        """Wait until so many shards of the bot are connected.

        Raises:
            TimeoutError: If they are not in time.
        """
        async with asyncio.timeout(seconds):
            while self.backend.hub.ready_shards < shards:
                await self.backend.hub.changed()

    async def uses(
        self,
        name: str,
        as_: object,
        options: Mapping[str, object] | None = None,
        where: object = None,
        *,
        seconds: float = PATIENCE,
    ) -> Interaction:
        """Use a slash command ("/season roll") and wait for what the bot answers.

        Raises:
            Unusable: If Discord's own client would not have sent it.
            TimeoutError: If no answer came in time.
        """
        interaction = self.starts(name, as_, options, where)
        await interaction.until_answered(seconds)
        return interaction

    def starts(
        self, name: str, as_: object, options: Mapping[str, object] | None = None, where: object = None
    ) -> Interaction:
        """Use a slash command without waiting; arguments and errors as `uses`."""
        member, typed = self.names.member(as_), Typed(name.removeprefix("/").split(), options or {})
        command = self._command(typed.path[0], CHAT_INPUT, member)
        data = build(command, typed, self.names)
        return self._ask(member, where, interactions.Ask(Kind.COMMAND, typed.name, data))

    async def types(
        self, name: str, as_: object, options: Mapping[str, object], where: object = None
    ) -> list[dict[str, Any]]:
        """Type into the last of the options, which has autocomplete; what the bot proposes.

        Raises:
            Unusable: If the command has no such option.
            TimeoutError: If no proposals came in time.
        """
        member = self.names.member(as_)
        typed = Typed(name.removeprefix("/").split(), options, focused=list(options)[-1])
        data = build(self._command(typed.path[0], CHAT_INPUT, member), typed, self.names)
        interaction = self._ask(member, where, interactions.Ask(Kind.AUTOCOMPLETE, typed.name, data))
        await interaction.until_answered(PATIENCE)
        return interaction.choices or []

    async def clicks(
        self, on: Interaction | Message, which: str, as_: object, *, seconds: float = PATIENCE
    ) -> Interaction:
        """Press a button, named by its custom id or its label, and wait for the answer.

        Raises:
            Unusable: If there is no such button, or it is disabled.
            TimeoutError: If no answer came in time.
        """
        return await self._component(on, _component(_shown(on), which, BUTTON), as_, {}, seconds)

    async def chooses(
        self, on: Interaction | Message, which: str, values: list[str], as_: object, *, seconds: float = PATIENCE
    ) -> Interaction:
        """Choose values of a menu and wait for the answer.

        Raises:
            Unusable: If there is no such menu, or it is disabled.
            TimeoutError: If no answer came in time.
        """
        menu = _component(_shown(on), which, None)
        return await self._component(on, menu, as_, {"values": values}, seconds)

    async def submits(
        self, opened: Interaction, values: Mapping[str, object], as_: object, *, seconds: float = PATIENCE
    ) -> Interaction:
        """Fill in the modal that an interaction opened, by custom ids, and wait for the answer.

        Raises:
            Unusable: If no modal is open, or it has no such field.
            TimeoutError: If no answer came in time.
        """
        if opened.modal is None:
            raise Unusable(f"{opened.name} opened no modal.")
        data = {"custom_id": opened.modal["custom_id"], "components": _filled(opened.modal, values)}
        what = interactions.Ask(Kind.MODAL, str(data["custom_id"]), data, opened.source, opened.metadata)
        interaction = self._ask(self.names.member(as_), opened.channel_id, what)
        await interaction.until_answered(seconds)
        return interaction

    async def _component(
        self, on: Interaction | Message, part: dict[str, Any], as_: object, extra: dict[str, Any], seconds: float
    ) -> Interaction:
        data = {"component_type": part["type"], "custom_id": part["custom_id"], "id": part.get("id", 0), **extra}
        message = _shown(on)
        what = interactions.Ask(Kind.COMPONENT, str(part["custom_id"]), data, message)
        interaction = self._ask(self.names.member(as_), message.channel_id, what)
        await interaction.until_answered(seconds)
        return interaction

    def _ask(self, member: Member, where: object, what: interactions.Ask) -> Interaction:
        place = self.names.channel(where) if where is not None else self._first_channel()
        return interactions.ask(self.backend, member.user, place, what)

    def _first_channel(self) -> Channel:
        return next(c for c in self.guild.channels.values() if c.type == 0)

    def _command(self, name: str, kind: int, member: Member) -> dict[str, Any]:
        command = self.backend.commands.find(name, kind, self.guild.id)
        if command is None:
            raise Unusable(f"There is no command /{name}.")
        needed = command["default_member_permissions"]
        if needed is not None and in_guild(self.guild, member) & int(needed) != int(needed):
            raise Unusable(f"{member.display_name} does not see /{name}: it needs permissions they do not have.")
        return command


def _shown(on: Interaction | Message) -> Message:
    return on if isinstance(on, Message) else on.message


def _component(message: Message, which: str, kind: int | None) -> dict[str, Any]:
    found = components.find(message.components, which) or _labelled(message.components, which)
    if found is None or (kind is not None and found["type"] != kind):
        raise Unusable(f"The message shows nothing called {which!r}.")
    if found.get("disabled"):
        raise Unusable(f"{which!r} is disabled.")
    return found


def _labelled(items: list[dict[str, Any]], label: str) -> dict[str, Any] | None:
    for item in items:
        if item.get("label") == label and "custom_id" in item:
            return item
        found = _labelled(item.get("components") or [], label)
        if found is not None:
            return found
    return None


def _filled(modal: dict[str, Any], values: Mapping[str, object]) -> list[dict[str, Any]]:
    known = {field["custom_id"]: field for field in modals.fields(modal["components"])}
    unknown = set(values) - set(known)
    if unknown:
        raise Unusable(f"The modal has no field called {', '.join(sorted(unknown))}.")
    return [_filled_part(part, values) for part in modal["components"]]


def _filled_part(part: dict[str, Any], values: Mapping[str, object]) -> dict[str, Any]:
    if part["type"] == modals.ROW:
        return {"type": modals.ROW, "id": 0, "components": [_field(f, values) for f in part["components"]]}
    if part["type"] == modals.LABEL:
        return {"type": modals.LABEL, "id": 0, "component": _field(part["component"], values)}
    return {"type": part["type"], "id": 0}


def _field(field: dict[str, Any], values: Mapping[str, object]) -> dict[str, Any]:
    custom_id = field["custom_id"]
    given = values.get(custom_id, field.get("value"))
    if given is None and field.get("required", True):
        raise Unusable(f"The field {custom_id} must be filled in.")
    made = {"type": field["type"], "id": 0, "custom_id": custom_id}
    if field["type"] == modals.TEXT_INPUT:
        return made | {"value": "" if given is None else str(given)}
    chosen = given if isinstance(given, list) else [] if given is None else [given]
    return made | {"values": [str(value) for value in chosen]}
