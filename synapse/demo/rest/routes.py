"""All REST routes, and what answers the addresses that are none."""

from aiohttp import web

from synapse.demo.rest import (
    applications,
    channels,
    commands,
    gateway_info,
    guilds,
    interactions,
    members,
    messages,
    reactions,
    roles,
    threads,
    users,
    webhooks,
)
from synapse.demo.rest.pipeline import PREFIX, Pipeline
from synapse.demo.rest.route import Route

_MODULES = (
    gateway_info,
    applications,
    users,
    channels,
    messages,
    reactions,
    threads,
    guilds,
    roles,
    members,
    commands,
    interactions,
    webhooks,
)
ALL: list[Route] = [route for module in _MODULES for route in module.ROUTES]


async def _unknown(_: web.Request) -> web.Response:
    body = b'{"message": "404: Not Found", "code": 0}'
    return web.Response(status=404, body=body, content_type="application/json")


def add_to(app: web.Application, pipeline: Pipeline) -> None:
    """Serve every route, under the version's prefix, and Discord's 404 for the rest of it."""
    for route in ALL:
        app.router.add_route(route.method, PREFIX + route.path, pipeline.serving(route))
    app.router.add_route("*", PREFIX + "/{rest:.*}", _unknown)
