import datetime

from crmstream.v1 import alteration_pb2 as _alteration_pb2
from crmstream.v1 import errors_pb2 as _errors_pb2
from crmstream.v1 import field_value_pb2 as _field_value_pb2
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

class ListStockItemsRequest(_message.Message):
    __slots__ = ("source", "page_size", "limit", "resume_token", "include_raw", "order", "where", "ids", "changed_from", "created_from", "created_before", "max_staleness", "priority", "owner_id", "contact_id", "type_ids", "group_ids", "search", "only_deleted", "category_id", "include_subcategories", "activity_from", "activity_before")
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
    GROUP_IDS_FIELD_NUMBER: _ClassVar[int]
    SEARCH_FIELD_NUMBER: _ClassVar[int]
    ONLY_DELETED_FIELD_NUMBER: _ClassVar[int]
    CATEGORY_ID_FIELD_NUMBER: _ClassVar[int]
    INCLUDE_SUBCATEGORIES_FIELD_NUMBER: _ClassVar[int]
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
    group_ids: _containers.RepeatedScalarFieldContainer[str]
    search: str
    only_deleted: bool
    category_id: str
    include_subcategories: bool
    activity_from: str
    activity_before: str
    def __init__(self, source: _Optional[str] = ..., page_size: _Optional[int] = ..., limit: _Optional[int] = ..., resume_token: _Optional[str] = ..., include_raw: _Optional[bool] = ..., order: _Optional[str] = ..., where: _Optional[_Iterable[str]] = ..., ids: _Optional[_Iterable[str]] = ..., changed_from: _Optional[str] = ..., created_from: _Optional[str] = ..., created_before: _Optional[str] = ..., max_staleness: _Optional[_Union[datetime.timedelta, _duration_pb2.Duration, _Mapping]] = ..., priority: _Optional[_Union[_stream_pb2.Priority, str]] = ..., owner_id: _Optional[str] = ..., contact_id: _Optional[str] = ..., type_ids: _Optional[_Iterable[str]] = ..., group_ids: _Optional[_Iterable[str]] = ..., search: _Optional[str] = ..., only_deleted: _Optional[bool] = ..., category_id: _Optional[str] = ..., include_subcategories: _Optional[bool] = ..., activity_from: _Optional[str] = ..., activity_before: _Optional[str] = ...) -> None: ...

class ListStockItemsResponse(_message.Message):
    __slots__ = ("stock_items", "resume_token", "progress", "record_errors", "notices", "schema", "summary")
    STOCK_ITEMS_FIELD_NUMBER: _ClassVar[int]
    RESUME_TOKEN_FIELD_NUMBER: _ClassVar[int]
    PROGRESS_FIELD_NUMBER: _ClassVar[int]
    RECORD_ERRORS_FIELD_NUMBER: _ClassVar[int]
    NOTICES_FIELD_NUMBER: _ClassVar[int]
    SCHEMA_FIELD_NUMBER: _ClassVar[int]
    SUMMARY_FIELD_NUMBER: _ClassVar[int]
    stock_items: _containers.RepeatedCompositeFieldContainer[StockItem]
    resume_token: str
    progress: _stream_pb2.Progress
    record_errors: _containers.RepeatedCompositeFieldContainer[_stream_pb2.RecordError]
    notices: _containers.RepeatedCompositeFieldContainer[_errors_pb2.Notice]
    schema: _stream_pb2.Schema
    summary: _stream_pb2.Summary
    def __init__(self, stock_items: _Optional[_Iterable[_Union[StockItem, _Mapping]]] = ..., resume_token: _Optional[str] = ..., progress: _Optional[_Union[_stream_pb2.Progress, _Mapping]] = ..., record_errors: _Optional[_Iterable[_Union[_stream_pb2.RecordError, _Mapping]]] = ..., notices: _Optional[_Iterable[_Union[_errors_pb2.Notice, _Mapping]]] = ..., schema: _Optional[_Union[_stream_pb2.Schema, _Mapping]] = ..., summary: _Optional[_Union[_stream_pb2.Summary, _Mapping]] = ...) -> None: ...

