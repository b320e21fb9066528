from contracts.grpc import common_pb2 as _common_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class EraseCaseRequest(_message.Message):
    __slots__ = ("header", "reason")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    header: _common_pb2.CommandHeader
    reason: str
    def __init__(self, header: _Optional[_Union[_common_pb2.CommandHeader, _Mapping]] = ..., reason: _Optional[str] = ...) -> None: ...

class ListRetentionRequest(_message.Message):
    __slots__ = ("partnership",)
    PARTNERSHIP_FIELD_NUMBER: _ClassVar[int]
    partnership: str
    def __init__(self, partnership: _Optional[str] = ...) -> None: ...

class KeptCase(_message.Message):
    __slots__ = ("case_id", "reference", "partnership", "kept_as", "ended_on", "kept_until", "held", "due")
    CASE_ID_FIELD_NUMBER: _ClassVar[int]
    REFERENCE_FIELD_NUMBER: _ClassVar[int]
    PARTNERSHIP_FIELD_NUMBER: _ClassVar[int]
    KEPT_AS_FIELD_NUMBER: _ClassVar[int]
    ENDED_ON_FIELD_NUMBER: _ClassVar[int]
    KEPT_UNTIL_FIELD_NUMBER: _ClassVar[int]
    HELD_FIELD_NUMBER: _ClassVar[int]
    DUE_FIELD_NUMBER: _ClassVar[int]
    case_id: str
    reference: str
    partnership: str
    kept_as: str
    ended_on: str
    kept_until: str
    held: bool
    due: bool
    def __init__(self, case_id: _Optional[str] = ..., reference: _Optional[str] = ..., partnership: _Optional[str] = ..., kept_as: _Optional[str] = ..., ended_on: _Optional[str] = ..., kept_until: _Optional[str] = ..., held: _Optional[bool] = ..., due: _Optional[bool] = ...) -> None: ...

class ErasedCase(_message.Message):
    __slots__ = ("case_id", "reference", "partnership", "kept_as", "kept_until", "erased_on", "ordered_by")
    CASE_ID_FIELD_NUMBER: _ClassVar[int]
    REFERENCE_FIELD_NUMBER: _ClassVar[int]
    PARTNERSHIP_FIELD_NUMBER: _ClassVar[int]
    KEPT_AS_FIELD_NUMBER: _ClassVar[int]
    KEPT_UNTIL_FIELD_NUMBER: _ClassVar[int]
    ERASED_ON_FIELD_NUMBER: _ClassVar[int]
    ORDERED_BY_FIELD_NUMBER: _ClassVar[int]
    case_id: str
    reference: str
    partnership: str
    kept_as: str
    kept_until: str
    erased_on: str
    ordered_by: str
    def __init__(self, case_id: _Optional[str] = ..., reference: _Optional[str] = ..., partnership: _Optional[str] = ..., kept_as: _Optional[str] = ..., kept_until: _Optional[str] = ..., erased_on: _Optional[str] = ..., ordered_by: _Optional[str] = ...) -> None: ...

class RetentionList(_message.Message):
    __slots__ = ("cases", "erased")
    CASES_FIELD_NUMBER: _ClassVar[int]
    ERASED_FIELD_NUMBER: _ClassVar[int]
    cases: _containers.RepeatedCompositeFieldContainer[KeptCase]
    erased: _containers.RepeatedCompositeFieldContainer[ErasedCase]
    def __init__(self, cases: _Optional[_Iterable[_Union[KeptCase, _Mapping]]] = ..., erased: _Optional[_Iterable[_Union[ErasedCase, _Mapping]]] = ...) -> None: ...
