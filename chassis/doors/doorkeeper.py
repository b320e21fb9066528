"""The keeper of the gRPC door: who is asking, whether they are let in, and refusals as status.

    call ──> verify the token ──> the guard ──> servicer (no try) ──> answer
                                    │              │       └─ a read of a case is noted first
                                    └──────────────└─ refusal ──> status, code, sentence; anything else ──> INTERNAL

One line is logged for each finished request. It holds the method, the outcome's code and the duration.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any, TypeAlias

import grpc
import structlog
from google.protobuf.message import Message

from chassis.access.admission import let_in
from chassis.access.guard import Guard
from chassis.doors.door_limits import LIMITS, DoorLimits, Places
from chassis.doors.noted_reads import Note, noted
from chassis.doors.told_refusals import Context, refuse, told_to_callers
from chassis.doors.unfit_answers import with_unfit
from chassis.errors import Refusal
from chassis.telemetry.logs import where
from chassis.tokens import Tokens

# gRPC's classes have type arguments for the checker only.
Handler: TypeAlias = "grpc.RpcMethodHandler[Any, Any]"
OPEN_SERVICES = ("/grpc.health.v1.Health/", "/grpc.reflection.")

_log = structlog.get_logger(__name__)


class Doorkeeper(grpc.aio.ServerInterceptor):
    """Lets verified callers in, turns refusals into status, and logs one line per finished request."""

    def __init__(
        self, tokens: Tokens, guard: Guard, note: Note, limits: DoorLimits = LIMITS
    ) -> None:
        self._tokens, self._guard, self._note = tokens, guard, note
        self._places = Places(limits)

    async def intercept_service(
        self,
        continuation: Callable[[grpc.HandlerCallDetails], Awaitable[Handler | None]],
        handler_call_details: grpc.HandlerCallDetails,
    ) -> Handler | None:
        """Wrap the method that is being called."""
        handler = await continuation(handler_call_details)
        method = handler_call_details.method
        if handler is None or method.startswith(OPEN_SERVICES):
            return handler  # None: gRPC answers that it knows no such method.
        metadata = dict(handler_call_details.invocation_metadata)
        token = str(metadata.get("authorization", "")).removeprefix("Bearer ")
        return self._guarded(handler, method, token)

    def _guarded(self, handler: Any, method: str, token: str) -> Handler:
        if handler.response_streaming:

            async def stream(request: Message, context: Context) -> None:
                async with (
                    _answering(method, request, context),
                    self._places.one(method, streams=True),
                ):
                    await self._let_in(token, method, request)
                    # Written, not yielded: so that it is here that the limit ends a caller who does not read.
                    is_noted = False
                    async for answer in handler.unary_stream(request, context):
                        if not is_noted:
                            noted(method, request, answer, self._note)
                            is_noted = True
                        await context.write(answer)

            return grpc.unary_stream_rpc_method_handler(
                stream, handler.request_deserializer, handler.response_serializer
            )

        async def unary(request: Message, context: Context) -> Any:
            async with (
                _answering(method, request, context),
                self._places.one(method, streams=False),
            ):
                await self._let_in(token, method, request)
                answer = await handler.unary_unary(request, context)
                noted(method, request, answer, self._note)
                return answer

        return grpc.unary_unary_rpc_method_handler(
            unary, handler.request_deserializer, handler.response_serializer
        )

    async def _let_in(self, token: str, method: str, request: Message) -> None:
        let_in(await self._guard.admit(await self._tokens.caller_of(token), method, request))


@asynccontextmanager
async def _answering(method: str, request: Message, context: Context) -> AsyncIterator[None]:
    """One call: whatever happens in it, and the status and log line that come of it."""
    began, outcome = time.perf_counter(), "ok"
    try:
        yield
    except (asyncio.CancelledError, GeneratorExit):
        outcome = "cancelled"
        raise
    except grpc.aio.AbortError:
        outcome = "aborted"
        raise
    except grpc.aio.InternalError:
        outcome = "unsent"  # The answer is too big, or the caller is gone; gRPC has told what can be told.
        raise
    except Exception as error:  # noqa: BLE001 - whatever it was, the caller gets an empty story
        told = told_to_callers(error)
        if told is None:
            outcome = "internal"
            _log.error("grpc.bug", method=method, **where(error))
            await context.abort(grpc.StatusCode.INTERNAL, "Something went wrong on our side.")
        else:
            outcome = told.code
            if told is not error:
                _log.warning("grpc.delayed", method=method, error=type(error).__name__)
            told = with_unfit(told, request) if isinstance(told, Refusal) else told
            sentence = told.message if isinstance(told, Refusal) else told.sentence
            await refuse(context, told, sentence)
    finally:
        duration_ms = round((time.perf_counter() - began) * 1000, 1)
        _log.info("grpc.request", method=method, outcome=outcome, duration_ms=duration_ms)
