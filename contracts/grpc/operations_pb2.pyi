import datetime

from contracts.grpc import common_pb2 as _common_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class StandingRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class ServiceStanding(_message.Message):
    __slots__ = ("service", "head", "looked_at", "parts", "timers", "oldest_unkept_read_s")
    SERVICE_FIELD_NUMBER: _ClassVar[int]
    HEAD_FIELD_NUMBER: _ClassVar[int]
    LOOKED_AT_FIELD_NUMBER: _ClassVar[int]
    PARTS_FIELD_NUMBER: _ClassVar[int]
    TIMERS_FIELD_NUMBER: _ClassVar[int]
    OLDEST_UNKEPT_READ_S_FIELD_NUMBER: _ClassVar[int]
    service: str
    head: int
    looked_at: _timestamp_pb2.Timestamp
    parts: _containers.RepeatedCompositeFieldContainer[PartStanding]
    timers: _containers.RepeatedCompositeFieldContainer[TimerStanding]
    oldest_unkept_read_s: float
    def __init__(self, service: _Optional[str] = ..., head: _Optional[int] = ..., looked_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., parts: _Optional[_Iterable[_Union[PartStanding, _Mapping]]] = ..., timers: _Optional[_Iterable[_Union[TimerStanding, _Mapping]]] = ..., oldest_unkept_read_s: _Optional[float] = ...) -> None: ...

class PartStanding(_message.Message):
    __slots__ = ("kind", "name", "source", "position", "lag", "stalled")
    KIND_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    POSITION_FIELD_NUMBER: _ClassVar[int]
    LAG_FIELD_NUMBER: _ClassVar[int]
    STALLED_FIELD_NUMBER: _ClassVar[int]
    kind: str
    name: str
    source: str
    position: int
    lag: int
    stalled: bool
    def __init__(self, kind: _Optional[str] = ..., name: _Optional[str] = ..., source: _Optional[str] = ..., position: _Optional[int] = ..., lag: _Optional[int] = ..., stalled: _Optional[bool] = ...) -> None: ...

