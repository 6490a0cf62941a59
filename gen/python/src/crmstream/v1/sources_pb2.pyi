import datetime

from crmstream.v1 import budget_pb2 as _budget_pb2
from crmstream.v1 import errors_pb2 as _errors_pb2
from crmstream.v1 import field_pb2 as _field_pb2
from crmstream.v1 import stream_pb2 as _stream_pb2
from google.protobuf import duration_pb2 as _duration_pb2
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

class GetSpendingRequest(_message.Message):
    __slots__ = ("source", "from_time", "before_time")
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    FROM_TIME_FIELD_NUMBER: _ClassVar[int]
    BEFORE_TIME_FIELD_NUMBER: _ClassVar[int]
    source: str
    from_time: _timestamp_pb2.Timestamp
    before_time: _timestamp_pb2.Timestamp
    def __init__(self, source: _Optional[str] = ..., from_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., before_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class GetSpendingResponse(_message.Message):
    __slots__ = ("spending",)
    SPENDING_FIELD_NUMBER: _ClassVar[int]
    spending: _containers.RepeatedCompositeFieldContainer[Spending]
    def __init__(self, spending: _Optional[_Iterable[_Union[Spending, _Mapping]]] = ...) -> None: ...

class Spending(_message.Message):
    __slots__ = ("hour_time", "caller", "priority", "paid", "shared_pages", "refused", "waited_seconds")
    HOUR_TIME_FIELD_NUMBER: _ClassVar[int]
    CALLER_FIELD_NUMBER: _ClassVar[int]
    PRIORITY_FIELD_NUMBER: _ClassVar[int]
    PAID_FIELD_NUMBER: _ClassVar[int]
    SHARED_PAGES_FIELD_NUMBER: _ClassVar[int]
    REFUSED_FIELD_NUMBER: _ClassVar[int]
    WAITED_SECONDS_FIELD_NUMBER: _ClassVar[int]
    hour_time: _timestamp_pb2.Timestamp
    caller: str
    priority: _stream_pb2.Priority
    paid: int
    shared_pages: int
    refused: int
    waited_seconds: float
    def __init__(self, hour_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., caller: _Optional[str] = ..., priority: _Optional[_Union[_stream_pb2.Priority, str]] = ..., paid: _Optional[int] = ..., shared_pages: _Optional[int] = ..., refused: _Optional[int] = ..., waited_seconds: _Optional[float] = ...) -> None: ...

class Source(_message.Message):
    __slots__ = ("name", "connector", "time_zone", "lists", "budget", "health", "docs_url", "look_ups", "batch_look_ups", "writes", "watches")
    NAME_FIELD_NUMBER: _ClassVar[int]
    CONNECTOR_FIELD_NUMBER: _ClassVar[int]
    TIME_ZONE_FIELD_NUMBER: _ClassVar[int]
    LISTS_FIELD_NUMBER: _ClassVar[int]
    BUDGET_FIELD_NUMBER: _ClassVar[int]
    HEALTH_FIELD_NUMBER: _ClassVar[int]
    DOCS_URL_FIELD_NUMBER: _ClassVar[int]
    LOOK_UPS_FIELD_NUMBER: _ClassVar[int]
    BATCH_LOOK_UPS_FIELD_NUMBER: _ClassVar[int]
    WRITES_FIELD_NUMBER: _ClassVar[int]
    WATCHES_FIELD_NUMBER: _ClassVar[int]
    name: str
    connector: str
    time_zone: str
    lists: _containers.RepeatedCompositeFieldContainer[ListCapability]
    budget: _budget_pb2.Budget
    health: Health
    docs_url: str
    look_ups: _containers.RepeatedScalarFieldContainer[str]
    batch_look_ups: _containers.RepeatedScalarFieldContainer[str]
    writes: _containers.RepeatedCompositeFieldContainer[WriteCapability]
    watches: _containers.RepeatedCompositeFieldContainer[WatchCapability]
    def __init__(self, name: _Optional[str] = ..., connector: _Optional[str] = ..., time_zone: _Optional[str] = ..., lists: _Optional[_Iterable[_Union[ListCapability, _Mapping]]] = ..., budget: _Optional[_Union[_budget_pb2.Budget, _Mapping]] = ..., health: _Optional[_Union[Health, _Mapping]] = ..., docs_url: _Optional[str] = ..., look_ups: _Optional[_Iterable[str]] = ..., batch_look_ups: _Optional[_Iterable[str]] = ..., writes: _Optional[_Iterable[_Union[WriteCapability, _Mapping]]] = ..., watches: _Optional[_Iterable[_Union[WatchCapability, _Mapping]]] = ...) -> None: ...

class WatchCapability(_message.Message):
    __slots__ = ("method", "endpoint", "configured", "ops", "assumptions", "last_receive_time", "received", "refused")
    METHOD_FIELD_NUMBER: _ClassVar[int]
    ENDPOINT_FIELD_NUMBER: _ClassVar[int]
    CONFIGURED_FIELD_NUMBER: _ClassVar[int]
    OPS_FIELD_NUMBER: _ClassVar[int]
    ASSUMPTIONS_FIELD_NUMBER: _ClassVar[int]
    LAST_RECEIVE_TIME_FIELD_NUMBER: _ClassVar[int]
    RECEIVED_FIELD_NUMBER: _ClassVar[int]
    REFUSED_FIELD_NUMBER: _ClassVar[int]
    method: str
    endpoint: str
    configured: bool
    ops: _containers.RepeatedScalarFieldContainer[str]
    assumptions: _containers.RepeatedScalarFieldContainer[str]
    last_receive_time: _timestamp_pb2.Timestamp
    received: int
    refused: int
    def __init__(self, method: _Optional[str] = ..., endpoint: _Optional[str] = ..., configured: _Optional[bool] = ..., ops: _Optional[_Iterable[str]] = ..., assumptions: _Optional[_Iterable[str]] = ..., last_receive_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., received: _Optional[int] = ..., refused: _Optional[int] = ...) -> None: ...

class WriteCapability(_message.Message):
    __slots__ = ("method", "allowed", "fields", "settling", "proof", "cost", "assumptions", "op")
    METHOD_FIELD_NUMBER: _ClassVar[int]
    ALLOWED_FIELD_NUMBER: _ClassVar[int]
    FIELDS_FIELD_NUMBER: _ClassVar[int]
    SETTLING_FIELD_NUMBER: _ClassVar[int]
    PROOF_FIELD_NUMBER: _ClassVar[int]
    COST_FIELD_NUMBER: _ClassVar[int]
    ASSUMPTIONS_FIELD_NUMBER: _ClassVar[int]
    OP_FIELD_NUMBER: _ClassVar[int]
    method: str
    allowed: bool
    fields: _containers.RepeatedCompositeFieldContainer[WritableField]
    settling: str
    proof: str
    cost: str
    assumptions: _containers.RepeatedScalarFieldContainer[str]
    op: str
    def __init__(self, method: _Optional[str] = ..., allowed: _Optional[bool] = ..., fields: _Optional[_Iterable[_Union[WritableField, _Mapping]]] = ..., settling: _Optional[str] = ..., proof: _Optional[str] = ..., cost: _Optional[str] = ..., assumptions: _Optional[_Iterable[str]] = ..., op: _Optional[str] = ...) -> None: ...

class WritableField(_message.Message):
    __slots__ = ("field", "obligatory", "clearable")
    FIELD_FIELD_NUMBER: _ClassVar[int]
    OBLIGATORY_FIELD_NUMBER: _ClassVar[int]
    CLEARABLE_FIELD_NUMBER: _ClassVar[int]
    field: str
    obligatory: bool
    clearable: bool
    def __init__(self, field: _Optional[str] = ..., obligatory: _Optional[bool] = ..., clearable: _Optional[bool] = ...) -> None: ...

class ListCapability(_message.Message):
    __slots__ = ("resource", "request_fields", "where", "orders", "changes", "guarantee", "assumptions", "cost", "page_max", "unverifiable_filters", "kept", "catalogues")
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
    KEPT_FIELD_NUMBER: _ClassVar[int]
    CATALOGUES_FIELD_NUMBER: _ClassVar[int]
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
    kept: bool
    catalogues: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, resource: _Optional[str] = ..., request_fields: _Optional[_Iterable[str]] = ..., where: _Optional[_Iterable[_Union[WhereKey, _Mapping]]] = ..., orders: _Optional[_Iterable[str]] = ..., changes: _Optional[str] = ..., guarantee: _Optional[str] = ..., assumptions: _Optional[_Iterable[str]] = ..., cost: _Optional[str] = ..., page_max: _Optional[int] = ..., unverifiable_filters: _Optional[_Iterable[str]] = ..., kept: _Optional[bool] = ..., catalogues: _Optional[_Iterable[str]] = ...) -> None: ...

