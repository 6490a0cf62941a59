import datetime

from crmstream.v1 import alteration_pb2 as _alteration_pb2
from crmstream.v1 import errors_pb2 as _errors_pb2
from crmstream.v1 import stream_pb2 as _stream_pb2
from crmstream.v1 import writes_pb2 as _writes_pb2
from google.protobuf import duration_pb2 as _duration_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class ListCalendarEventsRequest(_message.Message):
    __slots__ = ("source", "page_size", "limit", "resume_token", "include_raw", "ids", "max_staleness", "priority", "start_from", "start_before", "owner_id", "only_deleted")
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    LIMIT_FIELD_NUMBER: _ClassVar[int]
    RESUME_TOKEN_FIELD_NUMBER: _ClassVar[int]
    INCLUDE_RAW_FIELD_NUMBER: _ClassVar[int]
    IDS_FIELD_NUMBER: _ClassVar[int]
    MAX_STALENESS_FIELD_NUMBER: _ClassVar[int]
    PRIORITY_FIELD_NUMBER: _ClassVar[int]
    START_FROM_FIELD_NUMBER: _ClassVar[int]
    START_BEFORE_FIELD_NUMBER: _ClassVar[int]
    OWNER_ID_FIELD_NUMBER: _ClassVar[int]
    ONLY_DELETED_FIELD_NUMBER: _ClassVar[int]
    source: str
    page_size: int
    limit: int
    resume_token: str
    include_raw: bool
    ids: _containers.RepeatedScalarFieldContainer[str]
    max_staleness: _duration_pb2.Duration
    priority: _stream_pb2.Priority
    start_from: str
    start_before: str
    owner_id: str
    only_deleted: bool
    def __init__(self, source: _Optional[str] = ..., page_size: _Optional[int] = ..., limit: _Optional[int] = ..., resume_token: _Optional[str] = ..., include_raw: _Optional[bool] = ..., ids: _Optional[_Iterable[str]] = ..., max_staleness: _Optional[_Union[datetime.timedelta, _duration_pb2.Duration, _Mapping]] = ..., priority: _Optional[_Union[_stream_pb2.Priority, str]] = ..., start_from: _Optional[str] = ..., start_before: _Optional[str] = ..., owner_id: _Optional[str] = ..., only_deleted: _Optional[bool] = ...) -> None: ...

class ListCalendarEventsResponse(_message.Message):
    __slots__ = ("calendar_events", "resume_token", "progress", "record_errors", "notices", "schema", "summary")
    CALENDAR_EVENTS_FIELD_NUMBER: _ClassVar[int]
    RESUME_TOKEN_FIELD_NUMBER: _ClassVar[int]
    PROGRESS_FIELD_NUMBER: _ClassVar[int]
    RECORD_ERRORS_FIELD_NUMBER: _ClassVar[int]
    NOTICES_FIELD_NUMBER: _ClassVar[int]
    SCHEMA_FIELD_NUMBER: _ClassVar[int]
    SUMMARY_FIELD_NUMBER: _ClassVar[int]
    calendar_events: _containers.RepeatedCompositeFieldContainer[CalendarEvent]
    resume_token: str
    progress: _stream_pb2.Progress
    record_errors: _containers.RepeatedCompositeFieldContainer[_stream_pb2.RecordError]
    notices: _containers.RepeatedCompositeFieldContainer[_errors_pb2.Notice]
    schema: _stream_pb2.Schema
    summary: _stream_pb2.Summary
    def __init__(self, calendar_events: _Optional[_Iterable[_Union[CalendarEvent, _Mapping]]] = ..., resume_token: _Optional[str] = ..., progress: _Optional[_Union[_stream_pb2.Progress, _Mapping]] = ..., record_errors: _Optional[_Iterable[_Union[_stream_pb2.RecordError, _Mapping]]] = ..., notices: _Optional[_Iterable[_Union[_errors_pb2.Notice, _Mapping]]] = ..., schema: _Optional[_Union[_stream_pb2.Schema, _Mapping]] = ..., summary: _Optional[_Union[_stream_pb2.Summary, _Mapping]] = ...) -> None: ...

