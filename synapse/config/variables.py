"""The environment variables that Synapse reads: one list for the loader, the documentation and the doctor."""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict


class Process(StrEnum):
    """Which process reads its settings; each needs other secrets."""

    BOT = "bot"
    API = "api"
    TOOL = "tool"


class Variable(BaseModel):
    """One environment variable that Synapse reads."""

    model_config = ConfigDict(frozen=True)

    name: str
    meaning: str
    example: str
    needed_by: frozenset[Process] = frozenset()
    secret: bool = False


VARIABLES: tuple[Variable, ...] = (
    Variable(
        name="DISCORD_TOKEN",
        meaning="The bot's token",
        example="from the Bot page of your application in Discord's developer portal",
        needed_by=frozenset({Process.BOT}),
        secret=True,
    ),
    Variable(
        name="DATABASE_URL",
        meaning="The PostgreSQL database; without it an embedded one is started",
        example="such as postgresql://synapse:password@localhost:5432/synapse",
        secret=True,
    ),
    Variable(
        name="DATABASE_DIRECT_URL",
        meaning="The same database without PgBouncer between, for notices and migrations; needed only where one stands",
        example="such as postgresql://synapse:password@localhost:5432/synapse",
        secret=True,
    ),
    Variable(
        name="DATABASE_REPLICA_URL",
        meaning="A streaming replica of it that anonymous readers are served from while it is well",
        example="such as postgresql://synapse:password@replica:5432/synapse",
        secret=True,
    ),
    Variable(
        name="DISCORD_CLIENT_ID",
        meaning="The application's id, for signing in",
        example="such as 123456789012345678",
        needed_by=frozenset({Process.API}),
    ),
    Variable(
        name="DISCORD_CLIENT_SECRET",
        meaning="The application's secret, for signing in",
        example="from the OAuth2 page of your application in Discord's developer portal",
        needed_by=frozenset({Process.API}),
        secret=True,
    ),
    Variable(
        name="DISCORD_REDIRECT_URI",
        meaning="Where Discord sends people back to after signing in",
        example="such as http://localhost:3000/auth/callback",
        needed_by=frozenset({Process.API}),
    ),
    Variable(
        name="JWT_SECRET",
        meaning="Signs access tokens; at least 32 bytes that nobody else knows",
        example="such as the output of: openssl rand -hex 32",
        needed_by=frozenset({Process.API}),
        secret=True,
    ),
    Variable(
        name="JWT_SECRET_PREVIOUS",
        meaning="The secret before JWT_SECRET: what it signed stays valid while it is set; for changing secrets",
        example="such as what JWT_SECRET was until now",
        secret=True,
    ),
    Variable(
        name="FRONTEND_URL",
        meaning="The dashboard's public address",
        example="such as http://localhost:3000",
        needed_by=frozenset({Process.API}),
    ),
    Variable(
        name="DEV_GUILD_ID", meaning="A guild whose slash commands are synced at once", example="such as 1234567890"
    ),
    Variable(name="LLM_API_KEY", meaning="Kept for a later quality score; unused today", example="", secret=True),
    Variable(
        name="ADMIN_ROLE_ID",
        meaning="A role whose members are admins; wins over config.yaml",
        example="such as 1234567890",
    ),
    Variable(
        name="DISCORD_API_URL",
        meaning="Another address for Discord's REST API; the demo points it at its local Discord",
        example="such as http://127.0.0.1:4500/api/v10",
    ),
    Variable(
        name="BOT_SHARDS",
        meaning="Which of Discord's shards this bot serves, of how many; without it, all",
        example="such as 0-3/8",
    ),
    Variable(
        name="SPOOL_DIRECTORY",
        meaning="Where events wait on disk while the database is away; wins over config.yaml",
        example="such as /var/lib/synapse/spool",
    ),
    Variable(
        name="TRUSTED_PROXIES",
        meaning="Addresses and networks whose X-Forwarded-For is believed; wins over config.yaml",
        example="such as 127.0.0.0/8, 172.30.83.30",
    ),
    Variable(
        name="HEALTH_ADDRESS",
        meaning="Where the bot answers health checks and tells its figures; without it, nowhere",
        example="such as 0.0.0.0:8080",
    ),
    Variable(
        name="METRICS_TOKEN",
        meaning="What Prometheus must present at /metrics; without it, only this machine may ask there",
        example="such as the output of: openssl rand -hex 32",
        secret=True,
    ),
    Variable(
        name="OTEL_EXPORTER_OTLP_ENDPOINT",
        meaning="Where OpenTelemetry traces go, over HTTP; without it, none are made",
        example="such as http://localhost:4318",
    ),
    Variable(
        name="SYNAPSE_CONFIG", meaning="Another place for config.yaml", example="such as /etc/synapse/config.yaml"
    ),
)