class WhereKey(_message.Message):
    __slots__ = ("key", "operators")
    KEY_FIELD_NUMBER: _ClassVar[int]
    OPERATORS_FIELD_NUMBER: _ClassVar[int]
    key: str
    operators: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, key: _Optional[str] = ..., operators: _Optional[_Iterable[str]] = ...) -> None: ...

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

class ListFieldsRequest(_message.Message):
    __slots__ = ("source", "page_size", "limit", "resume_token", "include_raw", "max_staleness", "priority", "resource")
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    LIMIT_FIELD_NUMBER: _ClassVar[int]
    RESUME_TOKEN_FIELD_NUMBER: _ClassVar[int]
    INCLUDE_RAW_FIELD_NUMBER: _ClassVar[int]
    MAX_STALENESS_FIELD_NUMBER: _ClassVar[int]
    PRIORITY_FIELD_NUMBER: _ClassVar[int]
    RESOURCE_FIELD_NUMBER: _ClassVar[int]
    source: str
    page_size: int
    limit: int
    resume_token: str
    include_raw: bool
    max_staleness: _duration_pb2.Duration
    priority: _stream_pb2.Priority
    resource: str
    def __init__(self, source: _Optional[str] = ..., page_size: _Optional[int] = ..., limit: _Optional[int] = ..., resume_token: _Optional[str] = ..., include_raw: _Optional[bool] = ..., max_staleness: _Optional[_Union[datetime.timedelta, _duration_pb2.Duration, _Mapping]] = ..., priority: _Optional[_Union[_stream_pb2.Priority, str]] = ..., resource: _Optional[str] = ...) -> None: ...

