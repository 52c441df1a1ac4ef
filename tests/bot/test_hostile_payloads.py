"""Whatever the gateway sends, no hearer raises, and no event says what its payload did not."""

from copy import deepcopy
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot import translate
from synapse.engine.events import MessageSent, ReactionGiven, ReactionReceived, ThreadCreated
from tests.bot import payloads
from tests.bot.conftest import Heard

_LEAF = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=30)
    | st.sampled_from(
        ["0", "-1", str(2**63), str(2**64), "\uff11\uff12", "1e5", "null", "\ud800", str(payloads.ADA), "😀" * 9]
    )
)
_JUNK = st.recursive(
    _LEAF,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
_PATIENT = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def _paths(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:  # noqa: ANN401 - any JSON
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [*([path] if path else []), *(found for key, inner in items for found in _paths(inner, (*path, key)))]


@st.composite
def _spoilt(draw: st.DrawFn, good: payloads.Payload) -> payloads.Payload:
    """A payload with a few of its parts replaced or missing."""
    spoilt = deepcopy(good)
    for path in draw(st.lists(st.sampled_from(_paths(good)), min_size=1, max_size=3)):
        at: Any = spoilt
        for step in path[:-1]:
            at = at[step] if isinstance(at, dict | list) and _has(at, step) else None
        if isinstance(at, dict | list) and _has(at, path[-1]):
            if draw(st.booleans()):
                at[path[-1]] = draw(_JUNK)
            else:
                del at[path[-1]]
    return spoilt


def _has(value: Any, step: Any) -> bool:  # noqa: ANN401 - any JSON
    return step in value if isinstance(value, dict) else isinstance(step, int) and step < len(value)


def _same(one: object, event_value: int) -> bool:
    return translate.snowflake(one) == event_value


@_PATIENT
@given(data=_spoilt(payloads.message("a ```block``` https://x.org 🎉", webhook_id=None)))
async def test_messages(heard: Heard, data: payloads.Payload) -> None:
    heard.events.clear()
    heard.frame("MESSAGE_CREATE", data)
    await heard.intake.settle()
    for event in heard.events:
        assert isinstance(event, MessageSent)
        assert _same(data["id"], event.message_id)
        assert _same(data["author"]["id"], event.user_id)
        assert _same(data["guild_id"], event.guild_id)
        assert data.get("type", 0) in (0, 19)
        assert not data["author"].get("bot")
        assert event.length == len(data.get("content") or "")


@_PATIENT
@given(data=_spoilt(payloads.reaction()))
async def test_reactions(heard: Heard, data: payloads.Payload) -> None:
    heard.events.clear()
    heard.listed()
    heard.frame("MESSAGE_REACTION_ADD", data)
    await heard.intake.settle()
    for event in heard.events:
        assert isinstance(event, ReactionGiven | ReactionReceived)
        reactor = event.user_id if isinstance(event, ReactionGiven) else event.reactor_id
        assert _same(data["user_id"], reactor)
        assert _same(data["message_id"], event.message_id)


@_PATIENT
@given(data=_spoilt(payloads.thread()))
async def test_threads(heard: Heard, data: payloads.Payload) -> None:
    heard.events.clear()
    heard.listed()
    heard.frame("THREAD_CREATE", data)
    await heard.intake.settle()
    for event in heard.events:
        assert isinstance(event, ThreadCreated)
        assert _same(data["owner_id"], event.user_id)
        assert data["type"] in (10, 11, 12)


@_PATIENT
@given(data=_JUNK, name=st.sampled_from(["MESSAGE_CREATE", "MESSAGE_REACTION_ADD", "THREAD_CREATE"]))
async def test_junk(heard: Heard, data: Any, name: str) -> None:  # noqa: ANN401 - any JSON
    heard.events.clear()
    heard.frame(name, data)
    await heard.intake.settle()
    assert heard.events == []
