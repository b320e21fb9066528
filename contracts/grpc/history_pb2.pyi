import datetime

from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class HistoryRequest(_message.Message):
    __slots__ = ("case_id", "known_at", "with_body", "with_seal")
    CASE_ID_FIELD_NUMBER: _ClassVar[int]
    KNOWN_AT_FIELD_NUMBER: _ClassVar[int]
    WITH_BODY_FIELD_NUMBER: _ClassVar[int]
    WITH_SEAL_FIELD_NUMBER: _ClassVar[int]
    case_id: str
    known_at: _timestamp_pb2.Timestamp
    with_body: bool
    with_seal: bool
    def __init__(self, case_id: _Optional[str] = ..., known_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., with_body: _Optional[bool] = ..., with_seal: _Optional[bool] = ...) -> None: ...

class HistoricEvent(_message.Message):
    __slots__ = ("event_id", "service", "stream", "version", "topic", "case_id", "partnership", "actor", "correlation_id", "causation_id", "occurred_at", "recorded_at", "position", "previous_hash", "hash", "body", "erased", "sealed")
    EVENT_ID_FIELD_NUMBER: _ClassVar[int]
    SERVICE_FIELD_NUMBER: _ClassVar[int]
    STREAM_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    TOPIC_FIELD_NUMBER: _ClassVar[int]
    CASE_ID_FIELD_NUMBER: _ClassVar[int]
    PARTNERSHIP_FIELD_NUMBER: _ClassVar[int]
    ACTOR_FIELD_NUMBER: _ClassVar[int]
    CORRELATION_ID_FIELD_NUMBER: _ClassVar[int]
    CAUSATION_ID_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_AT_FIELD_NUMBER: _ClassVar[int]
    RECORDED_AT_FIELD_NUMBER: _ClassVar[int]
    POSITION_FIELD_NUMBER: _ClassVar[int]
    PREVIOUS_HASH_FIELD_NUMBER: _ClassVar[int]
    HASH_FIELD_NUMBER: _ClassVar[int]
    BODY_FIELD_NUMBER: _ClassVar[int]
    ERASED_FIELD_NUMBER: _ClassVar[int]
    SEALED_FIELD_NUMBER: _ClassVar[int]
    event_id: str
    service: str
    stream: str
    version: int
    topic: str
    case_id: str
    partnership: str
    actor: str
    correlation_id: str
    causation_id: str
    occurred_at: _timestamp_pb2.Timestamp
    recorded_at: _timestamp_pb2.Timestamp
    position: int
    previous_hash: bytes
    hash: bytes
    body: str
    erased: bool
    sealed: bytes
    def __init__(self, event_id: _Optional[str] = ..., service: _Optional[str] = ..., stream: _Optional[str] = ..., version: _Optional[int] = ..., topic: _Optional[str] = ..., case_id: _Optional[str] = ..., partnership: _Optional[str] = ..., actor: _Optional[str] = ..., correlation_id: _Optional[str] = ..., causation_id: _Optional[str] = ..., occurred_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., recorded_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., position: _Optional[int] = ..., previous_hash: _Optional[bytes] = ..., hash: _Optional[bytes] = ..., body: _Optional[str] = ..., erased: _Optional[bool] = ..., sealed: _Optional[bytes] = ...) -> None: ...