class StockItem(_message.Message):
    __slots__ = ("id", "type_id", "category_id", "name", "owner_id", "additional_owner_ids", "create_time", "update_time", "activity_time", "activity_type", "contact_id", "creator_id", "group_id", "quantity", "type_name", "category_name", "deleted", "fields", "raw", "raw_replaced", "alterations")
    class FieldsEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: _field_value_pb2.FieldValue
        def __init__(self, key: _Optional[str] = ..., value: _Optional[_Union[_field_value_pb2.FieldValue, _Mapping]] = ...) -> None: ...
    ID_FIELD_NUMBER: _ClassVar[int]
    TYPE_ID_FIELD_NUMBER: _ClassVar[int]
    CATEGORY_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    OWNER_ID_FIELD_NUMBER: _ClassVar[int]
    ADDITIONAL_OWNER_IDS_FIELD_NUMBER: _ClassVar[int]
    CREATE_TIME_FIELD_NUMBER: _ClassVar[int]
    UPDATE_TIME_FIELD_NUMBER: _ClassVar[int]
    ACTIVITY_TIME_FIELD_NUMBER: _ClassVar[int]
    ACTIVITY_TYPE_FIELD_NUMBER: _ClassVar[int]
    CONTACT_ID_FIELD_NUMBER: _ClassVar[int]
    CREATOR_ID_FIELD_NUMBER: _ClassVar[int]
    GROUP_ID_FIELD_NUMBER: _ClassVar[int]
    QUANTITY_FIELD_NUMBER: _ClassVar[int]
    TYPE_NAME_FIELD_NUMBER: _ClassVar[int]
    CATEGORY_NAME_FIELD_NUMBER: _ClassVar[int]
    DELETED_FIELD_NUMBER: _ClassVar[int]
    FIELDS_FIELD_NUMBER: _ClassVar[int]
    RAW_FIELD_NUMBER: _ClassVar[int]
    RAW_REPLACED_FIELD_NUMBER: _ClassVar[int]
    ALTERATIONS_FIELD_NUMBER: _ClassVar[int]
    id: str
    type_id: str
    category_id: str
    name: str
    owner_id: str
    additional_owner_ids: _containers.RepeatedScalarFieldContainer[str]
    create_time: _timestamp_pb2.Timestamp
    update_time: _timestamp_pb2.Timestamp
    activity_time: _timestamp_pb2.Timestamp
    activity_type: str
    contact_id: str
    creator_id: str
    group_id: str
    quantity: str
    type_name: str
    category_name: str
    deleted: bool
    fields: _containers.MessageMap[str, _field_value_pb2.FieldValue]
    raw: str
    raw_replaced: bool
    alterations: _containers.RepeatedCompositeFieldContainer[_alteration_pb2.Alteration]
    def __init__(self, id: _Optional[str] = ..., type_id: _Optional[str] = ..., category_id: _Optional[str] = ..., name: _Optional[str] = ..., owner_id: _Optional[str] = ..., additional_owner_ids: _Optional[_Iterable[str]] = ..., create_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., update_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., activity_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., activity_type: _Optional[str] = ..., contact_id: _Optional[str] = ..., creator_id: _Optional[str] = ..., group_id: _Optional[str] = ..., quantity: _Optional[str] = ..., type_name: _Optional[str] = ..., category_name: _Optional[str] = ..., deleted: _Optional[bool] = ..., fields: _Optional[_Mapping[str, _field_value_pb2.FieldValue]] = ..., raw: _Optional[str] = ..., raw_replaced: _Optional[bool] = ..., alterations: _Optional[_Iterable[_Union[_alteration_pb2.Alteration, _Mapping]]] = ...) -> None: ...

class GetStockItemRequest(_message.Message):
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

class GetStockItemResponse(_message.Message):
    __slots__ = ("stock_item", "notices", "upstream_requests")
    STOCK_ITEM_FIELD_NUMBER: _ClassVar[int]
    NOTICES_FIELD_NUMBER: _ClassVar[int]
    UPSTREAM_REQUESTS_FIELD_NUMBER: _ClassVar[int]
    stock_item: StockItem
    notices: _containers.RepeatedCompositeFieldContainer[_errors_pb2.Notice]
    upstream_requests: int
    def __init__(self, stock_item: _Optional[_Union[StockItem, _Mapping]] = ..., notices: _Optional[_Iterable[_Union[_errors_pb2.Notice, _Mapping]]] = ..., upstream_requests: _Optional[int] = ...) -> None: ...

