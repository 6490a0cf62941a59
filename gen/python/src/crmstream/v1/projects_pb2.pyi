import datetime

from crmstream.v1 import alteration_pb2 as _alteration_pb2
from crmstream.v1 import errors_pb2 as _errors_pb2
from crmstream.v1 import field_value_pb2 as _field_value_pb2
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

class ProjectMatch(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    PROJECT_MATCH_UNSPECIFIED: _ClassVar[ProjectMatch]
    PROJECT_MATCH_ALL: _ClassVar[ProjectMatch]
    PROJECT_MATCH_ANY: _ClassVar[ProjectMatch]

class ProjectHaving(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    PROJECT_HAVING_UNSPECIFIED: _ClassVar[ProjectHaving]
    PROJECT_HAVING_EVENTS: _ClassVar[ProjectHaving]
    PROJECT_HAVING_PAYMENTS: _ClassVar[ProjectHaving]
    PROJECT_HAVING_TASKS: _ClassVar[ProjectHaving]
    PROJECT_HAVING_GOODS: _ClassVar[ProjectHaving]
    PROJECT_HAVING_NO_EVENTS: _ClassVar[ProjectHaving]
    PROJECT_HAVING_NO_PAYMENTS: _ClassVar[ProjectHaving]
    PROJECT_HAVING_NO_TASKS: _ClassVar[ProjectHaving]
    PROJECT_HAVING_NO_GOODS: _ClassVar[ProjectHaving]
    PROJECT_HAVING_OVERDUE_CHECKLIST: _ClassVar[ProjectHaving]

class PaymentDirection(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    PAYMENT_DIRECTION_UNSPECIFIED: _ClassVar[PaymentDirection]
    PAYMENT_DIRECTION_IN: _ClassVar[PaymentDirection]
    PAYMENT_DIRECTION_OUT: _ClassVar[PaymentDirection]
PROJECT_MATCH_UNSPECIFIED: ProjectMatch
PROJECT_MATCH_ALL: ProjectMatch
PROJECT_MATCH_ANY: ProjectMatch
PROJECT_HAVING_UNSPECIFIED: ProjectHaving
PROJECT_HAVING_EVENTS: ProjectHaving
PROJECT_HAVING_PAYMENTS: ProjectHaving
PROJECT_HAVING_TASKS: ProjectHaving
PROJECT_HAVING_GOODS: ProjectHaving
PROJECT_HAVING_NO_EVENTS: ProjectHaving
PROJECT_HAVING_NO_PAYMENTS: ProjectHaving
PROJECT_HAVING_NO_TASKS: ProjectHaving
PROJECT_HAVING_NO_GOODS: ProjectHaving
PROJECT_HAVING_OVERDUE_CHECKLIST: ProjectHaving
PAYMENT_DIRECTION_UNSPECIFIED: PaymentDirection
PAYMENT_DIRECTION_IN: PaymentDirection
PAYMENT_DIRECTION_OUT: PaymentDirection

class ListProjectsRequest(_message.Message):
    __slots__ = ("source", "page_size", "limit", "resume_token", "include_raw", "order", "where", "created_from", "created_before", "max_staleness", "priority", "group_ids", "stage_ids", "only_deleted", "match", "having", "funnel_ids", "owner_ids", "price", "currency_ids", "participant_ids", "participant_group_ids", "event_type_ids", "good_ids")
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    LIMIT_FIELD_NUMBER: _ClassVar[int]
    RESUME_TOKEN_FIELD_NUMBER: _ClassVar[int]
    INCLUDE_RAW_FIELD_NUMBER: _ClassVar[int]
    ORDER_FIELD_NUMBER: _ClassVar[int]
    WHERE_FIELD_NUMBER: _ClassVar[int]
    CREATED_FROM_FIELD_NUMBER: _ClassVar[int]
    CREATED_BEFORE_FIELD_NUMBER: _ClassVar[int]
    MAX_STALENESS_FIELD_NUMBER: _ClassVar[int]
    PRIORITY_FIELD_NUMBER: _ClassVar[int]
    GROUP_IDS_FIELD_NUMBER: _ClassVar[int]
    STAGE_IDS_FIELD_NUMBER: _ClassVar[int]
    ONLY_DELETED_FIELD_NUMBER: _ClassVar[int]
    MATCH_FIELD_NUMBER: _ClassVar[int]
    HAVING_FIELD_NUMBER: _ClassVar[int]
    FUNNEL_IDS_FIELD_NUMBER: _ClassVar[int]
    OWNER_IDS_FIELD_NUMBER: _ClassVar[int]
    PRICE_FIELD_NUMBER: _ClassVar[int]
    CURRENCY_IDS_FIELD_NUMBER: _ClassVar[int]
    PARTICIPANT_IDS_FIELD_NUMBER: _ClassVar[int]
    PARTICIPANT_GROUP_IDS_FIELD_NUMBER: _ClassVar[int]
    EVENT_TYPE_IDS_FIELD_NUMBER: _ClassVar[int]
    GOOD_IDS_FIELD_NUMBER: _ClassVar[int]
    source: str
    page_size: int
    limit: int
    resume_token: str
    include_raw: bool
    order: str
    where: _containers.RepeatedScalarFieldContainer[str]
    created_from: str
    created_before: str
    max_staleness: _duration_pb2.Duration
    priority: _stream_pb2.Priority
    group_ids: _containers.RepeatedScalarFieldContainer[str]
    stage_ids: _containers.RepeatedScalarFieldContainer[str]
    only_deleted: bool
    match: ProjectMatch
    having: ProjectHaving
    funnel_ids: _containers.RepeatedScalarFieldContainer[str]
    owner_ids: _containers.RepeatedScalarFieldContainer[str]
    price: str
    currency_ids: _containers.RepeatedScalarFieldContainer[str]
    participant_ids: _containers.RepeatedScalarFieldContainer[str]
    participant_group_ids: _containers.RepeatedScalarFieldContainer[str]
    event_type_ids: _containers.RepeatedScalarFieldContainer[str]
    good_ids: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, source: _Optional[str] = ..., page_size: _Optional[int] = ..., limit: _Optional[int] = ..., resume_token: _Optional[str] = ..., include_raw: _Optional[bool] = ..., order: _Optional[str] = ..., where: _Optional[_Iterable[str]] = ..., created_from: _Optional[str] = ..., created_before: _Optional[str] = ..., max_staleness: _Optional[_Union[datetime.timedelta, _duration_pb2.Duration, _Mapping]] = ..., priority: _Optional[_Union[_stream_pb2.Priority, str]] = ..., group_ids: _Optional[_Iterable[str]] = ..., stage_ids: _Optional[_Iterable[str]] = ..., only_deleted: _Optional[bool] = ..., match: _Optional[_Union[ProjectMatch, str]] = ..., having: _Optional[_Union[ProjectHaving, str]] = ..., funnel_ids: _Optional[_Iterable[str]] = ..., owner_ids: _Optional[_Iterable[str]] = ..., price: _Optional[str] = ..., currency_ids: _Optional[_Iterable[str]] = ..., participant_ids: _Optional[_Iterable[str]] = ..., participant_group_ids: _Optional[_Iterable[str]] = ..., event_type_ids: _Optional[_Iterable[str]] = ..., good_ids: _Optional[_Iterable[str]] = ...) -> None: ...

class ListProjectsResponse(_message.Message):
    __slots__ = ("projects", "resume_token", "progress", "record_errors", "notices", "schema", "summary")
    PROJECTS_FIELD_NUMBER: _ClassVar[int]
    RESUME_TOKEN_FIELD_NUMBER: _ClassVar[int]
    PROGRESS_FIELD_NUMBER: _ClassVar[int]
    RECORD_ERRORS_FIELD_NUMBER: _ClassVar[int]
    NOTICES_FIELD_NUMBER: _ClassVar[int]
    SCHEMA_FIELD_NUMBER: _ClassVar[int]
    SUMMARY_FIELD_NUMBER: _ClassVar[int]
    projects: _containers.RepeatedCompositeFieldContainer[Project]
    resume_token: str
    progress: _stream_pb2.Progress
    record_errors: _containers.RepeatedCompositeFieldContainer[_stream_pb2.RecordError]
    notices: _containers.RepeatedCompositeFieldContainer[_errors_pb2.Notice]
    schema: _stream_pb2.Schema
    summary: _stream_pb2.Summary
    def __init__(self, projects: _Optional[_Iterable[_Union[Project, _Mapping]]] = ..., resume_token: _Optional[str] = ..., progress: _Optional[_Union[_stream_pb2.Progress, _Mapping]] = ..., record_errors: _Optional[_Iterable[_Union[_stream_pb2.RecordError, _Mapping]]] = ..., notices: _Optional[_Iterable[_Union[_errors_pb2.Notice, _Mapping]]] = ..., schema: _Optional[_Union[_stream_pb2.Schema, _Mapping]] = ..., summary: _Optional[_Union[_stream_pb2.Summary, _Mapping]] = ...) -> None: ...

class Project(_message.Message):
    __slots__ = ("id", "create_time", "name", "funnel_id", "stage_id", "owner_id", "group_id", "price", "currency_id", "deleted", "fields", "raw", "raw_replaced", "alterations")
    class FieldsEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: _field_value_pb2.FieldValue
        def __init__(self, key: _Optional[str] = ..., value: _Optional[_Union[_field_value_pb2.FieldValue, _Mapping]] = ...) -> None: ...
    ID_FIELD_NUMBER: _ClassVar[int]
    CREATE_TIME_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    FUNNEL_ID_FIELD_NUMBER: _ClassVar[int]
    STAGE_ID_FIELD_NUMBER: _ClassVar[int]
    OWNER_ID_FIELD_NUMBER: _ClassVar[int]
    GROUP_ID_FIELD_NUMBER: _ClassVar[int]
    PRICE_FIELD_NUMBER: _ClassVar[int]
    CURRENCY_ID_FIELD_NUMBER: _ClassVar[int]
    DELETED_FIELD_NUMBER: _ClassVar[int]
    FIELDS_FIELD_NUMBER: _ClassVar[int]
    RAW_FIELD_NUMBER: _ClassVar[int]
    RAW_REPLACED_FIELD_NUMBER: _ClassVar[int]
    ALTERATIONS_FIELD_NUMBER: _ClassVar[int]
    id: str
    create_time: _timestamp_pb2.Timestamp
    name: str
    funnel_id: str
    stage_id: str
    owner_id: str
    group_id: str
    price: str
    currency_id: str
    deleted: bool
    fields: _containers.MessageMap[str, _field_value_pb2.FieldValue]
    raw: str
    raw_replaced: bool
    alterations: _containers.RepeatedCompositeFieldContainer[_alteration_pb2.Alteration]
    def __init__(self, id: _Optional[str] = ..., create_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., name: _Optional[str] = ..., funnel_id: _Optional[str] = ..., stage_id: _Optional[str] = ..., owner_id: _Optional[str] = ..., group_id: _Optional[str] = ..., price: _Optional[str] = ..., currency_id: _Optional[str] = ..., deleted: _Optional[bool] = ..., fields: _Optional[_Mapping[str, _field_value_pb2.FieldValue]] = ..., raw: _Optional[str] = ..., raw_replaced: _Optional[bool] = ..., alterations: _Optional[_Iterable[_Union[_alteration_pb2.Alteration, _Mapping]]] = ...) -> None: ...

class GetProjectRequest(_message.Message):
    __slots__ = ("source", "id", "include_raw", "priority")
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    ID_FIELD_NUMBER: _ClassVar[int]
    INCLUDE_RAW_FIELD_NUMBER: _ClassVar[int]
    PRIORITY_FIELD_NUMBER: _ClassVar[int]
    source: str
    id: str
    include_raw: bool
    priority: _stream_pb2.Priority
    def __init__(self, source: _Optional[str] = ..., id: _Optional[str] = ..., include_raw: _Optional[bool] = ..., priority: _Optional[_Union[_stream_pb2.Priority, str]] = ...) -> None: ...

class GetProjectResponse(_message.Message):
    __slots__ = ("project", "notices", "upstream_requests")
    PROJECT_FIELD_NUMBER: _ClassVar[int]
    NOTICES_FIELD_NUMBER: _ClassVar[int]
    UPSTREAM_REQUESTS_FIELD_NUMBER: _ClassVar[int]
    project: Project
    notices: _containers.RepeatedCompositeFieldContainer[_errors_pb2.Notice]
    upstream_requests: int
    def __init__(self, project: _Optional[_Union[Project, _Mapping]] = ..., notices: _Optional[_Iterable[_Union[_errors_pb2.Notice, _Mapping]]] = ..., upstream_requests: _Optional[int] = ...) -> None: ...

class ListProjectStepsRequest(_message.Message):
    __slots__ = ("source", "page_size", "limit", "resume_token", "include_raw", "max_staleness", "priority", "project_id", "date", "step_ids")
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    LIMIT_FIELD_NUMBER: _ClassVar[int]
    RESUME_TOKEN_FIELD_NUMBER: _ClassVar[int]
    INCLUDE_RAW_FIELD_NUMBER: _ClassVar[int]
    MAX_STALENESS_FIELD_NUMBER: _ClassVar[int]
    PRIORITY_FIELD_NUMBER: _ClassVar[int]
    PROJECT_ID_FIELD_NUMBER: _ClassVar[int]
    DATE_FIELD_NUMBER: _ClassVar[int]
    STEP_IDS_FIELD_NUMBER: _ClassVar[int]
    source: str
    page_size: int
    limit: int
    resume_token: str
    include_raw: bool
    max_staleness: _duration_pb2.Duration
    priority: _stream_pb2.Priority
    project_id: str
    date: str
    step_ids: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, source: _Optional[str] = ..., page_size: _Optional[int] = ..., limit: _Optional[int] = ..., resume_token: _Optional[str] = ..., include_raw: _Optional[bool] = ..., max_staleness: _Optional[_Union[datetime.timedelta, _duration_pb2.Duration, _Mapping]] = ..., priority: _Optional[_Union[_stream_pb2.Priority, str]] = ..., project_id: _Optional[str] = ..., date: _Optional[str] = ..., step_ids: _Optional[_Iterable[str]] = ...) -> None: ...

class ListProjectStepsResponse(_message.Message):
    __slots__ = ("project_steps", "resume_token", "progress", "record_errors", "notices", "schema", "summary")
    PROJECT_STEPS_FIELD_NUMBER: _ClassVar[int]
    RESUME_TOKEN_FIELD_NUMBER: _ClassVar[int]
    PROGRESS_FIELD_NUMBER: _ClassVar[int]
    RECORD_ERRORS_FIELD_NUMBER: _ClassVar[int]
    NOTICES_FIELD_NUMBER: _ClassVar[int]
    SCHEMA_FIELD_NUMBER: _ClassVar[int]
    SUMMARY_FIELD_NUMBER: _ClassVar[int]
    project_steps: _containers.RepeatedCompositeFieldContainer[ProjectStep]
    resume_token: str
    progress: _stream_pb2.Progress
    record_errors: _containers.RepeatedCompositeFieldContainer[_stream_pb2.RecordError]
    notices: _containers.RepeatedCompositeFieldContainer[_errors_pb2.Notice]
    schema: _stream_pb2.Schema
    summary: _stream_pb2.Summary
    def __init__(self, project_steps: _Optional[_Iterable[_Union[ProjectStep, _Mapping]]] = ..., resume_token: _Optional[str] = ..., progress: _Optional[_Union[_stream_pb2.Progress, _Mapping]] = ..., record_errors: _Optional[_Iterable[_Union[_stream_pb2.RecordError, _Mapping]]] = ..., notices: _Optional[_Iterable[_Union[_errors_pb2.Notice, _Mapping]]] = ..., schema: _Optional[_Union[_stream_pb2.Schema, _Mapping]] = ..., summary: _Optional[_Union[_stream_pb2.Summary, _Mapping]] = ...) -> None: ...

class ProjectStep(_message.Message):
    __slots__ = ("id", "project_id", "name", "step_id", "position", "done", "start_time", "end_time", "fields", "raw", "raw_replaced", "alterations")
    class FieldsEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: _field_value_pb2.FieldValue
        def __init__(self, key: _Optional[str] = ..., value: _Optional[_Union[_field_value_pb2.FieldValue, _Mapping]] = ...) -> None: ...
    ID_FIELD_NUMBER: _ClassVar[int]
    PROJECT_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    STEP_ID_FIELD_NUMBER: _ClassVar[int]
    POSITION_FIELD_NUMBER: _ClassVar[int]
    DONE_FIELD_NUMBER: _ClassVar[int]
    START_TIME_FIELD_NUMBER: _ClassVar[int]
    END_TIME_FIELD_NUMBER: _ClassVar[int]
    FIELDS_FIELD_NUMBER: _ClassVar[int]
    RAW_FIELD_NUMBER: _ClassVar[int]
    RAW_REPLACED_FIELD_NUMBER: _ClassVar[int]
    ALTERATIONS_FIELD_NUMBER: _ClassVar[int]
    id: str
    project_id: str
    name: str
    step_id: str
    position: int
    done: bool
    start_time: _timestamp_pb2.Timestamp
    end_time: _timestamp_pb2.Timestamp
    fields: _containers.MessageMap[str, _field_value_pb2.FieldValue]
    raw: str
    raw_replaced: bool
    alterations: _containers.RepeatedCompositeFieldContainer[_alteration_pb2.Alteration]
    def __init__(self, id: _Optional[str] = ..., project_id: _Optional[str] = ..., name: _Optional[str] = ..., step_id: _Optional[str] = ..., position: _Optional[int] = ..., done: _Optional[bool] = ..., start_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., end_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., fields: _Optional[_Mapping[str, _field_value_pb2.FieldValue]] = ..., raw: _Optional[str] = ..., raw_replaced: _Optional[bool] = ..., alterations: _Optional[_Iterable[_Union[_alteration_pb2.Alteration, _Mapping]]] = ...) -> None: ...

class ListProjectEventsRequest(_message.Message):
    __slots__ = ("source", "page_size", "limit", "resume_token", "include_raw", "max_staleness", "priority", "project_id", "event_id", "date", "event_type_ids")
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    LIMIT_FIELD_NUMBER: _ClassVar[int]
    RESUME_TOKEN_FIELD_NUMBER: _ClassVar[int]
    INCLUDE_RAW_FIELD_NUMBER: _ClassVar[int]
    MAX_STALENESS_FIELD_NUMBER: _ClassVar[int]
    PRIORITY_FIELD_NUMBER: _ClassVar[int]
    PROJECT_ID_FIELD_NUMBER: _ClassVar[int]
    EVENT_ID_FIELD_NUMBER: _ClassVar[int]
    DATE_FIELD_NUMBER: _ClassVar[int]
    EVENT_TYPE_IDS_FIELD_NUMBER: _ClassVar[int]
    source: str
    page_size: int
    limit: int
    resume_token: str
    include_raw: bool
    max_staleness: _duration_pb2.Duration
    priority: _stream_pb2.Priority
    project_id: str
    event_id: str
    date: str
    event_type_ids: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, source: _Optional[str] = ..., page_size: _Optional[int] = ..., limit: _Optional[int] = ..., resume_token: _Optional[str] = ..., include_raw: _Optional[bool] = ..., max_staleness: _Optional[_Union[datetime.timedelta, _duration_pb2.Duration, _Mapping]] = ..., priority: _Optional[_Union[_stream_pb2.Priority, str]] = ..., project_id: _Optional[str] = ..., event_id: _Optional[str] = ..., date: _Optional[str] = ..., event_type_ids: _Optional[_Iterable[str]] = ...) -> None: ...

