import datetime

from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class ListSourcesRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class ListSourcesResponse(_message.Message):
    __slots__ = ("sources",)
    SOURCES_FIELD_NUMBER: _ClassVar[int]
    sources: _containers.RepeatedCompositeFieldContainer[Source]
    def __init__(self, sources: _Optional[_Iterable[_Union[Source, _Mapping]]] = ...) -> None: ...

class GetSourceRequest(_message.Message):
    __slots__ = ("source",)
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    source: str
    def __init__(self, source: _Optional[str] = ...) -> None: ...

class GetSourceResponse(_message.Message):
    __slots__ = ("source",)
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    source: Source
    def __init__(self, source: _Optional[_Union[Source, _Mapping]] = ...) -> None: ...

class Source(_message.Message):
    __slots__ = ("name", "connector", "time_zone", "lists", "budget", "health", "docs_url")
    NAME_FIELD_NUMBER: _ClassVar[int]
    CONNECTOR_FIELD_NUMBER: _ClassVar[int]
    TIME_ZONE_FIELD_NUMBER: _ClassVar[int]
    LISTS_FIELD_NUMBER: _ClassVar[int]
    BUDGET_FIELD_NUMBER: _ClassVar[int]
    HEALTH_FIELD_NUMBER: _ClassVar[int]
    DOCS_URL_FIELD_NUMBER: _ClassVar[int]
    name: str
    connector: str
    time_zone: str
    lists: _containers.RepeatedCompositeFieldContainer[ListCapability]
    budget: Budget
    health: Health
    docs_url: str
    def __init__(self, name: _Optional[str] = ..., connector: _Optional[str] = ..., time_zone: _Optional[str] = ..., lists: _Optional[_Iterable[_Union[ListCapability, _Mapping]]] = ..., budget: _Optional[_Union[Budget, _Mapping]] = ..., health: _Optional[_Union[Health, _Mapping]] = ..., docs_url: _Optional[str] = ...) -> None: ...

class ListCapability(_message.Message):
    __slots__ = ("resource", "request_fields", "where", "orders", "changes", "guarantee", "assumptions", "cost", "page_max", "unverifiable_filters")
    RESOURCE_FIELD_NUMBER: _ClassVar[int]
    REQUEST_FIELDS_FIELD_NUMBER: _ClassVar[int]
    WHERE_FIELD_NUMBER: _ClassVar[int]
    ORDERS_FIELD_NUMBER: _ClassVar[int]
    CHANGES_FIELD_NUMBER: _ClassVar[int]
    GUARANTEE_FIELD_NUMBER: _ClassVar[int]
    ASSUMPTIONS_FIELD_NUMBER: _ClassVar[int]
    COST_FIELD_NUMBER: _ClassVar[int]
    PAGE_MAX_FIELD_NUMBER: _ClassVar[int]
    UNVERIFIABLE_FILTERS_FIELD_NUMBER: _ClassVar[int]
    resource: str
    request_fields: _containers.RepeatedScalarFieldContainer[str]
    where: _containers.RepeatedCompositeFieldContainer[WhereKey]
    orders: _containers.RepeatedScalarFieldContainer[str]
    changes: str
    guarantee: str
    assumptions: _containers.RepeatedScalarFieldContainer[str]
    cost: str
    page_max: int
    unverifiable_filters: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, resource: _Optional[str] = ..., request_fields: _Optional[_Iterable[str]] = ..., where: _Optional[_Iterable[_Union[WhereKey, _Mapping]]] = ..., orders: _Optional[_Iterable[str]] = ..., changes: _Optional[str] = ..., guarantee: _Optional[str] = ..., assumptions: _Optional[_Iterable[str]] = ..., cost: _Optional[str] = ..., page_max: _Optional[int] = ..., unverifiable_filters: _Optional[_Iterable[str]] = ...) -> None: ...

class WhereKey(_message.Message):
    __slots__ = ("key", "operators")
    KEY_FIELD_NUMBER: _ClassVar[int]
    OPERATORS_FIELD_NUMBER: _ClassVar[int]
    key: str
    operators: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, key: _Optional[str] = ..., operators: _Optional[_Iterable[str]] = ...) -> None: ...

class Budget(_message.Message):
    __slots__ = ("name", "limit", "window_seconds", "used", "left", "free_time")
    NAME_FIELD_NUMBER: _ClassVar[int]
    LIMIT_FIELD_NUMBER: _ClassVar[int]
    WINDOW_SECONDS_FIELD_NUMBER: _ClassVar[int]
    USED_FIELD_NUMBER: _ClassVar[int]
    LEFT_FIELD_NUMBER: _ClassVar[int]
    FREE_TIME_FIELD_NUMBER: _ClassVar[int]
    name: str
    limit: int
    window_seconds: int
    used: int
    left: int
    free_time: _timestamp_pb2.Timestamp
    def __init__(self, name: _Optional[str] = ..., limit: _Optional[int] = ..., window_seconds: _Optional[int] = ..., used: _Optional[int] = ..., left: _Optional[int] = ..., free_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class Health(_message.Message):
    __slots__ = ("state", "last_success_time", "last_error")
    class State(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
        __slots__ = ()
        STATE_UNSPECIFIED: _ClassVar[Health.State]
        STATE_UNKNOWN: _ClassVar[Health.State]
        STATE_OK: _ClassVar[Health.State]
        STATE_FAILING: _ClassVar[Health.State]
    STATE_UNSPECIFIED: Health.State
    STATE_UNKNOWN: Health.State
    STATE_OK: Health.State
    STATE_FAILING: Health.State
    STATE_FIELD_NUMBER: _ClassVar[int]
    LAST_SUCCESS_TIME_FIELD_NUMBER: _ClassVar[int]
    LAST_ERROR_FIELD_NUMBER: _ClassVar[int]
    state: Health.State
    last_success_time: _timestamp_pb2.Timestamp
    last_error: str
    def __init__(self, state: _Optional[_Union[Health.State, str]] = ..., last_success_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., last_error: _Optional[str] = ...) -> None: ...