class ListFieldsResponse(_message.Message):
    __slots__ = ("fields", "resume_token", "progress", "record_errors", "notices", "schema", "summary")
    FIELDS_FIELD_NUMBER: _ClassVar[int]
    RESUME_TOKEN_FIELD_NUMBER: _ClassVar[int]
    PROGRESS_FIELD_NUMBER: _ClassVar[int]
    RECORD_ERRORS_FIELD_NUMBER: _ClassVar[int]
    NOTICES_FIELD_NUMBER: _ClassVar[int]
    SCHEMA_FIELD_NUMBER: _ClassVar[int]
    SUMMARY_FIELD_NUMBER: _ClassVar[int]
    fields: _containers.RepeatedCompositeFieldContainer[_field_pb2.Field]
    resume_token: str
    progress: _stream_pb2.Progress
    record_errors: _containers.RepeatedCompositeFieldContainer[_stream_pb2.RecordError]
    notices: _containers.RepeatedCompositeFieldContainer[_errors_pb2.Notice]
    schema: _stream_pb2.Schema
    summary: _stream_pb2.Summary
    def __init__(self, fields: _Optional[_Iterable[_Union[_field_pb2.Field, _Mapping]]] = ..., resume_token: _Optional[str] = ..., progress: _Optional[_Union[_stream_pb2.Progress, _Mapping]] = ..., record_errors: _Optional[_Iterable[_Union[_stream_pb2.RecordError, _Mapping]]] = ..., notices: _Optional[_Iterable[_Union[_errors_pb2.Notice, _Mapping]]] = ..., schema: _Optional[_Union[_stream_pb2.Schema, _Mapping]] = ..., summary: _Optional[_Union[_stream_pb2.Summary, _Mapping]] = ...) -> None: ...

