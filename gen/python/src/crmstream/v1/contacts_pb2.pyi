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

class ContactKind(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    CONTACT_KIND_UNSPECIFIED: _ClassVar[ContactKind]
    CONTACT_KIND_PERSON: _ClassVar[ContactKind]
    CONTACT_KIND_ORGANIZATION: _ClassVar[ContactKind]
CONTACT_KIND_UNSPECIFIED: ContactKind
CONTACT_KIND_PERSON: ContactKind
CONTACT_KIND_ORGANIZATION: ContactKind

class ListContactsRequest(_message.Message):
    __slots__ = ("source", "page_size", "limit", "resume_token", "include_raw", "order", "where", "ids", "changed_from", "created_from", "created_before", "max_staleness", "priority", "owner_id", "type_ids", "group_ids", "search", "only_deleted", "kind", "activity_from", "activity_before")
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
    TYPE_IDS_FIELD_NUMBER: _ClassVar[int]
    GROUP_IDS_FIELD_NUMBER: _ClassVar[int]
    SEARCH_FIELD_NUMBER: _ClassVar[int]
    ONLY_DELETED_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
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
    type_ids: _containers.RepeatedScalarFieldContainer[str]
    group_ids: _containers.RepeatedScalarFieldContainer[str]
    search: str
    only_deleted: bool
    kind: ContactKind
    activity_from: str
    activity_before: str
    def __init__(self, source: _Optional[str] = ..., page_size: _Optional[int] = ..., limit: _Optional[int] = ..., resume_token: _Optional[str] = ..., include_raw: _Optional[bool] = ..., order: _Optional[str] = ..., where: _Optional[_Iterable[str]] = ..., ids: _Optional[_Iterable[str]] = ..., changed_from: _Optional[str] = ..., created_from: _Optional[str] = ..., created_before: _Optional[str] = ..., max_staleness: _Optional[_Union[datetime.timedelta, _duration_pb2.Duration, _Mapping]] = ..., priority: _Optional[_Union[_stream_pb2.Priority, str]] = ..., owner_id: _Optional[str] = ..., type_ids: _Optional[_Iterable[str]] = ..., group_ids: _Optional[_Iterable[str]] = ..., search: _Optional[str] = ..., only_deleted: _Optional[bool] = ..., kind: _Optional[_Union[ContactKind, str]] = ..., activity_from: _Optional[str] = ..., activity_before: _Optional[str] = ...) -> None: ...

class ListContactsResponse(_message.Message):
    __slots__ = ("contacts", "resume_token", "progress", "record_errors", "notices", "schema", "summary")
    CONTACTS_FIELD_NUMBER: _ClassVar[int]
    RESUME_TOKEN_FIELD_NUMBER: _ClassVar[int]
    PROGRESS_FIELD_NUMBER: _ClassVar[int]
    RECORD_ERRORS_FIELD_NUMBER: _ClassVar[int]
    NOTICES_FIELD_NUMBER: _ClassVar[int]
    SCHEMA_FIELD_NUMBER: _ClassVar[int]
    SUMMARY_FIELD_NUMBER: _ClassVar[int]
    contacts: _containers.RepeatedCompositeFieldContainer[Contact]
    resume_token: str
    progress: _stream_pb2.Progress
    record_errors: _containers.RepeatedCompositeFieldContainer[_stream_pb2.RecordError]
    notices: _containers.RepeatedCompositeFieldContainer[_errors_pb2.Notice]
    schema: _stream_pb2.Schema
    summary: _stream_pb2.Summary
    def __init__(self, contacts: _Optional[_Iterable[_Union[Contact, _Mapping]]] = ..., resume_token: _Optional[str] = ..., progress: _Optional[_Union[_stream_pb2.Progress, _Mapping]] = ..., record_errors: _Optional[_Iterable[_Union[_stream_pb2.RecordError, _Mapping]]] = ..., notices: _Optional[_Iterable[_Union[_errors_pb2.Notice, _Mapping]]] = ..., schema: _Optional[_Union[_stream_pb2.Schema, _Mapping]] = ..., summary: _Optional[_Union[_stream_pb2.Summary, _Mapping]] = ...) -> None: ...

class Contact(_message.Message):
    __slots__ = ("id", "group_id", "last_name", "first_name", "patronymic", "owner_id", "additional_owner_ids", "create_time", "activity_time", "activity_type", "type_id", "type_name", "kind", "kind_text", "emails", "phones", "address", "comment", "creator_id", "name", "company_id", "specialization", "targets", "categories", "archived", "morion_id", "company_morion_id", "deleted", "fields", "raw", "raw_replaced", "alterations")
    class FieldsEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: _field_value_pb2.FieldValue
        def __init__(self, key: _Optional[str] = ..., value: _Optional[_Union[_field_value_pb2.FieldValue, _Mapping]] = ...) -> None: ...
    ID_FIELD_NUMBER: _ClassVar[int]
    GROUP_ID_FIELD_NUMBER: _ClassVar[int]
    LAST_NAME_FIELD_NUMBER: _ClassVar[int]
    FIRST_NAME_FIELD_NUMBER: _ClassVar[int]
    PATRONYMIC_FIELD_NUMBER: _ClassVar[int]
    OWNER_ID_FIELD_NUMBER: _ClassVar[int]
    ADDITIONAL_OWNER_IDS_FIELD_NUMBER: _ClassVar[int]
    CREATE_TIME_FIELD_NUMBER: _ClassVar[int]
    ACTIVITY_TIME_FIELD_NUMBER: _ClassVar[int]
    ACTIVITY_TYPE_FIELD_NUMBER: _ClassVar[int]
    TYPE_ID_FIELD_NUMBER: _ClassVar[int]
    TYPE_NAME_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    KIND_TEXT_FIELD_NUMBER: _ClassVar[int]
    EMAILS_FIELD_NUMBER: _ClassVar[int]
    PHONES_FIELD_NUMBER: _ClassVar[int]
    ADDRESS_FIELD_NUMBER: _ClassVar[int]
    COMMENT_FIELD_NUMBER: _ClassVar[int]
    CREATOR_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    COMPANY_ID_FIELD_NUMBER: _ClassVar[int]
    SPECIALIZATION_FIELD_NUMBER: _ClassVar[int]
    TARGETS_FIELD_NUMBER: _ClassVar[int]
    CATEGORIES_FIELD_NUMBER: _ClassVar[int]
    ARCHIVED_FIELD_NUMBER: _ClassVar[int]
    MORION_ID_FIELD_NUMBER: _ClassVar[int]
    COMPANY_MORION_ID_FIELD_NUMBER: _ClassVar[int]
    DELETED_FIELD_NUMBER: _ClassVar[int]
    FIELDS_FIELD_NUMBER: _ClassVar[int]
    RAW_FIELD_NUMBER: _ClassVar[int]
    RAW_REPLACED_FIELD_NUMBER: _ClassVar[int]
    ALTERATIONS_FIELD_NUMBER: _ClassVar[int]
    id: str
    group_id: str
    last_name: str
    first_name: str
    patronymic: str
    owner_id: str
    additional_owner_ids: _containers.RepeatedScalarFieldContainer[str]
    create_time: _timestamp_pb2.Timestamp
    activity_time: _timestamp_pb2.Timestamp
    activity_type: str
    type_id: str
    type_name: str
    kind: ContactKind
    kind_text: str
    emails: _containers.RepeatedCompositeFieldContainer[Email]
    phones: _containers.RepeatedCompositeFieldContainer[Phone]
    address: str
    comment: str
    creator_id: str
    name: str
    company_id: str
    specialization: str
    targets: _containers.RepeatedScalarFieldContainer[str]
    categories: _containers.RepeatedScalarFieldContainer[str]
    archived: bool
    morion_id: str
    company_morion_id: str
    deleted: bool
    fields: _containers.MessageMap[str, _field_value_pb2.FieldValue]
    raw: str
    raw_replaced: bool
    alterations: _containers.RepeatedCompositeFieldContainer[_alteration_pb2.Alteration]
    def __init__(self, id: _Optional[str] = ..., group_id: _Optional[str] = ..., last_name: _Optional[str] = ..., first_name: _Optional[str] = ..., patronymic: _Optional[str] = ..., owner_id: _Optional[str] = ..., additional_owner_ids: _Optional[_Iterable[str]] = ..., create_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., activity_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., activity_type: _Optional[str] = ..., type_id: _Optional[str] = ..., type_name: _Optional[str] = ..., kind: _Optional[_Union[ContactKind, str]] = ..., kind_text: _Optional[str] = ..., emails: _Optional[_Iterable[_Union[Email, _Mapping]]] = ..., phones: _Optional[_Iterable[_Union[Phone, _Mapping]]] = ..., address: _Optional[str] = ..., comment: _Optional[str] = ..., creator_id: _Optional[str] = ..., name: _Optional[str] = ..., company_id: _Optional[str] = ..., specialization: _Optional[str] = ..., targets: _Optional[_Iterable[str]] = ..., categories: _Optional[_Iterable[str]] = ..., archived: _Optional[bool] = ..., morion_id: _Optional[str] = ..., company_morion_id: _Optional[str] = ..., deleted: _Optional[bool] = ..., fields: _Optional[_Mapping[str, _field_value_pb2.FieldValue]] = ..., raw: _Optional[str] = ..., raw_replaced: _Optional[bool] = ..., alterations: _Optional[_Iterable[_Union[_alteration_pb2.Alteration, _Mapping]]] = ...) -> None: ...

class Email(_message.Message):
    __slots__ = ("address", "comment")
    ADDRESS_FIELD_NUMBER: _ClassVar[int]
    COMMENT_FIELD_NUMBER: _ClassVar[int]
    address: str
    comment: str
    def __init__(self, address: _Optional[str] = ..., comment: _Optional[str] = ...) -> None: ...

class Phone(_message.Message):
    __slots__ = ("number", "comment")
    NUMBER_FIELD_NUMBER: _ClassVar[int]
    COMMENT_FIELD_NUMBER: _ClassVar[int]
    number: str
    comment: str
    def __init__(self, number: _Optional[str] = ..., comment: _Optional[str] = ...) -> None: ...

class GetContactRequest(_message.Message):
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

class GetContactResponse(_message.Message):
    __slots__ = ("contact", "notices", "upstream_requests")
    CONTACT_FIELD_NUMBER: _ClassVar[int]
    NOTICES_FIELD_NUMBER: _ClassVar[int]
    UPSTREAM_REQUESTS_FIELD_NUMBER: _ClassVar[int]
    contact: Contact
    notices: _containers.RepeatedCompositeFieldContainer[_errors_pb2.Notice]
    upstream_requests: int
    def __init__(self, contact: _Optional[_Union[Contact, _Mapping]] = ..., notices: _Optional[_Iterable[_Union[_errors_pb2.Notice, _Mapping]]] = ..., upstream_requests: _Optional[int] = ...) -> None: ...

class BatchGetContactsRequest(_message.Message):
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

class BatchGetContactsResponse(_message.Message):
    __slots__ = ("contacts", "notices", "upstream_requests", "missing_ids", "record_errors")
    CONTACTS_FIELD_NUMBER: _ClassVar[int]
    NOTICES_FIELD_NUMBER: _ClassVar[int]
    UPSTREAM_REQUESTS_FIELD_NUMBER: _ClassVar[int]
    MISSING_IDS_FIELD_NUMBER: _ClassVar[int]
    RECORD_ERRORS_FIELD_NUMBER: _ClassVar[int]
    contacts: _containers.RepeatedCompositeFieldContainer[Contact]
    notices: _containers.RepeatedCompositeFieldContainer[_errors_pb2.Notice]
    upstream_requests: int
    missing_ids: _containers.RepeatedScalarFieldContainer[str]
    record_errors: _containers.RepeatedCompositeFieldContainer[_stream_pb2.RecordError]
    def __init__(self, contacts: _Optional[_Iterable[_Union[Contact, _Mapping]]] = ..., notices: _Optional[_Iterable[_Union[_errors_pb2.Notice, _Mapping]]] = ..., upstream_requests: _Optional[int] = ..., missing_ids: _Optional[_Iterable[str]] = ..., record_errors: _Optional[_Iterable[_Union[_stream_pb2.RecordError, _Mapping]]] = ...) -> None: ...

class CreateContactRequest(_message.Message):
    __slots__ = ("source", "contact", "request_id", "validate_only", "proof", "priority", "origin")
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    CONTACT_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    VALIDATE_ONLY_FIELD_NUMBER: _ClassVar[int]
    PROOF_FIELD_NUMBER: _ClassVar[int]
    PRIORITY_FIELD_NUMBER: _ClassVar[int]
    ORIGIN_FIELD_NUMBER: _ClassVar[int]
    source: str
    contact: Contact
    request_id: str
    validate_only: bool
    proof: _writes_pb2.WriteProof
    priority: _stream_pb2.Priority
    origin: str
    def __init__(self, source: _Optional[str] = ..., contact: _Optional[_Union[Contact, _Mapping]] = ..., request_id: _Optional[str] = ..., validate_only: _Optional[bool] = ..., proof: _Optional[_Union[_writes_pb2.WriteProof, str]] = ..., priority: _Optional[_Union[_stream_pb2.Priority, str]] = ..., origin: _Optional[str] = ...) -> None: ...

class CreateContactResponse(_message.Message):
    __slots__ = ("contact", "notices", "upstream_requests", "receipt")
    CONTACT_FIELD_NUMBER: _ClassVar[int]
    NOTICES_FIELD_NUMBER: _ClassVar[int]
    UPSTREAM_REQUESTS_FIELD_NUMBER: _ClassVar[int]
    RECEIPT_FIELD_NUMBER: _ClassVar[int]
    contact: Contact
    notices: _containers.RepeatedCompositeFieldContainer[_errors_pb2.Notice]
    upstream_requests: int
    receipt: _writes_pb2.WriteReceipt
    def __init__(self, contact: _Optional[_Union[Contact, _Mapping]] = ..., notices: _Optional[_Iterable[_Union[_errors_pb2.Notice, _Mapping]]] = ..., upstream_requests: _Optional[int] = ..., receipt: _Optional[_Union[_writes_pb2.WriteReceipt, _Mapping]] = ...) -> None: ...

class UpdateContactRequest(_message.Message):
    __slots__ = ("source", "contact", "update_mask", "request_id", "validate_only", "proof", "expected", "id", "expected_unset", "priority")
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    CONTACT_FIELD_NUMBER: _ClassVar[int]
    UPDATE_MASK_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    VALIDATE_ONLY_FIELD_NUMBER: _ClassVar[int]
    PROOF_FIELD_NUMBER: _ClassVar[int]
    EXPECTED_FIELD_NUMBER: _ClassVar[int]
    ID_FIELD_NUMBER: _ClassVar[int]
    EXPECTED_UNSET_FIELD_NUMBER: _ClassVar[int]
    PRIORITY_FIELD_NUMBER: _ClassVar[int]
    source: str
    contact: Contact
    update_mask: _containers.RepeatedScalarFieldContainer[str]
    request_id: str
    validate_only: bool
    proof: _writes_pb2.WriteProof
    expected: Contact
    id: str
    expected_unset: _containers.RepeatedScalarFieldContainer[str]
    priority: _stream_pb2.Priority
    def __init__(self, source: _Optional[str] = ..., contact: _Optional[_Union[Contact, _Mapping]] = ..., update_mask: _Optional[_Iterable[str]] = ..., request_id: _Optional[str] = ..., validate_only: _Optional[bool] = ..., proof: _Optional[_Union[_writes_pb2.WriteProof, str]] = ..., expected: _Optional[_Union[Contact, _Mapping]] = ..., id: _Optional[str] = ..., expected_unset: _Optional[_Iterable[str]] = ..., priority: _Optional[_Union[_stream_pb2.Priority, str]] = ...) -> None: ...

class UpdateContactResponse(_message.Message):
    __slots__ = ("contact", "notices", "upstream_requests", "receipt")
    CONTACT_FIELD_NUMBER: _ClassVar[int]
    NOTICES_FIELD_NUMBER: _ClassVar[int]
    UPSTREAM_REQUESTS_FIELD_NUMBER: _ClassVar[int]
    RECEIPT_FIELD_NUMBER: _ClassVar[int]
    contact: Contact
    notices: _containers.RepeatedCompositeFieldContainer[_errors_pb2.Notice]
    upstream_requests: int
    receipt: _writes_pb2.WriteReceipt
    def __init__(self, contact: _Optional[_Union[Contact, _Mapping]] = ..., notices: _Optional[_Iterable[_Union[_errors_pb2.Notice, _Mapping]]] = ..., upstream_requests: _Optional[int] = ..., receipt: _Optional[_Union[_writes_pb2.WriteReceipt, _Mapping]] = ...) -> None: ...

class DeleteContactRequest(_message.Message):
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
    expected: Contact
    id: str
    expected_unset: _containers.RepeatedScalarFieldContainer[str]
    priority: _stream_pb2.Priority
    def __init__(self, source: _Optional[str] = ..., request_id: _Optional[str] = ..., validate_only: _Optional[bool] = ..., proof: _Optional[_Union[_writes_pb2.WriteProof, str]] = ..., expected: _Optional[_Union[Contact, _Mapping]] = ..., id: _Optional[str] = ..., expected_unset: _Optional[_Iterable[str]] = ..., priority: _Optional[_Union[_stream_pb2.Priority, str]] = ...) -> None: ...

class DeleteContactResponse(_message.Message):
    __slots__ = ("contact", "notices", "upstream_requests", "receipt")
    CONTACT_FIELD_NUMBER: _ClassVar[int]
    NOTICES_FIELD_NUMBER: _ClassVar[int]
    UPSTREAM_REQUESTS_FIELD_NUMBER: _ClassVar[int]
    RECEIPT_FIELD_NUMBER: _ClassVar[int]
    contact: Contact
    notices: _containers.RepeatedCompositeFieldContainer[_errors_pb2.Notice]
    upstream_requests: int
    receipt: _writes_pb2.WriteReceipt
    def __init__(self, contact: _Optional[_Union[Contact, _Mapping]] = ..., notices: _Optional[_Iterable[_Union[_errors_pb2.Notice, _Mapping]]] = ..., upstream_requests: _Optional[int] = ..., receipt: _Optional[_Union[_writes_pb2.WriteReceipt, _Mapping]] = ...) -> None: ...

class BatchCreateContactsRequest(_message.Message):
    __slots__ = ("source", "requests", "request_id", "validate_only", "proof", "priority")
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    REQUESTS_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    VALIDATE_ONLY_FIELD_NUMBER: _ClassVar[int]
    PROOF_FIELD_NUMBER: _ClassVar[int]
    PRIORITY_FIELD_NUMBER: _ClassVar[int]
    source: str
    requests: _containers.RepeatedCompositeFieldContainer[CreateContactRequest]
    request_id: str
    validate_only: bool
    proof: _writes_pb2.WriteProof
    priority: _stream_pb2.Priority
    def __init__(self, source: _Optional[str] = ..., requests: _Optional[_Iterable[_Union[CreateContactRequest, _Mapping]]] = ..., request_id: _Optional[str] = ..., validate_only: _Optional[bool] = ..., proof: _Optional[_Union[_writes_pb2.WriteProof, str]] = ..., priority: _Optional[_Union[_stream_pb2.Priority, str]] = ...) -> None: ...

class BatchCreateContactsResponse(_message.Message):
    __slots__ = ("contacts", "notices", "upstream_requests", "receipt", "results")
    CONTACTS_FIELD_NUMBER: _ClassVar[int]
    NOTICES_FIELD_NUMBER: _ClassVar[int]
    UPSTREAM_REQUESTS_FIELD_NUMBER: _ClassVar[int]
    RECEIPT_FIELD_NUMBER: _ClassVar[int]
    RESULTS_FIELD_NUMBER: _ClassVar[int]
    contacts: _containers.RepeatedCompositeFieldContainer[Contact]
    notices: _containers.RepeatedCompositeFieldContainer[_errors_pb2.Notice]
    upstream_requests: int
    receipt: _writes_pb2.WriteReceipt
    results: _containers.RepeatedCompositeFieldContainer[_writes_pb2.WriteResult]
    def __init__(self, contacts: _Optional[_Iterable[_Union[Contact, _Mapping]]] = ..., notices: _Optional[_Iterable[_Union[_errors_pb2.Notice, _Mapping]]] = ..., upstream_requests: _Optional[int] = ..., receipt: _Optional[_Union[_writes_pb2.WriteReceipt, _Mapping]] = ..., results: _Optional[_Iterable[_Union[_writes_pb2.WriteResult, _Mapping]]] = ...) -> None: ...

class BatchUpdateContactsRequest(_message.Message):
    __slots__ = ("source", "requests", "request_id", "validate_only", "proof", "priority")
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    REQUESTS_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    VALIDATE_ONLY_FIELD_NUMBER: _ClassVar[int]
    PROOF_FIELD_NUMBER: _ClassVar[int]
    PRIORITY_FIELD_NUMBER: _ClassVar[int]
    source: str
    requests: _containers.RepeatedCompositeFieldContainer[UpdateContactRequest]
    request_id: str
    validate_only: bool
    proof: _writes_pb2.WriteProof
    priority: _stream_pb2.Priority
    def __init__(self, source: _Optional[str] = ..., requests: _Optional[_Iterable[_Union[UpdateContactRequest, _Mapping]]] = ..., request_id: _Optional[str] = ..., validate_only: _Optional[bool] = ..., proof: _Optional[_Union[_writes_pb2.WriteProof, str]] = ..., priority: _Optional[_Union[_stream_pb2.Priority, str]] = ...) -> None: ...

class BatchUpdateContactsResponse(_message.Message):
    __slots__ = ("contacts", "notices", "upstream_requests", "receipt", "results")
    CONTACTS_FIELD_NUMBER: _ClassVar[int]
    NOTICES_FIELD_NUMBER: _ClassVar[int]
    UPSTREAM_REQUESTS_FIELD_NUMBER: _ClassVar[int]
    RECEIPT_FIELD_NUMBER: _ClassVar[int]
    RESULTS_FIELD_NUMBER: _ClassVar[int]
    contacts: _containers.RepeatedCompositeFieldContainer[Contact]
    notices: _containers.RepeatedCompositeFieldContainer[_errors_pb2.Notice]
    upstream_requests: int
    receipt: _writes_pb2.WriteReceipt
    results: _containers.RepeatedCompositeFieldContainer[_writes_pb2.WriteResult]
    def __init__(self, contacts: _Optional[_Iterable[_Union[Contact, _Mapping]]] = ..., notices: _Optional[_Iterable[_Union[_errors_pb2.Notice, _Mapping]]] = ..., upstream_requests: _Optional[int] = ..., receipt: _Optional[_Union[_writes_pb2.WriteReceipt, _Mapping]] = ..., results: _Optional[_Iterable[_Union[_writes_pb2.WriteResult, _Mapping]]] = ...) -> None: ...

class BatchDeleteContactsRequest(_message.Message):
    __slots__ = ("source", "requests", "request_id", "validate_only", "proof", "priority")
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    REQUESTS_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    VALIDATE_ONLY_FIELD_NUMBER: _ClassVar[int]
    PROOF_FIELD_NUMBER: _ClassVar[int]
    PRIORITY_FIELD_NUMBER: _ClassVar[int]
    source: str
    requests: _containers.RepeatedCompositeFieldContainer[DeleteContactRequest]
    request_id: str
    validate_only: bool
    proof: _writes_pb2.WriteProof
    priority: _stream_pb2.Priority
    def __init__(self, source: _Optional[str] = ..., requests: _Optional[_Iterable[_Union[DeleteContactRequest, _Mapping]]] = ..., request_id: _Optional[str] = ..., validate_only: _Optional[bool] = ..., proof: _Optional[_Union[_writes_pb2.WriteProof, str]] = ..., priority: _Optional[_Union[_stream_pb2.Priority, str]] = ...) -> None: ...

class BatchDeleteContactsResponse(_message.Message):
    __slots__ = ("contacts", "notices", "upstream_requests", "receipt", "results")
    CONTACTS_FIELD_NUMBER: _ClassVar[int]
    NOTICES_FIELD_NUMBER: _ClassVar[int]
    UPSTREAM_REQUESTS_FIELD_NUMBER: _ClassVar[int]
    RECEIPT_FIELD_NUMBER: _ClassVar[int]
    RESULTS_FIELD_NUMBER: _ClassVar[int]
    contacts: _containers.RepeatedCompositeFieldContainer[Contact]
    notices: _containers.RepeatedCompositeFieldContainer[_errors_pb2.Notice]
    upstream_requests: int
    receipt: _writes_pb2.WriteReceipt
    results: _containers.RepeatedCompositeFieldContainer[_writes_pb2.WriteResult]
    def __init__(self, contacts: _Optional[_Iterable[_Union[Contact, _Mapping]]] = ..., notices: _Optional[_Iterable[_Union[_errors_pb2.Notice, _Mapping]]] = ..., upstream_requests: _Optional[int] = ..., receipt: _Optional[_Union[_writes_pb2.WriteReceipt, _Mapping]] = ..., results: _Optional[_Iterable[_Union[_writes_pb2.WriteResult, _Mapping]]] = ...) -> None: ...

class ListContactLinksRequest(_message.Message):
    __slots__ = ("source", "page_size", "limit", "resume_token", "include_raw", "max_staleness", "priority", "contact_ids")
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    LIMIT_FIELD_NUMBER: _ClassVar[int]
    RESUME_TOKEN_FIELD_NUMBER: _ClassVar[int]
    INCLUDE_RAW_FIELD_NUMBER: _ClassVar[int]
    MAX_STALENESS_FIELD_NUMBER: _ClassVar[int]
    PRIORITY_FIELD_NUMBER: _ClassVar[int]
    CONTACT_IDS_FIELD_NUMBER: _ClassVar[int]
    source: str
    page_size: int
    limit: int
    resume_token: str
    include_raw: bool
    max_staleness: _duration_pb2.Duration
    priority: _stream_pb2.Priority
    contact_ids: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, source: _Optional[str] = ..., page_size: _Optional[int] = ..., limit: _Optional[int] = ..., resume_token: _Optional[str] = ..., include_raw: _Optional[bool] = ..., max_staleness: _Optional[_Union[datetime.timedelta, _duration_pb2.Duration, _Mapping]] = ..., priority: _Optional[_Union[_stream_pb2.Priority, str]] = ..., contact_ids: _Optional[_Iterable[str]] = ...) -> None: ...

