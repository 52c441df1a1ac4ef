"""Settings: the environment for secrets, ``config.yaml`` for the rest; read once, frozen.

Every fault is collected and told at once, each with its way out, so that whoever sets Synapse up
mends their file one time and not once per line.
"""

import difflib
import os
import secrets
from collections.abc import Callable, Mapping
from enum import StrEnum
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

import yaml
from dotenv import dotenv_values
from pydantic import BaseModel, ConfigDict, Field, IPvAnyNetwork, SecretStr, ValidationError, model_validator

from synapse.db import url as database_url
from synapse.errors import Invalid, Misconfigured

Port = Annotated[int, Field(ge=0, le=65535)]
_LARGEST_ID = 2**63 - 1
Snowflake = Annotated[int, Field(ge=1, le=_LARGEST_ID)]
_SECRET_BYTES = 32
_ADDRESSES = ("FRONTEND_URL", "DISCORD_REDIRECT_URI", "DISCORD_API_URL", "OTEL_EXPORTER_OTLP_ENDPOINT")
_KNOWN_SECRETS = ("secret", "changeme", "change-me", "password", "0123456789", "your-secret", "jwt-secret")


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


class Settings(BaseModel):
    """What a process runs with. Secrets print as asterisks."""

    model_config = ConfigDict(frozen=True)

    process: Process
    soft: Soft
    database_url: SecretStr | None = None
    database_direct_url: SecretStr | None = None
    database_replica_url: SecretStr | None = None
    discord_token: SecretStr | None = None
    discord_client_id: str | None = None
    discord_client_secret: SecretStr | None = None
    discord_redirect_uri: str | None = None
    jwt_secret: SecretStr | None = None
    jwt_secret_previous: SecretStr | None = None
    frontend_url: str | None = None
    dev_guild_id: int | None = None
    llm_api_key: SecretStr | None = None
    admin_role_id: int | None = None
    discord_api_url: str | None = None
    health_address: str | None = None
    metrics_token: SecretStr | None = None
    otel_exporter_otlp_endpoint: str | None = None


def load(process: Process, *, file: Path | None = None, environment: Mapping[str, str] | None = None) -> Settings:
    """Read the settings of one process.

    Args:
        process: Which process asks; it decides which variables must be there.
        file: The soft configuration; None takes ``SYNAPSE_CONFIG`` or ``config.yaml``. A missing file means defaults.
        environment: The variables; None takes the process's own, over those of a ``.env`` file.

    Raises:
        Misconfigured: With every fault found in file and environment.
    """
    problems: list[str] = []
    variables = _environment(problems) if environment is None else environment
    soft = _read_soft(file or _config_file(variables, problems), problems)
    values = _read_environment(process, variables, problems)
    if problems:
        raise Misconfigured(problems)
    if soft.admin_role and "admin_role_id" not in values:
        values["admin_role_id"] = soft.admin_role
    if directory := values.pop("spool_directory", None):
        soft = soft.model_copy(update={"spool": soft.spool.model_copy(update={"directory": Path(directory)})})
    if proxies := values.pop("trusted_proxies", None):
        soft = soft.model_copy(update={"trusted_proxies": _networks(proxies)})
    return Settings(process=process, soft=soft, **values)


def _environment(problems: list[str], file: Path = Path(".env")) -> dict[str, str]:
    """The process's variables over those of the ``.env`` file; a variable set to nothing hides the file's."""
    try:
        stored = {name: value or "" for name, value in dotenv_values(file, encoding="utf-8-sig").items()}
    except (OSError, UnicodeDecodeError):
        problems.append(f"{file} cannot be read. It must be a text file in UTF-8 with NAME=value lines.")
        stored = {}
    known = {variable.name for variable in VARIABLES}
    unset = known - stored.keys() - os.environ.keys()
    for name in sorted(stored.keys() - known):
        near = difflib.get_close_matches(name.upper(), unset, n=1, cutoff=0.8)
        problems.extend(f"{file}: there is no variable '{name}'. Did you mean {wanted}?" for wanted in near)
    return {**stored, **os.environ}


def _config_file(variables: Mapping[str, str], problems: list[str]) -> Path:
    named = variables.get("SYNAPSE_CONFIG", "").strip()
    if named and not Path(named).is_file():
        problems.append("SYNAPSE_CONFIG names a file that is not there. Correct it, or leave it out for config.yaml.")
    return Path(named or "config.yaml")


def _read_soft(file: Path, problems: list[str]) -> Soft:
    try:
        content = yaml.safe_load(file.read_text(encoding="utf-8-sig")) if file.exists() else {}
    except (yaml.YAMLError, UnicodeDecodeError, OSError) as error:
        where = f" at line {mark.line + 1}" if (mark := getattr(error, "problem_mark", None)) else ""
        problems.append(f"{file} cannot be read as YAML{where}. Check the indentation and the colons there.")
        return Soft()
    if not isinstance(content or {}, dict):
        problems.append(f"{file} must hold 'key: value' lines; see the committed config.yaml for the keys.")
        return Soft()
    try:
        return Soft.model_validate(content or {})
    except ValidationError as error:
        problems.extend(_soft_problem(file, dict(fault)) for fault in error.errors())
        return Soft()


