import datetime

from crmstream.v1 import budget_pb2 as _budget_pb2
from crmstream.v1 import field_pb2 as _field_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class EndReason(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    END_REASON_UNSPECIFIED: _ClassVar[EndReason]
    END_REASON_END_OF_LIST: _ClassVar[EndReason]
    END_REASON_LIMIT: _ClassVar[EndReason]
    END_REASON_PAGE_SIZE: _ClassVar[EndReason]
    END_REASON_WAIT: _ClassVar[EndReason]

class Priority(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    PRIORITY_UNSPECIFIED: _ClassVar[Priority]
    PRIORITY_INTERACTIVE: _ClassVar[Priority]
    PRIORITY_BULK: _ClassVar[Priority]
END_REASON_UNSPECIFIED: EndReason
END_REASON_END_OF_LIST: EndReason
END_REASON_LIMIT: EndReason
END_REASON_PAGE_SIZE: EndReason
END_REASON_WAIT: EndReason
PRIORITY_UNSPECIFIED: Priority
PRIORITY_INTERACTIVE: Priority
PRIORITY_BULK: Priority

class Progress(_message.Message):
    __slots__ = ("records", "upstream_requests", "total", "wait_end_time")
    RECORDS_FIELD_NUMBER: _ClassVar[int]
    UPSTREAM_REQUESTS_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    WAIT_END_TIME_FIELD_NUMBER: _ClassVar[int]
    records: int
    upstream_requests: int
    total: int
    wait_end_time: _timestamp_pb2.Timestamp
    def __init__(self, records: _Optional[int] = ..., upstream_requests: _Optional[int] = ..., total: _Optional[int] = ..., wait_end_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class RecordError(_message.Message):
    __slots__ = ("id", "message", "raw")
    ID_FIELD_NUMBER: _ClassVar[int]
    MESSAGE_FIELD_NUMBER: _ClassVar[int]
    RAW_FIELD_NUMBER: _ClassVar[int]
    id: str
    message: str
    raw: bytes
    def __init__(self, id: _Optional[str] = ..., message: _Optional[str] = ..., raw: _Optional[bytes] = ...) -> None: ...

class Schema(_message.Message):
    __slots__ = ("time_zone", "fields", "fields_time")
    TIME_ZONE_FIELD_NUMBER: _ClassVar[int]
    FIELDS_FIELD_NUMBER: _ClassVar[int]
    FIELDS_TIME_FIELD_NUMBER: _ClassVar[int]
    time_zone: str
    fields: _containers.RepeatedCompositeFieldContainer[_field_pb2.Field]
    fields_time: _timestamp_pb2.Timestamp
    def __init__(self, time_zone: _Optional[str] = ..., fields: _Optional[_Iterable[_Union[_field_pb2.Field, _Mapping]]] = ..., fields_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class Summary(_message.Message):
    __slots__ = ("end", "start_time", "read", "delivered", "errors", "repeats", "out_of_range", "changed_until", "upstream_requests", "read_time", "budget", "shared_pages")
    END_FIELD_NUMBER: _ClassVar[int]
    START_TIME_FIELD_NUMBER: _ClassVar[int]
    READ_FIELD_NUMBER: _ClassVar[int]
    DELIVERED_FIELD_NUMBER: _ClassVar[int]
    ERRORS_FIELD_NUMBER: _ClassVar[int]
    REPEATS_FIELD_NUMBER: _ClassVar[int]
    OUT_OF_RANGE_FIELD_NUMBER: _ClassVar[int]
    CHANGED_UNTIL_FIELD_NUMBER: _ClassVar[int]
    UPSTREAM_REQUESTS_FIELD_NUMBER: _ClassVar[int]
    READ_TIME_FIELD_NUMBER: _ClassVar[int]
    BUDGET_FIELD_NUMBER: _ClassVar[int]
    SHARED_PAGES_FIELD_NUMBER: _ClassVar[int]
    end: EndReason
    start_time: _timestamp_pb2.Timestamp
    read: int
    delivered: int
    errors: int
    repeats: int
    out_of_range: int
    changed_until: str
    upstream_requests: int
    read_time: _timestamp_pb2.Timestamp
    budget: _budget_pb2.Budget
    shared_pages: int
    def __init__(self, end: _Optional[_Union[EndReason, str]] = ..., start_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., read: _Optional[int] = ..., delivered: _Optional[int] = ..., errors: _Optional[int] = ..., repeats: _Optional[int] = ..., out_of_range: _Optional[int] = ..., changed_until: _Optional[str] = ..., upstream_requests: _Optional[int] = ..., read_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., budget: _Optional[_Union[_budget_pb2.Budget, _Mapping]] = ..., shared_pages: _Optional[int] = ...) -> None: ...
