"""The bot's own port: whether it lives, whether it works, and its figures. Off unless HEALTH_ADDRESS is set."""

from urllib.parse import urlsplit

import structlog
from aiohttp import web

from bot.core import Core
from bot.figures import figures
from synapse import metrics
from synapse.config import Settings
from synapse.db.migrate import is_migrated
from synapse.db.notify import Listener
from synapse.errors import Misconfigured, Unavailable

log = structlog.get_logger(__name__)

_REFUSED = "Present METRICS_TOKEN as a bearer token, or ask from the machine that this runs on."


class Health:
    """A small web server beside the bot.

    Attributes:
        port: Where it listens, 0 while it does not.
    """

    def __init__(self, core: Core, listener: Listener, settings: Settings) -> None:
        self.port = 0
        self._core = core
        self._listener = listener
        self._address = settings.health_address
        self._token = settings.metrics_token.get_secret_value() if settings.metrics_token else None
        self._registry = figures(core, listener)
        self._runner: web.AppRunner | None = None

    async def start(self) -> None:
        """Listen, if it is wanted.

        Raises:
            Misconfigured: The port is taken, or the address is not this machine's.
        """
        if self._address is None:
            return
        parts = urlsplit(f"http://{self._address}")
        app = web.Application()
        app.router.add_get("/health/live", self._live)
        app.router.add_get("/health/ready", self._ready)
        app.router.add_get("/metrics", self._metrics)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, parts.hostname, parts.port).start()
        except OSError as error:
            await self.stop()
            problem = f"HEALTH_ADDRESS cannot be listened at: {error.strerror}. Choose another port, or leave it out."
            raise Misconfigured([problem]) from error
        self.port = self._runner.addresses[0][1]
        log.info("health.listens", port=self.port)

    async def stop(self) -> None:
        """Listen no more."""
        if self._runner is not None:
            await self._runner.cleanup()
        self.port = 0

    async def _live(self, _request: web.Request) -> web.Response:
        return web.json_response({"status": "ok"})

    async def _ready(self, _request: web.Request) -> web.Response:
        """200 when all is well, else 503; the body says which part is not."""
        parts = {**await self._database(), "discord": "ok" if self._core.client.is_online else "unreachable"}
        parts["listener"] = "ok" if self._listener.connected else "unreachable"
        ready = set(parts.values()) == {"ok"}
        return web.json_response({"status": "ok" if ready else "unready", **parts}, status=200 if ready else 503)

    async def _database(self) -> dict[str, str]:
        try:
            migrated = await is_migrated(self._core.engine)
        except Unavailable:
            return {"database": "unreachable", "migrations": "unknown"}
        return {"database": "ok", "migrations": "ok" if migrated else "behind"}

    async def _metrics(self, request: web.Request) -> web.Response:
        allowed = metrics.may_read(
            self._token,
            authorization=request.headers.get("Authorization"),
            peer=request.remote,
            forwarded="X-Forwarded-For" in request.headers,
        )
        if not allowed:
            return web.json_response({"message": _REFUSED}, status=403)
        body = metrics.exposition(self._registry)
        return web.Response(body=body, headers={"Content-Type": metrics.CONTENT_TYPE})