class BatchGetStockItemsRequest(_message.Message):
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

class BatchGetStockItemsResponse(_message.Message):
    __slots__ = ("stock_items", "notices", "upstream_requests", "missing_ids", "record_errors")
    STOCK_ITEMS_FIELD_NUMBER: _ClassVar[int]
    NOTICES_FIELD_NUMBER: _ClassVar[int]
    UPSTREAM_REQUESTS_FIELD_NUMBER: _ClassVar[int]
    MISSING_IDS_FIELD_NUMBER: _ClassVar[int]
    RECORD_ERRORS_FIELD_NUMBER: _ClassVar[int]
    stock_items: _containers.RepeatedCompositeFieldContainer[StockItem]
    notices: _containers.RepeatedCompositeFieldContainer[_errors_pb2.Notice]
    upstream_requests: int
    missing_ids: _containers.RepeatedScalarFieldContainer[str]
    record_errors: _containers.RepeatedCompositeFieldContainer[_stream_pb2.RecordError]
    def __init__(self, stock_items: _Optional[_Iterable[_Union[StockItem, _Mapping]]] = ..., notices: _Optional[_Iterable[_Union[_errors_pb2.Notice, _Mapping]]] = ..., upstream_requests: _Optional[int] = ..., missing_ids: _Optional[_Iterable[str]] = ..., record_errors: _Optional[_Iterable[_Union[_stream_pb2.RecordError, _Mapping]]] = ...) -> None: ...

class CreateStockItemRequest(_message.Message):
    __slots__ = ("source", "stock_item", "request_id", "validate_only", "proof", "priority")
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    STOCK_ITEM_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    VALIDATE_ONLY_FIELD_NUMBER: _ClassVar[int]
    PROOF_FIELD_NUMBER: _ClassVar[int]
    PRIORITY_FIELD_NUMBER: _ClassVar[int]
    source: str
    stock_item: StockItem
    request_id: str
    validate_only: bool
    proof: _writes_pb2.WriteProof
    priority: _stream_pb2.Priority
    def __init__(self, source: _Optional[str] = ..., stock_item: _Optional[_Union[StockItem, _Mapping]] = ..., request_id: _Optional[str] = ..., validate_only: _Optional[bool] = ..., proof: _Optional[_Union[_writes_pb2.WriteProof, str]] = ..., priority: _Optional[_Union[_stream_pb2.Priority, str]] = ...) -> None: ...

class CreateStockItemResponse(_message.Message):
    __slots__ = ("stock_item", "notices", "upstream_requests", "receipt")
    STOCK_ITEM_FIELD_NUMBER: _ClassVar[int]
    NOTICES_FIELD_NUMBER: _ClassVar[int]
    UPSTREAM_REQUESTS_FIELD_NUMBER: _ClassVar[int]
    RECEIPT_FIELD_NUMBER: _ClassVar[int]
    stock_item: StockItem
    notices: _containers.RepeatedCompositeFieldContainer[_errors_pb2.Notice]
    upstream_requests: int
    receipt: _writes_pb2.WriteReceipt
    def __init__(self, stock_item: _Optional[_Union[StockItem, _Mapping]] = ..., notices: _Optional[_Iterable[_Union[_errors_pb2.Notice, _Mapping]]] = ..., upstream_requests: _Optional[int] = ..., receipt: _Optional[_Union[_writes_pb2.WriteReceipt, _Mapping]] = ...) -> None: ...

