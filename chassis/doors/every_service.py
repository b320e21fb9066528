"""What every service answers besides its own methods, and the whole table of who may call which method of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from chassis.access.roles import Row, Table
from chassis.access.table import DRAFTS, HISTORY, OPERATIONS, rows_of
from contracts.grpc import drafts_pb2, history_pb2, operations_pb2

HISTORY_API: Final = history_pb2.DESCRIPTOR.services_by_name["History"].full_name
OPERATIONS_API: Final = operations_pb2.DESCRIPTOR.services_by_name["Operations"].full_name
DRAFTS_API: Final = drafts_pb2.DESCRIPTOR.services_by_name["Drafts"].full_name


def apis_besides(*, drafts: bool) -> tuple[str, ...]:
    """The gRPC services that come from the chassis; those with forms also answer about drafts."""
    return (HISTORY_API, OPERATIONS_API, *((DRAFTS_API,) if drafts else ()))


def whole_table(apis: tuple[str, ...], access: Table, *, drafts: bool) -> Mapping[str, Row]:
    """The rows of every method by its full path. Raises ``UnlistedMethod``."""
    shared = {HISTORY_API: HISTORY, OPERATIONS_API: OPERATIONS, DRAFTS_API: DRAFTS}
    tables: dict[tuple[str, ...], Table] = {apis: access}
    tables.update({(api,): shared[api] for api in apis_besides(drafts=drafts)})
    return rows_of(tables)
