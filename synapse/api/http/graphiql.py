"""GraphiQL for browsers: a page and its assets, all from here and under a strict Content-Security-Policy.

The assets are built by ``tools/graphiql`` and lie in ``synapse/api/assets``.
"""

import gzip
import hashlib
import secrets
from functools import cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from synapse.api.http.cache import takes_gzip

ASSETS = Path(__file__).resolve().parents[1] / "assets"
_MEDIA = {"graphiql.js": "text/javascript", "graphiql.css": "text/css"}
_NONCE_BYTES = 16
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{nonce}'; img-src 'self' data:; "
    "font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Synapse: GraphQL API</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/graphql/assets/graphiql.css?{style}">
<script type="module" src="/graphql/assets/graphiql.js?{script}"></script>
</head>
<body>
<main id="graphiql" data-nonce="{nonce}">
<p>GraphiQL is loading. It needs JavaScript; programs send their queries to this same address by POST.</p>
</main>
</body>
</html>
"""


def page() -> Response:
    """The page, whose policy lets only this answer's own styles in."""
    nonce = secrets.token_urlsafe(_NONCE_BYTES)
    html = _PAGE.format(nonce=nonce, style=_version("graphiql.css"), script=_version("graphiql.js"))
    headers = {
        "Content-Security-Policy": _POLICY.format(nonce=nonce),
        "Cache-Control": "no-store",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "Vary": "Accept",
    }
    return HTMLResponse(html, headers=headers)


async def asset(request: Request) -> Response:
    """A script or a style; its address names its version, so it never changes."""
    name = request.path_params["name"]
    if name not in _MEDIA:
        return Response("There is no such file.", 404, media_type="text/plain")
    squeezed = takes_gzip(request.headers.get("accept-encoding", "").encode())
    headers = {
        "Cache-Control": "public, max-age=31536000, immutable",
        "Vary": "Accept-Encoding",
        "X-Content-Type-Options": "nosniff",
    }
    if squeezed:
        headers["Content-Encoding"] = "gzip"
    return Response(_content(name, squeezed=squeezed), headers=headers, media_type=_MEDIA[name])


@cache
def _content(name: str, *, squeezed: bool) -> bytes:
    content = (ASSETS / name).read_bytes()
    return gzip.compress(content, mtime=0) if squeezed else content


@cache
def _version(name: str) -> str:
    return hashlib.sha256((ASSETS / name).read_bytes()).hexdigest()[:12]
