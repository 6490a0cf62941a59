import datetime

from crmstream.v1 import errors_pb2 as _errors_pb2
from crmstream.v1 import stream_pb2 as _stream_pb2
from crmstream.v1 import watch_pb2 as _watch_pb2
from crmstream.v1 import writes_pb2 as _writes_pb2
from google.protobuf import duration_pb2 as _duration_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class SmsStatus(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    SMS_STATUS_UNSPECIFIED: _ClassVar[SmsStatus]
    SMS_STATUS_NEW: _ClassVar[SmsStatus]
    SMS_STATUS_IN_PROGRESS: _ClassVar[SmsStatus]
    SMS_STATUS_SENT: _ClassVar[SmsStatus]
    SMS_STATUS_DELIVERED: _ClassVar[SmsStatus]
    SMS_STATUS_NOT_DELIVERED: _ClassVar[SmsStatus]
    SMS_STATUS_BLOCKED: _ClassVar[SmsStatus]
    SMS_STATUS_ABSENT: _ClassVar[SmsStatus]
SMS_STATUS_UNSPECIFIED: SmsStatus
SMS_STATUS_NEW: SmsStatus
SMS_STATUS_IN_PROGRESS: SmsStatus
SMS_STATUS_SENT: SmsStatus
SMS_STATUS_DELIVERED: SmsStatus
SMS_STATUS_NOT_DELIVERED: SmsStatus
SMS_STATUS_BLOCKED: SmsStatus
SMS_STATUS_ABSENT: SmsStatus

class OutgoingSms(_message.Message):
    __slots__ = ("id", "sender", "destination", "text", "receive_time", "possible_repeat_of", "status", "part_count", "original_text")
    ID_FIELD_NUMBER: _ClassVar[int]
    SENDER_FIELD_NUMBER: _ClassVar[int]
    DESTINATION_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    RECEIVE_TIME_FIELD_NUMBER: _ClassVar[int]
    POSSIBLE_REPEAT_OF_FIELD_NUMBER: _ClassVar[int]
    STATUS_FIELD_NUMBER: _ClassVar[int]
    PART_COUNT_FIELD_NUMBER: _ClassVar[int]
    ORIGINAL_TEXT_FIELD_NUMBER: _ClassVar[int]
    id: str
    sender: str
    destination: str
    text: str
    receive_time: _timestamp_pb2.Timestamp
    possible_repeat_of: str
    status: SmsStatus
    part_count: int
    original_text: bytes
    def __init__(self, id: _Optional[str] = ..., sender: _Optional[str] = ..., destination: _Optional[str] = ..., text: _Optional[str] = ..., receive_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., possible_repeat_of: _Optional[str] = ..., status: _Optional[_Union[SmsStatus, str]] = ..., part_count: _Optional[int] = ..., original_text: _Optional[bytes] = ...) -> None: ...

class WatchOutgoingSmsRequest(_message.Message):
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

class WatchOutgoingSmsResponse(_message.Message):
    __slots__ = ("messages", "resume_token", "complete_until", "gaps", "notices", "end")
    MESSAGES_FIELD_NUMBER: _ClassVar[int]
    RESUME_TOKEN_FIELD_NUMBER: _ClassVar[int]
    COMPLETE_UNTIL_FIELD_NUMBER: _ClassVar[int]
    GAPS_FIELD_NUMBER: _ClassVar[int]
    NOTICES_FIELD_NUMBER: _ClassVar[int]
    END_FIELD_NUMBER: _ClassVar[int]
    messages: _containers.RepeatedCompositeFieldContainer[OutgoingSms]
    resume_token: str
    complete_until: _timestamp_pb2.Timestamp
    gaps: _containers.RepeatedCompositeFieldContainer[_watch_pb2.Gap]
    notices: _containers.RepeatedCompositeFieldContainer[_errors_pb2.Notice]
    end: _stream_pb2.EndReason
    def __init__(self, messages: _Optional[_Iterable[_Union[OutgoingSms, _Mapping]]] = ..., resume_token: _Optional[str] = ..., complete_until: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., gaps: _Optional[_Iterable[_Union[_watch_pb2.Gap, _Mapping]]] = ..., notices: _Optional[_Iterable[_Union[_errors_pb2.Notice, _Mapping]]] = ..., end: _Optional[_Union[_stream_pb2.EndReason, str]] = ...) -> None: ...

class UpdateSmsStatusRequest(_message.Message):
    __slots__ = ("source", "status", "part_count", "id")
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    STATUS_FIELD_NUMBER: _ClassVar[int]
    PART_COUNT_FIELD_NUMBER: _ClassVar[int]
    ID_FIELD_NUMBER: _ClassVar[int]
    source: str
    status: SmsStatus
    part_count: int
    id: str
    def __init__(self, source: _Optional[str] = ..., status: _Optional[_Union[SmsStatus, str]] = ..., part_count: _Optional[int] = ..., id: _Optional[str] = ...) -> None: ...

class UpdateSmsStatusResponse(_message.Message):
    __slots__ = ("sms",)
    SMS_FIELD_NUMBER: _ClassVar[int]
    sms: OutgoingSms
    def __init__(self, sms: _Optional[_Union[OutgoingSms, _Mapping]] = ...) -> None: ...

class IncomingSms(_message.Message):
    __slots__ = ("id", "sender", "destination", "message", "part_count", "receive_time")
    ID_FIELD_NUMBER: _ClassVar[int]
    SENDER_FIELD_NUMBER: _ClassVar[int]
    DESTINATION_FIELD_NUMBER: _ClassVar[int]
    MESSAGE_FIELD_NUMBER: _ClassVar[int]
    PART_COUNT_FIELD_NUMBER: _ClassVar[int]
    RECEIVE_TIME_FIELD_NUMBER: _ClassVar[int]
    id: str
    sender: str
    destination: str
    message: str
    part_count: int
    receive_time: _timestamp_pb2.Timestamp
    def __init__(self, id: _Optional[str] = ..., sender: _Optional[str] = ..., destination: _Optional[str] = ..., message: _Optional[str] = ..., part_count: _Optional[int] = ..., receive_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class ReportIncomingSmsRequest(_message.Message):
    __slots__ = ("source", "sms", "request_id", "validate_only", "proof", "priority")
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    SMS_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    VALIDATE_ONLY_FIELD_NUMBER: _ClassVar[int]
    PROOF_FIELD_NUMBER: _ClassVar[int]
    PRIORITY_FIELD_NUMBER: _ClassVar[int]
    source: str
    sms: IncomingSms
    request_id: str
    validate_only: bool
    proof: _writes_pb2.WriteProof
    priority: _stream_pb2.Priority
    def __init__(self, source: _Optional[str] = ..., sms: _Optional[_Union[IncomingSms, _Mapping]] = ..., request_id: _Optional[str] = ..., validate_only: _Optional[bool] = ..., proof: _Optional[_Union[_writes_pb2.WriteProof, str]] = ..., priority: _Optional[_Union[_stream_pb2.Priority, str]] = ...) -> None: ...

class ReportIncomingSmsResponse(_message.Message):
    __slots__ = ("sms", "notices", "upstream_requests", "receipt")
    SMS_FIELD_NUMBER: _ClassVar[int]
    NOTICES_FIELD_NUMBER: _ClassVar[int]
    UPSTREAM_REQUESTS_FIELD_NUMBER: _ClassVar[int]
    RECEIPT_FIELD_NUMBER: _ClassVar[int]
    sms: IncomingSms
    notices: _containers.RepeatedCompositeFieldContainer[_errors_pb2.Notice]
    upstream_requests: int
    receipt: _writes_pb2.WriteReceipt
    def __init__(self, sms: _Optional[_Union[IncomingSms, _Mapping]] = ..., notices: _Optional[_Iterable[_Union[_errors_pb2.Notice, _Mapping]]] = ..., upstream_requests: _Optional[int] = ..., receipt: _Optional[_Union[_writes_pb2.WriteReceipt, _Mapping]] = ...) -> None: ...
