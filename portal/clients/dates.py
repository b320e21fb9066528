"""Dates and moments as they stand on the wire."""

from __future__ import annotations

from datetime import UTC, date, datetime

from google.protobuf.timestamp_pb2 import Timestamp


def date_in(text: str) -> date | None:
    """An ISO date; None for an empty text."""
    return date.fromisoformat(text) if text else None


def moment_in(stamp: Timestamp) -> datetime:
    """A moment in UTC."""
    return stamp.ToDatetime(tzinfo=UTC)