class CalendarEvent(_message.Message):
    __slots__ = ("id", "title", "description", "start_time", "end_time", "duration_minutes", "all_day", "reminder", "reminder_minutes", "text_color", "background_color", "border_color", "participants", "owner_id", "status_text", "type_name", "utc_offset_seconds", "utc_offset_raw", "deleted", "raw", "raw_replaced", "alterations")
    ID_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    DESCRIPTION_FIELD_NUMBER: _ClassVar[int]
    START_TIME_FIELD_NUMBER: _ClassVar[int]
    END_TIME_FIELD_NUMBER: _ClassVar[int]
    DURATION_MINUTES_FIELD_NUMBER: _ClassVar[int]
    ALL_DAY_FIELD_NUMBER: _ClassVar[int]
    REMINDER_FIELD_NUMBER: _ClassVar[int]
    REMINDER_MINUTES_FIELD_NUMBER: _ClassVar[int]
    TEXT_COLOR_FIELD_NUMBER: _ClassVar[int]
    BACKGROUND_COLOR_FIELD_NUMBER: _ClassVar[int]
    BORDER_COLOR_FIELD_NUMBER: _ClassVar[int]
    PARTICIPANTS_FIELD_NUMBER: _ClassVar[int]
    OWNER_ID_FIELD_NUMBER: _ClassVar[int]
    STATUS_TEXT_FIELD_NUMBER: _ClassVar[int]
    TYPE_NAME_FIELD_NUMBER: _ClassVar[int]
    UTC_OFFSET_SECONDS_FIELD_NUMBER: _ClassVar[int]
    UTC_OFFSET_RAW_FIELD_NUMBER: _ClassVar[int]
    DELETED_FIELD_NUMBER: _ClassVar[int]
    RAW_FIELD_NUMBER: _ClassVar[int]
    RAW_REPLACED_FIELD_NUMBER: _ClassVar[int]
    ALTERATIONS_FIELD_NUMBER: _ClassVar[int]
    id: str
    title: str
    description: str
    start_time: _timestamp_pb2.Timestamp
    end_time: _timestamp_pb2.Timestamp
    duration_minutes: int
    all_day: bool
    reminder: bool
    reminder_minutes: int
    text_color: str
    background_color: str
    border_color: str
    participants: _containers.RepeatedCompositeFieldContainer[CalendarParticipant]
    owner_id: str
    status_text: str
    type_name: str
    utc_offset_seconds: int
    utc_offset_raw: str
    deleted: bool
    raw: str
    raw_replaced: bool
    alterations: _containers.RepeatedCompositeFieldContainer[_alteration_pb2.Alteration]
    def __init__(self, id: _Optional[str] = ..., title: _Optional[str] = ..., description: _Optional[str] = ..., start_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., end_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., duration_minutes: _Optional[int] = ..., all_day: _Optional[bool] = ..., reminder: _Optional[bool] = ..., reminder_minutes: _Optional[int] = ..., text_color: _Optional[str] = ..., background_color: _Optional[str] = ..., border_color: _Optional[str] = ..., participants: _Optional[_Iterable[_Union[CalendarParticipant, _Mapping]]] = ..., owner_id: _Optional[str] = ..., status_text: _Optional[str] = ..., type_name: _Optional[str] = ..., utc_offset_seconds: _Optional[int] = ..., utc_offset_raw: _Optional[str] = ..., deleted: _Optional[bool] = ..., raw: _Optional[str] = ..., raw_replaced: _Optional[bool] = ..., alterations: _Optional[_Iterable[_Union[_alteration_pb2.Alteration, _Mapping]]] = ...) -> None: ...

class GetCalendarEventRequest(_message.Message):
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

class GetCalendarEventResponse(_message.Message):
    __slots__ = ("calendar_event", "notices", "upstream_requests")
    CALENDAR_EVENT_FIELD_NUMBER: _ClassVar[int]
    NOTICES_FIELD_NUMBER: _ClassVar[int]
    UPSTREAM_REQUESTS_FIELD_NUMBER: _ClassVar[int]
    calendar_event: CalendarEvent
    notices: _containers.RepeatedCompositeFieldContainer[_errors_pb2.Notice]
    upstream_requests: int
    def __init__(self, calendar_event: _Optional[_Union[CalendarEvent, _Mapping]] = ..., notices: _Optional[_Iterable[_Union[_errors_pb2.Notice, _Mapping]]] = ..., upstream_requests: _Optional[int] = ...) -> None: ...

class CalendarParticipant(_message.Message):
    __slots__ = ("user_id", "role")
    USER_ID_FIELD_NUMBER: _ClassVar[int]
    ROLE_FIELD_NUMBER: _ClassVar[int]
    user_id: str
    role: str
    def __init__(self, user_id: _Optional[str] = ..., role: _Optional[str] = ...) -> None: ...

