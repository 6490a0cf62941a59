import datetime

from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class FieldValue(_message.Message):
    __slots__ = ("text", "flag", "integer", "decimal", "date", "date_time", "time", "option", "options", "files", "point", "range", "references", "parse_error", "raw_text")
    class Option(_message.Message):
        __slots__ = ("id", "text")
        ID_FIELD_NUMBER: _ClassVar[int]
        TEXT_FIELD_NUMBER: _ClassVar[int]
        id: str
        text: str
        def __init__(self, id: _Optional[str] = ..., text: _Optional[str] = ...) -> None: ...
    class OptionList(_message.Message):
        __slots__ = ("options",)
        OPTIONS_FIELD_NUMBER: _ClassVar[int]
        options: _containers.RepeatedCompositeFieldContainer[FieldValue.Option]
        def __init__(self, options: _Optional[_Iterable[_Union[FieldValue.Option, _Mapping]]] = ...) -> None: ...
    class FileList(_message.Message):
        __slots__ = ("files",)
        FILES_FIELD_NUMBER: _ClassVar[int]
        files: _containers.RepeatedCompositeFieldContainer[FieldValue.File]
        def __init__(self, files: _Optional[_Iterable[_Union[FieldValue.File, _Mapping]]] = ...) -> None: ...
    class File(_message.Message):
        __slots__ = ("name",)
        NAME_FIELD_NUMBER: _ClassVar[int]
        name: str
        def __init__(self, name: _Optional[str] = ...) -> None: ...
    class Point(_message.Message):
        __slots__ = ("latitude", "longitude")
        LATITUDE_FIELD_NUMBER: _ClassVar[int]
        LONGITUDE_FIELD_NUMBER: _ClassVar[int]
        latitude: float
        longitude: float
        def __init__(self, latitude: _Optional[float] = ..., longitude: _Optional[float] = ...) -> None: ...
    class Range(_message.Message):
        __slots__ = ("lower", "upper")
        LOWER_FIELD_NUMBER: _ClassVar[int]
        UPPER_FIELD_NUMBER: _ClassVar[int]
        lower: str
        upper: str
        def __init__(self, lower: _Optional[str] = ..., upper: _Optional[str] = ...) -> None: ...
    class ReferenceList(_message.Message):
        __slots__ = ("references",)
        REFERENCES_FIELD_NUMBER: _ClassVar[int]
        references: _containers.RepeatedCompositeFieldContainer[FieldValue.Reference]
        def __init__(self, references: _Optional[_Iterable[_Union[FieldValue.Reference, _Mapping]]] = ...) -> None: ...
    class Reference(_message.Message):
        __slots__ = ("kind", "id")
        KIND_FIELD_NUMBER: _ClassVar[int]
        ID_FIELD_NUMBER: _ClassVar[int]
        kind: str
        id: str
        def __init__(self, kind: _Optional[str] = ..., id: _Optional[str] = ...) -> None: ...
    TEXT_FIELD_NUMBER: _ClassVar[int]
    FLAG_FIELD_NUMBER: _ClassVar[int]
    INTEGER_FIELD_NUMBER: _ClassVar[int]
    DECIMAL_FIELD_NUMBER: _ClassVar[int]
    DATE_FIELD_NUMBER: _ClassVar[int]
    DATE_TIME_FIELD_NUMBER: _ClassVar[int]
    TIME_FIELD_NUMBER: _ClassVar[int]
    OPTION_FIELD_NUMBER: _ClassVar[int]
    OPTIONS_FIELD_NUMBER: _ClassVar[int]
    FILES_FIELD_NUMBER: _ClassVar[int]
    POINT_FIELD_NUMBER: _ClassVar[int]
    RANGE_FIELD_NUMBER: _ClassVar[int]
    REFERENCES_FIELD_NUMBER: _ClassVar[int]
    PARSE_ERROR_FIELD_NUMBER: _ClassVar[int]
    RAW_TEXT_FIELD_NUMBER: _ClassVar[int]
    text: str
    flag: bool
    integer: int
    decimal: str
    date: str
    date_time: _timestamp_pb2.Timestamp
    time: str
    option: FieldValue.Option
    options: FieldValue.OptionList
    files: FieldValue.FileList
    point: FieldValue.Point
    range: FieldValue.Range
    references: FieldValue.ReferenceList
    parse_error: str
    raw_text: str
    def __init__(self, text: _Optional[str] = ..., flag: _Optional[bool] = ..., integer: _Optional[int] = ..., decimal: _Optional[str] = ..., date: _Optional[str] = ..., date_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., time: _Optional[str] = ..., option: _Optional[_Union[FieldValue.Option, _Mapping]] = ..., options: _Optional[_Union[FieldValue.OptionList, _Mapping]] = ..., files: _Optional[_Union[FieldValue.FileList, _Mapping]] = ..., point: _Optional[_Union[FieldValue.Point, _Mapping]] = ..., range: _Optional[_Union[FieldValue.Range, _Mapping]] = ..., references: _Optional[_Union[FieldValue.ReferenceList, _Mapping]] = ..., parse_error: _Optional[str] = ..., raw_text: _Optional[str] = ...) -> None: ...
