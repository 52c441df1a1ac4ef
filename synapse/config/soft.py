"""The parts of ``config.yaml``: everything that is no secret."""

from ipaddress import ip_network
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, IPvAnyNetwork, model_validator

Port = Annotated[int, Field(ge=0, le=65535)]
LARGEST_ID = 2**63 - 1
Snowflake = Annotated[int, Field(ge=1, le=LARGEST_ID)]


class Section(BaseModel):
    """A frozen part of ``config.yaml`` that refuses keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def _empty_means_default(cls, content: Any) -> Any:  # noqa: ANN401 - whatever the file holds
        """A key with nothing after its colon says nothing."""
        if not isinstance(content, dict):
            return content
        return {key: value for key, value in content.items() if value is not None or key not in cls.model_fields}


class Community(Section):
    """Who the community is."""

    name: str = Field("Synapse", max_length=100, description="The community's name, where Discord's is not known yet.")
    motto: str = Field("", max_length=200, description="A line under the name on the dashboard.")


class Ports(Section):
    """Where the processes listen; 0 takes a free port."""

    api: Port = Field(8000, description="The GraphQL API.")
    dashboard: Port = Field(3000, description="The dashboard.")
    discord: Port = Field(4500, description="The local Discord of the demo.")


class Ingest(Section):
    """How events are gathered into transactions."""

    batch_size: int = Field(500, ge=1, le=10_000, description="Flush when this many events wait.")
    max_delay_ms: int = Field(50, ge=1, le=10_000, description="Flush when the oldest event is this old.")
    queue_limit: int = Field(50_000, ge=100, description="Events held in memory before they go to the spool.")


class Spool(Section):
    """The local file that events wait in while the database is away."""

    directory: Path = Field(Path(".synapse/spool"), description="Where the spool's files lie.")
    max_mb: int = Field(256, ge=1, le=100_000, description="The most that the spool may take on disk.")


class CatchUp(Section):
    """How far the bot looks back for what happened while it was away."""

    hours: int = Field(24, ge=0, le=24 * 14, description="How old a missed message may be; 0 switches it off.")
    messages_per_channel: int = Field(1000, ge=0, le=100_000, description="The most messages fetched per channel.")


class Limits(Section):
    """What anybody may ask of the API; docs/api.md says what a point is."""

    points_per_minute: int = Field(50_000, ge=100, description="What each caller may spend in a minute.")
    trusted_only: bool = Field(default=False, description="Whether only the dashboard's own documents are executed.")


class Webhooks(Section):
    """How webhooks are sent."""

    allow_private: bool = Field(
        default=False, description="Whether plain http and addresses of private networks and this machine are allowed."
    )


_LOOPBACK: tuple[IPvAnyNetwork, ...] = (ip_network("127.0.0.0/8"), ip_network("::1/128"))


class Soft(Section):
    """All of ``config.yaml``."""

    community: Community = Field(default_factory=Community)
    guild_id: Snowflake | None = Field(None, description="The only guild to serve; empty: each the bot is in.")
    admin_role: Snowflake | None = Field(None, description="Members with this role are admins, beside Manage Guild.")
    announce_channel: Snowflake | None = Field(None, description="Where a new guild's announcements go at first.")
    ports: Ports = Field(default_factory=Ports)
    ingest: Ingest = Field(default_factory=Ingest)
    spool: Spool = Field(default_factory=Spool)
    catch_up: CatchUp = Field(default_factory=CatchUp)
    limits: Limits = Field(default_factory=Limits)
    webhooks: Webhooks = Field(default_factory=Webhooks)
    trusted_proxies: tuple[IPvAnyNetwork, ...] = Field(
        _LOOPBACK, description="Addresses and networks whose X-Forwarded-For tells the API who asks."
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field("INFO", description="The least level logged.")
