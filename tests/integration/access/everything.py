"""All services behind one guard, on one database: the methods answer empty, so that what is seen is the guard alone."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

import grpc
from google.protobuf import descriptor_pool
from google.protobuf.descriptor import MethodDescriptor
from google.protobuf.message_factory import GetMessageClass

from chassis.access.roles import Table
from chassis.access.table import DRAFTS, HISTORY, OPERATIONS
from chassis.doors.every_service import HISTORY_API, OPERATIONS_API
from chassis.errors import NotFound
from chassis.run import Ground, Service
from services.learning.entrypoints import access as learning
from services.notifications.entrypoints import access as notifications
from services.referral.entrypoints import access as referral
from services.reporting.entrypoints import access as reporting
from services.review.entrypoints import access as review
from services.review.main import NAME
from services.review.main import build as build_review
from services.submissions.entrypoints import access as submissions
from tests.support.service import ServiceUnderTest, running_service

TABLES: Mapping[str, Table] = {
    "rapidreview.referral.v1.ReferralService": referral.ACCESS,
    "rapidreview.review.v1.ReviewService": {},
    "rapidreview.team.v1.CaseTeams": {},
    "rapidreview.retention.v1.Retention": {},
    "rapidreview.drafts.v1.Drafts": DRAFTS,
    "rapidreview.submissions.v1.SubmissionsService": submissions.ACCESS,
    "rapidreview.learning.v1.LearningService": learning.ACCESS,
    "rapidreview.notifications.v1.NotificationsService": notifications.ACCESS,
    "rapidreview.reporting.v1.ReportingService": reporting.ACCESS,
}
OWN: Table = {
    name: row for table in (*TABLES.values(), review.ACCESS) for name, row in table.items()
}
ALL: Table = {**OWN, **HISTORY, **OPERATIONS}
NOT_FOUND: Mapping[str, type[NotFound]] = {**submissions.NOT_FOUND, **learning.NOT_FOUND}


def methods() -> dict[str, MethodDescriptor]:
    """Every method of every service, by its name."""
    known = descriptor_pool.Default().FindServiceByName
    return {
        method.name: method
        for api in (*TABLES, HISTORY_API, OPERATIONS_API)
        for method in known(api).methods
    }


def build(ground: Ground) -> Service:
    """One service with the methods of all."""
    review_service = build_review(ground)
    return Service(
        name=NAME, apis=tuple(TABLES), access=OWN, register=_register, tell=review_service.tell,
        migrations=review_service.migrations, not_found=NOT_FOUND,
    )  # fmt: skip


@asynccontextmanager
async def everything() -> AsyncIterator[ServiceUnderTest]:
    """That service, running."""
    async with running_service(NAME, build) as service:
        yield service


def path_of(method: MethodDescriptor) -> str:
    """The full path of a method."""
    return f"/{method.containing_service.full_name}/{method.name}"


def _register(server: grpc.aio.Server) -> None:
    """The history and the operations are registered first: these win where both know a method."""
    known = descriptor_pool.Default().FindServiceByName
    server.add_generic_rpc_handlers(
        tuple(
            grpc.method_handlers_generic_handler(
                api, {method.name: _empty(method) for method in known(api).methods}
            )
            for api in (*TABLES, HISTORY_API, OPERATIONS_API)
        )
    )


def _empty(method: MethodDescriptor) -> Any:
    kind = GetMessageClass(method.output_type)
    parse = GetMessageClass(method.input_type).FromString

    async def one(_request: Any, _context: Any) -> Any:
        return kind()

    async def many(_request: Any, _context: Any) -> AsyncIterator[Any]:
        yield kind()

    if method.server_streaming:
        return grpc.unary_stream_rpc_method_handler(many, parse, kind.SerializeToString)
    return grpc.unary_unary_rpc_method_handler(one, parse, kind.SerializeToString)
