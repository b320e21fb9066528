"""Every gRPC call as a span of its caller's trace, and as a duration with its outcome; also those that are refused."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Any, cast

import grpc
from google.protobuf.message import Message

from chassis.doors.doorkeeper import OPEN_SERVICES, Handler
from chassis.doors.told_refusals import Context
from chassis.telemetry import metrics, traces

REFUSAL = "refusal-code"
UNOBSERVED = (*OPEN_SERVICES, "/rapidreview.history.v1.History/Progress")
"""What machines ask again and again."""
NAMES = {status.value[0]: status.name.lower() for status in grpc.StatusCode}


class ObservedCalls(grpc.aio.ServerInterceptor):
    """Stands before all other interceptors, so that it sees what they refuse."""

    async def intercept_service(
        self,
        continuation: Callable[[grpc.HandlerCallDetails], Awaitable[Handler | None]],
        handler_call_details: grpc.HandlerCallDetails,
    ) -> Handler | None:
        """Wrap the method that is being called."""
        handler = cast("Any", await continuation(handler_call_details))
        method = handler_call_details.method
        if handler is None or method.startswith(UNOBSERVED):
            return cast("Handler | None", handler)
        caller = str(dict(handler_call_details.invocation_metadata).get("traceparent", ""))

        if handler.response_streaming:

            async def stream(request: Message, context: Context) -> None:
                with _observed(method, caller, context):
                    await handler.unary_stream(request, context)  # The doorkeeper's, which writes.

            return grpc.unary_stream_rpc_method_handler(
                stream, handler.request_deserializer, handler.response_serializer
            )

        async def unary(request: Message, context: Context) -> Any:
            with _observed(method, caller, context):
                return await handler.unary_unary(request, context)

        return grpc.unary_unary_rpc_method_handler(
            unary, handler.request_deserializer, handler.response_serializer
        )


@contextmanager
def _observed(method: str, caller: str, context: Any) -> Iterator[None]:
    name, began, outcome = method.lstrip("/"), time.perf_counter(), ""
    parent = traces.context_of(caller)
    answers = (grpc.aio.AbortError,)
    with traces.span(name, kind=traces.SERVER, parent=parent, answers=answers):
        try:
            yield
        except asyncio.CancelledError:
            outcome = "deadline_exceeded" if context.time_remaining() == 0 else "cancelled"
            if outcome == "deadline_exceeded":
                metrics.breached(name)
            raise
        finally:
            outcome = outcome or _named(context.code())
            refusals = [text for key, text in context.trailing_metadata() or () if key == REFUSAL]
            traces.note(outcome=outcome, **({"refusal": refusals[0]} if refusals else {}))
            metrics.requests.record(
                time.perf_counter() - began,
                {"service": traces.service(), "method": name, "outcome": outcome},
            )


def _named(code: grpc.StatusCode | int | None) -> str:
    """The status of a call that has ended; a call that said nothing ended well."""
    return code.name.lower() if isinstance(code, grpc.StatusCode) else NAMES[code or 0]