class ListProjectEventsResponse(_message.Message):
    __slots__ = ("project_events", "resume_token", "progress", "record_errors", "notices", "schema", "summary")
    PROJECT_EVENTS_FIELD_NUMBER: _ClassVar[int]
    RESUME_TOKEN_FIELD_NUMBER: _ClassVar[int]
    PROGRESS_FIELD_NUMBER: _ClassVar[int]
    RECORD_ERRORS_FIELD_NUMBER: _ClassVar[int]
    NOTICES_FIELD_NUMBER: _ClassVar[int]
    SCHEMA_FIELD_NUMBER: _ClassVar[int]
    SUMMARY_FIELD_NUMBER: _ClassVar[int]
    project_events: _containers.RepeatedCompositeFieldContainer[ProjectEvent]
    resume_token: str
    progress: _stream_pb2.Progress
    record_errors: _containers.RepeatedCompositeFieldContainer[_stream_pb2.RecordError]
    notices: _containers.RepeatedCompositeFieldContainer[_errors_pb2.Notice]
    schema: _stream_pb2.Schema
    summary: _stream_pb2.Summary
    def __init__(self, project_events: _Optional[_Iterable[_Union[ProjectEvent, _Mapping]]] = ..., resume_token: _Optional[str] = ..., progress: _Optional[_Union[_stream_pb2.Progress, _Mapping]] = ..., record_errors: _Optional[_Iterable[_Union[_stream_pb2.RecordError, _Mapping]]] = ..., notices: _Optional[_Iterable[_Union[_errors_pb2.Notice, _Mapping]]] = ..., schema: _Optional[_Union[_stream_pb2.Schema, _Mapping]] = ..., summary: _Optional[_Union[_stream_pb2.Summary, _Mapping]] = ...) -> None: ...

