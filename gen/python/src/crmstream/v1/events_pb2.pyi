import datetime

from crmstream.v1 import activities_pb2 as _activities_pb2
from crmstream.v1 import contacts_pb2 as _contacts_pb2
from crmstream.v1 import errors_pb2 as _errors_pb2
from crmstream.v1 import field_value_pb2 as _field_value_pb2
from crmstream.v1 import snapshots_pb2 as _snapshots_pb2
from crmstream.v1 import stock_pb2 as _stock_pb2
from crmstream.v1 import stream_pb2 as _stream_pb2
from crmstream.v1 import watch_pb2 as _watch_pb2
from google.protobuf import duration_pb2 as _duration_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class EventKind(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    EVENT_KIND_UNSPECIFIED: _ClassVar[EventKind]
    EVENT_KIND_LOGIN: _ClassVar[EventKind]
    EVENT_KIND_VIEW: _ClassVar[EventKind]
    EVENT_KIND_CREATE: _ClassVar[EventKind]
    EVENT_KIND_EDIT: _ClassVar[EventKind]
    EVENT_KIND_DELETE: _ClassVar[EventKind]
    EVENT_KIND_EXPORT: _ClassVar[EventKind]
    EVENT_KIND_IMPORT: _ClassVar[EventKind]
    EVENT_KIND_STATUS: _ClassVar[EventKind]
    EVENT_KIND_STAGE: _ClassVar[EventKind]
    EVENT_KIND_COMMENT: _ClassVar[EventKind]
    EVENT_KIND_MANAGER: _ClassVar[EventKind]
    EVENT_KIND_ANSWER: _ClassVar[EventKind]
    EVENT_KIND_MESSENGER: _ClassVar[EventKind]
    EVENT_KIND_QUEUE: _ClassVar[EventKind]
    EVENT_KIND_OTHER: _ClassVar[EventKind]

class EventObject(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    EVENT_OBJECT_UNSPECIFIED: _ClassVar[EventObject]
    EVENT_OBJECT_CONTACT: _ClassVar[EventObject]
    EVENT_OBJECT_ACTIVITY: _ClassVar[EventObject]
    EVENT_OBJECT_STOCK_ITEM: _ClassVar[EventObject]
    EVENT_OBJECT_DEAL: _ClassVar[EventObject]
    EVENT_OBJECT_TASK: _ClassVar[EventObject]
    EVENT_OBJECT_MESSENGER: _ClassVar[EventObject]
    EVENT_OBJECT_REMINDER: _ClassVar[EventObject]
    EVENT_OBJECT_EMAIL: _ClassVar[EventObject]
    EVENT_OBJECT_SYSTEM_EMAIL: _ClassVar[EventObject]
    EVENT_OBJECT_CALL: _ClassVar[EventObject]
    EVENT_OBJECT_SMS: _ClassVar[EventObject]
    EVENT_OBJECT_CAMPAIGN_LETTER: _ClassVar[EventObject]
    EVENT_OBJECT_COMMENT: _ClassVar[EventObject]
    EVENT_OBJECT_DOCUMENT: _ClassVar[EventObject]
    EVENT_OBJECT_APP: _ClassVar[EventObject]

class EventSubject(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    EVENT_SUBJECT_UNSPECIFIED: _ClassVar[EventSubject]
    EVENT_SUBJECT_WORKER: _ClassVar[EventSubject]
    EVENT_SUBJECT_SYSTEM: _ClassVar[EventSubject]
    EVENT_SUBJECT_BUSINESS_PROCESS: _ClassVar[EventSubject]
EVENT_KIND_UNSPECIFIED: EventKind
EVENT_KIND_LOGIN: EventKind
EVENT_KIND_VIEW: EventKind
EVENT_KIND_CREATE: EventKind
EVENT_KIND_EDIT: EventKind
EVENT_KIND_DELETE: EventKind
EVENT_KIND_EXPORT: EventKind
EVENT_KIND_IMPORT: EventKind
EVENT_KIND_STATUS: EventKind
EVENT_KIND_STAGE: EventKind
EVENT_KIND_COMMENT: EventKind
EVENT_KIND_MANAGER: EventKind
EVENT_KIND_ANSWER: EventKind
EVENT_KIND_MESSENGER: EventKind
EVENT_KIND_QUEUE: EventKind
EVENT_KIND_OTHER: EventKind
EVENT_OBJECT_UNSPECIFIED: EventObject
EVENT_OBJECT_CONTACT: EventObject
EVENT_OBJECT_ACTIVITY: EventObject
EVENT_OBJECT_STOCK_ITEM: EventObject
EVENT_OBJECT_DEAL: EventObject
EVENT_OBJECT_TASK: EventObject
EVENT_OBJECT_MESSENGER: EventObject
EVENT_OBJECT_REMINDER: EventObject
EVENT_OBJECT_EMAIL: EventObject
EVENT_OBJECT_SYSTEM_EMAIL: EventObject
EVENT_OBJECT_CALL: EventObject
EVENT_OBJECT_SMS: EventObject
EVENT_OBJECT_CAMPAIGN_LETTER: EventObject
EVENT_OBJECT_COMMENT: EventObject
EVENT_OBJECT_DOCUMENT: EventObject
EVENT_OBJECT_APP: EventObject
EVENT_SUBJECT_UNSPECIFIED: EventSubject
EVENT_SUBJECT_WORKER: EventSubject
EVENT_SUBJECT_SYSTEM: EventSubject
EVENT_SUBJECT_BUSINESS_PROCESS: EventSubject

class WatchEventsRequest(_message.Message):
    __slots__ = ("source", "limit", "resume_token", "start", "wait")
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    LIMIT_FIELD_NUMBER: _ClassVar[int]
    RESUME_TOKEN_FIELD_NUMBER: _ClassVar[int]
    START_FIELD_NUMBER: _ClassVar[int]
    WAIT_FIELD_NUMBER: _ClassVar[int]
    source: str
    limit: int
    resume_token: str
    start: _watch_pb2.WatchStart
    wait: _duration_pb2.Duration
    def __init__(self, source: _Optional[str] = ..., limit: _Optional[int] = ..., resume_token: _Optional[str] = ..., start: _Optional[_Union[_watch_pb2.WatchStart, str]] = ..., wait: _Optional[_Union[datetime.timedelta, _duration_pb2.Duration, _Mapping]] = ...) -> None: ...

class WatchEventsResponse(_message.Message):
    __slots__ = ("events", "resume_token", "complete_until", "gaps", "notices", "end")
    EVENTS_FIELD_NUMBER: _ClassVar[int]
    RESUME_TOKEN_FIELD_NUMBER: _ClassVar[int]
    COMPLETE_UNTIL_FIELD_NUMBER: _ClassVar[int]
    GAPS_FIELD_NUMBER: _ClassVar[int]
    NOTICES_FIELD_NUMBER: _ClassVar[int]
    END_FIELD_NUMBER: _ClassVar[int]
    events: _containers.RepeatedCompositeFieldContainer[PushedEvent]
    resume_token: str
    complete_until: _timestamp_pb2.Timestamp
    gaps: _containers.RepeatedCompositeFieldContainer[_watch_pb2.Gap]
    notices: _containers.RepeatedCompositeFieldContainer[_errors_pb2.Notice]
    end: _stream_pb2.EndReason
    def __init__(self, events: _Optional[_Iterable[_Union[PushedEvent, _Mapping]]] = ..., resume_token: _Optional[str] = ..., complete_until: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., gaps: _Optional[_Iterable[_Union[_watch_pb2.Gap, _Mapping]]] = ..., notices: _Optional[_Iterable[_Union[_errors_pb2.Notice, _Mapping]]] = ..., end: _Optional[_Union[_stream_pb2.EndReason, str]] = ...) -> None: ...

class PushedEvent(_message.Message):
    __slots__ = ("event", "event_text", "object", "object_text", "object_id", "object_type_id", "subject", "subject_id", "receive_time", "former", "contact", "activity", "stock_item", "deal", "campaign_letter", "call", "task", "task_status_change", "document", "raw", "raw_replaced", "unreadable")
    EVENT_FIELD_NUMBER: _ClassVar[int]
    EVENT_TEXT_FIELD_NUMBER: _ClassVar[int]
    OBJECT_FIELD_NUMBER: _ClassVar[int]
    OBJECT_TEXT_FIELD_NUMBER: _ClassVar[int]
    OBJECT_ID_FIELD_NUMBER: _ClassVar[int]
    OBJECT_TYPE_ID_FIELD_NUMBER: _ClassVar[int]
    SUBJECT_FIELD_NUMBER: _ClassVar[int]
    SUBJECT_ID_FIELD_NUMBER: _ClassVar[int]
    RECEIVE_TIME_FIELD_NUMBER: _ClassVar[int]
    FORMER_FIELD_NUMBER: _ClassVar[int]
    CONTACT_FIELD_NUMBER: _ClassVar[int]
    ACTIVITY_FIELD_NUMBER: _ClassVar[int]
    STOCK_ITEM_FIELD_NUMBER: _ClassVar[int]
    DEAL_FIELD_NUMBER: _ClassVar[int]
    CAMPAIGN_LETTER_FIELD_NUMBER: _ClassVar[int]
    CALL_FIELD_NUMBER: _ClassVar[int]
    TASK_FIELD_NUMBER: _ClassVar[int]
    TASK_STATUS_CHANGE_FIELD_NUMBER: _ClassVar[int]
    DOCUMENT_FIELD_NUMBER: _ClassVar[int]
    RAW_FIELD_NUMBER: _ClassVar[int]
    RAW_REPLACED_FIELD_NUMBER: _ClassVar[int]
    UNREADABLE_FIELD_NUMBER: _ClassVar[int]
    event: EventKind
    event_text: str
    object: EventObject
    object_text: str
    object_id: str
    object_type_id: str
    subject: EventSubject
    subject_id: str
    receive_time: _timestamp_pb2.Timestamp
    former: _containers.RepeatedCompositeFieldContainer[FormerValue]
    contact: _contacts_pb2.Contact
    activity: _activities_pb2.Activity
    stock_item: _stock_pb2.StockItem
    deal: _snapshots_pb2.DealSnapshot
    campaign_letter: _snapshots_pb2.CampaignLetter
    call: _snapshots_pb2.CallSnapshot
    task: _snapshots_pb2.CrmTask
    task_status_change: _snapshots_pb2.CrmTaskStatusChange
    document: _snapshots_pb2.Document
    raw: str
    raw_replaced: bool
    unreadable: str
    def __init__(self, event: _Optional[_Union[EventKind, str]] = ..., event_text: _Optional[str] = ..., object: _Optional[_Union[EventObject, str]] = ..., object_text: _Optional[str] = ..., object_id: _Optional[str] = ..., object_type_id: _Optional[str] = ..., subject: _Optional[_Union[EventSubject, str]] = ..., subject_id: _Optional[str] = ..., receive_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., former: _Optional[_Iterable[_Union[FormerValue, _Mapping]]] = ..., contact: _Optional[_Union[_contacts_pb2.Contact, _Mapping]] = ..., activity: _Optional[_Union[_activities_pb2.Activity, _Mapping]] = ..., stock_item: _Optional[_Union[_stock_pb2.StockItem, _Mapping]] = ..., deal: _Optional[_Union[_snapshots_pb2.DealSnapshot, _Mapping]] = ..., campaign_letter: _Optional[_Union[_snapshots_pb2.CampaignLetter, _Mapping]] = ..., call: _Optional[_Union[_snapshots_pb2.CallSnapshot, _Mapping]] = ..., task: _Optional[_Union[_snapshots_pb2.CrmTask, _Mapping]] = ..., task_status_change: _Optional[_Union[_snapshots_pb2.CrmTaskStatusChange, _Mapping]] = ..., document: _Optional[_Union[_snapshots_pb2.Document, _Mapping]] = ..., raw: _Optional[str] = ..., raw_replaced: _Optional[bool] = ..., unreadable: _Optional[str] = ...) -> None: ...

class FormerValue(_message.Message):
    __slots__ = ("field", "value", "current")
    FIELD_FIELD_NUMBER: _ClassVar[int]
    VALUE_FIELD_NUMBER: _ClassVar[int]
    CURRENT_FIELD_NUMBER: _ClassVar[int]
    field: str
    value: _field_value_pb2.FieldValue
    current: _field_value_pb2.FieldValue
    def __init__(self, field: _Optional[str] = ..., value: _Optional[_Union[_field_value_pb2.FieldValue, _Mapping]] = ..., current: _Optional[_Union[_field_value_pb2.FieldValue, _Mapping]] = ...) -> None: ...
