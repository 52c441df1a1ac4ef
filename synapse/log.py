"""structlog, set up once per process: readable on a terminal, one JSON object a line elsewhere."""

import logging
import secrets
import sys
from collections import Counter, deque
from dataclasses import dataclass
from datetime import UTC, datetime

import structlog

# Never the variables of the frames: among them are tokens, addresses with passwords, and what people write.
_TRACEBACKS = structlog.processors.ExceptionRenderer(structlog.tracebacks.ExceptionDictTransformer(show_locals=False))

_KEPT = 20
_recent: deque["Fault"] = deque(maxlen=_KEPT)
_count: Counter[str] = Counter()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """An error that was logged: what a person finds the log line by, never what it was about.

    Attributes:
        reference: Stands in the log line and, where somebody was told of the error, in what they read.
        what: The log line's event, such as ``ingest.rejected``; for a library's line, the logger's name.
        at: When it was logged.
    """

    reference: str
    what: str
    at: datetime


def faults() -> tuple[Fault, ...]:
    """The last errors that this process logged, newest first."""
    return tuple(reversed(_recent))


def faults_logged() -> int:
    """How many errors this process has logged."""
    return _count["faults"]


def new_reference() -> str:
    """What a log line and a person's question about it are brought together by."""
    return secrets.token_hex(6)


def configure(*, level: str = "INFO", json: bool | None = None) -> None:
    """Send every log line, the libraries' too, through structlog to standard error.

    Args:
        level: The least severe level that is shown.
        json: One JSON object a line; None decides by whether standard error is a terminal.
    """
    as_json = not sys.stderr.isatty() if json is None else json
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        _refer,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    renderer: list[structlog.typing.Processor] = (
        [_TRACEBACKS, structlog.processors.JSONRenderer()]
        if as_json
        else [structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)]
    )
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *renderer],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level)


def _refer(_logger: object, _method: str, line: structlog.typing.EventDict) -> structlog.typing.EventDict:
    """Give each error a reference and remember it by that."""
    if line.get("level") in ("error", "critical"):
        line.setdefault("reference", new_reference())
        # A library's line may quote anything, so it is remembered by who wrote it.
        what = line["logger"] if "_record" in line else line["event"]
        _count["faults"] += 1
        _recent.append(Fault(reference=line["reference"], what=str(what), at=datetime.now(UTC)))
    return line
