"""What the parts of the bot share, made once where the process is put together."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.client import Client
from bot.errands import Errands
from bot.intake import Intake
from synapse.config import Soft
from synapse.pictures.gallery import Gallery
from synapse.services.ingest import Ingest
from synapse.services.raids import Raid
from synapse.services.rules import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class Core:
    """The client, the way into the ingest, the database, and who draws the pictures."""

    client: Client
    intake: Intake
    ingest: Ingest
    engine: AsyncEngine
    rulebook: Rulebook
    errands: Errands
    gallery: Gallery
    soft: Soft
    clock: Callable[[], datetime]
    admin_role_id: int | None = None
    raids: dict[int, Raid] = field(default_factory=dict)
    """The raids that were noticed, by guild."""

    def serves(self, guild_id: int) -> bool:
        """Whether a guild is served: all are, unless the configuration names one."""
        return self.soft.guild_id is None or self.soft.guild_id == guild_id
