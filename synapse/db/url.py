"""Database addresses as people write them, turned into what the drivers want."""

from collections.abc import Mapping

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from synapse.errors import Invalid

_SCHEMES = ("postgres", "postgresql", "pgsql")
_SSL_MODES = ("disable", "allow", "prefer", "require", "verify-ca", "verify-full")
_EXAMPLE = "postgresql://user:password@host:5432/synapse"


def parse(text: str, *, variable: str = "DATABASE_URL") -> URL:
    """Read a PostgreSQL address, whatever scheme, driver suffix or ``sslmode`` it was written with.

    Args:
        text: The address.
        variable: What holds it, for the message.

    Returns:
        An SQLAlchemy URL for asyncpg; ``sslmode`` became asyncpg's ``ssl``.

    Raises:
        Invalid: The text is not a PostgreSQL address. The message never repeats the text, which holds a password.
    """
    try:
        url = make_url(text.strip())
    except (ArgumentError, ValueError) as error:
        raise Invalid(f"{variable} is not an address. Write it like {_EXAMPLE}.") from error
    scheme = url.drivername.partition("+")[0]
    if scheme not in _SCHEMES:
        raise Invalid(f"{variable} begins with '{scheme}://', but Synapse needs PostgreSQL: {_EXAMPLE}.")
    if not url.database:
        raise Invalid(f"{variable} names no database. Add its name at the end: {_EXAMPLE}.")
    return url.set(drivername="postgresql+asyncpg", query=_query(url.query, variable))


def _query(query: Mapping[str, str | tuple[str, ...]], variable: str) -> dict[str, str | tuple[str, ...]]:
    """Keep what asyncpg understands; libpq options that mean nothing to it are dropped."""
    kept: dict[str, str | tuple[str, ...]] = {}
    mode = query.get("sslmode") or query.get("ssl")
    if mode:
        mode = "require" if mode in ("true", "1", "on") else str(mode)
        if mode not in _SSL_MODES:
            raise Invalid(f"{variable} has sslmode={mode}; it knows {', '.join(_SSL_MODES)}.")
        kept["ssl"] = mode
    if host := query.get("host"):
        kept["host"] = host
    if port := query.get("port"):
        kept["port"] = port
    return kept