class UpdateStockItemRequest(_message.Message):
    __slots__ = ("source", "stock_item", "update_mask", "request_id", "validate_only", "proof", "expected", "id", "expected_unset", "priority")
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    STOCK_ITEM_FIELD_NUMBER: _ClassVar[int]
    UPDATE_MASK_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    VALIDATE_ONLY_FIELD_NUMBER: _ClassVar[int]
    PROOF_FIELD_NUMBER: _ClassVar[int]
    EXPECTED_FIELD_NUMBER: _ClassVar[int]
    ID_FIELD_NUMBER: _ClassVar[int]
    EXPECTED_UNSET_FIELD_NUMBER: _ClassVar[int]
    PRIORITY_FIELD_NUMBER: _ClassVar[int]
    source: str
    stock_item: StockItem
    update_mask: _containers.RepeatedScalarFieldContainer[str]
    request_id: str
    validate_only: bool
    proof: _writes_pb2.WriteProof
    expected: StockItem
    id: str
    expected_unset: _containers.RepeatedScalarFieldContainer[str]
    priority: _stream_pb2.Priority
    def __init__(self, source: _Optional[str] = ..., stock_item: _Optional[_Union[StockItem, _Mapping]] = ..., update_mask: _Optional[_Iterable[str]] = ..., request_id: _Optional[str] = ..., validate_only: _Optional[bool] = ..., proof: _Optional[_Union[_writes_pb2.WriteProof, str]] = ..., expected: _Optional[_Union[StockItem, _Mapping]] = ..., id: _Optional[str] = ..., expected_unset: _Optional[_Iterable[str]] = ..., priority: _Optional[_Union[_stream_pb2.Priority, str]] = ...) -> None: ...

class UpdateStockItemResponse(_message.Message):
    __slots__ = ("stock_item", "notices", "upstream_requests", "receipt")
    STOCK_ITEM_FIELD_NUMBER: _ClassVar[int]
    NOTICES_FIELD_NUMBER: _ClassVar[int]
    UPSTREAM_REQUESTS_FIELD_NUMBER: _ClassVar[int]
    RECEIPT_FIELD_NUMBER: _ClassVar[int]
    stock_item: StockItem
    notices: _containers.RepeatedCompositeFieldContainer[_errors_pb2.Notice]
    upstream_requests: int
    receipt: _writes_pb2.WriteReceipt
    def __init__(self, stock_item: _Optional[_Union[StockItem, _Mapping]] = ..., notices: _Optional[_Iterable[_Union[_errors_pb2.Notice, _Mapping]]] = ..., upstream_requests: _Optional[int] = ..., receipt: _Optional[_Union[_writes_pb2.WriteReceipt, _Mapping]] = ...) -> None: ...

class DeleteStockItemRequest(_message.Message):
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
    expected: StockItem
    id: str
    expected_unset: _containers.RepeatedScalarFieldContainer[str]
    priority: _stream_pb2.Priority
    def __init__(self, source: _Optional[str] = ..., request_id: _Optional[str] = ..., validate_only: _Optional[bool] = ..., proof: _Optional[_Union[_writes_pb2.WriteProof, str]] = ..., expected: _Optional[_Union[StockItem, _Mapping]] = ..., id: _Optional[str] = ..., expected_unset: _Optional[_Iterable[str]] = ..., priority: _Optional[_Union[_stream_pb2.Priority, str]] = ...) -> None: ...

class DeleteStockItemResponse(_message.Message):
    __slots__ = ("stock_item", "notices", "upstream_requests", "receipt")
    STOCK_ITEM_FIELD_NUMBER: _ClassVar[int]
    NOTICES_FIELD_NUMBER: _ClassVar[int]
    UPSTREAM_REQUESTS_FIELD_NUMBER: _ClassVar[int]
    RECEIPT_FIELD_NUMBER: _ClassVar[int]
    stock_item: StockItem
    notices: _containers.RepeatedCompositeFieldContainer[_errors_pb2.Notice]
    upstream_requests: int
    receipt: _writes_pb2.WriteReceipt
    def __init__(self, stock_item: _Optional[_Union[StockItem, _Mapping]] = ..., notices: _Optional[_Iterable[_Union[_errors_pb2.Notice, _Mapping]]] = ..., upstream_requests: _Optional[int] = ..., receipt: _Optional[_Union[_writes_pb2.WriteReceipt, _Mapping]] = ...) -> None: ...

class BatchCreateStockItemsRequest(_message.Message):
    __slots__ = ("source", "requests", "request_id", "validate_only", "proof", "priority")
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    REQUESTS_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    VALIDATE_ONLY_FIELD_NUMBER: _ClassVar[int]
    PROOF_FIELD_NUMBER: _ClassVar[int]
    PRIORITY_FIELD_NUMBER: _ClassVar[int]
    source: str
    requests: _containers.RepeatedCompositeFieldContainer[CreateStockItemRequest]
    request_id: str
    validate_only: bool
    proof: _writes_pb2.WriteProof
    priority: _stream_pb2.Priority
    def __init__(self, source: _Optional[str] = ..., requests: _Optional[_Iterable[_Union[CreateStockItemRequest, _Mapping]]] = ..., request_id: _Optional[str] = ..., validate_only: _Optional[bool] = ..., proof: _Optional[_Union[_writes_pb2.WriteProof, str]] = ..., priority: _Optional[_Union[_stream_pb2.Priority, str]] = ...) -> None: ...

