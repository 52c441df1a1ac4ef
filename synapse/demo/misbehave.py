"""Faults on command, as the control endpoints take them."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from synapse.demo.faults import Faults, Gate, Refusal

if TYPE_CHECKING:
    from synapse.demo.gateway import Hub

_SWITCHES: dict[str, tuple[type, ...]] = {
    "duplicate_probability": (int, float),
    "duplicate_next": (int,),
    "reorder_window": (int,),
    "heartbeat_acks": (bool,),
}
_GATES = ("rest", "gateway")
RECONNECT = 7
_REFUSAL: dict[str, tuple[type, ...]] = {
    "status": (int,),
    "count": (int,),
    "pattern": (str,),
    "retry_after": (int, float),
    "everywhere": (bool,),
    "code": (int,),
    "message": (str,),
    "after": (bool,),
}


class BadFault(Exception):  # noqa: N818 - what it says is that there is no such fault
    """There is no such fault, or not with this value."""


def described(faults: Faults) -> dict[str, Any]:
    """What is switched on, and how often it has struck."""
    return {
        **{name: getattr(faults, name) for name in _SWITCHES},
        "refuse": [asdict(refusal) for refusal in faults.refusals],
        "stall": {name: not _gate(faults, name).is_open for name in _GATES},
        "injected": faults.injected,
    }


def _gate(faults: Faults, name: str) -> Gate:
    return faults.rest if name == "rest" else faults.gateway


def apply(faults: Faults, wanted: Any) -> None:  # noqa: ANN401 - JSON, checked here
    """Switch faults: `{"clear": true}`, any switch by name, `refuse` (a list), `stall` (seconds, true or false).

    Raises:
        BadFault: For anything that is none; then what stood before it in the object is already done.
    """
    if not isinstance(wanted, dict):
        raise BadFault("Faults are an object such as {'duplicate_next': 1}.")
    for name, value in wanted.items():
        if name == "clear":
            faults.clear()
        elif name in _SWITCHES:
            _switch(faults, name, value)
        elif name == "refuse":
            _refuse(faults, value)
        elif name == "stall":
            _stall(faults, value)
        else:
            raise BadFault(f"There is no fault called {name}. There are: clear, refuse, stall, {', '.join(_SWITCHES)}.")


def _switch(faults: Faults, name: str, value: object) -> None:
    _check(name, value, _SWITCHES[name])
    setattr(faults, name, value)


def _check(name: str, value: object, kinds: tuple[type, ...]) -> None:
    if not isinstance(value, kinds) or (bool not in kinds and isinstance(value, bool)):
        raise BadFault(f"{name} must be: {' or '.join(kind.__name__ for kind in kinds)}.")


def _refuse(faults: Faults, items: object) -> None:
    if not isinstance(items, list) or not all(isinstance(item, dict) and "status" in item for item in items):
        raise BadFault("refuse must be a list of objects with at least a status.")
    for item in items:
        if set(item) - set(_REFUSAL):
            raise BadFault(f"A refusal has the fields {', '.join(_REFUSAL)}.")
        for name, value in item.items():
            _check(name, value, _REFUSAL[name])
        faults.refuse(Refusal(**item))


def _stall(faults: Faults, wanted: object) -> None:
    if not isinstance(wanted, dict) or set(wanted) - set(_GATES):
        raise BadFault("stall must be an object such as {'rest': 2.5} or {'gateway': true}.")
    for name, value in wanted.items():
        gate = _gate(faults, name)
        _check(name, value, (bool, int, float))
        if value is False:
            gate.open()
        else:
            gate.close(None if value is True else float(value))


async def drop(hub: Hub, wanted: Any) -> int:  # noqa: ANN401 - JSON, checked here
    """End every gateway connection; returns how many there were.

    `{"code": 4000}` closes with a code, `{"reconnect": true}` asks the client to come again, without
    either the TCP connection is cut. `{"resumable": false}` also forgets the sessions.

    Raises:
        BadFault: For a code that is no number.
    """
    asked = wanted if isinstance(wanted, dict) else {}
    code = asked.get("code")
    if code is not None and not isinstance(code, int):
        raise BadFault("code must be a close code such as 4000.")
    connections = list(hub.connections)
    for connection in connections:
        if asked.get("resumable") is False and connection.session is not None:
            connection.session.resumable = False
        if asked.get("reconnect"):
            connection.push_json({"op": RECONNECT, "d": None, "s": None, "t": None})
        elif code is None:
            connection.cut()
        else:
            await connection.close(code, "Asked to.")
    return len(connections)
