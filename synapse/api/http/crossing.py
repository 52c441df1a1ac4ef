"""Requests that a page of another site has a browser make without its asking the server first.

Such a request ("simple", in a browser's terms) carries what the browser knows of the person. A page that asks
by `fetch` says so, and its browser asks us first whether it may: those are welcome.
"""

from starlette.datastructures import Headers

from synapse.api.http.reading import Malformed

_ELSEWHERE = ("cross-site", "same-site")
_WHY = (
    "A page of another site may ask by `fetch` with JSON, which browsers announce. Forms, links, pictures and "
    "scripts that point here are refused."
)


def refuse_simple(headers: Headers) -> None:
    """Refuse what a browser sent on behalf of another site without announcing it.

    Raises:
        Malformed: With the status 403.
    """
    if headers.get("sec-fetch-site") in _ELSEWHERE and headers.get("sec-fetch-mode") != "cors":
        raise Malformed(403, _WHY)
