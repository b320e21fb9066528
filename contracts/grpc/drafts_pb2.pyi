import datetime

from contracts.grpc import common_pb2 as _common_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class SaveDraftRequest(_message.Message):
    __slots__ = ("header", "form", "about", "revision", "content")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    FORM_FIELD_NUMBER: _ClassVar[int]
    ABOUT_FIELD_NUMBER: _ClassVar[int]
    REVISION_FIELD_NUMBER: _ClassVar[int]
    CONTENT_FIELD_NUMBER: _ClassVar[int]
    header: _common_pb2.CommandHeader
    form: str
    about: str
    revision: int
    content: str
    def __init__(self, header: _Optional[_Union[_common_pb2.CommandHeader, _Mapping]] = ..., form: _Optional[str] = ..., about: _Optional[str] = ..., revision: _Optional[int] = ..., content: _Optional[str] = ...) -> None: ...

class DraftSaved(_message.Message):
    __slots__ = ("revision", "saved_at")
    REVISION_FIELD_NUMBER: _ClassVar[int]
    SAVED_AT_FIELD_NUMBER: _ClassVar[int]
    revision: int
    saved_at: _timestamp_pb2.Timestamp
    def __init__(self, revision: _Optional[int] = ..., saved_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class GetDraftRequest(_message.Message):
    __slots__ = ("partnership", "form", "about")
    PARTNERSHIP_FIELD_NUMBER: _ClassVar[int]
    FORM_FIELD_NUMBER: _ClassVar[int]
    ABOUT_FIELD_NUMBER: _ClassVar[int]
    partnership: str
    form: str
    about: str
    def __init__(self, partnership: _Optional[str] = ..., form: _Optional[str] = ..., about: _Optional[str] = ...) -> None: ...

class Draft(_message.Message):
    __slots__ = ("form", "about", "revision", "saved_at", "content")
    FORM_FIELD_NUMBER: _ClassVar[int]
    ABOUT_FIELD_NUMBER: _ClassVar[int]
    REVISION_FIELD_NUMBER: _ClassVar[int]
    SAVED_AT_FIELD_NUMBER: _ClassVar[int]
    CONTENT_FIELD_NUMBER: _ClassVar[int]
    form: str
    about: str
    revision: int
    saved_at: _timestamp_pb2.Timestamp
    content: str
    def __init__(self, form: _Optional[str] = ..., about: _Optional[str] = ..., revision: _Optional[int] = ..., saved_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., content: _Optional[str] = ...) -> None: ...

class ListMyDraftsRequest(_message.Message):
    __slots__ = ("partnership", "form")
    PARTNERSHIP_FIELD_NUMBER: _ClassVar[int]
    FORM_FIELD_NUMBER: _ClassVar[int]
    partnership: str
    form: str
    def __init__(self, partnership: _Optional[str] = ..., form: _Optional[str] = ...) -> None: ...

class MyDrafts(_message.Message):
    __slots__ = ("drafts",)
    DRAFTS_FIELD_NUMBER: _ClassVar[int]
    drafts: _containers.RepeatedCompositeFieldContainer[Draft]
    def __init__(self, drafts: _Optional[_Iterable[_Union[Draft, _Mapping]]] = ...) -> None: ...

class DropDraftRequest(_message.Message):
    __slots__ = ("header", "form", "about")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    FORM_FIELD_NUMBER: _ClassVar[int]
    ABOUT_FIELD_NUMBER: _ClassVar[int]
    header: _common_pb2.CommandHeader
    form: str
    about: str
    def __init__(self, header: _Optional[_Union[_common_pb2.CommandHeader, _Mapping]] = ..., form: _Optional[str] = ..., about: _Optional[str] = ...) -> None: ...

class DraftDropped(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...