class ProjectEvent(_message.Message):
    __slots__ = ("id", "project_id", "name", "type_id", "description", "owner_id", "create_time", "start_time", "end_time", "all_day", "done", "fields", "raw", "raw_replaced", "alterations")
    class FieldsEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: _field_value_pb2.FieldValue
        def __init__(self, key: _Optional[str] = ..., value: _Optional[_Union[_field_value_pb2.FieldValue, _Mapping]] = ...) -> None: ...
    ID_FIELD_NUMBER: _ClassVar[int]
    PROJECT_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    TYPE_ID_FIELD_NUMBER: _ClassVar[int]
    DESCRIPTION_FIELD_NUMBER: _ClassVar[int]
    OWNER_ID_FIELD_NUMBER: _ClassVar[int]
    CREATE_TIME_FIELD_NUMBER: _ClassVar[int]
    START_TIME_FIELD_NUMBER: _ClassVar[int]
    END_TIME_FIELD_NUMBER: _ClassVar[int]
    ALL_DAY_FIELD_NUMBER: _ClassVar[int]
    DONE_FIELD_NUMBER: _ClassVar[int]
    FIELDS_FIELD_NUMBER: _ClassVar[int]
    RAW_FIELD_NUMBER: _ClassVar[int]
    RAW_REPLACED_FIELD_NUMBER: _ClassVar[int]
    ALTERATIONS_FIELD_NUMBER: _ClassVar[int]
    id: str
    project_id: str
    name: str
    type_id: str
    description: str
    owner_id: str
    create_time: _timestamp_pb2.Timestamp
    start_time: _timestamp_pb2.Timestamp
    end_time: _timestamp_pb2.Timestamp
    all_day: bool
    done: bool
    fields: _containers.MessageMap[str, _field_value_pb2.FieldValue]
    raw: str
    raw_replaced: bool
    alterations: _containers.RepeatedCompositeFieldContainer[_alteration_pb2.Alteration]
    def __init__(self, id: _Optional[str] = ..., project_id: _Optional[str] = ..., name: _Optional[str] = ..., type_id: _Optional[str] = ..., description: _Optional[str] = ..., owner_id: _Optional[str] = ..., create_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., start_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., end_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., all_day: _Optional[bool] = ..., done: _Optional[bool] = ..., fields: _Optional[_Mapping[str, _field_value_pb2.FieldValue]] = ..., raw: _Optional[str] = ..., raw_replaced: _Optional[bool] = ..., alterations: _Optional[_Iterable[_Union[_alteration_pb2.Alteration, _Mapping]]] = ...) -> None: ...

