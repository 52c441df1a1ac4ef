"""A script as JSON: each step names something a member does and with what."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any

from synapse.demo.interactions import Interaction, texts
from synapse.demo.world import Channel, Member, Message, Thread

if TYPE_CHECKING:
    from synapse.demo.script import Script

DEEDS = (
    "says",
    "webhook_says",
    "reads",
    "edits",
    "deletes",
    "reacts",
    "unreacts",
    "opens_thread",
    "joins_voice",
    "leaves_voice",
    "mutes",
    "joins",
    "leaves",
    "renames",
    "uses",
    "types",
    "clicks",
    "chooses",
    "submits",
    "connected",
)


class BadStep(Exception):  # noqa: N818 - what it says is that the step makes no sense
    """A step that names no deed, or not what the deed needs."""


class Steps:
    """Does steps and remembers what they came to, so that a later one can refer to it.

    A step is `{"do": "says", "who": "Ada", "where": "#general", "text": "hello", "as": "first"}`:
    the arguments are those of `Script`'s method of that name, and a text `$first` as an argument
    stands for what the step named `first` came to, `$last` for the step before.
    """

    def __init__(self, script: Script) -> None:
        self._script = script
        self._results: dict[str, Any] = {}

    async def do(self, step: Any) -> Any:  # noqa: ANN401 - JSON in, JSON out
        """Do one step.

        Raises:
            BadStep: If it makes no sense.
        """
        if not isinstance(step, dict) or step.get("do") not in DEEDS:
            raise BadStep(f"A step needs do, one of: {', '.join(DEEDS)}.")
        deed = getattr(self._script, step["do"])
        given = {key: self._meant(value) for key, value in step.items() if key not in {"do", "as"}}
        try:
            inspect.signature(deed).bind(**given)
        except TypeError as error:
            raise BadStep(f"{step['do']}: {error}.") from None
        result = deed(**given)
        if inspect.isawaitable(result):
            result = await result
        self._results["last"] = self._results[str(step.get("as", "last"))] = result
        return shown(result)

    def _meant(self, value: Any) -> Any:  # noqa: ANN401 - JSON in, an object out
        if isinstance(value, str) and value.startswith("$"):
            if value[1:] not in self._results:
                raise BadStep(f"No step was named {value[1:]}.")
            return self._results[value[1:]]
        return value


def shown(result: Any) -> Any:  # noqa: ANN401 - whatever a deed returns
    """What a step came to, as JSON: ids, and for the bot's answers what they say."""
    if isinstance(result, Interaction):
        return {
            "interaction": str(result.id),
            "callback": None if result.callback is None else result.callback.name.lower(),
            "ephemeral": result.original is not None and result.original.ephemeral,
            "message": None if result.original is None else shown(result.original),
            "texts": [] if result.original is None else texts(result.original),
            "modal": result.modal,
        }
    if isinstance(result, Message):
        return {"id": str(result.id), "channel_id": str(result.channel_id), "components": result.components}
    if isinstance(result, (Channel, Thread, Member)):
        return {"id": str(result.id)}
    return result if isinstance(result, (bool, list, str, int)) else None
