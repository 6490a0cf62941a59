import datetime

from crmstream.v1 import errors_pb2 as _errors_pb2
from crmstream.v1 import stream_pb2 as _stream_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class WriteState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    WRITE_STATE_UNSPECIFIED: _ClassVar[WriteState]
    WRITE_STATE_EXECUTED: _ClassVar[WriteState]
    WRITE_STATE_NOT_EXECUTED: _ClassVar[WriteState]
    WRITE_STATE_UNKNOWN: _ClassVar[WriteState]
    WRITE_STATE_IN_PROGRESS: _ClassVar[WriteState]
    WRITE_STATE_VALIDATED: _ClassVar[WriteState]

class WriteProof(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    WRITE_PROOF_UNSPECIFIED: _ClassVar[WriteProof]
    WRITE_PROOF_NONE: _ClassVar[WriteProof]
    WRITE_PROOF_STRICT: _ClassVar[WriteProof]
    WRITE_PROOF_LATER: _ClassVar[WriteProof]

class ProofResult(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    PROOF_RESULT_UNSPECIFIED: _ClassVar[ProofResult]
    PROOF_RESULT_READ_BACK: _ClassVar[ProofResult]
    PROOF_RESULT_ANSWER: _ClassVar[ProofResult]
    PROOF_RESULT_DIFFERS: _ClassVar[ProofResult]
    PROOF_RESULT_SKIPPED: _ClassVar[ProofResult]
    PROOF_RESULT_UNAVAILABLE: _ClassVar[ProofResult]
    PROOF_RESULT_PENDING: _ClassVar[ProofResult]
WRITE_STATE_UNSPECIFIED: WriteState
WRITE_STATE_EXECUTED: WriteState
WRITE_STATE_NOT_EXECUTED: WriteState
WRITE_STATE_UNKNOWN: WriteState
WRITE_STATE_IN_PROGRESS: WriteState
WRITE_STATE_VALIDATED: WriteState
WRITE_PROOF_UNSPECIFIED: WriteProof
WRITE_PROOF_NONE: WriteProof
WRITE_PROOF_STRICT: WriteProof
WRITE_PROOF_LATER: WriteProof
PROOF_RESULT_UNSPECIFIED: ProofResult
PROOF_RESULT_READ_BACK: ProofResult
PROOF_RESULT_ANSWER: ProofResult
PROOF_RESULT_DIFFERS: ProofResult
PROOF_RESULT_SKIPPED: ProofResult
PROOF_RESULT_UNAVAILABLE: ProofResult
PROOF_RESULT_PENDING: ProofResult

class WriteReceipt(_message.Message):
    __slots__ = ("request_id", "state", "proof", "differences", "sent_time", "proved_time", "replayed", "kept_until", "requests")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    PROOF_FIELD_NUMBER: _ClassVar[int]
    DIFFERENCES_FIELD_NUMBER: _ClassVar[int]
    SENT_TIME_FIELD_NUMBER: _ClassVar[int]
    PROVED_TIME_FIELD_NUMBER: _ClassVar[int]
    REPLAYED_FIELD_NUMBER: _ClassVar[int]
    KEPT_UNTIL_FIELD_NUMBER: _ClassVar[int]
    REQUESTS_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    state: WriteState
    proof: ProofResult
    differences: _containers.RepeatedCompositeFieldContainer[FieldDifference]
    sent_time: _timestamp_pb2.Timestamp
    proved_time: _timestamp_pb2.Timestamp
    replayed: bool
    kept_until: _timestamp_pb2.Timestamp
    requests: _containers.RepeatedCompositeFieldContainer[PlannedRequest]
    def __init__(self, request_id: _Optional[str] = ..., state: _Optional[_Union[WriteState, str]] = ..., proof: _Optional[_Union[ProofResult, str]] = ..., differences: _Optional[_Iterable[_Union[FieldDifference, _Mapping]]] = ..., sent_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., proved_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., replayed: _Optional[bool] = ..., kept_until: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., requests: _Optional[_Iterable[_Union[PlannedRequest, _Mapping]]] = ...) -> None: ...

class FieldDifference(_message.Message):
    __slots__ = ("field", "sent", "found")
    FIELD_FIELD_NUMBER: _ClassVar[int]
    SENT_FIELD_NUMBER: _ClassVar[int]
    FOUND_FIELD_NUMBER: _ClassVar[int]
    field: str
    sent: str
    found: str
    def __init__(self, field: _Optional[str] = ..., sent: _Optional[str] = ..., found: _Optional[str] = ...) -> None: ...

class PlannedRequest(_message.Message):
    __slots__ = ("op", "method", "path", "content_type", "body", "elements", "rows", "earliest_time")
    OP_FIELD_NUMBER: _ClassVar[int]
    METHOD_FIELD_NUMBER: _ClassVar[int]
    PATH_FIELD_NUMBER: _ClassVar[int]
    CONTENT_TYPE_FIELD_NUMBER: _ClassVar[int]
    BODY_FIELD_NUMBER: _ClassVar[int]
    ELEMENTS_FIELD_NUMBER: _ClassVar[int]
    ROWS_FIELD_NUMBER: _ClassVar[int]
    EARLIEST_TIME_FIELD_NUMBER: _ClassVar[int]
    op: str
    method: str
    path: str
    content_type: str
    body: str
    elements: int
    rows: int
    earliest_time: _timestamp_pb2.Timestamp
    def __init__(self, op: _Optional[str] = ..., method: _Optional[str] = ..., path: _Optional[str] = ..., content_type: _Optional[str] = ..., body: _Optional[str] = ..., elements: _Optional[int] = ..., rows: _Optional[int] = ..., earliest_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class WriteResult(_message.Message):
    __slots__ = ("index", "id", "state", "reason", "message", "field", "differences")
    INDEX_FIELD_NUMBER: _ClassVar[int]
    ID_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    MESSAGE_FIELD_NUMBER: _ClassVar[int]
    FIELD_FIELD_NUMBER: _ClassVar[int]
    DIFFERENCES_FIELD_NUMBER: _ClassVar[int]
    index: int
    id: str
    state: WriteState
    reason: _errors_pb2.ErrorReason
    message: str
    field: str
    differences: _containers.RepeatedCompositeFieldContainer[FieldDifference]
    def __init__(self, index: _Optional[int] = ..., id: _Optional[str] = ..., state: _Optional[_Union[WriteState, str]] = ..., reason: _Optional[_Union[_errors_pb2.ErrorReason, str]] = ..., message: _Optional[str] = ..., field: _Optional[str] = ..., differences: _Optional[_Iterable[_Union[FieldDifference, _Mapping]]] = ...) -> None: ...

class Write(_message.Message):
    __slots__ = ("request_id", "method", "state", "ids", "candidate_ids", "lookup", "sent_time", "kept_until", "results", "message", "settle_time", "caller", "proof", "differences")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    METHOD_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    IDS_FIELD_NUMBER: _ClassVar[int]
    CANDIDATE_IDS_FIELD_NUMBER: _ClassVar[int]
    LOOKUP_FIELD_NUMBER: _ClassVar[int]
    SENT_TIME_FIELD_NUMBER: _ClassVar[int]
    KEPT_UNTIL_FIELD_NUMBER: _ClassVar[int]
    RESULTS_FIELD_NUMBER: _ClassVar[int]
    MESSAGE_FIELD_NUMBER: _ClassVar[int]
    SETTLE_TIME_FIELD_NUMBER: _ClassVar[int]
    CALLER_FIELD_NUMBER: _ClassVar[int]
    PROOF_FIELD_NUMBER: _ClassVar[int]
    DIFFERENCES_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    method: str
    state: WriteState
    ids: _containers.RepeatedScalarFieldContainer[str]
    candidate_ids: _containers.RepeatedScalarFieldContainer[str]
    lookup: str
    sent_time: _timestamp_pb2.Timestamp
    kept_until: _timestamp_pb2.Timestamp
    results: _containers.RepeatedCompositeFieldContainer[WriteResult]
    message: str
    settle_time: _timestamp_pb2.Timestamp
    caller: str
    proof: ProofResult
    differences: _containers.RepeatedCompositeFieldContainer[FieldDifference]
    def __init__(self, request_id: _Optional[str] = ..., method: _Optional[str] = ..., state: _Optional[_Union[WriteState, str]] = ..., ids: _Optional[_Iterable[str]] = ..., candidate_ids: _Optional[_Iterable[str]] = ..., lookup: _Optional[str] = ..., sent_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., kept_until: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., results: _Optional[_Iterable[_Union[WriteResult, _Mapping]]] = ..., message: _Optional[str] = ..., settle_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., caller: _Optional[str] = ..., proof: _Optional[_Union[ProofResult, str]] = ..., differences: _Optional[_Iterable[_Union[FieldDifference, _Mapping]]] = ...) -> None: ...

class GetWriteRequest(_message.Message):
    __slots__ = ("source", "request_id", "caller")
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    CALLER_FIELD_NUMBER: _ClassVar[int]
    source: str
    request_id: str
    caller: str
    def __init__(self, source: _Optional[str] = ..., request_id: _Optional[str] = ..., caller: _Optional[str] = ...) -> None: ...

class GetWriteResponse(_message.Message):
    __slots__ = ("write",)
    WRITE_FIELD_NUMBER: _ClassVar[int]
    write: Write
    def __init__(self, write: _Optional[_Union[Write, _Mapping]] = ...) -> None: ...

class ListWritesRequest(_message.Message):
    __slots__ = ("source", "states", "caller", "page_size", "page_token")
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    STATES_FIELD_NUMBER: _ClassVar[int]
    CALLER_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    source: str
    states: _containers.RepeatedScalarFieldContainer[WriteState]
    caller: str
    page_size: int
    page_token: str
    def __init__(self, source: _Optional[str] = ..., states: _Optional[_Iterable[_Union[WriteState, str]]] = ..., caller: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListWritesResponse(_message.Message):
    __slots__ = ("writes", "next_page_token")
    WRITES_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    writes: _containers.RepeatedCompositeFieldContainer[Write]
    next_page_token: str
    def __init__(self, writes: _Optional[_Iterable[_Union[Write, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class ResolveWriteRequest(_message.Message):
    __slots__ = ("source", "request_id", "outcome", "ids", "caller", "priority")
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    OUTCOME_FIELD_NUMBER: _ClassVar[int]
    IDS_FIELD_NUMBER: _ClassVar[int]
    CALLER_FIELD_NUMBER: _ClassVar[int]
    PRIORITY_FIELD_NUMBER: _ClassVar[int]
    source: str
    request_id: str
    outcome: WriteState
    ids: _containers.RepeatedScalarFieldContainer[str]
    caller: str
    priority: _stream_pb2.Priority
    def __init__(self, source: _Optional[str] = ..., request_id: _Optional[str] = ..., outcome: _Optional[_Union[WriteState, str]] = ..., ids: _Optional[_Iterable[str]] = ..., caller: _Optional[str] = ..., priority: _Optional[_Union[_stream_pb2.Priority, str]] = ...) -> None: ...

class ResolveWriteResponse(_message.Message):
    __slots__ = ("write",)
    WRITE_FIELD_NUMBER: _ClassVar[int]
    write: Write
    def __init__(self, write: _Optional[_Union[Write, _Mapping]] = ...) -> None: ...
