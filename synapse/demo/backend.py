from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from synapse.demo.faults import Faults
from synapse.demo.gateway.hub import Hub
from synapse.demo.interactions import Interactions
from synapse.demo.ledger import Ledger
from synapse.demo.oauth.grants import Grants
from synapse.demo.rest.commands_registry import CommandRegistry
from synapse.demo.rest.nonces import Nonces
from synapse.demo.rest.ratelimits import RateLimits
from synapse.demo.rest.recorder import Recorder
from synapse.demo.snowflakes import Snowflakes
from synapse.demo.world import Attachment, World
from synapse.demo.world.message_payload import MessagePayloads

HEARTBEAT_MS = 41_250


@dataclass(slots=True, frozen=True)
class Options:
    """How a local Discord is set up.

    Attributes:
        clock: Seconds since 1970; another one lets tests travel in time.
        heartbeat_ms: The heartbeat interval the gateway asks for.
        rate_limits: Whether REST calls beyond a bucket's limit get 429.
        ledger_path: Where the ledger is also written as JSON lines.
        seed: Of the faults' randomness.
        shards: How many shards the gateway recommends.
        record: Whether REST calls are kept for `Backend.requests`.
    """

    clock: Callable[[], float] = time.time
    heartbeat_ms: int = HEARTBEAT_MS
    rate_limits: bool = True
    ledger_path: Path | None = None
    seed: int = 0
    shards: int = 1
    record: bool = True


@dataclass(slots=True, eq=False)
class Backend:
    """Everything that REST, gateway, OAuth2 and the scripted members share."""

    world: World
    options: Options
    base_url: str
    faults: Faults = field(init=False)
    hub: Hub = field(init=False)
    ledger: Ledger = field(init=False)
    snowflakes: Snowflakes = field(init=False)
    messages: MessagePayloads = field(init=False)
    interactions: Interactions = field(init=False)
    commands: CommandRegistry = field(init=False)
    grants: Grants = field(init=False)
    limits: RateLimits = field(init=False)
    requests: Recorder = field(init=False)
    nonces: Nonces = field(init=False)
    files: dict[int, Attachment] = field(default_factory=dict)
    """Uploaded files by attachment id, for the CDN."""
    failures: int = 0
    """How many REST calls the local Discord itself could not cope with; anything but 0 is a fault in it."""

    def __post_init__(self) -> None:
        clock = self.options.clock
        self.faults = Faults(self.options.seed)
        self.hub = Hub(self.faults, clock)
        self.ledger = Ledger(self.options.ledger_path)
        self.snowflakes = Snowflakes(clock)
        self.messages = MessagePayloads(self.world, self.base_url)
        self.interactions = Interactions(clock)
        self.commands = CommandRegistry(self.world.application.id, self.snowflakes)
        self.grants = Grants(self.world.application, clock)
        self.limits = RateLimits(clock, enabled=self.options.rate_limits)
        self.requests = Recorder()
        self.nonces = Nonces(clock)

    @property
    def clock(self) -> Callable[[], float]:
        """The time in seconds since 1970."""
        return self.options.clock

    @property
    def heartbeat_ms(self) -> int:
        """The heartbeat interval in ms."""
        return self.options.heartbeat_ms

    @property
    def gateway_url(self) -> str:
        """Where the websocket is."""
        return self.base_url.replace("http", "ws", 1) + "/gateway"

    @property
    def bot_id(self) -> int:
        """The bot user's id."""
        return self.world.application.id

    def now_ms(self) -> int:
        """The time in ms since 1970."""
        return int(self.options.clock() * 1000)
