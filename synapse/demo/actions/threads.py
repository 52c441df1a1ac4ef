from dataclasses import dataclass

from synapse.demo.actions import messages
from synapse.demo.backend import Backend
from synapse.demo.gateway.events import Event
from synapse.demo.world import Channel, ChannelType, Message, Thread, User, payloads

AUTO_ARCHIVE_MINUTES = 1440
OPENED, STARTER = 18, 21
"""Types of the messages that say a thread began: in its channel, and inside it."""


@dataclass(slots=True, frozen=True)
class NewThread:
    """How a thread is opened: its name, and the message it hangs on, if any."""

    name: str
    message: Message | None = None
    private: bool = False
    auto_archive_minutes: int = AUTO_ARCHIVE_MINUTES


def open_thread(backend: Backend, owner: User, parent: Channel, new: NewThread) -> Thread:
    """Open a thread under a guild's channel; one on a message takes the message's id."""
    now = backend.now_ms()
    thread = Thread(
        new.message.id if new.message else backend.snowflakes.next(),
        _type(parent, new),
        new.name,
        parent.guild_id or 0,
        parent.id,
        owner.id,
        now,
        auto_archive_minutes=new.auto_archive_minutes,
        joined={owner.id: now},
    )
    backend.world.guilds[thread.guild_id].threads[thread.id] = thread
    if new.message is not None:
        new.message.thread_id = thread.id
        new.message.flags |= 1 << 5
    _note(backend, "thread", thread, owner)
    tell(backend, "THREAD_CREATE", thread, newly_created=True)
    _say(backend, owner, parent, thread, new)
    return thread


def _say(backend: Backend, owner: User, parent: Channel, thread: Thread, new: NewThread) -> None:
    if new.message is not None:
        messages.note(backend, new.message.author, thread, STARTER, (parent.id, new.message.id))
    elif not new.private:
        messages.note(backend, owner, parent, OPENED, (thread.id, None))


def _type(parent: Channel, new: NewThread) -> ChannelType:
    if parent.type == ChannelType.ANNOUNCEMENT:
        return ChannelType.ANNOUNCEMENT_THREAD
    return ChannelType.PRIVATE_THREAD if new.private else ChannelType.PUBLIC_THREAD


def archive(backend: Backend, thread: Thread, *, archived: bool = True) -> None:
    """Archive a thread or take it out of the archive."""
    thread.archived = archived
    thread.archived_ms = backend.now_ms()
    tell(backend, "THREAD_UPDATE", thread)


def delete(backend: Backend, thread: Thread, actor: User) -> None:
    """Delete a thread with its messages."""
    del backend.world.guilds[thread.guild_id].threads[thread.id]
    backend.world.messages.pop(thread.id, None)
    _note(backend, "thread_delete", thread, actor)
    data = {
        "id": str(thread.id),
        "guild_id": str(thread.guild_id),
        "parent_id": str(thread.parent_id),
        "type": int(thread.type),
    }
    backend.hub.dispatch(Event("THREAD_DELETE", data, thread.guild_id))


def list_sync(backend: Backend, guild_id: int, channel_ids: list[int]) -> None:
    """Tell the bot the active threads of channels it gained access to."""
    active = [
        t for t in backend.world.guilds[guild_id].threads.values() if t.parent_id in channel_ids and not t.archived
    ]
    data = {
        "guild_id": str(guild_id),
        "channel_ids": [str(i) for i in channel_ids],
        "threads": [payloads.thread(t) for t in active],
        "members": [payloads.thread_member(t, backend.bot_id) for t in active if backend.bot_id in t.joined],
    }
    backend.hub.dispatch(Event("THREAD_LIST_SYNC", data, guild_id))


def tell(backend: Backend, name: str, thread: Thread, *, newly_created: bool = False) -> None:
    """Send an event about a thread."""
    data = payloads.thread(thread)
    if newly_created:
        data["newly_created"] = True
    backend.hub.dispatch(Event(name, data, thread.guild_id))


def _note(backend: Backend, kind: str, thread: Thread, actor: User) -> None:
    backend.ledger.note(
        kind,
        backend.now_ms(),
        guild_id=thread.guild_id,
        actor_id=actor.id,
        is_bot=actor.bot,
        channel_id=thread.id,
        parent_id=thread.parent_id,
    )