class ListContactLinksResponse(_message.Message):
    __slots__ = ("contact_links", "resume_token", "progress", "record_errors", "notices", "schema", "summary")
    CONTACT_LINKS_FIELD_NUMBER: _ClassVar[int]
    RESUME_TOKEN_FIELD_NUMBER: _ClassVar[int]
    PROGRESS_FIELD_NUMBER: _ClassVar[int]
    RECORD_ERRORS_FIELD_NUMBER: _ClassVar[int]
    NOTICES_FIELD_NUMBER: _ClassVar[int]
    SCHEMA_FIELD_NUMBER: _ClassVar[int]
    SUMMARY_FIELD_NUMBER: _ClassVar[int]
    contact_links: _containers.RepeatedCompositeFieldContainer[ContactLinks]
    resume_token: str
    progress: _stream_pb2.Progress
    record_errors: _containers.RepeatedCompositeFieldContainer[_stream_pb2.RecordError]
    notices: _containers.RepeatedCompositeFieldContainer[_errors_pb2.Notice]
    schema: _stream_pb2.Schema
    summary: _stream_pb2.Summary
    def __init__(self, contact_links: _Optional[_Iterable[_Union[ContactLinks, _Mapping]]] = ..., resume_token: _Optional[str] = ..., progress: _Optional[_Union[_stream_pb2.Progress, _Mapping]] = ..., record_errors: _Optional[_Iterable[_Union[_stream_pb2.RecordError, _Mapping]]] = ..., notices: _Optional[_Iterable[_Union[_errors_pb2.Notice, _Mapping]]] = ..., schema: _Optional[_Union[_stream_pb2.Schema, _Mapping]] = ..., summary: _Optional[_Union[_stream_pb2.Summary, _Mapping]] = ...) -> None: ...

