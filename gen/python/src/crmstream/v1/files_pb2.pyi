from crmstream.v1 import errors_pb2 as _errors_pb2
from crmstream.v1 import stream_pb2 as _stream_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class UploadFilesRequest(_message.Message):
    __slots__ = ("source", "header", "file", "chunk")
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    HEADER_FIELD_NUMBER: _ClassVar[int]
    FILE_FIELD_NUMBER: _ClassVar[int]
    CHUNK_FIELD_NUMBER: _ClassVar[int]
    source: str
    header: UploadHeader
    file: UploadFile
    chunk: bytes
    def __init__(self, source: _Optional[str] = ..., header: _Optional[_Union[UploadHeader, _Mapping]] = ..., file: _Optional[_Union[UploadFile, _Mapping]] = ..., chunk: _Optional[bytes] = ...) -> None: ...

class UploadHeader(_message.Message):
    __slots__ = ("request_id", "priority", "resource")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    PRIORITY_FIELD_NUMBER: _ClassVar[int]
    RESOURCE_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    priority: _stream_pb2.Priority
    resource: str
    def __init__(self, request_id: _Optional[str] = ..., priority: _Optional[_Union[_stream_pb2.Priority, str]] = ..., resource: _Optional[str] = ...) -> None: ...

class UploadFile(_message.Message):
    __slots__ = ("name", "content_type", "size", "sha256")
    NAME_FIELD_NUMBER: _ClassVar[int]
    CONTENT_TYPE_FIELD_NUMBER: _ClassVar[int]
    SIZE_FIELD_NUMBER: _ClassVar[int]
    SHA256_FIELD_NUMBER: _ClassVar[int]
    name: str
    content_type: str
    size: int
    sha256: str
    def __init__(self, name: _Optional[str] = ..., content_type: _Optional[str] = ..., size: _Optional[int] = ..., sha256: _Optional[str] = ...) -> None: ...

class UploadFilesResponse(_message.Message):
    __slots__ = ("files", "notices", "upstream_requests")
    FILES_FIELD_NUMBER: _ClassVar[int]
    NOTICES_FIELD_NUMBER: _ClassVar[int]
    UPSTREAM_REQUESTS_FIELD_NUMBER: _ClassVar[int]
    files: _containers.RepeatedCompositeFieldContainer[UploadedFile]
    notices: _containers.RepeatedCompositeFieldContainer[_errors_pb2.Notice]
    upstream_requests: int
    def __init__(self, files: _Optional[_Iterable[_Union[UploadedFile, _Mapping]]] = ..., notices: _Optional[_Iterable[_Union[_errors_pb2.Notice, _Mapping]]] = ..., upstream_requests: _Optional[int] = ...) -> None: ...

class UploadedFile(_message.Message):
    __slots__ = ("name", "stored_name", "size", "sha256")
    NAME_FIELD_NUMBER: _ClassVar[int]
    STORED_NAME_FIELD_NUMBER: _ClassVar[int]
    SIZE_FIELD_NUMBER: _ClassVar[int]
    SHA256_FIELD_NUMBER: _ClassVar[int]
    name: str
    stored_name: str
    size: int
    sha256: str
    def __init__(self, name: _Optional[str] = ..., stored_name: _Optional[str] = ..., size: _Optional[int] = ..., sha256: _Optional[str] = ...) -> None: ...