class BatchCreateStockItemsResponse(_message.Message):
    __slots__ = ("stock_items", "notices", "upstream_requests", "receipt", "results")
    STOCK_ITEMS_FIELD_NUMBER: _ClassVar[int]
    NOTICES_FIELD_NUMBER: _ClassVar[int]
    UPSTREAM_REQUESTS_FIELD_NUMBER: _ClassVar[int]
    RECEIPT_FIELD_NUMBER: _ClassVar[int]
    RESULTS_FIELD_NUMBER: _ClassVar[int]
    stock_items: _containers.RepeatedCompositeFieldContainer[StockItem]
    notices: _containers.RepeatedCompositeFieldContainer[_errors_pb2.Notice]
    upstream_requests: int
    receipt: _writes_pb2.WriteReceipt
    results: _containers.RepeatedCompositeFieldContainer[_writes_pb2.WriteResult]
    def __init__(self, stock_items: _Optional[_Iterable[_Union[StockItem, _Mapping]]] = ..., notices: _Optional[_Iterable[_Union[_errors_pb2.Notice, _Mapping]]] = ..., upstream_requests: _Optional[int] = ..., receipt: _Optional[_Union[_writes_pb2.WriteReceipt, _Mapping]] = ..., results: _Optional[_Iterable[_Union[_writes_pb2.WriteResult, _Mapping]]] = ...) -> None: ...

class BatchUpdateStockItemsRequest(_message.Message):
    __slots__ = ("source", "requests", "request_id", "validate_only", "proof", "priority")
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    REQUESTS_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    VALIDATE_ONLY_FIELD_NUMBER: _ClassVar[int]
    PROOF_FIELD_NUMBER: _ClassVar[int]
    PRIORITY_FIELD_NUMBER: _ClassVar[int]
    source: str
    requests: _containers.RepeatedCompositeFieldContainer[UpdateStockItemRequest]
    request_id: str
    validate_only: bool
    proof: _writes_pb2.WriteProof
    priority: _stream_pb2.Priority
    def __init__(self, source: _Optional[str] = ..., requests: _Optional[_Iterable[_Union[UpdateStockItemRequest, _Mapping]]] = ..., request_id: _Optional[str] = ..., validate_only: _Optional[bool] = ..., proof: _Optional[_Union[_writes_pb2.WriteProof, str]] = ..., priority: _Optional[_Union[_stream_pb2.Priority, str]] = ...) -> None: ...

class BatchUpdateStockItemsResponse(_message.Message):
    __slots__ = ("stock_items", "notices", "upstream_requests", "receipt", "results")
    STOCK_ITEMS_FIELD_NUMBER: _ClassVar[int]
    NOTICES_FIELD_NUMBER: _ClassVar[int]
    UPSTREAM_REQUESTS_FIELD_NUMBER: _ClassVar[int]
    RECEIPT_FIELD_NUMBER: _ClassVar[int]
    RESULTS_FIELD_NUMBER: _ClassVar[int]
    stock_items: _containers.RepeatedCompositeFieldContainer[StockItem]
    notices: _containers.RepeatedCompositeFieldContainer[_errors_pb2.Notice]
    upstream_requests: int
    receipt: _writes_pb2.WriteReceipt
    results: _containers.RepeatedCompositeFieldContainer[_writes_pb2.WriteResult]
    def __init__(self, stock_items: _Optional[_Iterable[_Union[StockItem, _Mapping]]] = ..., notices: _Optional[_Iterable[_Union[_errors_pb2.Notice, _Mapping]]] = ..., upstream_requests: _Optional[int] = ..., receipt: _Optional[_Union[_writes_pb2.WriteReceipt, _Mapping]] = ..., results: _Optional[_Iterable[_Union[_writes_pb2.WriteResult, _Mapping]]] = ...) -> None: ...