class ContactLinks(_message.Message):
    __slots__ = ("contact_id", "stock_item_ids", "archived_stock_item_ids", "activity_ids", "deal_ids", "stock_item_types", "activity_types", "deal_types", "raw", "raw_replaced", "alterations")
    class TypedLink(_message.Message):
        __slots__ = ("id", "type_id", "type_name")
        ID_FIELD_NUMBER: _ClassVar[int]
        TYPE_ID_FIELD_NUMBER: _ClassVar[int]
        TYPE_NAME_FIELD_NUMBER: _ClassVar[int]
        id: str
        type_id: str
        type_name: str
        def __init__(self, id: _Optional[str] = ..., type_id: _Optional[str] = ..., type_name: _Optional[str] = ...) -> None: ...
    CONTACT_ID_FIELD_NUMBER: _ClassVar[int]
    STOCK_ITEM_IDS_FIELD_NUMBER: _ClassVar[int]
    ARCHIVED_STOCK_ITEM_IDS_FIELD_NUMBER: _ClassVar[int]
    ACTIVITY_IDS_FIELD_NUMBER: _ClassVar[int]
    DEAL_IDS_FIELD_NUMBER: _ClassVar[int]
    STOCK_ITEM_TYPES_FIELD_NUMBER: _ClassVar[int]
    ACTIVITY_TYPES_FIELD_NUMBER: _ClassVar[int]
    DEAL_TYPES_FIELD_NUMBER: _ClassVar[int]
    RAW_FIELD_NUMBER: _ClassVar[int]
    RAW_REPLACED_FIELD_NUMBER: _ClassVar[int]
    ALTERATIONS_FIELD_NUMBER: _ClassVar[int]
    contact_id: str
    stock_item_ids: _containers.RepeatedScalarFieldContainer[str]
    archived_stock_item_ids: _containers.RepeatedScalarFieldContainer[str]
    activity_ids: _containers.RepeatedScalarFieldContainer[str]
    deal_ids: _containers.RepeatedScalarFieldContainer[str]
    stock_item_types: _containers.RepeatedCompositeFieldContainer[ContactLinks.TypedLink]
    activity_types: _containers.RepeatedCompositeFieldContainer[ContactLinks.TypedLink]
    deal_types: _containers.RepeatedCompositeFieldContainer[ContactLinks.TypedLink]
    raw: str
    raw_replaced: bool
    alterations: _containers.RepeatedCompositeFieldContainer[_alteration_pb2.Alteration]
    def __init__(self, contact_id: _Optional[str] = ..., stock_item_ids: _Optional[_Iterable[str]] = ..., archived_stock_item_ids: _Optional[_Iterable[str]] = ..., activity_ids: _Optional[_Iterable[str]] = ..., deal_ids: _Optional[_Iterable[str]] = ..., stock_item_types: _Optional[_Iterable[_Union[ContactLinks.TypedLink, _Mapping]]] = ..., activity_types: _Optional[_Iterable[_Union[ContactLinks.TypedLink, _Mapping]]] = ..., deal_types: _Optional[_Iterable[_Union[ContactLinks.TypedLink, _Mapping]]] = ..., raw: _Optional[str] = ..., raw_replaced: _Optional[bool] = ..., alterations: _Optional[_Iterable[_Union[_alteration_pb2.Alteration, _Mapping]]] = ...) -> None: ...
