import datetime

from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class WatchStart(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    WATCH_START_UNSPECIFIED: _ClassVar[WatchStart]
    WATCH_START_NOW: _ClassVar[WatchStart]
    WATCH_START_OLDEST: _ClassVar[WatchStart]

class GapCause(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    GAP_CAUSE_UNSPECIFIED: _ClassVar[GapCause]
    GAP_CAUSE_FEED_STARTED: _ClassVar[GapCause]
    GAP_CAUSE_STORE_RESET: _ClassVar[GapCause]
    GAP_CAUSE_ACCOUNT_CHANGED: _ClassVar[GapCause]
    GAP_CAUSE_RECEIVER_DOWN: _ClassVar[GapCause]
    GAP_CAUSE_REFUSED: _ClassVar[GapCause]
WATCH_START_UNSPECIFIED: WatchStart
WATCH_START_NOW: WatchStart
WATCH_START_OLDEST: WatchStart
GAP_CAUSE_UNSPECIFIED: GapCause
GAP_CAUSE_FEED_STARTED: GapCause
GAP_CAUSE_STORE_RESET: GapCause
GAP_CAUSE_ACCOUNT_CHANGED: GapCause
GAP_CAUSE_RECEIVER_DOWN: GapCause
GAP_CAUSE_REFUSED: GapCause

class Gap(_message.Message):
    __slots__ = ("to", "cause", "count")
    FROM_FIELD_NUMBER: _ClassVar[int]
    TO_FIELD_NUMBER: _ClassVar[int]
    CAUSE_FIELD_NUMBER: _ClassVar[int]
    COUNT_FIELD_NUMBER: _ClassVar[int]
    to: _timestamp_pb2.Timestamp
    cause: GapCause
    count: int
    def __init__(self, to: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., cause: _Optional[_Union[GapCause, str]] = ..., count: _Optional[int] = ..., **kwargs) -> None: ...
