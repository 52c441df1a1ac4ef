"""Answers to anonymous GETs, kept for a second at most and only as long as no notice says they may be wrong."""

import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from time import monotonic

from starlette.types import Message, Scope

from synapse.api.http.crossing import OPEN
from synapse.db.notify import Listener, Notice
from synapse.services.rules import Rulebook

SECONDS = 1.0
ENTRIES = 1_000
LARGEST = 200_000
WORTH_COMPRESSING = 1_024
_GZIP_LEVEL = 1
_SHARED = (
    (b"cache-control", b"public, no-cache"),
    (b"vary", b"Accept, Accept-Encoding, Authorization"),
    *OPEN,
)

Headers = list[tuple[bytes, bytes]]
Messages = tuple[Message, Message]
"""A response as ASGI has it: its start and its body."""
Key = tuple[bytes, bytes]
"""The address's query as it was sent, and what is accepted: who asks the same asks it in the same bytes."""


def compressed(body: bytes) -> bytes:
    """The body as gzip has it; the same bytes for the same body."""
    return gzip.compress(body, _GZIP_LEVEL, mtime=0)


class _Form:
    """A body in one encoding, and the messages that send it, made once: itself, or that it is unchanged."""

    __slots__ = ("unchanged", "whole")

    def __init__(self, body: bytes, media: bytes, tag: bytes, coding: Iterable[tuple[bytes, bytes]] = ()) -> None:
        headers: Headers = [*_SHARED, (b"etag", tag)]
        length = b"%d" % len(body)
        self.unchanged = _messages(304, headers, b"")
        self.whole = _messages(200, [*headers, (b"content-type", media), (b"content-length", length), *coding], body)


def _messages(status: int, headers: Headers, body: bytes) -> Messages:
    start = {"type": "http.response.start", "status": status, "headers": headers}
    return start, {"type": "http.response.body", "body": body}


@dataclass(slots=True)
class Entry:
    """An answer as it is sent, plain and compressed."""

    body: bytes
    media: bytes
    tag: bytes = field(init=False)
    _plain: _Form = field(init=False)
    _gzip: _Form | None = None

    def __post_init__(self) -> None:
        self.tag = hashlib.blake2b(self.body + self.media, digest_size=16).hexdigest().encode()
        self._plain = _Form(self.body, self.media, b'"%s"' % self.tag)

    def messages(self, asked: "Asked") -> Messages:
        """What answers a reader: it, or that they have it already. They are everybody's: do not change them."""
        form = self._squeezed() if asked.gzip and len(self.body) >= WORTH_COMPRESSING else self._plain
        return form.unchanged if asked.known and asked.has(self.tag) else form.whole

    def _squeezed(self) -> _Form:
        if self._gzip is None:
            coding = ((b"content-encoding", b"gzip"),)
            self._gzip = _Form(compressed(self.body), self.media, b'"%s-gzip"' % self.tag, coding)
        return self._gzip


@dataclass(slots=True)
class Asked:
    """What the headers of a GET say that matters here.

    Attributes:
        accept: The header as it was sent.
        gzip: Whether gzip is accepted.
        known: The entity tags that the reader has.
        alone: Whether the answer is for anybody: nobody is named, and no page of another site makes a browser
            ask without saying so.
    """

    accept: bytes = b""
    gzip: bool = False
    known: bytes = b""
    alone: bool = True

    def has(self, tag: bytes) -> bool:
        """Whether the reader has what is tagged so; both encodings of it are the same to a reader."""
        if not self.known:
            return False
        tags = [each.strip().removeprefix(b"W/").strip(b'"') for each in self.known.split(b",")]
        return b"*" in tags or any(each.removesuffix(b"-gzip") == tag for each in tags)


_LOOKED_AT = frozenset(
    (b"accept", b"accept-encoding", b"if-none-match", b"authorization", b"cookie", b"sec-fetch-mode")
)


