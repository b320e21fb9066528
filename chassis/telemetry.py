"""Logs: structured, one line per finished request, and never a person's word.

Tracebacks are reduced to type and place, because messages and locals could hold a name.
"""

from __future__ import annotations

import logging
import sys
from typing import Any

import structlog

FORBIDDEN_KEYS = frozenset({"name", "child", "narrative", "body", "text", "request", "event"})
"""Keys that a log line loses, whatever their value. ``event`` stays: it is structlog's own, our dotted word."""


def configure_logs(*, level: int = logging.INFO, as_json: bool = False) -> None:
    """Write log lines to standard error, as JSON or for a person's eye."""
    renderer: Any = (
        structlog.processors.JSONRenderer()
        if as_json
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _without_words,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.WriteLoggerFactory(file=sys.stderr),
    )


def _without_words(_logger: object, _method: str, line: Any) -> Any:
    for key in FORBIDDEN_KEYS - {"event"} | {"exc_info", "stack_info"}:
        line.pop(key, None)
    return line