class ListFieldOptionsRequest(_message.Message):
    __slots__ = ("source", "page_size", "limit", "resume_token", "include_raw", "max_staleness", "priority", "field_id", "parent_option_id")
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    LIMIT_FIELD_NUMBER: _ClassVar[int]
    RESUME_TOKEN_FIELD_NUMBER: _ClassVar[int]
    INCLUDE_RAW_FIELD_NUMBER: _ClassVar[int]
    MAX_STALENESS_FIELD_NUMBER: _ClassVar[int]
    PRIORITY_FIELD_NUMBER: _ClassVar[int]
    FIELD_ID_FIELD_NUMBER: _ClassVar[int]
    PARENT_OPTION_ID_FIELD_NUMBER: _ClassVar[int]
    source: str
    page_size: int
    limit: int
    resume_token: str
    include_raw: bool
    max_staleness: _duration_pb2.Duration
    priority: _stream_pb2.Priority
    field_id: str
    parent_option_id: str
    def __init__(self, source: _Optional[str] = ..., page_size: _Optional[int] = ..., limit: _Optional[int] = ..., resume_token: _Optional[str] = ..., include_raw: _Optional[bool] = ..., max_staleness: _Optional[_Union[datetime.timedelta, _duration_pb2.Duration, _Mapping]] = ..., priority: _Optional[_Union[_stream_pb2.Priority, str]] = ..., field_id: _Optional[str] = ..., parent_option_id: _Optional[str] = ...) -> None: ...

class ListFieldOptionsResponse(_message.Message):
    __slots__ = ("field_options", "resume_token", "progress", "record_errors", "notices", "schema", "summary")
    FIELD_OPTIONS_FIELD_NUMBER: _ClassVar[int]
    RESUME_TOKEN_FIELD_NUMBER: _ClassVar[int]
    PROGRESS_FIELD_NUMBER: _ClassVar[int]
    RECORD_ERRORS_FIELD_NUMBER: _ClassVar[int]
    NOTICES_FIELD_NUMBER: _ClassVar[int]
    SCHEMA_FIELD_NUMBER: _ClassVar[int]
    SUMMARY_FIELD_NUMBER: _ClassVar[int]
    field_options: _containers.RepeatedCompositeFieldContainer[_field_pb2.FieldOption]
    resume_token: str
    progress: _stream_pb2.Progress
    record_errors: _containers.RepeatedCompositeFieldContainer[_stream_pb2.RecordError]
    notices: _containers.RepeatedCompositeFieldContainer[_errors_pb2.Notice]
    schema: _stream_pb2.Schema
    summary: _stream_pb2.Summary
    def __init__(self, field_options: _Optional[_Iterable[_Union[_field_pb2.FieldOption, _Mapping]]] = ..., resume_token: _Optional[str] = ..., progress: _Optional[_Union[_stream_pb2.Progress, _Mapping]] = ..., record_errors: _Optional[_Iterable[_Union[_stream_pb2.RecordError, _Mapping]]] = ..., notices: _Optional[_Iterable[_Union[_errors_pb2.Notice, _Mapping]]] = ..., schema: _Optional[_Union[_stream_pb2.Schema, _Mapping]] = ..., summary: _Optional[_Union[_stream_pb2.Summary, _Mapping]] = ...) -> None: ...
