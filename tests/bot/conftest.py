from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

import disnake
import pytest

from bot.client import Client
from bot.intake import Intake
from bot.people import Author
from bot.translate import snowflake
from synapse.engine.events import Recorded
from tests.bot import payloads

NOW = datetime(2025, 8, 2, tzinfo=UTC)


@dataclass
class Heard:
    """A client that is not connected, its intake, and the events that came out of it."""

    client: Client
    events: list[Recorded] = field(default_factory=list)
    authors: dict[int, Author | None] = field(default_factory=dict)
    asked: int = 0
    intake: Intake = field(init=False)

    def __post_init__(self) -> None:
        self.intake = Intake(
            self.events.append, self, serves=lambda guild_id: guild_id == payloads.GUILD, clock=lambda: NOW
        )

    def frame(self, name: str, data: payloads.Payload) -> None:
        """Let disnake's parsers hear a frame, as its gateway does."""
        self.client.state.parsers[name](data)

    def parent_of(self, guild_id: int, channel_id: int) -> int | None:
        return self.client.parent_of(guild_id, channel_id)

    async def fetch_parent(self, channel_id: int) -> int | None:
        self.asked += 1
        return payloads.CHANNEL if channel_id == payloads.THREAD else None

    async def fetch_author(self, channel_id: int, message_id: int) -> Author | None:
        del channel_id
        self.asked += 1
        return self.authors.get(message_id)

    def listed(self) -> None:
        """The member list is complete."""
        guild = self.intake.guild(payloads.GUILD)
        guild.people.complete = True
        guild.listed.set()


@pytest.fixture
async def heard() -> AsyncIterator[Heard]:
    client = Client()
    made = Heard(client)
    state = client.state
    state.user = disnake.ClientUser(state=state, data=payloads.user(payloads.BOT, bot=True))  # type: ignore[arg-type] # as READY brings it
    state.hear("MESSAGE_CREATE", made.intake.message, instead=True)
    state.hear("MESSAGE_REACTION_ADD", made.intake.reaction, instead=True)
    state.hear("THREAD_CREATE", lambda data: made.intake.thread(data, snowflake(data["guild_id"])))
    made.frame("GUILD_CREATE", payloads.guild())
    people = made.intake.guild(payloads.GUILD).people
    people.saw(payloads.ADA, is_bot=False)
    people.saw(payloads.GRACE, is_bot=False)
    people.saw(payloads.BOT, is_bot=True)
    yield made
    await made.intake.settle()