class BatchDeleteStockItemsRequest(_message.Message):
    __slots__ = ("source", "requests", "request_id", "validate_only", "proof", "priority")
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    REQUESTS_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    VALIDATE_ONLY_FIELD_NUMBER: _ClassVar[int]
    PROOF_FIELD_NUMBER: _ClassVar[int]
    PRIORITY_FIELD_NUMBER: _ClassVar[int]
    source: str
    requests: _containers.RepeatedCompositeFieldContainer[DeleteStockItemRequest]
    request_id: str
    validate_only: bool
    proof: _writes_pb2.WriteProof
    priority: _stream_pb2.Priority
    def __init__(self, source: _Optional[str] = ..., requests: _Optional[_Iterable[_Union[DeleteStockItemRequest, _Mapping]]] = ..., request_id: _Optional[str] = ..., validate_only: _Optional[bool] = ..., proof: _Optional[_Union[_writes_pb2.WriteProof, str]] = ..., priority: _Optional[_Union[_stream_pb2.Priority, str]] = ...) -> None: ...

class BatchDeleteStockItemsResponse(_message.Message):
    __slots__ = ("stock_items", "notices", "upstream_requests", "receipt", "results")
    STOCK_ITEMS_FIELD_NUMBER: _ClassVar[int]
    NOTICES_FIELD_NUMBER: _ClassVar[int]
    UPSTREAM_REQUESTS_FIELD_NUMBER: _ClassVar[int]
    RECEIPT_FIELD_NUMBER: _ClassVar[int]
    RESULTS_FIELD_NUMBER: _ClassVar[int]
    stock_items: _containers.RepeatedCompositeFieldContainer[StockItem]
    notices: _containers.RepeatedCompositeFieldContainer[_errors_pb2.Notice]
    upstream_requests: int
    receipt: _writes_pb2.WriteReceipt
    results: _containers.RepeatedCompositeFieldContainer[_writes_pb2.WriteResult]
    def __init__(self, stock_items: _Optional[_Iterable[_Union[StockItem, _Mapping]]] = ..., notices: _Optional[_Iterable[_Union[_errors_pb2.Notice, _Mapping]]] = ..., upstream_requests: _Optional[int] = ..., receipt: _Optional[_Union[_writes_pb2.WriteReceipt, _Mapping]] = ..., results: _Optional[_Iterable[_Union[_writes_pb2.WriteResult, _Mapping]]] = ...) -> None: ...

class ListStockTypesRequest(_message.Message):
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

class ListStockTypesResponse(_message.Message):
    __slots__ = ("stock_types", "resume_token", "progress", "record_errors", "notices", "schema", "summary")
    STOCK_TYPES_FIELD_NUMBER: _ClassVar[int]
    RESUME_TOKEN_FIELD_NUMBER: _ClassVar[int]
    PROGRESS_FIELD_NUMBER: _ClassVar[int]
    RECORD_ERRORS_FIELD_NUMBER: _ClassVar[int]
    NOTICES_FIELD_NUMBER: _ClassVar[int]
    SCHEMA_FIELD_NUMBER: _ClassVar[int]
    SUMMARY_FIELD_NUMBER: _ClassVar[int]
    stock_types: _containers.RepeatedCompositeFieldContainer[StockType]
    resume_token: str
    progress: _stream_pb2.Progress
    record_errors: _containers.RepeatedCompositeFieldContainer[_stream_pb2.RecordError]
    notices: _containers.RepeatedCompositeFieldContainer[_errors_pb2.Notice]
    schema: _stream_pb2.Schema
    summary: _stream_pb2.Summary
    def __init__(self, stock_types: _Optional[_Iterable[_Union[StockType, _Mapping]]] = ..., resume_token: _Optional[str] = ..., progress: _Optional[_Union[_stream_pb2.Progress, _Mapping]] = ..., record_errors: _Optional[_Iterable[_Union[_stream_pb2.RecordError, _Mapping]]] = ..., notices: _Optional[_Iterable[_Union[_errors_pb2.Notice, _Mapping]]] = ..., schema: _Optional[_Union[_stream_pb2.Schema, _Mapping]] = ..., summary: _Optional[_Union[_stream_pb2.Summary, _Mapping]] = ...) -> None: ...

