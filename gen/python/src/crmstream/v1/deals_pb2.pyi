import datetime

from crmstream.v1 import alteration_pb2 as _alteration_pb2
from crmstream.v1 import errors_pb2 as _errors_pb2
from crmstream.v1 import field_value_pb2 as _field_value_pb2
from crmstream.v1 import stream_pb2 as _stream_pb2
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

class DealOutcome(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    DEAL_OUTCOME_UNSPECIFIED: _ClassVar[DealOutcome]
    DEAL_OUTCOME_OPEN: _ClassVar[DealOutcome]
    DEAL_OUTCOME_WON: _ClassVar[DealOutcome]
    DEAL_OUTCOME_LOST: _ClassVar[DealOutcome]
DEAL_OUTCOME_UNSPECIFIED: DealOutcome
DEAL_OUTCOME_OPEN: DealOutcome
DEAL_OUTCOME_WON: DealOutcome
DEAL_OUTCOME_LOST: DealOutcome

class ListDealsRequest(_message.Message):
    __slots__ = ("source", "page_size", "limit", "resume_token", "include_raw", "order", "where", "ids", "changed_from", "created_from", "created_before", "max_staleness", "priority", "owner_id", "contact_id", "type_ids", "stage_ids", "search", "only_deleted", "activity_from", "activity_before")
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    LIMIT_FIELD_NUMBER: _ClassVar[int]
    RESUME_TOKEN_FIELD_NUMBER: _ClassVar[int]
    INCLUDE_RAW_FIELD_NUMBER: _ClassVar[int]
    ORDER_FIELD_NUMBER: _ClassVar[int]
    WHERE_FIELD_NUMBER: _ClassVar[int]
    IDS_FIELD_NUMBER: _ClassVar[int]
    CHANGED_FROM_FIELD_NUMBER: _ClassVar[int]
    CREATED_FROM_FIELD_NUMBER: _ClassVar[int]
    CREATED_BEFORE_FIELD_NUMBER: _ClassVar[int]
    MAX_STALENESS_FIELD_NUMBER: _ClassVar[int]
    PRIORITY_FIELD_NUMBER: _ClassVar[int]
    OWNER_ID_FIELD_NUMBER: _ClassVar[int]
    CONTACT_ID_FIELD_NUMBER: _ClassVar[int]
    TYPE_IDS_FIELD_NUMBER: _ClassVar[int]
    STAGE_IDS_FIELD_NUMBER: _ClassVar[int]
    SEARCH_FIELD_NUMBER: _ClassVar[int]
    ONLY_DELETED_FIELD_NUMBER: _ClassVar[int]
    ACTIVITY_FROM_FIELD_NUMBER: _ClassVar[int]
    ACTIVITY_BEFORE_FIELD_NUMBER: _ClassVar[int]
    source: str
    page_size: int
    limit: int
    resume_token: str
    include_raw: bool
    order: str
    where: _containers.RepeatedScalarFieldContainer[str]
    ids: _containers.RepeatedScalarFieldContainer[str]
    changed_from: str
    created_from: str
    created_before: str
    max_staleness: _duration_pb2.Duration
    priority: _stream_pb2.Priority
    owner_id: str
    contact_id: str
    type_ids: _containers.RepeatedScalarFieldContainer[str]
    stage_ids: _containers.RepeatedScalarFieldContainer[str]
    search: str
    only_deleted: bool
    activity_from: str
    activity_before: str
    def __init__(self, source: _Optional[str] = ..., page_size: _Optional[int] = ..., limit: _Optional[int] = ..., resume_token: _Optional[str] = ..., include_raw: _Optional[bool] = ..., order: _Optional[str] = ..., where: _Optional[_Iterable[str]] = ..., ids: _Optional[_Iterable[str]] = ..., changed_from: _Optional[str] = ..., created_from: _Optional[str] = ..., created_before: _Optional[str] = ..., max_staleness: _Optional[_Union[datetime.timedelta, _duration_pb2.Duration, _Mapping]] = ..., priority: _Optional[_Union[_stream_pb2.Priority, str]] = ..., owner_id: _Optional[str] = ..., contact_id: _Optional[str] = ..., type_ids: _Optional[_Iterable[str]] = ..., stage_ids: _Optional[_Iterable[str]] = ..., search: _Optional[str] = ..., only_deleted: _Optional[bool] = ..., activity_from: _Optional[str] = ..., activity_before: _Optional[str] = ...) -> None: ...

class ListDealsResponse(_message.Message):
    __slots__ = ("deals", "resume_token", "progress", "record_errors", "notices", "schema", "summary")
    DEALS_FIELD_NUMBER: _ClassVar[int]
    RESUME_TOKEN_FIELD_NUMBER: _ClassVar[int]
    PROGRESS_FIELD_NUMBER: _ClassVar[int]
    RECORD_ERRORS_FIELD_NUMBER: _ClassVar[int]
    NOTICES_FIELD_NUMBER: _ClassVar[int]
    SCHEMA_FIELD_NUMBER: _ClassVar[int]
    SUMMARY_FIELD_NUMBER: _ClassVar[int]
    deals: _containers.RepeatedCompositeFieldContainer[Deal]
    resume_token: str
    progress: _stream_pb2.Progress
    record_errors: _containers.RepeatedCompositeFieldContainer[_stream_pb2.RecordError]
    notices: _containers.RepeatedCompositeFieldContainer[_errors_pb2.Notice]
    schema: _stream_pb2.Schema
    summary: _stream_pb2.Summary
    def __init__(self, deals: _Optional[_Iterable[_Union[Deal, _Mapping]]] = ..., resume_token: _Optional[str] = ..., progress: _Optional[_Union[_stream_pb2.Progress, _Mapping]] = ..., record_errors: _Optional[_Iterable[_Union[_stream_pb2.RecordError, _Mapping]]] = ..., notices: _Optional[_Iterable[_Union[_errors_pb2.Notice, _Mapping]]] = ..., schema: _Optional[_Union[_stream_pb2.Schema, _Mapping]] = ..., summary: _Optional[_Union[_stream_pb2.Summary, _Mapping]] = ...) -> None: ...

class Deal(_message.Message):
    __slots__ = ("id", "contact_id", "owner_id", "additional_owner_ids", "type_id", "stage_id", "create_time", "activity_time", "activity_type", "name", "creator_id", "type_name", "stage_name", "outcome", "deleted", "fields", "raw", "raw_replaced", "alterations")
    class FieldsEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: _field_value_pb2.FieldValue
        def __init__(self, key: _Optional[str] = ..., value: _Optional[_Union[_field_value_pb2.FieldValue, _Mapping]] = ...) -> None: ...
    ID_FIELD_NUMBER: _ClassVar[int]
    CONTACT_ID_FIELD_NUMBER: _ClassVar[int]
    OWNER_ID_FIELD_NUMBER: _ClassVar[int]
    ADDITIONAL_OWNER_IDS_FIELD_NUMBER: _ClassVar[int]
    TYPE_ID_FIELD_NUMBER: _ClassVar[int]
    STAGE_ID_FIELD_NUMBER: _ClassVar[int]
    CREATE_TIME_FIELD_NUMBER: _ClassVar[int]
    ACTIVITY_TIME_FIELD_NUMBER: _ClassVar[int]
    ACTIVITY_TYPE_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    CREATOR_ID_FIELD_NUMBER: _ClassVar[int]
    TYPE_NAME_FIELD_NUMBER: _ClassVar[int]
    STAGE_NAME_FIELD_NUMBER: _ClassVar[int]
    OUTCOME_FIELD_NUMBER: _ClassVar[int]
    DELETED_FIELD_NUMBER: _ClassVar[int]
    FIELDS_FIELD_NUMBER: _ClassVar[int]
    RAW_FIELD_NUMBER: _ClassVar[int]
    RAW_REPLACED_FIELD_NUMBER: _ClassVar[int]
    ALTERATIONS_FIELD_NUMBER: _ClassVar[int]
    id: str
    contact_id: str
    owner_id: str
    additional_owner_ids: _containers.RepeatedScalarFieldContainer[str]
    type_id: str
    stage_id: str
    create_time: _timestamp_pb2.Timestamp
    activity_time: _timestamp_pb2.Timestamp
    activity_type: str
    name: str
    creator_id: str
    type_name: str
    stage_name: str
    outcome: DealOutcome
    deleted: bool
    fields: _containers.MessageMap[str, _field_value_pb2.FieldValue]
    raw: str
    raw_replaced: bool
    alterations: _containers.RepeatedCompositeFieldContainer[_alteration_pb2.Alteration]
    def __init__(self, id: _Optional[str] = ..., contact_id: _Optional[str] = ..., owner_id: _Optional[str] = ..., additional_owner_ids: _Optional[_Iterable[str]] = ..., type_id: _Optional[str] = ..., stage_id: _Optional[str] = ..., create_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., activity_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., activity_type: _Optional[str] = ..., name: _Optional[str] = ..., creator_id: _Optional[str] = ..., type_name: _Optional[str] = ..., stage_name: _Optional[str] = ..., outcome: _Optional[_Union[DealOutcome, str]] = ..., deleted: _Optional[bool] = ..., fields: _Optional[_Mapping[str, _field_value_pb2.FieldValue]] = ..., raw: _Optional[str] = ..., raw_replaced: _Optional[bool] = ..., alterations: _Optional[_Iterable[_Union[_alteration_pb2.Alteration, _Mapping]]] = ...) -> None: ...

class GetDealRequest(_message.Message):
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

class GetDealResponse(_message.Message):
    __slots__ = ("deal", "notices", "upstream_requests")
    DEAL_FIELD_NUMBER: _ClassVar[int]
    NOTICES_FIELD_NUMBER: _ClassVar[int]
    UPSTREAM_REQUESTS_FIELD_NUMBER: _ClassVar[int]
    deal: Deal
    notices: _containers.RepeatedCompositeFieldContainer[_errors_pb2.Notice]
    upstream_requests: int
    def __init__(self, deal: _Optional[_Union[Deal, _Mapping]] = ..., notices: _Optional[_Iterable[_Union[_errors_pb2.Notice, _Mapping]]] = ..., upstream_requests: _Optional[int] = ...) -> None: ...

class BatchGetDealsRequest(_message.Message):
    __slots__ = ("source", "ids", "include_raw", "priority")
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    IDS_FIELD_NUMBER: _ClassVar[int]
    INCLUDE_RAW_FIELD_NUMBER: _ClassVar[int]
    PRIORITY_FIELD_NUMBER: _ClassVar[int]
    source: str
    ids: _containers.RepeatedScalarFieldContainer[str]
    include_raw: bool
    priority: _stream_pb2.Priority
    def __init__(self, source: _Optional[str] = ..., ids: _Optional[_Iterable[str]] = ..., include_raw: _Optional[bool] = ..., priority: _Optional[_Union[_stream_pb2.Priority, str]] = ...) -> None: ...

class BatchGetDealsResponse(_message.Message):
    __slots__ = ("deals", "notices", "upstream_requests", "missing_ids", "record_errors")
    DEALS_FIELD_NUMBER: _ClassVar[int]
    NOTICES_FIELD_NUMBER: _ClassVar[int]
    UPSTREAM_REQUESTS_FIELD_NUMBER: _ClassVar[int]
    MISSING_IDS_FIELD_NUMBER: _ClassVar[int]
    RECORD_ERRORS_FIELD_NUMBER: _ClassVar[int]
    deals: _containers.RepeatedCompositeFieldContainer[Deal]
    notices: _containers.RepeatedCompositeFieldContainer[_errors_pb2.Notice]
    upstream_requests: int
    missing_ids: _containers.RepeatedScalarFieldContainer[str]
    record_errors: _containers.RepeatedCompositeFieldContainer[_stream_pb2.RecordError]
    def __init__(self, deals: _Optional[_Iterable[_Union[Deal, _Mapping]]] = ..., notices: _Optional[_Iterable[_Union[_errors_pb2.Notice, _Mapping]]] = ..., upstream_requests: _Optional[int] = ..., missing_ids: _Optional[_Iterable[str]] = ..., record_errors: _Optional[_Iterable[_Union[_stream_pb2.RecordError, _Mapping]]] = ...) -> None: ...

class CreateDealRequest(_message.Message):
    __slots__ = ("source", "deal", "request_id", "validate_only", "proof", "priority")
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    DEAL_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    VALIDATE_ONLY_FIELD_NUMBER: _ClassVar[int]
    PROOF_FIELD_NUMBER: _ClassVar[int]
    PRIORITY_FIELD_NUMBER: _ClassVar[int]
    source: str
    deal: Deal
    request_id: str
    validate_only: bool
    proof: _writes_pb2.WriteProof
    priority: _stream_pb2.Priority
    def __init__(self, source: _Optional[str] = ..., deal: _Optional[_Union[Deal, _Mapping]] = ..., request_id: _Optional[str] = ..., validate_only: _Optional[bool] = ..., proof: _Optional[_Union[_writes_pb2.WriteProof, str]] = ..., priority: _Optional[_Union[_stream_pb2.Priority, str]] = ...) -> None: ...

class CreateDealResponse(_message.Message):
    __slots__ = ("deal", "notices", "upstream_requests", "receipt")
    DEAL_FIELD_NUMBER: _ClassVar[int]
    NOTICES_FIELD_NUMBER: _ClassVar[int]
    UPSTREAM_REQUESTS_FIELD_NUMBER: _ClassVar[int]
    RECEIPT_FIELD_NUMBER: _ClassVar[int]
    deal: Deal
    notices: _containers.RepeatedCompositeFieldContainer[_errors_pb2.Notice]
    upstream_requests: int
    receipt: _writes_pb2.WriteReceipt
    def __init__(self, deal: _Optional[_Union[Deal, _Mapping]] = ..., notices: _Optional[_Iterable[_Union[_errors_pb2.Notice, _Mapping]]] = ..., upstream_requests: _Optional[int] = ..., receipt: _Optional[_Union[_writes_pb2.WriteReceipt, _Mapping]] = ...) -> None: ...

class UpdateDealRequest(_message.Message):
    __slots__ = ("source", "deal", "update_mask", "request_id", "validate_only", "proof", "expected", "id", "expected_unset", "priority")
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    DEAL_FIELD_NUMBER: _ClassVar[int]
    UPDATE_MASK_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    VALIDATE_ONLY_FIELD_NUMBER: _ClassVar[int]
    PROOF_FIELD_NUMBER: _ClassVar[int]
    EXPECTED_FIELD_NUMBER: _ClassVar[int]
    ID_FIELD_NUMBER: _ClassVar[int]
    EXPECTED_UNSET_FIELD_NUMBER: _ClassVar[int]
    PRIORITY_FIELD_NUMBER: _ClassVar[int]
    source: str
    deal: Deal
    update_mask: _containers.RepeatedScalarFieldContainer[str]
    request_id: str
    validate_only: bool
    proof: _writes_pb2.WriteProof
    expected: Deal
    id: str
    expected_unset: _containers.RepeatedScalarFieldContainer[str]
    priority: _stream_pb2.Priority
    def __init__(self, source: _Optional[str] = ..., deal: _Optional[_Union[Deal, _Mapping]] = ..., update_mask: _Optional[_Iterable[str]] = ..., request_id: _Optional[str] = ..., validate_only: _Optional[bool] = ..., proof: _Optional[_Union[_writes_pb2.WriteProof, str]] = ..., expected: _Optional[_Union[Deal, _Mapping]] = ..., id: _Optional[str] = ..., expected_unset: _Optional[_Iterable[str]] = ..., priority: _Optional[_Union[_stream_pb2.Priority, str]] = ...) -> None: ...

class UpdateDealResponse(_message.Message):
    __slots__ = ("deal", "notices", "upstream_requests", "receipt")
    DEAL_FIELD_NUMBER: _ClassVar[int]
    NOTICES_FIELD_NUMBER: _ClassVar[int]
    UPSTREAM_REQUESTS_FIELD_NUMBER: _ClassVar[int]
    RECEIPT_FIELD_NUMBER: _ClassVar[int]
    deal: Deal
    notices: _containers.RepeatedCompositeFieldContainer[_errors_pb2.Notice]
    upstream_requests: int
    receipt: _writes_pb2.WriteReceipt
    def __init__(self, deal: _Optional[_Union[Deal, _Mapping]] = ..., notices: _Optional[_Iterable[_Union[_errors_pb2.Notice, _Mapping]]] = ..., upstream_requests: _Optional[int] = ..., receipt: _Optional[_Union[_writes_pb2.WriteReceipt, _Mapping]] = ...) -> None: ...

class DeleteDealRequest(_message.Message):
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
    expected: Deal
    id: str
    expected_unset: _containers.RepeatedScalarFieldContainer[str]
    priority: _stream_pb2.Priority
    def __init__(self, source: _Optional[str] = ..., request_id: _Optional[str] = ..., validate_only: _Optional[bool] = ..., proof: _Optional[_Union[_writes_pb2.WriteProof, str]] = ..., expected: _Optional[_Union[Deal, _Mapping]] = ..., id: _Optional[str] = ..., expected_unset: _Optional[_Iterable[str]] = ..., priority: _Optional[_Union[_stream_pb2.Priority, str]] = ...) -> None: ...

class DeleteDealResponse(_message.Message):
    __slots__ = ("deal", "notices", "upstream_requests", "receipt")
    DEAL_FIELD_NUMBER: _ClassVar[int]
    NOTICES_FIELD_NUMBER: _ClassVar[int]
    UPSTREAM_REQUESTS_FIELD_NUMBER: _ClassVar[int]
    RECEIPT_FIELD_NUMBER: _ClassVar[int]
    deal: Deal
    notices: _containers.RepeatedCompositeFieldContainer[_errors_pb2.Notice]
    upstream_requests: int
    receipt: _writes_pb2.WriteReceipt
    def __init__(self, deal: _Optional[_Union[Deal, _Mapping]] = ..., notices: _Optional[_Iterable[_Union[_errors_pb2.Notice, _Mapping]]] = ..., upstream_requests: _Optional[int] = ..., receipt: _Optional[_Union[_writes_pb2.WriteReceipt, _Mapping]] = ...) -> None: ...

class BatchCreateDealsRequest(_message.Message):
    __slots__ = ("source", "requests", "request_id", "validate_only", "proof", "priority")
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    REQUESTS_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    VALIDATE_ONLY_FIELD_NUMBER: _ClassVar[int]
    PROOF_FIELD_NUMBER: _ClassVar[int]
    PRIORITY_FIELD_NUMBER: _ClassVar[int]
    source: str
    requests: _containers.RepeatedCompositeFieldContainer[CreateDealRequest]
    request_id: str
    validate_only: bool
    proof: _writes_pb2.WriteProof
    priority: _stream_pb2.Priority
    def __init__(self, source: _Optional[str] = ..., requests: _Optional[_Iterable[_Union[CreateDealRequest, _Mapping]]] = ..., request_id: _Optional[str] = ..., validate_only: _Optional[bool] = ..., proof: _Optional[_Union[_writes_pb2.WriteProof, str]] = ..., priority: _Optional[_Union[_stream_pb2.Priority, str]] = ...) -> None: ...

class BatchCreateDealsResponse(_message.Message):
    __slots__ = ("deals", "notices", "upstream_requests", "receipt", "results")
    DEALS_FIELD_NUMBER: _ClassVar[int]
    NOTICES_FIELD_NUMBER: _ClassVar[int]
    UPSTREAM_REQUESTS_FIELD_NUMBER: _ClassVar[int]
    RECEIPT_FIELD_NUMBER: _ClassVar[int]
    RESULTS_FIELD_NUMBER: _ClassVar[int]
    deals: _containers.RepeatedCompositeFieldContainer[Deal]
    notices: _containers.RepeatedCompositeFieldContainer[_errors_pb2.Notice]
    upstream_requests: int
    receipt: _writes_pb2.WriteReceipt
    results: _containers.RepeatedCompositeFieldContainer[_writes_pb2.WriteResult]
    def __init__(self, deals: _Optional[_Iterable[_Union[Deal, _Mapping]]] = ..., notices: _Optional[_Iterable[_Union[_errors_pb2.Notice, _Mapping]]] = ..., upstream_requests: _Optional[int] = ..., receipt: _Optional[_Union[_writes_pb2.WriteReceipt, _Mapping]] = ..., results: _Optional[_Iterable[_Union[_writes_pb2.WriteResult, _Mapping]]] = ...) -> None: ...

class BatchUpdateDealsRequest(_message.Message):
    __slots__ = ("source", "requests", "request_id", "validate_only", "proof", "priority")
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    REQUESTS_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    VALIDATE_ONLY_FIELD_NUMBER: _ClassVar[int]
    PROOF_FIELD_NUMBER: _ClassVar[int]
    PRIORITY_FIELD_NUMBER: _ClassVar[int]
    source: str
    requests: _containers.RepeatedCompositeFieldContainer[UpdateDealRequest]
    request_id: str
    validate_only: bool
    proof: _writes_pb2.WriteProof
    priority: _stream_pb2.Priority
    def __init__(self, source: _Optional[str] = ..., requests: _Optional[_Iterable[_Union[UpdateDealRequest, _Mapping]]] = ..., request_id: _Optional[str] = ..., validate_only: _Optional[bool] = ..., proof: _Optional[_Union[_writes_pb2.WriteProof, str]] = ..., priority: _Optional[_Union[_stream_pb2.Priority, str]] = ...) -> None: ...

class BatchUpdateDealsResponse(_message.Message):
    __slots__ = ("deals", "notices", "upstream_requests", "receipt", "results")
    DEALS_FIELD_NUMBER: _ClassVar[int]
    NOTICES_FIELD_NUMBER: _ClassVar[int]
    UPSTREAM_REQUESTS_FIELD_NUMBER: _ClassVar[int]
    RECEIPT_FIELD_NUMBER: _ClassVar[int]
    RESULTS_FIELD_NUMBER: _ClassVar[int]
    deals: _containers.RepeatedCompositeFieldContainer[Deal]
    notices: _containers.RepeatedCompositeFieldContainer[_errors_pb2.Notice]
    upstream_requests: int
    receipt: _writes_pb2.WriteReceipt
    results: _containers.RepeatedCompositeFieldContainer[_writes_pb2.WriteResult]
    def __init__(self, deals: _Optional[_Iterable[_Union[Deal, _Mapping]]] = ..., notices: _Optional[_Iterable[_Union[_errors_pb2.Notice, _Mapping]]] = ..., upstream_requests: _Optional[int] = ..., receipt: _Optional[_Union[_writes_pb2.WriteReceipt, _Mapping]] = ..., results: _Optional[_Iterable[_Union[_writes_pb2.WriteResult, _Mapping]]] = ...) -> None: ...

class BatchDeleteDealsRequest(_message.Message):
    __slots__ = ("source", "requests", "request_id", "validate_only", "proof", "priority")
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    REQUESTS_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    VALIDATE_ONLY_FIELD_NUMBER: _ClassVar[int]
    PROOF_FIELD_NUMBER: _ClassVar[int]
    PRIORITY_FIELD_NUMBER: _ClassVar[int]
    source: str
    requests: _containers.RepeatedCompositeFieldContainer[DeleteDealRequest]
    request_id: str
    validate_only: bool
    proof: _writes_pb2.WriteProof
    priority: _stream_pb2.Priority
    def __init__(self, source: _Optional[str] = ..., requests: _Optional[_Iterable[_Union[DeleteDealRequest, _Mapping]]] = ..., request_id: _Optional[str] = ..., validate_only: _Optional[bool] = ..., proof: _Optional[_Union[_writes_pb2.WriteProof, str]] = ..., priority: _Optional[_Union[_stream_pb2.Priority, str]] = ...) -> None: ...

class BatchDeleteDealsResponse(_message.Message):
    __slots__ = ("deals", "notices", "upstream_requests", "receipt", "results")
    DEALS_FIELD_NUMBER: _ClassVar[int]
    NOTICES_FIELD_NUMBER: _ClassVar[int]
    UPSTREAM_REQUESTS_FIELD_NUMBER: _ClassVar[int]
    RECEIPT_FIELD_NUMBER: _ClassVar[int]
    RESULTS_FIELD_NUMBER: _ClassVar[int]
    deals: _containers.RepeatedCompositeFieldContainer[Deal]
    notices: _containers.RepeatedCompositeFieldContainer[_errors_pb2.Notice]
    upstream_requests: int
    receipt: _writes_pb2.WriteReceipt
    results: _containers.RepeatedCompositeFieldContainer[_writes_pb2.WriteResult]
    def __init__(self, deals: _Optional[_Iterable[_Union[Deal, _Mapping]]] = ..., notices: _Optional[_Iterable[_Union[_errors_pb2.Notice, _Mapping]]] = ..., upstream_requests: _Optional[int] = ..., receipt: _Optional[_Union[_writes_pb2.WriteReceipt, _Mapping]] = ..., results: _Optional[_Iterable[_Union[_writes_pb2.WriteResult, _Mapping]]] = ...) -> None: ...

class ListDealTypesRequest(_message.Message):
    __slots__ = ("source", "page_size", "limit", "resume_token", "include_raw", "max_staleness", "priority")
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    LIMIT_FIELD_NUMBER: _ClassVar[int]
    RESUME_TOKEN_FIELD_NUMBER: _ClassVar[int]
    INCLUDE_RAW_FIELD_NUMBER: _ClassVar[int]
    MAX_STALENESS_FIELD_NUMBER: _ClassVar[int]
    PRIORITY_FIELD_NUMBER: _ClassVar[int]
    source: str
    page_size: int
    limit: int
    resume_token: str
    include_raw: bool
    max_staleness: _duration_pb2.Duration
    priority: _stream_pb2.Priority
    def __init__(self, source: _Optional[str] = ..., page_size: _Optional[int] = ..., limit: _Optional[int] = ..., resume_token: _Optional[str] = ..., include_raw: _Optional[bool] = ..., max_staleness: _Optional[_Union[datetime.timedelta, _duration_pb2.Duration, _Mapping]] = ..., priority: _Optional[_Union[_stream_pb2.Priority, str]] = ...) -> None: ...

class ListDealTypesResponse(_message.Message):
    __slots__ = ("deal_types", "resume_token", "progress", "record_errors", "notices", "schema", "summary")
    DEAL_TYPES_FIELD_NUMBER: _ClassVar[int]
    RESUME_TOKEN_FIELD_NUMBER: _ClassVar[int]
    PROGRESS_FIELD_NUMBER: _ClassVar[int]
    RECORD_ERRORS_FIELD_NUMBER: _ClassVar[int]
    NOTICES_FIELD_NUMBER: _ClassVar[int]
    SCHEMA_FIELD_NUMBER: _ClassVar[int]
    SUMMARY_FIELD_NUMBER: _ClassVar[int]
    deal_types: _containers.RepeatedCompositeFieldContainer[DealType]
    resume_token: str
    progress: _stream_pb2.Progress
    record_errors: _containers.RepeatedCompositeFieldContainer[_stream_pb2.RecordError]
    notices: _containers.RepeatedCompositeFieldContainer[_errors_pb2.Notice]
    schema: _stream_pb2.Schema
    summary: _stream_pb2.Summary
    def __init__(self, deal_types: _Optional[_Iterable[_Union[DealType, _Mapping]]] = ..., resume_token: _Optional[str] = ..., progress: _Optional[_Union[_stream_pb2.Progress, _Mapping]] = ..., record_errors: _Optional[_Iterable[_Union[_stream_pb2.RecordError, _Mapping]]] = ..., notices: _Optional[_Iterable[_Union[_errors_pb2.Notice, _Mapping]]] = ..., schema: _Optional[_Union[_stream_pb2.Schema, _Mapping]] = ..., summary: _Optional[_Union[_stream_pb2.Summary, _Mapping]] = ...) -> None: ...

class DealType(_message.Message):
    __slots__ = ("id", "name", "stages", "raw", "raw_replaced", "alterations")
    ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    STAGES_FIELD_NUMBER: _ClassVar[int]
    RAW_FIELD_NUMBER: _ClassVar[int]
    RAW_REPLACED_FIELD_NUMBER: _ClassVar[int]
    ALTERATIONS_FIELD_NUMBER: _ClassVar[int]
    id: str
    name: str
    stages: _containers.RepeatedCompositeFieldContainer[DealStage]
    raw: str
    raw_replaced: bool
    alterations: _containers.RepeatedCompositeFieldContainer[_alteration_pb2.Alteration]
    def __init__(self, id: _Optional[str] = ..., name: _Optional[str] = ..., stages: _Optional[_Iterable[_Union[DealStage, _Mapping]]] = ..., raw: _Optional[str] = ..., raw_replaced: _Optional[bool] = ..., alterations: _Optional[_Iterable[_Union[_alteration_pb2.Alteration, _Mapping]]] = ...) -> None: ...

class ListDealLinksRequest(_message.Message):
    __slots__ = ("source", "page_size", "limit", "resume_token", "include_raw", "max_staleness", "priority", "deal_ids")
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    LIMIT_FIELD_NUMBER: _ClassVar[int]
    RESUME_TOKEN_FIELD_NUMBER: _ClassVar[int]
    INCLUDE_RAW_FIELD_NUMBER: _ClassVar[int]
    MAX_STALENESS_FIELD_NUMBER: _ClassVar[int]
    PRIORITY_FIELD_NUMBER: _ClassVar[int]
    DEAL_IDS_FIELD_NUMBER: _ClassVar[int]
    source: str
    page_size: int
    limit: int
    resume_token: str
    include_raw: bool
    max_staleness: _duration_pb2.Duration
    priority: _stream_pb2.Priority
    deal_ids: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, source: _Optional[str] = ..., page_size: _Optional[int] = ..., limit: _Optional[int] = ..., resume_token: _Optional[str] = ..., include_raw: _Optional[bool] = ..., max_staleness: _Optional[_Union[datetime.timedelta, _duration_pb2.Duration, _Mapping]] = ..., priority: _Optional[_Union[_stream_pb2.Priority, str]] = ..., deal_ids: _Optional[_Iterable[str]] = ...) -> None: ...