class GetProjectEventRequest(_message.Message):
    __slots__ = ("source", "id", "include_raw", "priority")
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    ID_FIELD_NUMBER: _ClassVar[int]
    INCLUDE_RAW_FIELD_NUMBER: _ClassVar[int]
    PRIORITY_FIELD_NUMBER: _ClassVar[int]
    source: str
    id: str
    include_raw: bool
    priority: _stream_pb2.Priority
    def __init__(self, source: _Optional[str] = ..., id: _Optional[str] = ..., include_raw: _Optional[bool] = ..., priority: _Optional[_Union[_stream_pb2.Priority, str]] = ...) -> None: ...

class GetProjectEventResponse(_message.Message):
    __slots__ = ("project_event", "notices", "upstream_requests")
    PROJECT_EVENT_FIELD_NUMBER: _ClassVar[int]
    NOTICES_FIELD_NUMBER: _ClassVar[int]
    UPSTREAM_REQUESTS_FIELD_NUMBER: _ClassVar[int]
    project_event: ProjectEvent
    notices: _containers.RepeatedCompositeFieldContainer[_errors_pb2.Notice]
    upstream_requests: int
    def __init__(self, project_event: _Optional[_Union[ProjectEvent, _Mapping]] = ..., notices: _Optional[_Iterable[_Union[_errors_pb2.Notice, _Mapping]]] = ..., upstream_requests: _Optional[int] = ...) -> None: ...

