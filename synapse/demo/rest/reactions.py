from synapse.demo.actions import reactions as actions
from synapse.demo.rest import access
from synapse.demo.rest.call import NO_CONTENT, Call, Reply, ok, snowflake
from synapse.demo.rest.errors import ApiError, unknown
from synapse.demo.rest.route import Route
from synapse.demo.world import Emoji, Message, User, payloads
from synapse.demo.world.permissions import Permission

LIMIT = 25
MAX_LIMIT = 100
MAX_KINDS = 20


def _emoji(call: Call) -> Emoji:
    emoji = Emoji.parse(call.params["emoji_name"])
    # A character that is no picture names nothing; keycaps and some signs begin in ASCII.
    if emoji.id is None and emoji.name.isascii():
        raise ApiError(400, 10014, "Unknown Emoji")
    return emoji


def _message(call: Call, needed: Permission = Permission.READ_MESSAGE_HISTORY) -> Message:
    return access.message(call, access.text_channel(call, needed))


def add(call: Call) -> Reply:
    """PUT .../reactions/{emoji}/@me."""
    message, emoji = _message(call), _emoji(call)
    if emoji.key not in message.reactions:
        access.text_channel(call, Permission.ADD_REACTIONS)
        if len(message.reactions) >= MAX_KINDS:
            raise ApiError(400, 30010, f"Maximum number of reactions reached ({MAX_KINDS})")
    actions.add(call.backend, call.user, message, emoji)
    return NO_CONTENT


def remove_own(call: Call) -> Reply:
    """DELETE .../reactions/{emoji}/@me."""
    actions.remove(call.backend, call.user, _message(call), _emoji(call))
    return NO_CONTENT


def remove(call: Call) -> Reply:
    """DELETE .../reactions/{emoji}/{user_id}: somebody's, with Manage Messages."""
    user = call.world.users.get(call.id("user_id"))
    if user is None:
        raise unknown("User")
    actions.remove(call.backend, user, _message(call, Permission.MANAGE_MESSAGES), _emoji(call))
    return NO_CONTENT


def users(call: Call) -> Reply:
    """GET .../reactions/{emoji}: who gave it, by id."""
    message, emoji = _message(call), _emoji(call)
    limit = call.number("limit", LIMIT, 1, MAX_LIMIT)
    after = snowflake(call.query.get("after", "0"), "after")
    # Nobody here gives super reactions, which are type 1.
    burst = call.number("type", 0, 0, 1) == 1
    reaction = None if burst else message.reactions.get(emoji.key)
    ids = sorted(i for i in (reaction.user_ids if reaction else ()) if i > after)
    found: list[User] = [call.world.users[i] for i in ids[:limit]]
    return ok([payloads.user(user) for user in found])


def clear(call: Call) -> Reply:
    """DELETE .../reactions and .../reactions/{emoji}, with Manage Messages."""
    message = _message(call, Permission.MANAGE_MESSAGES)
    emoji = _emoji(call) if "emoji_name" in call.params else None
    actions.clear(call.backend, call.user, message, emoji)
    return NO_CONTENT


_ALL = "/channels/{channel_id}/messages/{message_id}/reactions"
_ONE = f"{_ALL}/{{emoji_name}}"
ROUTES = [
    Route("PUT", f"{_ONE}/@me", add),
    Route("DELETE", f"{_ONE}/@me", remove_own),
    Route("DELETE", f"{_ONE}/{{user_id}}", remove),
    Route("GET", _ONE, users),
    Route("DELETE", _ONE, clear),
    Route("DELETE", _ALL, clear),
]