class ListDealLinksResponse(_message.Message):
    __slots__ = ("deal_links", "resume_token", "progress", "record_errors", "notices", "schema", "summary")
    DEAL_LINKS_FIELD_NUMBER: _ClassVar[int]
    RESUME_TOKEN_FIELD_NUMBER: _ClassVar[int]
    PROGRESS_FIELD_NUMBER: _ClassVar[int]
    RECORD_ERRORS_FIELD_NUMBER: _ClassVar[int]
    NOTICES_FIELD_NUMBER: _ClassVar[int]
    SCHEMA_FIELD_NUMBER: _ClassVar[int]
    SUMMARY_FIELD_NUMBER: _ClassVar[int]
    deal_links: _containers.RepeatedCompositeFieldContainer[DealLinks]
    resume_token: str
    progress: _stream_pb2.Progress
    record_errors: _containers.RepeatedCompositeFieldContainer[_stream_pb2.RecordError]
    notices: _containers.RepeatedCompositeFieldContainer[_errors_pb2.Notice]
    schema: _stream_pb2.Schema
    summary: _stream_pb2.Summary
    def __init__(self, deal_links: _Optional[_Iterable[_Union[DealLinks, _Mapping]]] = ..., resume_token: _Optional[str] = ..., progress: _Optional[_Union[_stream_pb2.Progress, _Mapping]] = ..., record_errors: _Optional[_Iterable[_Union[_stream_pb2.RecordError, _Mapping]]] = ..., notices: _Optional[_Iterable[_Union[_errors_pb2.Notice, _Mapping]]] = ..., schema: _Optional[_Union[_stream_pb2.Schema, _Mapping]] = ..., summary: _Optional[_Union[_stream_pb2.Summary, _Mapping]] = ...) -> None: ...