class TimerStanding(_message.Message):
    __slots__ = ("kind", "waiting", "late", "attempts", "oldest_at")
    KIND_FIELD_NUMBER: _ClassVar[int]
    WAITING_FIELD_NUMBER: _ClassVar[int]
    LATE_FIELD_NUMBER: _ClassVar[int]
    ATTEMPTS_FIELD_NUMBER: _ClassVar[int]
    OLDEST_AT_FIELD_NUMBER: _ClassVar[int]
    kind: str
    waiting: int
    late: int
    attempts: int
    oldest_at: _timestamp_pb2.Timestamp
    def __init__(self, kind: _Optional[str] = ..., waiting: _Optional[int] = ..., late: _Optional[int] = ..., attempts: _Optional[int] = ..., oldest_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class ListParkedRequest(_message.Message):
    __slots__ = ("listener", "case_id")
    LISTENER_FIELD_NUMBER: _ClassVar[int]
    CASE_ID_FIELD_NUMBER: _ClassVar[int]
    listener: str
    case_id: str
    def __init__(self, listener: _Optional[str] = ..., case_id: _Optional[str] = ...) -> None: ...

class ParkedList(_message.Message):
    __slots__ = ("cases", "unreadable")
    CASES_FIELD_NUMBER: _ClassVar[int]
    UNREADABLE_FIELD_NUMBER: _ClassVar[int]
    cases: _containers.RepeatedCompositeFieldContainer[ParkedCase]
    unreadable: _containers.RepeatedCompositeFieldContainer[UnreadableMessage]
    def __init__(self, cases: _Optional[_Iterable[_Union[ParkedCase, _Mapping]]] = ..., unreadable: _Optional[_Iterable[_Union[UnreadableMessage, _Mapping]]] = ...) -> None: ...

class ParkedCase(_message.Message):
    __slots__ = ("listener", "case_id", "partnership", "reference", "events", "reasons", "oldest_at", "holding_up")
    LISTENER_FIELD_NUMBER: _ClassVar[int]
    CASE_ID_FIELD_NUMBER: _ClassVar[int]
    PARTNERSHIP_FIELD_NUMBER: _ClassVar[int]
    REFERENCE_FIELD_NUMBER: _ClassVar[int]
    EVENTS_FIELD_NUMBER: _ClassVar[int]
    REASONS_FIELD_NUMBER: _ClassVar[int]
    OLDEST_AT_FIELD_NUMBER: _ClassVar[int]
    HOLDING_UP_FIELD_NUMBER: _ClassVar[int]
    listener: str
    case_id: str
    partnership: str
    reference: str
    events: int
    reasons: _containers.RepeatedCompositeFieldContainer[ReasonCount]
    oldest_at: _timestamp_pb2.Timestamp
    holding_up: ParkedEvent
    def __init__(self, listener: _Optional[str] = ..., case_id: _Optional[str] = ..., partnership: _Optional[str] = ..., reference: _Optional[str] = ..., events: _Optional[int] = ..., reasons: _Optional[_Iterable[_Union[ReasonCount, _Mapping]]] = ..., oldest_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., holding_up: _Optional[_Union[ParkedEvent, _Mapping]] = ...) -> None: ...

class ReasonCount(_message.Message):
    __slots__ = ("reason", "events")
    REASON_FIELD_NUMBER: _ClassVar[int]
    EVENTS_FIELD_NUMBER: _ClassVar[int]
    reason: str
    events: int
    def __init__(self, reason: _Optional[str] = ..., events: _Optional[int] = ...) -> None: ...

class ParkedEvent(_message.Message):
    __slots__ = ("event_id", "source", "type", "stream", "version", "position", "previous", "reason", "attempts", "parked_at", "occurred_at", "recorded_at", "actor", "partnership", "case_id", "correlation_id", "causation_id", "hash", "data")
    EVENT_ID_FIELD_NUMBER: _ClassVar[int]
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    TYPE_FIELD_NUMBER: _ClassVar[int]
    STREAM_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    POSITION_FIELD_NUMBER: _ClassVar[int]
    PREVIOUS_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    ATTEMPTS_FIELD_NUMBER: _ClassVar[int]
    PARKED_AT_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_AT_FIELD_NUMBER: _ClassVar[int]
    RECORDED_AT_FIELD_NUMBER: _ClassVar[int]
    ACTOR_FIELD_NUMBER: _ClassVar[int]
    PARTNERSHIP_FIELD_NUMBER: _ClassVar[int]
    CASE_ID_FIELD_NUMBER: _ClassVar[int]
    CORRELATION_ID_FIELD_NUMBER: _ClassVar[int]
    CAUSATION_ID_FIELD_NUMBER: _ClassVar[int]
    HASH_FIELD_NUMBER: _ClassVar[int]
    DATA_FIELD_NUMBER: _ClassVar[int]
    event_id: str
    source: str
    type: str
    stream: str
    version: int
    position: int
    previous: int
    reason: str
    attempts: int
    parked_at: _timestamp_pb2.Timestamp
    occurred_at: _timestamp_pb2.Timestamp
    recorded_at: _timestamp_pb2.Timestamp
    actor: str
    partnership: str
    case_id: str
    correlation_id: str
    causation_id: str
    hash: str
    data: str
    def __init__(self, event_id: _Optional[str] = ..., source: _Optional[str] = ..., type: _Optional[str] = ..., stream: _Optional[str] = ..., version: _Optional[int] = ..., position: _Optional[int] = ..., previous: _Optional[int] = ..., reason: _Optional[str] = ..., attempts: _Optional[int] = ..., parked_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., occurred_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., recorded_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., actor: _Optional[str] = ..., partnership: _Optional[str] = ..., case_id: _Optional[str] = ..., correlation_id: _Optional[str] = ..., causation_id: _Optional[str] = ..., hash: _Optional[str] = ..., data: _Optional[str] = ...) -> None: ...

class ShowParkedRequest(_message.Message):
    __slots__ = ("listener", "case_id", "event_id")
    LISTENER_FIELD_NUMBER: _ClassVar[int]
    CASE_ID_FIELD_NUMBER: _ClassVar[int]
    EVENT_ID_FIELD_NUMBER: _ClassVar[int]
    listener: str
    case_id: str
    event_id: str
    def __init__(self, listener: _Optional[str] = ..., case_id: _Optional[str] = ..., event_id: _Optional[str] = ...) -> None: ...

class ParkedEvents(_message.Message):
    __slots__ = ("events",)
    EVENTS_FIELD_NUMBER: _ClassVar[int]
    events: _containers.RepeatedCompositeFieldContainer[ParkedEvent]
    def __init__(self, events: _Optional[_Iterable[_Union[ParkedEvent, _Mapping]]] = ...) -> None: ...

class MessagePlace(_message.Message):
    __slots__ = ("source", "partition", "offset")
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    PARTITION_FIELD_NUMBER: _ClassVar[int]
    OFFSET_FIELD_NUMBER: _ClassVar[int]
    source: str
    partition: int
    offset: int
    def __init__(self, source: _Optional[str] = ..., partition: _Optional[int] = ..., offset: _Optional[int] = ...) -> None: ...

class UnreadableMessage(_message.Message):
    __slots__ = ("listener", "place", "problem", "arrived_at", "size", "headers", "key", "value")
    LISTENER_FIELD_NUMBER: _ClassVar[int]
    PLACE_FIELD_NUMBER: _ClassVar[int]
    PROBLEM_FIELD_NUMBER: _ClassVar[int]
    ARRIVED_AT_FIELD_NUMBER: _ClassVar[int]
    SIZE_FIELD_NUMBER: _ClassVar[int]
    HEADERS_FIELD_NUMBER: _ClassVar[int]
    KEY_FIELD_NUMBER: _ClassVar[int]
    VALUE_FIELD_NUMBER: _ClassVar[int]
    listener: str
    place: MessagePlace
    problem: str
    arrived_at: _timestamp_pb2.Timestamp
    size: int
    headers: _containers.RepeatedScalarFieldContainer[str]
    key: str
    value: str
    def __init__(self, listener: _Optional[str] = ..., place: _Optional[_Union[MessagePlace, _Mapping]] = ..., problem: _Optional[str] = ..., arrived_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., size: _Optional[int] = ..., headers: _Optional[_Iterable[str]] = ..., key: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...

class ShowUnreadableRequest(_message.Message):
    __slots__ = ("listener", "place", "with_value")
    LISTENER_FIELD_NUMBER: _ClassVar[int]
    PLACE_FIELD_NUMBER: _ClassVar[int]
    WITH_VALUE_FIELD_NUMBER: _ClassVar[int]
    listener: str
    place: MessagePlace
    with_value: bool
    def __init__(self, listener: _Optional[str] = ..., place: _Optional[_Union[MessagePlace, _Mapping]] = ..., with_value: _Optional[bool] = ...) -> None: ...

class RedriveRequest(_message.Message):
    __slots__ = ("header", "listener", "reason")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    LISTENER_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    header: _common_pb2.CommandHeader
    listener: str
    reason: str
    def __init__(self, header: _Optional[_Union[_common_pb2.CommandHeader, _Mapping]] = ..., listener: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class SkipRequest(_message.Message):
    __slots__ = ("header", "listener", "event_id", "reason")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    LISTENER_FIELD_NUMBER: _ClassVar[int]
    EVENT_ID_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    header: _common_pb2.CommandHeader
    listener: str
    event_id: str
    reason: str
    def __init__(self, header: _Optional[_Union[_common_pb2.CommandHeader, _Mapping]] = ..., listener: _Optional[str] = ..., event_id: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class PurgeRequest(_message.Message):
    __slots__ = ("header", "listener", "reason")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    LISTENER_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    header: _common_pb2.CommandHeader
    listener: str
    reason: str
    def __init__(self, header: _Optional[_Union[_common_pb2.CommandHeader, _Mapping]] = ..., listener: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class RedriveUnreadableRequest(_message.Message):
    __slots__ = ("header", "listener", "place", "reason")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    LISTENER_FIELD_NUMBER: _ClassVar[int]
    PLACE_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    header: _common_pb2.CommandHeader
    listener: str
    place: MessagePlace
    reason: str
    def __init__(self, header: _Optional[_Union[_common_pb2.CommandHeader, _Mapping]] = ..., listener: _Optional[str] = ..., place: _Optional[_Union[MessagePlace, _Mapping]] = ..., reason: _Optional[str] = ...) -> None: ...

class PurgeUnreadableRequest(_message.Message):
    __slots__ = ("header", "listener", "place", "reason")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    LISTENER_FIELD_NUMBER: _ClassVar[int]
    PLACE_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    header: _common_pb2.CommandHeader
    listener: str
    place: MessagePlace
    reason: str
    def __init__(self, header: _Optional[_Union[_common_pb2.CommandHeader, _Mapping]] = ..., listener: _Optional[str] = ..., place: _Optional[_Union[MessagePlace, _Mapping]] = ..., reason: _Optional[str] = ...) -> None: ...

class ParkedDone(_message.Message):
    __slots__ = ("events", "still_parked", "stopped_by")
    EVENTS_FIELD_NUMBER: _ClassVar[int]
    STILL_PARKED_FIELD_NUMBER: _ClassVar[int]
    STOPPED_BY_FIELD_NUMBER: _ClassVar[int]
    events: int
    still_parked: int
    stopped_by: str
    def __init__(self, events: _Optional[int] = ..., still_parked: _Optional[int] = ..., stopped_by: _Optional[str] = ...) -> None: ...

class ListUntoldRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class UntoldList(_message.Message):
    __slots__ = ("cases",)
    CASES_FIELD_NUMBER: _ClassVar[int]
    cases: _containers.RepeatedCompositeFieldContainer[UntoldCase]
    def __init__(self, cases: _Optional[_Iterable[_Union[UntoldCase, _Mapping]]] = ...) -> None: ...

class UntoldCase(_message.Message):
    __slots__ = ("case_id", "partnership", "since", "stuck_at", "topic", "problem", "noted_at")
    CASE_ID_FIELD_NUMBER: _ClassVar[int]
    PARTNERSHIP_FIELD_NUMBER: _ClassVar[int]
    SINCE_FIELD_NUMBER: _ClassVar[int]
    STUCK_AT_FIELD_NUMBER: _ClassVar[int]
    TOPIC_FIELD_NUMBER: _ClassVar[int]
    PROBLEM_FIELD_NUMBER: _ClassVar[int]
    NOTED_AT_FIELD_NUMBER: _ClassVar[int]
    case_id: str
    partnership: str
    since: int
    stuck_at: int
    topic: str
    problem: str
    noted_at: _timestamp_pb2.Timestamp
    def __init__(self, case_id: _Optional[str] = ..., partnership: _Optional[str] = ..., since: _Optional[int] = ..., stuck_at: _Optional[int] = ..., topic: _Optional[str] = ..., problem: _Optional[str] = ..., noted_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class ResumeTellingRequest(_message.Message):
    __slots__ = ("header", "reason")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    header: _common_pb2.CommandHeader
    reason: str
    def __init__(self, header: _Optional[_Union[_common_pb2.CommandHeader, _Mapping]] = ..., reason: _Optional[str] = ...) -> None: ...

class TellingResumed(_message.Message):
    __slots__ = ("position",)
    POSITION_FIELD_NUMBER: _ClassVar[int]
    position: int
    def __init__(self, position: _Optional[int] = ...) -> None: ...