class CreateCalendarEventRequest(_message.Message):
    __slots__ = ("source", "calendar_event", "request_id", "validate_only", "proof", "priority")
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    CALENDAR_EVENT_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    VALIDATE_ONLY_FIELD_NUMBER: _ClassVar[int]
    PROOF_FIELD_NUMBER: _ClassVar[int]
    PRIORITY_FIELD_NUMBER: _ClassVar[int]
    source: str
    calendar_event: CalendarEvent
    request_id: str
    validate_only: bool
    proof: _writes_pb2.WriteProof
    priority: _stream_pb2.Priority
    def __init__(self, source: _Optional[str] = ..., calendar_event: _Optional[_Union[CalendarEvent, _Mapping]] = ..., request_id: _Optional[str] = ..., validate_only: _Optional[bool] = ..., proof: _Optional[_Union[_writes_pb2.WriteProof, str]] = ..., priority: _Optional[_Union[_stream_pb2.Priority, str]] = ...) -> None: ...

class CreateCalendarEventResponse(_message.Message):
    __slots__ = ("calendar_event", "notices", "upstream_requests", "receipt")
    CALENDAR_EVENT_FIELD_NUMBER: _ClassVar[int]
    NOTICES_FIELD_NUMBER: _ClassVar[int]
    UPSTREAM_REQUESTS_FIELD_NUMBER: _ClassVar[int]
    RECEIPT_FIELD_NUMBER: _ClassVar[int]
    calendar_event: CalendarEvent
    notices: _containers.RepeatedCompositeFieldContainer[_errors_pb2.Notice]
    upstream_requests: int
    receipt: _writes_pb2.WriteReceipt
    def __init__(self, calendar_event: _Optional[_Union[CalendarEvent, _Mapping]] = ..., notices: _Optional[_Iterable[_Union[_errors_pb2.Notice, _Mapping]]] = ..., upstream_requests: _Optional[int] = ..., receipt: _Optional[_Union[_writes_pb2.WriteReceipt, _Mapping]] = ...) -> None: ...

class UpdateCalendarEventRequest(_message.Message):
    __slots__ = ("source", "calendar_event", "update_mask", "request_id", "validate_only", "proof", "expected", "id", "expected_unset", "priority")
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    CALENDAR_EVENT_FIELD_NUMBER: _ClassVar[int]
    UPDATE_MASK_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    VALIDATE_ONLY_FIELD_NUMBER: _ClassVar[int]
    PROOF_FIELD_NUMBER: _ClassVar[int]
    EXPECTED_FIELD_NUMBER: _ClassVar[int]
    ID_FIELD_NUMBER: _ClassVar[int]
    EXPECTED_UNSET_FIELD_NUMBER: _ClassVar[int]
    PRIORITY_FIELD_NUMBER: _ClassVar[int]
    source: str
    calendar_event: CalendarEvent
    update_mask: _containers.RepeatedScalarFieldContainer[str]
    request_id: str
    validate_only: bool
    proof: _writes_pb2.WriteProof
    expected: CalendarEvent
    id: str
    expected_unset: _containers.RepeatedScalarFieldContainer[str]
    priority: _stream_pb2.Priority
    def __init__(self, source: _Optional[str] = ..., calendar_event: _Optional[_Union[CalendarEvent, _Mapping]] = ..., update_mask: _Optional[_Iterable[str]] = ..., request_id: _Optional[str] = ..., validate_only: _Optional[bool] = ..., proof: _Optional[_Union[_writes_pb2.WriteProof, str]] = ..., expected: _Optional[_Union[CalendarEvent, _Mapping]] = ..., id: _Optional[str] = ..., expected_unset: _Optional[_Iterable[str]] = ..., priority: _Optional[_Union[_stream_pb2.Priority, str]] = ...) -> None: ...

class UpdateCalendarEventResponse(_message.Message):
    __slots__ = ("calendar_event", "notices", "upstream_requests", "receipt")
    CALENDAR_EVENT_FIELD_NUMBER: _ClassVar[int]
    NOTICES_FIELD_NUMBER: _ClassVar[int]
    UPSTREAM_REQUESTS_FIELD_NUMBER: _ClassVar[int]
    RECEIPT_FIELD_NUMBER: _ClassVar[int]
    calendar_event: CalendarEvent
    notices: _containers.RepeatedCompositeFieldContainer[_errors_pb2.Notice]
    upstream_requests: int
    receipt: _writes_pb2.WriteReceipt
    def __init__(self, calendar_event: _Optional[_Union[CalendarEvent, _Mapping]] = ..., notices: _Optional[_Iterable[_Union[_errors_pb2.Notice, _Mapping]]] = ..., upstream_requests: _Optional[int] = ..., receipt: _Optional[_Union[_writes_pb2.WriteReceipt, _Mapping]] = ...) -> None: ...