class ReadsRequest(_message.Message):
    __slots__ = ("case_id", "reference", "before")
    CASE_ID_FIELD_NUMBER: _ClassVar[int]
    REFERENCE_FIELD_NUMBER: _ClassVar[int]
    BEFORE_FIELD_NUMBER: _ClassVar[int]
    case_id: str
    reference: str
    before: _timestamp_pb2.Timestamp
    def __init__(self, case_id: _Optional[str] = ..., reference: _Optional[str] = ..., before: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class CaseRead(_message.Message):
    __slots__ = ("person", "role", "partnership", "method", "first_at", "last_at", "times", "with_words", "glass")
    PERSON_FIELD_NUMBER: _ClassVar[int]
    ROLE_FIELD_NUMBER: _ClassVar[int]
    PARTNERSHIP_FIELD_NUMBER: _ClassVar[int]
    METHOD_FIELD_NUMBER: _ClassVar[int]
    FIRST_AT_FIELD_NUMBER: _ClassVar[int]
    LAST_AT_FIELD_NUMBER: _ClassVar[int]
    TIMES_FIELD_NUMBER: _ClassVar[int]
    WITH_WORDS_FIELD_NUMBER: _ClassVar[int]
    GLASS_FIELD_NUMBER: _ClassVar[int]
    person: str
    role: str
    partnership: str
    method: str
    first_at: _timestamp_pb2.Timestamp
    last_at: _timestamp_pb2.Timestamp
    times: int
    with_words: bool
    glass: bool
    def __init__(self, person: _Optional[str] = ..., role: _Optional[str] = ..., partnership: _Optional[str] = ..., method: _Optional[str] = ..., first_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., last_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., times: _Optional[int] = ..., with_words: _Optional[bool] = ..., glass: _Optional[bool] = ...) -> None: ...

class CaseReads(_message.Message):
    __slots__ = ("service", "case_id", "reads", "more")
    SERVICE_FIELD_NUMBER: _ClassVar[int]
    CASE_ID_FIELD_NUMBER: _ClassVar[int]
    READS_FIELD_NUMBER: _ClassVar[int]
    MORE_FIELD_NUMBER: _ClassVar[int]
    service: str
    case_id: str
    reads: _containers.RepeatedCompositeFieldContainer[CaseRead]
    more: bool
    def __init__(self, service: _Optional[str] = ..., case_id: _Optional[str] = ..., reads: _Optional[_Iterable[_Union[CaseRead, _Mapping]]] = ..., more: _Optional[bool] = ...) -> None: ...

class ProgressRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class ProgressReport(_message.Message):
    __slots__ = ("service", "head", "listeners", "relay", "untold")
    SERVICE_FIELD_NUMBER: _ClassVar[int]
    HEAD_FIELD_NUMBER: _ClassVar[int]
    LISTENERS_FIELD_NUMBER: _ClassVar[int]
    RELAY_FIELD_NUMBER: _ClassVar[int]
    UNTOLD_FIELD_NUMBER: _ClassVar[int]
    service: str
    head: int
    listeners: _containers.RepeatedCompositeFieldContainer[Listener]
    relay: Relay
    untold: int
    def __init__(self, service: _Optional[str] = ..., head: _Optional[int] = ..., listeners: _Optional[_Iterable[_Union[Listener, _Mapping]]] = ..., relay: _Optional[_Union[Relay, _Mapping]] = ..., untold: _Optional[int] = ...) -> None: ...

class Relay(_message.Message):
    __slots__ = ("position", "told")
    POSITION_FIELD_NUMBER: _ClassVar[int]
    TOLD_FIELD_NUMBER: _ClassVar[int]
    position: int
    told: _containers.RepeatedCompositeFieldContainer[Place]
    def __init__(self, position: _Optional[int] = ..., told: _Optional[_Iterable[_Union[Place, _Mapping]]] = ...) -> None: ...

class Place(_message.Message):
    __slots__ = ("partition", "position")
    PARTITION_FIELD_NUMBER: _ClassVar[int]
    POSITION_FIELD_NUMBER: _ClassVar[int]
    partition: int
    position: int
    def __init__(self, partition: _Optional[int] = ..., position: _Optional[int] = ...) -> None: ...

class Listener(_message.Message):
    __slots__ = ("name", "source", "position", "parked", "places", "read_model")
    NAME_FIELD_NUMBER: _ClassVar[int]
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    POSITION_FIELD_NUMBER: _ClassVar[int]
    PARKED_FIELD_NUMBER: _ClassVar[int]
    PLACES_FIELD_NUMBER: _ClassVar[int]
    READ_MODEL_FIELD_NUMBER: _ClassVar[int]
    name: str
    source: str
    position: int
    parked: int
    places: _containers.RepeatedCompositeFieldContainer[Place]
    read_model: bool
    def __init__(self, name: _Optional[str] = ..., source: _Optional[str] = ..., position: _Optional[int] = ..., parked: _Optional[int] = ..., places: _Optional[_Iterable[_Union[Place, _Mapping]]] = ..., read_model: _Optional[bool] = ...) -> None: ...
