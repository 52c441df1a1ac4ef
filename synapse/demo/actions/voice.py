import secrets

from synapse.demo.backend import Backend
from synapse.demo.gateway.events import Event
from synapse.demo.world import Guild, Member, VoiceState, payloads


def connect(backend: Backend, guild: Guild, member: Member, channel_id: int) -> VoiceState:
    """Join a voice channel, or move to it."""
    state = guild.voice.get(member.id)
    step = "join" if state is None else "move"
    if state is None:
        state = VoiceState(member.id, channel_id, secrets.token_hex(16))
        guild.voice[member.id] = state
    state.channel_id = channel_id
    _tell(backend, guild, state, step)
    return state


def disconnect(backend: Backend, guild: Guild, member: Member) -> None:
    """Leave voice; nothing happens if the member is not in it."""
    state = guild.voice.pop(member.id, None)
    if state is not None:
        _tell(backend, guild, state, "leave")


def mute(
    backend: Backend, guild: Guild, member: Member, *, muted: bool | None = None, deafened: bool | None = None
) -> None:
    """Switch one's own microphone or sound; None leaves it as it is."""
    state = guild.voice[member.id]
    if muted is not None:
        state.self_mute = muted
    if deafened is not None:
        state.self_deaf = deafened
    _tell(backend, guild, state, "mute")


def _tell(backend: Backend, guild: Guild, state: VoiceState, step: str) -> None:
    connected = step != "leave"
    member = guild.members.get(state.user_id)
    backend.ledger.note(
        "voice",
        backend.now_ms(),
        guild_id=guild.id,
        actor_id=state.user_id,
        is_bot=member is not None and member.user.bot,
        channel_id=state.channel_id if connected else None,
        facts={
            "step": step,
            "session": state.session_id,
            "self_mute": state.self_mute,
            "self_deaf": state.self_deaf,
            "afk": connected and state.channel_id == guild.afk_channel_id,
        },
    )
    data = payloads.voice_state(state, guild, connected=connected)
    backend.hub.dispatch(Event("VOICE_STATE_UPDATE", data, guild.id))
