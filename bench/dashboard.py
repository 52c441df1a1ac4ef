"""The server's rendering of ``/leaderboard?rows=100`` beside the API's own time for the same document.

The demo runs with its club. In turns, one request at a time: the dashboard's page as a browser without script gets
it, and the same document with the same variables asked of the API directly. Both by a connection that stays open, on
loopback, with the whole answer read. The API is asked by POST, which it executes each time; ``kept_ms`` is what it
takes when it answers a GET from its memory, as it does for the dashboard's question when nothing changed.

Beside them the compressed JavaScript of each public page, as it is sent before a chart is seen.
"""

import asyncio
import http.client
import itertools
import json
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from bench.report import Report
from bench.start import started
from bench.weight import javascript
from synapse.supervise import dashboard

_ROWS = 100
_WARM = 20
_LEAST = 50
_OK = 200
_PAGE = f"/leaderboard?rows={_ROWS}"
_PLACES = ("leaderboard", "activity", "achievements", "developers")
_DOCUMENTS = dashboard.FOLDER / "persisted-documents.json"


class Asker:
    """A connection to one server that stays open; each question is another reader's, with points of their own."""

    def __init__(self, url: str, encoding: str = "identity") -> None:
        self._encoding = encoding
        self._connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=30)
        self._readers = itertools.count(1)

    def ask(self, method: str, path: str, body: bytes | None = None) -> bytes:
        """The whole answer.

        Raises:
            SystemExit: It answered something else than 200.
        """
        headers = {"X-Forwarded-For": f"2001:db8:{next(self._readers):x}::1", "Accept-Encoding": self._encoding}
        if body:
            headers["Content-Type"] = "application/json"
        self._connection.request(method, path, body, headers)
        answer = self._connection.getresponse()
        content = answer.read()
        if answer.status != _OK:
            raise SystemExit(f"{method} {path} was answered with {answer.status}.")
        return content

    def milliseconds(self, method: str, path: str, body: bytes | None = None) -> float:
        """How long it takes until the whole answer is here."""
        began = time.perf_counter()
        self.ask(method, path, body)
        return (time.perf_counter() - began) * 1000


def run(seconds: float) -> Report:
    """Ask both for about ``seconds``."""
    if dashboard.is_stale():
        asyncio.run(dashboard.build())
    with tempfile.TemporaryDirectory(prefix="synapse-bench-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        return asyncio.run(_measure(Path(folder), seconds))


async def _measure(folder: Path, seconds: float) -> Report:
    async with started(folder) as running:
        return await asyncio.to_thread(_in_turns, running, seconds)


def _in_turns(running: dict[str, str], seconds: float) -> Report:
    pages, api = Asker(running["dashboard"], "gzip"), Asker(running["api"])
    plain = Asker(running["dashboard"])
    kept, asked = _questions(api)
    pairs: list[tuple[float, float, float]] = []
    until = time.monotonic() + seconds
    while len(pairs) < _WARM + _LEAST or time.monotonic() < until:
        page = pages.milliseconds("GET", _PAGE)
        pairs.append((page, api.milliseconds("POST", "/graphql", asked), api.milliseconds("GET", kept)))
    page, document, remembered = (statistics.median(column) for column in zip(*pairs[_WARM:], strict=True))
    report = Report("dashboard")
    report.figure("page_ms", page)
    report.figure("api_ms", document)
    report.figure("kept_ms", remembered)
    report.figure("ratio", page / document, bar="at most 4")
    report.figure("pages", len(pairs) - _WARM)
    for name, page_path in _pages(api).items():
        size = javascript(lambda path: plain.ask("GET", path), page_path)
        report.figure(f"javascript_kb_{name}", size / 1000, bar="at most 75")
    return report


def _questions(api: Asker) -> tuple[str, bytes]:
    """The dashboard's document as a GET by its hash, and as a POST."""
    documents: dict[str, str] = json.loads(_DOCUMENTS.read_text())
    digest, text = next((key, text) for key, text in documents.items() if " query Leaderboard(" in f" {text}")
    variables: dict[str, Any] = {"by": "XP", "span": "SEASON", "first": _ROWS, "later": False, "guild": _guild(api)}
    search = urlencode({"documentId": digest, "variables": json.dumps(variables)})
    return f"/graphql?{search}", json.dumps({"query": text, "variables": variables}).encode()


def _pages(api: Asker) -> dict[str, str]:
    """What everybody can read, by a name."""
    query = "{ guilds { leaderboard(first: 1) { nodes { member { userId } } } } }"
    answer: dict[str, Any] = json.loads(api.ask("POST", "/graphql", json.dumps({"query": query}).encode()))
    first = answer["data"]["guilds"][0]["leaderboard"]["nodes"][0]["member"]["userId"]
    return {"overview": "/", **{name: f"/{name}" for name in _PLACES}, "member": f"/members/{first}"}


def _guild(api: Asker) -> str:
    answer: dict[str, Any] = json.loads(api.ask("POST", "/graphql", b'{"query": "{ guilds { guildId } }"}'))
    guild: str = answer["data"]["guilds"][0]["guildId"]
    return guild
