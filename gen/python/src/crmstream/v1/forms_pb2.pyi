from crmstream.v1 import alteration_pb2 as _alteration_pb2
from crmstream.v1 import errors_pb2 as _errors_pb2
from crmstream.v1 import field_pb2 as _field_pb2
from crmstream.v1 import stream_pb2 as _stream_pb2
from crmstream.v1 import writes_pb2 as _writes_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class GetFormRequest(_message.Message):
    __slots__ = ("source", "id", "include_raw", "priority", "host")
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    ID_FIELD_NUMBER: _ClassVar[int]
    INCLUDE_RAW_FIELD_NUMBER: _ClassVar[int]
    PRIORITY_FIELD_NUMBER: _ClassVar[int]
    HOST_FIELD_NUMBER: _ClassVar[int]
    source: str
    id: str
    include_raw: bool
    priority: _stream_pb2.Priority
    host: str
    def __init__(self, source: _Optional[str] = ..., id: _Optional[str] = ..., include_raw: _Optional[bool] = ..., priority: _Optional[_Union[_stream_pb2.Priority, str]] = ..., host: _Optional[str] = ...) -> None: ...

class GetFormResponse(_message.Message):
    __slots__ = ("form", "notices", "upstream_requests")
    FORM_FIELD_NUMBER: _ClassVar[int]
    NOTICES_FIELD_NUMBER: _ClassVar[int]
    UPSTREAM_REQUESTS_FIELD_NUMBER: _ClassVar[int]
    form: Form
    notices: _containers.RepeatedCompositeFieldContainer[_errors_pb2.Notice]
    upstream_requests: int
    def __init__(self, form: _Optional[_Union[Form, _Mapping]] = ..., notices: _Optional[_Iterable[_Union[_errors_pb2.Notice, _Mapping]]] = ..., upstream_requests: _Optional[int] = ...) -> None: ...

class Form(_message.Message):
    __slots__ = ("id", "type", "name", "description", "feedback", "contact_fields", "contact_custom_fields", "activity_custom_fields", "stock_item_fields", "stock_item_custom_fields", "raw", "raw_replaced", "alterations")
    ID_FIELD_NUMBER: _ClassVar[int]
    TYPE_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    DESCRIPTION_FIELD_NUMBER: _ClassVar[int]
    FEEDBACK_FIELD_NUMBER: _ClassVar[int]
    CONTACT_FIELDS_FIELD_NUMBER: _ClassVar[int]
    CONTACT_CUSTOM_FIELDS_FIELD_NUMBER: _ClassVar[int]
    ACTIVITY_CUSTOM_FIELDS_FIELD_NUMBER: _ClassVar[int]
    STOCK_ITEM_FIELDS_FIELD_NUMBER: _ClassVar[int]
    STOCK_ITEM_CUSTOM_FIELDS_FIELD_NUMBER: _ClassVar[int]
    RAW_FIELD_NUMBER: _ClassVar[int]
    RAW_REPLACED_FIELD_NUMBER: _ClassVar[int]
    ALTERATIONS_FIELD_NUMBER: _ClassVar[int]
    id: str
    type: str
    name: str
    description: str
    feedback: str
    contact_fields: _containers.RepeatedCompositeFieldContainer[FormField]
    contact_custom_fields: _containers.RepeatedCompositeFieldContainer[FormField]
    activity_custom_fields: _containers.RepeatedCompositeFieldContainer[FormField]
    stock_item_fields: _containers.RepeatedCompositeFieldContainer[FormField]
    stock_item_custom_fields: _containers.RepeatedCompositeFieldContainer[FormField]
    raw: str
    raw_replaced: bool
    alterations: _containers.RepeatedCompositeFieldContainer[_alteration_pb2.Alteration]
    def __init__(self, id: _Optional[str] = ..., type: _Optional[str] = ..., name: _Optional[str] = ..., description: _Optional[str] = ..., feedback: _Optional[str] = ..., contact_fields: _Optional[_Iterable[_Union[FormField, _Mapping]]] = ..., contact_custom_fields: _Optional[_Iterable[_Union[FormField, _Mapping]]] = ..., activity_custom_fields: _Optional[_Iterable[_Union[FormField, _Mapping]]] = ..., stock_item_fields: _Optional[_Iterable[_Union[FormField, _Mapping]]] = ..., stock_item_custom_fields: _Optional[_Iterable[_Union[FormField, _Mapping]]] = ..., raw: _Optional[str] = ..., raw_replaced: _Optional[bool] = ..., alterations: _Optional[_Iterable[_Union[_alteration_pb2.Alteration, _Mapping]]] = ...) -> None: ...