class ListProjectChecklistsRequest(_message.Message):
    __slots__ = ("source", "page_size", "limit", "resume_token", "include_raw", "max_staleness", "priority", "project_id")
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    LIMIT_FIELD_NUMBER: _ClassVar[int]
    RESUME_TOKEN_FIELD_NUMBER: _ClassVar[int]
    INCLUDE_RAW_FIELD_NUMBER: _ClassVar[int]
    MAX_STALENESS_FIELD_NUMBER: _ClassVar[int]
    PRIORITY_FIELD_NUMBER: _ClassVar[int]
    PROJECT_ID_FIELD_NUMBER: _ClassVar[int]
    source: str
    page_size: int
    limit: int
    resume_token: str
    include_raw: bool
    max_staleness: _duration_pb2.Duration
    priority: _stream_pb2.Priority
    project_id: str
    def __init__(self, source: _Optional[str] = ..., page_size: _Optional[int] = ..., limit: _Optional[int] = ..., resume_token: _Optional[str] = ..., include_raw: _Optional[bool] = ..., max_staleness: _Optional[_Union[datetime.timedelta, _duration_pb2.Duration, _Mapping]] = ..., priority: _Optional[_Union[_stream_pb2.Priority, str]] = ..., project_id: _Optional[str] = ...) -> None: ...