class StockType(_message.Message):
    __slots__ = ("id", "name", "group_ids", "raw", "raw_replaced", "alterations")
    ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    GROUP_IDS_FIELD_NUMBER: _ClassVar[int]
    RAW_FIELD_NUMBER: _ClassVar[int]
    RAW_REPLACED_FIELD_NUMBER: _ClassVar[int]
    ALTERATIONS_FIELD_NUMBER: _ClassVar[int]
    id: str
    name: str
    group_ids: _containers.RepeatedScalarFieldContainer[str]
    raw: str
    raw_replaced: bool
    alterations: _containers.RepeatedCompositeFieldContainer[_alteration_pb2.Alteration]
    def __init__(self, id: _Optional[str] = ..., name: _Optional[str] = ..., group_ids: _Optional[_Iterable[str]] = ..., raw: _Optional[str] = ..., raw_replaced: _Optional[bool] = ..., alterations: _Optional[_Iterable[_Union[_alteration_pb2.Alteration, _Mapping]]] = ...) -> None: ...

class ListStockCategoriesRequest(_message.Message):
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

class ListStockCategoriesResponse(_message.Message):
    __slots__ = ("stock_categories", "resume_token", "progress", "record_errors", "notices", "schema", "summary")
    STOCK_CATEGORIES_FIELD_NUMBER: _ClassVar[int]
    RESUME_TOKEN_FIELD_NUMBER: _ClassVar[int]
    PROGRESS_FIELD_NUMBER: _ClassVar[int]
    RECORD_ERRORS_FIELD_NUMBER: _ClassVar[int]
    NOTICES_FIELD_NUMBER: _ClassVar[int]
    SCHEMA_FIELD_NUMBER: _ClassVar[int]
    SUMMARY_FIELD_NUMBER: _ClassVar[int]
    stock_categories: _containers.RepeatedCompositeFieldContainer[StockCategory]
    resume_token: str
    progress: _stream_pb2.Progress
    record_errors: _containers.RepeatedCompositeFieldContainer[_stream_pb2.RecordError]
    notices: _containers.RepeatedCompositeFieldContainer[_errors_pb2.Notice]
    schema: _stream_pb2.Schema
    summary: _stream_pb2.Summary
    def __init__(self, stock_categories: _Optional[_Iterable[_Union[StockCategory, _Mapping]]] = ..., resume_token: _Optional[str] = ..., progress: _Optional[_Union[_stream_pb2.Progress, _Mapping]] = ..., record_errors: _Optional[_Iterable[_Union[_stream_pb2.RecordError, _Mapping]]] = ..., notices: _Optional[_Iterable[_Union[_errors_pb2.Notice, _Mapping]]] = ..., schema: _Optional[_Union[_stream_pb2.Schema, _Mapping]] = ..., summary: _Optional[_Union[_stream_pb2.Summary, _Mapping]] = ...) -> None: ...

class StockCategory(_message.Message):
    __slots__ = ("id", "type_id", "name", "parent_id", "path", "tree_id", "parent_tree_id", "raw", "raw_replaced", "alterations")
    ID_FIELD_NUMBER: _ClassVar[int]
    TYPE_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    PARENT_ID_FIELD_NUMBER: _ClassVar[int]
    PATH_FIELD_NUMBER: _ClassVar[int]
    TREE_ID_FIELD_NUMBER: _ClassVar[int]
    PARENT_TREE_ID_FIELD_NUMBER: _ClassVar[int]
    RAW_FIELD_NUMBER: _ClassVar[int]
    RAW_REPLACED_FIELD_NUMBER: _ClassVar[int]
    ALTERATIONS_FIELD_NUMBER: _ClassVar[int]
    id: str
    type_id: str
    name: str
    parent_id: str
    path: _containers.RepeatedScalarFieldContainer[str]
    tree_id: str
    parent_tree_id: str
    raw: str
    raw_replaced: bool
    alterations: _containers.RepeatedCompositeFieldContainer[_alteration_pb2.Alteration]
    def __init__(self, id: _Optional[str] = ..., type_id: _Optional[str] = ..., name: _Optional[str] = ..., parent_id: _Optional[str] = ..., path: _Optional[_Iterable[str]] = ..., tree_id: _Optional[str] = ..., parent_tree_id: _Optional[str] = ..., raw: _Optional[str] = ..., raw_replaced: _Optional[bool] = ..., alterations: _Optional[_Iterable[_Union[_alteration_pb2.Alteration, _Mapping]]] = ...) -> None: ...
