"""Control over HTTP under /_local: for the demo, the end-to-end tests and the benchmarks."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

import orjson
from aiohttp import web

from synapse.demo import misbehave
from synapse.demo.command_data import Unusable
from synapse.demo.names import UnknownName
from synapse.demo.script import Script
from synapse.demo.steps import BadStep, Steps
from synapse.demo.world.permissions import Permission, in_guild

if TYPE_CHECKING:
    from synapse.demo.backend import Backend

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]
LEDGER_BLOCK = 1000


def _json(payload: object, status: int = 200) -> web.Response:
    return web.Response(status=status, body=orjson.dumps(payload), content_type="application/json")


class Control:
    """Serves the control endpoints of one backend."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self._steps = Steps(Script(backend)) if backend.world.guilds else None

    def add_to(self, app: web.Application) -> None:
        """Serve everything under /_local/."""
        get, post = app.router.add_get, app.router.add_post
        get("/_local/health", self.health)
        get("/_local/stats", self.stats)
        get("/_local/world", self.world)
        get("/_local/ledger", self.ledger)
        get("/_local/faults", self.faults)
        post("/_local/faults", self._checked(self.set_faults))
        post("/_local/drop", self._checked(self.drop))
        post("/_local/script", self._checked(self.script))

    def _checked(self, serve: Answer) -> Answer:
        """Answer what was asked wrongly with 400 and a sentence."""

        async def checked(request: web.Request) -> web.StreamResponse:
            try:
                return await serve(request)
            except orjson.JSONDecodeError:
                return _json({"error": "The body is not JSON."}, 400)
            except (BadStep, UnknownName, Unusable, misbehave.BadFault) as error:
                return _json({"error": str(error)}, 400)
            except TimeoutError:
                return _json({"error": "The bot did not answer in time."}, 504)

        return checked

    async def health(self, _: web.Request) -> web.Response:
        """GET health: up, and whether a bot is connected."""
        hub, guilds = self._backend.hub, self._backend.world.guilds
        return _json({"status": "ok", "shards": hub.ready_shards, "guilds": [str(i) for i in guilds]})

    async def stats(self, _: web.Request) -> web.Response:
        """GET stats: counters of gateway, REST, interactions and faults."""
        backend = self._backend
        return _json(
            {
                "gateway": {**backend.hub.counters, "shards": backend.hub.ready_shards, "backlog": backend.hub.backlog},
                "rest": {
                    "requests": len(backend.requests),
                    "refused": backend.limits.refused,
                    "failures": backend.failures,
                },
                "interactions": {"expired": backend.interactions.expired},
                "faults": backend.faults.injected,
                "ledger": len(backend.ledger.entries),
            }
        )

    async def world(self, _: web.Request) -> web.Response:
        """GET world: the club's people, channels and roles by name."""
        guild = self._backend.world.guild
        people = [
            {
                "id": str(m.id),
                "name": m.display_name,
                "username": m.user.username,
                "bot": m.user.bot,
                "admin": bool(in_guild(guild, m) & Permission.MANAGE_GUILD),
            }
            for m in guild.members.values()
        ]
        places = [{"id": str(c.id), "name": c.name, "type": int(c.type)} for c in guild.channels.values()]
        roles = [{"id": str(r.id), "name": r.name} for r in guild.roles.values()]
        described = {"id": str(guild.id), "name": guild.name, "owner_id": str(guild.owner_id)}
        return _json({"guild": described, "members": people, "channels": places, "roles": roles})

    async def ledger(self, request: web.Request) -> web.StreamResponse:
        """GET ledger?since=N&kind=a,b: what happened, as JSON lines."""
        since, kinds = request.query.get("since", "0"), request.query.get("kind")
        if not since.isdigit():
            return _json({"error": "since must be the number of a ledger entry."}, 400)
        entries = self._backend.ledger.entries[int(since) :]
        wanted = None if kinds is None else set(kinds.split(","))
        response = web.StreamResponse(headers={"Content-Type": "application/x-ndjson"})
        await response.prepare(request)
        for start in range(0, len(entries), LEDGER_BLOCK):
            lines = [
                orjson.dumps(entry, option=orjson.OPT_APPEND_NEWLINE)
                for entry in entries[start : start + LEDGER_BLOCK]
                if wanted is None or entry.kind in wanted
            ]
            await response.write(b"".join(lines))
        await response.write_eof()
        return response

    async def faults(self, _: web.Request) -> web.Response:
        """GET faults: what is switched on."""
        return _json(misbehave.described(self._backend.faults))

    async def set_faults(self, request: web.Request) -> web.Response:
        """POST faults: switch some on or off."""
        misbehave.apply(self._backend.faults, orjson.loads(await request.read()))
        return _json(misbehave.described(self._backend.faults))

    async def drop(self, request: web.Request) -> web.Response:
        """POST drop: end the gateway connections, by a cut or with a close code."""
        body = await request.read()
        dropped = await misbehave.drop(self._backend.hub, orjson.loads(body) if body else {})
        return _json({"dropped": dropped})

    async def script(self, request: web.Request) -> web.Response:
        """POST script: a list of steps, done one after the other; answers what each came to."""
        steps: Any = orjson.loads(await request.read())
        if self._steps is None:
            raise BadStep("This world has no guild for anybody to do something in.")
        if not isinstance(steps, list):
            raise BadStep("A script is a list of steps.")
        return _json([await self._steps.do(step) for step in steps])