def _soft_problem(file: Path, fault: dict[str, Any]) -> str:
    path = [str(part) for part in fault["loc"]]
    name = ".".join(path)
    if fault["type"] in ("extra_forbidden", "invalid_key"):
        known = _keys_at(path[:-1])
        near = difflib.get_close_matches(path[-1], known, n=1)
        hint = f"Did you mean '{near[0]}'?" if near else f"Known keys there: {', '.join(known)}."
        return f"{file}: there is no setting '{name}'. {hint}"
    if fault["type"] == "model_type":
        return f"{file}: '{name}' must be followed by indented 'key: value' lines: {', '.join(_keys_at(path))}."
    return f"{file}: '{name}' is wrong: {fault['msg'][0].lower()}{fault['msg'][1:]}. Correct the value."


def _keys_at(path: list[str]) -> list[str]:
    section: type[BaseModel] = Soft
    for part in path:
        annotation = section.model_fields[part].annotation
        if not (isinstance(annotation, type) and issubclass(annotation, BaseModel)):
            return []
        section = annotation
    return list(section.model_fields)


def _read_environment(process: Process, environment: Mapping[str, str], problems: list[str]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for variable in VARIABLES:
        text = environment.get(variable.name, "").strip()
        if text:
            if fault := _fault(variable.name, text):
                problems.append(fault)
            values[variable.name.lower()] = text
        elif variable.name == "JWT_SECRET" and _is_local(environment.get("DISCORD_API_URL", "")):
            # Nobody but this process needs to know it, and no secret can be written into a file that all share.
            values["jwt_secret"] = secrets.token_hex(_SECRET_BYTES)
        elif process in variable.needed_by:
            problems.append(f"{variable.name} is missing. {variable.meaning}, {variable.example}.")
    return values


def _fault(name: str, text: str) -> str | None:
    """What is wrong with one variable's text, never repeating it: it may be a secret."""
    check = _CHECKS.get(name)
    return None if check is None else check(name, text)


def _id_fault(name: str, text: str) -> str | None:
    if _is_id(text):
        return None
    return f"{name} must be a Discord id, digits only. Copy it in Discord with developer mode switched on."


def _address_fault(name: str, text: str) -> str | None:
    return None if _is_address(text) else f"{name} must be a whole address that begins with http:// or https://."


def _listening_fault(name: str, text: str) -> str | None:
    if _is_address(f"http://{text}", with_port=True):
        return None
    return f"{name} must be a host and a port, such as 0.0.0.0:8080."


def _networks(text: str) -> tuple[IPv4Network | IPv6Network, ...]:
    return tuple(ip_network(part) for part in text.replace(",", " ").split())


def _networks_fault(name: str, text: str) -> str | None:
    try:
        _networks(text)
    except ValueError:
        return f"{name} must be addresses and networks with commas between, such as 127.0.0.0/8, 10.0.0.7."
    return None


def _token_fault(name: str, text: str) -> str | None:
    if text.lower().startswith("bot ") or " " in text:
        return f"{name} must be the token alone, without 'Bot' before it and without blanks."
    return None


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdecimal() and 0 < int(text) <= _LARGEST_ID


def _is_address(text: str, *, with_port: bool = False) -> bool:
    try:
        parts = urlsplit(text)
        has_port = parts.port is not None if with_port else parts.port != 0
        return parts.scheme in ("http", "https") and bool(parts.hostname) and has_port
    except ValueError:  # a bracket left open, or a port that is no number
        return False


def _is_local(text: str) -> bool:
    """Whether an address is that of the demo's local Discord, on this machine or in the same Compose project."""
    host = (urlsplit(text).hostname or "") if _is_address(text) else ""
    return host in ("127.0.0.1", "localhost") or host.endswith(".localhost")


def _database_fault(name: str, text: str) -> str | None:
    try:
        database_url.parse(text, variable=name)
    except Invalid as error:
        return error.message
    return None


def _secret_fault(name: str, text: str) -> str | None:
    if len(text.encode()) < _SECRET_BYTES:
        return f"{name} is shorter than {_SECRET_BYTES} bytes. Make one with: openssl rand -hex 32."
    if any(known in text.lower() for known in _KNOWN_SECRETS) or len(set(text)) < 8:  # noqa: PLR2004 - too few letters to be random
        return f"{name} can be guessed. Make one with: openssl rand -hex 32."
    return None


_CHECKS: dict[str, Callable[[str, str], str | None]] = {
    **dict.fromkeys(("DEV_GUILD_ID", "ADMIN_ROLE_ID", "DISCORD_CLIENT_ID"), _id_fault),
    **dict.fromkeys(_ADDRESSES, _address_fault),
    **dict.fromkeys(("DATABASE_URL", "DATABASE_DIRECT_URL", "DATABASE_REPLICA_URL"), _database_fault),
    **dict.fromkeys(("JWT_SECRET", "JWT_SECRET_PREVIOUS"), _secret_fault),
    "DISCORD_TOKEN": _token_fault,
    "HEALTH_ADDRESS": _listening_fault,
    "TRUSTED_PROXIES": _networks_fault,
}