class DealLinks(_message.Message):
    __slots__ = ("deal_id", "contact_ids", "activity_ids", "stock_item_ids", "primary_stock_item_ids", "deal_ids", "invoice_ids", "document_ids", "raw", "raw_replaced", "alterations")
    DEAL_ID_FIELD_NUMBER: _ClassVar[int]
    CONTACT_IDS_FIELD_NUMBER: _ClassVar[int]
    ACTIVITY_IDS_FIELD_NUMBER: _ClassVar[int]
    STOCK_ITEM_IDS_FIELD_NUMBER: _ClassVar[int]
    PRIMARY_STOCK_ITEM_IDS_FIELD_NUMBER: _ClassVar[int]
    DEAL_IDS_FIELD_NUMBER: _ClassVar[int]
    INVOICE_IDS_FIELD_NUMBER: _ClassVar[int]
    DOCUMENT_IDS_FIELD_NUMBER: _ClassVar[int]
    RAW_FIELD_NUMBER: _ClassVar[int]
    RAW_REPLACED_FIELD_NUMBER: _ClassVar[int]
    ALTERATIONS_FIELD_NUMBER: _ClassVar[int]
    deal_id: str
    contact_ids: _containers.RepeatedScalarFieldContainer[str]
    activity_ids: _containers.RepeatedScalarFieldContainer[str]
    stock_item_ids: _containers.RepeatedScalarFieldContainer[str]
    primary_stock_item_ids: _containers.RepeatedScalarFieldContainer[str]
    deal_ids: _containers.RepeatedScalarFieldContainer[str]
    invoice_ids: _containers.RepeatedScalarFieldContainer[str]
    document_ids: _containers.RepeatedScalarFieldContainer[str]
    raw: str
    raw_replaced: bool
    alterations: _containers.RepeatedCompositeFieldContainer[_alteration_pb2.Alteration]
    def __init__(self, deal_id: _Optional[str] = ..., contact_ids: _Optional[_Iterable[str]] = ..., activity_ids: _Optional[_Iterable[str]] = ..., stock_item_ids: _Optional[_Iterable[str]] = ..., primary_stock_item_ids: _Optional[_Iterable[str]] = ..., deal_ids: _Optional[_Iterable[str]] = ..., invoice_ids: _Optional[_Iterable[str]] = ..., document_ids: _Optional[_Iterable[str]] = ..., raw: _Optional[str] = ..., raw_replaced: _Optional[bool] = ..., alterations: _Optional[_Iterable[_Union[_alteration_pb2.Alteration, _Mapping]]] = ...) -> None: ...

class DealStage(_message.Message):
    __slots__ = ("id", "name", "color", "position", "outcome")
    ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    COLOR_FIELD_NUMBER: _ClassVar[int]
    POSITION_FIELD_NUMBER: _ClassVar[int]
    OUTCOME_FIELD_NUMBER: _ClassVar[int]
    id: str
    name: str
    color: str
    position: int
    outcome: DealOutcome
    def __init__(self, id: _Optional[str] = ..., name: _Optional[str] = ..., color: _Optional[str] = ..., position: _Optional[int] = ..., outcome: _Optional[_Union[DealOutcome, str]] = ...) -> None: ...
