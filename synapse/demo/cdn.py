"""Files and pictures: what was uploaded, and a drawn picture for every account and guild."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiohttp import web

from synapse.demo import pictures

if TYPE_CHECKING:
    from synapse.demo.backend import Backend

_CACHE = {"Cache-Control": "public, max-age=86400"}
_SIZES = range(16, 1025)
SIZE = 128


def _picture(seed: str, request: web.Request) -> web.Response:
    text = request.query.get("size", "")
    size = int(text) if text.isdigit() and int(text) in _SIZES else SIZE
    body = pictures.avatar(seed, min(size, 256))
    return web.Response(body=body, content_type="image/png", headers=_CACHE)


class Cdn:
    """Serves files of one backend."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend

    async def attachment(self, request: web.Request) -> web.Response:
        """An uploaded file."""
        number = request.match_info["id"]
        found = self._backend.files.get(int(number)) if number.isdigit() else None
        if found is None or found.filename != request.match_info["name"]:
            raise web.HTTPNotFound(text="This content is no longer available.")
        return web.Response(body=found.data, content_type=found.content_type or "application/octet-stream")

    async def avatar(self, request: web.Request) -> web.Response:
        """A member's picture, the same for the same account."""
        return _picture(request.match_info["user_id"], request)

    async def default_avatar(self, request: web.Request) -> web.Response:
        """One of Discord's default pictures."""
        return _picture(f"default {request.match_info['index']}", request)

    async def icon(self, request: web.Request) -> web.Response:
        """A guild's picture."""
        return _picture(f"guild {request.match_info['guild_id']}", request)

    def add_to(self, app: web.Application) -> None:
        """Serve under Discord's own paths, at the root and under `/_cdn`."""
        for prefix in ("", "/_cdn"):
            get = app.router.add_get
            get(f"{prefix}/attachments/{{id}}/{{name}}", self.attachment)
            get(f"{prefix}/avatars/{{user_id}}/{{hash}}", self.avatar)
            get(f"{prefix}/embed/avatars/{{index}}.png", self.default_avatar)
            get(f"{prefix}/icons/{{guild_id}}/{{hash}}", self.icon)
