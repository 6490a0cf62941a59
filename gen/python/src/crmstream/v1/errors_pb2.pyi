from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from typing import ClassVar as _ClassVar, Optional as _Optional

DESCRIPTOR: _descriptor.FileDescriptor

class ErrorReason(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    ERROR_REASON_UNSPECIFIED: _ClassVar[ErrorReason]
    ERROR_REASON_INVALID_REQUEST: _ClassVar[ErrorReason]
    ERROR_REASON_UNKNOWN_SOURCE: _ClassVar[ErrorReason]
    ERROR_REASON_UNSUPPORTED: _ClassVar[ErrorReason]
    ERROR_REASON_INVALID_RESUME_TOKEN: _ClassVar[ErrorReason]
    ERROR_REASON_UPSTREAM_CREDENTIALS_REJECTED: _ClassVar[ErrorReason]
    ERROR_REASON_UPSTREAM_FORBIDDEN: _ClassVar[ErrorReason]
    ERROR_REASON_MISCONFIGURED: _ClassVar[ErrorReason]
    ERROR_REASON_FILTER_IGNORED: _ClassVar[ErrorReason]
    ERROR_REASON_NOT_FOUND: _ClassVar[ErrorReason]
    ERROR_REASON_CURSOR_GONE: _ClassVar[ErrorReason]
    ERROR_REASON_SCAN_INCOMPLETE: _ClassVar[ErrorReason]
    ERROR_REASON_RATE_LIMITED: _ClassVar[ErrorReason]
    ERROR_REASON_UPSTREAM_UNAVAILABLE: _ClassVar[ErrorReason]
    ERROR_REASON_MALFORMED_RESPONSE: _ClassVar[ErrorReason]
    ERROR_REASON_SERVER_STOPPING: _ClassVar[ErrorReason]
    ERROR_REASON_INTERNAL: _ClassVar[ErrorReason]
    ERROR_REASON_DEADLINE_EXCEEDED: _ClassVar[ErrorReason]
    ERROR_REASON_CANCELLED: _ClassVar[ErrorReason]
    ERROR_REASON_CONFLICT: _ClassVar[ErrorReason]
    ERROR_REASON_WRITE_OUTCOME_UNKNOWN: _ClassVar[ErrorReason]
    ERROR_REASON_WRITE_NOT_APPLIED: _ClassVar[ErrorReason]
    ERROR_REASON_REQUEST_ID_REUSED: _ClassVar[ErrorReason]
    ERROR_REASON_WRITE_REFUSED: _ClassVar[ErrorReason]
    ERROR_REASON_WRITE_NOT_EXECUTED: _ClassVar[ErrorReason]
    ERROR_REASON_WRITES_DISABLED: _ClassVar[ErrorReason]
    ERROR_REASON_NOT_FOLLOWED: _ClassVar[ErrorReason]
    ERROR_REASON_CHANGES_EXPIRED: _ClassVar[ErrorReason]
    ERROR_REASON_SLOW_READER: _ClassVar[ErrorReason]
    ERROR_REASON_LOG_UNAVAILABLE: _ClassVar[ErrorReason]
    ERROR_REASON_CREDENTIALS_REQUIRED: _ClassVar[ErrorReason]
    ERROR_REASON_CREDENTIALS_REJECTED: _ClassVar[ErrorReason]
    ERROR_REASON_ACCESS_DENIED: _ClassVar[ErrorReason]
    ERROR_REASON_CALLER_LIMITED: _ClassVar[ErrorReason]
    ERROR_REASON_SOURCE_REMOVED: _ClassVar[ErrorReason]
    ERROR_REASON_CREDENTIAL_EXPIRED: _ClassVar[ErrorReason]
    ERROR_REASON_OVERLOADED: _ClassVar[ErrorReason]
ERROR_REASON_UNSPECIFIED: ErrorReason
ERROR_REASON_INVALID_REQUEST: ErrorReason
ERROR_REASON_UNKNOWN_SOURCE: ErrorReason
ERROR_REASON_UNSUPPORTED: ErrorReason
ERROR_REASON_INVALID_RESUME_TOKEN: ErrorReason
ERROR_REASON_UPSTREAM_CREDENTIALS_REJECTED: ErrorReason
ERROR_REASON_UPSTREAM_FORBIDDEN: ErrorReason
ERROR_REASON_MISCONFIGURED: ErrorReason
ERROR_REASON_FILTER_IGNORED: ErrorReason
ERROR_REASON_NOT_FOUND: ErrorReason
ERROR_REASON_CURSOR_GONE: ErrorReason
ERROR_REASON_SCAN_INCOMPLETE: ErrorReason
ERROR_REASON_RATE_LIMITED: ErrorReason
ERROR_REASON_UPSTREAM_UNAVAILABLE: ErrorReason
ERROR_REASON_MALFORMED_RESPONSE: ErrorReason
ERROR_REASON_SERVER_STOPPING: ErrorReason
ERROR_REASON_INTERNAL: ErrorReason
ERROR_REASON_DEADLINE_EXCEEDED: ErrorReason
ERROR_REASON_CANCELLED: ErrorReason
ERROR_REASON_CONFLICT: ErrorReason
ERROR_REASON_WRITE_OUTCOME_UNKNOWN: ErrorReason
ERROR_REASON_WRITE_NOT_APPLIED: ErrorReason
ERROR_REASON_REQUEST_ID_REUSED: ErrorReason
ERROR_REASON_WRITE_REFUSED: ErrorReason
ERROR_REASON_WRITE_NOT_EXECUTED: ErrorReason
ERROR_REASON_WRITES_DISABLED: ErrorReason
ERROR_REASON_NOT_FOLLOWED: ErrorReason
ERROR_REASON_CHANGES_EXPIRED: ErrorReason
ERROR_REASON_SLOW_READER: ErrorReason
ERROR_REASON_LOG_UNAVAILABLE: ErrorReason
ERROR_REASON_CREDENTIALS_REQUIRED: ErrorReason
ERROR_REASON_CREDENTIALS_REJECTED: ErrorReason
ERROR_REASON_ACCESS_DENIED: ErrorReason
ERROR_REASON_CALLER_LIMITED: ErrorReason
ERROR_REASON_SOURCE_REMOVED: ErrorReason
ERROR_REASON_CREDENTIAL_EXPIRED: ErrorReason
ERROR_REASON_OVERLOADED: ErrorReason

class Notice(_message.Message):
    __slots__ = ("code", "message")
    CODE_FIELD_NUMBER: _ClassVar[int]
    MESSAGE_FIELD_NUMBER: _ClassVar[int]
    code: str
    message: str
    def __init__(self, code: _Optional[str] = ..., message: _Optional[str] = ...) -> None: ...