class FormField(_message.Message):
    __slots__ = ("key", "name", "placeholder", "required", "tip", "hint", "type", "upstream_type", "parent_key", "options")
    KEY_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    PLACEHOLDER_FIELD_NUMBER: _ClassVar[int]
    REQUIRED_FIELD_NUMBER: _ClassVar[int]
    TIP_FIELD_NUMBER: _ClassVar[int]
    HINT_FIELD_NUMBER: _ClassVar[int]
    TYPE_FIELD_NUMBER: _ClassVar[int]
    UPSTREAM_TYPE_FIELD_NUMBER: _ClassVar[int]
    PARENT_KEY_FIELD_NUMBER: _ClassVar[int]
    OPTIONS_FIELD_NUMBER: _ClassVar[int]
    key: str
    name: str
    placeholder: str
    required: bool
    tip: str
    hint: str
    type: _field_pb2.FieldType
    upstream_type: str
    parent_key: str
    options: _containers.RepeatedCompositeFieldContainer[_field_pb2.FieldOption]
    def __init__(self, key: _Optional[str] = ..., name: _Optional[str] = ..., placeholder: _Optional[str] = ..., required: _Optional[bool] = ..., tip: _Optional[str] = ..., hint: _Optional[str] = ..., type: _Optional[_Union[_field_pb2.FieldType, str]] = ..., upstream_type: _Optional[str] = ..., parent_key: _Optional[str] = ..., options: _Optional[_Iterable[_Union[_field_pb2.FieldOption, _Mapping]]] = ...) -> None: ...

class FormSubmission(_message.Message):
    __slots__ = ("id", "form_type", "host", "contact_fields", "contact_custom_fields", "activity_custom_fields", "stock_item_fields", "stock_item_custom_fields")
    class ContactFieldsEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: str
        def __init__(self, key: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...
    class ContactCustomFieldsEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: str
        def __init__(self, key: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...
    class ActivityCustomFieldsEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: str
        def __init__(self, key: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...
    class StockItemFieldsEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: str
        def __init__(self, key: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...
    class StockItemCustomFieldsEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: str
        def __init__(self, key: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...
    ID_FIELD_NUMBER: _ClassVar[int]
    FORM_TYPE_FIELD_NUMBER: _ClassVar[int]
    HOST_FIELD_NUMBER: _ClassVar[int]
    CONTACT_FIELDS_FIELD_NUMBER: _ClassVar[int]
    CONTACT_CUSTOM_FIELDS_FIELD_NUMBER: _ClassVar[int]
    ACTIVITY_CUSTOM_FIELDS_FIELD_NUMBER: _ClassVar[int]
    STOCK_ITEM_FIELDS_FIELD_NUMBER: _ClassVar[int]
    STOCK_ITEM_CUSTOM_FIELDS_FIELD_NUMBER: _ClassVar[int]
    id: str
    form_type: str
    host: str
    contact_fields: _containers.ScalarMap[str, str]
    contact_custom_fields: _containers.ScalarMap[str, str]
    activity_custom_fields: _containers.ScalarMap[str, str]
    stock_item_fields: _containers.ScalarMap[str, str]
    stock_item_custom_fields: _containers.ScalarMap[str, str]
    def __init__(self, id: _Optional[str] = ..., form_type: _Optional[str] = ..., host: _Optional[str] = ..., contact_fields: _Optional[_Mapping[str, str]] = ..., contact_custom_fields: _Optional[_Mapping[str, str]] = ..., activity_custom_fields: _Optional[_Mapping[str, str]] = ..., stock_item_fields: _Optional[_Mapping[str, str]] = ..., stock_item_custom_fields: _Optional[_Mapping[str, str]] = ...) -> None: ...

class SubmitFormRequest(_message.Message):
    __slots__ = ("source", "submission", "request_id", "validate_only", "proof", "priority")
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    SUBMISSION_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    VALIDATE_ONLY_FIELD_NUMBER: _ClassVar[int]
    PROOF_FIELD_NUMBER: _ClassVar[int]
    PRIORITY_FIELD_NUMBER: _ClassVar[int]
    source: str
    submission: FormSubmission
    request_id: str
    validate_only: bool
    proof: _writes_pb2.WriteProof
    priority: _stream_pb2.Priority
    def __init__(self, source: _Optional[str] = ..., submission: _Optional[_Union[FormSubmission, _Mapping]] = ..., request_id: _Optional[str] = ..., validate_only: _Optional[bool] = ..., proof: _Optional[_Union[_writes_pb2.WriteProof, str]] = ..., priority: _Optional[_Union[_stream_pb2.Priority, str]] = ...) -> None: ...

class SubmitFormResponse(_message.Message):
    __slots__ = ("submission", "notices", "upstream_requests", "receipt")
    SUBMISSION_FIELD_NUMBER: _ClassVar[int]
    NOTICES_FIELD_NUMBER: _ClassVar[int]
    UPSTREAM_REQUESTS_FIELD_NUMBER: _ClassVar[int]
    RECEIPT_FIELD_NUMBER: _ClassVar[int]
    submission: FormSubmission
    notices: _containers.RepeatedCompositeFieldContainer[_errors_pb2.Notice]
    upstream_requests: int
    receipt: _writes_pb2.WriteReceipt
    def __init__(self, submission: _Optional[_Union[FormSubmission, _Mapping]] = ..., notices: _Optional[_Iterable[_Union[_errors_pb2.Notice, _Mapping]]] = ..., upstream_requests: _Optional[int] = ..., receipt: _Optional[_Union[_writes_pb2.WriteReceipt, _Mapping]] = ...) -> None: ...
