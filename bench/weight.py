"""How much JavaScript a page of the dashboard sends before anything is clicked, as it comes over the wire."""

import gzip
import re
from collections.abc import Callable
from urllib.parse import urljoin

Get = Callable[[str], bytes]
"""The body of what is at a path."""

_NAMED = re.compile(r"""["'(]([^"'()\s]+\.js)["')]""")
_IMPORTED = re.compile(r"""(?:from|import)\s*["']([^"']+\.js)["']""")


def javascript(get: Get, page: str) -> int:
    """Bytes of all scripts that a page names and of what these import at once, each compressed by itself.

    What a script only imports when it needs it, such as a chart that comes into sight, does not count.
    """
    waiting = [urljoin(page, found) for found in _NAMED.findall(get(page).decode())]
    sizes: dict[str, int] = {}
    while waiting:
        path = waiting.pop()
        if path in sizes:
            continue
        source = get(path)
        sizes[path] = len(gzip.compress(source))
        waiting += [urljoin(path, found) for found in _IMPORTED.findall(source.decode())]
    return sum(sizes.values())
