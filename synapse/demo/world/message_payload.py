from typing import Any

from synapse.demo.world import payloads
from synapse.demo.world.messages import Message
from synapse.demo.world.payloads import Payload
from synapse.demo.world.state import World


class MessagePayloads:
    """Renders messages: what an answer shows to one viewer, and what the gateway tells everyone."""

    def __init__(self, world: World, base_url: str) -> None:
        self._world = world
        self._base_url = base_url

    def answer(self, message: Message, viewer_id: int) -> Payload:
        """A message object as a REST answer carries it, with reactions and what it replies to."""
        payload = self._plain(message)
        reactions = [self._reaction(message, key, viewer_id) for key in message.reactions]
        if reactions:
            payload["reactions"] = reactions
        if message.reply_to is not None:
            payload |= self._reference(message)
        if message.thread_id is not None:
            thread = self._world.channel(message.thread_id)
            if thread is not None:
                payload["thread"] = payloads.any_channel(thread, self._world.users)
        return payload

    def event(self, message: Message) -> Payload:
        """A message object as MESSAGE_CREATE and MESSAGE_UPDATE carry it: with guild and member."""
        payload = self._plain(message)
        payload["mentions"] = [self._mention(message, i) for i in message.mention_ids]
        if message.guild_id is not None:
            payload["guild_id"] = str(message.guild_id)
            member = self._world.member(message.guild_id, message.author.id)
            if member is not None and message.webhook_id is None:
                payload["member"] = payloads.member_json(member)
        if message.reply_to is not None:
            payload |= self._reference(message)
        return payload

    def _plain(self, message: Message) -> Payload:
        payload: Payload = {
            "id": str(message.id),
            "channel_id": str(message.channel_id),
            "type": message.type,
            "author": payloads.user_json(message.author),
            "content": message.content,
            "timestamp": payloads.iso(message.created_ms),
            "edited_timestamp": None if message.edited_ms is None else payloads.iso(message.edited_ms),
            "tts": False,
            "mention_everyone": message.mention_everyone,
            "mentions": [self._mentioned(i) for i in message.mention_ids],
            "mention_roles": [str(role_id) for role_id in message.mention_role_ids],
            "attachments": [
                payloads.attachment(a, self._base_url, ephemeral=message.ephemeral) for a in message.attachments
            ],
            "embeds": message.embeds,
            "components": message.components,
            "pinned": False,
            "flags": message.flags,
        }
        return self._with_origin(payload, message)

    def _with_origin(self, payload: Payload, message: Message) -> Payload:
        if message.nonce is not None:
            payload["nonce"] = message.nonce
        if message.webhook_id is not None:
            payload["webhook_id"] = str(message.webhook_id)
        if message.application_id is not None:
            payload["application_id"] = str(message.application_id)
        if message.interaction is not None:
            payload["interaction_metadata"] = message.interaction
        if message.refers_to is not None:
            payload["message_reference"] = self._noted(message, *message.refers_to)
        return payload

    def _noted(self, message: Message, channel_id: int, message_id: int | None) -> Payload:
        reference: Payload = {"type": 0, "channel_id": str(channel_id), "guild_id": str(message.guild_id)}
        return reference if message_id is None else reference | {"message_id": str(message_id)}

    def _mentioned(self, user_id: int) -> Any:  # noqa: ANN401 - a rendered fragment has no useful type
        return payloads.user_json(self._world.users[user_id])

    def _mention(self, message: Message, user_id: int) -> Payload:
        member = self._world.member(message.guild_id, user_id)
        user = payloads.user(self._world.users[user_id])
        return user if member is None else {**user, "member": payloads.member_part(member)}

    def _reaction(self, message: Message, key: str, viewer_id: int) -> Payload:
        reaction = message.reactions[key]
        count = len(reaction.user_ids)
        return {
            "emoji": payloads.emoji(reaction.emoji),
            "count": count,
            "count_details": {"burst": 0, "normal": count},
            "burst_colors": [],
            "me_burst": False,
            "me": viewer_id in reaction.user_ids,
        }

    def _reference(self, message: Message) -> Payload:
        reference: Payload = {
            "type": 0,
            "channel_id": str(message.channel_id),
            "message_id": str(message.reply_to),
        }
        if message.guild_id is not None:
            reference["guild_id"] = str(message.guild_id)
        original = self._world.messages[message.channel_id].get(message.reply_to or 0)
        return {
            "message_reference": reference,
            "referenced_message": None if original is None else self._plain(original),
        }