class ListProjectChecklistsResponse(_message.Message):
    __slots__ = ("project_checklists", "resume_token", "progress", "record_errors", "notices", "schema", "summary")
    PROJECT_CHECKLISTS_FIELD_NUMBER: _ClassVar[int]
    RESUME_TOKEN_FIELD_NUMBER: _ClassVar[int]
    PROGRESS_FIELD_NUMBER: _ClassVar[int]
    RECORD_ERRORS_FIELD_NUMBER: _ClassVar[int]
    NOTICES_FIELD_NUMBER: _ClassVar[int]
    SCHEMA_FIELD_NUMBER: _ClassVar[int]
    SUMMARY_FIELD_NUMBER: _ClassVar[int]
    project_checklists: _containers.RepeatedCompositeFieldContainer[ProjectChecklist]
    resume_token: str
    progress: _stream_pb2.Progress
    record_errors: _containers.RepeatedCompositeFieldContainer[_stream_pb2.RecordError]
    notices: _containers.RepeatedCompositeFieldContainer[_errors_pb2.Notice]
    schema: _stream_pb2.Schema
    summary: _stream_pb2.Summary
    def __init__(self, project_checklists: _Optional[_Iterable[_Union[ProjectChecklist, _Mapping]]] = ..., resume_token: _Optional[str] = ..., progress: _Optional[_Union[_stream_pb2.Progress, _Mapping]] = ..., record_errors: _Optional[_Iterable[_Union[_stream_pb2.RecordError, _Mapping]]] = ..., notices: _Optional[_Iterable[_Union[_errors_pb2.Notice, _Mapping]]] = ..., schema: _Optional[_Union[_stream_pb2.Schema, _Mapping]] = ..., summary: _Optional[_Union[_stream_pb2.Summary, _Mapping]] = ...) -> None: ...

class ProjectChecklist(_message.Message):
    __slots__ = ("id", "project_id", "name", "due_date", "overdue", "items", "fields", "raw", "raw_replaced", "alterations")
    class FieldsEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: _field_value_pb2.FieldValue
        def __init__(self, key: _Optional[str] = ..., value: _Optional[_Union[_field_value_pb2.FieldValue, _Mapping]] = ...) -> None: ...
    ID_FIELD_NUMBER: _ClassVar[int]
    PROJECT_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    DUE_DATE_FIELD_NUMBER: _ClassVar[int]
    OVERDUE_FIELD_NUMBER: _ClassVar[int]
    ITEMS_FIELD_NUMBER: _ClassVar[int]
    FIELDS_FIELD_NUMBER: _ClassVar[int]
    RAW_FIELD_NUMBER: _ClassVar[int]
    RAW_REPLACED_FIELD_NUMBER: _ClassVar[int]
    ALTERATIONS_FIELD_NUMBER: _ClassVar[int]
    id: str
    project_id: str
    name: str
    due_date: str
    overdue: bool
    items: _containers.RepeatedCompositeFieldContainer[ProjectChecklistItem]
    fields: _containers.MessageMap[str, _field_value_pb2.FieldValue]
    raw: str
    raw_replaced: bool
    alterations: _containers.RepeatedCompositeFieldContainer[_alteration_pb2.Alteration]
    def __init__(self, id: _Optional[str] = ..., project_id: _Optional[str] = ..., name: _Optional[str] = ..., due_date: _Optional[str] = ..., overdue: _Optional[bool] = ..., items: _Optional[_Iterable[_Union[ProjectChecklistItem, _Mapping]]] = ..., fields: _Optional[_Mapping[str, _field_value_pb2.FieldValue]] = ..., raw: _Optional[str] = ..., raw_replaced: _Optional[bool] = ..., alterations: _Optional[_Iterable[_Union[_alteration_pb2.Alteration, _Mapping]]] = ...) -> None: ...

class ListProjectGoodsRequest(_message.Message):
    __slots__ = ("source", "page_size", "limit", "resume_token", "include_raw", "max_staleness", "priority", "project_id")
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    LIMIT_FIELD_NUMBER: _ClassVar[int]
    RESUME_TOKEN_FIELD_NUMBER: _ClassVar[int]
    INCLUDE_RAW_FIELD_NUMBER: _ClassVar[int]
    MAX_STALENESS_FIELD_NUMBER: _ClassVar[int]
    PRIORITY_FIELD_NUMBER: _ClassVar[int]
    PROJECT_ID_FIELD_NUMBER: _ClassVar[int]
    source: str
    page_size: int
    limit: int
    resume_token: str
    include_raw: bool
    max_staleness: _duration_pb2.Duration
    priority: _stream_pb2.Priority
    project_id: str
    def __init__(self, source: _Optional[str] = ..., page_size: _Optional[int] = ..., limit: _Optional[int] = ..., resume_token: _Optional[str] = ..., include_raw: _Optional[bool] = ..., max_staleness: _Optional[_Union[datetime.timedelta, _duration_pb2.Duration, _Mapping]] = ..., priority: _Optional[_Union[_stream_pb2.Priority, str]] = ..., project_id: _Optional[str] = ...) -> None: ...