class DeleteCalendarEventRequest(_message.Message):
    __slots__ = ("source", "request_id", "validate_only", "proof", "expected", "id", "expected_unset", "priority")
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    VALIDATE_ONLY_FIELD_NUMBER: _ClassVar[int]
    PROOF_FIELD_NUMBER: _ClassVar[int]
    EXPECTED_FIELD_NUMBER: _ClassVar[int]
    ID_FIELD_NUMBER: _ClassVar[int]
    EXPECTED_UNSET_FIELD_NUMBER: _ClassVar[int]
    PRIORITY_FIELD_NUMBER: _ClassVar[int]
    source: str
    request_id: str
    validate_only: bool
    proof: _writes_pb2.WriteProof
    expected: CalendarEvent
    id: str
    expected_unset: _containers.RepeatedScalarFieldContainer[str]
    priority: _stream_pb2.Priority
    def __init__(self, source: _Optional[str] = ..., request_id: _Optional[str] = ..., validate_only: _Optional[bool] = ..., proof: _Optional[_Union[_writes_pb2.WriteProof, str]] = ..., expected: _Optional[_Union[CalendarEvent, _Mapping]] = ..., id: _Optional[str] = ..., expected_unset: _Optional[_Iterable[str]] = ..., priority: _Optional[_Union[_stream_pb2.Priority, str]] = ...) -> None: ...

class DeleteCalendarEventResponse(_message.Message):
    __slots__ = ("calendar_event", "notices", "upstream_requests", "receipt")
    CALENDAR_EVENT_FIELD_NUMBER: _ClassVar[int]
    NOTICES_FIELD_NUMBER: _ClassVar[int]
    UPSTREAM_REQUESTS_FIELD_NUMBER: _ClassVar[int]
    RECEIPT_FIELD_NUMBER: _ClassVar[int]
    calendar_event: CalendarEvent
    notices: _containers.RepeatedCompositeFieldContainer[_errors_pb2.Notice]
    upstream_requests: int
    receipt: _writes_pb2.WriteReceipt
    def __init__(self, calendar_event: _Optional[_Union[CalendarEvent, _Mapping]] = ..., notices: _Optional[_Iterable[_Union[_errors_pb2.Notice, _Mapping]]] = ..., upstream_requests: _Optional[int] = ..., receipt: _Optional[_Union[_writes_pb2.WriteReceipt, _Mapping]] = ...) -> None: ...

class UndeleteCalendarEventRequest(_message.Message):
    __slots__ = ("source", "request_id", "validate_only", "proof", "expected", "id", "expected_unset", "priority")
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    VALIDATE_ONLY_FIELD_NUMBER: _ClassVar[int]
    PROOF_FIELD_NUMBER: _ClassVar[int]
    EXPECTED_FIELD_NUMBER: _ClassVar[int]
    ID_FIELD_NUMBER: _ClassVar[int]
    EXPECTED_UNSET_FIELD_NUMBER: _ClassVar[int]
    PRIORITY_FIELD_NUMBER: _ClassVar[int]
    source: str
    request_id: str
    validate_only: bool
    proof: _writes_pb2.WriteProof
    expected: CalendarEvent
    id: str
    expected_unset: _containers.RepeatedScalarFieldContainer[str]
    priority: _stream_pb2.Priority
    def __init__(self, source: _Optional[str] = ..., request_id: _Optional[str] = ..., validate_only: _Optional[bool] = ..., proof: _Optional[_Union[_writes_pb2.WriteProof, str]] = ..., expected: _Optional[_Union[CalendarEvent, _Mapping]] = ..., id: _Optional[str] = ..., expected_unset: _Optional[_Iterable[str]] = ..., priority: _Optional[_Union[_stream_pb2.Priority, str]] = ...) -> None: ...

class UndeleteCalendarEventResponse(_message.Message):
    __slots__ = ("calendar_event", "notices", "upstream_requests", "receipt")
    CALENDAR_EVENT_FIELD_NUMBER: _ClassVar[int]
    NOTICES_FIELD_NUMBER: _ClassVar[int]
    UPSTREAM_REQUESTS_FIELD_NUMBER: _ClassVar[int]
    RECEIPT_FIELD_NUMBER: _ClassVar[int]
    calendar_event: CalendarEvent
    notices: _containers.RepeatedCompositeFieldContainer[_errors_pb2.Notice]
    upstream_requests: int
    receipt: _writes_pb2.WriteReceipt
    def __init__(self, calendar_event: _Optional[_Union[CalendarEvent, _Mapping]] = ..., notices: _Optional[_Iterable[_Union[_errors_pb2.Notice, _Mapping]]] = ..., upstream_requests: _Optional[int] = ..., receipt: _Optional[_Union[_writes_pb2.WriteReceipt, _Mapping]] = ...) -> None: ...
