"""What may be wrong with the text of one environment variable."""

from collections.abc import Callable
from ipaddress import IPv4Network, IPv6Network, ip_network
from urllib.parse import urlsplit

from synapse.config.shards import Shards
from synapse.config.soft import LARGEST_ID
from synapse.db import url as database_url
from synapse.errors import Invalid

SECRET_BYTES = 32
_ADDRESSES = ("FRONTEND_URL", "DISCORD_REDIRECT_URI", "DISCORD_API_URL", "OTEL_EXPORTER_OTLP_ENDPOINT")
_KNOWN_SECRETS = ("secret", "changeme", "change-me", "password", "0123456789", "your-secret", "jwt-secret")


def fault_of(name: str, text: str) -> str | None:
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


def networks(text: str) -> tuple[IPv4Network | IPv6Network, ...]:
    """The networks of a list with commas or blanks between.

    Raises:
        ValueError: One of them is none.
    """
    return tuple(ip_network(part) for part in text.replace(",", " ").split())


def _networks_fault(name: str, text: str) -> str | None:
    try:
        networks(text)
    except ValueError:
        return f"{name} must be addresses and networks with commas between, such as 127.0.0.0/8, 10.0.0.7."
    return None


def _shards_fault(name: str, text: str) -> str | None:
    try:
        Shards.parse(text)
    except ValueError:
        return (
            f"{name} must say which shards of how many this bot serves, such as 0-3/8 or 0,2/4. "
            "The first shard is 0, and each may be named once."
        )
    return None


def _token_fault(name: str, text: str) -> str | None:
    if text.lower().startswith("bot ") or " " in text:
        return f"{name} must be the token alone, without 'Bot' before it and without blanks."
    return None


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdecimal() and 0 < int(text) <= LARGEST_ID


def _is_address(text: str, *, with_port: bool = False) -> bool:
    try:
        parts = urlsplit(text)
        has_port = parts.port is not None if with_port else parts.port != 0
        return parts.scheme in ("http", "https") and bool(parts.hostname) and has_port
    except ValueError:  # a bracket left open, or a port that is no number
        return False


def is_local(text: str) -> bool:
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
    if len(text.encode()) < SECRET_BYTES:
        return f"{name} is shorter than {SECRET_BYTES} bytes. Make one with: openssl rand -hex 32."
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
    "BOT_SHARDS": _shards_fault,
}
