import datetime

from contracts.grpc import common_pb2 as _common_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class NameMemberRequest(_message.Message):
    __slots__ = ("header", "person", "role", "agency", "until_on")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    PERSON_FIELD_NUMBER: _ClassVar[int]
    ROLE_FIELD_NUMBER: _ClassVar[int]
    AGENCY_FIELD_NUMBER: _ClassVar[int]
    UNTIL_ON_FIELD_NUMBER: _ClassVar[int]
    header: _common_pb2.CommandHeader
    person: str
    role: str
    agency: str
    until_on: str
    def __init__(self, header: _Optional[_Union[_common_pb2.CommandHeader, _Mapping]] = ..., person: _Optional[str] = ..., role: _Optional[str] = ..., agency: _Optional[str] = ..., until_on: _Optional[str] = ...) -> None: ...

class RemoveMemberRequest(_message.Message):
    __slots__ = ("header", "person", "reason")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    PERSON_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    header: _common_pb2.CommandHeader
    person: str
    reason: str
    def __init__(self, header: _Optional[_Union[_common_pb2.CommandHeader, _Mapping]] = ..., person: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class DeclareConflictRequest(_message.Message):
    __slots__ = ("header", "person", "kind", "reason")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    PERSON_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    header: _common_pb2.CommandHeader
    person: str
    kind: str
    reason: str
    def __init__(self, header: _Optional[_Union[_common_pb2.CommandHeader, _Mapping]] = ..., person: _Optional[str] = ..., kind: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class ClearConflictRequest(_message.Message):
    __slots__ = ("header", "person", "reason")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    PERSON_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    header: _common_pb2.CommandHeader
    person: str
    reason: str
    def __init__(self, header: _Optional[_Union[_common_pb2.CommandHeader, _Mapping]] = ..., person: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class BreakGlassRequest(_message.Message):
    __slots__ = ("header", "reason", "hours")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    HOURS_FIELD_NUMBER: _ClassVar[int]
    header: _common_pb2.CommandHeader
    reason: str
    hours: int
    def __init__(self, header: _Optional[_Union[_common_pb2.CommandHeader, _Mapping]] = ..., reason: _Optional[str] = ..., hours: _Optional[int] = ...) -> None: ...

class ReleaseReturnsRequest(_message.Message):
    __slots__ = ("header",)
    HEADER_FIELD_NUMBER: _ClassVar[int]
    header: _common_pb2.CommandHeader
    def __init__(self, header: _Optional[_Union[_common_pb2.CommandHeader, _Mapping]] = ...) -> None: ...

class Member(_message.Message):
    __slots__ = ("person", "role", "agency", "until_on")
    PERSON_FIELD_NUMBER: _ClassVar[int]
    ROLE_FIELD_NUMBER: _ClassVar[int]
    AGENCY_FIELD_NUMBER: _ClassVar[int]
    UNTIL_ON_FIELD_NUMBER: _ClassVar[int]
    person: str
    role: str
    agency: str
    until_on: str
    def __init__(self, person: _Optional[str] = ..., role: _Optional[str] = ..., agency: _Optional[str] = ..., until_on: _Optional[str] = ...) -> None: ...

class Conflict(_message.Message):
    __slots__ = ("person", "kind")
    PERSON_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    person: str
    kind: str
    def __init__(self, person: _Optional[str] = ..., kind: _Optional[str] = ...) -> None: ...

class BrokenGlass(_message.Message):
    __slots__ = ("person", "reason", "until")
    PERSON_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    UNTIL_FIELD_NUMBER: _ClassVar[int]
    person: str
    reason: str
    until: _timestamp_pb2.Timestamp
    def __init__(self, person: _Optional[str] = ..., reason: _Optional[str] = ..., until: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class Team(_message.Message):
    __slots__ = ("case_id", "reference", "partnership", "version", "members", "conflicts", "broken_glass", "returns_released_on")
    CASE_ID_FIELD_NUMBER: _ClassVar[int]
    REFERENCE_FIELD_NUMBER: _ClassVar[int]
    PARTNERSHIP_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    MEMBERS_FIELD_NUMBER: _ClassVar[int]
    CONFLICTS_FIELD_NUMBER: _ClassVar[int]
    BROKEN_GLASS_FIELD_NUMBER: _ClassVar[int]
    RETURNS_RELEASED_ON_FIELD_NUMBER: _ClassVar[int]
    case_id: str
    reference: str
    partnership: str
    version: int
    members: _containers.RepeatedCompositeFieldContainer[Member]
    conflicts: _containers.RepeatedCompositeFieldContainer[Conflict]
    broken_glass: _containers.RepeatedCompositeFieldContainer[BrokenGlass]
    returns_released_on: str
    def __init__(self, case_id: _Optional[str] = ..., reference: _Optional[str] = ..., partnership: _Optional[str] = ..., version: _Optional[int] = ..., members: _Optional[_Iterable[_Union[Member, _Mapping]]] = ..., conflicts: _Optional[_Iterable[_Union[Conflict, _Mapping]]] = ..., broken_glass: _Optional[_Iterable[_Union[BrokenGlass, _Mapping]]] = ..., returns_released_on: _Optional[str] = ...) -> None: ...
