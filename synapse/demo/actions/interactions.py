"""Members ask the bot something: INTERACTION_CREATE."""

from dataclasses import dataclass
from typing import Any

from synapse.demo.backend import Backend
from synapse.demo.gateway.events import Event
from synapse.demo.interactions import Interaction, Kind, new_token
from synapse.demo.world import Channel, Guild, Message, Thread, User, payloads
from synapse.demo.world.permissions import in_channel

MAX_FILE_BYTES = 10 * 1024 * 1024


@dataclass(slots=True, frozen=True)
class Ask:
    """What a member does: a command, a component or a modal, with what Discord sends about it.

    Attributes:
        name: The command's full name, or the custom id.
        data: The interaction's data object.
        source: The message whose component was used.
        cause: The metadata of the interaction that a modal was opened by.
    """

    kind: Kind
    name: str
    data: dict[str, Any]
    source: Message | None = None
    cause: dict[str, Any] | None = None


def ask(backend: Backend, user: User, channel: Channel | Thread, what: Ask) -> Interaction:
    """Send an interaction to the bot; its answer shows in what is returned."""
    interaction = Interaction(
        backend.snowflakes.next(),
        new_token(),
        what.kind,
        user,
        channel.guild_id,
        channel.id,
        what.data,
        backend.clock(),
        name=what.name,
        source=what.source,
    )
    interaction.metadata = _metadata(interaction, what)
    backend.interactions.open(interaction)
    backend.ledger.note(
        "interaction",
        backend.now_ms(),
        guild_id=channel.guild_id,
        actor_id=user.id,
        channel_id=channel.id,
        parent_id=channel.parent_id if isinstance(channel, Thread) else None,
        facts={"interaction": str(interaction.id), "kind": what.kind.name.lower(), "name": what.name},
    )
    backend.hub.dispatch(Event("INTERACTION_CREATE", _payload(backend, interaction, channel), channel.guild_id))
    return interaction


def _owners(guild_id: int | None) -> dict[str, str]:
    return {"0": "0" if guild_id is None else str(guild_id)}


def _metadata(interaction: Interaction, what: Ask) -> dict[str, Any]:
    metadata: dict[str, Any] = {
        "id": str(interaction.id),
        "type": int(interaction.kind),
        "user": payloads.user(interaction.user),
        "authorizing_integration_owners": _owners(interaction.guild_id),
    }
    if what.kind is Kind.COMPONENT and what.source is not None:
        metadata["interacted_message_id"] = str(what.source.id)
    if what.kind is Kind.MODAL:
        metadata["triggering_interaction_metadata"] = what.cause
    return metadata


def _payload(backend: Backend, interaction: Interaction, channel: Channel | Thread) -> dict[str, Any]:
    payload: dict[str, Any] = {
        "id": str(interaction.id),
        "application_id": str(backend.bot_id),
        "type": int(interaction.kind),
        "data": interaction.data,
        "channel_id": str(channel.id),
        "channel": payloads.any_channel(channel, backend.world.users),
        "token": interaction.token,
        "version": 1,
        "locale": interaction.user.locale,
        "entitlements": [],
        "authorizing_integration_owners": _owners(interaction.guild_id),
        "attachment_size_limit": MAX_FILE_BYTES,
    }
    if interaction.source is not None:
        payload["message"] = backend.messages.answer(interaction.source, interaction.user.id)
    if channel.guild_id is None:
        return payload | {"user": payloads.user(interaction.user), "context": 1, "app_permissions": "0"}
    return payload | _in_guild(backend.world.guilds[channel.guild_id], backend.bot_id, interaction, channel)


def _in_guild(guild: Guild, bot_id: int, interaction: Interaction, channel: Channel | Thread) -> dict[str, Any]:
    member = guild.members[interaction.user.id]
    permissions = str(in_channel(guild, member, channel))
    return {
        "guild_id": str(guild.id),
        "guild": {"id": str(guild.id), "locale": guild.locale, "features": ["COMMUNITY", "NEWS"]},
        "guild_locale": guild.locale,
        "member": payloads.member(member) | {"permissions": permissions},
        "channel": payloads.any_channel(channel, {}) | {"permissions": permissions},
        "app_permissions": str(in_channel(guild, guild.members[bot_id], channel)),
        "context": 0,
    }
