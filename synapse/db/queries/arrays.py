"""Columns of values as PostgreSQL's array literals.

A driver's array encoder looks at every element in turn; a literal is one string, several times cheaper to
make, and the server reads it as fast. Statements take it as ``$n::text::bigint[]``.
"""

from collections.abc import Iterable
from datetime import date


def numbers(values: Iterable[int]) -> str:
    """Whole numbers, none of them missing."""
    return f"{{{','.join(map(str, values))}}}"


def numbers_or_null(values: Iterable[int | None]) -> str:
    """Whole numbers, some of them missing."""
    return f"{{{','.join(['NULL' if value is None else str(value) for value in values])}}}"


def dates_or_null(values: Iterable[date | None]) -> str:
    """Dates, some of them missing."""
    return f"{{{','.join(['NULL' if value is None else value.isoformat() for value in values])}}}"


def texts(values: Iterable[str]) -> str:
    """Texts of any content."""
    quoted = [value if value.replace(":", "").isalnum() and value.isascii() else _quoted(value) for value in values]
    return f"{{{','.join(quoted)}}}"


def _quoted(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
