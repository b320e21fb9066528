"""Logs: structured, one line per finished request, and never a person's word.

Tracebacks are reduced to type and place, because messages and locals could hold a name.
"""

from __future__ import annotations

import logging
import sys
from contextlib import suppress
from typing import Any, TextIO, cast

import structlog
from opentelemetry import trace

from chassis.telemetry.traces import service

FORBIDDEN_KEYS = frozenset(
    {"name", "child", "narrative", "body", "text", "request", "exc_info", "stack_info"}
)
"""Keys that a log line loses, whatever their value."""


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
            _with_place,
            _without_words,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.WriteLoggerFactory(
            file=cast("TextIO", _AsFarAsItGoes(sys.stderr))
        ),
    )


def take_over_libraries() -> None:
    """From now on, what libraries log in this process is told by place and kind of error only."""
    logging.getLogger().addHandler(_ByPlaceOnly(logging.WARNING))


def where(error: BaseException) -> dict[str, str]:
    """Where a bug is, without its message or its locals, which could hold a name."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return {"error": type(error).__name__}
    code = trace.tb_frame.f_code
    return {"error": type(error).__name__, "at": f"{code.co_name}:{trace.tb_lineno}"}


class _AsFarAsItGoes:
    """A stream for log lines: that one cannot be written, on a full disk or into a broken pipe, stops nobody's work."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> None:
        with suppress(OSError, ValueError):
            self._stream.write(text)

    def flush(self) -> None:
        with suppress(OSError, ValueError):
            self._stream.flush()


class _ByPlaceOnly(logging.Handler):
    """A library's message or traceback could hold a name or a password: neither is repeated."""

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[0] if record.exc_info else None
        structlog.get_logger().log(
            record.levelno,
            "library.said",
            source=record.name,
            at=f"{record.module}:{record.lineno}",
            error=error.__name__ if error else "",
        )


def _with_place(_logger: object, _method: str, line: Any) -> Any:
    """Who speaks, and in the middle of which trace."""
    if speaker := service():
        line.setdefault("service", speaker)
    here = trace.get_current_span().get_span_context()
    if here.is_valid:
        line |= {"trace_id": f"{here.trace_id:032x}", "span_id": f"{here.span_id:016x}"}
    return line


def _without_words(_logger: object, _method: str, line: Any) -> Any:
    for key in FORBIDDEN_KEYS:
        line.pop(key, None)
    return line