def asked_of(scope: Scope) -> Asked:
    """What a request's headers say."""
    asked = Asked()
    for name, value in scope["headers"]:
        if name not in _LOOKED_AT:
            continue
        if name == b"accept":
            asked.accept = value
        elif name == b"accept-encoding":
            asked.gzip = takes_gzip(value)
        elif name == b"if-none-match":
            asked.known = value
        elif name in (b"authorization", b"cookie") or (name == b"sec-fetch-mode" and value != b"cors"):
            asked.alone = False
    return asked


def takes_gzip(header: bytes) -> bool:
    """Whether an ``Accept-Encoding`` header names gzip without refusing it."""
    for item in header.split(b","):
        name, _, weight = item.replace(b" ", b"").partition(b";q=")
        if name in (b"gzip", b"*"):
            return weight not in (b"0", b"0.0", b"0.00", b"0.000")
    return False


@dataclass(frozen=True, slots=True)
class Ticket:
    """When an answer was begun, and on which guilds it depends; None: on any."""

    at: float
    guilds: frozenset[int] | None
    change: int


class Cache:
    """The answers that this process remembers.

    Attributes:
        hits: How often an answer was there.
        misses: How often none was.
    """

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self.hits = 0
        self.misses = 0
        self._clock = clock
        self._entries: OrderedDict[Key, tuple[Ticket, Entry]] = OrderedDict()
        self._change = 0
        self._changes: dict[int, int] = {}
        self._all_changed = 0

    def listen(self, listener: Listener, rulebook: Rulebook) -> Callable[[], None]:
        """Forget what notices say may be wrong; returns what undoes it."""
        undo = [listener.on_notice(self._hear), listener.on_reconnect(self.clear)]
        # Between a notice and the moment when its rules are there, answers are made with the old ones.
        rulebook.on_replaced.append(self.forget)

        def stop() -> None:
            for each in undo:
                each()
            rulebook.on_replaced.remove(self.forget)

        return stop

    def answer(self, scope: Scope) -> Messages | None:
        """What answers a GET before anything else looks at it, None when it has to be worked out."""
        asked = asked_of(scope)
        entry = self.find((scope["query_string"], asked.accept)) if asked.alone else None
        return None if entry is None else entry.messages(asked)

    def find(self, key: Key) -> Entry | None:
        """The answer to a question, while it may be given."""
        if (found := self._entries.get(key)) is not None:
            ticket, entry = found
            if self._clock() - ticket.at < SECONDS:
                self.hits += 1
                return entry
            del self._entries[key]
        self.misses += 1
        return None

    def begin(self, guilds: frozenset[int] | None) -> Ticket:
        """Note that an answer is being made from now on."""
        return Ticket(self._clock(), guilds, self._change)

    def keep(self, key: Key, ticket: Ticket, entry: Entry) -> None:
        """Remember an answer, unless something changed while it was being made."""
        if len(entry.body) > LARGEST or self._changed_since(ticket):
            return
        self._entries[key] = (ticket, entry)
        if len(self._entries) > ENTRIES:
            self._entries.popitem(last=False)

    def forget(self, guild_id: int) -> None:
        """Drop what depends on a guild."""
        self._change += 1
        self._changes[guild_id] = self._change
        stale = [
            key for key, (ticket, _) in self._entries.items() if ticket.guilds is None or guild_id in ticket.guilds
        ]
        for key in stale:
            del self._entries[key]

    def clear(self) -> None:
        """Drop everything: notices may have been missed."""
        self._change += 1
        self._all_changed = self._change
        self._entries.clear()

    def _changed_since(self, ticket: Ticket) -> bool:
        if self._all_changed > ticket.change:
            return True
        if ticket.guilds is None:
            return self._change > ticket.change
        return any(self._changes.get(guild_id, 0) > ticket.change for guild_id in ticket.guilds)

    def _hear(self, notice: Notice) -> None:
        self.forget(notice.guild_id)