class ListProjectGoodsResponse(_message.Message):
    __slots__ = ("project_goods", "resume_token", "progress", "record_errors", "notices", "schema", "summary")
    PROJECT_GOODS_FIELD_NUMBER: _ClassVar[int]
    RESUME_TOKEN_FIELD_NUMBER: _ClassVar[int]
    PROGRESS_FIELD_NUMBER: _ClassVar[int]
    RECORD_ERRORS_FIELD_NUMBER: _ClassVar[int]
    NOTICES_FIELD_NUMBER: _ClassVar[int]
    SCHEMA_FIELD_NUMBER: _ClassVar[int]
    SUMMARY_FIELD_NUMBER: _ClassVar[int]
    project_goods: _containers.RepeatedCompositeFieldContainer[ProjectGood]
    resume_token: str
    progress: _stream_pb2.Progress
    record_errors: _containers.RepeatedCompositeFieldContainer[_stream_pb2.RecordError]
    notices: _containers.RepeatedCompositeFieldContainer[_errors_pb2.Notice]
    schema: _stream_pb2.Schema
    summary: _stream_pb2.Summary
    def __init__(self, project_goods: _Optional[_Iterable[_Union[ProjectGood, _Mapping]]] = ..., resume_token: _Optional[str] = ..., progress: _Optional[_Union[_stream_pb2.Progress, _Mapping]] = ..., record_errors: _Optional[_Iterable[_Union[_stream_pb2.RecordError, _Mapping]]] = ..., notices: _Optional[_Iterable[_Union[_errors_pb2.Notice, _Mapping]]] = ..., schema: _Optional[_Union[_stream_pb2.Schema, _Mapping]] = ..., summary: _Optional[_Union[_stream_pb2.Summary, _Mapping]] = ...) -> None: ...

class ProjectGood(_message.Message):
    __slots__ = ("id", "project_id", "good_id", "name", "quantity", "price", "amount", "currency_id", "fields", "raw", "raw_replaced", "alterations")
    class FieldsEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: _field_value_pb2.FieldValue
        def __init__(self, key: _Optional[str] = ..., value: _Optional[_Union[_field_value_pb2.FieldValue, _Mapping]] = ...) -> None: ...
    ID_FIELD_NUMBER: _ClassVar[int]
    PROJECT_ID_FIELD_NUMBER: _ClassVar[int]
    GOOD_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    QUANTITY_FIELD_NUMBER: _ClassVar[int]
    PRICE_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_FIELD_NUMBER: _ClassVar[int]
    CURRENCY_ID_FIELD_NUMBER: _ClassVar[int]
    FIELDS_FIELD_NUMBER: _ClassVar[int]
    RAW_FIELD_NUMBER: _ClassVar[int]
    RAW_REPLACED_FIELD_NUMBER: _ClassVar[int]
    ALTERATIONS_FIELD_NUMBER: _ClassVar[int]
    id: str
    project_id: str
    good_id: str
    name: str
    quantity: str
    price: str
    amount: str
    currency_id: str
    fields: _containers.MessageMap[str, _field_value_pb2.FieldValue]
    raw: str
    raw_replaced: bool
    alterations: _containers.RepeatedCompositeFieldContainer[_alteration_pb2.Alteration]
    def __init__(self, id: _Optional[str] = ..., project_id: _Optional[str] = ..., good_id: _Optional[str] = ..., name: _Optional[str] = ..., quantity: _Optional[str] = ..., price: _Optional[str] = ..., amount: _Optional[str] = ..., currency_id: _Optional[str] = ..., fields: _Optional[_Mapping[str, _field_value_pb2.FieldValue]] = ..., raw: _Optional[str] = ..., raw_replaced: _Optional[bool] = ..., alterations: _Optional[_Iterable[_Union[_alteration_pb2.Alteration, _Mapping]]] = ...) -> None: ...

class ListProjectPaymentsRequest(_message.Message):
    __slots__ = ("source", "page_size", "limit", "resume_token", "include_raw", "max_staleness", "priority", "project_id", "payment_id", "date", "direction")
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    LIMIT_FIELD_NUMBER: _ClassVar[int]
    RESUME_TOKEN_FIELD_NUMBER: _ClassVar[int]
    INCLUDE_RAW_FIELD_NUMBER: _ClassVar[int]
    MAX_STALENESS_FIELD_NUMBER: _ClassVar[int]
    PRIORITY_FIELD_NUMBER: _ClassVar[int]
    PROJECT_ID_FIELD_NUMBER: _ClassVar[int]
    PAYMENT_ID_FIELD_NUMBER: _ClassVar[int]
    DATE_FIELD_NUMBER: _ClassVar[int]
    DIRECTION_FIELD_NUMBER: _ClassVar[int]
    source: str
    page_size: int
    limit: int
    resume_token: str
    include_raw: bool
    max_staleness: _duration_pb2.Duration
    priority: _stream_pb2.Priority
    project_id: str
    payment_id: str
    date: str
    direction: PaymentDirection
    def __init__(self, source: _Optional[str] = ..., page_size: _Optional[int] = ..., limit: _Optional[int] = ..., resume_token: _Optional[str] = ..., include_raw: _Optional[bool] = ..., max_staleness: _Optional[_Union[datetime.timedelta, _duration_pb2.Duration, _Mapping]] = ..., priority: _Optional[_Union[_stream_pb2.Priority, str]] = ..., project_id: _Optional[str] = ..., payment_id: _Optional[str] = ..., date: _Optional[str] = ..., direction: _Optional[_Union[PaymentDirection, str]] = ...) -> None: ...

