"""The first answer to an interaction: POST /interactions/{id}/{token}/callback."""

from typing import Any

from synapse.demo.actions import messages as actions
from synapse.demo.interactions import LOADING, Callback, Interaction, Kind
from synapse.demo.rest import commands_check, message_body, modals
from synapse.demo.rest.call import NO_CONTENT, Call, Reply, ok
from synapse.demo.rest.errors import Invalid, invalid
from synapse.demo.rest.route import Access, Route
from synapse.demo.world import Channel, Message, Thread

MAX_CHOICES = 25
_SHOWN = {Callback.MESSAGE, Callback.DEFERRED_MESSAGE}
_UPDATES = {Callback.UPDATE, Callback.DEFERRED_UPDATE}
_COMMAND_RESPONSE = 20


def place(call: Call, interaction: Interaction) -> Channel | Thread:
    """Where an interaction happened."""
    channel = call.world.channel(interaction.channel_id)
    if channel is None:
        raise LookupError(f"The channel {interaction.channel_id} of an interaction is gone.")
    return channel


def note(call: Call, interaction: Interaction, what: str) -> None:
    """Record what the bot answered, by kind and never by content."""
    call.backend.ledger.note(
        "interaction_response",
        call.backend.now_ms(),
        guild_id=interaction.guild_id,
        actor_id=call.world.application.id,
        is_bot=True,
        channel_id=interaction.channel_id,
        message_id=None if interaction.original is None else interaction.original.id,
        target_id=interaction.user.id,
        facts={"interaction": str(interaction.id), "answer": what, "name": interaction.name},
    )
    interaction.touch()


def _allowed(interaction: Interaction) -> set[Callback]:
    if interaction.kind is Kind.AUTOCOMPLETE:
        return {Callback.AUTOCOMPLETE}
    updates = _UPDATES if interaction.source is not None else set()
    return _SHOWN | updates | (set() if interaction.kind is Kind.MODAL else {Callback.MODAL})


def _kind(interaction: Interaction, body: dict[str, Any]) -> Callback:
    try:
        kind = Callback(int(body.get("type") or 0))
    except (TypeError, ValueError):
        raise invalid("type", "BASE_TYPE_CHOICES", "Value must be one of {1, 4, 5, 6, 7, 8, 9, 10, 12}.") from None
    if kind not in _allowed(interaction):
        message = "This interaction response type cannot be used with this interaction"
        raise invalid("type", "INTERACTION_APPLICATION_COMMAND_INVALID_CALLBACK_TYPE", message)
    return kind


def send(call: Call, interaction: Interaction, data: dict[str, Any]) -> Message:
    """Make a message that answers an interaction, and show it to whom it concerns."""
    draft = message_body.draft(call, data)
    draft.application_id = draft.webhook_id = call.world.application.id
    draft.interaction = interaction.metadata
    draft.type = _COMMAND_RESPONSE if interaction.kind is Kind.COMMAND else 0
    return show(call, interaction, draft)


def show(call: Call, interaction: Interaction, draft: actions.Draft) -> Message:
    """Put a drafted answer where it belongs: into the channel, or before one member's eyes only."""
    channel = place(call, interaction)
    message = actions.compose(call.backend, call.world.application.bot, channel, draft)
    if not message.ephemeral:
        actions.announce(call.backend, message, channel)
    return message


def _defer(call: Call, interaction: Interaction, data: dict[str, Any]) -> Message:
    application_id = call.world.application.id
    draft = actions.Draft(
        flags=(int(data.get("flags") or 0) & message_body.EPHEMERAL) | LOADING,
        application_id=application_id,
        webhook_id=application_id,
        interaction=interaction.metadata,
        type=_COMMAND_RESPONSE,
    )
    return show(call, interaction, draft)


def change(call: Call, interaction: Interaction, message: Message, data: dict[str, Any]) -> None:
    """Edit an answer; what was only a sign of thinking becomes the answer."""
    message_body.change(call, message, data)
    message.flags &= ~LOADING
    channel = place(call, interaction)
    if message.ephemeral:
        message.edited_ms = call.backend.now_ms()
    else:
        actions.edited(call.backend, message, channel)


def _choose(interaction: Interaction, data: dict[str, Any]) -> None:
    problems, choices = Invalid(), data.get("choices")
    if not isinstance(choices, list) or len(choices) > MAX_CHOICES:
        raise invalid("data.choices", "BASE_TYPE_MAX_LENGTH", f"Must be {MAX_CHOICES} or fewer in length.")
    kind = _focused_type(interaction.data.get("options") or [])
    for index, choice in enumerate(choices):
        problems.length(f"data.choices.{index}.name", choice.get("name"), 1, 100)
        commands_check.check_value(choice.get("value"), kind, f"data.choices.{index}.value", problems)
    problems.raise_if_any()
    interaction.choices = choices


def _focused_type(options: list[dict[str, Any]]) -> int:
    for option in options:
        if option.get("focused"):
            return int(option["type"])
        nested = _focused_type(option.get("options") or [])
        if nested:
            return nested
    return 0


def _apply(call: Call, interaction: Interaction, kind: Callback, data: dict[str, Any]) -> None:
    if kind is Callback.MESSAGE:
        interaction.original = send(call, interaction, data)
    elif kind is Callback.DEFERRED_MESSAGE:
        interaction.original = _defer(call, interaction, data)
    elif kind is Callback.AUTOCOMPLETE:
        _choose(interaction, data)
    elif kind is Callback.MODAL:
        modals.check(data)
        interaction.modal = data
    elif interaction.source is not None:
        interaction.original = interaction.source
        if kind is Callback.UPDATE:
            change(call, interaction, interaction.source, data)


def callback(call: Call) -> Reply:
    """Acknowledge an interaction: once, within three seconds, with something that fits it."""
    interaction = call.backend.interactions.to_acknowledge(call.id("interaction_id"), call.params["interaction_token"])
    body = call.fields()
    kind = _kind(interaction, body)
    _apply(call, interaction, kind, body.get("data") or {})
    interaction.callback = kind
    note(call, interaction, kind.name.lower())
    return ok(_described(call, interaction, kind)) if call.flag("with_response") else NO_CONTENT


def _described(call: Call, interaction: Interaction, kind: Callback) -> dict[str, Any]:
    described: dict[str, Any] = {"id": str(interaction.id), "type": int(interaction.kind)}
    message = interaction.original
    if message is not None:
        described |= {
            "response_message_id": str(message.id),
            "response_message_loading": bool(message.flags & LOADING),
            "response_message_ephemeral": message.ephemeral,
        }
    answer: dict[str, Any] = {"interaction": described}
    if message is not None and kind in {Callback.MESSAGE, Callback.UPDATE}:
        shown = call.backend.messages.answer(message, interaction.user.id)
        answer["resource"] = {"type": int(kind), "message": shown}
    return answer


ROUTES = [Route("POST", "/interactions/{interaction_id}/{interaction_token}/callback", callback, Access.OPEN)]
