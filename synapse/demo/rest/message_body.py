"""Reading the body of a message that the bot sends or edits."""

from typing import Any

from synapse.demo.actions.messages import Draft
from synapse.demo.rest import components, embeds
from synapse.demo.rest.call import Call, Upload
from synapse.demo.rest.errors import ApiError, Invalid
from synapse.demo.world import Attachment, Message
from synapse.demo.world.payloads import attachment as attachment_payload

MAX_CONTENT = 2000
MAX_NONCE = 25
MAX_FILES = 10
MAX_FILE_BYTES = 10 * 1024 * 1024
SUPPRESS_EMBEDS, EPHEMERAL, SILENT, COMPONENTS_V2 = 1 << 2, 1 << 6, 1 << 12, 1 << 15
SETTABLE = SUPPRESS_EMBEDS | EPHEMERAL | SILENT | COMPONENTS_V2


def check(body: dict[str, Any]) -> None:
    """Check a message body against Discord's documented limits.

    Raises:
        ApiError: 400 with code 50035 and what is wrong by field.
    """
    problems = Invalid()
    content = body.get("content")
    if content is not None:
        problems.length("content", content, 0, MAX_CONTENT)
    if body.get("embeds") is not None:
        embeds.check(body["embeds"], problems)
    if body.get("components") is not None:
        components.check(body["components"], problems, v2=bool((body.get("flags") or 0) & COMPONENTS_V2))
    nonce = body.get("nonce")
    if isinstance(nonce, str) and len(nonce) > MAX_NONCE:
        problems.add("nonce", "BASE_TYPE_MAX_LENGTH", f"Must be {MAX_NONCE} or fewer in length.")
    problems.raise_if_any()


def draft(call: Call, body: dict[str, Any]) -> Draft:
    """A new message from a request.

    Raises:
        ApiError: 400 for a body beyond Discord's limits, or an empty one (50006).
    """
    check(body)
    attachments = uploaded(call, body)
    files = _addresses(call, attachments)
    new = Draft(
        content=body.get("content") or "",
        embeds=[embeds.complete(embed, files) for embed in body.get("embeds") or []],
        attachments=attachments,
        components=components.complete(body.get("components") or []),
        flags=int(body.get("flags") or 0) & SETTABLE,
        nonce=body.get("nonce"),
        reply_to=_reply_to(body),
    )
    if not (new.content.strip() or new.embeds or new.attachments or new.components):
        raise ApiError(400, 50006, "Cannot send an empty message")
    return new


def change(call: Call, message: Message, body: dict[str, Any]) -> None:
    """Apply an edit to a message; what the body leaves out stays.

    Raises:
        ApiError: 400 for a body beyond Discord's limits.
    """
    check(body)
    if "attachments" in body or call.uploads:
        kept = {str(item.get("id")) for item in body.get("attachments") or []}
        message.attachments = [a for a in message.attachments if str(a.id) in kept]
        message.attachments += uploaded(call, body)
    if "content" in body:
        message.content = body["content"] or ""
    if "embeds" in body:
        files = _addresses(call, message.attachments)
        message.embeds = [embeds.complete(embed, files) for embed in body["embeds"] or []]
    if "components" in body:
        message.components = components.complete(body["components"] or [])
    if isinstance(body.get("flags"), int):
        message.flags = (message.flags & ~SUPPRESS_EMBEDS) | (body["flags"] & (SUPPRESS_EMBEDS | COMPONENTS_V2))


def _reply_to(body: dict[str, Any]) -> int | None:
    reference = body.get("message_reference")
    return int(reference["message_id"]) if isinstance(reference, dict) else None


def uploaded(call: Call, body: dict[str, Any]) -> list[Attachment]:
    """The request's files as attachments.

    Raises:
        ApiError: 400 for too many files, 413 for one that is too large.
    """
    if len(call.uploads) > MAX_FILES:
        raise ApiError(400, 30015, f"Maximum number of attachments in a message reached ({MAX_FILES})")
    if any(len(upload.data) > MAX_FILE_BYTES for upload in call.uploads):
        raise ApiError(413, 40005, "Request entity too large")
    described = {str(a.get("id")): a.get("description") for a in body.get("attachments") or []}
    return [_attachment(call, upload, described.get(str(upload.index))) for upload in call.uploads]


def _attachment(call: Call, upload: Upload, description: str | None) -> Attachment:
    made = Attachment(
        call.backend.snowflakes.next(),
        upload.filename,
        len(upload.data),
        upload.content_type,
        description,
        upload.data,
    )
    call.backend.files[made.id] = made
    return made


def _addresses(call: Call, attachments: list[Attachment]) -> dict[str, str]:
    base = call.backend.base_url
    return {a.filename: str(attachment_payload(a, base)["url"]) for a in attachments}
