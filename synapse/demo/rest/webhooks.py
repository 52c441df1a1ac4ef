"""What follows an interaction's first answer: /webhooks/{application}/{token}."""

from synapse.demo.actions import messages as actions
from synapse.demo.interactions import LOADING, Interaction
from synapse.demo.rest import interactions, message_body
from synapse.demo.rest.call import NO_CONTENT, Call, Reply, ok
from synapse.demo.rest.errors import unknown
from synapse.demo.rest.route import Access, Route
from synapse.demo.world import Message


def _interaction(call: Call) -> Interaction:
    if call.id("webhook_id") != call.world.application.id:
        raise unknown("Webhook")
    return call.backend.interactions.by_webhook_token(call.params["webhook_token"])


def _answer(call: Call, interaction: Interaction, message: Message) -> Reply:
    return ok(call.backend.messages.answer(message, interaction.user.id))


def follow_up(call: Call) -> Reply:
    """POST: one more message; the first after a deferred answer takes that one's place."""
    interaction = _interaction(call)
    original = interaction.original
    if original is not None and original.flags & LOADING:
        message_body.draft(call, call.fields())
        interactions.change(call, interaction, original, call.fields())
        message = original
    else:
        message = interactions.send(call, interaction, call.fields())
        interaction.followups[message.id] = message
    interactions.note(call, interaction, "follow_up")
    return _answer(call, interaction, message)


def one(call: Call) -> Reply:
    """GET .../messages/{message_id}, which may be `@original`."""
    interaction = _interaction(call)
    return _answer(call, interaction, interaction.find(call.params["message_id"]))


def change(call: Call) -> Reply:
    """PATCH .../messages/{message_id}."""
    interaction = _interaction(call)
    message = interaction.find(call.params["message_id"])
    interactions.change(call, interaction, message, call.fields())
    interactions.note(call, interaction, "edit")
    return _answer(call, interaction, message)


def delete(call: Call) -> Reply:
    """DELETE .../messages/{message_id}."""
    interaction = _interaction(call)
    message = interaction.find(call.params["message_id"])
    if message is interaction.original:
        interaction.original = None
    else:
        del interaction.followups[message.id]
    if not message.ephemeral:
        channel = interactions.place(call, interaction)
        actions.delete(call.backend, message, channel, call.world.application.id)
    interactions.note(call, interaction, "delete")
    return NO_CONTENT


_ALL = "/webhooks/{webhook_id}/{webhook_token}"
_ONE = f"{_ALL}/messages/{{message_id}}"
ROUTES = [
    Route("POST", _ALL, follow_up, Access.OPEN),
    Route("GET", _ONE, one, Access.OPEN),
    Route("PATCH", _ONE, change, Access.OPEN),
    Route("DELETE", _ONE, delete, Access.OPEN),
]