class ListProjectPaymentsResponse(_message.Message):
    __slots__ = ("project_payments", "resume_token", "progress", "record_errors", "notices", "schema", "summary")
    PROJECT_PAYMENTS_FIELD_NUMBER: _ClassVar[int]
    RESUME_TOKEN_FIELD_NUMBER: _ClassVar[int]
    PROGRESS_FIELD_NUMBER: _ClassVar[int]
    RECORD_ERRORS_FIELD_NUMBER: _ClassVar[int]
    NOTICES_FIELD_NUMBER: _ClassVar[int]
    SCHEMA_FIELD_NUMBER: _ClassVar[int]
    SUMMARY_FIELD_NUMBER: _ClassVar[int]
    project_payments: _containers.RepeatedCompositeFieldContainer[ProjectPayment]
    resume_token: str
    progress: _stream_pb2.Progress
    record_errors: _containers.RepeatedCompositeFieldContainer[_stream_pb2.RecordError]
    notices: _containers.RepeatedCompositeFieldContainer[_errors_pb2.Notice]
    schema: _stream_pb2.Schema
    summary: _stream_pb2.Summary
    def __init__(self, project_payments: _Optional[_Iterable[_Union[ProjectPayment, _Mapping]]] = ..., resume_token: _Optional[str] = ..., progress: _Optional[_Union[_stream_pb2.Progress, _Mapping]] = ..., record_errors: _Optional[_Iterable[_Union[_stream_pb2.RecordError, _Mapping]]] = ..., notices: _Optional[_Iterable[_Union[_errors_pb2.Notice, _Mapping]]] = ..., schema: _Optional[_Union[_stream_pb2.Schema, _Mapping]] = ..., summary: _Optional[_Union[_stream_pb2.Summary, _Mapping]] = ...) -> None: ...

class ProjectPayment(_message.Message):
    __slots__ = ("id", "project_id", "direction", "direction_text", "amount", "currency_id", "payment_date", "description", "create_time", "fields", "raw", "raw_replaced", "alterations")
    class FieldsEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: _field_value_pb2.FieldValue
        def __init__(self, key: _Optional[str] = ..., value: _Optional[_Union[_field_value_pb2.FieldValue, _Mapping]] = ...) -> None: ...
    ID_FIELD_NUMBER: _ClassVar[int]
    PROJECT_ID_FIELD_NUMBER: _ClassVar[int]
    DIRECTION_FIELD_NUMBER: _ClassVar[int]
    DIRECTION_TEXT_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_FIELD_NUMBER: _ClassVar[int]
    CURRENCY_ID_FIELD_NUMBER: _ClassVar[int]
    PAYMENT_DATE_FIELD_NUMBER: _ClassVar[int]
    DESCRIPTION_FIELD_NUMBER: _ClassVar[int]
    CREATE_TIME_FIELD_NUMBER: _ClassVar[int]
    FIELDS_FIELD_NUMBER: _ClassVar[int]
    RAW_FIELD_NUMBER: _ClassVar[int]
    RAW_REPLACED_FIELD_NUMBER: _ClassVar[int]
    ALTERATIONS_FIELD_NUMBER: _ClassVar[int]
    id: str
    project_id: str
    direction: PaymentDirection
    direction_text: str
    amount: str
    currency_id: str
    payment_date: str
    description: str
    create_time: _timestamp_pb2.Timestamp
    fields: _containers.MessageMap[str, _field_value_pb2.FieldValue]
    raw: str
    raw_replaced: bool
    alterations: _containers.RepeatedCompositeFieldContainer[_alteration_pb2.Alteration]
    def __init__(self, id: _Optional[str] = ..., project_id: _Optional[str] = ..., direction: _Optional[_Union[PaymentDirection, str]] = ..., direction_text: _Optional[str] = ..., amount: _Optional[str] = ..., currency_id: _Optional[str] = ..., payment_date: _Optional[str] = ..., description: _Optional[str] = ..., create_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., fields: _Optional[_Mapping[str, _field_value_pb2.FieldValue]] = ..., raw: _Optional[str] = ..., raw_replaced: _Optional[bool] = ..., alterations: _Optional[_Iterable[_Union[_alteration_pb2.Alteration, _Mapping]]] = ...) -> None: ...

class ProjectChecklistItem(_message.Message):
    __slots__ = ("id", "name", "done", "due_date")
    ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    DONE_FIELD_NUMBER: _ClassVar[int]
    DUE_DATE_FIELD_NUMBER: _ClassVar[int]
    id: str
    name: str
    done: bool
    due_date: str
    def __init__(self, id: _Optional[str] = ..., name: _Optional[str] = ..., done: _Optional[bool] = ..., due_date: _Optional[str] = ...) -> None: ...
